"""Whether a learned model is for the patient, by what the record says beyond the model's own columns."""

from pmdesk.core.texts import LocalizedText
from pmdesk.risk.input_table import Gate, input_table
from pmdesk.risk.knowledge import reason
from pmdesk.risk.learned.manifest import LearnedManifest
from pmdesk.risk.patient_score import refused_by
from pmdesk.services.record_facts import RecordFacts


def refusals(manifest: LearnedManifest, facts: RecordFacts) -> tuple[LocalizedText, ...]:
    """Why a model is not for the patient, by what the record says beyond the model's own columns."""
    said = (refused_by(gate, _gate_value(gate, facts)) for gate in _gates(manifest))
    return tuple(text for text in said if text is not None)


def unknown_gates(manifest: LearnedManifest, facts: RecordFacts) -> tuple[LocalizedText, ...]:
    """What is said of a result while nobody knows whether the model is for the patient."""
    return tuple(
        reason(gate.unknown) for gate in _gates(manifest) if gate.unknown and _gate_value(gate, facts) is None
    )


def _gates(manifest: LearnedManifest) -> tuple[Gate, ...]:
    return input_table().learned_gates.get(manifest.id, ())


def _gate_value(gate: Gate, facts: RecordFacts) -> bool | float | str | None:
    known = facts.get(gate.fact)
    if known is None:
        return None
    return bool(known.value) if known.value in (0.0, 1.0) else known.value
