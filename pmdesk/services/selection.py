"""One selection for the whole window, in domain keys only."""

from psygnal import Signal

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.geometry import PatientPoint


class Selection:
    """What the user looks at.

    ``focus`` is the thing clicked last; ``cursor`` is the point all image views share. The selected item of each
    kind stays selected while other kinds are clicked.

    Signals
    -------
    focus_changed(NodeRef | None)
    cursor_changed(PatientPoint | None)
    """

    focus_changed = Signal(object)
    cursor_changed = Signal(object)

    def __init__(self) -> None:
        self._focus: NodeRef | None = None
        self._cursor: PatientPoint | None = None
        self._by_kind: dict[NodeKind, str] = {}

    @property
    def focus(self) -> NodeRef | None:
        return self._focus

    @property
    def cursor(self) -> PatientPoint | None:
        return self._cursor

    def selected(self, kind: NodeKind) -> str | None:
        """Key of the selected thing of one kind."""
        return self._by_kind.get(kind)

    def select(self, node: NodeRef, *also: NodeRef) -> None:
        """Focus ``node``; ``also`` are things of other kinds that follow it (the nodule of a risk)."""
        for ref in (*also, node):
            self._by_kind[ref.kind] = ref.key
        self._focus = node
        self.focus_changed.emit(node)

    def set_cursor(self, point: PatientPoint | None) -> None:
        """Move the shared crosshair; a move below the tolerance is none."""
        if point is not None and self._cursor is not None and point.is_close(self._cursor):
            return
        self._cursor = point
        self.cursor_changed.emit(point)

    def clear(self) -> None:
        """Forget everything, for another case."""
        self._by_kind.clear()
        self._focus = None
        self._cursor = None
        self.focus_changed.emit(None)
