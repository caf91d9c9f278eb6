import json

import pytest

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.knowledge_file import read_knowledge
from pmdesk.risk.equations import ALL_MODELS, model_by_id
from pmdesk.risk.equations.lung_rads import CATEGORIES
from pmdesk.risk.knowledge import (
    FollowUpTable,
    RiskTable,
    follow_up_table,
    merged_tables,
    risk_table,
)
from pmdesk.risk.model import InputKind
from pmdesk.risk.polygenic import CORONARY_WITH_POLYGENIC
from pmdesk.risk.tables import COLUMN_MODELS

# Identifiers that were resolved; any other one is left out of the tables.
RESOLVED_DOIS = {
    "10.1161/CIRCULATIONAHA.123.067626",
    "10.1161/01.cir.0000437741.48606.98",
    "10.1056/NEJMoa1214726",
    "10.1016/j.chest.2023.10.028",
    "10.1148/radiol.2017161659",
    "10.1038/s41523-024-00612-y",
    "10.1038/bjc.1982.62",
    "10.1186/1471-2407-14-908",
}


def test_every_model_has_words_for_itself_its_inputs_and_its_choices():
    models = (*COLUMN_MODELS, CORONARY_WITH_POLYGENIC)
    assert {model.id for model in models} == set(risk_table().models)
    for model in models:
        assert model.words.evidence
        for spec in model.inputs:
            assert spec.label.en
            for choice in spec.choices if spec.kind is InputKind.CHOICE else ():
                assert spec.choice_label(choice).zh


def test_every_lung_rads_category_has_words():
    assert set(follow_up_table().lung_rads_v2022) == set(CATEGORIES)


def test_only_resolved_identifiers_are_shown():
    sources = [source for model in COLUMN_MODELS for source in model.words.evidence]
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
        read_knowledge(path, RiskTable)
    assert caught.value.code is ErrorCode.KNOWLEDGE_INVALID
    assert caught.value.params["path"] == str(path)


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FailedError):
        read_knowledge(tmp_path / "none.json", FollowUpTable)


MAIN = {"schema_version": 1, "as_of": "2026-01-01", "inputs": {}, "models": {}, "reasons": {}}
YES = {"en": "yes", "zh": "是"}
NO = {"en": "no", "zh": "否"}


def merged(tmp_path, *contents: dict[str, object]) -> RiskTable:
    paths = [tmp_path / f"{number}.json" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_text(json.dumps(content), encoding="utf-8")
    return merged_tables(paths[0], paths[1:])


def test_files_of_the_folder_are_put_together_and_choices_of_one_input_are_joined(tmp_path):
    table = merged(
        tmp_path,
        MAIN | {"inputs": {"a": {"label": YES, "choices": {"x": YES}}}},
        {"inputs": {"a": {"label": YES, "choices": {"x": YES, "y": NO}}, "b": {"label": NO}}},
        {"reasons": {"why": NO}},
    )
    assert set(table.inputs) == {"a", "b"}
    assert set(table.inputs["a"].choices) == {"x", "y"}
    assert table.reasons["why"].zh == "否"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"inputs": {"a": {"label": YES}}}, {"inputs": {"a": {"label": NO}}}),
        (
            {"inputs": {"a": {"label": YES, "choices": {"x": YES}}}},
            {"inputs": {"a": {"label": YES, "choices": {"x": NO}}}},
        ),
        ({"reasons": {"why": YES}}, {"reasons": {"why": YES}}),
    ],
)
def test_files_that_contradict_each_other_are_refused_by_name(tmp_path, one, other):
    with pytest.raises(FailedError) as caught:
        merged(tmp_path, MAIN, one, other)
    assert caught.value.code is ErrorCode.KNOWLEDGE_INVALID
    assert caught.value.params["path"].endswith("2.json")
