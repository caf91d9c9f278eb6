"""Asks for the heat map of the selected finding while it is to be shown, and knows how far that is."""

from enum import Enum

from PySide6.QtCore import QObject, Signal

from pmdesk.core.evidence import NodeKind
from pmdesk.core.finding import Finding
from pmdesk.core.ids import FindingId
from pmdesk.services.session import Session
from pmdesk.ui.bridge import bind
from pmdesk.ui.viewer.view_state import DisplayState


class HeatState(Enum):
    """What there is to see of a heat map."""

    OFF = "off"
    NO_FINDING = "no_finding"
    NOT_JUDGED = "not_judged"
    """No model has judged the finding's malignancy, so there is nothing to explain."""
    COMPUTING = "computing"
    FAILED = "failed"
    SHOWN = "shown"


class HeatLayer(QObject):
    """Follows the selection; each finding is asked for once, again only after it was switched off and on.

    Signals
    -------
    wanted(FindingId)
        Make the heat map of a finding; answer with a case that has it, or with `fail`.
    dropped()
        What was wanted last is not wanted any more.
    changed()
        `state` may have changed.
    """

    wanted = Signal(str)
    dropped = Signal()
    changed = Signal()

    def __init__(self, session: Session, display: DisplayState, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._display = display
        self._asked: FindingId | None = None
        self._failed: set[FindingId] = set()
        bind(self, display.events.heat, lambda *_change: self._switched())
        bind(self, session.selection.focus_changed, lambda _node: self.update())
        bind(self, session.changed, lambda *_change: self.update())

    @property
    def finding(self) -> Finding | None:
        key = self._session.selection.selected(NodeKind.FINDING)
        return None if key is None else self._session.case.finding(FindingId(key))

    @property
    def available(self) -> bool:
        """True when a model has judged any finding of the case."""
        return any(item.characterisation is not None for item in self._session.case.findings)

    @property
    def state(self) -> HeatState:
        finding = self.finding
        if not self._display.heat:
            return HeatState.OFF
        if finding is None:
            return HeatState.NO_FINDING
        if finding.characterisation is None:
            return HeatState.NOT_JUDGED
        if finding.characterisation.heat is not None:
            return HeatState.SHOWN
        return HeatState.FAILED if finding.id in self._failed else HeatState.COMPUTING

    def fail(self, finding_id: FindingId) -> None:
        """The heat map of a finding could not be made, or was cancelled by hand.

        One that is not asked for any more has not failed: another finding took its turn.
        """
        if self._asked == finding_id:
            self._asked = None
            self._failed.add(finding_id)
            self.changed.emit()

    def retry(self) -> None:
        """Ask again for what failed."""
        self._failed.clear()
        self.update()

    def update(self) -> None:
        """Ask for what is missing, let go what is not needed."""
        finding = self.finding
        missing = finding.id if finding is not None and self.state is HeatState.COMPUTING else None
        if missing is None and self._asked is not None:
            self._asked = None
            self.dropped.emit()
        elif missing is not None and missing != self._asked:
            self._asked = missing
            self.wanted.emit(missing)
        self.changed.emit()

    def _switched(self) -> None:
        self._failed.clear()
        self.update()
