"""How the figures grow with the number of patients to learn from."""

import numpy as np

from pmdesk.core.progress import JobContext
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.documents import LearningPoint
from pmdesk.risk.learned.fitting import FittedModel, fit_on, outer_splits
from pmdesk.risk.learned.metrics import auc, log_loss, plain
from pmdesk.risk.learned.settings import TrainingSettings
from pmdesk.risk.learned.validation import Rows, patient_splits

SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
MINIMUM_PER_INNER_FOLD = 2


def learning_curve(
    cleaned: CleanTable, final: FittedModel, settings: TrainingSettings, ctx: JobContext
) -> tuple[LearningPoint, ...]:
    """Out-of-fold AUC and log loss after training on a growing share of each training part's patients.

    The final model's algorithm and parameters, not tuned again; shares too small to calibrate on are left out.
    """
    splits = outer_splits(cleaned, settings, 0)
    points = []
    for place, share in enumerate(SHARES):
        figures = []
        for fold, (train, test) in enumerate(splits):
            ctx.check()
            ctx.progress((place + fold / len(splits)) / len(SHARES), "stage.learning_curve")
            rows = _share(cleaned, train, share, settings.seed + fold)
            counts = np.bincount(cleaned.outcome[rows], minlength=2)
            if counts.min() < MINIMUM_PER_INNER_FOLD * settings.inner_folds or not patient_splits(
                cleaned.outcome[rows], cleaned.groups[rows], settings.inner_folds, settings.seed
            ):
                continue
            fitted = fit_on(cleaned, rows, final.algorithm, settings, settings.seed, ctx, final.parameters)
            seen = fitted.probabilities(cleaned.frame.iloc[rows])
            unseen = fitted.probabilities(cleaned.frame.iloc[test])
            figures.append(
                (
                    len(np.unique(cleaned.patients[rows])),
                    int(counts[1]),
                    plain(auc)(cleaned.outcome[rows], seen),
                    plain(auc)(cleaned.outcome[test], unseen),
                    plain(log_loss)(cleaned.outcome[test], unseen),
                )
            )
        if len(figures) == len(splits):
            points.append(_point(np.array(figures)))
    return tuple(points)


def _point(figures: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> LearningPoint:
    mean, spread = figures.mean(axis=0), figures.std(axis=0, ddof=1)
    return LearningPoint(
        patients=round(mean[0]),
        events=round(mean[1]),
        train_auc=float(mean[2]),
        auc=float(mean[3]),
        auc_sd=float(spread[3]),
        log_loss=float(mean[4]),
        log_loss_sd=float(spread[4]),
    )


def _share(cleaned: CleanTable, train: Rows, share: float, seed: int) -> Rows:
    """Rows of a share of the groups of a training part, drawn among those with and those without the outcome."""
    if share >= 1.0:
        return train
    groups = cleaned.groups[train]
    rng = np.random.default_rng(seed)
    with_event = np.unique(groups[cleaned.outcome[train] == 1])
    without = np.setdiff1d(np.unique(groups), with_event)
    kept = np.concatenate(
        [
            rng.permutation(part)[: max(1, round(share * len(part)))]
            for part in (with_event, without)
            if len(part)
        ]
    )
    return train[np.isin(groups, kept)]
