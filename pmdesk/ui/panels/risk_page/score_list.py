"""The list of scores: grouped by nodule and field, searched, and filtered by state."""

from collections import Counter

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.services.case import Case
from pmdesk.services.risk_groups import risk_groups
from pmdesk.ui.panels.risk_page.score_words import group_words, short_state, state_words
from pmdesk.ui.panels.risk_page.title_and_value import TitleAndValue
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.icons import cell_icon
from pmdesk.ui.widgets.labels import text_label

_NODE = int(Qt.ItemDataRole.UserRole)
_STATES = (None, RiskState.COMPUTED, RiskState.INCOMPLETE, RiskState.NOT_APPLICABLE)
_ORDER = {state: place for place, state in enumerate(_STATES)}


class ScoreList(QWidget):
    """Search, filter and tree.

    Signals
    -------
    chosen(NodeRef)
        The user chose a score.
    missing_chosen()
        The user wants to see which values are missing.
    """

    chosen = Signal(object)
    missing_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("risk_page.scores")
        self._following = False
        self._items: dict[NodeRef, QTreeWidgetItem] = {}
        self._scores: tuple[RiskScore, ...] = ()
        self._missing_item: QTreeWidgetItem | None = None
        self._closed: set[str] = set()
        self._known_nodules: set[str] = set()
        self.search = QLineEdit()
        self.search.setObjectName("risk_page.search")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._apply_filter)
        self.filter = ComboBox()
        self.filter.setObjectName("risk_page.filter")
        for state in _STATES:
            self.filter.addItem("", state)
        self.filter.currentIndexChanged.connect(self._apply_filter)
        self.tree = QTreeWidget()
        self.tree.setObjectName("risk_page.list")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(GRID_PX * 2)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        # the title's cell draws the value too: each row shares its width out by what it has to say
        header.setSectionHidden(1, True)
        self.tree.setItemDelegateForColumn(0, TitleAndValue(self.tree))
        self.tree.currentItemChanged.connect(self._current_changed)
        self.tree.itemExpanded.connect(self._fold_changed)
        self.tree.itemCollapsed.connect(self._fold_changed)
        self._nothing = text_label("", "quiet", name="risk_page.no_match")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 2, GRID_PX * 2, GRID_PX * 2, GRID_PX * 2)
        column.setSpacing(GRID_PX * 2)
        for widget in (self.search, self.filter, self._nothing, self.tree):
            column.addWidget(widget)
        column.setStretch(3, 1)
        self.retranslate()

    # showing

    def show_scores(self, case: Case, texts: QtTexts, theme: Theme) -> None:
        """List all scores of a case anew; the chosen one stays chosen."""
        current = self.tree.currentItem()
        kept = None if current is None else current.data(0, _NODE)
        self._following = True
        self.tree.clear()
        self._items = {}
        self._scores = case.risks
        self._add_missing_item(theme)
        groups: dict[str, QTreeWidgetItem] = {}
        for score in sorted(case.risks, key=_place(case)):
            key = score.subject.key if _is_of_finding(score) else score.field
            if _is_of_finding(score):
                self._close_new(key)
            if key not in groups:
                groups[key] = self._group(key, group_words(score, case, texts))
            groups[key].addChild(self._item(score, texts, theme))
        for key, item in groups.items():
            item.setExpanded(key not in self._closed)
            item.setFirstColumnSpanned(True)
        if isinstance(kept, NodeRef) and kept in self._items:
            self.tree.setCurrentItem(self._items[kept])
        self._following = False
        self._name_filters()
        self._apply_filter()

    def _group(self, key: str, words: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.tree, [words])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setData(1, _NODE, key)
        item.setToolTip(0, words)
        font = item.font(0)
        font.setWeight(font.Weight.DemiBold)
        item.setFont(0, font)
        return item

    def _item(self, score: RiskScore, texts: QtTexts, theme: Theme) -> QTreeWidgetItem:
        title, value = texts.local(score.title), short_state(score, texts)
        item = QTreeWidgetItem([title, value])
        node = NodeRef(NodeKind.RISK, score.id)
        item.setData(0, _NODE, node)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tip = f"{title}: {value}"
        if score.outcome is not None:
            tip = f"{tip}\n{texts.local(score.outcome)}"
        for column in (0, 1):
            item.setToolTip(column, tip)
        item.setData(
            0, int(Qt.ItemDataRole.AccessibleTextRole), f"{title}, {state_words(score.state)}, {value}"
        )
        if score.state is RiskState.INCOMPLETE or (score.state is RiskState.COMPUTED and score.is_unverified):
            item.setIcon(0, cell_icon("caution", theme.caution, theme.accent_text))
            item.setForeground(1, QBrush(QColor(theme.caution)))
        elif score.state is RiskState.NOT_APPLICABLE:
            item.setIcon(0, cell_icon("info", theme.quiet, theme.accent_text))
            for column in (0, 1):
                item.setForeground(column, QBrush(QColor(theme.quiet)))
        else:
            item.setIcon(0, cell_icon("check", theme.text, theme.accent_text))
        self._items[node] = item
        return item

    def _add_missing_item(self, theme: Theme) -> None:
        incomplete = any(score.state is RiskState.INCOMPLETE for score in self._scores)
        self._missing_item = None
        if incomplete:
            item = QTreeWidgetItem(self.tree, [self.tr("What to enter first")])
            item.setIcon(0, cell_icon("add", theme.text, theme.accent_text))
            item.setFirstColumnSpanned(True)
            self._missing_item = item

    def show_chosen(self, node: NodeRef | None) -> None:
        """Mark the score that is shown; None marks the list of missing values."""
        item = self._missing_item if node is None else self._items.get(node)
        if item is None or item is self.tree.currentItem():
            return
        self._following = True
        if item.isHidden():
            self.search.clear()
            self.filter.setCurrentIndex(0)
        parent = item.parent()
        if parent is not None:
            self._closed.discard(parent.data(1, _NODE))
            parent.setExpanded(True)
        self.tree.setCurrentItem(item)
        self.tree.scrollToItem(item)
        self._following = False

    def _close_new(self, nodule: str) -> None:
        """Only the first nodule is open at first: the patient's scores are not buried under a dozen nodules."""
        if nodule not in self._known_nodules:
            if self._known_nodules:
                self._closed.add(nodule)
            self._known_nodules.add(nodule)

    def _fold_changed(self, item: QTreeWidgetItem) -> None:
        """Remember what the user opens and closes; a search opens groups for its own time only."""
        key = item.data(1, _NODE)
        if isinstance(key, str) and not self._following:
            (self._closed.discard if item.isExpanded() else self._closed.add)(key)

    # asking

    def _apply_filter(self) -> None:
        self._following = True
        self._filter()
        self._following = False

    def _filter(self) -> None:
        wanted, state = self.search.text().strip().casefold(), _STATES[self.filter.currentIndex()]
        state_of = {NodeRef(NodeKind.RISK, score.id): score.state for score in self._scores}
        model_of = {NodeRef(NodeKind.RISK, score.id): score.model_id for score in self._scores}
        any_shown = False
        for place in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(place)
            if group is self._missing_item:
                group.setHidden(bool(wanted) or state not in (None, RiskState.INCOMPLETE))
                continue
            shown = 0
            whole = wanted and wanted in group.text(0).casefold()
            for number in range(group.childCount()):
                item = group.child(number)
                node = item.data(0, _NODE)
                words = f"{item.text(0)} {model_of[node]}".casefold()
                hidden = (state is not None and state_of[node] is not state) or (
                    bool(wanted) and not whole and wanted not in words
                )
                item.setHidden(hidden)
                shown += not hidden
            group.setHidden(shown == 0)
            if shown:
                group.setExpanded(bool(wanted) or group.data(1, _NODE) not in self._closed)
            any_shown = any_shown or shown > 0
        self._nothing.setVisible(bool(self._scores) and not any_shown)

    def _current_changed(self, current: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if self._following or current is None:
            return
        node = current.data(0, _NODE)
        if isinstance(node, NodeRef):
            self.chosen.emit(node)
        elif current is self._missing_item:
            self.missing_chosen.emit()

    # look

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("0") * 44, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rows' heights follow the width."""
        super().resizeEvent(event)
        self.tree.scheduleDelayedItemsLayout()

    def _name_filters(self) -> None:
        counts = Counter(score.state for score in self._scores)
        names = (self.tr("All scores"), self.tr("Computed"), self.tr("Incomplete"), self.tr("Not applicable"))
        for index, (state, name) in enumerate(zip(_STATES, names, strict=True)):
            count = len(self._scores) if state is None else counts[state]
            self.filter.setItemText(index, f"{name} ({count})")

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search scores"))
        self.search.setAccessibleName(self.tr("Search scores"))
        self.filter.setAccessibleName(self.tr("Which scores are listed"))
        self.filter.setToolTip(self.tr("Which scores are listed"))
        self.tree.setAccessibleName(self.tr("Scores"))
        self._nothing.setText(self.tr("No score matches; clear the search or choose all scores"))
        self._name_filters()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _is_of_finding(score: RiskScore) -> bool:
    return score.subject.kind is NodeKind.FINDING


def _place(case: Case):
    """Key that sorts scores: nodules first, in their order, then fields; computed ones before the others."""
    numbers = {finding.id: finding.number for finding in case.findings}
    groups = risk_groups()

    def key(score: RiskScore) -> tuple[int, int, str, int]:
        if _is_of_finding(score):
            number = next((numbers[one] for one in numbers if one == score.subject.key), 0)
            return 0, number, "", _ORDER[score.state]
        return 1, groups.rank(score.field), score.field, _ORDER[score.state]

    return key
