"""`pmdesk train tabular`: models of a patient table, cross-validated, compared and written to a folder."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from pmdesk.app.options import JsonOption, LanguageOption
from pmdesk.core.errors import ErrorCode, InputError, PmdeskError, RefusedError
from pmdesk.core.texts import Language
from pmdesk.risk.learned.columns import Algorithm
from pmdesk.risk.learned.settings import ThresholdRule, TrainingSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pmdesk.risk.learned.documents import Figure, Finding, TrainingDocument
    from pmdesk.risk.learned.training import TrainingResult
    from pmdesk.services.tabular_training import PreparedTraining, TabularRequest
    from pmdesk.ui.texts import QtTexts

NETWORK = "network"
"""The command for what is named without one: ``train nodule-outline`` is ``train network nodule-outline``."""


class TrainGroup(TyperGroup):
    """``train tabular`` beside ``train MODEL``, where the name of a network takes the place of a command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named else [NETWORK, *args])


class ThresholdChoice(StrEnum):
    YOUDEN = ThresholdRule.YOUDEN.value
    SENSITIVITY = ThresholdRule.SENSITIVITY.value
    FIXED = ThresholdRule.FIXED.value


SHOWN_FIGURES = ("auc", "brier", "log_loss", "calibration_slope", "sensitivity", "specificity")


