"""Risk models and follow-up rules for the selected finding and for the patient."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import FindingId
from pmdesk.core.provenance import Origin
from pmdesk.core.risk import InputMissing, InputUsed, RiskScore, RiskState
from pmdesk.services.changes import OpChanges
from pmdesk.services.risk_groups import risk_groups
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.findings_model import ESTIMATE_MARK
from pmdesk.ui.panels.card_list import CardPanel, CardPart
from pmdesk.ui.panels.node_words import describe, is_short_category, risk_value
from pmdesk.ui.panels.risk_page.score_words import field_words, interval_words, range_words, short_state
from pmdesk.ui.theme import BASE_FONT_PX, GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.card import Card, Fold
from pmdesk.ui.widgets.clinical_numbers import millimetres, percent_range, quantity
from pmdesk.ui.widgets.contribution_bar import ContributionBar
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import LinkLabel, text_label


class RiskPanel(CardPanel):
    """The selected nodule's scores as cards, the patient's as one line each, by field of medicine.

    Signals
    -------
    details_requested(NodeRef)
        The user wants to see a score with all its reasons (the risk tab).
    """

    details_requested = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "risk", parent)
        self._empty.add_button("images", "risk.open_images")
        self._empty.add_button("demo", "risk.open_demo")
        self._empty.add_button("analyse", "risk.analyse")
        self.start()

    def refresh(self, changes: OpChanges) -> None:
        self.show_focus(self.context.session.selection.focus)

    def show_focus(self, focus: NodeRef | None) -> None:
        chosen = self._chosen_finding()
        of_finding = tuple(item for item in self.case.risks if item.subject == chosen)
        of_patient = tuple(item for item in self.case.risks if item.subject.kind is not NodeKind.FINDING)
        if not of_finding and not of_patient:
            self._show_empty(chosen)
            return
        self._pages.setCurrentIndex(0)
        about = describe(self.case, self.context.texts, chosen).line if chosen is not None else ""
        self.rebuild(
            CardPart("finding", (about, of_finding), self._finding_steps(about, of_finding)),
            CardPart("patient", of_patient, self._patient_steps(of_patient)),
        )
        if focus is not None and focus.kind is NodeKind.RISK:
            self.show_card(focus)

    def _chosen_finding(self) -> NodeRef | None:
        """The selected finding; without one, the first of which there are risks."""
        chosen = self.selected_node(NodeKind.FINDING)
        if chosen is not None and self.case.finding(FindingId(chosen.key)) is not None:
            return chosen
        subjects = [item.subject for item in self.case.risks if item.subject.kind is NodeKind.FINDING]
        return subjects[0] if subjects else None

    def mark_cards(self) -> None:
        """As for every card, but the finding that heads the panel tints none: all of them are about it."""
        super().mark_cards()
        if self.context.session.selection.focus == self._chosen_finding():
            for card in self.cards.values():
                card.set_mark("")

    def _show_empty(self, chosen: NodeRef | None) -> None:
        self._pages.setCurrentIndex(1)
        self.drop_cards()
        case = self.case
        self._empty.show_buttons()
        if chosen is not None:
            self._empty.set_texts(
                self.tr("No risk for this finding"),
                self.tr("Rejected findings have no risk; accept it to see one"),
            )
        elif case.volume is None:
            self._empty.set_texts(
                self.tr("No risk yet"),
                self.tr("Risks follow from findings and the record; open images first"),
            )
            self._empty.show_buttons("images", "demo")
        elif case.analysis is None:
            self._empty.set_texts(
                self.tr("No risk yet"), self.tr("Risks follow from findings; run nodule finding first")
            )
            self._empty.show_buttons("analyse")
        else:
            self._empty.set_texts(
                self.tr("No risk to show"),
                self.tr(
                    "There is no finding to compute a risk for; that is no statement about the patient's risk"
                ),
            )

    def _finding_steps(self, about: str, risks: tuple[RiskScore, ...]) -> list[Callable[[], None]]:
        """What makes the nodule's part: a heading, a card for each score, those that do not apply folded away."""
        if not risks:
            return []
        steps: list[Callable[[], None]] = [partial(self.add_heading, about)]
        steps += [
            partial(self._add_risk, risk, None)
            for risk in risks
            if risk.state is not RiskState.NOT_APPLICABLE
        ]
        folded = [risk for risk in risks if risk.state is RiskState.NOT_APPLICABLE]

        def fold_away() -> None:
            fold = self._folded("finding", len(folded))
            for risk in folded:
                self._add_risk(risk, fold.body)

        return [*steps, fold_away] if folded else steps

    def _patient_steps(self, risks: tuple[RiskScore, ...]) -> list[Callable[[], None]]:
        groups = risk_groups()
        shown = tuple(risk for risk in risks if not _is_offer(risk))
        fields = dict.fromkeys(risk.field for risk in shown)
        return [
            partial(self._add_field, field, tuple(risk for risk in shown if risk.field == field))
            for field in sorted(fields, key=groups.rank)
        ]

    # the patient's scores, one line each

    def _add_field(self, field: str, risks: tuple[RiskScore, ...]) -> None:
        texts = self.context.texts
        shown = [risk for risk in risks if risk.state is not RiskState.NOT_APPLICABLE]
        folded = [risk for risk in risks if risk.state is RiskState.NOT_APPLICABLE]
        self.add_heading(field_words(field, texts))
        for risk in shown:
            self.column.addWidget(self._line(risk))
        if folded:
            fold = self._folded(f"field.{field}", len(folded))
            for risk in folded:
                fold.body.addWidget(self._line(risk))

    def _folded(self, key: str, count: int) -> Fold:
        """The part for scores that do not apply, closed at first."""
        words = self.tr("Not applicable ({count})").format(count=count)
        fold = self.fold(f"{key}:not_applicable", words, f"risk.{key}")
        self.column.addWidget(fold)
        return fold

    def _line(self, risk: RiskScore) -> Card:
        """Title, number or what is missing, and why."""
        texts = self.context.texts
        node, title, name = NodeRef(NodeKind.RISK, risk.id), texts.local(risk.title), f"risk.{risk.model_id}"
        card = self.make_card(node, name)
        value = short_state(risk, texts)
        if risk.state is RiskState.COMPUTED and risk.interval is not None:
            value = f"{value} [{range_words(risk)}]"
        card.setAccessibleName(f"{title}: {value}")
        link = LinkLabel(title)
        link.setObjectName(f"{name}.open")
        link.setToolTip(self.tr("Show the score with its inputs and reasons"))
        link.activated.connect(lambda: self._open(node))
        number = text_label(value, _LINE_ROLES[risk.state], name=f"{name}.value")
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number.setToolTip(self._line_tip(risk))
        why = QToolButton()
        why.setObjectName(f"{name}.why")
        why.setProperty("flat", "true")
        why.setIcon(tinted_icon("why", self.theme.quiet))
        why.setAccessibleName(self.tr("Why: {title}").format(title=title))
        why.setToolTip(why.accessibleName())
        why.clicked.connect(
            lambda: self.context.signals.why_requested.emit(node, why.mapToGlobal(QPoint(0, why.height())))
        )
        row = QHBoxLayout()
        row.setSpacing(GRID_PX * 2)
        row.addWidget(link, 3)
        row.addWidget(number, 2)
        row.addWidget(why, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.setContentsMargins(GRID_PX * 2 + 2, 0, GRID_PX, 0)
        card.body.addLayout(row)
        return card

    def _line_tip(self, risk: RiskScore) -> str:
        texts = self.context.texts
        parts = [interval_words(risk)] if risk.state is RiskState.COMPUTED else []
        parts += [texts.local(item) for item in (risk.outcome, *risk.reasons) if item is not None]
        if risk.missing:
            parts.append(texts.join(texts.local(item.label) for item in risk.missing))
        return "\n".join(part for part in parts if part)

    def _open(self, node: NodeRef) -> None:
        self.context.session.selection.select(node)
        self.details_requested.emit(node)

    # the nodule's scores, one card each

    def _add_risk(self, risk: RiskScore, place: QVBoxLayout | None) -> None:
        """A card in ``place``; None: below the last."""
        texts = self.context.texts
        node, title = NodeRef(NodeKind.RISK, risk.id), texts.local(risk.title)
        name = f"risk.{risk.model_id}"
        also = (risk.subject,) if risk.subject.kind is NodeKind.FINDING else ()
        card = self.make_card(node, name, *also)
        (self.column if place is None else place).addWidget(card)
        card.setAccessibleName(f"{title}: {risk_value(risk, texts)}")
        head = QHBoxLayout()
        head.setSpacing(GRID_PX * 2)
        head.addWidget(text_label(title, "heading"), 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.why_button(node, f"{name}.why", title), 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(head)
        self._add_value(card, risk, name)
        if risk.management is not None:
            card.body.addWidget(text_label(texts.local(risk.management), name=f"{name}.management"))
        self._add_reasons(card, risk)
        if risk.missing:
            self._add_missing(card, risk, name)
        if risk.inputs:
            fold = self.fold(
                f"{risk.model_id}:inputs", self.tr("Inputs ({count})").format(count=len(risk.inputs)), name
            )
            fold.body.addWidget(self._inputs_table(risk.inputs))
            card.body.addWidget(fold)
        fold = self.fold(f"{risk.model_id}:source", self.tr("Source and limits"), name)
        version = self.tr("Model {model}, version {version}").format(
            model=risk.model_id, version=risk.model_version
        )
        if risk.grade:
            version = self.tr("{version}, implementation grade {grade}").format(
                version=version, grade=risk.grade
            )
        self.add_sources(fold.body, risk.evidence, risk.not_for, version)
        card.body.addWidget(fold)

    def _add_value(self, card: Card, risk: RiskScore, name: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID_PX * 2)
        value = text_label(risk_value(risk, self.context.texts), name=f"{name}.value")
        row.addWidget(value)
        if risk.state is RiskState.COMPUTED:
            font = value.font()
            font.setPixelSize(round(BASE_FONT_PX * 1.55))
            value.setFont(font)
            if risk.probability is not None:
                value.setWordWrap(False)
                interval = (
                    self.tr("95 % interval {range}").format(range=percent_range(risk.interval))
                    if risk.interval
                    else self.tr("no published interval")
                )
                row.addWidget(text_label(interval, "quiet"), 1, Qt.AlignmentFlag.AlignBottom)
            elif risk.category_text is not None and is_short_category(risk.category):
                value.setText(risk.category)
                value.setWordWrap(False)
                row.addWidget(
                    text_label(self.context.texts.local(risk.category_text)), 1, Qt.AlignmentFlag.AlignVCenter
                )
            else:
                row.setStretch(0, 1)
        else:
            value.setProperty("role", "caution" if risk.state is RiskState.INCOMPLETE else "quiet")
            row.setStretch(0, 1)
        card.body.addLayout(row)
        if risk.outcome is not None and risk.state is RiskState.COMPUTED:
            card.body.addWidget(text_label(self.context.texts.local(risk.outcome), "quiet"))

    def _add_reasons(self, card: Card, risk: RiskScore) -> None:
        for reason in risk.reasons:
            label = text_label(self.context.texts.local(reason))
            if risk.state is RiskState.NOT_APPLICABLE:
                card.body.addWidget(self.noted_line("info", self.theme.quiet, label))
            else:
                card.body.addWidget(self.noted_line("caution", self.theme.caution, label))

    def _add_missing(self, card: Card, risk: RiskScore, name: str) -> None:
        is_needed = risk.state is RiskState.INCOMPLETE
        words = (
            self.tr("Missing; nothing was assumed:") if is_needed else self.tr("Not known, would refine it:")
        )
        card.body.addWidget(
            self.noted_line("caution", self.theme.caution, text_label(words))
            if is_needed
            else text_label(words, "quiet")
        )
        for item in risk.missing:
            line = self._missing_line(item)
            line.setObjectName(f"{name}.missing.{item.name}")
            line.setContentsMargins(GRID_PX * 5, 0, 0, 0)
            card.body.addWidget(line)

    def _missing_line(self, item: InputMissing) -> QWidget:
        text = self.context.texts.local(item.label)
        if item.unit:
            text = f"{text} ({terms.unit(item.unit)})"
        return self.link(item.ref, text) if item.ref is not None else text_label(text)

    def _inputs_table(self, inputs: tuple[InputUsed, ...]) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 2)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        largest = max(
            (abs(item.contribution) for item in inputs if item.contribution is not None), default=0.0
        )
        for row, item in enumerate(inputs):
            label = self.context.texts.local(item.label)
            grid.addWidget(self.link(item.ref, label) if item.ref is not None else text_label(label), row, 0)
            is_estimate = item.origin is Origin.MODEL
            value = text_label(
                f"{ESTIMATE_MARK} {self._input_value(item)}" if is_estimate else self._input_value(item)
            )
            value.setWordWrap(item.value_text is not None)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setToolTip(terms.origin(item.origin))
            grid.addWidget(value, row, 1)
            grid.addWidget(
                text_label(terms.origin(item.origin), "caution" if is_estimate else "quiet"), row, 2
            )
            if item.contribution is not None:
                grid.addWidget(ContributionBar(item.contribution, largest, self.theme), row, 3)
        return table

    def _input_value(self, item: InputUsed) -> str:
        if item.value_text is not None:
            return self.context.texts.local(item.value_text)
        if isinstance(item.value, bool):
            return terms.yes_no(item.value)
        if isinstance(item.value, str):
            return item.value
        value = millimetres(item.value) if item.unit == "mm" else quantity(round(item.value, 2))
        return f"{value} {terms.unit(item.unit)}".strip()

    def retranslate(self) -> None:
        for key, text in (
            ("images", self.tr("Open images")),
            ("demo", self.tr("Open the demo patient")),
            ("analyse", self.tr("Run nodule finding")),
        ):
            self._empty.set_button_text(key, text)
        super().retranslate()


_LINE_ROLES = {
    RiskState.COMPUTED: "",
    RiskState.INCOMPLETE: "caution",
    RiskState.NOT_APPLICABLE: "quiet",
}


def _is_offer(risk: RiskScore) -> bool:
    """A learned model that nobody has begun to answer; the Risks tab lists it, this narrow panel need not."""
    return risk.is_learned and risk.state is RiskState.INCOMPLETE
