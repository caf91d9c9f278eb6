"""`pmdesk risk`: published and learned models, and their application to a table of patients. No window, no Qt."""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmdesk.app.options import JsonOption, LanguageOption, texts_in
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import NullContext
from pmdesk.core.separated_text import TextCoding
from pmdesk.core.texts import Language

if TYPE_CHECKING:
    # a model is loaded by the commands that need one, so that the others start fast
    from pmdesk.risk.compute_table import TableModel

risk_app = typer.Typer(help="Published and learned risk models, applied to tables.", no_args_is_help=True)

ModelArgument = Annotated[
    str, typer.Argument(help="Id of a model (pmdesk risk list names them), or a package folder.")
]
SHOWN_EVERY = 0.1
QUIET_SECONDS = 1.5


class PercentProgress(NullContext):
    """Percent on stderr for what takes longer: in place on a terminal, else a line every tenth."""

    def __init__(self) -> None:
        self._next = SHOWN_EVERY
        self._quiet_until = time.monotonic() + QUIET_SECONDS

    def progress(self, fraction: float, stage: str = "") -> None:
        if time.monotonic() < self._quiet_until:
            return
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{round(100 * fraction):3d} %" + ("\n" if fraction >= 1.0 else ""))
        elif fraction >= self._next:
            self._next = fraction - fraction % SHOWN_EVERY + SHOWN_EVERY
            sys.stderr.write(f"{round(100 * fraction)} %\n")
        sys.stderr.flush()


def _model(model_id: str) -> "TableModel":
    from pmdesk.core.model_package import is_tabular
    from pmdesk.risk.learned.catalog import learned_package, learned_packages
    from pmdesk.risk.learned.manifest import read_learned_manifest
    from pmdesk.risk.tables import column_model

    model = column_model(model_id)
    if model is not None:
        return model
    folder = Path(model_id)
    if is_tabular(folder):
        read_learned_manifest(folder)  # says what is wrong with it
        return learned_packages(folder)[0].columns()
    learned = learned_package(model_id)
    if learned is None:
        choices = tuple(one.id for one in _all_models())
        raise InputError(ErrorCode.RISK_MODEL_UNKNOWN, model=model_id, choices=choices)
    return learned.columns()


def _all_models() -> "tuple[TableModel, ...]":
    """The published models, then the learned ones."""
    from pmdesk.risk.learned.catalog import learned_packages
    from pmdesk.risk.tables import COLUMN_MODELS

    return (*COLUMN_MODELS, *(package.columns() for package in learned_packages()))


@risk_app.command("list")
def risk_list(
    as_json: JsonOption = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the page docs/risk-tables.md on stdout.")
    ] = False,
    lang: LanguageOption = None,
) -> None:
    """List the models that can be applied to a table, with their result columns."""
    from pmdesk.core.risk import UNVERIFIED
    from pmdesk.risk.describe import list_json, list_markdown
    from pmdesk.risk.knowledge import reason
    from pmdesk.risk.tables import result_columns, unverified_words

    models = _all_models()
    if as_json or markdown:
        sys.stdout.write(list_json(models) if as_json else list_markdown(models))
        return
    language = lang.language if lang else Language.ENGLISH
    for model in models:
        title = model.words.title.in_language(language)
        mark = ""
        if unverified_words(model) is not None:
            code = "mark_unverified" if model.grade == UNVERIFIED else "mark_partly_unverified"
            mark = f"  ! {reason(code).in_language(language)}"
        sys.stdout.write(f"{model.id:24} {title}  ({', '.join(result_columns(model))}){mark}\n")


@risk_app.command("describe")
def risk_describe(model: ModelArgument) -> None:
    """Print what a model takes and gives, its source and population, as JSON."""
    from pmdesk.risk.describe import document_json

    sys.stdout.write(document_json(_model(model)))


@risk_app.command("compute")
def risk_compute(
    model: ModelArgument,
    table: Annotated[Path, typer.Option("--table", help="CSV file, one patient a row.")],
    out: Annotated[Path, typer.Option("--out", help="CSV file to write: the table with the results.")],
    encoding: Annotated[
        TextCoding | None, typer.Option("--encoding", help="Of the table; default: found out.")
    ] = None,
    lang: LanguageOption = None,
    as_json: JsonOption = False,
) -> None:
    """Apply a model to every row of a table; a row that cannot be computed says why in the column error."""
    from pmdesk.risk.tables import unverified_words
    from pmdesk.services.risk_tables import compute_file

    language = lang.language if lang else Language.ENGLISH
    loaded = _model(model)
    unverified = unverified_words(loaded)
    if unverified is not None:
        sys.stderr.write(f"! {loaded.id}: {unverified.in_language(language)}\n")
    found = compute_file(loaded, table, out, PercentProgress(), language, encoding)
    if found.coding.coding is not TextCoding.UTF_8:
        code = "table.encoding_read" if found.coding.is_stated else "table.encoding_found"
        words = texts_in(lang).of(code, detail=found.coding.coding.value.upper())
        sys.stderr.write(f"! {table}: {words}\n")
    if found.replaced:
        sys.stderr.write(f"! {table}: {', '.join(found.replaced)} replaced by the results\n")
    if as_json:
        summary = {
            "model": model,
            "rows": found.rows,
            "errors": found.errors,
            "encoding": found.coding.coding.value,
            "results": list(found.results),
            "out": str(out),
        }
        sys.stdout.write(json.dumps(summary, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{out}: {found.rows} rows, {found.errors} with an error\n")
