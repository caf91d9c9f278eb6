import numpy as np
import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.learned.cleaning import RowProblem, clean_inputs, clean_table
from pmdesk.risk.learned.columns import ColumnKind, DataDictionary, TableColumn
from pmdesk.risk.learned.reading import cohort_of
from tests.risk.learned.tables import DICTIONARY, columns, table

NUMBER = TableColumn(name="x", kind=ColumnKind.NUMBER, minimum=0, maximum=100, missing_values=("-9", "0"))
FLAG = TableColumn(name="f", kind=ColumnKind.FLAG)
CATEGORY = TableColumn(name="c", kind=ColumnKind.CATEGORY, categories=("1", "2", "other"))


def clean_one(column, cells):
    dictionary = DataDictionary(columns=(column,), target="y")
    found = clean_inputs({column.name: cells}, dictionary)
    return found.frame[column.name].tolist(), [(item.row, item.problem) for item in found.problems]


@pytest.mark.parametrize("cell", ["12 mg", "1_000", "inf", "１２", "1,5", "<5", "nan(1)", "0x1F"])
def test_text_in_numbers_is_refused_never_repaired(cell):
    values, problems = clean_one(NUMBER, [cell, "12"])
    assert problems == [(0, RowProblem.NOT_A_NUMBER)]
    assert np.isnan(values[0])
    assert values[1] == 12.0


@pytest.mark.parametrize("cell", ["-1", "100.5", "1e308"])
def test_what_is_not_plausible_is_refused(cell):
    assert clean_one(NUMBER, [cell])[1] == [(0, RowProblem.OUT_OF_RANGE)]


@pytest.mark.parametrize(
    "cell", ["", "?", "NA", "n/a", "NaN", None, float("nan"), "-9", "-9.0", "0", "0.0", "."]
)
def test_what_stands_for_not_known(cell):
    values, problems = clean_one(NUMBER, [cell])
    assert np.isnan(values[0])
    assert not problems


@pytest.mark.parametrize(
    ("cell", "value"), [("yes", 1), ("No", 0), ("是", 1), ("0.0", 0), (True, 1), ("TRUE", 1), ("阴性", 0)]
)
def test_flags(cell, value):
    assert clean_one(FLAG, [cell]) == ([value], [])


def test_a_flag_that_is_neither():
    assert clean_one(FLAG, ["2"])[1] == [(0, RowProblem.NOT_A_FLAG)]


def test_categories_as_other_programs_write_them():
    assert clean_one(CATEGORY, ["1.0", "2", "other"]) == (["1", "2", "other"], [])


def test_a_category_that_is_not_in_the_dictionary():
    assert clean_one(CATEGORY, ["3"])[1] == [(0, RowProblem.NOT_A_CATEGORY)]


def test_a_required_cell_that_is_not_known():
    column = NUMBER.model_copy(update={"required": True})
    assert clean_one(column, ["?"])[1] == [(0, RowProblem.REQUIRED_MISSING)]


def test_an_absent_column_is_not_known_in_any_row():
    found = clean_inputs({"x": ["1", "2"]}, DataDictionary(columns=(NUMBER, FLAG), target="y"))
    assert found.frame["f"].isna().all()


def test_rows_without_an_outcome_are_refused_and_named_by_their_line():
    cells = columns()
    cells["ill"][3] = "NA"
    cells["age"][5] = "old"
    cleaned = clean_table(cohort_of(cells), DICTIONARY)
    assert [(row.line, row.code) for row in cleaned.refused] == [
        (5, "table.row.target_missing"),
        (7, "table.row.not_a_number"),
    ]
    assert cleaned.rows == 158
    assert 5 not in cleaned.lines


def test_a_row_of_which_nothing_is_known_is_refused():
    cells = columns()
    for name in ("age", "marker", "smoker", "stage"):
        cells[name][0] = ""
    assert clean_table(cohort_of(cells), DICTIONARY).refused[0].code == "table.row.nothing_known"


@pytest.mark.parametrize("role", ["target", "patient", "subgroups", "columns"])
def test_a_column_that_is_not_there_is_named(role):
    absent = {
        "target": "nothing",
        "patient": "nothing",
        "subgroups": ("nothing",),
        "columns": (TableColumn(name="nothing", kind=ColumnKind.NUMBER),),
    }[role]
    with pytest.raises(InputError) as raised:
        clean_table(table(), DICTIONARY.model_copy(update={role: absent}))
    assert raised.value.code is ErrorCode.COLUMN_NOT_FOUND
    assert raised.value.params["column"] == "nothing"


def test_the_target_is_no_input():
    with pytest.raises(InputError) as raised:
        clean_table(table(), DICTIONARY.model_copy(update={"target": "age"}))
    assert raised.value.code is ErrorCode.BAD_USAGE


def test_a_number_without_limits_is_still_no_astronomical_one():
    assert clean_one(TableColumn(name="x", kind=ColumnKind.NUMBER), ["1e16"])[1]


@pytest.mark.parametrize("change", [{"target": ""}, {"columns": (NUMBER, NUMBER)}])
def test_a_dictionary_that_makes_no_sense(change):
    with pytest.raises(InputError) as raised:
        clean_table(table(), DICTIONARY.model_copy(update=change))
    assert raised.value.code is ErrorCode.BAD_USAGE


def test_no_inputs():
    with pytest.raises(InputError) as raised:
        clean_table(table(), DICTIONARY.model_copy(update={"columns": ()}))
    assert raised.value.code is ErrorCode.NO_INPUTS


def test_no_row_left_names_the_most_frequent_reason():
    with pytest.raises(InputError) as raised:
        clean_table(table({"age": ["old"] * 160}), DICTIONARY)
    assert raised.value.code is ErrorCode.NO_ROWS_LEFT
    assert raised.value.params["reason"] == "age: not_a_number"


def test_rows_of_one_patient_and_equal_rows_stay_together():
    cells = {name: [*values, values[7]] for name, values in columns().items()}
    cells["who"] = [f"p{row // 2}" for row in range(160)] + ["new"]
    cleaned = clean_table(cohort_of(cells), DICTIONARY.model_copy(update={"patient": "who"}))
    assert cleaned.duplicates == 1
    assert len(np.unique(cleaned.patients)) == 81
    assert cleaned.groups[6] == cleaned.groups[7] == cleaned.groups[160]
    assert len(np.unique(cleaned.groups)) == 80


def test_rows_that_name_no_patient_are_their_own():
    cells = columns() | {"who": ["a", "a", *[""] * 158]}
    cleaned = clean_table(cohort_of(cells), DICTIONARY.model_copy(update={"patient": "who"}))
    assert len(np.unique(cleaned.patients)) == 159


def test_coarse_columns_that_repeat_by_chance_are_not_tied_together():
    cells = {"f": ["0", "1"] * 50, "y": ["0", "0", "1", "1"] * 25}
    cleaned = clean_table(cohort_of(cells), DataDictionary(columns=(FLAG,), target="y"))
    assert cleaned.duplicates == 96
    assert len(np.unique(cleaned.groups)) == 100
    assert not cleaned.duplicates_together


def test_several_values_of_the_target_mean_yes():
    cells = columns() | {"ill": ["0", "1", "2.0", "3"] * 40}
    cleaned = clean_table(cohort_of(cells), DICTIONARY.model_copy(update={"positive": ("2", "3")}))
    assert cleaned.outcome[:4].tolist() == [0, 0, 1, 1]
    assert cleaned.negatives == ("0", "1")
