"""Follow-up rules: a guideline's table as a function from inputs to one of its categories."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
