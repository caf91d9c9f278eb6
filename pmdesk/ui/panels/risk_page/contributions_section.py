"""What moves the score, and by how much."""

from PySide6.QtWidgets import QWidget

from pmdesk.core.risk import InputUsed, RiskScore, RiskState
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.input_table import input_table
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.risk_page.score_words import input_value_unit, running, with_remark
from pmdesk.ui.panels.risk_page.section import Section
from pmdesk.ui.widgets.clinical_numbers import contribution
from pmdesk.ui.widgets.contribution_chart import ContributionChart, Share

_LEAST_SHARE = 0.005
"""Below this the number beside the bar would read 0.00."""


class NoContributionsSection(Section):
    """Why there are no bars for a score."""

    def __init__(self, context: UiContext, why: LocalizedText, parent: QWidget | None = None) -> None:
        super().__init__("risk_page.no_contributions", "", parent)
        self.header.set_text(self.tr("What moves the number"))
        self.add_text(context.texts.local(why), "quiet", "risk_page.no_contributions.why")


def why_no_contributions(score: RiskScore) -> LocalizedText | None:
    """What is said where a score has no bars; None where nothing needs to be said."""
    use = input_table().models.get(score.model_id)
    return use.no_shares if use is not None and score.state is RiskState.COMPUTED else None


class ContributionsSection(Section):
    """Signed bars, the largest first; only for scores that are sums."""

    def __init__(self, context: UiContext, score: RiskScore, parent: QWidget | None = None) -> None:
        super().__init__("risk_page.contributions", "", parent)
        self.header.set_text(self.tr("What moves the number"))
        self.add_text(self._scale(context, score), "quiet", "risk_page.contributions.scale")
        self.chart = ContributionChart("risk_page.contributions.chart")
        texts = context.texts
        shares = [
            Share(
                texts.local(item.label),
                input_value_unit(item, texts),
                item.contribution,
                self._direction(item),
            )
            for item in score.inputs
            if item.contribution is not None
        ]
        moving = tuple(one for one in shares if abs(one.share) >= _LEAST_SHARE)
        self.chart.show_shares(moving, context.theme.theme)
        self.body.addWidget(self.chart)
        if len(moving) < len(shares):
            still = texts.join(with_remark(one.label, one.value_text) for one in shares if one not in moving)
            self.add_text(self.tr("No share: {inputs}").format(inputs=still), "quiet")

    def _scale(self, context: UiContext, score: RiskScore) -> str:
        """What the bars measure, and against whom."""
        if score.constant is not None:
            return self._own_sum(context, score, score.constant)
        use = input_table().models.get(score.model_id)
        words = {
            "logit": self.tr("Share of each input in the sum of the model, as log odds."),
            "cloglog": self.tr("Share of each input in the sum of the model, as log hazard."),
            "identity": self.tr("Share of each input in the sum of the model, in the unit of the result."),
        }.get(use.link if use is not None else "", self.tr("Share of each input in the sum of the model."))
        meaning = self.tr("Right raises the result, left lowers it; a share is no statement about a cause.")
        words = running((words, meaning), context.texts)
        if score.reference is None:
            return words
        against = self.tr("Compared with: {reference}").format(reference=context.texts.local(score.reference))
        return running((words, against), context.texts)

    def _own_sum(self, context: UiContext, score: RiskScore, constant: float) -> str:
        """The terms of the model's own sum, which compare the patient with nobody."""
        if score.probability is not None:
            words = self.tr(
                "The terms of the model's own sum, as log odds; with its constant of {constant} they give the log odds"
                " of the result."
            ).format(constant=contribution(constant).replace("+", ""))
        else:
            words = self.tr(
                "The terms of the model's own sum, in the unit of the result; added up they are the result."
            )
        none = self.tr(
            "They compare the patient with no other person, and a term is no statement about a cause."
        )
        return running((words, none), context.texts)

    def _direction(self, item: InputUsed) -> str:
        return self.tr("raises the result") if (item.contribution or 0) > 0 else self.tr("lowers the result")
