"""A second record of the patient: what it adds, repeats and contradicts, and what is to become of it."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from pmdesk.records.matching import MatchOutcome
from pmdesk.services.record_exchange import Choice, Comparison, MergePreview, PairStatus
from pmdesk.ui.comparison_words import comparison_title, side_words
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.conflict_table import ConflictTable
from pmdesk.ui.dialogs.dialog_size import fit_dialog
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.identity_words import open_and_new
from pmdesk.ui.widgets.labels import NoticeBar, SectionHeader, text_label


class MergeDecision(StrEnum):
    """What becomes of the second record."""

    MERGE = "merge"
    REPLACE = "replace"
    KEEP = "keep"


_CountRow = tuple[str, dict[PairStatus, int]]


class MergePreviewDialog(QDialog):
    """The preview with its choices; nothing is preselected where the records contradict each other.

    After `accept`, ``decision``, ``choices`` and ``without_duplicates`` say what the user wants; closing it keeps the
    open record as it is.
    """

    def __init__(
        self, context: UiContext, preview: MergePreview, file_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._preview = preview
        self._file_name = file_name
        self.decision = MergeDecision.KEEP
        self.setObjectName("merge_preview")
        self._notice = NoticeBar("info" if self._is_sure else "caution", self)
        self._notice.apply_theme(context.theme.theme)
        self._same_patient = self._check("merge_preview.same_patient")
        self._same_patient.setVisible(not self._is_sure)
        self._counts_header, self._conflicts_header = SectionHeader(), SectionHeader()
        self._counts = ColumnTableModel(self._columns(), lambda _row: None, self)
        self._counts.set_rows(list(preview.counts().items()))
        self._count_table = DataTable("merge_preview.counts", self, stretched=0)
        self._count_table.setModel(self._counts)
        self._conflicts = ConflictTable(context, preview.conflicts, self)
        self._conflicts.changed.connect(self._update)
        self._entries = ColumnTableModel(self._entry_columns(), lambda _row: None, self)
        self._entries.set_rows(list(preview.comparisons))
        self._entry_table = DataTable("merge_preview.entries", self, stretched=1)
        self._entry_table.setModel(self._entries)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("merge_preview.tabs")
        self._all_first = self._button(
            "merge_preview.all_first", lambda: self._conflicts.choose_all(Choice.FIRST)
        )
        self._all_second = self._button(
            "merge_preview.all_second", lambda: self._conflicts.choose_all(Choice.SECOND)
        )
        self._conflicts_header.add(self._all_first)
        self._conflicts_header.add(self._all_second)
        self._open_hint = text_label("", "quiet", name="merge_preview.open")
        self._duplicates = self._check("merge_preview.without_duplicates")
        self._duplicates.setVisible(bool(preview.duplicates))
        self._merge = self._button("merge_preview.merge", lambda: self._decide(MergeDecision.MERGE))
        self._replace = self._button("merge_preview.replace", lambda: self._decide(MergeDecision.REPLACE))
        self._keep = self._button("merge_preview.keep", self.reject)
        self._keep.setDefault(True)
        self._lay_out()
        self.retranslate()

    @property
    def choices(self) -> dict[str, Choice]:
        """The side chosen for each contradiction."""
        return self._conflicts.choices

    @property
    def without_duplicates(self) -> bool:
        return self._duplicates.isChecked()

    @property
    def _is_sure(self) -> bool:
        return self._preview.match.outcome is MatchOutcome.MATCH

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX * 2)
        column.addWidget(self._notice)
        column.addWidget(self._same_patient)
        column.addWidget(self._counts_header)
        column.addWidget(self._count_table)
        page = QWidget(self)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, GRID_PX, 0, 0)
        inside.addWidget(self._conflicts_header)
        inside.addWidget(self._conflicts, 1)
        inside.addStretch(0)
        inside.addWidget(self._open_hint)
        self._tabs.addTab(page, "")
        self._tabs.addTab(self._entry_table, "")
        column.addWidget(self._tabs, 1)
        column.addWidget(self._duplicates)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self._merge, self._replace, self._keep):
            row.addWidget(button)
        column.addLayout(row)
        has_conflicts = bool(self._preview.conflicts)
        if not has_conflicts:
            self._tabs.setCurrentWidget(self._entry_table)
        for widget in (self._conflicts, self._all_first, self._all_second):
            widget.setVisible(has_conflicts)
        fit_dialog(self, characters=84, lines=38)

    def _button(self, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _check(self, name: str) -> QCheckBox:
        box = QCheckBox(self)
        box.setObjectName(name)
        box.toggled.connect(lambda _checked: self._update())
        return box

    def _columns(self) -> list[Column[_CountRow]]:
        texts = self._context.texts

        def of_status(status: PairStatus) -> Column[_CountRow]:
            return Column(
                status.value,
                lambda: texts.of(f"merge_status.{status.value}"),
                lambda row: str(row[1][status]),
                lambda row: float(row[1][status]),
                is_number=True,
            )

        def name(row: _CountRow) -> str:
            return texts.of(f"record_list.{row[0] or 'fields'}")

        return [
            Column("list", lambda: self.tr("Part of the record"), name, name),
            *(of_status(status) for status in PairStatus),
        ]

    def _entry_columns(self) -> list[Column[Comparison]]:
        texts, order = self._context.texts, list(PairStatus)

        def title(row: Comparison) -> str:
            return comparison_title(texts, row)

        def side(choice: Choice) -> Callable[[Comparison], str]:
            return lambda row: side_words(texts, row, choice)

        return [
            Column(
                "status",
                lambda: self.tr("State"),
                lambda row: texts.of(f"merge_status.{row.status.value}"),
                lambda row: float(order.index(row.status)),
                export=lambda row: texts.of(f"merge_status.{row.status.value}"),
            ),
            Column("what", lambda: self.tr("What"), title, title, cell_tip=title),
            Column("first", lambda: self.tr("Open record"), side(Choice.FIRST), side(Choice.FIRST)),
            Column("second", lambda: self.tr("New file"), side(Choice.SECOND), side(Choice.SECOND)),
        ]

    def _decide(self, decision: MergeDecision) -> None:
        self.decision = decision
        self.accept()

    def _update(self) -> None:
        left = len(self._preview.conflicts) - len(self._conflicts.choices)
        self._open_hint.setText(self.tr("Not decided yet: {count}").format(count=left))
        self._open_hint.setVisible(bool(left))
        confirmed = self._is_sure or self._same_patient.isChecked()
        self._merge.setEnabled(not left and confirmed)

    def _fit_counts(self) -> None:
        """As high as its rows, so that the entries below get the room."""
        table, rows = self._count_table, self._counts.rowCount()
        header = table.horizontalHeader().sizeHint().height()
        table.setFixedHeight(header + min(rows, 9) * table.verticalHeader().defaultSectionSize() + 4)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        texts, match = self._context.texts, self._preview.match
        self.setWindowTitle(self.tr("A second record"))
        notice = texts.of(f"record_match.{match.outcome.value}")
        if match.differing:
            notice += " " + open_and_new(match.differing, self._preview.first, self._preview.second, texts)
        self._notice.set_text(notice)
        self._same_patient.setText(self.tr("Both records are of the same patient"))
        self._same_patient.setToolTip(self.tr("Confirm this to merge the records"))
        self._counts_header.set_text(self.tr("{file} beside the open record").format(file=self._file_name))
        self._conflicts_header.set_text(
            self.tr("Contradictions: which side counts?")
            if self._preview.conflicts
            else self.tr("Nothing contradicts.")
        )
        self._count_table.setAccessibleName(self.tr("New, equal and contradictory entries"))
        self._all_first.setText(self.tr("Open record for all"))
        self._all_first.setToolTip(self.tr("Keep the open record's side of every contradiction"))
        self._all_second.setText(self.tr("New file for all"))
        self._all_second.setToolTip(self.tr("Take the new file's side of every contradiction"))
        self._duplicates.setText(
            self.tr("Leave out the entries that stand twice in one record ({count})").format(
                count=len(self._preview.duplicates)
            )
        )
        self._duplicates.setToolTip(self.tr("Same code, day and value, converted to one unit"))
        self._merge.setText(self.tr("Merge"))
        self._merge.setToolTip(self.tr("Put both into one record; can be undone"))
        self._replace.setText(self.tr("Replace the open record"))
        self._replace.setToolTip(self.tr("Close the open record and open the new file"))
        self._keep.setText(self.tr("Keep the open record"))
        self._keep.setToolTip(self.tr("Do not use the new file"))
        self._tabs.setTabText(
            0, self.tr("Contradictions ({count})").format(count=len(self._preview.conflicts))
        )
        self._tabs.setTabText(
            1, self.tr("All entries ({count})").format(count=len(self._preview.comparisons))
        )
        self._entry_table.setAccessibleName(self.tr("All entries of the new file"))
        self._counts.retranslate()
        self._count_table.fit_columns()
        self._fit_counts()
        self._entries.retranslate()
        self._entry_table.fit_columns()
        self._conflicts.retranslate()
        self._update()
