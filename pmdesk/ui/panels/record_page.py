"""What every page of the record has in common: lists and fields that know what they hold, and a scroll area."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.services.case import Case
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.record_fields import FieldEditor
from pmdesk.ui.panels.record_list import RecordList
from pmdesk.ui.panels.record_timeline import RecordTime
from pmdesk.ui.theme import GRID_PX, Theme


class RecordPage(QWidget):
    """A page that shows the case when it comes into sight, and not before."""

    def __init__(
        self, name: str, context: UiContext, time: RecordTime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"record.page.{name}")
        self.context = context
        self.time = time
        self.fields: list[FieldEditor] = []
        self.lists: list[RecordList] = []
        self._is_stale = self._wears_old = self._speaks_old = True
        self._area: QScrollArea | None = None

    @property
    def case(self) -> Case:
        return self.context.session.case

    @property
    def theme(self) -> Theme:
        return self.context.theme.theme

    def set_inside(self, inside: QWidget) -> QScrollArea:
        """Make ``inside`` the page's content, scrolled as a whole."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._area = area
        return area

    def note_change(self) -> None:
        """Something of the case changed."""
        self._is_stale = True

    def note_theme(self) -> None:
        """The theme changed."""
        self._wears_old = True

    def note_language(self) -> None:
        """The language changed."""
        self._speaks_old = True

    def catch_up(self) -> None:
        """Show what has changed since the page was last in sight."""
        for one in self.lists:
            one.hold_widths()
        try:
            self._catch_up()
        finally:
            for one in self.lists:
                one.release_widths()

    def _catch_up(self) -> None:
        if self._wears_old:
            self._wears_old = False
            self.apply_theme(self.theme)
        if self._speaks_old:
            self._speaks_old = False
            self.retranslate()
        if self._is_stale:
            self._is_stale = False
            self.show_case()

    def show_case(self) -> None:
        record = self.case.record
        for field in self.fields:
            field.show_record(record)
        for one in self.lists:
            one.show_record(record)

    def show_focus(self, focus: NodeRef | None, related: frozenset[NodeRef]) -> None:
        theme = self.theme

        def color(key: str) -> str:
            node = NodeRef(NodeKind.RECORD_FIELD, key)
            return theme.related if node == focus or node in related else ""

        for field in self.fields:
            field.mark(color)
        for one in self.lists:
            one.show_focus(focus, related)

    def holds(self, ref: NodeRef) -> bool:
        """Whether a field or an entry of this page stands for ``ref``."""
        if ref.kind is NodeKind.RECORD_FIELD and (
            any(ref.key in field.keys for field in self.fields)
            or any(one.objectName() == f"record.{ref.key}" for one in self.lists)
        ):
            return True
        return any(one.holds(ref) for one in self.lists)

    def focus_node(self, ref: NodeRef) -> bool:
        """Bring what stands for ``ref`` into sight and give it the keyboard."""
        if ref.kind is NodeKind.RECORD_FIELD:
            for field in self.fields:
                editor = field.focus_field(ref.key)
                if editor is not None:
                    self._reveal(editor)
                    return True
            found = next((one for one in self.lists if one.objectName() == f"record.{ref.key}"), None)
            if found is not None:
                self._reveal(found)
                return True
        for one in self.lists:
            if one.focus_node(ref):
                self._reveal(one)
                return True
        return False

    def _reveal(self, widget: QWidget) -> None:
        if self._area is not None:
            self._area.ensureWidgetVisible(widget, 0, GRID_PX * 10)

    def apply_theme(self, theme: Theme) -> None:
        for one in self.lists:
            one.apply_theme(theme)

    def retranslate(self) -> None:
        for field in self.fields:
            field.retranslate()
        for one in self.lists:
            one.retranslate()


def stacked(widgets: Iterable[QWidget], *, gap_px: int = GRID_PX * 4) -> QVBoxLayout:
    """Widgets below each other at their own height, the rest of the room below them."""
    column = QVBoxLayout()
    column.setSpacing(gap_px)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column
