"""A series of a patient: whether it was analysed, its findings with what was measured, and what people decided."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select, union, update

from pmdesk.core.finding import Finding
from pmdesk.core.ids import SeriesUid
from pmdesk.core.kept_series import KeptAnalysis, KeptSeries
from pmdesk.core.review import ReviewEvent
from pmdesk.store import schema
from pmdesk.store.codec import pack, unpack


def load_series(connection: Connection, patient_id: int, series_uid: SeriesUid) -> KeptSeries:
    """The series as it was left; one that the store does not know has nothing to say."""
    table = schema.findings
    rows = connection.execute(
        select(table.c.document, table.c.shown)
        .where(table.c.patient_id == patient_id, table.c.series_uid == series_uid)
        .order_by(table.c.number)
    ).all()
    found = [(unpack(Finding, row.document), bool(row.shown)) for row in rows]
    return KeptSeries(
        analysis=_load_analysis(connection, patient_id, series_uid),
        findings=tuple(finding for finding, is_shown in found if is_shown),
        hidden=tuple(finding for finding, is_shown in found if not is_shown),
        reviews=_load_reviews(connection, patient_id, series_uid),
    )


def kept_series(connection: Connection, patient_id: int) -> tuple[SeriesUid, ...]:
    """Series of a patient of which something is kept."""
    of_analyses, of_findings = schema.analyses.c, schema.findings.c
    uids = connection.execute(
        union(
            select(of_analyses.series_uid).where(of_analyses.patient_id == patient_id),
            select(of_findings.series_uid).where(of_findings.patient_id == patient_id),
        ).order_by("series_uid")
    ).scalars()
    return tuple(SeriesUid(uid) for uid in uids)


def save_series(
    connection: Connection, patient_id: int, series_uid: SeriesUid, kept: KeptSeries, by: str
) -> dict[str, object]:
    """Write what differs from what is there; counts and states for the audit log."""
    _save_analysis(connection, patient_id, series_uid, kept.analysis)
    return {
        "series": series_uid,
        "analysis": kept.analysis.state.value,
        "written": _save_findings(connection, patient_id, series_uid, kept),
        "decisions": _save_reviews(connection, patient_id, series_uid, kept.reviews, by),
    }


def _load_analysis(connection: Connection, patient_id: int, series_uid: SeriesUid) -> KeptAnalysis:
    table = schema.analyses
    document = connection.execute(
        select(table.c.document).where(table.c.patient_id == patient_id, table.c.series_uid == series_uid)
    ).scalar_one_or_none()
    return unpack(KeptAnalysis, document) if document is not None else KeptAnalysis()


def _save_analysis(
    connection: Connection, patient_id: int, series_uid: SeriesUid, analysis: KeptAnalysis
) -> None:
    made, point = analysis.provenance, analysis.operating_point
    row = {
        "patient_id": patient_id,
        "series_uid": series_uid,
        "state": analysis.state.value,
        "model_id": made.model.model_id if made else None,
        "model_version": made.model.version if made else None,
        "model_sha256": made.model.sha256 if made else None,
        "device": made.device if made else None,
        "analysed_at": made.created_at.isoformat() if made else None,
        "threshold": point.threshold if point else None,
        "document": pack(analysis),
    }
    connection.execute(insert(schema.analyses).prefix_with("OR REPLACE"), row)


def _save_findings(
    connection: Connection, patient_id: int, series_uid: SeriesUid, kept_series: KeptSeries
) -> int:
    """Write what differs from what is there, and remove what is no longer found. Returns how many were written."""
    table, of_series = schema.findings, {"patient_id": patient_id, "series_uid": series_uid}
    here = (table.c.patient_id == patient_id, table.c.series_uid == series_uid)
    kept = {
        row.finding_id: (row.document, row.shown)
        for row in connection.execute(
            select(table.c.finding_id, table.c.document, table.c.shown).where(*here)
        )
    }
    wanted = [
        (finding, (pack(finding), shown))
        for findings, shown in ((kept_series.findings, 1), (kept_series.hidden, 0))
        for finding in findings
    ]
    changed = [(finding, content) for finding, content in wanted if kept.get(str(finding.id)) != content]
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
    for finding, (document, shown) in changed:
        row = {**of_series, "finding_id": str(finding.id)}
        connection.execute(
            insert(table),
            {
                **row,
                "number": finding.number,
                "status": finding.status.value,
                "document": document,
                "shown": shown,
            },
        )
        if quantities := _quantities(finding):
            connection.execute(insert(schema.measurements), [{**row, **item} for item in quantities])
    return len(changed) + len(gone)


def _load_reviews(connection: Connection, patient_id: int, series_uid: SeriesUid) -> tuple[ReviewEvent, ...]:
    """The decisions that stand, in the order in which they were made."""
    table = schema.reviews
    rows = connection.execute(
        select(table.c.document)
        .where(table.c.patient_id == patient_id, table.c.series_uid == series_uid, table.c.withdrawn == 0)
        .order_by(table.c.id)
    ).scalars()
    return tuple(unpack(ReviewEvent, document) for document in rows)


def _save_reviews(
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
