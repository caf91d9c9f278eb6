"""A model that was trained here, as a package: what the person who trained it says of it, and what was measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np

from pmdesk.core.model_package import Evaluation, Golden, TrainingData
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.learned.card import model_card
from pmdesk.risk.learned.cleaning import clean_inputs
from pmdesk.risk.learned.columns import Algorithm, ColumnKind, DataDictionary, TableTask
from pmdesk.risk.learned.documents import Figure, TrainingDocument
from pmdesk.risk.learned.explanation import feature_origins, linear_form
from pmdesk.risk.learned.made_up_rows import BACKGROUND_ROWS, golden_rows, made_up_rows
from pmdesk.risk.learned.manifest import (
    GOLDEN_INPUT,
    GOLDEN_OUTPUT,
    ClassificationManifest,
    DecisionThreshold,
    LinearTerms,
    ModelPurpose,
    ShapleyValues,
)
from pmdesk.risk.learned.measuring import PRINTED
from pmdesk.risk.learned.package import LoadedLearned, PackageContent, write_package
from pmdesk.risk.learned.recipe import CardText
from pmdesk.risk.learned.settings import ThresholdRule
from pmdesk.risk.learned.training import TrainingResult

SUPPORT_VECTORS = (
    "**A support vector machine is made of rows of its training table, scaled: model.skops holds values of patients. "
    "Treat the package as you treat the table.**"
)
MOST_MISSING = 0.5
"""Share of the inputs that may be unknown in use."""


@dataclass(frozen=True, slots=True)
class PackageWords:
    """What only the person who trained the model knows; each text is taken for both languages.

    Parameters
    ----------
    id
        Name of the package and of its folder: lower case letters, digits, dots and hyphens.
    licence, citation
        Of the data; "not stated" where there is none.
    """

    id: str
    title: str
    outcome: str
    population: str
    intended_use: str
    not_for: tuple[str, ...]
    licence: str = "not stated"
    citation: str = "not stated"
    field: Literal["lung", "cardiovascular", "diabetes", "breast", "general"] = "general"
    version: str = "0.1.0"


def save_training(result: TrainingResult, words: PackageWords, models: Path, day: date) -> LoadedLearned:
    """Write the package ``models/<id>`` of a training, and load it again with every check.

    Raises
    ------
    FailedError
        What was written does not pass the checks of loading, or the folder cannot be written.
    """
    manifest, content = training_package(result, words, day)
    return write_package(models / words.id, manifest, content)


def training_package(
    result: TrainingResult, words: PackageWords, day: date
) -> tuple[ClassificationManifest, PackageContent]:
    """Manifest and content of a training; no row goes into either, save into a support vector machine."""
    document, cleaned = result.document, result.cleaned
    dictionary = _levelled(document)
    background = made_up_rows(cleaned, BACKGROUND_ROWS, seed=1)
    frame = clean_inputs(background, dictionary).frame
    form = linear_form(result.final.model)
    linear = form is not None
    explanation = (
        LinearTerms(method="linear-terms", feature_columns=feature_origins(result.final.pipeline[:-1], frame))
        if linear
        else ShapleyValues(method="shapley-values")
    )
    split = _split(document)
    manifest = ClassificationManifest(
        schema_version=1,
        id=words.id,
        version=words.version,
        task=TableTask.CLASSIFICATION,
        purpose=_purpose(words),
        data=dictionary,
        max_missing=int(MOST_MISSING * len(dictionary.columns)),
        seen=_seen(document),
        model="model.skops",
        libraries={},
        training=TrainingData(
            name=document.table.name,
            licence=words.licence,
            citation=words.citation,
            patients=document.population.patients,
            population=_both(words.population),
            split=split,
        ),
        evaluation=tuple(_evaluations(document, split)),
        evidence=(),
        golden=Golden(input=GOLDEN_INPUT, output=GOLDEN_OUTPUT, max_difference=1e-6),
        files={},
        algorithm=document.choice.chosen,
        explanation=explanation,
        threshold=_threshold(document),
    )
    card = model_card(manifest, _card_text(document), (f"Trained here on {day.isoformat()}.",))
    licence = f"Trained on {document.table.name}. Licence of the data: {words.licence}. {words.citation}\n"
    optional = [column.name for column in dictionary.columns if not column.required]
    content = PackageContent(
        result.final.model, background, golden_rows(cleaned, [(), optional[:1]]), card, licence
    )
    return manifest, content


def _threshold(document: TrainingDocument) -> DecisionThreshold | None:
    found = document.threshold
    if not 0 < found.value < 1:
        return None
    target = found.target if found.rule is ThresholdRule.SENSITIVITY else None
    return DecisionThreshold(value=found.value, rule=found.rule, target=target)


def _both(text: str) -> LocalizedText:
    return LocalizedText(en=text, zh=text)


def _purpose(words: PackageWords) -> ModelPurpose:
    return ModelPurpose(
        title=_both(words.title),
        outcome=_both(words.outcome),
        population=_both(words.population),
        intended_use=_both(words.intended_use),
        not_for=tuple(_both(text) for text in words.not_for),
        field=words.field,
    )


def _levelled(document: TrainingDocument) -> DataDictionary:
    """The dictionary with the levels that a category had, where it named none: others were not seen."""
    counts = {summary.name: tuple(sorted(summary.counts)) for summary in document.population.columns}
    columns = tuple(
        column.model_copy(update={"categories": column.categories or counts[column.name]})
        if column.kind is ColumnKind.CATEGORY
        else column
        for column in document.dictionary.columns
    )
    return document.dictionary.model_copy(update={"columns": columns})


def _seen(document: TrainingDocument) -> dict[str, tuple[float, float]]:
    return {
        summary.name: (summary.quantiles[0], summary.quantiles[-1])
        for summary in document.population.columns
        if summary.kind is ColumnKind.NUMBER and summary.quantiles is not None
    }


def _split(document: TrainingDocument) -> str:
    settings = document.settings
    repeats = "repeat" if settings.repeats == 1 else "repeats"
    return f"nested {settings.outer_folds}-fold cross-validation by patient, {settings.repeats} {repeats}"


def _evaluations(document: TrainingDocument, split: str) -> Iterator[Evaluation]:
    population, figures = document.population, document.chosen.figures
    yield _evaluation(
        "events", Figure(value=population.events), population.rows, population.patients, split, ""
    )
    for metric in PRINTED:
        found = getattr(figures, metric)
        if found.value is not None:
            yield _evaluation(metric, found, population.rows, population.patients, split, "")
    for axis in document.subgroups:
        for group in axis.groups:
            name, n, patients = f"{axis.column}: {group.group}", group.rows, group.patients
            if not n:
                continue
            yield _evaluation("events", Figure(value=group.events), n, patients, split, name)
            for metric in ("auc", "brier", "observed_minus_expected"):
                found = getattr(group, metric)
                if found is not None and found.value is not None:
                    yield _evaluation(metric, found, n, patients, split, name)


def _evaluation(metric: str, found: Figure, n: int, patients: int, split: str, subgroup: str) -> Evaluation:
    assert found.value is not None
    interval = None if found.low is None or found.high is None else (found.low, found.high)
    return Evaluation(
        metric=metric,
        value=found.value,
        ci95=interval,
        n=n,
        patients=patients,
        split=split,
        subgroup=subgroup,
        command="pmdesk train tabular --table CSV --out DIR",
    )


def _card_text(document: TrainingDocument) -> CardText:
    table = document.table
    left_out = f"{table.rows - table.used} of {table.rows} rows were not used." if table.refused else ""
    people = document.population
    counts = f"{people.rows} rows of {people.patients} patients, {people.events} with the outcome."
    tried = ", ".join(item.algorithm.value for item in document.algorithms)
    findings = _listed([finding.code for finding in document.findings])
    return CardText(
        data=tuple(text for text in (counts, left_out) if text),
        method=(
            f"Compared: {tried}.",
            f"Taken: {document.choice.chosen.value}: the simplest within one standard error of the best log loss.",
            f"Probabilities calibrated ({document.calibration_method}).",
        ),
        limits=(
            "Measured on the table it was trained on, by cross-validation: no other hospital's data.",
            *([SUPPORT_VECTORS] if document.choice.chosen is Algorithm.SVM else []),
            *([f"Findings of the checks for leakage: {findings}."] if findings else []),
            *(
                ["**Severe findings were overruled by the person who trained it.**"]
                if document.leakage_allowed
                else []
            ),
        ),
    )


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(np.unique(codes).tolist()) if codes else ""
