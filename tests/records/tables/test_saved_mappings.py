"""Mappings kept under a name: found again, replaced, deleted; a broken file hurts nobody."""

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.records.tables.mapping import (
    AnalyteTarget,
    ColumnMapping,
    FieldTarget,
    TableMapping,
    header_fingerprint,
)
from pmdesk.records.tables.saved_mappings import SavedMappings, load_mapping, parse_mapping

HEADER = ("id", "glucose (mmol/L)")


@pytest.fixture
def saved(tmp_path) -> SavedMappings:
    return SavedMappings(tmp_path / "mappings")


def mapping(unit="mmol/L", header=HEADER) -> TableMapping:
    return TableMapping(
        fingerprint=header_fingerprint(header),
        columns=(
            ColumnMapping(column="id", target=FieldTarget(field="demographics.patient_id")),
            ColumnMapping(column="glucose (mmol/L)", target=AnalyteTarget(analyte="glucose", unit=unit)),
        ),
    )


def test_a_mapping_comes_back_whole(saved):
    kept = saved.save(mapping(), "  Labs / 检验: ward 3 ")
    assert kept.name == "Labs / 检验: ward 3"
    assert saved.named("Labs / 检验: ward 3") == kept
    assert saved.names() == (kept.name,)


def test_the_same_name_replaces_and_deleting_gives_it_back(saved):
    saved.save(mapping(), "Labs")
    saved.save(mapping("mg/dL"), "Labs")
    (one,) = saved.all()
    assert one.columns[1].target.unit == "mg/dL"
    assert saved.delete("Labs") == one
    assert saved.all() == ()
    assert saved.delete("Labs") is None


def test_recognised_by_the_header_in_any_order_the_same_header_first(saved):
    saved.save(mapping(), "A narrower header")
    exact = (*HEADER, "note")
    saved.save(mapping(header=exact), "The same header")
    assert [one.name for one in saved.recognised(("note", *HEADER))] == [
        "The same header",
        "A narrower header",
    ]
    found = saved.recognised(("note", "ID", "Glucose（mmol/L）"))
    assert [one.column for one in found[0].columns] == ["ID", "Glucose（mmol/L）"]
    assert saved.recognised(("id", "x")) == ()


def test_broken_and_newer_files_are_passed_over_and_kept(saved):
    saved.save(mapping(), "Good")
    (saved.folder / "broken.json").write_text("{")
    newer = mapping().model_dump_json().replace('"version":1', '"version":2')
    (saved.folder / "newer.json").write_text(newer)
    assert saved.names() == ("Good",)
    assert len(list(saved.folder.iterdir())) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": "other", "version": 1, "columns": []}',
        '{"version": 2, "columns": []}',
        '{"columns": [{"column": "a", "target": {"kind": "analyte", "analyte": "nothing"}}]}',
        '{"columns": [{"column": "a", "target": {"kind": "analyte", "analyte": "glucose", "unit": "blob"}}]}',
        '{"columns": [{"column": "a", "target": {"kind": "field", "field": "secret"}}]}',
        '{"columns": [{"column": "a"}, {"column": "a"}]}',
        '{"columns": [], "more": 1}',
    ],
)
def test_what_is_no_mapping_is_refused(text):
    with pytest.raises(InputError) as caught:
        parse_mapping(text, "m.json")
    assert caught.value.code is ErrorCode.TABLE_MAPPING_INVALID


def test_a_mapping_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError) as caught:
        load_mapping(tmp_path / "m.json")
    assert caught.value.code is ErrorCode.FILE_NOT_FOUND


def test_a_mapping_needs_a_name(saved):
    with pytest.raises(InputError):
        saved.save(mapping(), "  ")
