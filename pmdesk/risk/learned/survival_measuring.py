"""How well a proportional hazards model does: concordance corrected for optimism, calibration, and its assumption."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.model_package import Evaluation
from pmdesk.risk.learned.cleaning import CleanTable
from pmdesk.risk.learned.documents import Figure
from pmdesk.risk.learned.measuring import Measured, bootstrap_figure, subgroups
from pmdesk.risk.learned.recipe import Recipe
from pmdesk.risk.learned.survival import CoxModel

Floats = NDArray[np.float64]

FOLDS, REPEATS, OPTIMISM_DRAWS, INTERVAL_DRAWS = 5, 10, 200, 500
SEED = 20261121
THIRDS = ("lowest", "middle", "highest")


@dataclass(frozen=True)
class FollowUp:
    """Features (n, k), time (n,) in the unit of the dictionary, event (n,) 0 or 1."""

    features: Floats
    time: Floats
    event: Floats

    def of(self, rows: NDArray[np.intp]) -> "FollowUp":
        return FollowUp(self.features[rows], self.time[rows], self.event[rows])


def fitted(data: FollowUp, draws: int = 0) -> CoxModel:
    return CoxModel(draws=draws, seed=SEED).fit(data.features, data.time, data.event)


def concordance(data: FollowUp, log_hazard: Floats) -> float:
    """Harrell's C (JAMA 1982): share of comparable pairs in which the shorter time has the higher hazard."""
    from lifelines.utils import concordance_index

    try:
        return float(concordance_index(data.time, -log_hazard, data.event))
    except ZeroDivisionError:
        return float("nan")


def survival_figures(
    data: FollowUp, table: CleanTable, recipe: Recipe, measured: Measured
) -> tuple[Evaluation, ...]:
    """Figures by repeated cross-validation, the optimism of the bootstrap, calibration, and the test of the hazards."""
    log_hazards, survival = _out_of_fold(data, [one.time for one in recipe.times])
    n = len(data.time)
    found = [measured.evaluation("deaths", Figure(value=float(data.event.sum())), n, n, "")]
    found += [measured.evaluation("concordance", _drawn_concordance(data, log_hazards), n, n, "")]
    optimism = Measured("bootstrap, 200 samples, corrected for optimism (Harrell 1996)", measured.command)
    corrected = Figure(value=_optimism_corrected(data))
    found += [optimism.evaluation("concordance", corrected, n, n, "")]
    slope = bootstrap_figure(n, lambda rows: _slope(data.of(rows), log_hazards[0][rows]), INTERVAL_DRAWS)
    found += [measured.evaluation("calibration_slope", slope, n, n, "")]
    for place, one in enumerate(recipe.times):
        found += list(_calibration(data, survival[:, :, place].mean(axis=0), one.name, one.time, measured))
    found += list(_hazards_test(data, recipe, measured))
    for name, members in subgroups(table, recipe.subgroups):
        found += list(_of_group(data, log_hazards, np.flatnonzero(members), name, measured))
    return tuple(found)


def _out_of_fold(data: FollowUp, times: list[float]) -> tuple[Floats, Floats]:
    """(repeats, n) log hazard and (repeats, n, times) survival by models that had not seen the row."""
    from sklearn.model_selection import StratifiedKFold

    n = len(data.time)
    hazards, survival = np.zeros((REPEATS, n)), np.zeros((REPEATS, n, len(times)))
    for repeat in range(REPEATS):
        splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED + repeat)
        for train, test in splitter.split(data.features, data.event):
            model = fitted(data.of(train))
            hazards[repeat, test] = model.log_hazard(data.features[test])
            survival[repeat, test] = model.survival(data.features[test], times)
    return hazards, survival


def _drawn_concordance(data: FollowUp, log_hazards: Floats) -> Figure:
    def mean(rows: NDArray[np.intp]) -> float:
        return float(np.mean([concordance(data.of(rows), one[rows]) for one in log_hazards]))

    return bootstrap_figure(len(data.time), mean, INTERVAL_DRAWS)


