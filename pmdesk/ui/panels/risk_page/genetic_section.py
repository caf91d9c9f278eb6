"""The clinical number together with a polygenic score: apart from it, off by default, with what it assumes."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeKind
from pmdesk.core.risk import InputMissing, RiskScore, RiskState
from pmdesk.risk.polygenic import CORONARY_WITH_POLYGENIC
from pmdesk.services.patient_risks import PREVENT_VARIANTS, patient_risk
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.card_list import evidence_text
from pmdesk.ui.panels.risk_page.answers import Answer, answer_spec
from pmdesk.ui.panels.risk_page.missing_section import MissingRows
from pmdesk.ui.panels.risk_page.model_access import questions, state_answer
from pmdesk.ui.panels.risk_page.result_section import ResultSection
from pmdesk.ui.panels.risk_page.section import Section, tab_after
from pmdesk.ui.widgets.labels import text_label


def combined_score(context: UiContext, score: RiskScore) -> RiskScore | None:
    """The clinical score combined with a polygenic one; None where no study allows it."""
    is_host = score.model_id in PREVENT_VARIANTS and score.subject.kind is NodeKind.PATIENT
    if not is_host or score.state is not RiskState.COMPUTED:
        return None
    try:
        return patient_risk(context.session.case, CORONARY_WITH_POLYGENIC.id)
    except KeyError:
        return None


class GeneticSection(Section):
    """A switch, and behind it the combined number.

    Signals
    -------
    switched(bool)
        The user switched the combination on or off.
    """

    switched = Signal(bool)

    def __init__(
        self, context: UiContext, make: Callable[[], RiskScore | None], parent: QWidget | None = None
    ) -> None:
        super().__init__("risk_page.genetic", "", parent)
        self._context, self._make = context, make
        self.header.set_text(self.tr("With a polygenic score"))
        self._switch = QPushButton(self.tr("Combine"))
        self._switch.setObjectName("risk_page.genetic.switch")
        self._switch.setCheckable(True)
        self._switch.setAccessibleName(self.tr("Combine the clinical risk with a polygenic score"))
        self._switch.setToolTip(
            self.tr("Shows a second number beside the clinical one; the clinical one stays as it is")
        )
        self.header.add(self._switch)
        self._content: QWidget | None = None
        self._switch.setChecked(context.settings.combine_genetic_risk)
        self._show(self._switch.isChecked())
        self._switch.toggled.connect(self._switched)

    def _switched(self, is_on: bool) -> None:
        self._context.settings.combine_genetic_risk = is_on
        self._show(is_on)
        self.switched.emit(is_on)

    def _show(self, is_on: bool) -> None:
        if is_on and self._content is None:
            self._content = self._build()
            self.body.addWidget(self._content)
            tab_after(self._switch, self._content)
        if self._content is not None:
            self._content.setVisible(is_on)

    def _build(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        score, texts = self._make(), self._context.texts
        if score is None:
            column.addWidget(text_label(self.tr("There is no clinical risk to combine it with."), "quiet"))
            return content
        column.addWidget(text_label(texts.local(score.title), "heading"))
        column.addWidget(ResultSection(self._context, score, "risk_page.genetic"))
        if score.missing:
            rows = MissingRows(
                self._context, lambda item, value: self._fill(score, item, value), "risk_page.genetic"
            )
            for item in score.missing:
                rows.add(item, answer_spec(item, questions(score)(item), texts))
            column.addWidget(rows)
        for source in score.evidence:
            column.addWidget(text_label(evidence_text(source, self._context), "quiet"))
        for text in score.not_for:
            words = self.tr("Not for: {what}").format(what=texts.local(text))
            column.addWidget(text_label(words, "quiet"))
        return content

    def _fill(self, score: RiskScore, item: InputMissing, answer: Answer) -> None:
        self._context.undo.push(state_answer(self._context.session.case, score, item, answer), self)
