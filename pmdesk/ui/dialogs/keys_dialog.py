"""The key of every command, each rebindable."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QKeySequenceEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pmdesk.ui.actions import CommandRegistry


class KeysDialog(QDialog):
    """A table of commands and keys; a change takes effect at once."""

    def __init__(self, registry: CommandRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registry = registry
        self.setObjectName("keys")
        self.setWindowTitle(self.tr("Keyboard"))
        self._table = QTableWidget(self)
        self._table.setObjectName("keys.table")
        self._table.setColumnCount(2)
        self._table.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Key")])
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._table.setColumnWidth(1, 200)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        reset = buttons.addButton(self.tr("Default keys"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(self._reset)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._table)
        layout.addWidget(buttons)
        self.resize(620, 560)
        self._fill()

    def _fill(self) -> None:
        commands = self._registry.commands()
        self._table.setRowCount(len(commands))
        for row, command in enumerate(commands):
            item = QTableWidgetItem(command.text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._table.setItem(row, 0, item)
            edit = QKeySequenceEdit(QKeySequence(self._registry.shortcut(command.id)))
            edit.setMaximumSequenceLength(1)
            edit.setClearButtonEnabled(True)
            edit.setAccessibleName(command.text)
            edit.editingFinished.connect(
                lambda key=command.id, field=edit: self._rebind(key, field.keySequence().toString())
            )
            self._table.setCellWidget(row, 1, edit)

    def _rebind(self, command_id: str, shortcut: str) -> None:
        if shortcut != self._registry.shortcut(command_id):
            self._registry.rebind(command_id, shortcut)
            self._refresh_keys()

    def _refresh_keys(self) -> None:
        for row, command in enumerate(self._registry.commands()):
            edit = self._table.cellWidget(row, 1)
            if isinstance(edit, QKeySequenceEdit):
                edit.setKeySequence(QKeySequence(self._registry.shortcut(command.id)))

    def _reset(self) -> None:
        self._registry.reset_keys()
        self._refresh_keys()