def _optimism_corrected(data: FollowUp) -> float:
    """Apparent concordance minus the mean of (in the sample minus in the data) over models of bootstrap samples."""
    random = np.random.default_rng(SEED)
    apparent = concordance(data, fitted(data).log_hazard(data.features))
    optimism = []
    for _ in range(OPTIMISM_DRAWS):
        sample = data.of(random.integers(0, len(data.time), len(data.time)))
        model = fitted(sample)
        optimism.append(
            concordance(sample, model.log_hazard(sample.features))
            - concordance(data, model.log_hazard(data.features))
        )
    return apparent - float(np.mean(optimism))


def _slope(data: FollowUp, log_hazard: Floats) -> float:
    """Coefficient of the out-of-fold log hazard in a Cox model of its own: 1 is right, below is too extreme."""
    return float(fitted(FollowUp(log_hazard[:, None], data.time, data.event)).coefficients_[0])


def _calibration(
    data: FollowUp, predicted: Floats, name: str, time: float, measured: Measured
) -> Iterator[Evaluation]:
    """Mean predicted survival and that of Kaplan and Meier, in all and in thirds of the prediction."""
    borders = np.quantile(predicted, [1 / 3, 2 / 3])
    third = np.searchsorted(borders, predicted, side="right")
    groups = [("", np.arange(len(predicted)))]
    groups += [
        (f"Predicted survival: {THIRDS[place]} third", np.flatnonzero(third == place)) for place in range(3)
    ]
    for group, rows in groups:
        if len(rows):
            mean = Figure(value=float(predicted[rows].mean()))
            yield measured.evaluation(f"predicted_{name}", mean, len(rows), len(rows), group)
            yield measured.evaluation(
                f"observed_{name}", kaplan_meier(data.of(rows), time), len(rows), len(rows), group
            )


def kaplan_meier(data: FollowUp, time: float) -> Figure:
    """Share alive at a time (Kaplan and Meier 1958) with its 95 % interval (log-log)."""
    from lifelines import KaplanMeierFitter

    fitter: Any = KaplanMeierFitter().fit(data.time, data.event)
    limits = fitter.confidence_interval_.loc[:time].iloc[-1]
    return Figure(value=float(fitter.predict(time)), low=float(limits.iloc[0]), high=float(limits.iloc[1]))


def _hazards_test(data: FollowUp, recipe: Recipe, measured: Measured) -> Iterator[Evaluation]:
    """Are the hazards proportional? p of each feature by scaled Schoenfeld residuals (Grambsch and Therneau 1994)."""
    import pandas as pd
    from lifelines import CoxPHFitter
    from lifelines.statistics import proportional_hazard_test

    names = [f"x{place}" for place in range(data.features.shape[1])]
    frame = pd.DataFrame(data.features, columns=names).assign(t=data.time, e=data.event)
    fitter = CoxPHFitter().fit(frame, "t", "e")
    test = proportional_hazard_test(fitter, frame, time_transform="rank")
    where = Measured("all rows, scaled Schoenfeld residuals, ranks of time", measured.command)
    for place, p in zip(feature_names(recipe), np.atleast_1d(test.p_value), strict=True):
        n = len(data.time)
        yield where.evaluation("proportional_hazards_p", Figure(value=float(p)), n, n, f"Input: {place}")


def feature_names(recipe: Recipe) -> list[str]:
    """Names of the features in the order of `pmdesk.risk.learned.conditional_means.CategoryDummies`."""
    names: list[str] = []
    for column in recipe.data.columns:
        names += [f"{column.name}={level}" for level in column.categories[1:]] or [column.name]
    return names


def _of_group(
    data: FollowUp, log_hazards: Floats, rows: NDArray[np.intp], name: str, measured: Measured
) -> Iterator[Evaluation]:
    group = data.of(rows)
    n = len(rows)
    yield measured.evaluation("deaths", Figure(value=float(group.event.sum())), n, n, name)
    if group.event.sum() >= 20:
        yield measured.evaluation("concordance", _drawn_concordance(group, log_hazards[:, rows]), n, n, name)
