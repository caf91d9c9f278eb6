"""Groups and main directions of a cohort, keyed by the rows' lines so that other views can select them.

Numbers are scaled to a standard deviation of 1, flags and categories are 0/1 columns, what is not known is imputed
(median, most frequent, a level of its own): the share of imputed cells is part of the result. Groups describe these
rows; they are no diagnoses, and the number of groups is a choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.risk.learned.cleaning import clean_inputs
from pmdesk.risk.learned.columns import Algorithm, DataDictionary
from pmdesk.risk.learned.documents import ColumnSummary, Count, Part, Share
from pmdesk.risk.learned.metrics import Floats
from pmdesk.risk.learned.pipelines import PREPARE, build_pipeline, feature_origins
from pmdesk.risk.learned.population import column_summary
from pmdesk.risk.learned.reading import CohortTable
from pmdesk.risk.learned.settings import TrainingSettings

if TYPE_CHECKING:
    import pandas as pd

MINIMUM_ROWS = 20
MAXIMUM_AGGLOMERATIVE_ROWS = 5_000
"""Memory of the agglomerative method grows with the square of the rows."""
SILHOUETTE_ROWS = 3_000
STRUCTURE_LIMITS = (0.25, 0.5, 0.7)
"""Mean silhouette up to which there is no, weak, reasonable structure (Kaufman and Rousseeuw 1990)."""


class ClusterMethod(StrEnum):
    KMEANS = "k-means"
    AGGLOMERATIVE = "agglomerative"
    """Ward's criterion."""


class Structure(StrEnum):
    """What the mean silhouette speaks for."""

    NONE = "none"
    WEAK = "weak"
    REASONABLE = "reasonable"
    STRONG = "strong"


