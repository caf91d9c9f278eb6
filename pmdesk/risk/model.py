"""The shape that every risk model has: what it needs, for whom it is, and a pure function from inputs to a result."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Protocol, TypeAlias

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.knowledge import ModelWords, reason, risk_table

InputValue: TypeAlias = float | bool | str | None


class InputKind(StrEnum):
    NUMBER = "number"
    FLAG = "flag"
    """No or yes, as 0 or 1."""
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One input of a model.

    Parameters
    ----------
    name
        Column name in a table of patients.
    kind
        Number, flag or choice.
    unit
        UCUM code of a number; empty when it has none.
    minimum, maximum
        Limits, both included, inside which the model may be used.
    choices
        Words that a choice may be.
    required
        False when the model can do without it and says so.
    whole
        True for a number that counts or codes: 2.5 is refused.
    missing_values
        Further texts (lower case) and numbers that stand for "not known" in a table.
    plain_maximum
        Largest value that counts or measures, where larger ones are codes (99: not known).
    """

    name: str
    kind: InputKind
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    required: bool = True
    whole: bool = False
    missing_values: tuple[str, ...] = ()
    plain_maximum: float | None = None

    @property
    def label(self) -> LocalizedText:
        return risk_table().inputs[self.name].label

    def choice_label(self, choice: str) -> LocalizedText:
        return risk_table().inputs[self.name].choices[choice]

    @property
    def level_words(self) -> Mapping[str, LocalizedText]:
        """Words for the values of a whole number that stands for levels (education 1 to 6); where there are any."""
        return risk_table().inputs[self.name].choices

    @property
    def levels(self) -> tuple[str, ...]:
        """Values of a whole number each of which has a name; empty for what counts or measures."""
        if (
            self.kind is not InputKind.NUMBER
            or not self.whole
            or self.minimum is None
            or self.maximum is None
        ):
            return ()
        words = self.level_words
        if not words:
            return ()
        values = tuple(str(value) for value in range(int(self.minimum), int(self.maximum) + 1))
        return values if all(value in words for value in values) else ()

    @property
    def codes(self) -> Mapping[float, LocalizedText]:
        """Numbers that stand for a word (99: not known), with the word."""
        if self.kind is not InputKind.NUMBER or self.plain_maximum is None:
            return {}
        return {float(code): words for code, words in self.level_words.items()}

    @property
    def highest(self) -> float | None:
        """The upper end for who enters a number by hand: codes have words there."""
        return self.maximum if self.plain_maximum is None else self.plain_maximum

    def value_words(self, value: InputValue) -> LocalizedText | None:
        """A choice or a level in words; None for what is said as a number or as yes and no."""
        if isinstance(value, bool) or value is None:
            return None
        return self.level_words.get(value if isinstance(value, str) else f"{value:g}")

    def check(self, value: InputValue, model_id: str) -> float | str | None:
        """The value as the model takes it: numbers and flags as float, choices as text, None when not given.

        Raises
        ------
        InputError
            It is required and missing (`ErrorCode.INPUT_MISSING`), or not a value of this input
            (`ErrorCode.INPUT_OUT_OF_RANGE`, with ``minimum`` and ``maximum`` or ``choices``).
        """
        if value is None or value == "":
            if self.required:
                raise InputError(ErrorCode.INPUT_MISSING, model=model_id, input=self.name)
            return None
        if self.kind is InputKind.CHOICE:
            if value not in self.choices:
                raise self._refusal(value, model_id)
            return str(value)
        if isinstance(value, str) or not isfinite(value):
            raise self._refusal(value, model_id)
        number = float(value)
        if self.kind is InputKind.FLAG and number not in (0.0, 1.0):
            raise self._refusal(value, model_id)
        if not self.within_limits(number) or (self.whole and not number.is_integer()):
            raise self._refusal(value, model_id)
        return number

    def within_limits(self, number: float) -> bool:
        return (self.minimum is None or number >= self.minimum) and (
            self.maximum is None or number <= self.maximum
        )

    def _refusal(self, value: InputValue, model_id: str) -> InputError:
        limits: dict[str, object] = {}
        if self.kind is InputKind.CHOICE:
            limits["choices"] = ", ".join(self.choices)
        else:
            limits["minimum"] = 0 if self.kind is InputKind.FLAG else self.minimum
            limits["maximum"] = 1 if self.kind is InputKind.FLAG else self.maximum
        return InputError(
            ErrorCode.INPUT_OUT_OF_RANGE, model=model_id, input=self.name, value=value, **limits
        )


@dataclass(frozen=True, slots=True)
class ModelResult:
    """Result of one application. Exactly one of ``probability`` and ``category`` is given."""

    probability: float | None = None
    category: str = ""
    variant: str = ""
    """Which form of the model was used, where it has several (Brock ``"2a"``, ``"2b"``)."""
    contributions: tuple[tuple[str, float], ...] = ()
    """Share of each input in the linear predictor, in the order of the inputs; empty for rules."""
    constant: float | None = None
    """What the linear predictor begins with; None for rules."""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """What the model classes share: names, inputs and the words of the knowledge table."""

    id: str
    version: str
    inputs: tuple[InputSpec, ...]
    output: str
    """Name of the result column in a table of patients."""
    grade: str
    """A: two sources and recomputed; B: one source and recomputed; C: a guideline's table; D: general knowledge, not
    compared with a source (`pmdesk.core.risk.UNVERIFIED`)."""

    @property
    def words(self) -> ModelWords:
        return risk_table().models[self.id]

    def input(self, name: str) -> InputSpec:
        return next(spec for spec in self.inputs if spec.name == name)

    def sentence(self, code: str, about: str) -> LocalizedText:
        """What an error or note of a row says."""
        return reason(code, input=about)

    def checked(self, inputs: Mapping[str, InputValue]) -> dict[str, float | str | None]:
        """Every input checked (`InputSpec.check`)."""
        return {spec.name: spec.check(inputs.get(spec.name), self.id) for spec in self.inputs}


class RiskModel(Protocol):
    """A published score or rule."""

    @property
    def id(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def inputs(self) -> tuple[InputSpec, ...]: ...

    @property
    def output(self) -> str: ...

    @property
    def grade(self) -> str: ...

    @property
    def words(self) -> ModelWords: ...

    def input(self, name: str) -> InputSpec: ...

    def compute(self, inputs: Mapping[str, InputValue]) -> ModelResult:
        """Apply the model to one subject; raises `InputError` naming the input that is missing or out of range."""
        ...
