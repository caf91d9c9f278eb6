"""Commands as data: one list feeds the menus, the shortcuts, the palette and the key table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pmdesk.services.settings import Settings


@dataclass(frozen=True)
class Command:
    """One thing the user can do.

    ``id`` is stable (settings and tests use it), ``text`` is in the language of the screen.
    """

    id: str
    text: str
    shortcut: str
    run: Callable[[], object]
    within: QWidget | None = None
    """Where the key works: only inside this widget, or in the whole window."""


class CommandRegistry(QObject):
    """All commands of the window as actions, with the user's own keys."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        self._commands: dict[str, Command] = {}

    def update(self, commands: Iterable[Command]) -> None:
        """Add commands, or give known ones their words in another language."""
        for command in commands:
            self._commands[command.id] = command
            action = self._actions.get(command.id)
            if action is None:
                action = QAction(self._window)
                action.setObjectName(f"command.{command.id}")
                action.setShortcutContext(
                    Qt.ShortcutContext.WindowShortcut
                    if command.within is None
                    else Qt.ShortcutContext.WidgetWithChildrenShortcut
                )
                action.triggered.connect(lambda _checked=False, key=command.id: self._commands[key].run())
                (command.within or self._window).addAction(action)
                self._actions[command.id] = action
            action.setText(command.text)
            action.setShortcut(QKeySequence(self.shortcut(command.id)))
            action.setToolTip(self._tip(command))

    def action(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def allow(self, command_id: str, reason: str = "") -> None:
        """Let a command be used, or not for a reason, which its tooltip says."""
        action, tip = self._actions[command_id], self._tip(self._commands[command_id])
        action.setEnabled(not reason)
        action.setToolTip(f"{tip}\n{reason}" if reason else tip)
        action.setStatusTip(reason)

    def commands(self) -> tuple[Command, ...]:
        return tuple(self._commands.values())

    def shortcut(self, command_id: str) -> str:
        """The user's key for a command, else its default."""
        return self._settings.shortcuts.get(command_id, self._commands[command_id].shortcut)

    def rebind(self, command_id: str, shortcut: str) -> None:
        """Give a command another key; a key in use is taken from the command that had it."""
        changed = dict(self._settings.shortcuts)
        for other, command in self._commands.items():
            if shortcut and other != command_id and self.shortcut(other) == shortcut:
                changed[other] = ""
                self._actions[other].setShortcut(QKeySequence())
                self._actions[other].setToolTip(command.text)
        changed[command_id] = shortcut
        self._settings.shortcuts = changed
        self._actions[command_id].setShortcut(QKeySequence(shortcut))

    def reset_keys(self) -> None:
        """Back to the default keys."""
        self._settings.shortcuts = {}
        self.update(self.commands())

    def _tip(self, command: Command) -> str:
        key = QKeySequence(self.shortcut(command.id)).toString(QKeySequence.SequenceFormat.NativeText)
        return f"{command.text} ({key})" if key else command.text
