"""What in a table would make the figures too good: looked for before anything is trained."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.learned.cells import is_date, number_of
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.columns import ColumnKind
from pmdesk.risk.learned.documents import Finding, Severity
from pmdesk.risk.learned.metrics import auc, plain
from pmdesk.risk.learned.settings import TrainingSettings
from pmdesk.risk.learned.validation import group_counts

if TYPE_CHECKING:
    import pandas as pd

COPY_AUC = 0.995
"""A single column that ranks the outcome as well as this is taken for the outcome in other words."""
SUSPICIOUS_AUC = 0.95
COPY_INFORMATION = 0.95
"""Share of the outcome's entropy that a column explains, from which it counts as a copy."""
GAPS_SEVERE_AUC = 0.95
GAPS_WARNING_AUC = 0.75
"""How well it ranks the outcome whether a column is known: a test done only in those who have the disease."""
UNIQUE_SHARE = 0.95
NAMED_UNIQUE_SHARE = 0.5
"""So many different values make an identifier of a column that is named like one: patients may come again."""
MINIMUM_ROWS_FOR_UNIQUE = 20
MISSING_SHARE = 0.5
REFUSED_SHARE = 0.1
EVENTS_PER_COLUMN = 10
"""Fewer events than this a candidate column: a regression overfits (Peduzzi et al., J Clin Epidemiol 1996)."""
BINS = 10
TREE_FOLDS = 3
TREE_LEAF = 5

_IDENTIFIER_WORDS = frozenset(
    "id ids uid pid mrn ssn nhs guid uuid identifier patient patientid subject subjectid participant case caseid "
    "record recordid accession name surname forename firstname lastname phone telephone mobile email address "
    "rowname rownames rowindex".split()
)
_IDENTIFIER_PARTS = tuple(
    "姓名 身份证 病历号 病案号 住院号 门诊号 就诊卡 编号 序号 电话 手机 住址 地址".split()
)
_AFTER_WORDS = frozenset(
    "death dead died deceased outcome discharge discharged readmission readmitted followup survival survived relapse "
    "recurrence progression autopsy postop postoperative los response os pfs dfs efs".split()
)
_AFTER_PARTS = ("死亡", "结局", "出院", "随访", "生存", "复发", "术后", "预后", "转归")


