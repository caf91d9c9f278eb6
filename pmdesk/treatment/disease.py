"""Disease categories, stages and tumour features, recognised in the record by code first and cautiously by words."""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.paths import resources_dir
from pmdesk.core.record import ClinicalStatus, Coding, Condition, Observation, PatientRecord
from pmdesk.core.texts import LocalizedText


class StageGroup(StrEnum):
    """Anatomic stage groups without their subdivisions."""

    I = "I"  # noqa: E741 - the field's own name
    II = "II"
    III = "III"
    IV = "IV"


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DiseaseCategory(_Row):
    """``parents`` are wider categories; ``icd10`` are prefixes; ``words`` must stand in the text as whole words."""

    id: str
    title: LocalizedText
    parents: tuple[str, ...] = ()
    snomed: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unless_words: tuple[str, ...] = ()


class FeatureBand(_Row):
    """Values from ``at_least`` (included) to ``below``, in percent."""

    value: str
    at_least: float
    below: float


class FeatureWords(_Row):
    value: str
    words: tuple[str, ...]


class TumourFeature(_Row):
    """A feature that pathology states, as words beside the diagnosis or as an observation called ``names``."""

    id: str
    title: LocalizedText
    names: tuple[str, ...]
    phrases: tuple[FeatureWords, ...] = ()
    results: tuple[FeatureWords, ...] = ()
    bands: tuple[FeatureBand, ...] = ()


class DiseaseTable(_Row):
    version: str
    source: str
    categories: tuple[DiseaseCategory, ...]
    not_diagnoses_snomed: tuple[str, ...]
    not_diagnoses_words: tuple[str, ...]
    stage_snomed: dict[str, StageGroup]
    metastatic_words: tuple[str, ...]
    features: tuple[TumourFeature, ...] = Field(default=())

    def category(self, category_id: str) -> DiseaseCategory | None:
        return next((row for row in self.categories if row.id == category_id), None)

    def upwards(self, category_id: str) -> frozenset[str]:
        """The category and everything wider."""
        row = self.category(category_id)
        if row is None:
            return frozenset()
        return frozenset({category_id}).union(*(self.upwards(parent) for parent in row.parents))


@dataclass(frozen=True, slots=True)
class DiseaseFact:
    """One diagnosis of the record in the terms of the table.

    ``category`` is the narrowest that is stated; ``active`` is False in remission or when resolved.
    ``basis`` is ``"code"`` or ``"words"``.
    """

    category: str
    categories: frozenset[str]
    condition_id: str
    title: LocalizedText
    stage: StageGroup | None
    stage_text: str
    basis: str
    active: bool


@dataclass(frozen=True, slots=True)
class FeatureFact:
    """One value of a tumour feature, and where it is stated."""

    feature: str
    value: str
    ref: NodeRef
    text: str


@cache
def disease_table() -> DiseaseTable:
    """The product's table.

    Raises
    ------
    InputError
        ``KNOWLEDGE_INVALID`` when it is missing or malformed.
    """
    path: Path = resources_dir() / "knowledge" / "disease_categories.json"
    try:
        table = DiseaseTable.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise InputError(ErrorCode.KNOWLEDGE_INVALID, path=path, reason=str(error)) from error
    unknown = {p for row in table.categories for p in row.parents} - {row.id for row in table.categories}
    if unknown:
        raise InputError(ErrorCode.KNOWLEDGE_INVALID, path=path, reason=f"unknown parents {sorted(unknown)}")
    return table


def diseases_of(record: PatientRecord | None) -> tuple[DiseaseFact, ...]:
    """The recognised diagnoses of a record, in its order; others are passed over."""
    if record is None:
        return ()
    return tuple(fact for condition in record.conditions if (fact := _fact(condition)) is not None)


def features_of(record: PatientRecord | None) -> tuple[FeatureFact, ...]:
    """Tumour features stated in the record; conflicting values are all given."""
    if record is None:
        return ()
    found: list[FeatureFact] = []
    displays = {observation.coding.display for observation in record.observations}
    for feature in disease_table().features:
        # thousands of values have but a few names
        named = {display for display in displays if has_words(display, feature.names)}
        for condition in record.conditions:
            text = _text(condition)
            value = _value_by_words(feature.phrases, text)
            if value:
                ref = NodeRef(NodeKind.CONDITION, condition.id)
                found.append(FeatureFact(feature.id, value, ref, text))
        for observation in record.observations:
            value = _observed(feature, observation) if observation.coding.display in named else ""
            if value:
                ref = NodeRef(NodeKind.OBSERVATION, observation.id)
                found.append(FeatureFact(feature.id, value, ref, _observation_text(observation)))
    return tuple(found)


