"""Version 1: patients and their entries, findings with reviews, users, audit log."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ENTRIES = {
    "observations": "system code display value:real text unit taken_on",
    "conditions": "system code display clinical_status onset",
    "drugs": "system code display dose started stopped",
    "procedures": "system code display performed",
    "family_history": "relation system code display",
    "allergies": "system code display",
    "studies": "study_uid modality study_date description",
    "pathology": "system code display specimen taken_on",
    "genome_summaries": "path sha256 build sample variant_count:integer",
    "scores": "computed_at model_id model_version state probability:real",
    "options": "computed_at rule_id knowledge_version kind",
    "reports": "path sha256 created_at signed_by",
    "questionnaires": "instrument answered_on score:real",
    "follow_ups": "what due_on done_on",
}
_KINDS: dict[str, Any] = {"": sa.Text, "real": sa.Float, "integer": sa.Integer}

# What is in the log stays: no change, no removal, no entry between others or with a wrong link.
_AUDIT_GUARDS = (
    (
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    ),
    (
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    ),
    (
        "CREATE TRIGGER audit_in_order BEFORE INSERT ON audit "
        "WHEN NEW.seq <= (SELECT max(seq) FROM audit) "
        "OR NEW.previous <> coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), '') "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    ),
)


def upgrade() -> None:
    """Make the tables in an empty file."""
    op.create_table(
        "patients",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("number", required=True),
        _text("name", required=True),
        *(_text(name) for name in ("birth_date", "sex", "details")),
        sa.Column("revision", sa.Integer, nullable=False),
        _text("changed_at", required=True),
        sqlite_autoincrement=True,
    )
    for name, columns in _ENTRIES.items():
        op.create_table(
            name,
            _patient(key=True),
            sa.Column("position", sa.Integer, primary_key=True),
            _text("entry_id", required=True),
            *(_column(column) for column in columns.split()),
            _text("details"),
            sqlite_with_rowid=False,
        )
    _make_findings()
    _make_users_and_audit()


def _make_findings() -> None:
    keys = [("series_uid", sa.Text), ("finding_id", sa.Text)]
    op.create_table(
        "findings",
        _patient(key=True),
        *(sa.Column(name, kind, primary_key=True) for name, kind in keys),
        sa.Column("number", sa.Integer, nullable=False),
        _text("status", required=True),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "measurements",
        _patient(key=True),
        *(sa.Column(name, kind, primary_key=True) for name, kind in [*keys, ("quantity", sa.Text)]),
        sa.Column("value", sa.Float, nullable=False),
        _text("unit", required=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        _patient(),
        *(_text(name, required=True) for name in ("series_uid", "finding_id", "at", "by")),
        sa.Column("withdrawn", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_index("reviews_of_series", "reviews", ["patient_id", "series_uid"])


def _make_users_and_audit() -> None:
    op.create_table(
        "users",
        sa.Column("name", sa.Text, primary_key=True),
        _text("role", required=True),
        _text("password_hash", required=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True),
        *(
            _text(name, required=True)
            for name in ("at", "who", "action", "subject", "details", "previous", "hash")
        ),
        sqlite_autoincrement=True,
    )
    for guard in _AUDIT_GUARDS:
        op.execute(guard)


def _text(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=not required)


def _patient(*, key: bool = False) -> sa.Column[int]:
    return sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), primary_key=key, nullable=False)


def _column(stated: str) -> sa.Column[object]:
    name, _, kind = stated.partition(":")
    return sa.Column(name, _KINDS[kind])
