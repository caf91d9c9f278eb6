"""Where the docks stand: the default, and what the user made of it on each set of monitors."""

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget, QMainWindow

from pmdesk.services.settings import Settings


class WindowLayout:
    """Keeps the layout of one window in the settings."""

    def __init__(self, window: QMainWindow, docks: dict[str, QDockWidget], settings: Settings) -> None:
        self._window = window
        self._docks = docks
        self._settings = settings

    def _monitor_key(self) -> str:
        """Layouts are remembered for each set of monitors."""
        return ";".join(
            f"{screen.geometry().width()}x{screen.geometry().height()}+{screen.geometry().x()}"
            for screen in QGuiApplication.screens()
        )

    def restore(self) -> None:
        """As the user left it on these monitors, else the default."""
        saved = self._settings.layouts.get(self._monitor_key(), "")
        geometry, _, state = saved.partition("|")
        restored = bool(saved) and self._window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        if not (restored and self._window.restoreState(QByteArray.fromBase64(state.encode()))):
            self.reset()

    def reset(self) -> None:
        """The default layout."""
        screen = QGuiApplication.primaryScreen()
        available = screen.availableGeometry().size() if screen is not None else QSize(1600, 1000)
        if not self._window.isVisible():
            self._window.resize(min(1680, available.width()), min(1020, available.height()))
        for name in ("findings", "risk", "options"):
            dock = self._docks[name]
            dock.setFloating(False)
            self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            dock.show()
        self._docks["cases"].setFloating(False)
        self._window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self._docks["cases"])
        self._docks["cases"].show()
        # sizes hold only once the window has its own
        QTimer.singleShot(0, self._default_sizes)

    def _default_sizes(self) -> None:
        width = self._window.width()
        self._window.resizeDocks(
            [self._docks["cases"], self._docks["findings"]],
            [max(200, width // 8), max(360, width // 4)],
            Qt.Orientation.Horizontal,
        )
        rows = [self._docks[name] for name in ("findings", "risk", "options")]
        self._window.resizeDocks(rows, [620, 205, 140], Qt.Orientation.Vertical)

    def remember(self) -> None:
        """Write the present layout into the settings."""
        geometry = bytes(self._window.saveGeometry().toBase64().data()).decode()
        state = bytes(self._window.saveState().toBase64().data()).decode()
        self._settings.layouts = {**self._settings.layouts, self._monitor_key(): f"{geometry}|{state}"}
