"""A table of patients on its way to a model: what each column is for, as the user settles it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.learned.cells import canonical, is_missing, number_of
from pmdesk.risk.learned.columns import ColumnKind, DataDictionary, TableColumn
from pmdesk.risk.learned.documents import Finding
from pmdesk.risk.learned.proposing import is_subgroup_name, propose_column
from pmdesk.risk.learned.reading import CohortTable

EXAMPLES = 4
MOST_LEVELS = 12
"""Columns with more distinct values are not offered as an outcome."""


class ColumnRole(StrEnum):
    INPUT = "input"
    OUTCOME = "outcome"
    PATIENT = "patient"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What can be seen of a column without knowing what it means.

    ``levels`` are its distinct known values with their counts, most frequent first, up to `MOST_LEVELS`.
    """

    missing: int
    distinct: int
    levels: tuple[tuple[str, int], ...]
    examples: tuple[str, ...]
    smallest: float | None
    largest: float | None


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column, what it is for, and what it means; ``by_group``: figures are broken down by it."""

    column: TableColumn
    facts: ColumnFacts
    role: ColumnRole
    by_group: bool = False
    notes: tuple[Finding, ...] = ()
    """Why it is proposed so, or what is doubtful about it; codes ``proposal.*``."""

    @property
    def name(self) -> str:
        return self.column.name


@dataclass(frozen=True)
class CohortPlan:
    """All columns of a table; ``positive`` are the values of the outcome that mean "yes"."""

    columns: tuple[ColumnPlan, ...]
    positive: tuple[str, ...] = ()

    def plan(self, name: str) -> ColumnPlan:
        return next(plan for plan in self.columns if plan.name == name)

    @property
    def outcome(self) -> ColumnPlan | None:
        return next((plan for plan in self.columns if plan.role is ColumnRole.OUTCOME), None)

    @property
    def inputs(self) -> tuple[ColumnPlan, ...]:
        return tuple(plan for plan in self.columns if plan.role is ColumnRole.INPUT)

    def with_plan(self, changed: ColumnPlan) -> "CohortPlan":
        """A copy with one column changed; there is one outcome and one patient column at most."""
        columns = tuple(
            changed if plan.name == changed.name else _without_single_role(plan, changed.role)
            for plan in self.columns
        )
        positive = self.positive
        before = self.outcome
        if changed.role is ColumnRole.OUTCOME and (before is None or before.name != changed.name):
            positive = _yes_of(changed.facts)
        elif changed.role is not ColumnRole.OUTCOME and before is not None and before.name == changed.name:
            positive = ()
        return CohortPlan(columns, positive)

    def with_positive(self, values: Sequence[str]) -> "CohortPlan":
        return replace(self, positive=tuple(values))

    def inputs_dictionary(self) -> DataDictionary:
        """The inputs alone, for views that need no outcome."""
        return DataDictionary(columns=tuple(plan.column for plan in self.inputs), target="")

    def dictionary(self) -> DataDictionary:
        """The data dictionary that is trained with.

        Raises
        ------
        InputError
            ``COHORT_NO_OUTCOME``, ``COHORT_NO_POSITIVE`` or ``NO_INPUTS``.
        """
        outcome = self.outcome
        if outcome is None:
            raise InputError(ErrorCode.COHORT_NO_OUTCOME)
        levels = [value for value, _ in outcome.facts.levels]
        if not self.positive or set(levels) <= set(self.positive):
            raise InputError(ErrorCode.COHORT_NO_POSITIVE, column=outcome.name)
        if not self.inputs:
            raise InputError(ErrorCode.NO_INPUTS, path="")
        patient = next((plan.name for plan in self.columns if plan.role is ColumnRole.PATIENT), "")
        return DataDictionary(
            columns=tuple(plan.column for plan in self.inputs),
            target=outcome.name,
            positive=self.positive,
            patient=patient,
            subgroups=tuple(plan.name for plan in self.columns if plan.by_group),
        )


def propose_plan(table: CohortTable) -> CohortPlan:
    """A first plan for the user to change: kinds from the cells, identifiers left out, no outcome chosen."""
    return CohortPlan(tuple(_proposed(name, table.columns[name]) for name in table.names))


def plan_from(dictionary: DataDictionary, table: CohortTable) -> CohortPlan:
    """The plan of a saved dictionary; columns that it does not name are left out.

    Raises
    ------
    InputError
        ``COLUMN_NOT_FOUND``: the table lacks a column of the dictionary.
    """
    known = {column.name: column for column in dictionary.columns}
    for name in (dictionary.target, *filter(None, (dictionary.patient,)), *known, *dictionary.subgroups):
        if name not in table.columns:
            raise InputError(ErrorCode.COLUMN_NOT_FOUND, path=table.name, column=name, choices=table.names)
    plans = []
    for proposed in propose_plan(table).columns:
        role = ColumnRole.INPUT if proposed.name in known else ColumnRole.LEFT_OUT
        if proposed.name == dictionary.target:
            role = ColumnRole.OUTCOME
        elif proposed.name == dictionary.patient:
            role = ColumnRole.PATIENT
        column = known.get(proposed.name, proposed.column)
        by_group = proposed.name in dictionary.subgroups
        plans.append(replace(proposed, column=column, role=role, by_group=by_group))
    return CohortPlan(tuple(plans), dictionary.positive)


def _proposed(name: str, cells: Sequence[str]) -> ColumnPlan:
    known = [cell for cell in cells if not is_missing(cell)]
    counts = Counter(canonical(cell) for cell in known)
    numbers = [number for cell in counts if (number := number_of(cell)) is not None]
    is_number = bool(counts) and len(numbers) == len(counts)
    facts = ColumnFacts(
        missing=len(cells) - len(known),
        distinct=len(counts),
        levels=tuple(counts.most_common(MOST_LEVELS)) if len(counts) <= MOST_LEVELS else (),
        examples=tuple(value for value, _ in counts.most_common(EXAMPLES)),
        smallest=min(numbers) if is_number else None,
        largest=max(numbers) if is_number else None,
    )
    column, notes = propose_column(name, cells)
    if column is None:
        kind = ColumnKind.NUMBER if is_number else ColumnKind.CATEGORY
        return ColumnPlan(TableColumn(name=name, kind=kind), facts, ColumnRole.LEFT_OUT, notes=notes)
    return ColumnPlan(column, facts, ColumnRole.INPUT, by_group=is_subgroup_name(name), notes=notes)


def _without_single_role(plan: ColumnPlan, role: ColumnRole) -> ColumnPlan:
    if role in (ColumnRole.OUTCOME, ColumnRole.PATIENT) and plan.role is role:
        return replace(plan, role=ColumnRole.LEFT_OUT)
    return plan


def _yes_of(facts: ColumnFacts) -> tuple[str, ...]:
    """The value 1 of a 0/1 column; of any other column the user says what "yes" is."""
    return ("1",) if {value for value, _ in facts.levels} == {"0", "1"} else ()
