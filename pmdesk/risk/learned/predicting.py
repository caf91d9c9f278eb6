"""A learned model applied to columns of patients: gates first, then the estimator, and what must be said of a row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.texts import LocalizedText
from pmdesk.risk.knowledge import InputWords, ModelWords, reason
from pmdesk.risk.learned.cells import MISSING_WORDS
from pmdesk.risk.learned.columns import ColumnKind, TableColumn
from pmdesk.risk.learned.manifest import Gate, LearnedManifest, SurvivalManifest
from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, NOTE, ColumnsModel, Results, row_reason

if TYPE_CHECKING:
    import pandas as pd

Floats: TypeAlias = NDArray[np.float64]
Texts: TypeAlias = NDArray[np.object_]

_KINDS = {
    ColumnKind.NUMBER: InputKind.NUMBER,
    ColumnKind.FLAG: InputKind.FLAG,
    ColumnKind.CATEGORY: InputKind.CHOICE,
}
_GATE = "gate "
_ALWAYS = "always "


class Estimator(Protocol):
    """What computes the results of rows that passed the gates."""

    def results(self, frame: "pd.DataFrame") -> Mapping[str, Floats]:
        """Result columns (n,) by name; the frame is as `frame_of` makes it."""
        ...


@dataclass(frozen=True, slots=True)
class LearnedInput(InputSpec):
    """An input whose words stand in the package."""

    words: InputWords = field(default=InputWords(label=LocalizedText(en="-", zh="-")))

    @property
    def label(self) -> LocalizedText:
        return self.words.label

    @property
    def level_words(self) -> Mapping[str, LocalizedText]:
        return self.words.choices

    def choice_label(self, choice: str) -> LocalizedText:
        return self.words.choices.get(choice, LocalizedText(en=choice, zh=choice))


@dataclass(frozen=True, slots=True)
class LearnedColumns(ColumnsModel):
    """A package in the shape of the models for tables."""

    manifest: LearnedManifest

    @property
    def words(self) -> ModelWords:
        purpose = self.manifest.purpose
        return ModelWords(
            title=purpose.title,
            outcome=purpose.outcome,
            population=purpose.population,
            not_for=purpose.not_for,
            evidence=self.manifest.evidence,
        )

    def sentence(self, code: str, about: str) -> LocalizedText:
        if code.startswith(_GATE):
            return self.manifest.gates[int(code.removeprefix(_GATE))].rule
        if code.startswith(_ALWAYS):
            return self.manifest.purpose.always_said[int(code.removeprefix(_ALWAYS))]
        return reason(code, input=about)


def learned_columns(manifest: LearnedManifest, estimator: Callable[[], Estimator]) -> LearnedColumns:
    """The model for tables of a package.

    Parameters
    ----------
    estimator
        Called when a first row is to be computed: loading it takes seconds.
    """

    def evaluate(columns: Mapping[str, Column]) -> Results:
        return _evaluate(manifest, columns, estimator)

    return LearnedColumns(
        id=manifest.id,
        version=manifest.version,
        inputs=tuple(input_spec(column) for column in manifest.inputs),
        output=manifest.outputs[0],
        grade="",
        outputs=(*manifest.outputs, NOTE),
        evaluate=evaluate,
        manifest=manifest,
    )


def input_spec(column: TableColumn) -> LearnedInput:
    label = column.label or LocalizedText(en=column.name, zh=column.name)
    return LearnedInput(
        name=column.name,
        kind=_KINDS[column.kind],
        unit=column.unit,
        minimum=column.minimum,
        maximum=column.maximum,
        choices=column.categories,
        required=column.required,
        missing_values=(*sorted(MISSING_WORDS), *map(str.casefold, column.missing_values)),
        words=InputWords(label=label, choices=column.category_labels),
    )


def frame_of(manifest: LearnedManifest, columns: Mapping[str, Column]) -> "pd.DataFrame":
    """Checked columns as the pipeline takes them.

    Returns
    -------
    pandas.DataFrame
        (n, inputs of the model): numbers and flags float64 with NaN where not known, categories object with NaN where
        not known, as `pmdesk.risk.learned.cleaning.clean_inputs` makes them.
    """
    import pandas as pd

    made: dict[str, NDArray[Any]] = {}
    for column in manifest.data.columns:
        values = columns[column.name]
        if column.kind is ColumnKind.CATEGORY:
            made[column.name] = np.where(values == "", np.nan, values.astype(object))
        else:
            made[column.name] = np.asarray(values, dtype=np.float64)
    return pd.DataFrame(made)


def _evaluate(
    manifest: LearnedManifest, columns: Mapping[str, Column], estimator: Callable[[], Estimator]
) -> Results:
    frame = frame_of(manifest, columns)
    missing = frame.isna().to_numpy()
    errors = _refusals(manifest, columns, missing)
    good = errors == ""
    found: dict[str, NDArray[np.generic]] = {
        name: np.full(len(frame), np.nan, dtype=np.float64) for name in manifest.outputs
    }
    if good.any():
        for name, values in estimator().results(frame[good]).items():
            found[name][good] = values
    return {**found, NOTE: _notes(manifest, columns, missing), ERROR: errors}


def _refusals(manifest: LearnedManifest, columns: Mapping[str, Column], missing: NDArray[np.bool_]) -> Texts:
    """(n,) reasons why rows are not computed, empty where they are."""
    count = missing.sum(axis=1)
    reasons: list[Texts] = []
    for unknown in np.unique(count[count > manifest.max_missing]):
        about = f"{unknown} / {missing.shape[1]} (≤ {manifest.max_missing})"
        reasons.append(_where(count == unknown, row_reason("learned_too_many_missing", about)))
    return _joined([*reasons, *_gate_reasons(manifest, columns, "refuse")], len(count))


def _notes(manifest: LearnedManifest, columns: Mapping[str, Column], missing: NDArray[np.bool_]) -> Texts:
    """(n,) what must be said about rows that are computed."""
    rows = len(missing)
    always = [_where(np.ones(rows, dtype=np.bool_), f"{_ALWAYS}{place}") for place in _places(manifest)]
    names = [column.name for column in manifest.data.columns]
    outside = np.zeros_like(missing)
    for name, (low, high) in manifest.seen.items():
        values = np.asarray(columns[name], dtype=np.float64)
        outside[:, names.index(name)] = (values < low) | (values > high)
    return _joined(
        [
            *always,
            *_gate_reasons(manifest, columns, "warn"),
            _named("learned_outside_training", outside, names),
            _named("learned_without", missing, names),
        ],
        rows,
    )


def _places(manifest: LearnedManifest) -> range:
    return range(len(manifest.purpose.always_said))


def _gate_reasons(manifest: LearnedManifest, columns: Mapping[str, Column], action: str) -> Iterable[Texts]:
    for place, gate in enumerate(manifest.gates):
        if gate.action == action:
            yield _where(_stopped(gate, columns[gate.column]), f"{_GATE}{place}")


def _stopped(gate: Gate, values: Column) -> NDArray[np.bool_]:
    """(n,) True where a known value breaks the rule."""
    if values.dtype.kind not in "fiub":
        return np.asarray((values != "") & ~np.isin(values, gate.values), dtype=np.bool_)
    stopped = np.zeros(len(values), dtype=np.bool_)
    if gate.minimum is not None:
        stopped |= values < gate.minimum
    if gate.maximum is not None:
        stopped |= values > gate.maximum
    if gate.values:
        stopped |= ~np.isnan(values) & ~np.isin(values, [float(value) for value in gate.values])
    return stopped


def _where(rows: NDArray[np.bool_], code: str) -> Texts:
    return np.where(rows, code, "").astype(object)


def _named(code: str, cells: NDArray[np.bool_], names: Sequence[str]) -> Texts:
    """(n,) the code with the columns that it is about, empty where there are none."""
    patterns, which = np.unique(cells, axis=0, return_inverse=True)
    said = [", ".join(name for name, hit in zip(names, pattern, strict=True) if hit) for pattern in patterns]
    coded = np.array([row_reason(code, about) if about else "" for about in said], dtype=object)
    return coded[which.ravel()]


def _joined(parts: Sequence[Texts], rows: int) -> Texts:
    joined = np.full(rows, "", dtype=object)
    for part in parts:
        both = (joined != "") & (part != "")
        joined = joined + np.where(both, ";", "").astype(object) + part
    return joined


@dataclass(frozen=True)
class ClassificationEstimator:
    """A classifier with, for a linear one, the coefficients of bootstrap fits.

    Parameters
    ----------
    pipeline
        Fitted, takes frames, gives ``predict_proba``.
    draws
        (draws, 1 + features) intercept and coefficients of the pipeline's last step, or None: no interval.
    """

    pipeline: Any
    draws: Floats | None = None

    def probability(self, frame: "pd.DataFrame") -> Floats:
        """(n,) probability of the outcome."""
        return np.asarray(self.pipeline.predict_proba(frame)[:, 1], dtype=np.float64)

    def results(self, frame: "pd.DataFrame") -> Mapping[str, Floats]:
        found = {"p": self.probability(frame)}
        if self.draws is not None:
            low, high = self._limits(frame, self.draws)
            found["p_low"], found["p_high"] = (1.0 / (1.0 + np.exp(-one)) for one in (low, high))
        return found

    def _limits(self, frame: "pd.DataFrame", draws: Floats) -> tuple[Floats, Floats]:
        """(n,) each: middle 95 % of the linear predictors of all refits.

        Where inputs are not known, each refit stands twice, with what the known inputs leave open of the sum of the
        others drawn once up and once down.
        """
        features = np.asarray(self.pipeline[:-1].transform(frame), dtype=np.float64)
        drawn = draws[:, 0] + features @ draws[:, 1:].T  # (n, draws)
        low, high = np.quantile(drawn, _MIDDLE, axis=1)
        gaps = frame.isna().to_numpy().any(axis=1)
        fill = self.pipeline[-2] if len(self.pipeline) > 1 else None
        if gaps.any() and isinstance(fill, _LeavesOpen):
            open_ = fill.left_open(self.pipeline[:-2].transform(frame[gaps]), draws[:, 1:])
            shift = open_ * _standard_normals(len(draws))
            both = np.concatenate([drawn[gaps] + shift, drawn[gaps] - shift], axis=1)
            low[gaps], high[gaps] = np.quantile(both, _MIDDLE, axis=1)
        return low, high


_MIDDLE = (0.025, 0.975)


@runtime_checkable
class _LeavesOpen(Protocol):
    """A step that fills gaps and knows how sure it is: `pmdesk.risk.learned.conditional_means`."""

    def left_open(self, features: Floats, coefficients: Floats) -> Floats: ...


def _standard_normals(count: int) -> Floats:
    """Quantiles of the standard normal at equal steps, in a fixed order that has nothing to do with the refits'."""
    normal = NormalDist()
    steps = np.array([normal.inv_cdf((place + 0.5) / count) for place in range(count)])
    return np.random.default_rng(1).permutation(steps)


@dataclass(frozen=True)
class SurvivalEstimator:
    """A pipeline that prepares the inputs and ends in a `pmdesk.risk.learned.survival.CoxModel`."""

    pipeline: Any
    manifest: SurvivalManifest

    def features(self, frame: "pd.DataFrame") -> Floats:
        """(n, features) as the Cox model takes them."""
        return np.asarray(self.pipeline[:-1].transform(frame), dtype=np.float64)

    def results(self, frame: "pd.DataFrame") -> Mapping[str, Floats]:
        features, cox = self.features(frame), self.pipeline[-1]
        times = [one.time for one in self.manifest.times]
        survival = cox.survival(features, times)
        low, high = cox.interval(features, times)
        found: dict[str, Floats] = {}
        for place, one in enumerate(self.manifest.times):
            found[one.name] = survival[:, place]
            found[f"{one.name}_low"], found[f"{one.name}_high"] = low[:, place], high[:, place]
        found["median"] = cox.median(features)
        return found
