"""What is open: patients, studies, series, the files that could not be read, and what was open before."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.person_names import person_name
from pmdesk.core.volume import ImagePatient
from pmdesk.imaging.catalog import Catalog, CatalogSeries, SeriesKind
from pmdesk.services.changes import OpChanges
from pmdesk.services.settings import RecentCase
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.case_panel import CasePanel
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.card import Fold
from pmdesk.ui.widgets.clinical_numbers import day
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import EmptyState, empty_layout, text_label

_OBJECT_ROLE = int(Qt.ItemDataRole.UserRole)
_MOST_PROBLEMS = 200


class CaseBrowser(CasePanel):
    """Tree of the catalogue.

    Signals
    -------
    series_activated(CatalogSeries)
        A series that can be loaded was chosen (double click, Enter).
    recent_activated(RecentCase)
        Files that were open before were chosen.
    """

    series_activated = Signal(object)
    recent_activated = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("cases")
        self._shown: Catalog | None = None
        self._search = QLineEdit()
        self._search.setObjectName("cases.search")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._tree = QTreeWidget()
        self._tree.setObjectName("cases.tree")
        self._tree.setHeaderHidden(True)
        self._tree.setColumnCount(2)
        self._tree.setIndentation(GRID_PX * 3)
        self._tree.setUniformRowHeights(True)
        self._tree.setExpandsOnDoubleClick(True)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._tree.itemActivated.connect(self._activated)
        self._no_match = text_label("", "quiet", name="cases.no_match")
        self._no_match.setContentsMargins(GRID_PX * 2, 0, GRID_PX * 2, GRID_PX * 2)
        self._problems_place = QVBoxLayout()
        self._problems_place.setContentsMargins(GRID_PX * 2, 0, GRID_PX * 2, GRID_PX * 2)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        search_place = QVBoxLayout()
        search_place.setContentsMargins(GRID_PX * 2, GRID_PX * 2, GRID_PX * 2, 0)
        search_place.addWidget(self._search)
        column.addLayout(search_place)
        column.addWidget(self._tree, 1)
        column.addWidget(self._no_match)
        column.addLayout(self._problems_place)

        self._empty = EmptyState()
        self._empty.setObjectName("cases.empty")
        self._empty.add_button("images", "cases.open_images")
        self._empty.add_button("demo", "cases.open_demo")
        self._empty.activated.connect(context.signals.open_requested)
        self._recent_title = text_label("", "quiet")
        self._recent_title.setContentsMargins(GRID_PX * 2, 0, 0, 0)
        self._recent = QListWidget()
        self._recent.setObjectName("cases.recent")
        self._recent.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._recent.itemActivated.connect(lambda item: self.recent_activated.emit(item.data(_OBJECT_ROLE)))
        start = QWidget()
        start_column = QVBoxLayout(start)
        start_column.setContentsMargins(0, 0, 0, 0)
        start_column.addWidget(self._empty)
        start_column.addWidget(self._recent_title)
        start_column.addWidget(self._recent, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(start)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.start()

    # what the session says

    def refresh(self, changes: OpChanges) -> None:
        if not (changes.catalog or changes.volume):
            return
        catalog = self.context.session.catalog
        if catalog is None:
            self._pages.setCurrentIndex(1)
            self._show_recent()
            return
        self._pages.setCurrentIndex(0)
        if changes.catalog or catalog is not self._shown:
            self._shown = catalog
            self._fill(catalog)
            self._show_problems(catalog)
        self._mark_open_series()

    def _fill(self, catalog: Catalog) -> None:
        theme = self.theme
        self._tree.clear()
        for patient in catalog.patients:
            top = QTreeWidgetItem([_patient_words(patient.patient), ""])
            top.setIcon(0, tinted_icon("patient", theme.quiet))
            self._tree.addTopLevelItem(top)
            for study in patient.studies:
                words = f"{day(study.study_date)}  {study.description}".strip()
                branch = QTreeWidgetItem([words, ""])
                branch.setIcon(0, tinted_icon("study", theme.quiet))
                top.addChild(branch)
                for series in study.series:
                    branch.addChild(self._series_item(series))
            top.setToolTip(0, top.text(0))
        self._tree.expandAll()
        self._filter(self._search.text())

    def _series_item(self, series: CatalogSeries) -> QTreeWidgetItem:
        theme, description = self.theme, series.description
        number = f"{description.series_number}  " if description.series_number is not None else ""
        name = description.series_description or self.tr("(no description)")
        item = QTreeWidgetItem([f"{number}{name}", f"{description.modality} {len(series.instances)}"])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, _OBJECT_ROLE, series)
        reason = self._why_not(series)
        usable = not reason
        icon = "caution" if series.problem is not None else "series"
        item.setIcon(0, tinted_icon(icon, theme.text if usable else theme.quiet))
        quiet = QBrush(QColor(theme.quiet))
        item.setForeground(1, quiet)
        if not usable:
            item.setForeground(0, quiet)
            item.setText(0, f"{item.text(0)}  ({reason})")
        item.setToolTip(0, reason or item.text(0))
        item.setData(0, int(Qt.ItemDataRole.AccessibleTextRole), item.text(0))
        return item

    def _why_not(self, series: CatalogSeries) -> str:
        """Why a series cannot be opened as a volume; "" when it can."""
        if series.problem is not None:
            return self.context.texts.of_error(series.problem)
        if series.kind is SeriesKind.OBJECTS:
            return self.tr("no images: a report, segmentation or plan")
        return "" if series.is_loadable else self.tr("cannot be shown as a volume")

    def _mark_open_series(self) -> None:
        series = self.context.session.series
        for item in self._items():
            mine = item.data(0, _OBJECT_ROLE)
            font = QFont(self._tree.font())
            is_open = series is not None and isinstance(mine, CatalogSeries) and mine.key == series.key
            font.setBold(is_open)
            item.setFont(0, font)
            if is_open:
                self._tree.setCurrentItem(item)

    def _items(self) -> list[QTreeWidgetItem]:
        found = self._tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive, 0)
        return list(found)

    def _show_problems(self, catalog: Catalog) -> None:
        empty_layout(self._problems_place)
        if not catalog.problems:
            return
        title = self.tr("Files left out: {count}").format(count=len(catalog.problems))
        fold = Fold(title, "cases.problems", self.theme, is_open=len(catalog.problems) <= 3)
        lines = QListWidget()
        lines.setObjectName("cases.problems.list")
        lines.setAccessibleName(title)
        lines.setWordWrap(True)
        lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines.setMaximumHeight(self.fontMetrics().height() * 9)
        for problem in catalog.problems[:_MOST_PROBLEMS]:
            words = self.context.texts.of_error(problem.error)
            name = Path(problem.path).name
            entry = QListWidgetItem(
                tinted_icon("caution", self.theme.caution), words if name in words else f"{name}: {words}"
            )
            entry.setToolTip(f"{problem.path}\n{words}")
            lines.addItem(entry)
        if len(catalog.problems) > _MOST_PROBLEMS:
            lines.addItem(self.tr("and {count} more").format(count=len(catalog.problems) - _MOST_PROBLEMS))
        fold.body.addWidget(lines)
        self._problems_place.addWidget(fold)

    def _show_recent(self) -> None:
        self._recent.clear()
        for recent in self.context.settings.recent:
            item = QListWidgetItem(tinted_icon("study", self.theme.quiet), recent_words(recent))
            item.setToolTip("\n".join((*recent.images, *(p for p in (recent.record, recent.genome) if p))))
            item.setData(_OBJECT_ROLE, recent)
            self._recent.addItem(item)
        has_some = self._recent.count() > 0
        self._recent.setVisible(has_some)
        self._recent_title.setVisible(has_some)

    # what the user does

    def _activated(self, item: QTreeWidgetItem, _column: int) -> None:
        series = item.data(0, _OBJECT_ROLE)
        if not isinstance(series, CatalogSeries):
            return
        reason = self._why_not(series)
        if reason:
            self.context.signals.message.emit(reason, "caution")
        else:
            self.series_activated.emit(series)

    def _filter(self, text: str) -> None:
        """Show what contains every word, with all that is under it and above it."""
        words = text.casefold().split()

        def show(item: QTreeWidgetItem | None, above: str) -> bool:
            if item is None:
                return False
            own = f"{above} {item.text(0)} {item.text(1)}".casefold()
            fits = all(word in own for word in words)
            below = [show(item.child(index), own) for index in range(item.childCount())]
            item.setHidden(not (fits or any(below)))
            return fits or any(below)

        found = [show(self._tree.topLevelItem(index), "") for index in range(self._tree.topLevelItemCount())]
        self._no_match.setVisible(bool(found) and not any(found))

    # look

    def apply_theme(self, theme: Theme) -> None:
        self._shown = None
        self.refresh(OpChanges(catalog=True))

    def retranslate(self) -> None:
        self._search.setPlaceholderText(self.tr("Search patient, study, series"))
        self._search.setAccessibleName(self.tr("Search patient, study, series"))
        self._tree.setAccessibleName(self.tr("Patients, studies and series"))
        self._no_match.setText(self.tr("Nothing matches the search"))
        self._recent_title.setText(self.tr("Opened before"))
        self._recent.setAccessibleName(self.tr("Opened before"))
        self._empty.set_texts(
            self.tr("No images open"),
            self.tr("Drop a CT folder, a zip or a DICOMDIR here, or open the demo patient"),
        )
        self._empty.set_button_text("images", self.tr("Open images"))
        self._empty.set_button_text("demo", self.tr("Open the demo patient"))
        self._shown = None
        super().retranslate()


def _patient_words(patient: ImagePatient) -> str:
    """``Wang XiaoDong (王小东)  P1``, as the headers state it."""
    words = person_name(patient.name)
    return f"{words}  {patient.patient_id}".strip() or terms.not_known()


def recent_words(recent: RecentCase) -> str:
    """Names of the files, without their folders."""
    paths = [*recent.images[:1], recent.record, recent.genome]
    return " + ".join(Path(path).name or path for path in paths if path)
