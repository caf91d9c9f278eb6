"""From a thing of the case to the tab and the dock that show it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QDockWidget, QTabWidget, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import FindingId, RiskId
from pmdesk.services.session import Session
from pmdesk.ui.panels.genome_panel import GenomePanel
from pmdesk.ui.panels.record_panel import RecordPanel
from pmdesk.ui.panels.risk_page.page import RiskPage
from pmdesk.ui.viewer.imaging_view import ImagingView

_RECORD_KINDS = frozenset(
    {
        NodeKind.OBSERVATION,
        NodeKind.CONDITION,
        NodeKind.MEDICATION,
        NodeKind.PROCEDURE,
        NodeKind.ALLERGY,
        NodeKind.RELATIVE,
        NodeKind.ENCOUNTER,
        NodeKind.REPORT,
    }
)
_DOCKS = {NodeKind.RISK: "risk", NodeKind.OPTION: "options"}


class Navigation:
    """Selects things and brings the view that shows them to the front."""

    def __init__(
        self,
        session: Session,
        tabs: QTabWidget,
        docks: Mapping[str, QDockWidget],
        *,
        viewer: ImagingView,
        record: RecordPanel,
        genome: GenomePanel,
        risks: RiskPage,
    ) -> None:
        self._session = session
        self._tabs = tabs
        self._docks = docks
        self._viewer, self._record, self._genome, self._risks = viewer, record, genome, risks

    def go_to(self, node: NodeRef) -> None:
        """Select a thing and bring the view that shows it to the front."""
        risk = self._session.case.risk(RiskId(node.key)) if node.kind is NodeKind.RISK else None
        self._session.selection.select(node, *(() if risk is None else (risk.subject,)))
        page = self._page_of(node)
        if page is not None:
            self._tabs.setCurrentWidget(page)
        for panel in (self._record, self._genome, self._risks):
            if panel is page:
                panel.focus_node(node)
        if node.kind in _DOCKS:
            dock = self._docks[_DOCKS[node.kind]]
            dock.show()
            dock.raise_()

    def open_score(self, node: NodeRef) -> None:
        """Everything about a score of the patient, on the Risks tab."""
        self._tabs.setCurrentWidget(self._risks)
        self._risks.open_score(node)

    def follow(self, node: NodeRef | None) -> None:
        """Show the finding of a selected risk; the viewer itself follows selected findings."""
        if node is None or node.kind is not NodeKind.RISK:
            return
        case = self._session.case
        risk = case.risk(RiskId(node.key))
        finding = case.finding(FindingId(risk.subject.key)) if risk is not None else None
        if finding is not None:
            self._viewer.go_to(finding)

    def _page_of(self, node: NodeRef) -> QWidget | None:
        """The tab that shows a thing; None for what stands in a dock only."""
        if node.kind is NodeKind.RISK:
            risk = self._session.case.risk(RiskId(node.key))
            of_patient = risk is not None and risk.subject.kind is NodeKind.PATIENT
            return self._risks if of_patient else None
        if node.kind is NodeKind.RECORD_FIELD:
            return self._genome if node.key.startswith(("genome", "biomarker")) else self._record
        if node.kind in _RECORD_KINDS:
            return self._record
        return {
            NodeKind.FINDING: self._viewer,
            NodeKind.SERIES: self._viewer,
            NodeKind.VARIANT: self._genome,
        }.get(node.kind)
