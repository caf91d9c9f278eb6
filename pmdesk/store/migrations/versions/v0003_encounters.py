"""Version 3: encounters, reports of departments and stated answers lie in tables of their own.

Version 2 kept them with the patient as JSON, like everything that had no table yet; they are moved.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_CODING = ("system", "code", "display")
# Field of the record: table, field that names the entry, columns of the coding, other columns.
_LISTS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]] = {
    "encounters": ("encounters", "id", _CODING, ("class_code", "started", "ended")),
    "reports": ("diagnostic_reports", "id", _CODING, ("issued",)),
    "stated_inputs": ("stated_inputs", "name", (), ("unit", "stated_on")),
}


def upgrade() -> None:
    """Make the tables and move what is there."""
    for table, _, coding, others in _LISTS.values():
        op.create_table(
            table,
            sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), primary_key=True),
            sa.Column("position", sa.Integer, primary_key=True),
            sa.Column("entry_id", sa.Text, nullable=False),
            *(sa.Column(name, sa.Text) for name in (*coding, *others)),
            sa.Column("details", sa.Text),
            sqlite_with_rowid=False,
        )
    connection = op.get_bind()
    mentioned = " OR ".join(f"details LIKE '%\"{field}\"%'" for field in _LISTS)
    patients = connection.execute(sa.text(f"SELECT id, details FROM patients WHERE {mentioned}")).all()
    for patient in patients:
        plain = json.loads(patient.details)
        for field in _LISTS:
            for position, entry in enumerate(plain.pop(field, ())):
                _insert(connection, field, patient.id, position, entry)
        connection.execute(
            sa.text("UPDATE patients SET details = :details WHERE id = :id"),
            {"id": patient.id, "details": _json(plain)},
        )


def _insert(
    connection: sa.Connection, field: str, patient_id: int, position: int, entry: dict[str, Any]
) -> None:
    table, name, coding_columns, columns = _LISTS[field]
    coding = entry.get("coding", {})
    row: dict[str, Any] = {"patient_id": patient_id, "position": position, "entry_id": entry.pop(name)}
    row |= {column: coding.pop(column, None) for column in coding_columns}
    row |= {column: entry.pop(column, None) for column in columns}
    if coding_columns and not coding:
        entry.pop("coding", None)
    row["details"] = _json(entry)
    names = ", ".join(row)
    values = ", ".join(f":{column}" for column in row)
    connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)


def _json(plain: dict[str, Any]) -> str | None:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) if plain else None
