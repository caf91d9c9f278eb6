"""The one undo stack: every operation of the services, wrapped for Qt."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand, QUndoStack

from pmdesk.core.texts import Texts
from pmdesk.services.changes import OpChanges
from pmdesk.services.session import Operation, Session
from pmdesk.ui.access import CaseAccess, Deed


class _Command(QUndoCommand):
    def __init__(self, stack: "UndoStack", operation: Operation, initiator: object, text: str) -> None:
        super().__init__(text)
        self._stack = stack
        self._operation = operation
        self._initiator = initiator

    def redo(self) -> None:
        self._stack.session.redo(self._operation, self._initiator)

    def undo(self) -> None:
        self._stack.session.undo(self._operation, self._initiator)


class UndoStack(QObject):
    """Carries operations out and takes them back, in order."""

    changed = Signal()

    def __init__(self, session: Session, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.access = CaseAccess()
        """Whether the case may be changed at all."""
        self._texts = texts
        self.qt = QUndoStack(self)
        self._forgotten_unsaved = False
        self.qt.indexChanged.connect(self._index_changed)

    @Slot(int)
    def _index_changed(self, _index: int) -> None:
        self.changed.emit()

    def push(self, operation: Operation | None, initiator: object = None) -> None:
        """Carry an operation out; None (nothing to change) is ignored, what the user may not do is refused."""
        if operation is None:
            return
        only_looks = getattr(operation, "only_looks", False)
        if not only_looks and not self.access.allows(Deed.CHANGE):
            # what was typed into a panel gives way to what still stands
            self.session.changed.emit(OpChanges(findings=True, record=True, genome=True, risks=True), None)
            return
        self.qt.push(_Command(self, operation, initiator, self._texts.of(operation.title)))
        if only_looks and self.access.why_not(Deed.CHANGE):
            self.mark_saved()

    def clear(self) -> None:
        """Forget the way back, because another record, genome or series was opened."""
        self._forgotten_unsaved = self.unsaved
        self.qt.clear()

    @property
    def unsaved(self) -> bool:
        """True when decisions stand in the case that were not saved."""
        return self._forgotten_unsaved or not self.qt.isClean()

    def mark_saved(self) -> None:
        """The case was saved as it stands, or its decisions were given up."""
        self._forgotten_unsaved = False
        self.qt.setClean()
