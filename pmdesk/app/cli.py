"""The command line. Exit codes: 0 done, 1 failed, 2 bad usage or input, 3 refused (not applicable)."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pmdesk import __version__
from pmdesk.core.errors import CancelledError, PmdeskError
from pmdesk.core.texts import Language

app = typer.Typer(
    name="pmdesk",
    help="Precision Medicine Desk: chest CT, record, genome, risks and treatment options. For research use.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
model_app = typer.Typer(help="Model packages.", no_args_is_help=True)
app.add_typer(model_app, name="model")


class LanguageChoice(StrEnum):
    EN = "en"
    ZH = "zh"

    @property
    def language(self) -> Language:
        return Language.CHINESE if self is LanguageChoice.ZH else Language.ENGLISH


class DeviceChoice(StrEnum):
    AUTO = "auto"
    CUDA = "cuda"
    CPU = "cpu"


class BuildChoice(StrEnum):
    GRCH37 = "GRCh37"
    GRCH38 = "GRCh38"


LanguageOption = Annotated[LanguageChoice | None, typer.Option("--lang", help="Language: en or zh.")]
DeviceOption = Annotated[DeviceChoice, typer.Option("--device", help="Where models run.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")]


def _show_version(value: bool) -> None:
    if value:
        typer.echo(__version__)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def desk(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Option("--open", help="Images, record or variants to open at the start.")
    ] = None,
    lang: LanguageOption = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Open the window."""
    if ctx.invoked_subcommand is None:
        from pmdesk.app.main import run_window

        raise typer.Exit(run_window(paths or [], lang.language if lang else None))


@app.command()
def demo(
    offscreen: Annotated[
        Path | None,
        typer.Option(
            "--offscreen", help="Open no window; leave screenshots, case.json and report in this folder."
        ),
    ] = None,
    lang: LanguageOption = None,
) -> None:
    """Open the bundled synthetic patient, analysed."""
    from pmdesk.app.main import run_demo_offscreen, run_window

    language = lang.language if lang else None
    if offscreen is None:
        raise typer.Exit(run_window([], language, demo=True))
    raise typer.Exit(run_demo_offscreen(offscreen, language))


@app.command()
def analyze(
    images: Annotated[list[Path], typer.Argument(help="Folder, files, zip or DICOMDIR of a chest CT.")],
    out: Annotated[
        Path, typer.Option("--out", help="Folder for case.json, segmentation.dcm, overview.png, report.pdf.")
    ],
    record: Annotated[Path | None, typer.Option("--record", help="FHIR R4 bundle or pmdesk record.")] = None,
    genome: Annotated[Path | None, typer.Option("--genome", help="VCF file, plain or gz.")] = None,
    prior: Annotated[Path | None, typer.Option("--prior", help="Earlier CT of the same patient.")] = None,
    build: Annotated[
        BuildChoice | None, typer.Option("--build", help="Genome build, where the file does not state it.")
    ] = None,
    sample: Annotated[str | None, typer.Option("--sample", help="Sample of the VCF file.")] = None,
    series: Annotated[
        str | None, typer.Option("--series", help="Series Instance UID, where there are several.")
    ] = None,
    device: DeviceOption = DeviceChoice.AUTO,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Analyse one case without a window."""
    from pmdesk.app.headless import analyse_to_folder

    raise typer.Exit(
        analyse_to_folder(
            images=images,
            record=record,
            genome=genome,
            prior=prior,
            build=build.value if build else None,
            sample=sample,
            series=series,
            device=device.value,
            language=lang.language if lang else Language.ENGLISH,
            out=out,
            as_json=as_json,
        )
    )


@app.command()
def selftest(as_json: JsonOption = False) -> None:
    """Check models, codecs, resources and the device."""
    from pmdesk.app.headless import run_selftest

    raise typer.Exit(run_selftest(as_json=as_json))


@model_app.command("list")
def model_list(as_json: JsonOption = False) -> None:
    """List the installed model packages."""
    from pmdesk.app.headless import list_models

    raise typer.Exit(list_models(as_json=as_json))


@model_app.command("verify")
def model_verify(
    path: Annotated[
        Path | None, typer.Argument(help="Package or folder of packages; default: the installed ones.")
    ] = None,
    device: DeviceOption = DeviceChoice.CPU,
    as_json: JsonOption = False,
) -> None:
    """Check hashes, manifest, shapes and the golden self-test of model packages."""
    from pmdesk.app.headless import verify_models

    raise typer.Exit(verify_models(path, device=device.value, as_json=as_json))


def main() -> None:
    """Entry point: errors become a sentence on stderr and an exit code, never a traceback."""
    try:
        app(standalone_mode=True)
    except PmdeskError as error:
        from pmdesk.app.headless import error_sentence

        if "--json" in sys.argv:
            payload = {
                "error": {"code": error.code.value, "params": {k: str(v) for k, v in error.params.items()}}
            }
            sys.stdout.write(json.dumps(payload, ensure_ascii=False) + "\n")
        sys.stderr.write(error_sentence(error, sys.argv) + "\n")
        choices = error.params.get("choices", ())
        if isinstance(choices, tuple):
            sys.stderr.writelines(f"  {choice}\n" for choice in choices)
        sys.exit(error.exit_code)
    except (CancelledError, KeyboardInterrupt):
        sys.exit(1)
