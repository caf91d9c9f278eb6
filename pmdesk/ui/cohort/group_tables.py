"""The tables beside the picture of groups: how many, what they are like, what the components are."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pmdesk.risk.learned.documents import ColumnSummary
from pmdesk.ui.cohort.words import number
from pmdesk.ui.itemmodels.column_model import Column
from pmdesk.ui.widgets.clinical_numbers import MISSING


@dataclass(frozen=True)
class LoadingRow:
    """One feature on every component."""

    feature: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class ProfileRow:
    """One input in every group."""

    column: str
    cells: tuple[str, ...]


def structure_name(structure: str) -> str:
    return {
        "none": QCoreApplication.translate("CohortGroups", "none to speak of"),
        "weak": QCoreApplication.translate("CohortGroups", "weak"),
        "reasonable": QCoreApplication.translate("CohortGroups", "reasonable"),
        "strong": QCoreApplication.translate("CohortGroups", "strong"),
    }[structure]


def count_columns() -> Sequence[Column]:
    return (
        Column(
            "clusters",
            title=lambda: QCoreApplication.translate("CohortGroups", "Groups"),
            text=lambda row: str(row.clusters),
            key=lambda row: row.clusters,
            is_number=True,
        ),
        Column(
            "silhouette",
            title=lambda: QCoreApplication.translate("CohortGroups", "Silhouette"),
            text=lambda row: number(row.silhouette, 2),
            key=lambda row: row.silhouette,
            is_number=True,
            tip=lambda: QCoreApplication.translate(
                "CohortGroups", "Mean silhouette: 1 well apart, 0 overlapping"
            ),
        ),
        Column(
            "structure",
            title=lambda: QCoreApplication.translate("CohortGroups", "Structure"),
            text=lambda row: structure_name(row.structure),
            key=lambda row: row.silhouette,
        ),
        Column(
            "stability",
            title=lambda: QCoreApplication.translate("CohortGroups", "Stability"),
            text=lambda row: number(row.stability, 2),
            key=lambda row: row.stability,
            is_number=True,
            tip=lambda: QCoreApplication.translate(
                "CohortGroups",
                "Mean adjusted Rand index over bootstrap samples: 1 the same groups again, 0 chance",
            ),
        ),
        Column(
            "sizes",
            title=lambda: QCoreApplication.translate("CohortGroups", "Rows in each"),
            text=lambda row: ", ".join(map(str, row.sizes)),
            key=lambda row: float(max(row.sizes)),
        ),
    )


def loading_columns(components: int) -> Sequence[Column[LoadingRow]]:
    first: Column[LoadingRow] = Column(
        "feature",
        title=lambda: QCoreApplication.translate("CohortGroups", "Input"),
        text=lambda row: row.feature,
        key=lambda row: row.feature,
    )
    return (first, *map(_loading_column, range(components)))


def _loading_column(place: int) -> Column[LoadingRow]:
    return Column(
        f"component{place}",
        title=lambda: QCoreApplication.translate("CohortGroups", "Component {number}").format(
            number=place + 1
        ),
        text=lambda row: number(row.values[place], 2),
        key=lambda row: row.values[place],
        is_number=True,
    )


def loading_rows(components) -> list[LoadingRow]:
    return [
        LoadingRow(feature, tuple(row[place] for row in components.loadings))
        for place, feature in enumerate(components.features)
    ]


def profile_columns(profiles: Sequence) -> Sequence[Column[ProfileRow]]:
    first: Column[ProfileRow] = Column(
        "column",
        title=lambda: QCoreApplication.translate("CohortGroups", "Input"),
        text=lambda row: row.column,
        key=lambda row: row.column,
    )
    return (first, *(_profile_column(place, profile) for place, profile in enumerate(profiles)))


def _profile_column(place: int, profile) -> Column[ProfileRow]:
    return Column(
        f"group{place}",
        title=lambda: QCoreApplication.translate("CohortGroups", "Group {number}\n{rows} rows").format(
            number=profile.cluster + 1, rows=profile.rows
        ),
        text=lambda row: row.cells[place],
        key=lambda row: row.cells[place],
        is_number=True,
        export=lambda row: row.cells[place],
    )


def profile_rows(profiles: Sequence) -> list[ProfileRow]:
    rows = []
    for place, summary in enumerate(profiles[0].columns):
        unit = f" ({summary.unit})" if summary.unit else ""
        rows.append(
            ProfileRow(f"{summary.name}{unit}", tuple(_cell(profile.columns[place]) for profile in profiles))
        )
    return rows


def _cell(summary: ColumnSummary) -> str:
    """Median and quartiles of a number, the most frequent level of anything else."""
    if summary.quantiles is not None:
        _, low, median, high, _ = summary.quantiles
        return f"{median:.4g} ({low:.4g}–{high:.4g})".replace("-", "−")
    if not summary.counts:
        return MISSING
    total = sum(summary.counts.values())
    level = max(summary.counts, key=lambda name: summary.counts[name])
    return f"{level} ({100 * summary.counts[level] / total:.0f} %)"
