"""Lists of a patient as rows: which field of which type lies in which column; the rest of an entry is ``details``."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from pmdesk.core import dossier, record
from pmdesk.store import schema
from pmdesk.store.codec import from_plain, to_plain

_CODING = {"system": "coding.system", "code": "coding.code", "display": "coding.display"}


def _same(names: str) -> dict[str, str]:
    return {name: name for name in names.split()}


@dataclass(frozen=True, slots=True)
class EntryList:
    """One list of a record or dossier.

    Parameters
    ----------
    field
        Its name there.
    kind
        Type of its entries.
    table
        Where they lie.
    columns
        Column to dotted path of the field.
    id_field
        The text field that tells the entries of a patient apart.
    """

    field: str
    kind: type[Any]
    table: Table
    columns: Mapping[str, str]
    id_field: str = "id"

    def rows(self, patient_id: int, entries: Iterable[Any]) -> list[dict[str, Any]]:
        return [self._row(patient_id, position, entry) for position, entry in enumerate(entries)]

    def entry(self, row: Mapping[str, Any]) -> Any:
        plain = json.loads(row["details"]) if row["details"] else {}
        plain[self.id_field] = row["entry_id"]
        for column, path in self.columns.items():
            put(plain, path, row[column])
        return from_plain(self.kind, plain)

    def _row(self, patient_id: int, position: int, entry: Any) -> dict[str, Any]:
        plain = to_plain(entry)
        row = {"patient_id": patient_id, "position": position, "entry_id": plain.pop(self.id_field)}
        row |= {column: take(plain, path) for column, path in self.columns.items()}
        row["details"] = as_json(plain)
        return row


RECORD_LISTS = (
    EntryList(
        "observations",
        record.Observation,
        schema.observations,
        {**_CODING, **_same("value text unit taken_on")},
    ),
    EntryList(
        "conditions", record.Condition, schema.conditions, {**_CODING, **_same("clinical_status onset")}
    ),
    EntryList("medications", record.Medication, schema.drugs, {**_CODING, **_same("dose started stopped")}),
    EntryList("procedures", record.Procedure, schema.procedures, {**_CODING, **_same("performed")}),
    EntryList(
        "family_history",
        record.FamilyHistoryEntry,
        schema.family_history,
        {
            "relation": "relation",
            "system": "condition.system",
            "code": "condition.code",
            "display": "condition.display",
        },
    ),
    EntryList("allergies", record.Allergy, schema.allergies, _CODING),
    EntryList(
        "encounters", record.Encounter, schema.encounters, {**_CODING, **_same("class_code started ended")}
    ),
    EntryList("reports", record.DiagnosticReport, schema.diagnostic_reports, {**_CODING, **_same("issued")}),
    EntryList(
        "stated_inputs", record.StatedInput, schema.stated_inputs, _same("unit stated_on"), id_field="name"
    ),
)

DOSSIER_LISTS = (
    EntryList("studies", dossier.Study, schema.studies, _same("study_uid modality study_date description")),
    EntryList(
        "pathology", dossier.PathologyReport, schema.pathology, {**_CODING, **_same("specimen taken_on")}
    ),
    EntryList(
        "genomes",
        dossier.GenomeSummary,
        schema.genome_summaries,
        _same("path sha256 build sample variant_count"),
    ),
    EntryList(
        "scores",
        dossier.KeptScore,
        schema.scores,
        {
            "computed_at": "computed_at",
            "model_id": "score.model_id",
            "model_version": "score.model_version",
            "state": "score.state",
            "probability": "score.probability",
        },
    ),
    EntryList(
        "options",
        dossier.KeptOption,
        schema.options,
        {
            "computed_at": "computed_at",
            "rule_id": "option.rule_id",
            "knowledge_version": "option.knowledge_version",
            "kind": "option.kind",
        },
    ),
    EntryList("reports", dossier.ReportReference, schema.reports, _same("path sha256 created_at signed_by")),
    EntryList(
        "questionnaires",
        dossier.QuestionnaireResponse,
        schema.questionnaires,
        _same("instrument answered_on score"),
    ),
    EntryList("follow_ups", dossier.FollowUp, schema.follow_ups, _same("what due_on done_on")),
)


def load_entries(connection: Connection, entries: EntryList, patient_id: int) -> tuple[Any, ...]:
    """The list of a patient, in its order."""
    table = entries.table
    rows = connection.execute(
        select(table).where(table.c.patient_id == patient_id).order_by(table.c.position)
    ).mappings()
    return tuple(entries.entry(dict(row)) for row in rows)


def save_entries(connection: Connection, entries: EntryList, patient_id: int, values: Iterable[Any]) -> bool:
    """Write what differs from what is there; True when something did."""
    table = entries.table
    wanted = entries.rows(patient_id, values)
    kept = [
        dict(row)
        for row in connection.execute(
            select(table).where(table.c.patient_id == patient_id).order_by(table.c.position)
        ).mappings()
    ]
    changed = [row for position, row in enumerate(wanted) if position >= len(kept) or kept[position] != row]
    if changed:
        connection.execute(insert(table).prefix_with("OR REPLACE"), changed)
    if len(kept) > len(wanted):
        connection.execute(
            delete(table).where(table.c.patient_id == patient_id, table.c.position >= len(wanted))
        )
    return bool(changed) or len(kept) > len(wanted)


def as_json(plain: Mapping[str, Any]) -> str | None:
    """JSON of a mapping, None when it is empty."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) if plain else None


def take(plain: dict[str, Any], path: str) -> Any:
    """Remove and give what stands at a dotted path; None when nothing does. A mapping left empty goes with it."""
    first, _, rest = path.partition(".")
    if not rest:
        return plain.pop(first, None)
    inner = plain.get(first)
    if not isinstance(inner, dict):
        return None
    value = take(inner, rest)
    if not inner:
        del plain[first]
    return value


def put(plain: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a dotted path; None leaves the field at its default, in a mapping that is there."""
    first, _, rest = path.partition(".")
    if rest:
        put(plain.setdefault(first, {}), rest, value)
    elif value is not None:
        plain[first] = value
