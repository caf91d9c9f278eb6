"""`pmdesk record`: read record files and say what was understood, export them, merge two. No window."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmdesk.app.options import JsonOption, LanguageOption, texts_in
from pmdesk.app.record_table import record_table
from pmdesk.app.targets import refuse_overwriting
from pmdesk.core.errors import ErrorCode, InputError, PmdeskError
from pmdesk.core.progress import NullContext
from pmdesk.core.texts import Texts

if TYPE_CHECKING:
    # what a command does not need is not imported, so that the others start fast
    from pmdesk.services.record_exchange import Comparison, FileReport, MergePreview, RecordImport
    from pmdesk.ui.texts import QtTexts

record_app = typer.Typer(help="Record files: FHIR R4, pmdesk records, tables.", no_args_is_help=True)
record_app.command("table")(record_table)

MAX_SHOWN = 40


class PreferChoice(StrEnum):
    A = "a"
    B = "b"


@record_app.command("read")
def record_read(
    files: Annotated[list[Path], typer.Argument(help="FHIR R4 files or pmdesk records, one patient each.")],
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Read record files and say what was understood, kept as text and left out. Exit code 2: a file was refused."""
    from pmdesk.app.headless import error_sentence
    from pmdesk.services.record_exchange import RecordReport, read_files, record_report

    texts = texts_in(lang)
    read = read_files(NullContext(), files)
    reports = tuple(record_report(str(path), result, texts) for path, result in read)
    if as_json:
        sys.stdout.write(RecordReport(files=reports).model_dump_json(indent=1) + "\n")
    else:
        for report in reports:
            # what was refused, and why, goes to stderr alone
            sys.stdout.write("" if report.error else _report_text(report, texts))
    errors = [result for _, result in read if isinstance(result, PmdeskError)]
    sys.stderr.writelines(f"{error_sentence(error, sys.argv)}\n" for error in errors)
    raise typer.Exit(max((error.exit_code for error in errors), default=0))


