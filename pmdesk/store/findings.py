"""Findings of a series, what was measured on them, and what people decided."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pmdesk.core.finding import Finding
from pmdesk.core.ids import SeriesUid
from pmdesk.core.review import ReviewEvent
from pmdesk.store import schema
from pmdesk.store.codec import pack, unpack


def load_findings(connection: Connection, patient_id: int, series_uid: SeriesUid) -> tuple[Finding, ...]:
    """Every finding of the series, by number."""
    table = schema.findings
    rows = connection.execute(
        select(table.c.document)
        .where(table.c.patient_id == patient_id, table.c.series_uid == series_uid)
        .order_by(table.c.number)
    ).scalars()
    return tuple(unpack(Finding, document) for document in rows)


def save_findings(
    connection: Connection, patient_id: int, series_uid: SeriesUid, values: Iterable[Finding]
) -> int:
    """Write what differs from what is there, and remove what is no longer found. Returns how many were written."""
    table, of_series = schema.findings, {"patient_id": patient_id, "series_uid": series_uid}
    here = (table.c.patient_id == patient_id, table.c.series_uid == series_uid)
    kept = {
        row.finding_id: row.document
        for row in connection.execute(select(table.c.finding_id, table.c.document).where(*here))
    }
    wanted = [(finding, pack(finding)) for finding in values]
    changed = [(finding, document) for finding, document in wanted if kept.get(str(finding.id)) != document]
    gone = kept.keys() - {str(finding.id) for finding, _ in wanted}
    for finding_id in [*gone, *(str(finding.id) for finding, _ in changed)]:
        for each in (schema.findings, schema.measurements):
            connection.execute(
                delete(each).where(
                    each.c.patient_id == patient_id,
                    each.c.series_uid == series_uid,
                    each.c.finding_id == finding_id,
                )
            )
    for finding, document in changed:
        row = {**of_series, "finding_id": str(finding.id)}
        connection.execute(
            insert(table),
            {**row, "number": finding.number, "status": finding.status.value, "document": document},
        )
        if quantities := _quantities(finding):
            connection.execute(insert(schema.measurements), [{**row, **item} for item in quantities])
    return len(changed) + len(gone)


def load_reviews(connection: Connection, patient_id: int, series_uid: SeriesUid) -> tuple[ReviewEvent, ...]:
    """The decisions that stand, in the order in which they were made."""
    table = schema.reviews
    rows = connection.execute(
        select(table.c.document)
        .where(table.c.patient_id == patient_id, table.c.series_uid == series_uid, table.c.withdrawn == 0)
        .order_by(table.c.id)
    ).scalars()
    return tuple(unpack(ReviewEvent, document) for document in rows)


def save_reviews(
    connection: Connection,
    patient_id: int,
    series_uid: SeriesUid,
    events: Iterable[ReviewEvent],
    by: str,
) -> int:
    """Add the decisions that are new; mark those taken back that the case no longer holds. Returns how many are new."""
    table = schema.reviews
    here = (table.c.patient_id == patient_id, table.c.series_uid == series_uid)
    kept = {
        (row.finding_id, row.at): row
        for row in connection.execute(
            select(table.c.id, table.c.finding_id, table.c.at, table.c.withdrawn).where(*here)
        )
    }
    held = {(str(event.finding_id), event.at.isoformat()): event for event in events}
    for where, row in kept.items():
        if (withdrawn := int(where not in held)) != row.withdrawn:
            connection.execute(update(table).where(table.c.id == row.id).values(withdrawn=withdrawn))
    new = [
        {
            "patient_id": patient_id,
            "series_uid": series_uid,
            "finding_id": finding_id,
            "at": at,
            "by": by,
            "withdrawn": 0,
            "document": pack(event),
        }
        for (finding_id, at), event in held.items()
        if (finding_id, at) not in kept
    ]
    if new:
        connection.execute(insert(table), new)
    return len(new)


def _quantities(finding: Finding) -> list[dict[str, Any]]:
    """What was measured, each with its unit (UCUM); what was not measured has no row."""
    size = finding.measurement
    if size is None:
        return []
    solid = size.solid
    stated: list[tuple[str, float | None, str]] = [
        ("long_axis", size.long_axis_mm, "mm"),
        ("short_axis", size.short_axis_mm, "mm"),
        ("volume", size.volume_mm3, "mm3"),
        ("volume_sd", size.volume_sd_mm3, "mm3"),
        ("mean_density", size.mean_hu, "[hnsf'U]"),
        ("sd_density", size.sd_hu, "[hnsf'U]"),
        ("solid_long_axis", solid.long_axis_mm if solid else None, "mm"),
        ("solid_short_axis", solid.short_axis_mm if solid else None, "mm"),
        ("solid_volume", solid.volume_mm3 if solid else None, "mm3"),
    ]
    return [
        {"quantity": name, "value": value, "unit": unit} for name, value, unit in stated if value is not None
    ]
