"""Version 2: patients are found as one types, by any part of the name or by number."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index and fill it for the patients that are there."""
    op.create_table(
        "search_keys",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("search_keys_of_patient", "search_keys", ["patient_id"])
    connection = op.get_bind()
    known = connection.execute(sa.text("SELECT id, name, number FROM patients")).all()
    rows = [{"key": key, "patient": row.id} for row in known for key in _keys(row.name, row.number)]
    if rows:
        connection.execute(sa.text("INSERT INTO search_keys (key, patient_id) VALUES (:key, :patient)"), rows)


def _keys(name: str, number: str) -> set[str]:
    """As `pmdesk.store.searching.search_keys` made them when this version was released."""
    keys = {_plain(number)}
    for group in name.split("="):
        words = _plain(group.replace("^", " ")).split()
        keys |= {" ".join(words[start:] + words[:start]) for start in range(len(words))}
        keys.add("".join(words))
    return keys - {""}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
