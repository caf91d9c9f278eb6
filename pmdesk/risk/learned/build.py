"""Make a shipped package: ``python -m pmdesk.risk.learned.build heart-disease-cleveland --data DIR --out models``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pmdesk.core.errors import PmdeskError
from pmdesk.core.model_package import Golden, TrainingData
from pmdesk.risk.learned.card import model_card
from pmdesk.risk.learned.cleaning import CleanTable, clean_inputs, clean_table
from pmdesk.risk.learned.columns import Algorithm, ColumnKind, TableTask
from pmdesk.risk.learned.explanation import feature_origins
from pmdesk.risk.learned.made_up_rows import BACKGROUND_ROWS, golden_rows, made_up_rows
from pmdesk.risk.learned.manifest import (
    GOLDEN_INPUT,
    GOLDEN_OUTPUT,
    ClassificationManifest,
    DecisionThreshold,
    LearnedManifest,
    LinearTerms,
    ModelDefinition,
    SurvivalManifest,
)
from pmdesk.risk.learned.measuring import DRAWS as FIGURE_DRAWS
from pmdesk.risk.learned.measuring import Measured, classification_figures
from pmdesk.risk.learned.metrics import Floats
from pmdesk.risk.learned.package import LoadedLearned, PackageContent, write_package
from pmdesk.risk.learned.penalised_logistic import (
    OUTER_FOLDS,
    REPEATS,
    bootstrap_coefficients,
    final_model,
    nested_scores,
)
from pmdesk.risk.learned.reading import CohortTable
from pmdesk.risk.learned.recipe import SHIPPED, ArchiveSource, Recipe, read_recipe
from pmdesk.risk.learned.settings import ThresholdRule, TrainingSettings
from pmdesk.risk.learned.sources import read_source
from pmdesk.risk.learned.thresholds import choose_threshold

DRAWS = 200


def build(
    recipe: Recipe, data: Path | None, out: Path, repeats: int = REPEATS, draws: int = FIGURE_DRAWS
) -> LoadedLearned:
    """Train, measure and write the package ``out/<id>``.

    Parameters
    ----------
    data
        Folder of the archives (`pmdesk.risk.learned.sources.read_source`).
    repeats, draws
        Of the cross-validation, and of the bootstrap for the intervals of the figures.
    """
    source = read_source(recipe, data)
    table = clean_table(source, recipe.data)
    if recipe.data.task is TableTask.SURVIVAL:
        manifest, content = _survival(recipe, source, table)
    else:
        manifest, content = _classification(recipe, table, repeats, draws)
    return write_package(out / recipe.id, manifest, content)


def command_of(recipe: Recipe) -> str:
    data = " --data DIR" if isinstance(recipe.source, ArchiveSource) else ""
    return f"python -m pmdesk.risk.learned.build {recipe.id}{data} --out models"


def _classification(
    recipe: Recipe, table: CleanTable, repeats: int, draws: int
) -> tuple[LearnedManifest, PackageContent]:
    nested = nested_scores(table, recipe.patterns, repeats)
    split = f"nested {OUTER_FOLDS}-fold cross-validation by patient, {repeats} repeats"
    evaluation = classification_figures(
        table, nested.scores, recipe.subgroups, Measured(split, command_of(recipe)), draws
    )
    pipeline, penalty = final_model(table, recipe.patterns)
    background = made_up_rows(table, BACKGROUND_ROWS, seed=1)
    frame = clean_inputs(background, recipe.data).frame
    manifest = ClassificationManifest(
        **_shared(recipe, table, split),
        task=TableTask.CLASSIFICATION,
        evaluation=evaluation,
        algorithm=Algorithm.LOGISTIC,
        explanation=LinearTerms(method="linear-terms", feature_columns=feature_origins(pipeline[:-1], frame)),
        interval=(
            f"95 % of {DRAWS} refits of the coefficients on bootstrap samples of the training patients, with what the "
            "known inputs leave open of the others drawn as well; it says nothing of other hospitals"
        ),
        threshold=_threshold(table, nested.scores[""]),
    )
    chosen = ", ".join(
        f"{value:g} ({nested.penalties.count(value)})" for value in sorted(set(nested.penalties))
    )
    details = (
        f"Penalty of the final fit: C = {penalty:g}; in the outer folds the inner ones chose {chosen}.",
        f"`p_low` and `p_high`: {manifest.interval}.",
        f"Threshold named with the model: {manifest.threshold.value:.3f} (largest Youden index over the out-of-fold "
        "probabilities); it serves to state sensitivity and specificity elsewhere, and is no advice to treat."
        if manifest.threshold
        else "",
    )
    content = PackageContent(
        pipeline,
        background,
        golden_rows(table, [(), *(pattern.columns for pattern in recipe.patterns)]),
        model_card(manifest, recipe.card, details),
        _licence(recipe),
        bootstrap_coefficients(table, pipeline),
    )
    return manifest, content


def _threshold(table: CleanTable, scores: Floats) -> DecisionThreshold:
    """Youden's, on the mean out-of-fold probability of the rows as they are."""
    settings = TrainingSettings(threshold_rule=ThresholdRule.YOUDEN)
    value = choose_threshold(table.outcome, np.asarray(scores.mean(axis=0), dtype=np.float64), settings)
    return DecisionThreshold(value=value, rule=ThresholdRule.YOUDEN)


