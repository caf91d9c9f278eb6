"""Command line of packaging: ``python -m pmdesk.training``. Training itself is ``pmdesk train``."""

import json
from pathlib import Path
from typing import Annotated

import typer

from pmdesk.training import nodule_candidate, nodule_malignancy
from pmdesk.training.card_tables import card_tables
from pmdesk.training.crop_training import CropConfig
from pmdesk.training.evaluation.document import EvaluationDocument
from pmdesk.training.lidc import read_stacks
from pmdesk.training.nodule_segmentation import DEFAULT_CONFIG, read_config, split_patients
from pmdesk.training.package_candidate import Curve, load_members, write_candidate_package
from pmdesk.training.package_folder import record_figures
from pmdesk.training.package_malignancy import package_malignancy_run
from pmdesk.training.package_outline import write_outline_package
from pmdesk.training.package_run import package_run
from pmdesk.training.trainers import CONFIGS

app = typer.Typer(no_args_is_help=True, add_completion=False)

DataOption = Annotated[Path, typer.Option(help="Folder with slices.csv and stacks.zip", exists=True)]
RunOption = Annotated[Path, typer.Option(help="Folder of a training run (best.pt)", exists=True)]
OutOption = Annotated[Path, typer.Option(help="Folder of the package to write")]
ConfigOption = Annotated[Path, typer.Option(help="Configuration file (TOML)", exists=True)]
VersionOption = Annotated[str, typer.Option(help="Version of the package")]
NotesOption = Annotated[Path | None, typer.Option(help="Markdown to put into the model card")]


@app.callback()
def main() -> None:
    """Make model packages of finished runs, and put measured figures into them."""


@app.command("package")
def package(
    data: DataOption,
    run: RunOption,
    out: OutOption,
    config: ConfigOption = DEFAULT_CONFIG,
    version: VersionOption = "0.1.0",
    card_notes: NotesOption = None,
) -> None:
    """The segmentation network: thresholds from the validation patients, figures of the test fold."""
    report = package_run(read_config(config), data, run, out, version, _text(card_notes))
    typer.echo(json.dumps(report.as_json(), indent=1))


@app.command("package-outline")
def package_outline(
    data: DataOption,
    run: RunOption,
    out: OutOption,
    mask: Annotated[float, typer.Option(help="Probability from which a voxel belongs to the nodule")],
    chosen: Annotated[str, typer.Option(help="How it was chosen, on which patients")],
    config: ConfigOption = CONFIGS / "nodule-outline.toml",
    version: VersionOption = "0.1.0",
    card_notes: NotesOption = None,
) -> None:
    """The outline network."""
    settings = read_config(config)
    training, _ = split_patients(
        read_stacks(data),
        int(settings.data["test_fold"]),
        float(settings.data["validation_share"]),
        int(settings.train["seed"]),
    )
    write_outline_package(
        out,
        version=version,
        config=settings,
        weights=run / "best.pt",
        patients=len({stack.patient for stack in training}),
        mask=mask,
        chosen=chosen,
        notes=_text(card_notes),
    )


@app.command("package-candidate")
def package_candidate(
    data: DataOption,
    run: RunOption,
    out: OutOption,
    curve: Annotated[
        Path, typer.Option(help="JSON: points, measured, default_threshold, scale, chosen, first_peak")
    ] = CONFIGS / "nodule-candidate-0.1.0.json",
    config: ConfigOption = nodule_candidate.DEFAULT_CONFIG,
    version: VersionOption = "0.1.0",
    card_notes: NotesOption = None,
) -> None:
    """The second stage of finding, with its curve of operating points."""
    settings = CropConfig.read(config)
    training, _ = split_patients(
        read_stacks(data),
        int(settings.data["test_fold"]),
        float(settings.data["validation_share"]),
        int(settings.train["seed"]),
    )
    measured = json.loads(curve.read_text(encoding="utf-8"))
    points = tuple(
        (float(rate), float(score), float(found), int(count))
        for rate, score, found, count in measured["points"]
    )
    scale, peak_weight, offset = measured["scale"]
    write_candidate_package(
        out,
        version=version,
        config=settings,
        members=load_members(settings, run),
        patients=len({stack.patient for stack in training}),
        curve=Curve(points, measured["measured"], float(measured["default_threshold"])),
        scale=(float(scale), float(peak_weight), float(offset)),
        scale_chosen=measured["chosen"],
        first_peak=float(measured["first_peak"]),
        notes=_text(card_notes),
    )


@app.command("package-malignancy")
def package_malignancy(
    data: DataOption,
    run: RunOption,
    out: OutOption,
    config: ConfigOption = nodule_malignancy.DEFAULT_CONFIG,
    version: VersionOption = "0.1.0",
    card_notes: NotesOption = None,
) -> None:
    """The malignancy network: calibration and thresholds from the validation patients."""
    package_malignancy_run(data, run, out, version, config, _text(card_notes))


@app.command("figures")
def figures(
    package_folder: Annotated[Path, typer.Option("--package", help="Folder of a package", exists=True)],
    evaluation: Annotated[
        Path, typer.Option(help="What `pmdesk model evaluate --json` printed", exists=True)
    ],
    split: Annotated[str, typer.Option(help="What the data were to the training")],
    command: Annotated[str, typer.Option(help="The command that measured")],
) -> None:
    """Put measured figures into manifest and card, and seal the package anew."""
    document = EvaluationDocument.model_validate_json(evaluation.read_text(encoding="utf-8"))
    record_figures(package_folder, document, card_tables(document), command, split)


def _text(path: Path | None) -> str:
    return path.read_text(encoding="utf-8") if path is not None else ""


if __name__ == "__main__":
    app()
