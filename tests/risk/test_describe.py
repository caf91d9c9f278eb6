"""The documents about the models, and the page that is made of them."""

import json

import pytest

from pmdesk.core.paths import resources_dir
from pmdesk.risk.describe import describe, document_json, document_schema_text, list_json, list_markdown
from pmdesk.risk.learned.catalog import learned_packages
from pmdesk.risk.tables import COLUMN_MODELS
from tests.helpers.repository import REPOSITORY

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
    assert document.grade in (("",) if model in LEARNED else ("A", "B", "C"))
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
