"""`pmdesk model evaluate | install | remove`: packages measured, taken in and thrown out."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pmdesk.app.options import DeviceChoice, DeviceOption, JsonOption, LanguageOption
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.texts import Language


class EvaluationChoice(StrEnum):
    SEGMENTATION = "segmentation"
    MALIGNANCY = "malignancy"
    ALL = "all"


class TimeUnitChoice(StrEnum):
    DAYS = "d"
    WEEKS = "wk"
    MONTHS = "mo"
    YEARS = "a"


def model_evaluate(
    ctx: typer.Context,
    model: Annotated[str, typer.Argument(help="Id of an installed package, or the folder of one.")],
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", help="Image packages: folder with slices.csv, stacks.zip, nodules.csv, crops.npz."
        ),
    ] = None,
    folds: Annotated[
        list[str] | None, typer.Option("--folds", help="Folds to measure on: 0, or 0,1. Default: all rows.")
    ] = None,
    task: Annotated[
        list[EvaluationChoice] | None,
        typer.Option("--task", help="What to measure; default: what the package does. Several are possible."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="At most so many nodules, for a trial.")
    ] = None,
    device: DeviceOption = DeviceChoice.AUTO,
    card: Annotated[
        Path | None, typer.Option("--card", help="Also write the tables to this Markdown file.")
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option("--table", help="Table packages: CSV file with inputs and outcome, one row a patient."),
    ] = None,
    target: Annotated[
        str, typer.Option("--target", help="Column of the outcome; default: the package's.")
    ] = "",
    positive: Annotated[
        list[str] | None,
        typer.Option(
            "--positive", help="Value of the target that means yes; several. Default: the package's."
        ),
    ] = None,
    negative: Annotated[
        list[str] | None,
        typer.Option(
            "--negative", help="Value that means no; several. Default: all others but negative numbers."
        ),
    ] = None,
    time: Annotated[
        str,
        typer.Option("--time", help="Survival packages: column of the follow-up; default: the package's."),
    ] = "",
    time_unit: Annotated[
        TimeUnitChoice | None, typer.Option("--time-unit", help="Of --time; default: the package's.")
    ] = None,
    patient: Annotated[str, typer.Option("--patient", help="Column that names the patient.")] = "",
    site: Annotated[str, typer.Option("--site", help="Column that names the hospital.")] = "",
    subgroup: Annotated[
        list[str] | None,
        typer.Option(
            "--subgroup",
            help="Column to break the figures down by; several. Default: sex, age, ancestry, site.",
        ),
    ] = None,
    rename: Annotated[
        list[str] | None,
        typer.Option("--rename", help="THEIRS=OURS: an input that the table calls otherwise; several."),
    ] = None,
    threshold: Annotated[
        float | None,
        typer.Option(
            "--threshold", min=0.0, max=1.0, help="Probability that means yes; default: the package's."
        ),
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", min=100, max=10_000, help="Bootstrap samples for the intervals.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the bootstrap.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for validation.json, validation.md, curves and refused rows."),
    ] = None,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure a package: one of images on nodules (--data), one of tables on another hospital's rows (--table)."""
    if (data is None) == (table is None):
        raise InputError(ErrorCode.BAD_USAGE, reason="--data or --table")
    if table is None:
        _refuse_learned(model)
        from pmdesk.app.evaluate import evaluate_model, parse_folds

        assert data is not None
        raise typer.Exit(
            evaluate_model(
                model=model,
                data=data,
                folds=parse_folds(folds or [], ctx.args),
                tasks=[choice.value for choice in task or []],
                limit=limit,
                device=device.value,
                card=card,
                as_json=as_json,
            )
        )
    if ctx.args:
        raise InputError(ErrorCode.BAD_USAGE, reason=" ".join(ctx.args))
    from pmdesk.app.evaluate_table import evaluate_table, renamed
    from pmdesk.risk.learned.external_rows import ValidationQuestion

    question = ValidationQuestion(
        target=target,
        positive=tuple(positive or ()),
        negative=tuple(negative or ()),
        time=time,
        time_unit=time_unit.value if time_unit else "",
        patient=patient,
        site=site,
        subgroups=None if subgroup is None else tuple(subgroup),
        rename=renamed(rename or []),
        threshold=threshold,
        bootstrap_draws=draws,
        seed=seed,
    )
    raise typer.Exit(
        evaluate_table(
            model=model,
            table=table,
            question=question,
            out=out,
            language=lang.language if lang else Language.ENGLISH,
            as_json=as_json,
        )
    )


def _refuse_learned(model: str) -> None:
    from pmdesk.services.external_validating import is_learned

    if is_learned(model):
        raise InputError(ErrorCode.BAD_USAGE, reason=f"{model} is a model of tables: --table, not --data")


def model_install(
    source: Annotated[Path, typer.Argument(help="Folder or zip file of one package.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of an installed package of this id.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check a package and put it into the user's folder of models."""
    from pmdesk.services.package_installing import install_package

    found = install_package(source, replace=replace)
    _said(found.id, found.version, found.path, as_json=as_json)


def model_remove(
    model: Annotated[str, typer.Argument(help="Id of a package in the user's folder of models.")],
    as_json: JsonOption = False,
) -> None:
    """Remove a package from the user's folder of models; those of the product stay."""
    from pmdesk.services.package_installing import remove_package

    found = remove_package(model)
    _said(found.id, found.version, found.path, as_json=as_json)


def _said(package_id: str, version: str, path: Path, *, as_json: bool) -> None:
    if as_json:
        found = {"id": package_id, "version": version, "path": str(path)}
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{package_id} {version}  {path}\n")
