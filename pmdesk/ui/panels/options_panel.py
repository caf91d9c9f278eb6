"""Options of treatment and follow-up, for discussion, with the facts that brought them up."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmdesk.core.evidence import Evidence, NodeKind, NodeRef
from pmdesk.core.treatment import OptionKind, TreatmentOption
from pmdesk.services.changes import OpChanges
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.card_list import CardPanel, CardPart
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.icons import icon_pixmap
from pmdesk.ui.widgets.labels import Chip, text_label


class OptionsPanel(CardPanel):
    """One card an option, best supported first."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "options", parent)
        self._empty.add_button("record", "options.open_record")
        self._empty.add_button("genome", "options.open_genome")
        self.start()

    def refresh(self, changes: OpChanges) -> None:
        self.show_focus(self.context.session.selection.focus)

    def show_focus(self, focus: NodeRef | None) -> None:
        case = self.case
        if not case.options:
            self._pages.setCurrentIndex(1)
            self.drop_cards()
            self._empty.set_texts(
                self.tr("No option from the present facts"),
                self.tr("Options follow from a diagnosis, the genome and reviewed findings")
                if case.record is None or case.genome is None
                else self.tr(
                    "No rule of the knowledge table fits; that does not mean that there is no option"
                ),
            )
            self._empty.show_buttons(
                *(("record",) if case.record is None else ()), *(("genome",) if case.genome is None else ())
            )
            return
        self._pages.setCurrentIndex(0)
        steps = [partial(self._add_option, option) for option in case.options]
        self.rebuild(CardPart("options", case.options, [self._add_notice, *steps]))
        if focus is not None and focus.kind is NodeKind.OPTION:
            self.show_card(focus)

    def _add_notice(self) -> None:
        notice = text_label(self.tr("For discussion, not an order"), "quiet", name="options.notice")
        self.column.addWidget(notice)

    def _add_option(self, option: TreatmentOption) -> None:
        texts, theme = self.context.texts, self.theme
        node, title = NodeRef(NodeKind.OPTION, option.id), texts.local(option.title)
        name = f"options.{option.rule_id}"
        card = self.add_card(node, name)
        card.setAccessibleName(f"{title}, {terms.option_kind(option.kind)}")
        head = QHBoxLayout()
        head.setSpacing(GRID_PX * 2)
        color = theme.danger if option.kind is OptionKind.AVOID else theme.text
        mark = text_label("", wrap=False)
        mark.setPixmap(icon_pixmap(option.kind.value, color))
        mark.setContentsMargins(0, GRID_PX, 0, 0)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label(title, "heading"))
        kind = text_label(
            terms.option_kind(option.kind), "danger" if option.kind is OptionKind.AVOID else "quiet"
        )
        words.addWidget(kind)
        head.addLayout(words, 1)
        head.addWidget(self.why_button(node, f"{name}.why", title), 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(head)
        card.body.addWidget(text_label(texts.local(option.rationale)))
        for trigger in option.triggers:
            link = self.link(trigger.ref, texts.local(trigger.statement))
            card.body.addWidget(self.noted_line("next", theme.quiet, link))
        for caution in option.cautions:
            link = self.link(caution.ref, texts.local(caution.statement))
            card.body.addWidget(self.noted_line("caution", theme.caution, link))
        for text in option.contraindications:
            words_of = self.tr("Contraindicated: {what}").format(what=texts.local(text))
            card.body.addWidget(self.noted_line("caution", theme.caution, text_label(words_of, "caution")))
        for text in option.missing:
            words_of = self.tr("Not known: {what}").format(what=texts.local(text))
            card.body.addWidget(self.noted_line("test", theme.caution, text_label(words_of)))
        levels = [item for item in option.evidence if item.level]
        if levels:
            row = QHBoxLayout()
            row.setSpacing(GRID_PX)
            for item in levels[:3]:
                row.addWidget(self._level_chip(item))
            row.addStretch(1)
            card.body.addLayout(row)
        fold = self.fold(f"{option.rule_id}:source", self.tr("Evidence and limits"), name)
        version = self.tr("Rule {rule}, knowledge table {version}").format(
            rule=option.rule_id, version=option.knowledge_version
        )
        self.add_sources(fold.body, option.evidence, option.not_for, version)
        card.body.addWidget(fold)

    def _level_chip(self, item: Evidence) -> Chip:
        chip = Chip(self.tr("Level {level}").format(level=item.level))
        chip.set_color(self.theme.quiet)
        chip.setToolTip(
            self.tr("{source}, checked {date}").format(
                source=item.source, date=item.as_of or terms.not_known()
            )
        )
        return chip

    def retranslate(self) -> None:
        self._empty.set_button_text("record", self.tr("Open a record"))
        self._empty.set_button_text("genome", self.tr("Open a genome"))
        super().retranslate()
