"""A scrolled column of cards: risks and options."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.evidence import Evidence, NodeRef
from pmdesk.core.texts import LocalizedText
from pmdesk.services.changes import EVERYTHING
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.case_panel import CasePanel
from pmdesk.ui.panels.node_words import describe
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.card import CARD_STYLE, Card, Fold
from pmdesk.ui.widgets.icons import icon_pixmap, tinted_icon
from pmdesk.ui.widgets.labels import EmptyState, LinkLabel, empty_layout, text_label

_SLICE_S = 0.01
"""How long cards are made in one turn of the event loop; the others follow in the next."""


@dataclass(frozen=True)
class CardPart:
    """A part of the column: what it shows (made anew when that differs), and the steps that make its cards."""

    name: str
    content: object
    steps: Sequence[Callable[[], None]]


@dataclass
class _Place:
    """Where a part stands in the column, and what is in it."""

    column: QVBoxLayout
    shown: object = None
    cards: dict[NodeRef, Card] = field(default_factory=dict)
    waiting: list[Callable[[], None]] = field(default_factory=list)


class CardPanel(CasePanel):
    """A panel whose things are cards. What is folded open stays open while the cards are made anew."""

    def __init__(self, context: UiContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName(name)
        self._places: dict[str, _Place] = {}
        self._open_folds: set[str] = set()
        self._wanted: NodeRef | None = None
        self._scroll_px: int | None = None
        self._inside = QWidget()
        self._inside.setStyleSheet(CARD_STYLE)
        whole_column = QVBoxLayout(self._inside)
        whole_column.setContentsMargins(GRID_PX * 2, GRID_PX * 2, GRID_PX * 2, GRID_PX * 2)
        whole_column.setSpacing(GRID_PX * 2)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(GRID_PX * 2)
        whole_column.addLayout(self._parts)
        whole_column.addStretch(1)
        self._making = _Place(self._parts)
        self._area = QScrollArea()
        self._area.setObjectName(f"{name}.area")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        self._area.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty = EmptyState()
        self._empty.setObjectName(f"{name}.empty")
        self._empty.activated.connect(context.signals.open_requested)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._area)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    @property
    def cards(self) -> dict[NodeRef, Card]:
        """The cards on show, in their order."""
        return {node: card for place in self._places.values() for node, card in place.cards.items()}

    @property
    def column(self) -> QVBoxLayout:
        """Where the part that is being made stands."""
        return self._making.column

    def rebuild(self, *parts: CardPart) -> None:
        """Make the cards of those parts anew whose content, language or theme differ from what is shown.

        In the window that takes several turns of the event loop, so that keys and clicks are answered in between.
        """
        for part in parts:
            place = self._places.get(part.name)
            if place is None:
                place = self._places[part.name] = _Place(QVBoxLayout())
                place.column.setSpacing(GRID_PX * 2)
                self._parts.addLayout(place.column)
            shown = (part.content, self.context.texts.language, self.theme.name)
            if shown != place.shown:
                if self._scroll_px is None:
                    self._scroll_px = self._area.verticalScrollBar().value()
                empty_layout(place.column)
                place.shown, place.cards, place.waiting = shown, {}, list(part.steps)
        self._build_some()

    def drop_cards(self) -> None:
        """Nothing of what was shown stays, out of sight neither: it may be another patient's."""
        for place in self._places.values():
            empty_layout(place.column)
            place.shown, place.cards, place.waiting = None, {}, []

    def _build_some(self) -> None:
        begin, has_made = time.perf_counter(), False
        for place in self._places.values():
            while place.waiting:
                is_late = has_made and time.perf_counter() - begin > _SLICE_S
                if is_late and self.context.redraws.is_spread:
                    self.context.redraws.ask(self._inside, self._build_some)
                    return
                self._making, has_made = place, True
                place.waiting.pop(0)()
        if self._scroll_px is not None:
            self._area.verticalScrollBar().setValue(self._scroll_px)
            self._scroll_px = None
        self.mark_cards()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.show_card(wanted)

    def add_card(self, node: NodeRef, name: str, *also: NodeRef) -> Card:
        """A new card for ``node``; selecting it selects ``also`` with it."""
        card = self.make_card(node, name, *also)
        self.column.addWidget(card)
        return card

    def make_card(self, node: NodeRef, name: str, *also: NodeRef) -> Card:
        """As `add_card`, for a card that the panel puts in a place of its own."""
        card = Card(name)
        card.activated.connect(lambda: self.context.session.selection.select(node, *also))
        self._making.cards[node] = card
        return card

    def add_heading(self, text: str) -> None:
        self.column.addWidget(text_label(text, "heading"))

    def mark_cards(self) -> None:
        """Frame the selected card, tint those that are linked to the selection."""
        related = self.related
        for node, card in self.cards.items():
            if self.selected_node(node.kind) == node and self.context.session.selection.focus == node:
                card.set_mark("selected")
            else:
                card.set_mark("related" if node in related else "")

    def show_card(self, node: NodeRef) -> None:
        """Bring a card into sight, as soon as it is there."""
        if any(place.waiting for place in self._places.values()):
            self._wanted = node
        elif (card := self.cards.get(node)) is not None:
            self._area.ensureWidgetVisible(card, 0, GRID_PX * 2)

    def why_button(self, node: NodeRef, name: str, title: str) -> QPushButton:
        button = QPushButton(self.tr("Why?"))
        button.setObjectName(name)
        button.setAccessibleName(self.tr("Why: {title}").format(title=title))
        button.setIcon(tinted_icon("why", self.theme.text))
        button.clicked.connect(
            lambda: self.context.signals.why_requested.emit(
                node, button.mapToGlobal(QPoint(0, button.height()))
            )
        )
        return button

    def fold(self, key: str, title: str, card_name: str) -> Fold:
        """A foldable part; ``key`` names what is remembered as open."""
        fold = Fold(
            title, f"{card_name}.{key.rpartition(':')[2]}", self.theme, is_open=key in self._open_folds
        )

        def remember(is_open: bool) -> None:
            (self._open_folds.add if is_open else self._open_folds.discard)(key)

        fold.toggled.connect(remember)
        return fold

    def link(self, node: NodeRef, text: str = "") -> LinkLabel:
        """A link that jumps to ``node``; without ``text``, its words and value."""
        label = LinkLabel(text or describe(self.case, self.context.texts, node).line)
        label.activated.connect(lambda: self.context.signals.navigate_requested.emit(node))
        return label

    def noted_line(self, icon: str, color: str, widget: QWidget) -> QWidget:
        """A line led by a shape in the colour of its meaning."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX + 2)
        mark = text_label("", wrap=False)
        mark.setPixmap(icon_pixmap(icon, color, 14))
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        mark.setContentsMargins(0, 2, 0, 0)
        row.addWidget(mark)
        row.addWidget(widget, 1)
        return holder

    def add_sources(
        self,
        body: QVBoxLayout,
        evidence: tuple[Evidence, ...],
        not_for: tuple[LocalizedText, ...],
        version: str,
    ) -> None:
        """Sources with their level and date, the version used, and what it is not for."""
        for item in evidence:
            body.addWidget(text_label(evidence_text(item, self.context)))
            if item.level or item.as_of:
                words = self.tr("Level {level}, checked {date}") if item.level else self.tr("Checked {date}")
                line = words.format(level=item.level, date=item.as_of or terms.not_known())
                body.addWidget(text_label(line, "quiet"))
        body.addWidget(text_label(version, "quiet"))
        for text in not_for:
            words = self.tr("Not for: {what}").format(what=self.context.texts.local(text))
            body.addWidget(text_label(words, "quiet"))

    def apply_theme(self, theme: Theme) -> None:
        """The cards' icons are drawn in the colours of the theme: they are made anew."""
        self.refresh(EVERYTHING)


def evidence_text(item: Evidence, context: UiContext) -> str:
    """One source on one line: who, where, when, how strong, checked when."""
    parts = [item.source]
    if item.reference:
        parts.append(item.reference)
    elif item.year is not None and str(item.year) not in item.source:
        parts.append(str(item.year))
    if item.doi:
        parts.append(f"doi:{item.doi}")
    if item.pmid:
        parts.append(f"PMID {item.pmid}")
    if item.note is not None:
        parts.append(context.texts.local(item.note))
    return ". ".join(part.rstrip(".") for part in parts)
