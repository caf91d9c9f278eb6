import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.learned.columns import ColumnKind
from pmdesk.risk.learned.proposing import (
    dictionary_json,
    propose_column,
    propose_dictionary,
    read_dictionary,
)
from tests.risk.learned.tables import DICTIONARY, columns, table


def kind_and_notes(cells, name="x"):
    column, notes = propose_column(name, cells)
    return column and column.kind, [note.code for note in notes]


MANY = [f"{1.5 * row:.1f}" for row in range(40)]


@pytest.mark.parametrize(
    ("cells", "kind", "notes"),
    [
        (MANY, ColumnKind.NUMBER, []),
        ([*MANY, "?", "NA", ""], ColumnKind.NUMBER, []),
        ([*MANY, "n.d."], ColumnKind.NUMBER, ["proposal.text_in_numbers"]),
        (["0", "1", "1.0"] * 20, ColumnKind.FLAG, []),
        (["是", "否"] * 20, ColumnKind.FLAG, []),
        (["f", "m"] * 20, ColumnKind.CATEGORY, []),
        (["1", "2", "3.0", "4"] * 20, ColumnKind.CATEGORY, ["proposal.codes"]),
        ([str(row % 8) for row in range(60)], ColumnKind.NUMBER, ["proposal.perhaps_codes"]),
        (["", "?"] * 20, None, ["proposal.empty"]),
        (["5"] * 20, None, ["proposal.constant"]),
        (["2020-01-02", "2020/3/4"] * 20, None, ["proposal.date"]),
        (["2020年1月2日", "2020年3月4日"] * 20, None, ["proposal.date"]),
        ([f"word {row // 2}" for row in range(90)], None, ["proposal.free_text"]),
        ([str(row) for row in range(40)], None, ["proposal.identifier"]),
    ],
)
def test_kinds(cells, kind, notes):
    assert kind_and_notes(cells) == (kind, notes)


def test_categories_are_listed_as_the_cleaning_writes_them():
    column, _ = propose_column("x", ["1.0", "2", "3"] * 20)
    assert column.categories == ("1", "2", "3")


def test_a_zero_cholesterol_is_asked_about():
    assert kind_and_notes([str(row % 40 * 7) for row in range(80)], "chol")[1] == [
        "proposal.zero_perhaps_missing"
    ]


def test_a_whole_table():
    more = {"rownames": [str(row) for row in range(160)], "seen": ["2020-01-02", "2020-01-03"] * 80}
    proposal = propose_dictionary(table(more), "ill", exclude=("stage",))
    dictionary = proposal.dictionary
    assert [(item.name, item.kind.value) for item in dictionary.columns] == [
        ("age", "number"),
        ("marker", "number"),
        ("smoker", "flag"),
        ("sex", "category"),
    ]
    assert dictionary.positive == ("1",)
    assert dictionary.subgroups == ("age", "sex")
    assert dictionary.patient == ""
    assert [note.code for note in proposal.notes] == ["proposal.identifier", "proposal.date"]


@pytest.mark.parametrize("cells", [["a", "b"], ["0", "2"], ["0", "1", "2", "1"], ["benign", "malignant"]])
def test_a_target_whose_yes_is_not_clear_is_asked_about(cells):
    values = (cells * 160)[:160]
    with pytest.raises(InputError) as raised:
        propose_dictionary(table({"ill": values}), "ill")
    assert raised.value.code is ErrorCode.TARGET_UNCLEAR
    assert cells[0] in str(raised.value.params["values"])


def test_a_value_that_the_target_does_not_have():
    with pytest.raises(InputError) as raised:
        propose_dictionary(table(), "ill", positive=("yes",))
    assert raised.value.code is ErrorCode.TARGET_UNCLEAR


def test_unicode_names():
    renamed = {"年龄": columns()["age"], "结局": columns()["ill"], "性别": columns()["sex"]}
    proposal = propose_dictionary(table(renamed), "结局", positive=("1",))
    assert {"年龄", "性别"} <= set(proposal.dictionary.subgroups)


@pytest.mark.parametrize("role", ["target", "patient", "exclude", "subgroups"])
def test_columns_that_are_not_there(role):
    given = {"target": "ill"} | ({role: "zz"} if role in ("target", "patient") else {role: ("zz",)})
    with pytest.raises(InputError) as raised:
        propose_dictionary(table(), **given)
    assert raised.value.code is ErrorCode.COLUMN_NOT_FOUND


def test_a_dictionary_comes_back_from_its_file(tmp_path):
    path = tmp_path / "dictionary.json"
    path.write_text(dictionary_json(DICTIONARY), encoding="utf-8")
    assert read_dictionary(path) == DICTIONARY


@pytest.mark.parametrize("text", ["", "[]", '{"target": "x"}', '{"columns": [], "target": "x", "more": 1}'])
def test_what_is_no_dictionary(tmp_path, text):
    path = tmp_path / "dictionary.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_dictionary(path)
    assert raised.value.code is ErrorCode.DICTIONARY_INVALID


def test_no_dictionary(tmp_path):
    with pytest.raises(InputError) as raised:
        read_dictionary(tmp_path / "none.json")
    assert raised.value.code is ErrorCode.FILE_NOT_FOUND
