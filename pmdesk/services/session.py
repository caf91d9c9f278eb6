"""The running session: the open catalogue, the case, the selection, and the one way to change them."""

from collections.abc import Callable
from typing import Protocol

from psygnal import Signal

from pmdesk.core.errors import PmdeskError
from pmdesk.imaging.catalog import Catalog, CatalogSeries
from pmdesk.services.case import Case
from pmdesk.services.changes import EVERYTHING, OpChanges
from pmdesk.services.derived import Derived, derived, derived_in_job, is_same_ground, without_derived
from pmdesk.services.jobs import JobService, Lane
from pmdesk.services.links import LinkGraph
from pmdesk.services.selection import Selection

_FOLLOWS = OpChanges(risks=True, options=True)


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

    What a person decides is in the case at once. What follows from it is worked out in a job, beside the window: until
    then the case holds what followed from the state before, or nothing where that spoke of another patient, other
    images or other findings. Only the newest state's result is taken.

    Parameters
    ----------
    derive
        Fills in what follows from a case: risks, biomarkers, options (`pmdesk.services.derive`).
    jobs
        Where that is worked out; None: at once, on the calling thread (work without a window).

    Signals
    -------
    changed(OpChanges, object)
        Something was changed by the given initiator; views redraw the named parts.
    failed(PmdeskError)
        Something went wrong that the user must see.
    """

    changed = Signal(OpChanges, object)
    failed = Signal(PmdeskError)

    def __init__(self, derive: Callable[[Case], Case], jobs: JobService | None = None) -> None:
        self._derive = derive
        self._jobs = jobs
        self._case = Case()
        self._links = LinkGraph(())
        self._waiting_for: Case | None = None
        self._when_settled: list[Callable[[], None]] = []
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

    @property
    def is_settled(self) -> bool:
        """True when risks, options and links are those of the present case."""
        return self._waiting_for is None

    def when_settled(self, action: Callable[[], None]) -> None:
        """Do something that needs what follows from the present case, such as writing it: now, or as soon as it can be.

        Nothing is done where it cannot be worked out (the user has then been told why), or when another patient is
        opened meanwhile.
        """
        if self.is_settled:
            action()
        else:
            self._when_settled.append(action)

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
        """Put a new state of the case in place; what follows from it is worked out anew."""
        if changes.volume:
            self.selection.clear()
            self._close_earlier_catalogs()
        if self._jobs is None:
            self._take(derived(self._derive, case))
            self.changed.emit(changes | _FOLLOWS, initiator)
        else:
            if not is_same_ground(self._case, case):
                case = without_derived(case)
                self._when_settled.clear()
            self._put(case, changes, initiator)

    def _put(self, case: Case, changes: OpChanges, initiator: object) -> None:
        """Show the new state now, and what follows from it when it has been worked out."""
        assert self._jobs is not None
        if case.risks is not self._case.risks or case.options is not self._case.options:
            self._links = LinkGraph(())
            changes |= _FOLLOWS
        self._case = self._waiting_for = case

        def done(found: Derived) -> None:
            if self._waiting_for is case:
                self._take(found)
                if found.changes:
                    self.changed.emit(found.changes, None)
                self._settle()

        def failed(error: PmdeskError) -> None:
            if self._waiting_for is case:
                # scores of a state that is gone are not shown as those of this one
                self._waiting_for, self._case, self._links = None, without_derived(case), LinkGraph(())
                self._when_settled.clear()
                self.changed.emit(_FOLLOWS, None)
                self.failed.emit(error)

        self._jobs.submit(
            "job.derive",
            derived_in_job,
            self._derive,
            case,
            lane=Lane.DERIVE,
            key="derive",
            is_quiet=True,
            on_done=done,
            on_error=failed,
        )
        if changes:
            self.changed.emit(changes, initiator)

    def _take(self, found: Derived) -> None:
        self._case, self._links, self._waiting_for = found.case, found.links, None

    def _settle(self) -> None:
        actions, self._when_settled = self._when_settled, []
        for action in actions:
            action()

    def redo(self, operation: Operation, initiator: object = None) -> None:
        """Carry an operation out (the undo stack calls this, for the first time and for every redo)."""
        case, changes = operation.redo(self._case)
        self.replace_case(case, changes, initiator)

    def undo(self, operation: Operation, initiator: object = None) -> None:
        """Take an operation back."""
        case, changes = operation.undo(self._case)
        self.replace_case(case, changes, initiator)
