"""All scores as a table for other programs."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from pmdesk.core.risk import RiskScore
from pmdesk.core.texts import LocalizedText
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.panels.risk_page.score_words import group_words, running, state_words
from pmdesk.ui.widgets.clinical_numbers import day


def scores_model(context: UiContext) -> ColumnTableModel[RiskScore]:
    """One row a score."""
    model = ColumnTableModel(_columns(context), lambda _score: None)
    model.set_rows(context.session.case.risks)
    return model


def _columns(context: UiContext) -> tuple[Column[RiskScore], ...]:
    texts, case = context.texts, context.session.case

    def local(value: LocalizedText | None) -> str:
        return texts.local(value) if value is not None else ""

    def missing(score: RiskScore) -> str:
        return texts.join(local(item.label) for item in score.missing)

    def notes(score: RiskScore) -> str:
        return running((local(item) for item in score.reasons), texts)

    def sources(score: RiskScore) -> str:
        return "; ".join(one.source for one in score.evidence)

    return (
        _text(
            QCoreApplication.translate("ScoresTable", "Subject"), lambda one: group_words(one, case, texts)
        ),
        _text(QCoreApplication.translate("ScoresTable", "Score"), lambda one: local(one.title)),
        _text(QCoreApplication.translate("ScoresTable", "Model"), lambda one: one.model_id),
        _text(QCoreApplication.translate("ScoresTable", "Version"), lambda one: one.model_version),
        _text(QCoreApplication.translate("ScoresTable", "State"), lambda one: state_words(one.state)),
        _number(QCoreApplication.translate("ScoresTable", "Probability"), lambda one: one.probability),
        _number(QCoreApplication.translate("ScoresTable", "Interval, low"), lambda one: _end(one, 0)),
        _number(QCoreApplication.translate("ScoresTable", "Interval, high"), lambda one: _end(one, 1)),
        _number(QCoreApplication.translate("ScoresTable", "Value"), lambda one: one.value),
        _text(QCoreApplication.translate("ScoresTable", "Unit"), lambda one: one.unit),
        _text(QCoreApplication.translate("ScoresTable", "Category"), lambda one: one.category),
        _text(QCoreApplication.translate("ScoresTable", "Meaning"), lambda one: local(one.category_text)),
        _text(QCoreApplication.translate("ScoresTable", "Outcome"), lambda one: local(one.outcome)),
        _text(QCoreApplication.translate("ScoresTable", "Missing"), missing),
        _text(QCoreApplication.translate("ScoresTable", "Notes"), notes),
        _text(QCoreApplication.translate("ScoresTable", "Computed for"), _day),
        _text(QCoreApplication.translate("ScoresTable", "Source"), sources),
    )


def _text(title: str, words: Callable[[RiskScore], str]) -> Column[RiskScore]:
    return Column(title, lambda: title, words, words)


def _number(title: str, value: Callable[[RiskScore], float | None]) -> Column[RiskScore]:
    return Column(title, lambda: title, lambda one: str(value(one)), value, is_number=True)


def _end(score: RiskScore, end: int) -> float | None:
    return None if score.interval is None else score.interval[end]


def _day(score: RiskScore) -> str:
    return "" if score.computed_for is None else day(score.computed_for)
