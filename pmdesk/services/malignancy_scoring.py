"""The malignancy model on the evaluation data, on the outlines that the program itself draws there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmdesk.inference.nodule_character import NoduleJudge
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.services.outlined_nodules import outlined_nodule
from pmdesk.training.lidc import HuArray, NoduleStack
from pmdesk.training.lidc_nodules import NoduleRow


@dataclass(frozen=True)
class OutlinedJudge:
    """Judges each nodule with the outline that the program draws at its place; no reader's outline takes part.

    Parameters
    ----------
    judge
        Package of the task ``lung-nodule-malignancy``.
    outliner
        Package of the task ``lung-nodule-outline``.
    """

    judge: NoduleJudge
    outliner: NoduleOutliner

    def __call__(
        self, rows: Sequence[NoduleRow], crops: HuArray, stacks: Mapping[int, NoduleStack]
    ) -> NDArray[np.float64]:
        """Probability (n,) that the readers' mean rating is above 3."""
        outlined = (
            outlined_nodule(row, crop, stacks.get(row.nodule_id), self.outliner)
            for row, crop in zip(rows, crops, strict=True)
        )
        return np.array([self.judge(volume, segment).malignancy for volume, segment in outlined])