def name_words(name: str) -> frozenset[str]:
    """A column's name cut into words: ``PatientID``, ``patient_id`` and ``patient id`` alike."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    parts = [part.casefold() for part in re.split(r"[^0-9A-Za-z]+", spaced) if part]
    joined = {"".join(pair) for pair in pairwise(parts)}
    return frozenset(parts) | joined | {"".join(parts)}


def looks_like_identifier_name(name: str) -> bool:
    return bool(name_words(name) & _IDENTIFIER_WORDS) or any(part in name for part in _IDENTIFIER_PARTS)


def looks_like_after_outcome(name: str) -> bool:
    return bool(name_words(name) & _AFTER_WORDS) or any(part in name for part in _AFTER_PARTS)


def looks_like_identifiers(name: str, cells: Sequence[str]) -> bool:
    """Whether known cells name rows rather than describe them.

    Texts or whole numbers of which half or more differ, with a name to match; without one, texts of which almost all
    differ, or whole numbers that count up.
    """
    named = looks_like_identifier_name(name)
    share = NAMED_UNIQUE_SHARE if named else UNIQUE_SHARE
    if len(cells) < MINIMUM_ROWS_FOR_UNIQUE or len(set(cells)) < share * len(cells):
        return False
    numbers = [number_of(cell) for cell in cells]
    known = [number for number in numbers if number is not None]
    if len(known) < len(cells):
        # a few words among numbers are a fault of the table, not names
        return named or len(known) < len(cells) / 2
    if any(number != int(number) for number in known):
        return False
    return named or (sorted(known) == known and (known[-1] - known[0]) <= 2 * len(known))


def find_leakage(cleaned: CleanTable, settings: TrainingSettings) -> tuple[Finding, ...]:
    """What speaks against the table, most severe first.

    Returns
    -------
    tuple of Finding
        ``severe`` ones refuse the training unless ``settings.allow_leakage``.
    """
    found = [*_of_columns(cleaned), *_of_rows(cleaned), *_of_size(cleaned, settings)]
    order = {severity: place for place, severity in enumerate(Severity)}
    return tuple(sorted(found, key=lambda item: order[item.severity]))


def _of_columns(cleaned: CleanTable) -> Iterator[Finding]:
    for column in cleaned.dictionary.columns:
        series = cleaned.frame[column.name]
        known = series.dropna()
        if known.nunique() <= 1:
            yield _finding(
                "learning.constant" if len(known) else "learning.never_known", Severity.NOTE, column.name
            )
            continue
        texts = [f"{value:g}" if column.kind is ColumnKind.NUMBER else str(value) for value in known]
        if looks_like_identifiers(column.name, _exact(known, texts)):
            yield _finding("learning.identifier", Severity.SEVERE, column.name, distinct=known.nunique())
        elif looks_like_identifier_name(column.name):
            yield _finding("learning.identifier_name", Severity.WARNING, column.name)
        if column.kind is ColumnKind.CATEGORY and all(map(is_date, texts)):
            yield _finding("learning.date", Severity.SEVERE, column.name)
        if looks_like_after_outcome(column.name):
            yield _finding("learning.after_outcome_name", Severity.WARNING, column.name)
        yield from _of_outcome(column.name, column.kind, series, cleaned.outcome)
        share = float(series.isna().mean())
        if share > MISSING_SHARE:
            yield _finding("learning.mostly_missing", Severity.WARNING, column.name, share=share)


def _exact(known: "pd.Series[Any]", texts: list[str]) -> list[str]:
    """Whole numbers with all their digits."""
    return [
        repr(float(value)) if isinstance(value, float) else text
        for value, text in zip(known, texts, strict=True)
    ]


def _of_outcome(
    name: str, kind: ColumnKind, series: "pd.Series[Any]", outcome: NDArray[np.int8]
) -> Iterator[Finding]:
    unknown = series.isna().to_numpy()
    rows = ~unknown
    if 0 < outcome[rows].sum() < rows.sum():
        area, information = single_column(series[rows], kind, outcome[rows])
        if area >= COPY_AUC or information >= COPY_INFORMATION:
            yield _finding("learning.target_copy", Severity.SEVERE, name, auc=area, information=information)
        elif area >= SUSPICIOUS_AUC:
            yield _finding("learning.nearly_decides", Severity.WARNING, name, auc=area)
    if unknown.any() and rows.any():
        gaps = plain(auc)(outcome, unknown.astype(np.float64))
        gaps = max(gaps, 1 - gaps)
        if gaps >= GAPS_WARNING_AUC:
            severity = Severity.SEVERE if gaps >= GAPS_SEVERE_AUC else Severity.WARNING
            yield _finding("learning.gaps_tell", severity, name, auc=gaps)


def single_column(
    series: "pd.Series[Any]", kind: ColumnKind, outcome: NDArray[np.int8]
) -> tuple[float, float]:
    """How much one column (n, known values) alone says: AUC, and share of the outcome's entropy explained.

    A category is ranked by the outcome's share in each level among the other rows, so that rare levels do not
    rank themselves; a number by itself and, for what goes up and down, by a small tree on rows that it had not seen.
    The entropy is taken over levels, or tenths of a number.
    """
    if kind is ColumnKind.CATEGORY:
        levels = np.unique(series.astype(str).to_numpy(), return_inverse=True)[1]
        area = plain(auc)(outcome, _others_share(levels, outcome))
    else:
        values = series.to_numpy(dtype=np.float64)
        area = plain(auc)(outcome, values)
        area = max(area, 1 - area, _tree_auc(values, outcome))
        levels = np.unique(values, return_inverse=True)[1]
        if levels.max() + 1 > 2 * BINS:
            borders = np.unique(np.quantile(values, np.linspace(0, 1, BINS + 1)[1:-1]))
            levels = np.searchsorted(borders, values, side="right")
    return float(area), _information(levels, outcome)


def _tree_auc(values: NDArray[np.float64], outcome: NDArray[np.int8]) -> float:
    if np.bincount(outcome, minlength=2).min() < TREE_FOLDS * TREE_LEAF:
        return 0.0
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.tree import DecisionTreeClassifier

    tree = DecisionTreeClassifier(max_depth=3, min_samples_leaf=TREE_LEAF, random_state=0)
    folds = StratifiedKFold(TREE_FOLDS, shuffle=True, random_state=0)
    score = cross_val_predict(tree, values[:, None], outcome, cv=folds, method="predict_proba")[:, 1]
    return plain(auc)(outcome, score)


def _others_share(levels: NDArray[np.intp], outcome: NDArray[np.int8]) -> NDArray[np.float64]:
    """(n) share of the outcome among the other rows of the level, drawn towards the whole table's by one row."""
    counts, events = np.bincount(levels), np.bincount(levels, outcome)
    prevalence = outcome.mean()
    share = (events[levels] - outcome + prevalence) / counts[levels]
    return np.asarray(share, dtype=np.float64)


def _information(levels: NDArray[np.intp], outcome: NDArray[np.int8]) -> float:
    """Mutual information over the outcome's entropy, 0..1; 0 where levels are too small to say."""
    counts = np.bincount(levels)
    if len(counts) > len(levels) / 5:
        return 0.0
    from sklearn.metrics import mutual_info_score

    entropy = mutual_info_score(outcome, outcome)
    return float(mutual_info_score(levels, outcome) / entropy)


def _of_rows(cleaned: CleanTable) -> Iterator[Finding]:
    if cleaned.duplicates:
        yield Finding(
            code="learning.duplicates" if cleaned.duplicates_together else "learning.duplicates_apart",
            severity=Severity.WARNING,
            params={"rows": cleaned.duplicates},
        )
    refused = len({row.line for row in cleaned.refused})
    if refused:
        share = refused / max(cleaned.rows_in_file, 1)
        yield Finding(
            code="learning.rows_refused",
            severity=Severity.WARNING if share > REFUSED_SHARE else Severity.NOTE,
            params={"rows": refused, "share": share},
        )
    if len(cleaned.negatives) > 1:
        yield Finding(
            code="learning.several_negatives",
            severity=Severity.NOTE,
            params={
                "values": ", ".join(cleaned.negatives),
                "positive": ", ".join(cleaned.dictionary.positive),
            },
        )
    if not cleaned.dictionary.patient:
        yield Finding(code="learning.no_patient_column", severity=Severity.NOTE)


def _of_size(cleaned: CleanTable, settings: TrainingSettings) -> Iterator[Finding]:
    smaller = min(group_counts(cleaned.outcome, cleaned.patients))
    columns = len(cleaned.dictionary.columns)
    if smaller < EVENTS_PER_COLUMN * columns:
        yield Finding(
            code="learning.few_events",
            severity=Severity.WARNING,
            params={"events": smaller, "columns": columns, "wanted": EVENTS_PER_COLUMN * columns},
        )
    if settings.balanced:
        yield Finding(code="learning.balanced", severity=Severity.NOTE)


def _finding(code: str, severity: Severity, column: str, **params: float | int) -> Finding:
    return Finding(code=code, severity=severity, columns=(column,), params={"column": column, **params})
