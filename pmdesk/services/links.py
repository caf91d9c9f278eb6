"""The graph of what supports what: one answer for every "why?" and for every linked highlight."""

from collections.abc import Iterable
from functools import cached_property

from pmdesk.core.evidence import EvidenceEdge, NodeKind, NodeRef, Relation
from pmdesk.services.case import Case


class LinkGraph:
    """Directed edges between the things of one case; asked by every panel in the same way."""

    def __init__(self, edges: Iterable[EvidenceEdge]) -> None:
        self.edges = tuple(dict.fromkeys(edges))

    @cached_property
    def _incoming(self) -> dict[NodeRef, list[EvidenceEdge]]:
        found: dict[NodeRef, list[EvidenceEdge]] = {}
        for edge in self.edges:
            found.setdefault(edge.target, []).append(edge)
        return found

    @cached_property
    def _outgoing(self) -> dict[NodeRef, list[EvidenceEdge]]:
        found: dict[NodeRef, list[EvidenceEdge]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return found

    def prepare(self) -> None:
        """Put the edges in order by both ends now, on the thread that has the time."""
        _ = self._incoming, self._outgoing

    def why(self, node: NodeRef) -> tuple[EvidenceEdge, ...]:
        """Edges that support ``node``: its inputs, triggers and contradictions."""
        return tuple(self._incoming.get(node, ()))

    def used_by(self, node: NodeRef) -> tuple[EvidenceEdge, ...]:
        """Edges to what ``node`` supports."""
        return tuple(self._outgoing.get(node, ()))

    def related(self, node: NodeRef | None) -> frozenset[NodeRef]:
        """Everything upstream or downstream of ``node``, without itself; what other views highlight."""
        if node is None:
            return frozenset()
        related: set[NodeRef] = set()
        for step in (self._incoming, self._outgoing):
            open_nodes, seen = [node], {node}
            while open_nodes:
                for edge in step.get(open_nodes.pop(), ()):
                    other = edge.source if step is self._incoming else edge.target
                    if other not in seen:
                        seen.add(other)
                        open_nodes.append(other)
            related |= seen
        related.discard(node)
        return frozenset(related)


def build_links(case: Case) -> LinkGraph:
    """All edges of a case.

    Finding -> risk (it is measured for it), record field -> risk (input), variant or record entry -> option
    (trigger), risk -> option where a rule read the follow-up category, model -> finding.
    """
    return LinkGraph((*_finding_edges(case), *_risk_edges(case), *_option_edges(case)))


def _finding_edges(case: Case) -> Iterable[EvidenceEdge]:
    for finding in case.findings:
        node = NodeRef(NodeKind.FINDING, finding.id)
        yield EvidenceEdge(
            NodeRef(NodeKind.SERIES, finding.series_uid), Relation.MEASURED_ON, node, "link.measured_on"
        )
        if finding.detection is not None:
            model = finding.detection.provenance.model
            yield EvidenceEdge(
                NodeRef(NodeKind.MODEL, model.model_id),
                Relation.FOUND_BY,
                node,
                "link.found_by",
                f"{model.model_id} {model.version}",
            )


def _risk_edges(case: Case) -> Iterable[EvidenceEdge]:
    for risk in case.risks:
        target = NodeRef(NodeKind.RISK, risk.id)
        if risk.subject.kind is not NodeKind.PATIENT:
            yield EvidenceEdge(risk.subject, Relation.INPUT_OF, target, "link.subject")
        for used in risk.inputs:
            if used.ref is not None and used.ref != risk.subject:
                yield EvidenceEdge(
                    used.ref, Relation.INPUT_OF, target, f"{risk.model_id}.{used.name}", str(used.value)
                )


def _option_edges(case: Case) -> Iterable[EvidenceEdge]:
    for option in case.options:
        target = NodeRef(NodeKind.OPTION, option.id)
        for trigger in option.triggers:
            yield EvidenceEdge(trigger.ref, Relation.TRIGGERS, target, "link.trigger")
        for caution in option.cautions:
            yield EvidenceEdge(caution.ref, Relation.CONTRADICTS, target, "link.caution")
