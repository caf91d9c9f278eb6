"""The table from record to inputs: complete, and in words that exist."""

import pytest
from pydantic import ValidationError

from pmdesk.core.analytes import analyte
from pmdesk.records.editing import field_of
from pmdesk.risk.input_table import OUTSIDE, InputTable, SourceKind, input_table
from pmdesk.risk.knowledge import risk_table
from pmdesk.risk.model import InputKind
from pmdesk.risk.tables import COLUMN_MODELS, column_model

TABLE = input_table()
OF_NODULES_OR_PLAIN_SUMS = {
    "brock", "mayo", "herder", "va-gould", "lung-rads-v2022", "fleischner2017", "bts2015", "nelson", "vdt",
    "tnm-t-by-size", "a1c-units", "sphere-volume",
}  # fmt: skip
MODELS = [column_model(model_id) for model_id in TABLE.models]


def test_every_published_model_is_for_a_patient_or_for_a_nodule():
    assert {model.id for model in COLUMN_MODELS} == set(TABLE.models) | OF_NODULES_OR_PLAIN_SUMS


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_results_and_references_name_columns_and_inputs_of_the_model(model):
    use = TABLE.models[model.id]
    names = {spec.name for spec in model.inputs}
    columns = [use.main.column] if use.main else []
    columns += [
        figure.column for figure in use.figures if not use.horizon or figure.column != use.horizon.figure
    ]
    columns += [use.category] if use.category else []
    assert set(columns) <= set(model.outputs)
    assert set(use.answered) | set(use.same_day) | set(use.quiet) <= names
    assert all(reason in risk_table().reasons for reason in use.notes)
    if use.reference is not None:
        assert set(use.reference.values) <= names
        for name, value in use.reference.values.items():
            model.input(name).check(value, model.id)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_every_word_that_a_fact_is_translated_into_is_one_of_the_model(model):
    for spec in model.inputs:
        source = TABLE.source_of(model.id, spec.name)
        for value in (source.values or {}).values() if source else ():
            if value == OUTSIDE:
                continue
            if spec.kind is InputKind.CHOICE:
                assert value in spec.choices, (spec.name, value)
            else:
                assert isinstance(value, bool), (spec.name, value)
        if source and source.values:
            assert all(key == key.casefold() for key in source.values)


@pytest.mark.parametrize("name", TABLE.facts)
def test_every_source_of_a_fact_exists(name):
    fact = TABLE.facts[name]
    if fact.fill:
        field_of(fact.fill)
    for source in fact.sources:
        match source.kind:
            case SourceKind.ANALYTE | SourceKind.ANALYTE_ABOVE:
                analyte(source.name)
            case SourceKind.CONDITION | SourceKind.FAMILY | SourceKind.ONSET_AGE | SourceKind.TNM:
                assert source.name in TABLE.codes
            case SourceKind.PROCEDURE:
                assert source.name in TABLE.procedures
            case SourceKind.DRUG:
                assert source.name in TABLE.drugs
        assert not source.note or source.note in risk_table().reasons


def test_gates_have_words_in_both_languages():
    for use in TABLE.models.values():
        for gate in use.gates:
            assert gate.fact in risk_table().inputs
            assert gate.reason in risk_table().reasons
            assert not gate.unknown or gate.unknown in risk_table().reasons


@pytest.mark.parametrize("model_id", ["bp-category", "phq9", "gad7", "who5"])
def test_what_the_fact_list_grades_d_says_so(model_id):
    assert column_model(model_id).grade == "D"
    assert column_model(model_id).unverified_words is not None


def test_no_diagnosis_code_stands_in_two_places_of_one_set():
    for codes in (*TABLE.codes.values(), *TABLE.procedures.values()):
        assert len(codes.snomed) == len(set(codes.snomed))
        assert all(code.isdigit() for code in codes.snomed)


def test_a_table_that_asks_for_an_unknown_fact_is_refused():
    broken = TABLE.model_dump(by_alias=True)
    broken["inputs"]["age"] = {"fact": "no such fact"}
    with pytest.raises(ValidationError, match="no such fact"):
        InputTable.model_validate(broken)


def test_a_model_without_any_result_is_refused():
    broken = TABLE.model_dump(by_alias=True)
    broken["models"]["mifflin"]["main"] = None
    with pytest.raises(ValidationError, match="neither"):
        InputTable.model_validate(broken)
