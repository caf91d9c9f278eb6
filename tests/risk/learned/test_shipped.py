"""The four packages that come with the product: sound, measured, honest, and made by the command in their cards."""

import csv
import io
import zipfile

import numpy as np
import pytest

from pmdesk.risk.learned.build import build
from pmdesk.risk.learned.catalog import verify_learned
from pmdesk.risk.learned.cleaning import clean_table
from pmdesk.risk.learned.manifest import read_learned_manifest
from pmdesk.risk.learned.measuring import MISSING_INPUTS
from pmdesk.risk.learned.metrics import auc, plain
from pmdesk.risk.learned.package import load_learned, read_cells
from pmdesk.risk.learned.penalised_logistic import final_model, nested_scores
from pmdesk.risk.learned.recipe import SHIPPED, read_recipe
from pmdesk.risk.learned.sources import read_source
from tests.helpers.shared_data import shared_data
from tests.risk.learned.packages import SHIPPED_MODELS


def figure(manifest, metric, subgroup=""):
    return next(one for one in manifest.evaluation if one.metric == metric and one.subgroup == subgroup)


def tables_folder():
    return shared_data("tables/uci-cleveland.zip").parent


def test_all_four_pass_every_check():
    assert dict(verify_learned(SHIPPED_MODELS)) == dict.fromkeys(sorted(SHIPPED))


@pytest.mark.parametrize("name", SHIPPED)
def test_words_columns_and_gates_are_those_of_the_recipe(name):
    manifest, recipe = read_learned_manifest(SHIPPED_MODELS / name), read_recipe(name)
    assert manifest.purpose == recipe.purpose
    assert manifest.data == recipe.data
    assert (manifest.gates, manifest.max_missing) == (recipe.gates, recipe.max_missing)
    assert (manifest.record, manifest.shown_with) == (recipe.record, recipe.shown_with)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_card_says_source_licence_n_limits_and_what_it_is_not_for(name):
    manifest = read_learned_manifest(SHIPPED_MODELS / name)
    card = (SHIPPED_MODELS / name / "MODEL_CARD.md").read_text(encoding="utf-8")
    licence = (SHIPPED_MODELS / name / "DATA_LICENSE").read_text(encoding="utf-8")
    for said in (
        manifest.training.citation,
        manifest.training.licence,
        f"python -m pmdesk.risk.learned.build {name}",
        "not a cleared medical device",
        "o external validation",
        "### Subgroups",
        *(text.en for text in manifest.purpose.not_for),
        *(text.en for text in manifest.purpose.always_said),
    ):
        assert said in card, said
    assert "No row of the data is in this package" in licence or "no row of them" in licence
    for one in manifest.evaluation:
        assert one.n > 0
        assert one.split
        assert one.ci95 is None or one.ci95[0] <= one.value <= one.ci95[1]
        if one.metric in ("auc", "concordance"):
            assert f"{one.value:.3f}" in card


def test_the_heart_model_keeps_its_rank_when_what_other_hospitals_lack_is_blanked():
    manifest = read_learned_manifest(SHIPPED_MODELS / "heart-disease-cleveland")
    assert figure(manifest, "auc").value > 0.90
    blanked = [one for one in manifest.evaluation if one.subgroup.startswith(MISSING_INPUTS)]
    assert {one.subgroup for one in blanked}
    assert all(one.value > 0.82 for one in blanked if one.metric == "auc")
    assert all(0.8 < one.value < 1.3 for one in blanked if one.metric == "calibration_slope")


def test_groups_that_are_too_small_have_counts_and_no_figures():
    manifest = read_learned_manifest(SHIPPED_MODELS / "breast-mass-wdbc")
    small = [one for one in manifest.evaluation if one.subgroup.endswith("under 12")]
    assert [one.metric for one in small] == ["events"]
    card = (SHIPPED_MODELS / "breast-mass-wdbc" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "too small to say" in card


@pytest.mark.parametrize("name", SHIPPED)
def test_no_row_of_the_training_data_is_in_a_package(name):
    if name != "breast-mass-wdbc":
        tables_folder()
    recipe = read_recipe(name)
    source = read_source(recipe, None if name == "breast-mass-wdbc" else tables_folder())
    names = [column.name for column in recipe.data.columns]
    real = set(zip(*(map(number, source.columns[one]) for one in names), strict=True))
    for file in ("background.csv", "golden/input.csv"):
        made = read_cells(SHIPPED_MODELS / name / file)
        rows = set(zip(*(map(number, made[one]) for one in names), strict=True))
        if len(names) > 3:
            assert not rows & real
        else:
            # age, sex and one rating: combinations that several patients have are nobody's row
            assert len(names) == 3


def number(cell):
    try:
        return float(cell)
    except ValueError:
        return cell


@pytest.mark.parametrize("name", ["heart-disease-cleveland", "diabetes-pima"])
def test_training_again_gives_the_shipped_coefficients(name):
    recipe = read_recipe(name)
    table = clean_table(read_source(recipe, tables_folder()), recipe.data)
    made, _ = final_model(table, recipe.patterns)
    shipped = load_learned(SHIPPED_MODELS / name).estimator.pipeline
    assert made[-1].coef_ == pytest.approx(shipped[-1].coef_, abs=1e-6)


@pytest.mark.slow
def test_the_command_of_the_card_builds_the_package(tmp_path):
    made = build(read_recipe("diabetes-pima"), tables_folder(), tmp_path, repeats=1, draws=20)
    shipped = read_learned_manifest(SHIPPED_MODELS / "diabetes-pima")
    assert made.manifest.seen == shipped.seen
    assert [one.metric for one in made.manifest.evaluation] == [one.metric for one in shipped.evaluation]


def test_patients_that_a_fold_tests_on_were_not_trained_on():
    """Scores of nested cross-validation on an outcome drawn at random know nothing."""
    recipe = read_recipe("heart-disease-cleveland")
    table = clean_table(read_source(recipe, tables_folder()), recipe.data)
    random = np.random.default_rng(4).permutation(table.outcome)
    scores = nested_scores(type(table)(**vars(table) | {"outcome": random}), (), repeats=1)
    assert 0.38 < plain(auc)(random, scores.scores[""][0]) < 0.62


def test_the_recoded_copy_of_the_cleveland_table_is_not_what_is_read():
    recipe = read_recipe("heart-disease-cleveland")
    table = clean_table(read_source(recipe, tables_folder()), recipe.data)
    assert (table.rows, table.events) == (303, 139)
    with zipfile.ZipFile(tables_folder() / "uci-cleveland.zip") as archive:
        text = archive.read("processed.cleveland.data").decode()
    targets = [row["target"] for row in csv.DictReader(io.StringIO(text))]
    assert sum(target != "0" for target in targets) == 139
