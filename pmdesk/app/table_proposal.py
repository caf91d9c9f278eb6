"""What `pmdesk record table` would make of a table, and what must be answered first, in words."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmdesk.core.analytes import analyte
from pmdesk.records.editing import FieldKind, field_of
from pmdesk.records.tables.cells import DateOrder
from pmdesk.records.tables.mapping import (
    FIELD_UNITS,
    AnalyteTarget,
    ColumnMapping,
    FieldTarget,
    Grouping,
    TableMapping,
)
from pmdesk.records.tables.suggesting import Question, QuestionKind
from pmdesk.ui.widgets.table_words import target_words
from pmdesk.ui.widgets.terms import unit

if TYPE_CHECKING:
    from pmdesk.ui.texts import QtTexts


def print_proposal(mapping: TableMapping, questions: Sequence[Question], texts: "QtTexts") -> None:
    """The proposal and its open questions, on stderr."""
    lines = [texts.of("table.proposal"), *(f"  {_column(one, texts)}" for one in mapping.columns)]
    sys.stderr.write("\n".join(lines) + "\n")
    print_questions(mapping, questions, texts)
    sys.stderr.write(texts.of("table.proposal_next") + "\n")


def print_questions(mapping: TableMapping, questions: Sequence[Question], texts: "QtTexts") -> None:
    """The open questions with the answers that the mapping can hold, on stderr; nothing where there are none."""
    if not questions:
        return
    lines = [texts.of("table.proposal_questions")]
    for one in questions:
        words = texts.of(one.kind.value, detail=one.detail)
        said = texts.of("table.proposal_question", column=one.column, question=words) if one.column else words
        place, answers = _answers(mapping, one)
        if answers:
            said += " " + texts.of("table.proposal_answers", place=place, answers=" | ".join(answers))
        lines.append(f"  ? {said}")
    sys.stderr.write("\n".join(lines) + "\n")


def _column(one: ColumnMapping, texts: "QtTexts") -> str:
    target = one.target
    shown = target_words(target, texts.language)
    stated = target.unit if isinstance(target, AnalyteTarget | FieldTarget) else ""
    return f"{one.column} → {shown}" + (f" [{unit(stated)}]" if stated else "")


def _answers(mapping: TableMapping, question: Question) -> tuple[str, list[str]]:
    """Where in the mapping an answer stands, and the answers as they are written there."""
    target = next((one.target for one in mapping.columns if one.column == question.column), None)
    match question.kind:
        case QuestionKind.GROUPING:
            return "grouping", [f'"{one.value}"' for one in Grouping]
        case QuestionKind.UNIT if isinstance(target, AnalyteTarget):
            return "target.unit", [f'"{one}"' for one in (*analyte(target.analyte).units, "")]
        case QuestionKind.UNIT if isinstance(target, FieldTarget):
            return "target.unit", [f'"{one}"' for one in FIELD_UNITS.get(target.field, ())]
        case QuestionKind.DATE_ORDER:
            return "target.date_order", [f'"{one.value}"' for one in DateOrder]
        case QuestionKind.WORDS:
            choices: tuple[str, ...] = ("yes", "no")
            if isinstance(target, FieldTarget) and field_of(target.field).kind is FieldKind.CHOICE:
                choices = field_of(target.field).choices
            return "target.words", [f'"{one}"' for one in (*choices, "")]
    return "", []
