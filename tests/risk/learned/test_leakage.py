import numpy as np
import pytest

from pmdesk.risk.learned.cleaning import clean_table
from pmdesk.risk.learned.columns import ColumnKind, TableColumn
from pmdesk.risk.learned.documents import Severity
from pmdesk.risk.learned.leakage import (
    find_leakage,
    looks_like_after_outcome,
    looks_like_identifier_name,
)
from pmdesk.risk.learned.reading import cohort_of
from tests.risk.learned.tables import DICTIONARY, QUICK, columns, table, with_column

RNG = np.random.default_rng(7)


def findings(name, kind, cells):
    cleaned = clean_table(table({name: cells}), with_column(TableColumn(name=name, kind=kind)))
    return {item.code: item.severity for item in find_leakage(cleaned, QUICK) if name in item.columns}


@pytest.mark.parametrize(
    "name", ["id", "patient_id", "PatientID", "MRN", "subject id", "rownames", "姓名", "住院号", "Patient"]
)
def test_names_of_identifiers(name):
    assert looks_like_identifier_name(name)


@pytest.mark.parametrize(
    "name", ["age", "side", "idiopathic", "smoking", "lipid", "video", "年龄", "mass index"]
)
def test_names_of_measurements(name):
    assert not looks_like_identifier_name(name)


@pytest.mark.parametrize("name", ["death", "DischargeDate", "follow_up_days", "os", "30天死亡", "随访时间"])
def test_names_of_what_comes_after(name):
    assert looks_like_after_outcome(name)


def test_a_copy_of_the_target_is_severe():
    ill = columns()["ill"]
    found = findings("diagnosis", ColumnKind.CATEGORY, ["sick" if cell == "1" else "well" for cell in ill])
    assert found["learning.target_copy"] is Severity.SEVERE


def test_a_nearly_deterministic_number_is_severe():
    ill = columns()["ill"]
    score = [str(float(cell) + RNG.normal(0, 0.1)) for cell in ill]
    assert findings("score", ColumnKind.NUMBER, score)["learning.target_copy"] is Severity.SEVERE


def test_a_copy_that_goes_up_and_down_is_found_by_its_information():
    ill = columns()["ill"]
    score = [str(50 + RNG.normal()) if cell == "1" else str(50 + RNG.choice([-20, 20])) for cell in ill]
    assert findings("score", ColumnKind.NUMBER, score)["learning.target_copy"] is Severity.SEVERE


def test_a_strong_measurement_is_a_warning():
    ill = columns()["ill"]
    score = [str(float(cell) + RNG.normal(0, 0.4)) for cell in ill]
    assert findings("strong", ColumnKind.NUMBER, score)["learning.nearly_decides"] is Severity.WARNING


def test_a_test_that_only_the_ill_have():
    ill = columns()["ill"]
    late = [str(RNG.normal()) if cell == "1" else "" for cell in ill]
    assert findings("late", ColumnKind.NUMBER, late)["learning.gaps_tell"] is Severity.SEVERE


@pytest.mark.parametrize(
    ("name", "kind", "cells"),
    [
        ("code", ColumnKind.CATEGORY, [f"A{row}x" for row in range(160)]),
        ("nr", ColumnKind.NUMBER, [str(row) for row in range(160)]),
        ("pid", ColumnKind.NUMBER, [str(value) for value in RNG.permutation(10**6)[:160]]),
        ("pid", ColumnKind.NUMBER, [str(10**7 + value // 2) for value in range(160)]),
    ],
)
def test_columns_that_name_rows_or_patients_are_severe(name, kind, cells):
    assert findings(name, kind, cells)["learning.identifier"] is Severity.SEVERE


def test_a_measurement_with_all_values_different_is_none():
    assert "learning.identifier" not in findings(
        "lab", ColumnKind.NUMBER, [f"{value:.5f}" for value in RNG.normal(size=160)]
    )
    assert "learning.identifier" not in findings(
        "cells", ColumnKind.NUMBER, [str(value) for value in RNG.permutation(10**6)[:160]]
    )


def test_dates_are_severe():
    days = [f"2020-0{1 + row % 9}-1{row % 7}" for row in range(160)]
    assert findings("seen", ColumnKind.CATEGORY, days)["learning.date"] is Severity.SEVERE


def test_constant_and_empty_columns_are_noted():
    assert findings("c", ColumnKind.NUMBER, ["1"] * 160) == {"learning.constant": Severity.NOTE}
    assert findings("c", ColumnKind.NUMBER, [""] * 160) == {"learning.never_known": Severity.NOTE}


def test_mostly_missing():
    cells = ["" if row % 10 else str(row % 7 + 0.5) for row in range(160)]
    assert findings("rare", ColumnKind.NUMBER, cells)["learning.mostly_missing"] is Severity.WARNING


def test_duplicates_are_said():
    cells = {name: values * 2 for name, values in columns(80).items()}
    found = find_leakage(clean_table(cohort_of(cells), DICTIONARY), QUICK)
    duplicates = next(item for item in found if item.code == "learning.duplicates")
    assert duplicates.params["rows"] == 80


def test_few_events_for_many_inputs_and_other_findings_of_rows():
    cells = columns()
    cells["age"][0] = "x"
    codes = {item.code for item in find_leakage(clean_table(cohort_of(cells), DICTIONARY), QUICK)}
    assert {"learning.rows_refused", "learning.no_patient_column"} <= codes
    few = find_leakage(clean_table(table(rows=60), DICTIONARY), QUICK)
    assert "learning.few_events" in {item.code for item in few}


def test_a_sound_table_has_nothing_severe():
    assert all(
        item.severity is Severity.NOTE for item in find_leakage(clean_table(table(), DICTIONARY), QUICK)
    )


def test_severe_findings_come_first():
    dictionary = with_column(TableColumn(name="copy", kind=ColumnKind.FLAG))
    found = find_leakage(clean_table(table({"copy": columns()["ill"]}), dictionary), QUICK)
    assert found[0].code == "learning.target_copy"
