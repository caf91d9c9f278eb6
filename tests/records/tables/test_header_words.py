"""What the names of columns suggest, in English and Chinese; a person confirms it."""

import pytest

from pmdesk.core.analytes import analytes
from pmdesk.core.units import is_ucum
from pmdesk.records.tables.header_words import (
    analyte_in,
    date_named,
    entry_named,
    field_named,
    fits_analyte,
    header_table,
    known_words,
    part_named,
)
from pmdesk.records.tables.mapping import MAPPED_FIELDS, DateUse, EntryKind, LongPart, header_fingerprint


@pytest.mark.parametrize(
    ("header", "analyte_id", "unit"),
    [
        ("glucose (mmol/L)", "glucose", "mmol/L"),
        ("Glucose [mg/dL]", "glucose", "mg/dL"),
        ("空腹血糖 mmol/L", "glucose_fasting", "mmol/L"),
        ("总胆固醇（mmol/L）", "cholesterol", "mmol/L"),
        ("肌酐(μmol/L)", "creatinine", "umol/L"),
        ("LDL, mg/dL", "ldl_cholesterol", "mg/dL"),
        ("glucose_mg_dl", "glucose", "mg/dL"),
        ("WBC (×10⁹/L)", "leukocytes", "10*9/L"),
        ("收缩压 mmHg", "systolic_bp", "mm[Hg]"),
        ("HbA1c %", "hba1c", "%"),
        ("PLT", "platelets", None),
        ("癌胚抗原 ng/mL", "cea", "ng/mL"),
        ("糖化血红蛋白(%)", "hba1c", "%"),
        ("glucose (mmHg)", "glucose", None),
        ("glucose (units)", "glucose", None),
    ],
)
def test_an_analyte_and_its_unit_in_a_header(header, analyte_id, unit):
    found = analyte_in(header)
    assert found is not None
    assert (found[0].id, found[1]) == (analyte_id, unit)


@pytest.mark.parametrize("header", ["note", "x", "", "#3", "mmol/L", "10²", "moles", "脂蛋白(a)"])
def test_what_suggests_no_analyte(header):
    assert analyte_in(header) is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Patient_ID", "demographics.patient_id"),
        ("住院号", "demographics.patient_id"),
        ("姓名", "demographics.name"),
        ("Date of birth", "demographics.birth_date"),
        ("年龄(岁)", "demographics.age_years"),
        ("身高 cm", "demographics.height_cm"),
        ("pack years", "smoking.pack_years"),
        ("smoking.status", "smoking.status"),
        ("吸烟史", "smoking.status"),
        ("肺癌家族史", "family_history_lung_cancer"),
    ],
)
def test_fields(header, field):
    assert field_named(header) == field


def test_lists_dates_and_parts():
    assert entry_named("诊断") is EntryKind.CONDITION
    assert date_named("检验日期") is DateUse.ROW
    assert date_named("Date of diagnosis") is DateUse.CONDITION
    assert part_named("检验项目") is LongPart.NAME


def test_the_table_of_names_is_whole():
    table = header_table()
    assert set(table.fields) <= set(MAPPED_FIELDS)
    assert set(table.entries) == set(EntryKind)
    assert set(table.dates) == set(DateUse)
    assert set(table.parts) == set(LongPart)
    assert all(is_ucum(unit) for unit in table.suffix_units.values())
    names = [name for names in table.fields.values() for name in names]
    assert len(names) == len(set(names))


def test_no_number_has_a_meaning_by_itself():
    for field in MAPPED_FIELDS:
        assert not any(any(letter.isdigit() for letter in word) for word in known_words(field))


def test_every_unit_of_every_analyte_can_be_compared():
    assert [(one.id, unit) for one in analytes() for unit in one.units if not fits_analyte(unit, one)] == []


def test_the_fingerprint_knows_a_header_again_whatever_the_order_case_and_width():
    assert header_fingerprint(["ID", "Glucose (mmol/L)"]) == header_fingerprint(["glucose（mmol/l）", " id "])
    assert header_fingerprint(["a", "b"]) != header_fingerprint(["a", "c"])
