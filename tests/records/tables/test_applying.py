"""From a table and its mapping to records. All patients are synthetic."""

from datetime import date

import pytest

from pmdesk.core.record import SmokingStatus
from pmdesk.core.volume import Sex
from pmdesk.records.tables.applying import apply_mapping
from pmdesk.records.tables.cells import DateOrder, Reason
from pmdesk.records.tables.mapping import (
    AnalyteTarget,
    ColumnMapping,
    DateTarget,
    DateUse,
    EntryKind,
    EntryTarget,
    FieldTarget,
    Grouping,
    TableMapping,
)
from pmdesk.records.tables.reading import read_table
from pmdesk.records.tables.suggesting import open_questions, suggest_mapping

TODAY = date(2026, 6, 1)


@pytest.fixture
def table_of(tmp_path):
    def make(text, name="labs.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_table(path)

    return make


def made(table, mapping=None):
    return apply_mapping(table, mapping or suggest_mapping(table), today=TODAY)


def reasons(result):
    return [(one.row, one.column, one.reason) for one in result.issues]


def mapping_of(**targets):
    return TableMapping(
        columns=tuple(ColumnMapping(column=name, target=one) for name, one in targets.items())
    )


ID = FieldTarget(field="demographics.patient_id")
GLUCOSE = AnalyteTarget(analyte="glucose_fasting", unit="mmol/L")
CHINESE = """患者ID,姓名,性别,出生日期,检验日期,空腹血糖 mmol/L,总胆固醇（mmol/L）,诊断
001,王小东,男,1961-04-18,2026-01-05,5.4,4.8,肺结节；糖尿病
001,王小东,男,1961-04-18,2026-03-05,5.9,4.9,
002,李思,女,1950/2/3,2026-03-04,6.1,5.1,高血压
"""


def test_a_chinese_laboratory_table_becomes_two_patients(table_of):
    table = table_of(CHINESE, "检验.csv")
    assert open_questions(suggest_mapping(table), table) == ()
    result = made(table)
    assert result.issues == ()
    first, second = result.records
    assert first.demographics.patient_id == "001"
    assert first.demographics.sex is Sex.MALE
    assert first.demographics.birth_date == date(1961, 4, 18)
    assert [(one.value, one.unit, one.taken_on) for one in first.observations] == [
        (5.4, "mmol/L", date(2026, 1, 5)),
        (4.8, "mmol/L", date(2026, 1, 5)),
        (5.9, "mmol/L", date(2026, 3, 5)),
        (4.9, "mmol/L", date(2026, 3, 5)),
    ]
    assert [one.coding.display for one in first.conditions] == ["肺结节", "糖尿病"]
    assert first.conditions[0].onset is None
    assert first.observations[2].source.document == "检验.csv row 3"
    assert second.demographics.sex is Sex.FEMALE
    assert len({one.id for one in (*first.observations, *first.conditions)}) == 6


def test_swapped_units_and_impossible_values_are_refused_with_the_number_and_unit(table_of):
    result = made(table_of("id,fasting glucose (mmol/L)\n1,98\n2,-5\n3,5.4\n"))
    assert reasons(result) == [
        (2, "fasting glucose (mmol/L)", Reason.UNIT_SWAPPED),
        (3, "fasting glucose (mmol/L)", Reason.IMPLAUSIBLE),
    ]
    assert result.issues[0].detail == "98 mmol/L → mg/dL?"
    assert [len(one.observations) for one in result.records] == [0, 0, 1]


def test_text_in_a_column_of_numbers_is_refused_and_never_shown(table_of):
    table = table_of("id,g\n1,Zhang San\n2,5.4 Wang\n3,\n")
    result = made(table, mapping_of(id=ID, g=GLUCOSE))
    assert reasons(result) == [(2, "g", Reason.NOT_A_NUMBER), (3, "g", Reason.UNIT_UNKNOWN)]
    assert "Zhang" not in repr(result.issues)
    assert "Wang" not in repr(result.issues)


def test_a_limit_is_kept_as_text(table_of):
    result = made(table_of("id,g\n1,<0.6\n"), mapping_of(id=ID, g=GLUCOSE))
    (one,) = result.records[0].observations
    assert (one.value, one.text) == (None, "<0.6 mmol/L")
    assert result.issues[0].is_kept


def test_without_a_unit_nothing_is_computed_with(table_of):
    table = table_of("id,g\n1,5.4\n")
    unknown = mapping_of(id=ID, g=AnalyteTarget(analyte="glucose", unit=""))
    (one,) = made(table, unknown).records[0].observations
    assert (one.value, one.text, one.unit) == (None, "5.4", "")
    unasked = mapping_of(id=ID, g=AnalyteTarget(analyte="glucose"))
    assert [one.kind.value for one in open_questions(unasked, table)] == ["table.ask_unit"]
    assert made(table, unasked).records[0].observations == ()


def test_a_unit_in_the_cell_goes_before_that_of_the_column_and_is_told(table_of):
    table = table_of("id,g\n1,98 mg/dL\n2,5.4 mmHg\n")
    result = made(table, mapping_of(id=ID, g=GLUCOSE))
    (one,) = result.records[0].observations
    assert (one.value, one.unit) == (98.0, "mg/dL")
    assert [reason for _, _, reason in reasons(result)] == [Reason.UNIT_DIFFERS, Reason.UNIT_OTHER_KIND]


def test_the_code_fits_the_unit(table_of):
    table = table_of("id,chol_a,chol_b\n1,200,5.2\n")
    mapping = mapping_of(
        id=ID,
        chol_a=AnalyteTarget(analyte="cholesterol", unit="mg/dL"),
        chol_b=AnalyteTarget(analyte="cholesterol", unit="mmol/L"),
    )
    mass, molar = made(table, mapping).records[0].observations
    assert (mass.coding.code, molar.coding.code) == ("2093-3", "14647-2")


def test_numbers_for_sex_are_asked_and_never_guessed(table_of):
    table = table_of("id,sex\n1,1\n2,2\n3,F\n")
    mapping = suggest_mapping(table)
    (question,) = open_questions(mapping, table)
    assert (question.kind.value, question.detail) == ("table.ask_words", "1, 2")
    assert [one.demographics.sex for one in made(table, mapping).records] == [
        Sex.UNKNOWN,
        Sex.UNKNOWN,
        Sex.FEMALE,
    ]
    told = mapping_of(
        id=ID, sex=FieldTarget(field="demographics.sex", words={"1": "male", "2": "female", "f": "female"})
    )
    assert open_questions(told, table) == ()
    assert [one.demographics.sex for one in made(table, told).records] == [Sex.MALE, Sex.FEMALE, Sex.FEMALE]


def test_day_or_month_first_is_asked(table_of):
    table = table_of("id,date,glucose (mmol/L)\n1,03/04/2026,5.4\n")
    mapping = suggest_mapping(table)
    assert [one.kind.value for one in open_questions(mapping, table)] == ["table.ask_date_order"]
    result = made(table, mapping)
    assert reasons(result) == [(2, "date", Reason.DATE_AMBIGUOUS)]
    assert result.records[0].observations[0].taken_on is None
    for order, day in ((DateOrder.DAY_FIRST, date(2026, 4, 3)), (DateOrder.MONTH_FIRST, date(2026, 3, 4))):
        told = mapping_of(id=ID, date=DateTarget(date_order=order), **{"glucose (mmol/L)": GLUCOSE})
        assert made(table, told).records[0].observations[0].taken_on == day


def test_a_day_in_the_future_or_before_birth_is_not_used(table_of):
    text = "id,birth date,date,glucose (mmol/L)\n1,1990-01-01,2027-01-01,5\n2,1990-01-01,1980-01-01,5\n3,2030-01-01,,\n"
    result = made(table_of(text))
    assert [reason for _, _, reason in reasons(result)] == [
        Reason.DATE_FUTURE,
        Reason.DATE_BEFORE_BIRTH,
        Reason.DATE_FUTURE,
    ]
    assert [one.observations[0].taken_on for one in result.records[:2]] == [None, None]
    assert result.records[2].demographics.birth_date is None


def test_rows_of_one_number_with_two_names_make_no_patient(table_of):
    result = made(table_of("id,name,glucose (mmol/L)\n1,A B,5\n1,C D,6\n2,E F,5\n2,e  f,6\n"))
    assert [one.demographics.patient_id for one in result.records] == ["2"]
    assert {reason for _, _, reason in reasons(result)} == {Reason.IDENTITY_CONTRADICTION}
    assert "C D" not in repr(result.issues)


def test_what_changes_between_visits_is_taken_from_the_latest(table_of):
    text = "id,date,smoking,pack years\n1,2020-01-01,current,20\n1,2025-01-01,former,25\n"
    smoking = made(table_of(text)).records[0].smoking
    assert (smoking.status, smoking.pack_years) == (SmokingStatus.FORMER, 25)
    assert smoking.source.document == "labs.csv row 3"


def test_without_days_a_contradiction_stays_not_known(table_of):
    result = made(table_of("id,smoking\n1,current\n1,never\n"))
    assert result.records[0].smoking.status is None
    assert {reason for _, _, reason in reasons(result)} == {Reason.CONTRADICTION}


def test_pack_years_of_somebody_who_never_smoked(table_of):
    result = made(table_of("id,smoking,pack years\n1,never,20\n"))
    assert result.records[0].smoking.status is SmokingStatus.NEVER
    assert result.records[0].smoking.pack_years is None
    assert [reason for _, _, reason in reasons(result)] == [Reason.CONTRADICTION]


@pytest.mark.parametrize("number", ["1.10101E+17", "4.4E+15"])
def test_a_number_whose_digits_a_spreadsheet_lost_is_no_patient(table_of, number):
    result = made(table_of(f"id,glucose (mmol/L)\n{number},5\n"))
    assert result.patients == ()
    assert [reason for _, _, reason in reasons(result)] == [Reason.NO_PATIENT, Reason.ID_DIGITS_LOST]


def test_a_row_without_a_patient_is_told(table_of):
    result = made(table_of("id,glucose (mmol/L)\n,5\n1,6\n"))
    assert reasons(result) == [(2, "", Reason.NO_PATIENT)]


def test_the_same_value_of_the_same_day_twice_is_kept_once(table_of):
    text = "id,date,glucose (mmol/L)\n1,2026-01-01,5\n1,2026-01-01,5\n1,2026-01-01,6\n"
    result = made(table_of(text))
    assert [one.value for one in result.records[0].observations] == [5, 6]
    assert [(row, reason) for row, _, reason in reasons(result)] == [(3, Reason.DUPLICATE)]


def test_columns_of_yes_and_no(table_of):
    table = table_of("id,diabetes,emphysema\n1,1,yes\n2,0,no\n3,,\n")
    mapping = mapping_of(
        id=ID,
        diabetes=EntryTarget(entry=EntryKind.CONDITION, label="Diabetes", words={"1": "yes", "0": "no"}),
        emphysema=FieldTarget(field="emphysema", words={"yes": "yes", "no": "no"}),
    )
    first, second, third = made(table, mapping).records
    assert [one.coding.display for one in first.conditions] == ["Diabetes"]
    assert second.conditions == third.conditions == ()
    assert [one.emphysema.value for one in (first, second, third)] == [True, False, None]


def test_drugs_have_their_own_days(table_of):
    table = table_of("id,drug,start,stop\n1,metformin,2020-01-01,\n1,osimertinib,2021-02,2024-01-01\n")
    mapping = mapping_of(
        id=ID,
        drug=EntryTarget(entry=EntryKind.DRUG),
        start=DateTarget(of=DateUse.DRUG_START),
        stop=DateTarget(of=DateUse.DRUG_STOP),
    )
    metformin, osimertinib = made(table, mapping).records[0].medications
    assert (metformin.started, metformin.active) == (date(2020, 1, 1), None)
    assert (osimertinib.partial_date, osimertinib.stopped, osimertinib.active) == (
        "2021-02",
        date(2024, 1, 1),
        False,
    )


LONG = """patient id,code,test,value,unit,date,ref low,ref high
1,2345-7,Glucose,98,mg/dL,2026-01-01,70,100
1,,肌酐,70,umol/L,2026-01-01,,
1,,Something new,3,mg/L,2026-01-01,,
1,,Culture,no growth,,2026-01-01,,
1,,Glucose,5.4,blobs,2026-01-02,,
1,,Glucose,5.4,,2026-01-03,,
1,,,5,mg/L,2026-01-03,,
"""


def test_a_long_table_with_codes_names_and_units(table_of):
    table = table_of(LONG)
    mapping = suggest_mapping(table)
    assert mapping.layout.value == "long"
    assert open_questions(mapping, table) == ()
    result = made(table, mapping)
    shown = [(one.coding.display, one.value, one.unit, one.text) for one in result.records[0].observations]
    assert shown[0][1:] == (98.0, "mg/dL", "")
    assert result.records[0].observations[0].reference_high == 100
    assert shown[1][1:] == (70.0, "umol/L", "")
    assert shown[2] == ("Something new", 3.0, "mg/L", "")
    assert shown[3] == ("Culture", None, "", "no growth")
    assert shown[4][1:] == (None, "", "5.4 blobs")
    assert shown[5][1:] == (None, "", "5.4")
    assert [(row, reason) for row, _, reason in reasons(result)] == [
        (6, Reason.UNIT_UNKNOWN),
        (7, Reason.UNIT_UNKNOWN),
        (8, Reason.NO_NAME),
    ]


def test_names_of_a_long_table_can_be_left_out(table_of):
    table = table_of(LONG)
    mapping = suggest_mapping(table).model_copy(update={"names": {"glucose": "", "肌酐": "creatinine"}})
    names = [one.coding.display for one in made(table, mapping).records[0].observations]
    assert "Glucose" not in " ".join(names)
    assert "Creatinine" in names


@pytest.mark.parametrize(("grouping", "count"), [(Grouping.EVERY_ROW, 2), (Grouping.ONE_PATIENT, 1)])
def test_without_a_number_the_grouping_is_asked(table_of, grouping, count):
    table = table_of("glucose (mmol/L),note\n5,a\n6,b\n")
    mapping = suggest_mapping(table)
    assert [one.kind.value for one in open_questions(mapping, table)] == ["table.ask_grouping"]
    assert len(made(table, mapping.model_copy(update={"grouping": grouping})).patients) == count


def test_name_and_birth_date_together_tell_patients_apart(table_of):
    text = "name,birth date,glucose (mmol/L)\nA B,1950-01-01,5\na b,1950-01-01,6\nA B,1960-01-01,5\nC,,5\n"
    table = table_of(text)
    result = made(table)
    assert [len(one.observations) for one in result.records] == [2, 1]
    assert reasons(result) == [(5, "", Reason.NO_PATIENT)]


def test_height_in_metres_and_age_with_its_unit(table_of):
    table = table_of("id,身高 m,体重(kg),年龄\n1,1.72,68,65岁\n2,172,680,8月\n")
    result = made(table)
    assert result.records[0].demographics.height_cm == pytest.approx(172)
    assert result.records[0].demographics.age_years == 65
    assert {(column, reason) for _, column, reason in reasons(result)} == {
        ("身高 m", Reason.IMPLAUSIBLE),
        ("体重(kg)", Reason.IMPLAUSIBLE),
        ("年龄", Reason.UNIT_UNKNOWN),
    }


def test_no_question_is_open_for_a_mapping_made_for_another_header(table_of):
    mapping = suggest_mapping(table_of("id,glucose (mmol/L)\n1,5\n"))
    other = table_of("id,x\n1,5\n")
    assert [one.kind.value for one in open_questions(mapping, other)] == ["table.ask_absent_column"]