def stage_group(text: str) -> StageGroup | None:
    """Stage group of free text such as ``IIIA``, ``Stage 4``, ``TNM stage 1`` or ``Ⅲ期``; None when not clear."""
    plain = unicodedata.normalize("NFKC", text).upper()
    found = {
        _numeral(match.group(1))
        for match in re.finditer(r"(?<![A-Z0-9])(IV|I{1,3}|[1-4])(?:[ABC]\d?)?(?=期|[^A-Z0-9]|$)", plain)
    }
    return StageGroup(found.pop()) if len(found) == 1 else None


def has_words(text: str, words: Iterable[str]) -> bool:
    """Whether any of ``words`` stands in ``text``: Latin ones as whole words without case, Chinese ones anywhere."""
    whole, anywhere = _sought(tuple(words))
    plain = _plain(text)
    return any(word in plain for word in anywhere) or (whole is not None and whole.search(plain) is not None)


@cache
def _sought(words: tuple[str, ...]) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """What is looked for as whole words, and what anywhere; the lists of the knowledge tables are few."""
    plain = [_plain(word) for word in words]
    latin = "|".join(re.escape(word) for word in plain if word.isascii())
    pattern = re.compile(rf"(?<![a-z0-9])(?:{latin})(?![a-z0-9])") if latin else None
    return pattern, tuple(word for word in plain if not word.isascii())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _numeral(text: str) -> str:
    return {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(text, text)


def _text(condition: Condition) -> str:
    return f"{condition.coding.display} {condition.histology}".strip()


def _fact(condition: Condition) -> DiseaseFact | None:
    table = disease_table()
    coding = condition.coding
    if coding.code in table.not_diagnoses_snomed or has_words(_text(condition), table.not_diagnoses_words):
        return None
    by_code = [row for row in table.categories if _has_code(row, coding)]
    by_words = [row for row in table.categories if _is_worded(row, _text(condition))]
    if by_code:
        # Words may narrow a coded diagnosis (lung cancer, adenocarcinoma), never turn it into another.
        coded = frozenset().union(*(table.upwards(row.id) for row in by_code))
        rows = by_code + [row for row in by_words if table.upwards(row.id) & coded - {"any_cancer"}]
    else:
        rows = by_words
    if not rows:
        return None
    categories = frozenset().union(*(table.upwards(row.id) for row in rows))
    narrowest = max(rows, key=lambda row: len(table.upwards(row.id)))
    return DiseaseFact(
        category=narrowest.id,
        categories=categories,
        condition_id=condition.id,
        title=narrowest.title,
        stage=_stage(condition, table),
        stage_text=condition.stage,
        basis="code" if by_code else "words",
        active=condition.clinical_status in (ClinicalStatus.ACTIVE, ClinicalStatus.UNKNOWN),
    )


def _stage(condition: Condition, table: DiseaseTable) -> StageGroup | None:
    if condition.stage:
        stated = stage_group(condition.stage)
        if stated is not None:
            return stated
    coded = table.stage_snomed.get(condition.coding.code)
    if coded is not None:
        return coded
    display = condition.coding.display
    named = re.search(r"stage\s+(\S+)|(\S+?)期", unicodedata.normalize("NFKC", display), re.IGNORECASE)
    if named is not None:
        found = stage_group((named.group(1) or named.group(2) or "").strip("(),;"))
        if found is not None:
            return found
    words = f"{display} {condition.stage}"
    return StageGroup.IV if has_words(words, table.metastatic_words) else None


def _has_code(row: DiseaseCategory, coding: Coding) -> bool:
    system = coding.system.lower()
    if "snomed" in system:
        return coding.code in row.snomed
    if "icd-10" in system or "icd10" in system:
        return any(coding.code.upper().startswith(prefix) for prefix in row.icd10)
    return False


def _is_worded(row: DiseaseCategory, text: str) -> bool:
    return has_words(text, row.words) and not has_words(text, row.unless_words)


def _value_by_words(phrases: Iterable[FeatureWords], text: str) -> str:
    found = {phrase.value for phrase in phrases if has_words(text, phrase.words)}
    return found.pop() if len(found) == 1 else ""


def _observed(feature: TumourFeature, observation: Observation) -> str:
    """The value that an observation of the feature's name states."""
    if observation.value is not None and feature.bands:
        # A number without its unit might be a fraction, a count or a score.
        if observation.unit != "%":
            return ""
        value = observation.value
        return next((band.value for band in feature.bands if band.at_least <= value < band.below), "")
    return _value_by_words(feature.results, observation.text)


def _observation_text(observation: Observation) -> str:
    number = "" if observation.value is None else f"{observation.value:g} {observation.unit}"
    return f"{observation.coding.display}: {number or observation.text}".strip()
