"""A record as CSV tables: one long table of everything with a date, and one table a list."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.record import Coding, PatientRecord, SourceRef, StatedInput
from pmdesk.core.spreadsheet import formula_safe

LONG_FILE = "record.csv"
PATIENT_FILE = "patient.csv"
LONG_COLUMNS = (
    "patient_id",
    "kind",
    "id",
    "code_system",
    "code",
    "text",
    "value",
    "unit",
    "reference_low",
    "reference_high",
    "date",
    "end_date",
    "details",
    "origin",
    "source",
)
LISTS = {
    "observation": "observations",
    "condition": "conditions",
    "medication": "medications",
    "procedure": "procedures",
    "allergy": "allergies",
    "encounter": "encounters",
    "report": "reports",
    "family_history": "family_history",
}
"""Kind in the long table to the list of the record; the list gives the name of its own table."""

_DAYS = ("taken_on", "onset", "started", "performed", "recorded", "issued")
_ENDS = ("ended", "stopped")
_DETAILS = (
    "text",
    "category",
    "clinical_status",
    "verification",
    "stage",
    "histology",
    "dose",
    "active",
    "reaction",
    "criticality",
    "class_code",
    "reason",
    "conclusion",
    "relation",
    "onset_age_years",
)


def csv_tables(record: PatientRecord) -> dict[str, str]:
    """Text of every table by the name of its file (RFC 4180)."""
    patient = record.demographics.patient_id
    rows = [_long_row(patient, kind, item) for kind, name in LISTS.items() for item in getattr(record, name)]
    tables = {LONG_FILE: _csv(LONG_COLUMNS, rows), PATIENT_FILE: _patient(record)}
    for name in [*LISTS.values(), "stated_inputs"]:
        entries = getattr(record, name)
        if entries:
            wide = [{"patient_id": patient, **_flat(item)} for item in entries]
            tables[f"{name}.csv"] = _csv(tuple(wide[0]), wide)
    return tables


def write_csv_tables(record: PatientRecord, folder: Path) -> tuple[Path, ...]:
    """Write the tables into a folder, with a byte order mark so that spreadsheet programs read Chinese rightly.

    Returns
    -------
    tuple of Path
        The files, the long table first.

    Raises
    ------
    FailedError
        The disk is full or the folder cannot be written; files written before it stay.
    """
    written = []
    for name, text in csv_tables(record).items():
        with atomic_write(folder / name) as temporary:
            temporary.write_bytes(text.encode("utf-8-sig"))
        written.append(folder / name)
    return tuple(written)


def _long_row(patient: str, kind: str, item: Any) -> dict[str, object]:
    coding: Coding = item.condition if kind == "family_history" else item.coding
    source: SourceRef = item.source
    shown = {name: getattr(item, name, None) for name in _DETAILS}
    return {
        "patient_id": patient,
        "kind": kind,
        "id": item.id,
        "code_system": coding.system,
        "code": coding.code,
        "text": coding.display,
        "value": getattr(item, "value", None),
        "unit": getattr(item, "unit", ""),
        "reference_low": getattr(item, "reference_low", None),
        "reference_high": getattr(item, "reference_high", None),
        "date": _first(item, _DAYS) or getattr(item, "partial_date", ""),
        "end_date": _first(item, _ENDS) or getattr(item, "partial_end", ""),
        "details": "; ".join(
            f"{name}={_plain(value)}" for name, value in shown.items() if value not in (None, "")
        ),
        "origin": source.origin.value,
        "source": source.document,
    }


def _patient(record: PatientRecord) -> str:
    """Fields outside the lists, one a row."""
    columns = ("patient_id", "field", "value", "origin", "source")
    patient = record.demographics.patient_id
    rows: list[dict[str, object]] = []
    for group in PatientRecord.model_fields:
        entry = getattr(record, group)
        if not isinstance(entry, BaseModel):
            continue
        source: SourceRef = getattr(entry, "source", SourceRef())
        if source != SourceRef() and entry == type(entry)(source=source):
            # nothing is stated, and yet somebody says so
            rows.append(
                {
                    "patient_id": patient,
                    "field": group,
                    "origin": source.origin.value,
                    "source": source.document,
                }
            )
        for name, value in entry:
            if name == "source" or value in (None, ""):
                continue
            field = group if name == "value" else f"{group}.{name}"
            rows.append(
                {
                    "patient_id": patient,
                    "field": field,
                    "value": value,
                    "origin": source.origin.value,
                    "source": source.document,
                }
            )
    if record.is_synthetic:
        rows.append({"patient_id": patient, "field": "is_synthetic", "value": True})
    return _csv(columns, rows)


def _flat(item: BaseModel) -> dict[str, object]:
    """Fields of an entry, those of its code and source spelled out."""
    flat: dict[str, object] = {}
    for name, value in item:
        if isinstance(value, Coding):
            prefix = "" if name == "coding" else f"{name}_"
            flat |= {
                f"{prefix}code_system": value.system,
                f"{prefix}code": value.code,
                f"{prefix}text": value.display,
            }
        elif isinstance(value, SourceRef):
            flat |= {"origin": value.origin.value, "source": value.document}
        else:
            flat[flat_name(name)] = value
    if isinstance(item, StatedInput):
        # 1.0 and "1.0" are written alike
        flat["value_type"] = type(item.value).__name__
    return flat


def flat_name(name: str) -> str:
    """Column of a field; the text of a result stands beside the name of what was measured, which is ``text``."""
    return "text_value" if name == "text" else name


def _csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    """Text of a cell; a text that a spreadsheet would run as a formula is marked as text."""
    text = _plain(value)
    return formula_safe(text) if isinstance(value, str) else text


def _plain(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return repr(value)
        case tuple():
            # an id may hold spaces
            has_spaces = any(" " in str(part) for part in value)
            return "".join(f"{part}\n" for part in value) if has_spaces else " ".join(map(str, value))
    return str(value)


def _first(item: object, names: tuple[str, ...]) -> object:
    return next((getattr(item, name) for name in names if getattr(item, name, None) is not None), None)
