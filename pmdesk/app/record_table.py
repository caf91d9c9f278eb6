"""`pmdesk record table`: the patients of a CSV or Excel file by a saved mapping. No window."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pmdesk.app.options import JsonOption, LanguageOption, texts_in
from pmdesk.app.targets import refuse_overwriting
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.separated_text import TextCoding

if TYPE_CHECKING:
    # what a command does not need is not imported, so that the others start fast
    from pmdesk.core.record import PatientRecord
    from pmdesk.records.tables.mapping import TableMapping
    from pmdesk.records.tables.outcome import CellIssue, TableImport
    from pmdesk.services.table_import import OpenedTable
    from pmdesk.ui.texts import QtTexts

MAX_SHOWN = 20


def record_table(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, .xlsx, .xls or .ods file.")],
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping", help="Name of a saved mapping, or a JSON file. Default: recognise the header."
        ),
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="Sheet of a workbook.")] = None,
    header_row: Annotated[
        int | None, typer.Option("--header-row", min=1, help="Row of the header, from 1.")
    ] = None,
    encoding: Annotated[
        TextCoding | None, typer.Option("--encoding", help="Of a text file; default: found out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for one record file (JSON) a patient.")
    ] = None,
    issues: Annotated[
        Path | None, typer.Option("--issues", help="CSV file to write: every cell that is in no record.")
    ] = None,
    suggest: Annotated[
        bool,
        typer.Option("--suggest", help="Print the mapping that the header suggests, to edit, and stop."),
    ] = False,
    save_as: Annotated[
        str | None,
        typer.Option("--save-as", help="Keep the mapping under this name, so that it is recognised."),
    ] = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Read the patients of a table; every cell that cannot be used is reported with its row, column and reason."""
    from pmdesk.app.risk import PercentProgress
    from pmdesk.app.table_proposal import print_questions
    from pmdesk.records.tables.reading import ReadOptions
    from pmdesk.records.tables.saved_mappings import SavedMappings
    from pmdesk.records.tables.suggesting import open_questions
    from pmdesk.services.table_import import make_records, mapping_of, open_table, write_issues

    progress = PercentProgress()
    refuse_overwriting(issues, file)
    opened = open_table(progress, file, ReadOptions(encoding=encoding, sheet=sheet, header_row=header_row))
    texts = texts_in(lang)
    if suggest:
        sys.stdout.write(
            json.dumps(opened.mapping.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
        )
        print_questions(opened.mapping, open_questions(opened.mapping, opened.table, opened.profiles), texts)
        return
    chosen = None if mapping is None else mapping_of(mapping).for_header(opened.table.header)
    chosen = _answered(opened, chosen, None if as_json else texts)
    made = make_records(progress, opened.table, chosen)
    written = _write(made.records, out) if out else []
    if save_as is not None:
        SavedMappings().save(chosen, save_as)
        sys.stderr.write(texts.of("table.mapping_saved", name=save_as) + "\n")
    if issues:
        write_issues(issues, made.issues, lambda one: (_outcome(texts, one), texts.of(one.reason.value)))
    if as_json:
        sys.stdout.write(json.dumps(_summary(opened, made, written), ensure_ascii=False) + "\n")
        return
    _print(opened, made, written, texts)


def _answered(
    opened: "OpenedTable", chosen: "TableMapping | None", texts: "QtTexts | None"
) -> "TableMapping":
    """The mapping to read the table with; what it needs is printed where ``texts`` are given.

    Raises
    ------
    InputError
        ``TABLE_MAPPING_NEEDED``: none was given and none is saved for these columns.
    """
    from pmdesk.app.table_proposal import print_proposal, print_questions
    from pmdesk.records.tables.suggesting import open_questions
    from pmdesk.services.table_import import questions_text

    mapping = chosen or opened.mapping
    questions = open_questions(mapping, opened.table, opened.profiles)
    if chosen is None and not opened.is_saved:
        if texts is not None:
            print_proposal(mapping, questions, texts)
        raise InputError(
            ErrorCode.TABLE_MAPPING_NEEDED,
            path=opened.path.name,
            names=", ".join(opened.fitting) or "–",
            questions=questions_text(questions),
        )
    if texts is not None:
        print_questions(mapping, questions, texts)
    return mapping


def _write(records: Sequence["PatientRecord"], folder: Path) -> list[str]:
    """One file a patient, named by number in the table: a patient's number or name does not belong in a file name."""
    from pmdesk.records.json_file import save_record

    names = []
    digits = max(3, len(str(len(records))))
    for number, record in enumerate(records, start=1):
        path = folder / f"patient-{number:0{digits}d}.json"
        save_record(record, path)
        names.append(str(path))
    return names


def _summary(opened: "OpenedTable", made: "TableImport", written: list[str]) -> dict[str, object]:
    table = opened.table
    return {
        "file": str(opened.path),
        "encoding": table.encoding,
        "separator": table.separator,
        "sheet": table.sheet,
        "header_row": table.header_row,
        "notes": [{"code": one.code, "detail": one.detail, "count": one.count} for one in made.notes],
        "rows_read": made.rows_read,
        "rows_used": made.rows_used,
        "patients": [
            {"entries": one.entry_count, "rows": list(one.rows), "issues": one.issue_count}
            for one in made.patients
        ],
        "issues": [
            {
                "row": one.row,
                "column": one.column,
                "reason": one.reason.value,
                "detail": one.detail,
                "kept": one.is_kept,
            }
            for one in made.issues
        ],
        "more_issues": made.more_issues,
        "written": written,
    }


def _print(opened: "OpenedTable", made: "TableImport", written: list[str], texts: "QtTexts") -> None:
    read_as = ", ".join(filter(None, (opened.table.encoding, opened.table.sheet)))
    sys.stdout.write(
        texts.of(
            "table.summary",
            file=opened.path.name,
            read_as=read_as,
            rows=made.rows_read,
            used=made.rows_used,
            patients=len(made.patients),
        )
        + "\n"
    )
    for note in made.notes:
        sys.stdout.write(f"! {texts.of(note.code, detail=note.detail, count=note.count)}\n")
    for one in made.issues[:MAX_SHOWN]:
        detail = f" {one.detail}" if one.detail else ""
        sys.stdout.write(
            f"  {one.row}  {one.column}  {_outcome(texts, one)}: {texts.of(one.reason.value)}{detail}\n"
        )
    more = len(made.issues) + made.more_issues - MAX_SHOWN
    if more > 0:
        sys.stdout.write(texts.of("table.more_issues", count=more) + "\n")
    if written:
        sys.stdout.write(f"{Path(written[0]).parent}: {len(written)}\n")


def _outcome(texts: "QtTexts", one: "CellIssue") -> str:
    return texts.of("table.outcome_kept" if one.is_kept else "table.outcome_refused")
