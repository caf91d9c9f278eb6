"""One key for the overlays: a tap switches them, held down it shows the other state only while it is down."""

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject
from PySide6.QtGui import QKeyEvent

from pmdesk.ui.viewer.view_state import DisplayState

PEEK_MS = 300
"""The overlay key held longer than this shows the other state only while it is down."""
# The overlay key comes up, or whatever was meant by it is over because another key or button goes down.
_PEEK_ENDS = (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress)


class OverlayPeek(QObject):
    """Watches the application for the end of a held key."""

    def __init__(self, display: DisplayState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._display = display
        self.clock = QElapsedTimer()
        self._held = False

    def press(self) -> None:
        """The overlay key went down."""
        if self._held:
            return  # the key repeats
        self._display.overlays = not self._display.overlays
        self._held = True
        self.clock.start()
        self._application().installEventFilter(self)

    @staticmethod
    def _application() -> QCoreApplication:
        app = QCoreApplication.instance()
        assert app is not None
        return app

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._held and event.type() in _PEEK_ENDS:
            key = event if isinstance(event, QKeyEvent) else None
            if key is None or not key.isAutoRepeat():
                self._held = False
                self._application().removeEventFilter(self)
                released = key is not None and event.type() == QEvent.Type.KeyRelease and key.text()
                if released and self.clock.elapsed() > PEEK_MS:
                    self._display.overlays = not self._display.overlays
        return super().eventFilter(watched, event)
