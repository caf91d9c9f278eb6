"""What may be answered to a missing input."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite

from pmdesk.core.evidence import NodeKind
from pmdesk.core.record import SmokingStatus
from pmdesk.core.risk import InputMissing
from pmdesk.core.volume import Sex
from pmdesk.records.editing import INPUT_PREFIX, FieldKind, RecordField, field_of
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.ui.panels.risk_page.score_words import limits_text, unit_words
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.widgets import terms

Answer = bool | float | str | date


def asked_name(item: InputMissing) -> str:
    """Name under which the record keeps the answer; an answer about one nodule carries the finding behind an @."""
    if item.ref is not None and item.ref.key.startswith(INPUT_PREFIX):
        return item.ref.key.removeprefix(INPUT_PREFIX)
    return item.name


class AnswerKind(StrEnum):
    FLAG = "flag"
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """One question: kind, unit as it is printed, limits (both included), choices with their words."""

    kind: AnswerKind
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    choices: tuple[tuple[str | float, str], ...] = ()
    codes: tuple[tuple[float, str], ...] = ()
    """Numbers that stand for a word (99: not known), with the word."""

    @property
    def limits(self) -> str:
        return limits_text(self.minimum, self.maximum, self.unit)

    @property
    def range_text(self) -> str:
        """The limits without their unit."""
        return limits_text(self.minimum, self.maximum, "")

    def takes(self, value: float) -> bool:
        """True for a number within the limits."""
        return (
            isfinite(value)
            and (self.minimum is None or value >= self.minimum)
            and (self.maximum is None or value <= self.maximum)
            and (not self.whole or float(value).is_integer())
        )


def answer_spec(item: InputMissing, spec: InputSpec | None, texts: QtTexts) -> AnswerSpec | None:
    """How a missing input is answered: as the record's own field where it has one, else as the model asks.

    None where it cannot be typed in here (a finding's property).
    """
    if item.ref is not None and item.ref.kind is NodeKind.FINDING:
        return None
    if item.ref is not None and item.ref.kind is NodeKind.RECORD_FIELD:
        field = _record_field(item.ref.key)
        if field is not None:
            return _of_field(field, item)
    return None if spec is None else _of_input(spec, unit_words(spec.unit, item.label), texts)


def _record_field(key: str) -> RecordField | None:
    try:
        return field_of(key)
    except KeyError:
        return None


def _of_field(field: RecordField, item: InputMissing) -> AnswerSpec | None:
    match field.kind:
        case FieldKind.BOOL:
            return AnswerSpec(AnswerKind.FLAG)
        case FieldKind.NUMBER:
            return AnswerSpec(
                AnswerKind.NUMBER, unit_words(field.unit, item.label), field.minimum, field.maximum
            )
        case FieldKind.DATE:
            return AnswerSpec(AnswerKind.DATE)
        case FieldKind.CHOICE:
            words = _smoking_words if field.key == "smoking.status" else _sex_words
            return AnswerSpec(
                AnswerKind.CHOICE, choices=tuple((choice, words(choice)) for choice in field.choices)
            )
        case _:
            return None


def _smoking_words(choice: str) -> str:
    return terms.smoking_status(SmokingStatus(choice))


def _sex_words(choice: str) -> str:
    return terms.sex(Sex(choice))


def _of_input(spec: InputSpec, unit: str, texts: QtTexts) -> AnswerSpec:
    match spec.kind:
        case InputKind.FLAG:
            return AnswerSpec(AnswerKind.FLAG)
        case InputKind.CHOICE:
            choices = tuple((str(one), texts.local(spec.choice_label(one))) for one in spec.choices)
            return AnswerSpec(AnswerKind.CHOICE, choices=choices)
        case _ if spec.levels:
            words = spec.level_words
            levels = tuple((float(one), texts.local(words[one])) for one in spec.levels)
            return AnswerSpec(AnswerKind.CHOICE, choices=levels)
        case _:
            codes = tuple((code, texts.local(words)) for code, words in spec.codes.items())
            return AnswerSpec(AnswerKind.NUMBER, unit, spec.minimum, spec.highest, spec.whole, codes=codes)
