import json

import pytest

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.risk.equations import ALL_MODELS, model_by_id
from pmdesk.risk.equations.lung_rads import CATEGORIES
from pmdesk.risk.knowledge import FollowUpTable, RiskTable, follow_up_table, read_table, risk_table
from pmdesk.risk.model import InputKind

# Identifiers that were resolved; any other one is left out of the tables.
RESOLVED_DOIS = {"10.1056/NEJMoa1214726", "10.1016/j.chest.2023.10.028", "10.1148/radiol.2017161659"}


def test_every_model_has_words_for_itself_its_inputs_and_its_choices():
    assert {model.id for model in ALL_MODELS} == set(risk_table().models)
    for model in ALL_MODELS:
        assert model.words.evidence
        for spec in model.inputs:
            assert spec.label.en
            for choice in spec.choices if spec.kind is InputKind.CHOICE else ():
                assert spec.choice_label(choice).zh


def test_every_lung_rads_category_has_words():
    assert set(follow_up_table().lung_rads_v2022) == set(CATEGORIES)


def test_only_resolved_identifiers_are_shown():
    sources = [source for model in ALL_MODELS for source in model.words.evidence]
    assert {source.doi for source in sources if source.doi} <= RESOLVED_DOIS
    assert not any(source.pmid for source in sources)


def test_the_named_fields_of_both_languages_are_the_same():
    from string import Formatter

    for text in risk_table().reasons.values():
        fields = [
            {name for _, name, _, _ in Formatter().parse(words) if name} for words in (text.en, text.zh)
        ]
        assert fields[0] == fields[1]


def test_a_model_is_found_by_its_id():
    assert model_by_id("brock") is ALL_MODELS[0]
    assert model_by_id("unheard-of") is None


@pytest.mark.parametrize("content", ["", "{", json.dumps({"schema_version": 1})])
def test_a_broken_table_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "risk_models.json"
    path.write_text(content)
    with pytest.raises(FailedError) as caught:
        read_table(path, RiskTable)
    assert caught.value.code is ErrorCode.KNOWLEDGE_INVALID
    assert caught.value.params["path"] == str(path)


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FailedError):
        read_table(tmp_path / "none.json", FollowUpTable)
