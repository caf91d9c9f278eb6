"""What every view of the case has in common: it hears of changes, language and theme, and keeps no state."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.services.case import Case
from pmdesk.services.changes import EVERYTHING, OpChanges
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import Theme


class CasePanel(QWidget):
    """A view that shows the case, selects its things, and hands decisions to the undo stack."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        # the application's style sheet gives the background, so that it follows the theme
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._speaks_old = False

    @property
    def is_behind(self) -> bool:
        """True while another tab covers the panel: what it would show can wait until it comes to the front."""
        return self.parentWidget() is not None and self.isHidden()

    def start(self) -> None:
        """Show the present state and listen from now on; the last line of each panel's constructor."""
        bind(self, self.context.session.changed, self._case_changed)
        bind(self, self.context.session.selection.focus_changed, self.show_focus)
        self.context.theme.changed.connect(self._theme_changed)
        self._theme_changed(self.context.theme.theme)
        self.retranslate()

    @property
    def case(self) -> Case:
        return self.context.session.case

    @property
    def theme(self) -> Theme:
        return self.context.theme.theme

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

    def apply_theme(self, theme: Theme) -> None:
        """Take over colours that no palette or style sheet carries."""

    def retranslate(self) -> None:
        """Set every text in the language of the screen, then show the case anew."""
        self.refresh(EVERYTHING)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._speaks_old = self.is_behind
            if not self._speaks_old:
                self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        if self._speaks_old:
            self._speaks_old = False
            self.retranslate()
        super().showEvent(event)

    def _case_changed(self, changes: OpChanges, _initiator: object) -> None:
        self.refresh(changes)

    def _theme_changed(self, theme: Theme) -> None:
        self.apply_theme(theme)
