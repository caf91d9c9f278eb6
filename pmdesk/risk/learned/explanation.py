"""Why one patient has this prediction: the share of every input, and what the shares are counted from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.learned.columns import ColumnKind
from pmdesk.risk.learned.manifest import ClassificationManifest, LinearTerms, SurvivalManifest
from pmdesk.risk.learned.package import LoadedLearned
from pmdesk.risk.learned.predicting import ClassificationEstimator, SurvivalEstimator

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

BACKGROUND_ROWS = 50
PERMUTATIONS = 10


@dataclass(frozen=True, slots=True)
class Contribution:
    """Share of one input; ``known`` is False where the model filled the value in."""

    column: str
    share: float
    known: bool


@dataclass(frozen=True, slots=True)
class RowExplanation:
    """``base`` plus the shares is ``output``.

    Parameters
    ----------
    scale
        Of all numbers: log odds, probability, or log hazard ratio.
    base
        Mean output over the packaged background, of made-up rows.
    """

    scale: Literal["log-odds", "probability", "log-hazard"]
    base: float
    output: float
    contributions: tuple[Contribution, ...]


def explain(model: LoadedLearned, frame: "pd.DataFrame") -> tuple[RowExplanation, ...]:
    """Explain the predictions of some rows.

    Parameters
    ----------
    frame
        (n, inputs) as `LoadedLearned.checked_frame` makes it; rows must have passed the gates.

    Returns
    -------
    tuple of RowExplanation
        One a row. For a linear model the exact terms, else Shapley values (Lundberg and Lee, NeurIPS 2017) by
        permutations, with a fixed seed; they add up exactly in either case.
    """
    manifest, estimator = model.manifest, model.estimator
    if isinstance(manifest, SurvivalManifest) and isinstance(estimator, SurvivalEstimator):
        prepare, cox = estimator.pipeline[:-1], estimator.pipeline[-1]
        form = LinearForm(prepare, cox.coefficients_, -float(cox.means_ @ cox.coefficients_))
        return _linear(model, frame, feature_origins(prepare, model.background_frame()), form)
    assert isinstance(manifest, ClassificationManifest)
    assert isinstance(estimator, ClassificationEstimator)
    if isinstance(manifest.explanation, LinearTerms):
        linear = linear_form(estimator.pipeline)
        if linear is not None:
            return _linear(model, frame, manifest.explanation.feature_columns, linear)
    return _shapley(model, estimator, frame)


@dataclass(frozen=True)
class LinearForm:
    """Output = ``intercept`` + features by ``prepare`` times ``coefficients``."""

    prepare: Any
    coefficients: Floats
    intercept: float


def linear_form(model: Any) -> LinearForm | None:
    """Log odds of a logistic regression at the end of a pipeline, with or without a sigmoid calibration behind it.

    None for any other model.
    """
    from sklearn.calibration import CalibratedClassifierCV
    from sklearn.linear_model import LogisticRegression

    slope, shift = 1.0, 0.0
    if isinstance(model, CalibratedClassifierCV):
        (calibrated,) = model.calibrated_classifiers_
        (calibrator,) = calibrated.calibrators
        if not hasattr(calibrator, "a_"):
            return None
        slope, shift, model = -float(calibrator.a_), -float(calibrator.b_), calibrated.estimator
    last = model[-1]
    if not isinstance(last, LogisticRegression):
        return None
    return LinearForm(model[:-1], slope * last.coef_[0], slope * float(last.intercept_[0]) + shift)


def feature_origins(prepare: Any, background: "pd.DataFrame") -> tuple[str, ...]:
    """For each feature that the fitted steps of a pipeline give, the input that it changes with.

    Found by changing one input after the other in rows without gaps; a feature of several inputs names the first.
    """
    before = np.asarray(prepare.transform(background), dtype=np.float64)
    origins = [""] * before.shape[1]
    for name in background.columns:
        changed = background.copy()
        changed[name] = np.roll(background[name].to_numpy(), 1)
        moved = ~np.isclose(np.asarray(prepare.transform(changed), dtype=np.float64), before).all(axis=0)
        for place in np.flatnonzero(moved):
            origins[place] = origins[place] or str(name)
    return tuple(origins)


def _linear(
    model: LoadedLearned, frame: "pd.DataFrame", origins: tuple[str, ...], form: LinearForm
) -> tuple[RowExplanation, ...]:
    features = np.asarray(form.prepare.transform(frame), dtype=np.float64)
    background = np.asarray(form.prepare.transform(model.background_frame()), dtype=np.float64)
    centre = background.mean(axis=0)
    terms = (features - centre) * form.coefficients
    base = form.intercept + float(centre @ form.coefficients)
    names = [column.name for column in model.manifest.data.columns]
    shares = np.zeros((len(frame), len(names)))
    for place, origin in enumerate(origins):
        if origin:
            shares[:, names.index(origin)] += terms[:, place]
    output = form.intercept + features @ form.coefficients
    survival = isinstance(model.manifest, SurvivalManifest)
    return _explanations("log-hazard" if survival else "log-odds", frame, base, output, shares)


def _shapley(
    model: LoadedLearned, estimator: ClassificationEstimator, frame: "pd.DataFrame"
) -> tuple[RowExplanation, ...]:
    import shap

    coded = _Coding(model)
    background = coded.numbers(model.background_frame().iloc[:BACKGROUND_ROWS])

    def output(numbers: Floats) -> Floats:
        return estimator.probability(coded.frame(numbers))

    masker = shap.maskers.Independent(background, max_samples=BACKGROUND_ROWS)
    explainer = shap.PermutationExplainer(output, masker, seed=1)
    rows = coded.numbers(frame)
    evaluations = PERMUTATIONS * (2 * rows.shape[1] + 1)
    values = explainer(rows, max_evals=evaluations, silent=True)
    outputs = output(rows)
    base = float(output(background).mean())
    shares = np.asarray(values.values, dtype=np.float64)
    return _explanations("probability", frame, base, outputs, shares)


class _Coding:
    """Frames as plain numbers, for the explainer: a category becomes the place of its level."""

    def __init__(self, model: LoadedLearned) -> None:
        self._columns = model.manifest.data.columns

    def numbers(self, frame: "pd.DataFrame") -> Floats:
        coded = [
            np.array([self._code(column.categories, cell) for cell in frame[column.name]], dtype=np.float64)
            if column.kind is ColumnKind.CATEGORY
            else frame[column.name].to_numpy(dtype=np.float64)
            for column in self._columns
        ]
        return np.column_stack(coded)

    def frame(self, numbers: Floats) -> "pd.DataFrame":
        import pandas as pd

        made: dict[str, NDArray[np.generic]] = {}
        for place, column in enumerate(self._columns):
            values = numbers[:, place]
            if column.kind is ColumnKind.CATEGORY:
                levels = np.array([*column.categories, np.nan], dtype=object)
                known = ~np.isnan(values)
                made[column.name] = levels[np.where(known, values, len(levels) - 1).astype(np.intp)]
            else:
                made[column.name] = values
        return pd.DataFrame(made)

    @staticmethod
    def _code(levels: tuple[str, ...], cell: object) -> float:
        return float(levels.index(str(cell))) if cell in levels else float("nan")


def _explanations(
    scale: Literal["log-odds", "probability", "log-hazard"],
    frame: "pd.DataFrame",
    base: float,
    output: Floats,
    shares: Floats,
) -> tuple[RowExplanation, ...]:
    known = frame.notna().to_numpy()
    return tuple(
        RowExplanation(
            scale,
            base,
            float(output[row]),
            tuple(
                Contribution(str(name), float(shares[row, place]), bool(known[row, place]))
                for place, name in enumerate(frame.columns)
            ),
        )
        for row in range(len(frame))
    )
