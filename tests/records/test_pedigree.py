"""The pedigree: who is drawn, who is not, and that nobody stands on anybody."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.paths import resources_dir
from pmdesk.core.record import Coding, Condition, FamilyHistoryEntry, PatientRecord
from pmdesk.core.volume import Sex
from pmdesk.records.json_file import load_record
from pmdesk.records.pedigree import PATIENT, Pedigree, Place, build_pedigree

LUNG = Coding(display="Lung cancer")
BREAST = Coding(display="Breast cancer")


def relative(number: int, relation: str, condition: Coding = LUNG, **more: object) -> FamilyHistoryEntry:
    return FamilyHistoryEntry(id=f"e{number}", relation=relation, condition=condition, **more)


def pedigree(*entries: FamilyHistoryEntry) -> Pedigree:
    return build_pedigree(PatientRecord(family_history=entries))


def test_without_relatives_the_patient_stands_alone() -> None:
    found = build_pedigree(PatientRecord())
    assert [person.id for person in found.people] == [PATIENT]
    assert found.families == ()


def test_a_father_brings_a_mother_of_whom_nothing_is_stated() -> None:
    found = pedigree(relative(1, "FTH"))
    mother = next(person for person in found.people if person.place is Place.MOTHER)
    assert (mother.is_stated, mother.sex, mother.illnesses) == (False, Sex.FEMALE, ())
    assert found.families[0].children == (PATIENT,)


def test_two_diseases_of_the_one_father_are_one_person() -> None:
    found = pedigree(relative(1, "FTH"), relative(2, "FTH", BREAST))
    fathers = [person for person in found.people if person.place is Place.FATHER]
    assert [[one.name for one in person.illnesses] for person in fathers] == [
        ["Lung cancer", "Breast cancer"]
    ]


def test_brothers_are_one_person_only_where_the_source_says_so() -> None:
    named = pedigree(relative(1, "BRO", relative_id="x"), relative(2, "BRO", BREAST, relative_id="x"))
    assert sum(person.place is Place.SIBLING for person in named.people) == 1
    unnamed = pedigree(relative(1, "BRO"), relative(2, "BRO", BREAST))
    assert sum(person.place is Place.SIBLING for person in unnamed.people) == 2
    assert unnamed.perhaps_same == ("BRO",)


@pytest.mark.parametrize("relation", ["COUSN", "AUNT", "GRMTH", "HBRO", "neighbour", ""])
def test_a_relative_without_a_sure_place_stays_in_the_table(relation: str) -> None:
    found = pedigree(relative(1, relation))
    assert found.not_drawn == ("e1",)
    assert [person.id for person in found.people] == [PATIENT]


def test_the_patient_is_filled_for_a_disease_of_the_family_and_for_no_other() -> None:
    record = PatientRecord(
        family_history=(relative(1, "MTH", BREAST),),
        conditions=(
            Condition(id="c1", coding=Coding(display="breast cancer")),
            Condition(id="c2", coding=Coding(display="Gout")),
        ),
    )
    patient = build_pedigree(record).person(PATIENT)
    assert [one.name for one in patient.illnesses] == ["breast cancer"]


def test_the_demo_family_has_four_generations() -> None:
    found = build_pedigree(load_record(resources_dir() / "demo" / "record.json"))
    assert {person.generation for person in found.people} == {0, 1, 2, 3}
    assert len(found.conditions) == 4
    assert found.not_drawn


relations = st.sampled_from(
    "FTH MTH BRO SIS NSIB SON DAU PGRFTH PGRMTH MGRFTH MGRMTH PUNCLE PAUNT MUNCLE MAUNT COUSN x".split()
)


@given(st.lists(relations, max_size=12))
def test_nobody_stands_on_anybody_and_every_line_has_both_ends(codes: list[str]) -> None:
    found = pedigree(*(relative(number, code) for number, code in enumerate(codes)))
    ids = {person.id for person in found.people}
    assert len(ids) == len(found.people)
    for one, other in combinations(found.people, 2):
        assert one.generation != other.generation or abs(one.x - other.x) >= 1
    for family in found.families:
        assert {*family.parents, *family.children} <= ids
    drawn = {one.entry_id for person in found.people for one in person.illnesses if one.entry_id}
    assert drawn | set(found.not_drawn) == {f"e{number}" for number in range(len(codes))}
