"""The tables of a test on another hospital's rows: figures, inputs, reasons for refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pmdesk.risk.learned.documents import Figure
from pmdesk.risk.learned.external_documents import (
    ExternalValidation,
    InputUse,
    RefusalCount,
    SurvivalGroup,
)
from pmdesk.services.external_report import AT_THRESHOLD, main_figures
from pmdesk.ui.cohort.words import figure_name, figure_tip, with_interval
from pmdesk.ui.itemmodels.column_model import Column
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.widgets.clinical_numbers import MISSING


@dataclass(frozen=True)
class FigureRow:
    """One figure here and, where the package states it, in its training."""

    name: str
    here: Figure
    trained: Figure | None


@dataclass(frozen=True)
class InputRow:
    """One input with the number of rows it is of."""

    use: InputUse
    rows: int


@dataclass(frozen=True)
class SurvivalRow:
    """One subgroup of a survival model with the column it belongs to."""

    axis: str
    group: SurvivalGroup


def figure_rows(document: ExternalValidation) -> list[FigureRow]:
    """Figures of all rows, then those at the threshold."""
    trained = document.model.training_figures
    rows = [FigureRow(name, found, trained.get(name)) for name, found in main_figures(document)]
    part = document.classification.at_threshold if document.classification else None
    if part is not None:
        rows += [FigureRow(name, getattr(part, name), None) for name in AT_THRESHOLD]
    return rows


def figure_columns() -> Sequence[Column[FigureRow]]:
    return (
        Column(
            "figure",
            title=lambda: QCoreApplication.translate("CohortExternal", "Figure"),
            text=lambda row: figure_name(row.name),
            key=lambda row: figure_name(row.name),
            cell_tip=lambda row: figure_tip(row.name) or None,
        ),
        Column(
            "here",
            title=lambda: QCoreApplication.translate("CohortExternal", "On this table"),
            text=lambda row: with_interval(row.here),
            key=lambda row: row.here.value,
            is_number=True,
            tip=lambda: QCoreApplication.translate(
                "CohortExternal", "Value with its 95 % interval, bootstrap over patients"
            ),
            export=lambda row: with_interval(row.here, 6),
        ),
        Column(
            "trained",
            title=lambda: QCoreApplication.translate("CohortExternal", "In its training"),
            text=lambda row: with_interval(row.trained),
            key=lambda row: None if row.trained is None else row.trained.value,
            is_number=True,
            tip=lambda: QCoreApplication.translate(
                "CohortExternal",
                "Cross-validated on the table that the model was trained on, as its card says",
            ),
            export=lambda row: with_interval(row.trained, 6),
        ),
    )


def input_columns() -> Sequence[Column[InputRow]]:
    return (
        Column(
            "input",
            title=lambda: QCoreApplication.translate("CohortWords", "Input"),
            text=lambda row: row.use.column,
            key=lambda row: row.use.column,
        ),
        Column(
            "read_from",
            title=lambda: QCoreApplication.translate("CohortExternal", "Column of the table"),
            text=lambda row: (
                row.use.read_from or QCoreApplication.translate("CohortExternal", "not in the table")
            ),
            key=lambda row: row.use.read_from,
        ),
        Column(
            "unknown",
            title=lambda: QCoreApplication.translate("CohortExternal", "Rows where it is not known"),
            text=lambda row: f"{row.use.unknown}  ({100 * row.use.unknown / row.rows:.0f} %)",
            key=lambda row: row.use.unknown,
            is_number=True,
        ),
        Column(
            "outside",
            title=lambda: QCoreApplication.translate("CohortExternal", "Outside the range of training"),
            text=lambda row: str(row.use.outside_training),
            key=lambda row: row.use.outside_training,
            is_number=True,
        ),
    )


def refusal_columns(texts: QtTexts) -> Sequence[Column[RefusalCount]]:
    return (
        Column(
            "column",
            title=lambda: QCoreApplication.translate("CohortExternal", "Column"),
            text=lambda row: row.column or MISSING,
            key=lambda row: row.column,
        ),
        Column(
            "reason",
            title=lambda: QCoreApplication.translate("CohortExternal", "Why rows were refused"),
            text=lambda row: texts.of(row.code),
            key=lambda row: row.code,
        ),
        Column(
            "rows",
            title=lambda: QCoreApplication.translate("CohortExternal", "Rows"),
            text=lambda row: str(row.rows),
            key=lambda row: row.rows,
            is_number=True,
        ),
    )


def survival_columns() -> Sequence[Column[SurvivalRow]]:
    return (
        Column(
            "axis",
            title=lambda: QCoreApplication.translate("CohortWords", "By"),
            text=lambda row: row.axis,
            key=lambda row: row.axis,
        ),
        Column(
            "group",
            title=lambda: QCoreApplication.translate("CohortWords", "Group"),
            text=lambda row: row.group.group,
            key=lambda row: row.group.group,
        ),
        Column(
            "rows",
            title=lambda: QCoreApplication.translate("CohortWords", "Patients"),
            text=lambda row: str(row.group.rows),
            key=lambda row: row.group.rows,
            is_number=True,
        ),
        Column(
            "events",
            title=lambda: QCoreApplication.translate("CohortWords", "With outcome"),
            text=lambda row: str(row.group.events),
            key=lambda row: row.group.events,
            is_number=True,
        ),
        Column(
            "concordance",
            title=lambda: figure_name("concordance"),
            text=lambda row: (
                QCoreApplication.translate("CohortWords", "too small to say")
                if row.group.too_small
                else with_interval(row.group.concordance)
            ),
            key=lambda row: None if row.group.concordance is None else row.group.concordance.value,
            is_number=True,
        ),
    )