def _survival(
    recipe: Recipe, source: CohortTable, table: CleanTable
) -> tuple[LearnedManifest, PackageContent]:
    from sklearn.pipeline import Pipeline

    from pmdesk.risk.learned.conditional_means import CategoryDummies
    from pmdesk.risk.learned.survival_measuring import FollowUp, fitted, survival_figures

    prepare = CategoryDummies([list(column.categories) for column in recipe.data.columns])
    features = prepare.fit(table.frame).transform(table.frame)
    lines = {line: place for place, line in enumerate(source.lines)}
    days = [float(source.columns[recipe.data.time][lines[line]]) for line in table.lines.tolist()]
    data = FollowUp(features, np.asarray(days), table.outcome.astype(np.float64))
    split = "5-fold cross-validation, 10 repeats"
    evaluation = survival_figures(data, table, recipe, Measured(split, command_of(recipe)))
    model = fitted(data, DRAWS)
    manifest = SurvivalManifest(
        **_shared(recipe, table, split),
        task=TableTask.SURVIVAL,
        evaluation=evaluation,
        times=recipe.times,
        interval=f"95 % of {DRAWS} refits on bootstrap samples of the patients",
    )
    names = prepare.get_feature_names_out().tolist()
    ratios = np.exp(model.coefficients_)
    low, high = np.exp(np.quantile(model.draw_coefficients_, [0.025, 0.975], axis=0))
    details = (
        "Hazard ratios with the middle 95 % of the refits: "
        + ", ".join(
            f"`{name}` {ratio:.2f} ({a:.2f} to {b:.2f})"
            for name, ratio, a, b in zip(names, ratios, low, high, strict=True)
        )
        + f". The last death is at {model.times_[-1]:g} days; nothing is given beyond.",
    )
    content = PackageContent(
        Pipeline([("encode", prepare), ("model", model)]),
        made_up_rows(table, BACKGROUND_ROWS, seed=1),
        golden_rows(table, ()),
        model_card(manifest, recipe.card, details),
        _licence(recipe),
    )
    return manifest, content


def _shared(recipe: Recipe, table: CleanTable, split: str) -> dict[str, object]:
    numbers = [column.name for column in recipe.data.columns if column.kind is ColumnKind.NUMBER]
    return {
        "schema_version": 1,
        **{name: getattr(recipe, name) for name in ModelDefinition.model_fields},
        "seen": {name: (float(table.frame[name].min()), float(table.frame[name].max())) for name in numbers},
        "model": "model.skops",
        "libraries": {},
        "training": TrainingData(
            name=recipe.training.name,
            licence=recipe.training.licence,
            citation=recipe.training.citation,
            patients=len(np.unique(table.patients)),
            population=recipe.training.population,
            split=split,
        ),
        "evidence": recipe.evidence,
        "golden": Golden(input=GOLDEN_INPUT, output=GOLDEN_OUTPUT, max_difference=1e-6),
        "files": {},
    }


def _licence(recipe: Recipe) -> str:
    return "\n\n".join(recipe.training.notice) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m pmdesk.risk.learned.build", description=__doc__)
    parser.add_argument("models", nargs="+", choices=SHIPPED, metavar="ID", help=", ".join(SHIPPED))
    parser.add_argument("--data", type=Path, help="Folder with uci-cleveland.zip and rdatasets.zip.")
    parser.add_argument("--out", type=Path, required=True, help="Folder of packages.")
    parser.add_argument("--repeats", type=int, default=REPEATS, help="Of the cross-validation.")
    given = parser.parse_args(arguments)
    for model_id in given.models:
        try:
            made = build(read_recipe(model_id), given.data, given.out, given.repeats)
        except PmdeskError as error:
            sys.stderr.write(f"{error}\n")
            return error.exit_code
        sys.stdout.write(f"{made.folder}\n")
        for one in made.manifest.evaluation:
            limits = "" if one.ci95 is None else f" ({one.ci95[0]:.3f} to {one.ci95[1]:.3f})"
            sys.stdout.write(
                f"  {one.subgroup or 'all'}: {one.metric} {one.value:.3f}{limits}, n = {one.n}\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
