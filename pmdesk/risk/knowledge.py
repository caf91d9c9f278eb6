"""Words and sources of the risk models, read from the knowledge tables and checked when they are read."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.evidence import Evidence
from pmdesk.core.knowledge_file import read_knowledge
from pmdesk.core.paths import resources_dir
from pmdesk.core.texts import LocalizedText


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class InputWords(_Table):
    """Label of one input, of each of its choices, and of codes among its numbers; ``hint`` is for who fills a table."""

    label: LocalizedText
    choices: dict[str, LocalizedText] = {}
    hint: LocalizedText | None = None


class ModelWords(_Table):
    """What is said about one model."""

    title: LocalizedText
    outcome: LocalizedText
    population: LocalizedText
    not_for: tuple[LocalizedText, ...]
    evidence: tuple[Evidence, ...]


class RiskTable(_Table):
    """Content of ``risk_models.json``, and of all parts put together."""

    schema_version: int
    as_of: str
    inputs: dict[str, InputWords]
    models: dict[str, ModelWords]
    reasons: dict[str, LocalizedText]
    """Sentences with named fields (``{limit}``) about a result."""


class RiskTablePart(_Table):
    """Content of one file of the folder ``risk_models``: the words of one family of models."""

    inputs: dict[str, InputWords] = {}
    models: dict[str, ModelWords] = {}
    reasons: dict[str, LocalizedText] = {}


class CategoryWords(_Table):
    """Meaning of a category and what the guideline advises for it."""

    meaning: LocalizedText
    management: LocalizedText


class FollowUpTable(_Table):
    """Content of ``followup_rules.json``."""

    schema_version: int
    as_of: str
    lung_rads_v2022: dict[str, CategoryWords]
    fleischner_2017: dict[str, CategoryWords]


_T = TypeVar("_T")


@cache
def risk_table() -> RiskTable:
    """Words and sources of the models: ``risk_models.json`` with every file of the folder ``risk_models``."""
    folder = resources_dir() / "knowledge"
    return merged_tables(folder / "risk_models.json", sorted((folder / "risk_models").glob("*.json")))


def merged_tables(main: Path, parts: Sequence[Path]) -> RiskTable:
    """One table out of several files.

    An input that several files name has one label; the choices of the files are joined, and a choice that two files
    have reads the same in both. A model or a reason belongs to one file.

    Raises
    ------
    FailedError
        A file breaks its schema, or contradicts an earlier one (`ErrorCode.KNOWLEDGE_INVALID`, with its path).
    """
    table = read_knowledge(main, RiskTable)
    inputs, models, reasons = dict(table.inputs), dict(table.models), dict(table.reasons)
    for path in parts:
        part = read_knowledge(path, RiskTablePart)
        for name, words in part.inputs.items():
            inputs[name] = _agreed(path, name, inputs[name], words) if name in inputs else words
        _add(path, models, part.models)
        _add(path, reasons, part.reasons)
    return table.model_copy(update={"inputs": inputs, "models": models, "reasons": reasons})


def _agreed(path: Path, name: str, known: InputWords, more: InputWords) -> InputWords:
    same = known.choices.keys() & more.choices.keys()
    if known.label != more.label or any(known.choices[choice] != more.choices[choice] for choice in same):
        raise FailedError(
            ErrorCode.KNOWLEDGE_INVALID, path=str(path), reason=f"input {name}: other words in another file"
        )
    choices = {**known.choices, **more.choices}
    return InputWords(label=known.label, choices=choices, hint=known.hint or more.hint)


def _add(path: Path, known: dict[str, _T], more: Mapping[str, _T]) -> None:
    for name, value in more.items():
        if name in known:
            raise FailedError(
                ErrorCode.KNOWLEDGE_INVALID, path=str(path), reason=f"{name} is in another file already"
            )
        known[name] = value


@cache
def follow_up_table() -> FollowUpTable:
    """Meaning and advice of the follow-up categories."""
    return read_knowledge(resources_dir() / "knowledge" / "followup_rules.json", FollowUpTable)


def filled(text: LocalizedText, **params: object) -> LocalizedText:
    """The text with its named fields filled in; a `LocalizedText` among the values is taken per language."""
    english = {key: value.en if isinstance(value, LocalizedText) else value for key, value in params.items()}
    chinese = {key: value.zh if isinstance(value, LocalizedText) else value for key, value in params.items()}
    return LocalizedText(en=text.en.format(**english), zh=text.zh.format(**chinese))


def joined(texts: tuple[LocalizedText, ...]) -> LocalizedText:
    """Several texts as one list within a sentence."""
    return LocalizedText(en=", ".join(text.en for text in texts), zh="、".join(text.zh for text in texts))


def reason(code: str, **params: object) -> LocalizedText:
    """The sentence ``code`` of the reasons table with its fields filled in."""
    return filled(risk_table().reasons[code], **params)
