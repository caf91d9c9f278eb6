"""What a score still needs: each value with the editor that fills it in, in place."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.risk import InputMissing, RiskScore, RiskState
from pmdesk.records.editing import INPUT_PREFIX
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.node_words import describe
from pmdesk.ui.panels.risk_page.answers import Answer, AnswerSpec, asked_name
from pmdesk.ui.panels.risk_page.input_editor import InputEditor
from pmdesk.ui.panels.risk_page.score_words import missing_label, with_value
from pmdesk.ui.panels.risk_page.section import Section
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.labels import LinkLabel, text_label

_LEAST_CHARS = 75
Fill = Callable[[InputMissing, Answer], None]


class MissingRows(QWidget):
    """One row a missing value: name (a link to its place), editor, remark."""

    def __init__(self, context: UiContext, fill: Fill, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._fill, self._name = context, fill, name
        self.editors: dict[str, InputEditor] = {}
        self._rows: list[tuple[QWidget, QWidget | None, QWidget | None]] = []
        self._is_narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID_PX * 4)
        self._grid.setVerticalSpacing(GRID_PX * 2)

    def add(self, item: InputMissing, spec: AnswerSpec | None, remark: str = "") -> None:
        """One value; without ``spec`` it is only named."""
        # where a box follows, the unit stands behind it
        label = self._label(item, with_unit=spec is None or not spec.unit)
        editor = None
        if spec is not None:
            name = f"{self._name}.{asked_name(item)}"
            editor = InputEditor(name, spec, missing_label(item, self._context.texts))
            editor.stated.connect(lambda value: self._stated(editor, item, value))
            self.editors[asked_name(item)] = editor
        self._rows.append((label, editor, text_label(remark, "quiet") if remark else None))
        self._place(len(self._rows) - 1)

    def _label(self, item: InputMissing, *, with_unit: bool) -> QWidget:
        texts, ref = self._context.texts, item.ref
        label = missing_label(item, texts) if with_unit else texts.local(item.label)
        nodule = asked_name(item).partition("@")[2]
        about = NodeRef(NodeKind.FINDING, nodule) if nodule else ref
        if about is not None and about.kind is NodeKind.FINDING:
            nodule_words = describe(self._context.session.case, texts, about).title
            label = with_value(label, nodule_words)
        if ref is None or ref.key.startswith(INPUT_PREFIX):
            return text_label(label)
        link = LinkLabel(label)
        link.setObjectName(f"{self._name}.{item.name}.link")
        link.setToolTip(self.tr("Show where this value lives"))
        link.activated.connect(lambda: self._context.signals.navigate_requested.emit(ref))
        return link

    def _place(self, row: int) -> None:
        """Side by side, or one under the other in a narrow window."""
        for part, widget in enumerate(self._rows[row]):
            if widget is not None and self._is_narrow:
                self._grid.addWidget(widget, row * 3 + part, 0)
            elif widget is not None:
                self._grid.addWidget(widget, row, part, Qt.AlignmentFlag.AlignVCenter)
        for column, stretch in enumerate((1, 0, 0) if self._is_narrow else (2, 0, 3)):
            self._grid.setColumnStretch(column, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < self.fontMetrics().horizontalAdvance("0") * _LEAST_CHARS
        if narrow is not self._is_narrow:
            self._is_narrow = narrow
            for row in range(len(self._rows)):
                self._place(row)
        super().resizeEvent(event)

    def _stated(self, editor: InputEditor, item: InputMissing, value: Answer) -> None:
        try:
            self._fill(item, value)
        except PmdeskError as error:
            editor.refuse(self._context.texts.of_error(error))


class MissingSection(Section):
    """The missing inputs of one score."""

    def __init__(
        self,
        context: UiContext,
        score: RiskScore,
        spec_of: Callable[[InputMissing], AnswerSpec | None],
        fill: Fill,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("risk_page.missing", "", parent)
        needed = score.state is RiskState.INCOMPLETE
        self.header.set_text(self.tr("Missing") if needed else self.tr("Not known"))
        self.add_text(
            self.tr("Nothing was assumed in place of these values. Fill them in here; it can be undone.")
            if needed
            else self.tr("The score was computed without these; they would refine it."),
            "quiet",
        )
        self.rows = MissingRows(context, fill, "risk_page.missing")
        for item in score.missing:
            self.rows.add(item, spec_of(item))
        self.body.addWidget(self.rows)