class ClusterSettings(BaseModel):
    """``clusters``: how many; None for the number with the highest mean silhouette among 2 .. ``maximum``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    method: ClusterMethod = ClusterMethod.KMEANS
    clusters: Annotated[int, Field(ge=2, le=20)] | None = None
    maximum: Annotated[int, Field(ge=2, le=20)] = 6
    components: Annotated[int, Field(ge=2, le=10)] = 5
    draws: Annotated[int, Field(ge=5, le=500)] = 20
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 1


class ClusterCount(Part):
    """One number of groups.

    ``stability``: mean adjusted Rand index between the groups of all rows and those found again in bootstrap samples
    (1 the same, 0 chance), with its smallest tenth.
    """

    clusters: Count
    silhouette: float
    structure: Structure
    stability: float
    stability_p10: float
    sizes: tuple[int, ...]


class ClusterProfile(Part):
    cluster: Count
    rows: Count
    columns: tuple[ColumnSummary, ...]


class PrincipalComponents(Part):
    """``loadings``: one list a component over ``features``; ``scores``: one list a row over the components."""

    explained: tuple[Share, ...]
    features: tuple[str, ...]
    columns: tuple[str, ...]
    """Column that each feature was made from."""
    loadings: tuple[tuple[float, ...], ...]
    scores: tuple[tuple[float, ...], ...]


class CohortGroups(Part):
    """Groups and components of a cohort; ``lines``, ``labels`` and the scores run parallel."""

    settings: ClusterSettings
    lines: tuple[int, ...]
    labels: tuple[int, ...]
    """0 for the largest group."""
    chosen: Count
    counts: tuple[ClusterCount, ...]
    profiles: tuple[ClusterProfile, ...]
    components: PrincipalComponents
    missing_share: Share
    """Of all cells: imputed."""
    missing_by_column: dict[str, int]
    refused_lines: tuple[int, ...]


@dataclass(frozen=True)
class _Cohort:
    frame: "pd.DataFrame"
    values: Floats
    features: tuple[str, ...]
    origins: tuple[str, ...]
    refused: tuple[int, ...]


def group_cohort(
    table: CohortTable,
    dictionary: DataDictionary,
    settings: ClusterSettings | None = None,
    ctx: JobContext | None = None,
) -> CohortGroups:
    """Cluster the rows of a table by its inputs; the outcome takes no part.

    Raises
    ------
    InputError
        ``COLUMN_NOT_FOUND``, ``NO_INPUTS``, ``NO_ROWS_LEFT`` (fewer than 20 usable rows), or ``BAD_USAGE`` (too many
        rows for the agglomerative method).
    CancelledError
        The user cancelled.
    """
    from threadpoolctl import threadpool_limits

    settings, ctx = settings or ClusterSettings(), ctx or NullContext()
    cohort = _cohort(table, dictionary)
    if settings.method is ClusterMethod.AGGLOMERATIVE and len(cohort.frame) > MAXIMUM_AGGLOMERATIVE_ROWS:
        reason = f"{len(cohort.frame)} rows; {settings.method.value} takes {MAXIMUM_AGGLOMERATIVE_ROWS}"
        raise InputError(ErrorCode.BAD_USAGE, reason=reason)
    tried = _tried(cohort.values, settings)
    with threadpool_limits(limits=1):
        found: dict[int, tuple[NDArray[np.intp], ClusterCount]] = {}
        for place, clusters in enumerate(tried):
            ctx.progress(place / len(tried), "stage.cluster")
            found[clusters] = _count(cohort.values, clusters, settings, ctx)
        components = _components(cohort, settings)
    chosen = max(found, key=lambda clusters: found[clusters][1].silhouette)
    labels = found[chosen][0]
    ctx.progress(1.0, "stage.cluster")
    missing = cohort.frame.isna()
    return CohortGroups(
        settings=settings,
        lines=tuple(int(line) for line in cohort.frame.index),
        labels=tuple(labels.tolist()),
        chosen=chosen,
        counts=tuple(count for _, count in found.values()),
        profiles=_profiles(cohort.frame, labels, dictionary),
        components=components,
        missing_share=float(missing.to_numpy().mean()),
        missing_by_column={str(name): int(count) for name, count in missing.sum().items()},
        refused_lines=cohort.refused,
    )


def _cohort(table: CohortTable, dictionary: DataDictionary) -> _Cohort:
    if not dictionary.columns:
        raise InputError(ErrorCode.NO_INPUTS, path=table.name)
    for column in dictionary.columns:
        if column.name not in table.columns:
            raise InputError(
                ErrorCode.COLUMN_NOT_FOUND, path=table.name, column=column.name, choices=table.names
            )
    inputs = clean_inputs({item.name: table.columns[item.name] for item in dictionary.columns}, dictionary)
    faulty = {problem.row for problem in inputs.problems}
    faulty |= set(np.flatnonzero(inputs.frame.isna().all(axis=1).to_numpy()).tolist())
    good = np.ones(table.rows, dtype=np.bool_)
    good[list(faulty)] = False
    if good.sum() < MINIMUM_ROWS:
        raise InputError(
            ErrorCode.NO_ROWS_LEFT, path=table.name, rows=table.rows, reason=f"fewer than {MINIMUM_ROWS}"
        )
    frame = inputs.frame[good].set_axis(np.asarray(table.lines)[good], axis=0)
    pipeline = build_pipeline(dictionary, Algorithm.LOGISTIC, TrainingSettings(), len(frame))
    prepare = pipeline.named_steps[PREPARE]
    values = np.asarray(prepare.fit_transform(frame), dtype=np.float64)
    return _Cohort(
        frame,
        values,
        tuple(str(name).partition("__")[2] for name in prepare.get_feature_names_out()),
        feature_origins(pipeline),
        tuple(sorted({table.lines[row] for row in faulty} | {row.line for row in table.ragged})),
    )


def _tried(values: Floats, settings: ClusterSettings) -> Sequence[int]:
    """Numbers of groups that so many different rows can be cut into, at least two different rows a group."""
    most = len(np.unique(values, axis=0)) // 2
    tried = [settings.clusters] if settings.clusters else list(range(2, settings.maximum + 1))
    possible = [clusters for clusters in tried if clusters <= most]
    if not possible:
        raise InputError(ErrorCode.BAD_USAGE, reason=f"too few different rows for {tried[0]} groups")
    return possible


def _labels(values: Floats, clusters: int, settings: ClusterSettings) -> NDArray[np.intp]:
    if settings.method is ClusterMethod.KMEANS:
        from sklearn.cluster import KMeans

        found = KMeans(clusters, n_init=10, random_state=settings.seed).fit_predict(values)
    else:
        from sklearn.cluster import AgglomerativeClustering

        found = AgglomerativeClustering(clusters).fit_predict(values)
    order = np.argsort(-np.bincount(found, minlength=clusters), kind="stable")
    rank = np.empty(clusters, dtype=np.intp)
    rank[order] = np.arange(clusters)
    return np.asarray(rank[found], dtype=np.intp)


def _count(
    values: Floats, clusters: int, settings: ClusterSettings, ctx: JobContext
) -> tuple[NDArray[np.intp], ClusterCount]:
    from sklearn.metrics import adjusted_rand_score, silhouette_score

    labels = _labels(values, clusters, settings)
    size = min(len(values), SILHOUETTE_ROWS)
    silhouette = float(silhouette_score(values, labels, sample_size=size, random_state=settings.seed))
    rng = np.random.default_rng(settings.seed)
    again = []
    for _ in range(settings.draws):
        ctx.check()
        rows = np.unique(rng.integers(0, len(values), len(values)))
        again.append(adjusted_rand_score(labels[rows], _labels(values[rows], clusters, settings)))
    count = ClusterCount(
        clusters=clusters,
        silhouette=silhouette,
        structure=list(Structure)[int(np.searchsorted(STRUCTURE_LIMITS, silhouette))],
        stability=float(np.mean(again)),
        stability_p10=float(np.quantile(again, 0.1)),
        sizes=tuple(np.bincount(labels, minlength=clusters).tolist()),
    )
    return labels, count


def _components(cohort: _Cohort, settings: ClusterSettings) -> PrincipalComponents:
    from sklearn.decomposition import PCA

    kept = min(settings.components, *cohort.values.shape)
    pca = PCA(kept, svd_solver="full").fit(cohort.values)
    scores = pca.transform(cohort.values)
    # the sign of a component is arbitrary: its largest loading is made positive
    largest = np.abs(pca.components_).argmax(axis=1)
    signs = np.sign(pca.components_[np.arange(kept), largest])
    signs[signs == 0] = 1.0
    return PrincipalComponents(
        explained=tuple(np.clip(np.nan_to_num(pca.explained_variance_ratio_), 0, 1).tolist()),
        features=cohort.features,
        columns=cohort.origins,
        loadings=_rows(pca.components_ * signs[:, None]),
        scores=_rows(scores * signs),
    )


def _profiles(
    frame: "pd.DataFrame", labels: NDArray[np.intp], dictionary: DataDictionary
) -> tuple[ClusterProfile, ...]:
    return tuple(
        ClusterProfile(
            cluster=int(cluster),
            rows=int((labels == cluster).sum()),
            columns=tuple(
                column_summary(frame[labels == cluster][column.name], column) for column in dictionary.columns
            ),
        )
        for cluster in np.unique(labels)
    )


def _rows(values: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in values.tolist())
