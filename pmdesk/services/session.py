"""The running session: the open catalogue, the case, the selection, and the one way to change them."""

from collections.abc import Callable
from typing import Protocol

from psygnal import Signal

from pmdesk.core.errors import PmdeskError
from pmdesk.imaging.catalog import Catalog, CatalogSeries
from pmdesk.services.case import Case
from pmdesk.services.changes import EVERYTHING, OpChanges
from pmdesk.services.links import LinkGraph, build_links
from pmdesk.services.selection import Selection


class Operation(Protocol):
    """A decision of the user that can be taken back.

    ``title`` is a text code for the undo menu, for example ``"operation.accept"``.
    """

    @property
    def title(self) -> str: ...

    def redo(self, case: Case) -> tuple[Case, OpChanges]:
        """The case after the operation, and what it touched."""
        ...

    def undo(self, case: Case) -> tuple[Case, OpChanges]:
        """The case as it was before, and what going back touched."""
        ...


class Session:
    """State of one window. Used on the main thread only.

    Parameters
    ----------
    derive
        Fills in what follows from a case: risks, biomarkers, options (`pmdesk.services.derive`).

    Signals
    -------
    changed(OpChanges, object)
        Something was changed by the given initiator; views redraw the named parts.
    failed(PmdeskError)
        Something went wrong that the user must see.
    """

    changed = Signal(OpChanges, object)
    failed = Signal(PmdeskError)

    def __init__(self, derive: Callable[[Case], Case]) -> None:
        self._derive = derive
        self._case = Case()
        self._links = LinkGraph(())
        self.catalog: Catalog | None = None
        self._earlier_catalogs: list[Catalog] = []
        self.series: CatalogSeries | None = None
        self.selection = Selection()

    @property
    def case(self) -> Case:
        return self._case

    @property
    def links(self) -> LinkGraph:
        """What supports what in the present case."""
        return self._links

    def set_catalog(self, catalog: Catalog | None, initiator: object = None) -> None:
        """Show another catalogue.

        The open case stays until a series is chosen; what its catalogue unpacked from an archive stays as long,
        because saving reads the headers again. None closes everything.
        """
        if self.catalog is not None and self.catalog is not catalog:
            self._earlier_catalogs.append(self.catalog)
        self.catalog = catalog
        if catalog is None:
            self._close_earlier_catalogs()
        self.changed.emit(OpChanges(catalog=True), initiator)

    def _close_earlier_catalogs(self) -> None:
        while self._earlier_catalogs:
            self._earlier_catalogs.pop().close()

    def replace_case(self, case: Case, changes: OpChanges = EVERYTHING, initiator: object = None) -> None:
        """Put a new state of the case in place and recompute what follows from it."""
        if changes.volume:
            self.selection.clear()
            self._close_earlier_catalogs()
        self._case = self._derive(case)
        self._links = build_links(self._case)
        derived = OpChanges(risks=True, options=True)
        self.changed.emit(changes | derived, initiator)

    def redo(self, operation: Operation, initiator: object = None) -> None:
        """Carry an operation out (the undo stack calls this, for the first time and for every redo)."""
        case, changes = operation.redo(self._case)
        self.replace_case(case, changes, initiator)

    def undo(self, operation: Operation, initiator: object = None) -> None:
        """Take an operation back."""
        case, changes = operation.undo(self._case)
        self.replace_case(case, changes, initiator)
