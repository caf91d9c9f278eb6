"""Follow-up rules: a guideline's table as a function from inputs to one of its categories."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import floor
from typing import TypeAlias

from pmdesk.risk.model import InputValue, ModelResult, PublishedModel

Checked: TypeAlias = Mapping[str, float | str | None]


@dataclass(frozen=True, slots=True)
class RuleModel(PublishedModel):
    """A guideline's table; ``rule`` gets checked inputs and returns the category."""

    rule: Callable[[Checked], str]

    def compute(self, inputs: Mapping[str, InputValue]) -> ModelResult:
        """Category of one subject.

        Raises
        ------
        InputError
            An input that this cell of the table needs is missing, or a value is none that the table knows.
        """
        return ModelResult(category=self.rule(self.checked(inputs)), grade=self.grade)


def round_half_up(value: float, digits: int = 0) -> float:
    """Rounded as a person does (5.5 becomes 6), where `round` would go to the even neighbour."""
    scale = 10.0**digits
    # the tiny step keeps 5.95 from falling under the half through its binary form
    return floor(value * scale + 0.5 + 1e-9) / scale
