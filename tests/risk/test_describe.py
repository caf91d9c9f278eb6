"""The documents about the models, and the page that is made of them."""

import json

import pytest

from pmdesk.core.paths import resources_dir
from pmdesk.risk.describe import describe, document_json, document_schema_text, list_json, list_markdown
from pmdesk.risk.learned.catalog import learned_packages
from pmdesk.risk.tables import COLUMN_MODELS, column_model
from tests.helpers.repository import REPOSITORY

UNVERIFIED = {"bp-category", "phq9", "gad7", "who5", "tnm9"}
"""Graded D by the fact list, wholly or (TNM 9) in two cells."""
LEARNED = tuple(package.columns() for package in learned_packages(REPOSITORY / "models"))


def test_the_schema_in_resources_is_that_of_the_code():
    path = resources_dir() / "schemas" / "risk-model-1.json"
    assert path.read_text(encoding="utf-8") == document_schema_text()


def test_the_page_in_docs_is_what_the_command_prints():
    """`pmdesk risk list --markdown > docs/risk-tables.md` after a change."""
    page = (REPOSITORY / "docs" / "risk-tables.md").read_text(encoding="utf-8")
    assert page == list_markdown((*COLUMN_MODELS, *LEARNED))


@pytest.mark.parametrize("model", [*COLUMN_MODELS, *LEARNED], ids=lambda model: model.id)
def test_every_model_says_what_it_takes_where_it_comes_from_and_for_whom_it_is(model):
    document = describe(model)
    assert document.sources
    assert document.not_for
    assert document.grade in (("",) if model in LEARNED else ("A", "B", "C", "D"))
    assert (document.unverified is not None) == (model.id in UNVERIFIED)
    assert document.population.zh
    for one in document.inputs:
        assert one.label.zh
        assert one.kind != "choice" or one.choices
        assert one.minimum is None or one.maximum is None or one.minimum <= one.maximum
    written = json.loads(document_json(model))
    assert written["id"] == model.id
    assert [spec.name for spec in model.inputs] == [one["name"] for one in written["inputs"]]


@pytest.mark.parametrize("model", LEARNED, ids=lambda model: model.id)
def test_a_learned_model_says_what_it_was_trained_on_and_how_well_it_does(model):
    learned = describe(model).learned
    assert learned.training.licence
    assert learned.training.patients > 200
    assert any(one.ci95 is not None and one.n and one.command for one in learned.evaluation)
    assert learned.always_said
    assert learned.interval


def test_a_published_model_is_not_a_learned_one():
    assert all(describe(model).learned is None for model in COLUMN_MODELS)


def test_the_list_names_them_all():
    assert [one["id"] for one in json.loads(list_json())["models"]] == [model.id for model in COLUMN_MODELS]


def test_levels_and_codes_are_said_in_words():
    """Education is a number from 1 to 6 in a table and words everywhere else; 99 means "not known"."""
    inputs = {one.name: one for one in describe(column_model("plcom2012")).inputs}
    education = inputs["education"]
    assert [one.value for one in education.choices] == ["1", "2", "3", "4", "5", "6"]
    assert education.choices[0].label.en == "less than high school"
    assert education.choices[5].label.zh == "研究生"
    assert (education.label.en, education.minimum, education.maximum) == ("Education", 1, 6)
    assert inputs["quit"].hint.en == "0 when smoking now"
    assert "(" not in inputs["quit"].label.en
    biopsies = next(one for one in describe(column_model("bcrat")).inputs if one.name == "N_Biop")
    assert biopsies.hint.en == "99: not known"
    assert column_model("bcrat").input("N_Biop").value_words(99.0).zh == "不详"
    assert column_model("bcrat").input("N_Biop").value_words(2.0) is None


def test_no_outcome_is_said_in_code():
    for model in (*COLUMN_MODELS, *LEARNED):
        assert "1 or 0" not in describe(model).outcome.en
        assert "1 或 0" not in describe(model).outcome.zh
