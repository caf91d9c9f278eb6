"""The command line. Exit codes: 0 done, 1 failed, 2 bad usage or input, 3 refused (not applicable)."""

import errno
import json
import sys
import traceback
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pmdesk import __version__
from pmdesk.app.model import model_evaluate, model_install, model_remove
from pmdesk.app.options import DeviceChoice, DeviceOption, JsonOption, LanguageOption
from pmdesk.app.record import record_app
from pmdesk.app.risk import risk_app
from pmdesk.app.store import store_app
from pmdesk.app.streams import abandon_stdout, prepare_streams
from pmdesk.app.train_tabular import NETWORK, TrainGroup, train_tabular
from pmdesk.core.atomic_file import write_failure
from pmdesk.core.errors import CancelledError, ErrorCode, FailedError, InputError, PmdeskError
from pmdesk.core.texts import Language

INTERRUPTED = 130
"""What shells give for Ctrl+C."""

app = typer.Typer(
    name="pmdesk",
    help="Precision Medicine Desk: chest CT, record, genome, risks and treatment options. For research use.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
model_app = typer.Typer(help="Model packages.", no_args_is_help=True)
app.add_typer(model_app, name="model")
app.add_typer(record_app, name="record")
app.add_typer(risk_app, name="risk")
app.add_typer(store_app, name="store")
train_app = typer.Typer(
    cls=TrainGroup, help="Train a network, or models of a patient table.", no_args_is_help=True
)
app.add_typer(train_app, name="train")
train_app.command("tabular")(train_tabular)


class EngineChoice(StrEnum):
    AUTO = "auto"
    ONNXRUNTIME = "onnxruntime"
    OPENVINO = "openvino"


class BuildChoice(StrEnum):
    GRCH37 = "GRCh37"
    GRCH38 = "GRCh38"


EngineOption = Annotated[
    EngineChoice, typer.Option("--engine", help="What computes the networks on the CPU.")
]


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
    engine: EngineOption = EngineChoice.AUTO,
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
            engine=engine.value,
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
    engine: EngineOption = EngineChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Check hashes, manifest, shapes and the golden self-test of model packages."""
    from pmdesk.app.headless import verify_models

    raise typer.Exit(verify_models(path, device=device.value, engine=engine.value, as_json=as_json))


model_app.command("evaluate", context_settings={"allow_extra_args": True})(model_evaluate)
model_app.command("install")(model_install)
model_app.command("remove")(model_remove)


@train_app.command(NETWORK)
def train(
    model: Annotated[
        str, typer.Argument(help="nodule-segmentation, nodule-outline, nodule-candidate, nodule-malignancy.")
    ],
    data: Annotated[Path, typer.Option("--data", help="Folder with slices.csv and stacks.zip.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for checkpoint.pt, best.pt and log.csv.")],
    resume: Annotated[bool, typer.Option("--resume", help="Go on from the folder's checkpoint.")] = False,
    start_from: Annotated[
        Path | None, typer.Option("--from", help="Begin with the weights of a model.onnx or a best.pt.")
    ] = None,
    config: Annotated[Path | None, typer.Option("--config", help="Configuration file (TOML).")] = None,
    device: DeviceOption = DeviceChoice.AUTO,
    minutes: Annotated[
        float | None, typer.Option("--minutes", help="Time in all, earlier parts included.")
    ] = None,
    background: Annotated[
        list[Path] | None, typer.Option("--background", help="Zip of whole slices without nodules; several.")
    ] = None,
    scan: Annotated[
        list[Path] | None, typer.Option("--scan", help="Whole CT, folder or zip; several.")
    ] = None,
    max_iterations: Annotated[
        int | None, typer.Option("--max-iterations", min=1, help="Stop after so many steps in all.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="At most so many nodules, for a trial.")
    ] = None,
) -> None:
    """Train a network (needs the extra: pip install pmdesk[train])."""
    from pmdesk.app.train import train_model

    raise typer.Exit(
        train_model(
            model=model,
            data=data,
            out=out,
            resume=resume,
            start_from=start_from,
            config=config,
            device=device.value,
            minutes=minutes,
            background=background or [],
            scans=scan or [],
            max_iterations=max_iterations,
            limit=limit,
        )
    )


def main() -> None:
    """Entry point: errors become a sentence on stderr and an exit code, never a traceback."""
    prepare_streams()
    try:
        app(standalone_mode=True)
    except SystemExit as ended:
        # typer has said on stderr what is wrong with the command line; only its own errors know a message
        message = getattr(ended.__context__, "format_message", None)
        if message is not None and "--json" in sys.argv:
            _write_error(InputError(ErrorCode.BAD_USAGE, reason=message()))
        try:
            sys.stdout.flush()
        except OSError as error:
            _fail_full(error)
        raise
    except PmdeskError as error:
        _fail(error)
    except MemoryError:
        _fail(FailedError(ErrorCode.OUT_OF_MEMORY))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except CancelledError:
        sys.exit(1)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            _fail_unforeseen(error)
        _fail_full(error)
    except Exception as error:  # noqa: BLE001 - a user is told what happened, whatever it was
        _fail_unforeseen(error)


def _fail_full(error: OSError) -> NoReturn:
    """The output leads to a full disk, or nobody reads it."""
    abandon_stdout()
    if isinstance(error, BrokenPipeError):
        sys.exit(1)
    _fail(write_failure(Path(str(error.filename or "stdout")), error))


def _fail_unforeseen(error: Exception) -> NoReturn:
    place = traceback.extract_tb(error.__traceback__)[-1]
    _fail(FailedError(ErrorCode.INTERNAL, reason=type(error).__name__, place=f"{place.name}:{place.lineno}"))


def _write_error(error: PmdeskError) -> None:
    params = {
        name: list(map(str, value)) if isinstance(value, tuple) else str(value)
        for name, value in error.params.items()
    }
    payload = {"error": {"code": error.code.value, "params": params}}
    sys.stdout.write(json.dumps(payload, ensure_ascii=False) + "\n")


def _fail(error: PmdeskError) -> NoReturn:
    """Say what happened, and end with the exit code of the error."""
    from pmdesk.app.headless import error_sentence

    if "--json" in sys.argv:
        _write_error(error)
    sys.stderr.write(error_sentence(error, sys.argv) + "\n")
    choices = error.params.get("choices", ())
    if isinstance(choices, tuple):
        sys.stderr.writelines(f"  {choice}\n" for choice in choices)
    sys.exit(error.exit_code)
