"""The treatment rules as data: loading and checking the table."""

import json
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.evidence import Evidence
from pmdesk.core.paths import resources_dir
from pmdesk.core.texts import LocalizedText
from pmdesk.core.treatment import OptionKind
from pmdesk.treatment.disease import disease_table
from pmdesk.treatment.predicate import (
    AllergicTo,
    DiseaseIs,
    FeatureIs,
    FeatureKnown,
    Predicate,
    StageIs,
    TakesDrug,
    leaves,
)


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EvidenceRow(_Row):
    """One source. ``checked`` says whether the fact was read in a source when the table was made, or is general
    knowledge that the reader must verify; the table's note for it is shown with the source.
    """

    source: str
    reference: str = ""
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    level: str = ""
    checked: Literal["read", "general_knowledge"]


class Caution(_Row):
    """Text that is shown when the predicate holds."""

    when: Predicate
    text: LocalizedText


class MissingFact(_Row):
    """What should be known before acting; shown unless the predicate holds (always, without one)."""

    text: LocalizedText
    unless: Predicate | None = None


class TreatmentRule(_Row):
    """One rule: the option it gives, and when."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    kind: OptionKind
    rank: int = Field(ge=1, le=9)
    title: LocalizedText
    rationale: LocalizedText
    when: Predicate
    evidence: tuple[EvidenceRow, ...] = Field(min_length=1)
    contraindications: tuple[LocalizedText, ...] = ()
    cautions: tuple[Caution, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    not_for: tuple[LocalizedText, ...] = ()


class DrugClass(_Row):
    """Drugs by the words that name them in a record."""

    title: LocalizedText
    words: tuple[str, ...] = Field(min_length=1)


class Statements(_Row):
    """Templates of what a fact says; ``{value}`` stands for the fact."""

    disease: LocalizedText
    no_disease: LocalizedText
    stage: LocalizedText
    feature: LocalizedText
    biomarker: LocalizedText
    biomarker_germline: LocalizedText
    biomarker_somatic: LocalizedText
    not_reported: LocalizedText
    not_assessable: LocalizedText
    genome_absent: LocalizedText
    genome_present: LocalizedText
    age: LocalizedText
    sex: LocalizedText
    medication: LocalizedText
    allergy: LocalizedText
    follow_up: LocalizedText


class TreatmentKnowledge(_Row):
    """The whole table."""

    version: str
    as_of: str = Field(pattern=r"^\d{4}-\d{2}$")
    statements: Statements
    notes: dict[Literal["read", "general_knowledge"], LocalizedText]
    drug_classes: dict[str, DrugClass]
    rules: tuple[TreatmentRule, ...]

    def evidence(self, row: EvidenceRow) -> Evidence:
        """The source with the table's date and its note on how it was checked."""
        return Evidence(
            source=row.source,
            reference=row.reference,
            year=row.year,
            doi=row.doi,
            pmid=row.pmid,
            level=row.level,
            as_of=self.as_of,
            note=self.notes[row.checked],
        )


def load_knowledge(path: Path | None = None) -> TreatmentKnowledge:
    """Load and check a table; without ``path`` the product's own, read once.

    Raises
    ------
    InputError
        ``KNOWLEDGE_INVALID`` (``path``, ``reason``) when it is missing, malformed, or asks for a category, feature
        or drug class that does not exist.
    """
    return _load(path) if path is not None else _own()


@cache
def _own() -> TreatmentKnowledge:
    return _load(resources_dir() / "knowledge" / "treatment_rules.json")


def _load(path: Path) -> TreatmentKnowledge:
    try:
        table = TreatmentKnowledge.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise InputError(ErrorCode.KNOWLEDGE_INVALID, path=path, reason=str(error)) from error
    reason = _fault(table)
    if reason:
        raise InputError(ErrorCode.KNOWLEDGE_INVALID, path=path, reason=reason)
    return table


def predicates_of(rule: TreatmentRule) -> tuple[Predicate, ...]:
    """Every predicate that the rule asks for: its trigger, its cautions, what it misses."""
    asked = [rule.when, *(caution.when for caution in rule.cautions)]
    asked += [missing.unless for missing in rule.missing if missing.unless is not None]
    return tuple(leaf for predicate in asked for leaf in leaves(predicate))


def _fault(table: TreatmentKnowledge) -> str:
    ids = [rule.id for rule in table.rules]
    if len(set(ids)) != len(ids):
        return "duplicate rule id"
    missing_notes = {"read", "general_knowledge"} - set(table.notes)
    if missing_notes:
        return f"notes lack {sorted(missing_notes)}"
    diseases = disease_table()
    features = {feature.id for feature in diseases.features}
    for rule in table.rules:
        for leaf in predicates_of(rule):
            match leaf:
                case DiseaseIs(category=name) | StageIs(category=name) if diseases.category(name) is None:
                    return f"{rule.id}: no disease category {name}"
                case FeatureIs(feature=name) | FeatureKnown(feature=name) if name not in features:
                    return f"{rule.id}: no feature {name}"
                case TakesDrug(drug_class=name) | AllergicTo(drug_class=name) if (
                    name not in table.drug_classes
                ):
                    return f"{rule.id}: no drug class {name}"
                case _:
                    continue
    return ""
