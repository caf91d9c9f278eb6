from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.evidence import EvidenceEdge, NodeKind, NodeRef, Relation
from pmdesk.services.links import LinkGraph

FINDING = NodeRef(NodeKind.FINDING, "f1")
OTHER = NodeRef(NodeKind.FINDING, "f2")
AGE = NodeRef(NodeKind.RECORD_FIELD, "demographics.birth_date")
RISK = NodeRef(NodeKind.RISK, "brock:f1")
OTHER_RISK = NodeRef(NodeKind.RISK, "brock:f2")
OPTION = NodeRef(NodeKind.OPTION, "ct-3-months")

GRAPH = LinkGraph(
    (
        EvidenceEdge(FINDING, Relation.INPUT_OF, RISK),
        EvidenceEdge(OTHER, Relation.INPUT_OF, OTHER_RISK),
        EvidenceEdge(AGE, Relation.INPUT_OF, RISK),
        EvidenceEdge(AGE, Relation.INPUT_OF, OTHER_RISK),
        EvidenceEdge(RISK, Relation.TRIGGERS, OPTION),
    )
)


def test_why_lists_what_supports_a_thing_and_used_by_what_it_supports():
    assert {edge.source for edge in GRAPH.why(RISK)} == {FINDING, AGE}
    assert [edge.target for edge in GRAPH.used_by(RISK)] == [OPTION]
    assert GRAPH.why(FINDING) == ()


def test_related_follows_chains_up_and_down_but_not_sideways():
    assert GRAPH.related(FINDING) == {RISK, OPTION}
    assert GRAPH.related(OPTION) == {RISK, FINDING, AGE}
    assert OTHER_RISK not in GRAPH.related(RISK)
    assert GRAPH.related(None) == frozenset()


def test_an_edge_stated_twice_stands_once():
    edge = EvidenceEdge(FINDING, Relation.INPUT_OF, RISK)
    assert LinkGraph((edge, edge)).edges == (edge,)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30))
def test_what_is_related_is_mutual_even_in_graphs_with_circles(pairs):
    nodes = [NodeRef(NodeKind.RISK, str(number)) for number in range(9)]
    graph = LinkGraph(EvidenceEdge(nodes[a], Relation.INPUT_OF, nodes[b]) for a, b in pairs)
    for node in nodes:
        assert node not in graph.related(node)
        for other in graph.related(node):
            assert node in graph.related(other)
