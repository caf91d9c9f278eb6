"""Command line: ``python -m pmdesk.training``."""

import json
from pathlib import Path
from typing import Annotated

import typer

from pmdesk.training.nodule_segmentation import DEFAULT_CONFIG, NoduleTraining, read_config
from pmdesk.training.package_run import package_run

app = typer.Typer(no_args_is_help=True, add_completion=False)

DataOption = Annotated[Path, typer.Option(help="Folder with slices.csv and stacks.zip", exists=True)]
BackgroundOption = Annotated[
    list[Path] | None,
    typer.Option(help="Zip of whole-lung slices without nodules; may be given several times"),
]
ConfigOption = Annotated[Path, typer.Option(help="Configuration file (TOML)", exists=True)]


@app.callback()
def main() -> None:
    """Train, evaluate and export the models of pmdesk."""


@app.command("nodule-segmentation")
def nodule_segmentation(
    data: DataOption,
    out: Annotated[Path, typer.Option(help="Folder for checkpoints and the log")],
    background: BackgroundOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    resume: Annotated[bool, typer.Option(help="Go on from the folder's checkpoint")] = False,
    start_from: Annotated[
        Path | None, typer.Option(help="Begin with the weights of another run", exists=True)
    ] = None,
    max_iterations: Annotated[int | None, typer.Option(help="Stop after so many iterations")] = None,
    limit: Annotated[int | None, typer.Option(help="Use so many nodules only")] = None,
) -> None:
    """Train the 2.5D lung nodule segmentation network."""
    run = NoduleTraining(read_config(config), data, background or [], out, limit)
    if resume and run.resume():
        typer.echo(f"going on from iteration {run.iteration}")
    elif start_from is not None:
        run.start_from(start_from)
    run.run(max_iterations)


@app.command("package")
def package(
    data: DataOption,
    run: Annotated[Path, typer.Option(help="Folder of a training run (best.pt)", exists=True)],
    out: Annotated[Path, typer.Option(help="Folder of the package to write")],
    config: ConfigOption = DEFAULT_CONFIG,
    version: Annotated[str, typer.Option(help="Version of the package")] = "0.1.0",
    card_notes: Annotated[Path | None, typer.Option(help="Markdown to put into the model card")] = None,
) -> None:
    """Measure the weights of a run on the test fold and write the model package."""
    notes = card_notes.read_text(encoding="utf-8") if card_notes is not None else ""
    report = package_run(read_config(config), data, run, out, version, notes)
    typer.echo(json.dumps(report.as_json(), indent=1))


if __name__ == "__main__":
    app()
