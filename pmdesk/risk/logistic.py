"""Logistic regression equations of the literature, for one subject or for whole columns of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmdesk.risk.model import InputKind, InputSpec, InputValue, ModelResult, PublishedModel

Column: TypeAlias = NDArray[Any]
Floats: TypeAlias = NDArray[np.float64]


def unchanged(column: Column) -> Floats:
    return np.asarray(column, dtype=np.float64)


def centred(center: float) -> Callable[[Column], Floats]:
    """The column minus ``center``."""

    def transform(column: Column) -> Floats:
        return unchanged(column) - center

    return transform


def equals(choice: str) -> Callable[[Column], Floats]:
    """1 where the column is ``choice``, else 0."""

    def transform(column: Column) -> Floats:
        return np.asarray(column == choice, dtype=np.float64)

    return transform


@dataclass(frozen=True, slots=True)
class Term:
    """Coefficient times the transformed value of one input."""

    input: str
    coefficient: float
    transform: Callable[[Column], Floats] = unchanged


@dataclass(frozen=True, slots=True)
class LogisticEquation:
    """p = 1 / (1 + exp(-x)), x = intercept + sum of the terms."""

    variant: str
    intercept: float
    terms: tuple[Term, ...]
    grade: str

    def linear_predictor(self, columns: Mapping[str, Column]) -> Floats:
        """Double precision, in the shape of the columns."""
        total = np.float64(self.intercept) + sum(
            term.coefficient * term.transform(columns[term.input]) for term in self.terms
        )
        return np.asarray(total, dtype=np.float64)

    def contributions(self, columns: Mapping[str, Column]) -> dict[str, Floats]:
        """Share of each input in the linear predictor; terms of one input (a choice) are added up."""
        shares: dict[str, Floats] = {}
        for term in self.terms:
            share = term.coefficient * term.transform(columns[term.input])
            shares[term.input] = shares[term.input] + share if term.input in shares else share
        return shares


def logistic(x: Floats) -> Floats:
    """1 / (1 + exp(-x)) without overflow, and with all its digits where it is small."""
    small = np.exp(-np.abs(x))
    return np.asarray(np.where(np.signbit(x), small, 1.0) / (1.0 + small), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class LogisticModel(PublishedModel):
    """A logistic score, with a second form for subjects in whom one input is not known."""

    equation: LogisticEquation
    reduced: LogisticEquation | None = None
    """Form to use when ``reduced_without`` is not known."""
    reduced_without: str = ""

    def compute(self, inputs: Mapping[str, InputValue]) -> ModelResult:
        """Probability of one subject.

        Raises
        ------
        InputError
            A required input is missing, or a value lies outside the model's limits.
        """
        checked = self.checked(inputs)
        equation = self.equation
        if self.reduced is not None and checked[self.reduced_without] is None:
            equation = self.reduced
        columns = {name: np.asarray(value) for name, value in checked.items() if value is not None}
        shares = equation.contributions(columns)
        return ModelResult(
            probability=float(logistic(equation.linear_predictor(columns))),
            variant=equation.variant,
            contributions=tuple(
                (spec.name, float(shares[spec.name])) for spec in self.inputs if spec.name in shares
            ),
            constant=equation.intercept,
            grade=equation.grade,
        )

    def predict(self, columns: Mapping[str, ArrayLike]) -> Floats:
        """Probabilities of many subjects at once.

        Parameters
        ----------
        columns
            One column an input, all of one length: numbers and flags as float64 with NaN where not known,
            choices as text with ``""`` where not known.

        Returns
        -------
        NDArray[np.float64]
            NaN in the rows in which a required input is not known or a value lies outside the limits.
        """
        arrays = {
            spec.name: np.asarray(columns[spec.name])
            if spec.kind is InputKind.CHOICE
            else np.asarray(columns[spec.name], dtype=np.float64)
            for spec in self.inputs
        }
        usable = np.logical_and.reduce([usable_rows(spec, arrays[spec.name]) for spec in self.inputs])
        with np.errstate(invalid="ignore", divide="ignore"):
            result = logistic(self.equation.linear_predictor(arrays))
            if self.reduced is not None:
                unknown = np.isnan(arrays[self.reduced_without])
                if unknown.any():
                    result = np.where(unknown, logistic(self.reduced.linear_predictor(arrays)), result)
        return np.where(usable, result, np.nan)


def usable_rows(spec: InputSpec, column: Column) -> NDArray[np.bool_]:
    """True in the rows whose value the model can take (`LogisticModel.predict`)."""
    if spec.kind is InputKind.CHOICE:
        known: NDArray[np.bool_] = np.isin(column, spec.choices)
        if not spec.required:
            known |= column == ""
        return known
    with np.errstate(invalid="ignore"):
        if spec.kind is InputKind.FLAG:
            good: NDArray[np.bool_] = (column == 0.0) | (column == 1.0)
        else:
            good = np.isfinite(column)
            if spec.minimum is not None:
                good &= column >= spec.minimum
            if spec.maximum is not None:
                good &= column <= spec.maximum
    usable: NDArray[np.bool_] = good if spec.required else good | np.isnan(column)
    return usable
