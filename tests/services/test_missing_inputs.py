from dataclasses import replace

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import RiskId
from pmdesk.core.risk import InputMissing, RiskScore, RiskState
from pmdesk.core.texts import LocalizedText
from pmdesk.services.missing_inputs import wanted_inputs

PATIENT = NodeRef(NodeKind.PATIENT, "patient")


def lacking(model_id: str, *names: str, **changes: object) -> RiskScore:
    def item(name: str) -> InputMissing:
        ref = NodeRef(NodeKind.RECORD_FIELD, f"input.{name}")
        return InputMissing(name, LocalizedText(en=name, zh=name), ref=ref)

    score = RiskScore(
        id=RiskId(f"{model_id}:patient"), model_id=model_id, model_version="1",
        title=LocalizedText(en=model_id, zh=model_id), subject=PATIENT, state=RiskState.INCOMPLETE,
        missing=tuple(item(name) for name in names),
    )  # fmt: skip
    return replace(score, **changes)


def test_what_completes_most_comes_first_then_what_most_wait_for():
    found = wanted_inputs(
        (lacking("a", "x", "y"), lacking("b", "x", "y"), lacking("c", "z"), lacking("d", "x"))
    )
    assert [(one.item.name, one.completed, len(one.scores)) for one in found] == [
        ("x", 1, 3), ("z", 1, 1), ("y", 0, 2),
    ]  # fmt: skip


def test_two_names_of_one_fact_are_one_value():
    # total cholesterol is total_c in PREVENT and tc in SCORE2
    (found,) = wanted_inputs((lacking("prevent-base", "total_c"), lacking("score2", "tc")))
    assert found.completed == 2
    assert found.item.name == "total_c"


def test_one_field_of_two_nodules_is_two_values():
    def of(finding: str) -> RiskScore:
        ref = NodeRef(NodeKind.FINDING, finding)
        item = InputMissing("spiculation", LocalizedText(en="Margin", zh="边缘"), ref=ref)
        return lacking("mayo", subject=ref, missing=(item,))

    assert len(wanted_inputs((of("f1"), of("f2")))) == 2


def test_only_incomplete_scores_want_anything():
    done = lacking("prevent-base", "uacr", state=RiskState.COMPUTED, probability=0.1)
    refused = lacking("npi", "grade", state=RiskState.NOT_APPLICABLE)
    assert wanted_inputs((done, refused)) == ()
