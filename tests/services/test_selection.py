from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.geometry import PatientPoint
from pmdesk.core.ids import FrameOfReferenceUid
from pmdesk.services.selection import Selection

FOR = FrameOfReferenceUid("1.2")


def test_selecting_a_risk_selects_its_nodule_too_and_keeps_other_kinds():
    selection = Selection()
    selection.select(NodeRef(NodeKind.VARIANT, "v"))
    selection.select(NodeRef(NodeKind.RISK, "r"), NodeRef(NodeKind.FINDING, "f"))
    assert selection.focus == NodeRef(NodeKind.RISK, "r")
    assert selection.selected(NodeKind.FINDING) == "f"
    assert selection.selected(NodeKind.VARIANT) == "v"


def test_a_move_of_the_cursor_below_the_tolerance_is_none():
    selection = Selection()
    moves = []
    selection.cursor_changed.connect(moves.append)
    selection.set_cursor(PatientPoint(FOR, (1.0, 2.0, 3.0)))
    selection.set_cursor(PatientPoint(FOR, (1.0, 2.0, 3.00001)))
    selection.set_cursor(PatientPoint(FOR, (1.0, 2.0, 3.5)))
    assert [move.xyz_lps_mm[2] for move in moves] == [3.0, 3.5]


def test_another_case_forgets_the_selection():
    selection = Selection()
    selection.select(NodeRef(NodeKind.FINDING, "f"))
    selection.set_cursor(PatientPoint(FOR, (0.0, 0.0, 0.0)))
    selection.clear()
    assert selection.focus is None
    assert selection.cursor is None
    assert selection.selected(NodeKind.FINDING) is None
