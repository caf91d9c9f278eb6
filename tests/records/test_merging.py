"""Merging two records of one patient: nothing silently, nothing twice, nothing lost."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.record import (
    Allergy,
    ClinicalStatus,
    Coding,
    Condition,
    Demographics,
    DiagnosticReport,
    FamilyHistoryEntry,
    Medication,
    Observation,
    PatientRecord,
    Smoking,
    SmokingStatus,
    SourceRef,
    StatedFact,
    StatedInput,
)
from pmdesk.core.volume import Sex
from pmdesk.records.matching import MatchOutcome, match_records
from pmdesk.records.merging import Choice, PairStatus, merge, preview_merge
from tests.records.test_fhir_export import records

LOINC = "http://loinc.org"
WHO = Demographics(patient_id="P1", name="Li Ming", birth_date=date(1960, 1, 2), sex=Sex.FEMALE)
DAY = date(2024, 5, 6)


def record(**lists: Any) -> PatientRecord:
    return PatientRecord(**{"demographics": WHO, **lists})


def lab(value: float | None, unit: str = "mmol/L", entry_id: str = "o", **fields: Any) -> Observation:
    base = {"id": entry_id, "coding": Coding(system=LOINC, code="2093-3"), "taken_on": DAY}
    return Observation(**{**base, "value": value, "unit": unit, **fields})


def diagnosis(entry_id: str = "c", **fields: Any) -> Condition:
    return Condition(
        id=entry_id, **{"coding": Coding(system="urn:x", code="44054006"), "onset": DAY, **fields}
    )


def statuses(first: PatientRecord, second: PatientRecord) -> list[PairStatus]:
    return [item.status for item in preview_merge(first, second).comparisons if item.list_name]


# whose records


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, MatchOutcome.MATCH),
        ({"patient_id": "P2"}, MatchOutcome.MISMATCH),
        ({"name": "Wang Fang"}, MatchOutcome.MISMATCH),
        ({"birth_date": date(1961, 1, 2)}, MatchOutcome.MISMATCH),
        ({"sex": Sex.MALE}, MatchOutcome.MISMATCH),
        ({"patient_id": "", "birth_date": None}, MatchOutcome.UNKNOWN),
        ({"patient_id": "", "birth_date": None, "partial_birth_date": "1960"}, MatchOutcome.UNKNOWN),
        ({"patient_id": "", "birth_date": None, "partial_birth_date": "1961"}, MatchOutcome.MISMATCH),
        ({"patient_id": ""}, MatchOutcome.MATCH),
    ],
)
def test_whose_records_they_are(changes: dict[str, Any], outcome: MatchOutcome) -> None:
    other = PatientRecord(demographics=WHO.model_copy(update=changes))
    assert match_records(record(), other).outcome is outcome
    assert match_records(other, record()).outcome is outcome
    preview = preview_merge(record(), other)
    if outcome is not MatchOutcome.MATCH:
        with pytest.raises(RefusedError) as caught:
            merge(preview, otherwise=Choice.FIRST)
        assert caught.value.code is ErrorCode.RECORD_MERGE_OTHER_PATIENT
    assert merge(preview, otherwise=Choice.FIRST, same_patient=True).demographics.name == "Li Ming"


# results


def test_the_same_result_in_another_unit_is_the_same() -> None:
    second = lab(200, "mg/dL", "x", coding=Coding(system=LOINC, code="14647-2"))
    assert statuses(record(observations=(lab(5.17),)), record(observations=(second,))) == [PairStatus.SAME]


@pytest.mark.parametrize(
    "other",
    [
        lab(5.9, entry_id="x"),
        lab(5.17, entry_id="x", taken_on=date(2024, 5, 7)),
        lab(5.17, entry_id="x", taken_on=None),
        lab(5.17, "mg/dL", "x"),
        lab(5.17, "foo", "x"),
        lab(None, "", "x", text="5.17"),
        lab(5.17, entry_id="x", coding=Coding(system=LOINC, code="2085-9")),
    ],
)
def test_another_value_day_or_code_is_new(other: Observation) -> None:
    first, second = record(observations=(lab(5.17),)), record(observations=(other,))
    assert statuses(first, second) == [PairStatus.NEW]
    assert len(merge(preview_merge(first, second)).observations) == 2


def test_two_equal_results_of_one_day_are_told_and_both_kept_unless_asked() -> None:
    first = record(observations=(lab(5.17), lab(5.17, entry_id="again")))
    preview = preview_merge(first, record())
    (found,) = preview.duplicates
    assert (found.side, found.kept_id, found.repeated_id) == (Choice.FIRST, "o", "again")
    assert len(merge(preview).observations) == 2
    assert [item.id for item in merge(preview, without_duplicates=True).observations] == ["o"]


def test_one_source_with_two_values_contradicts_itself() -> None:
    source = SourceRef(document="Observation/o")
    first = record(observations=(lab(5.17, source=source),))
    second = record(observations=(lab(6.0, source=source),))
    preview = preview_merge(first, second)
    assert [item.differing for item in preview.conflicts] == [("value",)]
    assert merge(preview, otherwise=Choice.SECOND).observations[0].value == 6.0


# lists


def test_a_contradiction_needs_a_choice() -> None:
    first = record(conditions=(diagnosis(clinical_status=ClinicalStatus.ACTIVE, stage="II"),))
    second = record(conditions=(diagnosis("d", clinical_status=ClinicalStatus.RESOLVED, ended=DAY),))
    preview = preview_merge(first, second)
    (conflict,) = preview.conflicts
    assert (conflict.key, conflict.differing) == ("conditions/d", ("clinical_status",))
    with pytest.raises(RefusedError) as caught:
        merge(preview)
    assert (caught.value.code, caught.value.params["count"]) == (ErrorCode.RECORD_MERGE_UNDECIDED, 1)
    assert merge(preview, {conflict.key: Choice.FIRST}).conditions == first.conditions
    (taken,) = merge(preview, {conflict.key: Choice.SECOND}).conditions
    assert (taken.id, taken.clinical_status, taken.ended, taken.stage) == (
        "c",
        ClinicalStatus.RESOLVED,
        DAY,
        "II",
    )
    assert len(merge(preview, {conflict.key: Choice.BOTH}).conditions) == 2


def test_what_the_other_leaves_open_is_filled_in_and_shown() -> None:
    first = record(medications=(Medication(id="m", coding=Coding(display="Aspirin"), partial_date="2020"),))
    second = record(
        medications=(
            Medication(id="n", coding=Coding(display="aspirin "), started=date(2020, 3, 1), dose="100 mg"),
        )
    )
    preview = preview_merge(first, second)
    assert [item.status for item in preview.of_status(PairStatus.COMPLETED)] == [PairStatus.COMPLETED]
    (found,) = merge(preview).medications
    assert (found.id, found.started, found.partial_date, found.dose) == ("m", date(2020, 3, 1), "", "100 mg")
    kept = merge(preview, {"medications/n": Choice.FIRST}).medications
    assert kept == first.medications


def test_another_episode_is_another_entry() -> None:
    first = record(conditions=(diagnosis(),))
    second = record(conditions=(diagnosis("d", onset=date(2020, 1, 1)),))
    assert statuses(first, second) == [PairStatus.NEW]
    assert merge(preview_merge(first, second), {"conditions/d": Choice.FIRST}).conditions == first.conditions


def test_two_aunts_may_differ_and_two_mothers_may_not() -> None:
    def relative(relation: str, age: float) -> PatientRecord:
        entry = FamilyHistoryEntry(
            id="f", relation=relation, condition=Coding(display="lung cancer"), onset_age_years=age
        )
        return record(family_history=(entry,))

    assert statuses(relative("MAUNT", 50), relative("MAUNT", 60)) == [PairStatus.NEW]
    assert statuses(relative("MTH", 50), relative("MTH", 60)) == [PairStatus.CONFLICT]


def test_ids_stay_unique_and_reports_follow_their_results() -> None:
    first = record(observations=(lab(5.17),), allergies=(Allergy(id="o2", coding=Coding(display="nuts")),))
    second = record(
        observations=(lab(5.17, entry_id="same"), lab(7.0, entry_id="o")),
        reports=(
            DiagnosticReport(id="r", coding=Coding(display="lipids"), observation_ids=("same", "o", "none")),
        ),
    )
    merged = merge(preview_merge(first, second))
    assert [item.id for item in merged.observations] == ["o", "o#2"]
    assert merged.reports[0].observation_ids == ("o", "o#2")


# fields


def test_fields_are_compared_one_by_one() -> None:
    first = record(smoking=Smoking(status=SmokingStatus.FORMER), emphysema=StatedFact(value=True))
    second = record(
        demographics=WHO.model_copy(update={"name": "LI^MING", "ethnicity": "Han"}),
        smoking=Smoking(status=SmokingStatus.CURRENT, pack_years=20),
        emphysema=StatedFact(value=True),
        immunosuppressed=StatedFact(value=False),
        stated_inputs=(StatedInput(name="education", value=3.0),),
    )
    preview = preview_merge(first, second)
    found = {item.key: item.status for item in preview.comparisons}
    assert found["demographics.name"] is PairStatus.SAME
    assert found["demographics.ethnicity"] is PairStatus.NEW
    assert found["smoking.status"] is PairStatus.CONFLICT
    assert found["smoking.pack_years"] is PairStatus.NEW
    assert found["emphysema"] is PairStatus.SAME
    assert found["immunosuppressed"] is PairStatus.NEW
    assert found["input.education"] is PairStatus.NEW
    merged = merge(preview, {"smoking.status": Choice.SECOND})
    assert (merged.smoking.status, merged.smoking.pack_years) == (SmokingStatus.CURRENT, 20)
    assert merged.demographics.name == "Li Ming"
    assert merged.immunosuppressed.value is False
    assert merged.stated_inputs == second.stated_inputs


def test_synthetic_stays_synthetic() -> None:
    assert merge(preview_merge(record(), record(is_synthetic=True))).is_synthetic


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_a_record_merged_with_itself_is_itself(one: PatientRecord) -> None:
    preview = preview_merge(one, one)
    assert preview.conflicts == ()
    assert merge(preview, same_patient=True) == one


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records(), records())
def test_every_entry_is_in_the_merged_record(one: PatientRecord, other: PatientRecord) -> None:
    preview = preview_merge(one, other)
    merged = merge(preview, otherwise=Choice.BOTH, same_patient=True)
    for item in preview.comparisons:
        if item.list_name not in ("", "stated_inputs"):
            wanted = (item.first or item.second).id
            assert any(entry.id.startswith(wanted) for entry in getattr(merged, item.list_name))
    ids = [entry.id for name in ("observations", "conditions", "reports") for entry in getattr(merged, name)]
    assert len(ids) == len(set(ids))
    assert {entry.id for entry in one.conditions} <= {entry.id for entry in merged.conditions}


@pytest.mark.parametrize(
    ("mine", "theirs", "merged_end"),
    [
        ({"partial_end": "2020"}, {"ended": date(2020, 5, 6)}, (date(2020, 5, 6), "")),
        ({"ended": date(2020, 5, 6)}, {"partial_end": "2020"}, (date(2020, 5, 6), "")),
        ({}, {"partial_end": "2020-05"}, (None, "2020-05")),
    ],
)
def test_ends_of_different_precision_complete_each_other(mine, theirs, merged_end) -> None:
    def one(**end: object) -> PatientRecord:
        return PatientRecord(
            demographics=Demographics(patient_id="P"),
            conditions=(Condition(id="c", coding=Coding(system="s", code="1"), **end),),
        )

    preview = preview_merge(one(**mine), one(**theirs))
    assert preview.conflicts == ()
    (found,) = merge(preview).conditions
    assert (found.ended, found.partial_end) == merged_end


def test_ends_that_exclude_each_other_contradict() -> None:
    def one(**end: object) -> PatientRecord:
        return PatientRecord(
            demographics=Demographics(patient_id="P"),
            conditions=(Condition(id="c", coding=Coding(system="s", code="1"), **end),),
        )

    preview = preview_merge(one(partial_end="2019"), one(ended=date(2020, 5, 6)))
    assert [item.differing for item in preview.conflicts] == [("ended",)]
