"""What every view of the case has in common: it hears of changes, language and theme, and keeps no state."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.services.case import Case
from pmdesk.services.changes import EVERYTHING, OpChanges
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext
from pmdesk.ui.late_view import LateView


class CasePanel(LateView):
    """A view that shows the case, selects its things, and hands decisions to the undo stack."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        # the application's style sheet gives the background, so that it follows the theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._missed = OpChanges()
        self._missed_focus = False

    def start(self) -> None:
        """Show the present state and listen from now on; the last line of each panel's constructor."""
        bind(self, self.context.session.changed, self._case_changed)
        bind(self, self.context.session.selection.focus_changed, self._focus_changed)
        self.follow_look()

    @property
    def case(self) -> Case:
        return self.context.session.case

    @property
    def related(self) -> frozenset[NodeRef]:
        """What is linked to the thing clicked last, in any view."""
        return self.context.session.links.related(self.context.session.selection.focus)

    def selected_node(self, kind: NodeKind) -> NodeRef | None:
        key = self.context.session.selection.selected(kind)
        return None if key is None else NodeRef(kind, key)

    def refresh(self, changes: OpChanges) -> None:
        """Show the named parts of the case anew."""

    def show_focus(self, focus: NodeRef | None) -> None:
        """Show what is selected and what is linked to it."""

    def retranslate(self) -> None:
        """Set every text in the language of the screen, then show the case anew."""
        self._missed = OpChanges()
        self.refresh(EVERYTHING)

    def catch_up(self) -> None:
        super().catch_up()
        missed, self._missed = self._missed, OpChanges()
        if missed:
            self.refresh(missed)
        has_focus, self._missed_focus = self._missed_focus, False
        if has_focus:
            self.show_focus(self.context.session.selection.focus)

    def _case_changed(self, changes: OpChanges, _initiator: object) -> None:
        self._missed |= changes
        self.ask_to_draw()

    def _focus_changed(self, _focus: NodeRef | None) -> None:
        self._missed_focus = True
        self.ask_to_draw()