@record_app.command("export")
def record_export(
    file: Annotated[Path, typer.Argument(help="FHIR R4 file or pmdesk record.")],
    fhir: Annotated[Path | None, typer.Option("--fhir", help="FHIR R4 bundle (JSON) to write.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Folder for CSV tables.")] = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Write a record as a FHIR bundle, as CSV tables, or both. The files are not encrypted."""
    from pmdesk.services.record_exchange import export_csv, export_fhir, load_any_record

    if fhir is None and csv is None:
        raise InputError(ErrorCode.BAD_USAGE, reason="--fhir, --csv")
    refuse_overwriting(fhir, file)
    texts = texts_in(lang)
    imported = load_any_record(file)
    _warn_of_notes(imported, texts, file)
    written = []
    if fhir is not None:
        written.append(export_fhir(NullContext(), imported.record, fhir))
    if csv is not None:
        written.extend(export_csv(NullContext(), imported.record, csv))
    if as_json:
        sys.stdout.write(json.dumps({"written": [str(path) for path in written]}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{path}\n" for path in written)


@record_app.command("merge")
def record_merge(
    first: Annotated[Path, typer.Argument(help="Record (a) into which the other is merged.")],
    second: Annotated[Path, typer.Argument(help="Record (b) of the same patient.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Record file to write; none: preview only.")
    ] = None,
    prefer: Annotated[
        PreferChoice | None, typer.Option("--prefer", help="Which side counts where both contradict.")
    ] = None,
    same_patient: Annotated[
        bool, typer.Option("--same-patient", help="Confirm that both are one patient's though not surely so.")
    ] = False,
    without_duplicates: Annotated[
        bool, typer.Option("--without-duplicates", help="Leave out entries that one record has twice.")
    ] = False,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Show what merging two records would do, and merge them. Exit code 3: contradictions and no --prefer."""
    from pmdesk.records.json_file import save_record
    from pmdesk.services.record_exchange import Choice, load_any_record, merge, preview_merge

    refuse_overwriting(out, first, second)
    texts = texts_in(lang)
    preview = preview_merge(load_any_record(first).record, load_any_record(second).record)
    if as_json:
        sys.stdout.write(json.dumps(_preview_json(preview), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(_preview_text(preview, texts))
    if out is None:
        return
    try:
        record = merge(
            preview,
            otherwise=Choice(prefer.value) if prefer else None,
            same_patient=same_patient,
            without_duplicates=without_duplicates,
        )
        save_record(record, out)
    except PmdeskError as error:
        # the preview on stdout is the document; what stands in the way goes to stderr alone
        from pmdesk.app.headless import error_sentence

        sys.stderr.write(f"{error_sentence(error, sys.argv)}\n")
        raise typer.Exit(error.exit_code) from error
    if not as_json:
        sys.stdout.write(f"{out}\n")


def _report_text(report: "FileReport", texts: "QtTexts") -> str:
    """The report of one file for a terminal."""
    from pmdesk.services.record_exchange import type_words

    lines = [report.file]
    for code, counts in (
        ("record_report.understood", report.understood),
        ("record_report.ignored", report.ignored),
    ):
        if counts:
            listed = texts.join(f"{type_words(kind, texts)} {count}" for kind, count in counts.items())
            lines.append(f"  {texts.of(code, count=sum(counts.values()), listed=listed)}")
    kept = texts.join(
        f"{texts.of(f'record_list.{name}')} {count}" for name, count in report.entries.items() if count
    )
    lines.append(f"  {texts.of('record_report.entries', listed=kept or 0)}")
    for note in report.notes:
        place = type_words(note.resource, texts)
        said = texts.of(
            "record_report.note",
            effect=texts.of(f"record_effect.{note.effect.value}"),
            place=f"{place} ×{note.count}" if note.count > 1 else place,
            text=note.text,
        )
        lines.append(f"  ! {said}" + (f" ({note.detail_text})" if note.detail else ""))
    return "\n".join(lines) + "\n"


def _preview_text(preview: "MergePreview", texts: "QtTexts") -> str:
    """What merging would do; a contradiction as what, the first side, the second side."""
    from pmdesk.services.record_exchange import Choice
    from pmdesk.ui.comparison_words import comparison_title, side_words

    lines = [texts.of(f"record_match.{preview.match.outcome.value}")]
    if preview.match.differing:
        lines[0] += " " + texts.join(texts.of(f"field.{name}") for name in preview.match.differing)
    for list_name, counts in preview.counts().items():
        shown = texts.join(
            f"{texts.of(f'merge_status.{status.value}')} {count}" for status, count in counts.items() if count
        )
        name = texts.of(f"record_list.{list_name or 'fields'}")
        lines.append(f"  {name}: {shown}")
    lines.extend(
        f"  ! {comparison_title(texts, item)} | {side_words(texts, item, Choice.FIRST)} | "
        f"{side_words(texts, item, Choice.SECOND)}"
        for item in preview.conflicts[:MAX_SHOWN]
    )
    if len(preview.conflicts) > MAX_SHOWN:
        lines.append(f"  ... +{len(preview.conflicts) - MAX_SHOWN}")
    if preview.duplicates:
        lines.append(f"  {texts.of('merge.duplicates', count=len(preview.duplicates))}")
    return "\n".join(lines) + "\n"


def _shown(item: "Comparison", *, first: bool) -> str:
    """One side of a contradiction: the value, or the entry's fields that contradict."""
    value = item.first if first else item.second
    if item.list_name == "stated_inputs":
        return f"{value.value} {value.unit}".strip()
    if not item.differing:
        return str(value)
    return ", ".join(f"{name}={getattr(value, name)}" for name in item.differing)


def _preview_json(preview: "MergePreview") -> dict[str, object]:
    return {
        "match": {
            "outcome": preview.match.outcome.value,
            "differing": list(preview.match.differing),
            "agreeing": list(preview.match.agreeing),
        },
        "counts": {
            name or "fields": {status.value: count for status, count in counts.items()}
            for name, counts in preview.counts().items()
        },
        "conflicts": [
            {
                "key": item.key,
                "a": _shown(item, first=True),
                "b": _shown(item, first=False),
                "differing": list(item.differing),
            }
            for item in preview.conflicts
        ],
        "duplicates": [
            {
                "side": item.side.value,
                "list": item.list_name,
                "kept": item.kept_id,
                "repeated": item.repeated_id,
            }
            for item in preview.duplicates
        ],
    }


def _warn_of_notes(imported: "RecordImport", texts: Texts, file: Path) -> None:
    from pmdesk.services.record_exchange import Effect

    left_out, as_text = imported.count(Effect.LEFT_OUT), imported.count(Effect.AS_TEXT)
    if left_out or as_text:
        sentence = texts.of("record_report.incomplete", left_out=left_out, as_text=as_text)
        sys.stderr.write(f"! {file}: {sentence}\n")
