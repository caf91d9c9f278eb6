"""What the names of columns suggest, in English and Chinese; a person confirms it."""

import pytest

from pmdesk.core.analytes import analytes
from pmdesk.core.units import is_ucum, ucum_of
from pmdesk.records.tables.header_words import (
    analyte_in,
    date_named,
    entry_named,
    field_named,
    fits_analyte,
    header_table,
    known_words,
    part_named,
    split_unit,
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


@pytest.mark.parametrize(
    ("header", "analyte_id", "unit"),
    [
        ("糖化血红蛋白%", "hba1c", "%"),
        ("血糖mmol/L", "glucose", "mmol/L"),
        ("HbA1c%", "hba1c", "%"),
        ("LDL mg/dL", "ldl_cholesterol", "mg/dL"),
        ("LDLmg/dL", "ldl_cholesterol", "mg/dL"),
        ("空腹血糖ｍｍｏｌ／Ｌ", "glucose_fasting", "mmol/L"),
        ("血小板计数×10^9/L", "platelets", "10*9/L"),
        ("收缩压mmHg", "systolic_bp", "mm[Hg]"),
        ("肌酐μmol/L", "creatinine", "umol/L"),
    ],
)
def test_a_unit_written_right_behind_the_name(header, analyte_id, unit):
    found = analyte_in(header)
    assert found is not None
    assert (found[0].id, found[1]) == (analyte_id, unit)


@pytest.mark.parametrize(
    "header", ["CaL", "Kg", "glucosemmHg", "血糖岁", "Nag", "calcium%age", "血糖仪", "5血糖"]
)
def test_letters_behind_a_name_that_are_no_unit_of_it_suggest_nothing(header):
    assert analyte_in(header) is None


@pytest.mark.parametrize(
    ("header", "field", "unit"),
    [
        ("身高cm", "demographics.height_cm", "cm"),
        ("体重kg", "demographics.weight_kg", "kg"),
        ("体重公斤", "demographics.weight_kg", "kg"),
        ("年龄岁", "demographics.age_years", "a"),
    ],
)
def test_a_field_with_its_unit_right_behind_it(header, field, unit):
    assert field_named(header) == field
    assert ucum_of(split_unit(header)[1]) == unit


def test_a_word_that_only_begins_like_a_field_is_none():
    assert field_named("姓名s") is None
    assert split_unit("Calcium") == ("Calcium", "")


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
