"""Splits by patient, with about equal shares of the outcome in each."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Rows: TypeAlias = NDArray[np.intp]
Split: TypeAlias = tuple[Rows, Rows]
"""Positions to train on and to test on; together all rows, no group on both sides."""

MANY_GROUPS = 2_000
"""From here on groups are dealt out by whether they hold the outcome, not weighed one by one, which takes minutes."""


def patient_splits(
    outcome: NDArray[np.int8], groups: NDArray[np.intp], folds: int, seed: int
) -> tuple[Split, ...]:
    """Stratified folds (sizes and outcome shares about equal) that never cut a group.

    Parameters
    ----------
    outcome
        (n) 0 or 1.
    groups
        (n) what stays together.

    Returns
    -------
    tuple of (train, test)
        ``folds`` of them, or none where a part of one would lack a class.
    """
    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    names, member = np.unique(groups, return_inverse=True)
    if len(names) < folds or np.bincount(outcome, minlength=2).min() < folds:
        return ()
    if len(names) == len(outcome) or len(names) > MANY_GROUPS:
        labels = np.zeros(len(names), dtype=np.intp)
        np.maximum.at(labels, member, outcome)
        if np.bincount(labels, minlength=2).min() < folds:
            return ()
        of_groups = StratifiedKFold(folds, shuffle=True, random_state=seed).split(labels, labels)
        splitter = (
            (_rows_of(train, member, len(names)), _rows_of(test, member, len(names)))
            for train, test in of_groups
        )
    else:
        splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=seed).split(
            np.zeros((len(outcome), 1)), outcome, groups
        )
    splits = tuple(
        (np.asarray(train, dtype=np.intp), np.asarray(test, dtype=np.intp)) for train, test in splitter
    )
    whole = all(_both(outcome[train]) and _both(outcome[test]) for train, test in splits)
    return splits if whole else ()


def inner_splits(
    train: Rows, outcome: NDArray[np.int8], groups: NDArray[np.intp], folds: int, seed: int
) -> tuple[Split, ...]:
    """The same inside a training part; positions count within ``train``."""
    return patient_splits(outcome[train], groups[train], folds, seed)


def group_counts(outcome: NDArray[np.int8], groups: NDArray[np.intp]) -> tuple[int, int]:
    """Groups with at least one row with the outcome, and with at least one row without; some are in both."""
    return len(np.unique(groups[outcome == 1])), len(np.unique(groups[outcome == 0]))


def _rows_of(groups: Rows, member: Rows, count: int) -> Rows:
    chosen = np.zeros(count, dtype=np.bool_)
    chosen[groups] = True
    return np.flatnonzero(chosen[member])


def _both(outcome: NDArray[np.int8]) -> bool:
    return bool(outcome.any()) and not bool(outcome.all())
