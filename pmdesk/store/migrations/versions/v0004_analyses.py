"""Version 4: whether a series was analysed, by which models and at which operating point; marks that were hidden.

Version 3 kept the marks that were shown and nothing else. Where one of them names the model that made it, the series
was analysed, and what was hidden is not known; of every other series nobody wrote down whether it was analysed.
"""

import json
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COLUMNS = "model_id model_version model_sha256 device analysed_at".split()


def upgrade() -> None:
    """Make the table, fill it from what is there, and call every mark that is there a shown one."""
    op.create_table(
        "analyses",
        sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), primary_key=True),
        sa.Column("series_uid", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in _COLUMNS),
        sa.Column("threshold", sa.Float),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("findings", sa.Column("shown", sa.Integer, nullable=False, server_default="1"))
    connection = op.get_bind()
    known = connection.execute(
        sa.text(
            "SELECT patient_id, entry_id AS series_uid FROM studies "
            "UNION SELECT patient_id, series_uid FROM findings ORDER BY 1, 2"
        )
    ).all()
    for row in known:
        made = _made_by(connection, row.patient_id, row.series_uid)
        connection.execute(
            _INSERT, {"patient_id": row.patient_id, "series_uid": row.series_uid, **_row(made)}
        )


_INSERT = sa.text(
    "INSERT INTO analyses (patient_id, series_uid, state, model_id, model_version, model_sha256, device, "
    "analysed_at, threshold, document) VALUES (:patient_id, :series_uid, :state, :model_id, :model_version, "
    ":model_sha256, :device, :analysed_at, NULL, :document)"
)


def _made_by(connection: sa.Connection, patient_id: int, series_uid: str) -> dict[str, Any] | None:
    """How the first mark that a model made was made, as version 3 packed it."""
    documents = connection.execute(
        sa.text(
            "SELECT document FROM findings WHERE patient_id = :patient AND series_uid = :series ORDER BY number"
        ),
        {"patient": patient_id, "series": series_uid},
    ).scalars()
    for document in documents:
        if made := _provenance_in(document):
            return made
    return None


def _provenance_in(document: bytes) -> dict[str, Any] | None:
    """None also for what cannot be read: one spoilt mark must not keep the whole store from opening."""
    try:
        made: dict[str, Any] = json.loads(zlib.decompress(document))["detection"]["provenance"]
        _row(made)
    except (zlib.error, ValueError, KeyError, TypeError):
        return None
    return made


def _row(made: dict[str, Any] | None) -> dict[str, Any]:
    if made is None:
        empty: dict[str, Any] = dict.fromkeys(_COLUMNS)
        return {"state": "unknown", **empty, "document": _packed({})}
    model = made["model"]
    return {
        "state": "done",
        "model_id": model["model_id"],
        "model_version": model["version"],
        "model_sha256": model["sha256"],
        "device": made["device"],
        "analysed_at": made["created_at"],
        "document": _packed({"state": "done", "provenance": made, "is_whole": False}),
    }


def _packed(plain: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), level=6)
