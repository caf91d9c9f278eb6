"""Sums of three questionnaires; their texts are not part of the program.

PHQ-9 (Kroenke 2001, J Gen Intern Med 16:606): nine items of 0 to 3, bands from 5, 10, 15 and 20. GAD-7 (Spitzer 2006,
Arch Intern Med 166:1092): seven items of 0 to 3, bands from 5, 10 and 15. WHO-5 (Topp 2015, Psychother Psychosom
84:167): five items of 0 to 5, the sum times 4; up to 50 low well-being, up to 28 depression is likely. Sums and bands
were entered from general knowledge and not compared with these papers.
"""

from collections.abc import Callable, Mapping

import numpy as np

from pmdesk.core.risk import UNVERIFIED
from pmdesk.risk.logistic import Column, Floats
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import NOTE, ColumnsModel, Results

SCORE, BAND = "score", "band"
_UNVERIFIED = "unverified_bands"


def _items(questionnaire: str, count: int, highest: int) -> tuple[InputSpec, ...]:
    names = (f"{questionnaire}_{number}" for number in range(1, count + 1))
    return tuple(InputSpec(name, InputKind.NUMBER, "", 0, highest, whole=True) for name in names)


def _sums(
    items: tuple[InputSpec, ...], factor: int, limits: tuple[int, ...], bands: tuple[str, ...]
) -> Callable[[Mapping[str, Column]], dict[str, Column]]:
    """Score and band of whole columns; ``limits`` are the first scores of the second band and those after it."""

    def evaluate(columns: Mapping[str, Column]) -> dict[str, Column]:
        answers: list[Floats] = [np.asarray(columns[item.name], dtype=np.float64) for item in items]
        score = factor * np.sum(answers, axis=0)
        place = np.searchsorted(np.asarray(limits), score, side="right")
        return {SCORE: score, BAND: np.asarray(bands)[place], NOTE: np.full(score.shape, _UNVERIFIED)}

    return evaluate


_PHQ_9 = _items("phq9", 9, 3)
_GAD_7 = _items("gad7", 7, 3)
_WHO_5 = _items("who5", 5, 5)

_phq9_sums = _sums(_PHQ_9, 1, (5, 10, 15, 20), ("minimal", "mild", "moderate", "moderately severe", "severe"))


def _phq9(columns: Mapping[str, Column]) -> Results:
    self_harm = np.asarray(columns["phq9_9"], dtype=np.float64) > 0.0
    note = np.where(self_harm, f"{_UNVERIFIED};phq9_item_9", _UNVERIFIED)
    return _phq9_sums(columns) | {NOTE: note}


PHQ_9 = ColumnsModel(
    id="phq9",
    version="2001",
    inputs=_PHQ_9,
    output=SCORE,
    grade=UNVERIFIED,
    outputs=(SCORE, BAND, NOTE),
    evaluate=_phq9,
    unverified=_UNVERIFIED,
)
"""A ninth item over 0 (thoughts of death or self-harm) is noted whatever the sum."""

GAD_7 = ColumnsModel(
    id="gad7",
    version="2006",
    inputs=_GAD_7,
    output=SCORE,
    grade=UNVERIFIED,
    outputs=(SCORE, BAND, NOTE),
    evaluate=_sums(_GAD_7, 1, (5, 10, 15), ("minimal", "mild", "moderate", "severe")),
    unverified=_UNVERIFIED,
)

WHO_5 = ColumnsModel(
    id="who5",
    version="1998",
    inputs=_WHO_5,
    output=SCORE,
    grade=UNVERIFIED,
    outputs=(SCORE, BAND, NOTE),
    evaluate=_sums(_WHO_5, 4, (29, 51), ("depression likely", "low well-being", "above the cut-off")),
    unverified=_UNVERIFIED,
)
