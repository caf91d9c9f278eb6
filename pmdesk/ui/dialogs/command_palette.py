"""Ctrl+K: type a few letters of any command and run it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from pmdesk.ui.actions import Command, CommandRegistry


class CommandPalette(QDialog):
    """A list of all commands that narrows while the user types."""

    def __init__(self, registry: CommandRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._registry = registry
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Commands"))
        self._search = QLineEdit(self)
        self._search.setObjectName("palette.search")
        self._search.setPlaceholderText(self.tr("Type a command"))
        self._search.setAccessibleName(self.tr("Type a command"))
        self._list = QListWidget(self)
        self._list.setObjectName("palette.list")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._search)
        layout.addWidget(self._list)
        self.resize(520, 360)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list.itemActivated.connect(self._run)
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = min(max(self._list.currentRow() + step, 0), self._list.count() - 1)
                self._list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, text: str) -> None:
        words = text.lower().split()
        self._list.clear()
        for command in self._registry.commands():
            if command.id == "palette" or not all(word in command.text.lower() for word in words):
                continue
            key = QKeySequence(self._registry.shortcut(command.id)).toString(
                QKeySequence.SequenceFormat.NativeText
            )
            item = QListWidgetItem(f"{command.text}    {key}" if key else command.text)
            item.setData(Qt.ItemDataRole.UserRole, command)
            if not self._registry.action(command.id).isEnabled():
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self._list.addItem(item)
        if self._list.count():
            self._list.setCurrentRow(0)

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        command: Command = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        self._registry.action(command.id).trigger()
