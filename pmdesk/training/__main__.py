"""Command line: ``python -m pmdesk.training``."""

from pathlib import Path
from typing import Annotated

import typer

from pmdesk.training.nodule_segmentation import DEFAULT_CONFIG, NoduleTraining, read_config

app = typer.Typer(no_args_is_help=True, add_completion=False)

DataOption = Annotated[Path, typer.Option(help="Folder with slices.csv and stacks.zip", exists=True)]
BackgroundOption = Annotated[Path | None, typer.Option(help="Zip of whole-lung slices without nodules")]
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
    max_iterations: Annotated[int | None, typer.Option(help="Stop after so many iterations")] = None,
    limit: Annotated[int | None, typer.Option(help="Use so many nodules only")] = None,
) -> None:
    """Train the 2.5D lung nodule segmentation network."""
    run = NoduleTraining(read_config(config), data, background, out, limit)
    if resume and run.resume():
        typer.echo(f"going on from iteration {run.iteration}")
    run.run(max_iterations)


if __name__ == "__main__":
    app()
