"""The key of every command, each rebindable."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pmdesk.ui.actions import Command, CommandRegistry
from pmdesk.ui.dialogs.dialog_size import fit_dialog


class KeyField(QKeySequenceEdit):
    """Takes the next key or chord; Tab, Enter and Escape keep their meaning, so that the dialog can be left by key."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editingFinished.emit()
        else:
            super().keyPressEvent(event)


class KeysDialog(QDialog):
    """A table of commands and keys; a change takes effect at once."""

    def __init__(self, registry: CommandRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registry = registry
        self.setObjectName("keys")
        self.setWindowTitle(self.tr("Keyboard"))
        self._search = QLineEdit(self)
        self._search.setObjectName("keys.search")
        self._search.setClearButtonEnabled(True)
        self._search.setPlaceholderText(self.tr("Search a command or a key"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.textChanged.connect(self._narrow)
        self._table = QTableWidget(self)
        self._table.setObjectName("keys.table")
        self._table.setAccessibleName(self.tr("Commands and their keys"))
        self._table.setColumnCount(2)
        self._table.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Key")])
        self._table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._table.verticalHeader().hide()
        self._table.setShowGrid(False)
        # Tab goes from one key to the next and on to the buttons
        self._table.setTabKeyNavigation(False)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._said = QLabel(self)
        self._said.setObjectName("keys.said")
        self._said.setWordWrap(True)
        self._said.setProperty("role", "quiet")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(self.tr("Close"))
        reset = buttons.addButton(self.tr("Default keys"), QDialogButtonBox.ButtonRole.ResetRole)
        reset.setObjectName("keys.reset")
        # Enter in the search goes on to the keys that were found; it neither closes nor throws keys away
        for button in (close, reset):
            button.setAutoDefault(False)
        self._search.returnPressed.connect(self._go_to_found)
        reset.clicked.connect(self._reset)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self._search, self._table, self._said, buttons):
            layout.addWidget(widget)
        fit_dialog(self, characters=60, lines=32)
        self._fields: list[KeyField] = []
        self._hint = self.tr("Click into a field and press the new key. Tab leaves the field.")
        self._fill()
        self._say(self._hint)

    def _fill(self) -> None:
        commands = self._registry.commands()
        self._table.setRowCount(len(commands))
        for row, command in enumerate(commands):
            item = QTableWidgetItem(command.text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._table.setItem(row, 0, item)
            field = self._field_of(command)
            self._fields.append(field)
            self._table.setCellWidget(row, 1, field)
        room = max((field.sizeHint().height() for field in self._fields), default=24)
        self._table.verticalHeader().setDefaultSectionSize(room + 4)
        self._table.setColumnWidth(1, self.fontMetrics().horizontalAdvance("0") * 28)

    def _field_of(self, command: Command) -> KeyField:
        field = KeyField(QKeySequence(self._registry.shortcut(command.id)))
        field.setObjectName(f"keys.of.{command.id}")
        field.setMaximumSequenceLength(1)
        field.setClearButtonEnabled(True)
        field.setAccessibleName(command.text)
        line = field.findChild(QLineEdit)
        if line is not None:
            line.setPlaceholderText(self.tr("no key"))
        field.editingFinished.connect(lambda: self._rebind(command, field.keySequence().toString()))
        return field

    def _narrow(self, text: str) -> None:
        """Only the commands whose words or key hold what was typed."""
        words = text.casefold().split()
        for row, command in enumerate(self._registry.commands()):
            key = QKeySequence(self._registry.shortcut(command.id)).toString(
                QKeySequence.SequenceFormat.NativeText
            )
            held = f"{command.text} {key}".casefold()
            self._table.setRowHidden(row, not all(word in held for word in words))
        nothing = all(self._table.isRowHidden(row) for row in range(self._table.rowCount()))
        self._say(self.tr("No command and no key holds these words.") if nothing else self._hint)

    def _go_to_found(self) -> None:
        for row, field in enumerate(self._fields):
            if not self._table.isRowHidden(row):
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _rebind(self, command: Command, shortcut: str) -> None:
        if shortcut == self._registry.shortcut(command.id):
            return
        taken = [one for one in self._registry.commands() if self._registry.shortcut(one.id) == shortcut]
        self._registry.rebind(command.id, shortcut)
        self._refresh_keys()
        if shortcut and taken:
            self._say(
                self.tr("{key} now means “{command}”; “{former}” has no key any more.").format(
                    key=QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText),
                    command=command.text,
                    former=taken[0].text,
                )
            )

    def _refresh_keys(self) -> None:
        for command, field in zip(self._registry.commands(), self._fields, strict=True):
            field.setKeySequence(QKeySequence(self._registry.shortcut(command.id)))

    def _reset(self) -> None:
        self._registry.reset_keys()
        self._refresh_keys()
        self._say(self.tr("Every command has its default key again."))

    def _say(self, words: str) -> None:
        self._said.setText(words)
