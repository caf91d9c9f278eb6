"""A view that hears of language and theme, and shows them when its turn comes."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import Theme


class LateView(QWidget):
    """Drawn in a turn of the event loop of its own; behind another tab, not before it comes to the front."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._speaks_old = False
        self._wears_old = False

    @property
    def is_behind(self) -> bool:
        """True while another tab covers the view: what it would show can wait until it comes to the front."""
        return self.parentWidget() is not None and self.isHidden()

    @property
    def theme(self) -> Theme:
        return self.context.theme.theme

    def follow_look(self) -> None:
        """Show texts and colours, and follow them from now on."""
        self.context.theme.changed.connect(self._theme_changed)
        self.apply_theme(self.theme)
        self.retranslate()

    def apply_theme(self, theme: Theme) -> None:
        """Take over colours that no palette or style sheet carries."""

    def retranslate(self) -> None:
        """Set every text in the language of the screen."""

    def catch_up(self) -> None:
        """Show now what has changed since the view was drawn last."""
        if self._wears_old:
            self._wears_old = False
            self.apply_theme(self.theme)
        if self._speaks_old:
            self._speaks_old = False
            self.retranslate()

    def ask_to_draw(self) -> None:
        """Have `catch_up` called soon; behind another tab, when the view comes to the front."""
        if not self.is_behind:
            self.context.redraws.ask(self, self.catch_up)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._speaks_old = True
            self.ask_to_draw()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self.catch_up()
        super().showEvent(event)

    def _theme_changed(self, _theme: Theme) -> None:
        self._wears_old = True
        self.ask_to_draw()
