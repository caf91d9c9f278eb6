"""Closing the window: the one question that cannot be undone later, and the store before the window goes."""

from PySide6.QtWidgets import QMessageBox, QWidget

from pmdesk.ui.context import UiContext
from pmdesk.ui.saving import CaseSaver
from pmdesk.ui.store.desk import StoreDesk

STORE_WRITES = frozenset({"job.store_save", "job.store_close"})
"""Jobs that the end of the program waits for."""


class ClosingQuestion(QMessageBox):
    """Save to the store, save as files, close without saving, or stay."""

    def __init__(self, store: StoreDesk, saver: CaseSaver, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._saver = saver
        self.setObjectName("unsaved")
        self.setWindowTitle(self.tr("Close pmdesk"))
        self.setText(self.tr("The decisions on the open case are not saved."))
        self._to_store = None
        if not store.why_not("store_save"):
            self._to_store = self.addButton(self.tr("Save to the store"), QMessageBox.ButtonRole.AcceptRole)
        self._to_files = self.addButton(self.tr("Save case..."), QMessageBox.ButtonRole.AcceptRole)
        self._discard = self.addButton(
            self.tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole
        )
        self.addButton(self.tr("Stay here"), QMessageBox.ButtonRole.RejectRole)

    def gives_up(self) -> bool:
        """Ask; True when the decisions are given up. Saving closes the window once it is done."""
        self.exec()
        if self.clickedButton() is self._to_files:
            self._saver.ask_case(self._window.close)
        elif self._to_store is not None and self.clickedButton() is self._to_store:
            self._store.patients.save(self._window.close)
        return self.clickedButton() is self._discard


def may_close(context: UiContext, store: StoreDesk, saver: CaseSaver, window: QWidget) -> bool:
    """True when nothing is unsaved, or the user gives it up."""
    return not context.undo.unsaved or ClosingQuestion(store, saver, window).gives_up()


class Closing:
    """Closes the window once what was begun is written and the store is closed, which takes a job.

    Parameters
    ----------
    context, store, saver, window
        The window and what it works with.
    """

    def __init__(self, context: UiContext, store: StoreDesk, saver: CaseSaver, window: QWidget) -> None:
        self._context = context
        self._store = store
        self._saver = saver
        self._window = window
        self._is_under_way = False
        self._is_over = False

    def may_go(self) -> bool:
        """True when the window may go now; else it stays, or closes itself later."""
        if self._is_over or self._is_under_way:
            return self._is_over
        if not may_close(self._context, self._store, self._saver, self._window):
            return False
        self._is_under_way = True
        self._context.jobs.cancel_all(keep=STORE_WRITES)
        goes_now = False

        def ended(is_done: bool) -> None:
            self._is_under_way, self._is_over = False, is_done
            if is_done and not goes_now:
                self._window.close()

        goes_now = True
        self._store.end(ended)
        goes_now = False
        return self._is_over
