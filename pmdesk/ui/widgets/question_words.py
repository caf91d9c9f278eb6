"""Questions of risk models that a person answered, and the answers, in the language of the screen."""

from collections.abc import Callable

from pmdesk.core.record import StatedInput
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.knowledge import risk_table
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import quantity


def question_words(name: str, local: Callable[[LocalizedText], str]) -> str:
    """The question in words; its bare name where no model of this version asks for it."""
    known = risk_table().inputs.get(name)
    return local(known.label) if known is not None else name.replace("_", " ")


def answer_words(entry: StatedInput, local: Callable[[LocalizedText], str]) -> str:
    """The answer in words, without its unit."""
    if isinstance(entry.value, bool):
        return terms.yes_no(entry.value)
    stated = entry.value if isinstance(entry.value, str) else quantity(float(entry.value))
    known = risk_table().inputs.get(entry.name)
    words = known.choices.get(stated) if known is not None else None
    return local(words) if words is not None else stated
