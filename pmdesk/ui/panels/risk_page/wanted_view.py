"""What to enter first: the missing values, those first that unlock most scores."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.core.risk import InputMissing
from pmdesk.services.missing_inputs import wanted_inputs
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.risk_page.answers import AnswerSpec
from pmdesk.ui.panels.risk_page.missing_section import Fill, MissingRows
from pmdesk.ui.theme import BASE_FONT_PX, GRID_PX
from pmdesk.ui.widgets.labels import text_label

_MOST_ROWS = 40


class WantedView(QWidget):
    """One row a missing value, with the scores that wait for it."""

    def __init__(
        self,
        context: UiContext,
        spec_of: Callable[[InputMissing], AnswerSpec | None],
        fill: Fill,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("risk_page.wanted")
        title = text_label(self.tr("What to enter first"), "heading")
        font = title.font()
        font.setPixelSize(round(BASE_FONT_PX * 1.5))
        title.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 3)
        column.addWidget(title)
        column.addWidget(
            text_label(
                self.tr(
                    "Values that scores wait for; those first that complete most of them."
                    " Nothing is assumed while a value is not known."
                ),
                "quiet",
            )
        )
        self.rows = MissingRows(context, fill, "risk_page.wanted")
        texts = context.texts
        for wanted in wanted_inputs(context.session.case.risks)[:_MOST_ROWS]:
            names = texts.join(dict.fromkeys(texts.local(score.title) for score in wanted.scores))
            count = len(wanted.scores)
            if wanted.completed:
                remark = self.tr("completes {completed} of {count}: {scores}").format(
                    completed=wanted.completed, count=count, scores=names
                )
            else:
                remark = self.tr("wanted by {count}: {scores}").format(count=count, scores=names)
            self.rows.add(wanted.item, spec_of(wanted.item), remark)
        column.addWidget(self.rows)
        column.addStretch(1)
