"""Identifiers as distinct types, so that a series UID is never passed where a study UID is meant."""

from typing import NewType

PatientId = NewType("PatientId", str)
StudyUid = NewType("StudyUid", str)
SeriesUid = NewType("SeriesUid", str)
SopInstanceUid = NewType("SopInstanceUid", str)
FrameOfReferenceUid = NewType("FrameOfReferenceUid", str)
FindingId = NewType("FindingId", str)
VariantId = NewType("VariantId", str)
ObservationId = NewType("ObservationId", str)
OptionId = NewType("OptionId", str)
RiskId = NewType("RiskId", str)
