"""In what two statements of a patient's identity differ, with both sides, so that a person can judge."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from pmdesk.core.person_names import person_name
from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.core.volume import ImagePatient
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.widgets import terms


def images_and_record(
    fields: Iterable[str], patient: ImagePatient | None, record: PatientRecord | None, texts: QtTexts
) -> str:
    """``patient id (images: P1; record: MR-1), name (...)``; the fields alone where a side is not there."""
    if patient is None or record is None:
        return texts.join(texts.of(f"field.{name}") for name in fields)
    headers = Demographics(
        patient_id=str(patient.patient_id),
        name=patient.name,
        birth_date=patient.birth_date,
        sex=patient.sex,
    )
    return texts.join(
        QCoreApplication.translate("Identity", "{field} (images: {first}; record: {second})").format(
            field=texts.of(f"field.{name}"),
            first=_shown(name, headers),
            second=_shown(name, record.demographics),
        )
        for name in fields
    )


def open_and_new(fields: Iterable[str], first: PatientRecord, second: PatientRecord, texts: QtTexts) -> str:
    """``patient id (open record: P1; new file: MR-1), name (...)``."""
    return texts.join(
        QCoreApplication.translate("Identity", "{field} (open record: {first}; new file: {second})").format(
            field=texts.of(f"field.{name}"),
            first=_shown(name, first.demographics),
            second=_shown(name, second.demographics),
        )
        for name in fields
    )


def _shown(field: str, who: Demographics) -> str:
    match field:
        case "patient_id":
            return who.patient_id or terms.not_known()
        case "name":
            return person_name(who.name) or terms.not_known()
        case "birth_date":
            return (
                who.birth_date.isoformat() if who.birth_date else who.partial_birth_date or terms.not_known()
            )
        case _:
            return terms.sex(who.sex)