def train_tabular(
    table: Annotated[
        Path, typer.Option("--table", help="CSV file with a header, one row a patient or visit.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")],
    target: Annotated[str, typer.Option("--target", help="Column of the outcome.")] = "",
    dictionary: Annotated[
        Path | None,
        typer.Option(
            "--dictionary", help="What the columns mean (JSON); default: proposed, saved, and used."
        ),
    ] = None,
    positive: Annotated[
        list[str] | None, typer.Option("--positive", help="Value of the target that means yes; several.")
    ] = None,
    patient: Annotated[str, typer.Option("--patient", help="Column that names the patient.")] = "",
    subgroup: Annotated[
        list[str] | None, typer.Option("--subgroup", help="Column to break the figures down by; several.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", help="Column that is no input; several.")
    ] = None,
    algorithm: Annotated[
        list[Algorithm] | None, typer.Option("--algorithm", help="What to compare; several. Default: all.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of splits and draws.")] = 1,
    folds: Annotated[int, typer.Option("--folds", min=2, max=20, help="Outer folds.")] = 5,
    repeats: Annotated[int, typer.Option("--repeats", min=1, max=50, help="Whole cross-validations.")] = 1,
    threshold: Annotated[
        ThresholdChoice, typer.Option("--threshold", help="How the probability that means yes is chosen.")
    ] = ThresholdChoice.YOUDEN,
    threshold_value: Annotated[
        float, typer.Option("--threshold-value", help="The sensitivity, or the fixed threshold.")
    ] = 0.5,
    minimum_events: Annotated[
        int, typer.Option("--minimum-events", min=10, help="Fewer with or without the outcome are refused.")
    ] = 20,
    missing_indicator: Annotated[
        bool, typer.Option("--missing-indicator", help="Lets a model use whether a number was known.")
    ] = False,
    allow_leakage: Annotated[
        bool, typer.Option("--allow-leakage", help="Train in spite of severe findings; the result says so.")
    ] = False,
    propose_only: Annotated[
        bool, typer.Option("--propose-only", help="Write the proposed dictionary.json, and train nothing.")
    ] = False,
    package_id: Annotated[
        str, typer.Option("--id", help="Name of the package: lower case letters, digits, hyphens.")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="What the model predicts, for its card.")] = "",
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Train, compare and measure models of a table; writes result.json, dictionary.json, predictions and curves."""
    from pmdesk.services.tabular_training import TabularRequest, package_id_of

    request = TabularRequest(
        table=table,
        target=target,
        dictionary=dictionary,
        positive=tuple(positive or ()),
        patient=patient,
        subgroups=None if subgroup is None else tuple(subgroup),
        exclude=tuple(exclude or ()),
        settings=_settings(
            algorithms=tuple(dict.fromkeys(algorithm or ())),
            seed=seed,
            outer_folds=folds,
            repeats=repeats,
            threshold_rule=ThresholdRule(threshold.value),
            threshold_value=threshold_value,
            minimum_events=minimum_events,
            missing_indicator=missing_indicator,
            allow_leakage=allow_leakage,
        ),
    )
    language = lang.language if lang else Language.ENGLISH
    if package_id and package_id_of(package_id) != package_id:
        raise InputError(ErrorCode.BAD_USAGE, reason=f"--id {package_id}")
    if propose_only:
        raise typer.Exit(_propose(request, out, language))
    raise typer.Exit(_train(request, out, language, package_id, title, as_json=as_json))


def _settings(algorithms: tuple[Algorithm, ...], **settings: object) -> TrainingSettings:
    from pydantic import ValidationError

    if algorithms:
        settings["algorithms"] = algorithms
    try:
        return TrainingSettings.model_validate(settings)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        reason = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise InputError(ErrorCode.BAD_USAGE, reason=reason) from error


def _propose(request: "TabularRequest", out: Path, language: Language) -> int:
    from pmdesk.app.headless import make_texts
    from pmdesk.services.tabular_training import prepare_training, write_dictionary

    texts = make_texts(language)
    prepared = prepare_training(request)
    _say_proposal(prepared, texts)
    sys.stdout.write(f"{write_dictionary(prepared.dictionary, out)}\n")
    return 0


def _train(
    request: "TabularRequest", out: Path, language: Language, package_id: str, title: str, *, as_json: bool
) -> int:
    from pmdesk.app.evaluate import LineProgress
    from pmdesk.app.headless import make_texts
    from pmdesk.core.progress import PartContext
    from pmdesk.services.tabular_training import (
        package_words,
        prepare_training,
        run_training,
        save_package,
        write_dictionary,
        write_result,
    )

    texts = make_texts(language)
    progress = LineProgress(texts)
    prepared = prepare_training(request, PartContext(progress, 0.0, 0.02))
    _say_proposal(prepared, texts)
    write_dictionary(prepared.dictionary, out)
    try:
        result = run_training(prepared, request.settings, PartContext(progress, 0.02, 1.0))
    except RefusedError as error:
        raise _with_sentences(error, texts) from error
    finally:
        progress.finish()
    write_result(result, out)
    package = save_package(result, out, package_words(result, package_id, title))
    _say_findings(result.document.findings, texts)
    if as_json:
        sys.stdout.write(result.document.model_dump_json() + "\n")
    else:
        sys.stdout.write(f"{summary(result, texts)}\n{package}\n")
    return 0


def _say_proposal(prepared: "PreparedTraining", texts: "QtTexts") -> None:
    if not prepared.proposed:
        return
    for column in prepared.dictionary.columns:
        levels = f" ({', '.join(column.categories)})" if column.categories else ""
        sys.stderr.write(f"  {column.name}: {column.kind.value}{levels}\n")
    _say_findings(prepared.notes, texts)


def _say_findings(findings: "Iterable[Finding]", texts: "QtTexts") -> None:
    for finding in findings:
        sys.stderr.write(f"! {sentence(finding, texts)}\n")


def sentence(finding: "Finding", texts: "QtTexts") -> str:
    """A finding in words, with its severity in front where it is more than a note."""
    said = texts.of(finding.code, **finding.params)
    if finding.severity.value == "note":
        return said
    return f"{texts.of(f'severity.{finding.severity.value}')}: {said}"


def _with_sentences(error: RefusedError, texts: "QtTexts") -> PmdeskError:
    """The refusal with its findings as lines that the command line prints below the sentence."""
    params = {name: value for name, value in error.params.items() if name != "findings"}
    found = error.params.get("findings")
    if isinstance(found, tuple):
        params["choices"] = tuple(sentence(item, texts) for item in found)
    return RefusedError(error.code, **params)


def summary(result: "TrainingResult", texts: "QtTexts") -> str:
    """The figures as Markdown: comparison, choice, subgroups."""
    document = result.document
    people, choice, threshold = document.population, document.choice, document.threshold
    rows = f"{people.rows} of {document.table.rows} rows, {people.patients} patients"
    within = ", ".join(item.value for item in choice.within)
    rule = texts.of(f"threshold.{threshold.rule.value}")
    lines = [
        f"{document.table.name}: {rows}, {people.events} with the outcome",
        "",
        *_comparison(document, texts),
        "",
        f"{choice.rule}: {choice.chosen.value} (best {choice.metric}: {choice.best.value}; within: {within})",
        f"threshold {threshold.value:.3f}: {rule}",
    ]
    for axis in document.subgroups:
        lines += ["", f"| {axis.column} | n | + | AUC | obs - exp |", "| --- | --- | --- | --- | --- |"]
        for group in axis.groups:
            counts = f"| {group.group} | {group.rows} | {group.events} |"
            if group.auc is None or group.observed_minus_expected is None:
                lines.append(f"{counts} {texts.of('subgroups.too_small')} | |")
            else:
                lines.append(f"{counts} {shown(group.auc)} | {shown(group.observed_minus_expected)} |")
        lines += [
            f"! {axis.column}: {texts.of(f'figure.{gap.figure}')} {gap.highest} - {gap.lowest} = {shown(gap.gap)}"
            for gap in axis.gaps
            if gap.warn
        ]
    return "\n".join(lines) + "\n"


def _comparison(document: "TrainingDocument", texts: "QtTexts") -> list[str]:
    lines = [
        "| | " + " | ".join(texts.of(f"figure.{name}") for name in SHOWN_FIGURES) + " |",
        "| --- |" + " --- |" * len(SHOWN_FIGURES),
    ]
    for item in document.algorithms:
        cells = " | ".join(shown(getattr(item.figures, name)) for name in SHOWN_FIGURES)
        lines.append(f"| {texts.of(f'algorithm.{item.algorithm.value}')} | {cells} |")
    return lines


def shown(figure: "Figure") -> str:
    """``0.912 (0.88-0.94)``; a dash where it is not defined."""
    if figure.value is None:
        return "-"
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})"
