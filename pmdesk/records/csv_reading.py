"""A record out of the CSV tables that `pmdesk.records.csv_export` writes into a folder; it comes back as it went.

The tables of the lists and ``patient.csv`` are read; ``record.csv``, which repeats them, is not.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.input_file import read_input
from pmdesk.core.record import (
    Allergy,
    Coding,
    Condition,
    DiagnosticReport,
    Encounter,
    FamilyHistoryEntry,
    Medication,
    Observation,
    PatientRecord,
    Procedure,
    SourceRef,
    StatedInput,
)
from pmdesk.core.spreadsheet import formula_text
from pmdesk.records.csv_export import PATIENT_FILE, flat_name
from pmdesk.records.importing import RecordImport, RecordKind, date_notes
from pmdesk.records.json_input import MAX_BYTES

_TYPES: dict[str, type[BaseModel]] = {
    "observations": Observation,
    "conditions": Condition,
    "medications": Medication,
    "procedures": Procedure,
    "allergies": Allergy,
    "encounters": Encounter,
    "reports": DiagnosticReport,
    "family_history": FamilyHistoryEntry,
    "stated_inputs": StatedInput,
}
_VALUES: dict[str, Callable[[str], bool | float | str]] = {
    "bool": lambda text: text == "true",
    "float": float,
    "str": str,
}


def is_csv_folder(path: Path) -> bool:
    """Whether a folder holds an exported record."""
    return path.is_dir() and (path / PATIENT_FILE).is_file()


def read_csv_folder(folder: Path) -> RecordImport:
    """The record in a folder of exported tables.

    Raises
    ------
    InputError
        ``RECORD_UNREADABLE`` with the file, the line and the column; ``RECORD_SEVERAL_PATIENTS``; what
        `pmdesk.core.input_file.read_input` raises.
    """
    patients: set[str] = set()
    content = _patient(_rows(folder / PATIENT_FILE, patients), folder / PATIENT_FILE)
    counts = {"Patient": 1}
    for name, kind in _TYPES.items():
        path = folder / f"{name}.csv"
        if not path.is_file():
            continue
        rows = _rows(path, patients)
        content[name] = [_entry(kind, row, path, line) for line, row in rows]
        counts[name] = len(rows)
    if len(patients) > 1:
        raise InputError(ErrorCode.RECORD_SEVERAL_PATIENTS, path=str(folder), count=len(patients))
    record = PatientRecord(**content)
    return RecordImport(
        record, RecordKind.CSV, understood=counts, resources=counts, not_understood=date_notes(record)
    )


def _rows(path: Path, patients: set[str]) -> list[tuple[int, dict[str, str]]]:
    """Rows with the line on which each begins."""
    try:
        text = read_input(path, MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            ErrorCode.RECORD_UNREADABLE, path=str(path), reason="UTF-8", rule="record.why_not_utf8"
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    begin = 2
    try:
        for row in reader:
            if None in row or None in row.values():
                raise _unreadable(path, begin, "")
            rows.append((begin, {key: formula_text(value) for key, value in row.items()}))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(path, begin, "") from error
    patients.update(row.get("patient_id", "") for _, row in rows)
    return rows


def _patient(rows: list[tuple[int, dict[str, str]]], path: Path) -> dict[str, Any]:
    """Fields outside the lists: one a row, each with who says so."""
    content: dict[str, Any] = {}
    for line, row in rows:
        group, _, name = row.get("field", "").partition(".")
        field = PatientRecord.model_fields.get(group)
        if group == "is_synthetic":
            content[group] = row.get("value") == "true"
            continue
        if field is None or not (
            isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        ):
            raise _unreadable(path, line, "field")
        stated = content.setdefault(group, {})
        stated["source"] = _source(row)
        if row.get("value"):
            stated[name or "value"] = row["value"]
        try:
            field.annotation.model_validate(stated)
        except ValidationError as error:
            raise _unreadable(path, line, "value") from error
    return content


def _entry(kind: type[BaseModel], row: dict[str, str], path: Path, line: int) -> BaseModel:
    plain: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if field.annotation is Coding:
            prefix = "" if name == "coding" else f"{name}_"
            plain[name] = {
                "system": row.get(f"{prefix}code_system", ""),
                "code": row.get(f"{prefix}code", ""),
                "display": row.get(f"{prefix}text", ""),
            }
        elif field.annotation is SourceRef:
            plain[name] = _source(row)
        elif text := row.get(flat_name(name), ""):
            is_list = field.annotation == tuple[str, ...]
            plain[name] = _listed(text) if is_list else text
        elif type(None) not in get_args(field.annotation):
            # an absent text is empty; what has a default takes it
            plain[name] = "" if field.annotation is str else field.default
    try:
        if "value_type" in row:
            plain["value"] = _VALUES[row["value_type"]](row["value"])
        return kind.model_validate(plain)
    except ValidationError as error:
        place = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        raise _unreadable(path, line, place) from error
    except (KeyError, ValueError) as error:
        raise _unreadable(path, line, "value") from error


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.removesuffix("\n").split("\n")) if "\n" in text else tuple(text.split(" "))


def _source(row: dict[str, str]) -> dict[str, str]:
    stated = {"origin": row.get("origin", ""), "document": row.get("source", "")}
    return {name: text for name, text in stated.items() if text}


def _unreadable(path: Path, line: int, column: str) -> InputError:
    return InputError(
        ErrorCode.RECORD_UNREADABLE,
        path=str(path),
        reason=f"line {line} {column}".strip(),
        rule="record.why_cell" if column else "record.why_row",
        line=line,
        column=column,
    )
