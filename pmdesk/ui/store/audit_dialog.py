"""The audit log: who viewed, changed or took out what, and whether the log still fits together."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from pmdesk.core.errors import PmdeskError
from pmdesk.services import store_admin
from pmdesk.services.jobs import Lane
from pmdesk.services.store_admin import AuditPage
from pmdesk.services.store_session import StoreSession
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.store.audit_words import action_words, detail_words, subject_words, time_words, who_words
from pmdesk.ui.store.forms import StoreForm
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import text_label

PAGE = 2000


class AuditDialog(StoreForm):
    """A table of the newest entries, older ones on demand; filter, CSV of everything, check, and the head to copy."""

    def __init__(self, context: UiContext, session: StoreSession, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.audit", "", parent)
        self._session = session
        self.setWindowTitle(self.tr("Audit log"))
        self.intro.hide()
        self.filter = QLineEdit(self)
        self.filter.setObjectName("store.audit.filter")
        self.filter.setPlaceholderText(self.tr("Filter by user, action, patient and number, day"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._apply_filter())
        self.model: ColumnTableModel = ColumnTableModel(_columns(), lambda _entry: None, self)
        self.table = DataTable("store.audit.table", self, stretched=5)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Entries of the audit log"))
        self.state = text_label("", "quiet", name="store.audit.state")
        self.older = QPushButton(self.tr("Load older"), self)
        self.older.setObjectName("store.audit.older")
        self.older.setAutoDefault(False)
        self.older.clicked.connect(self._load)
        self.head = QLineEdit(self)
        self.head.setObjectName("store.audit.head")
        self.head.setReadOnly(True)
        self.head.setAccessibleName(self.tr("Last entry, to be noted elsewhere"))
        self.head.setToolTip(
            self.tr(
                "Number and hash of the last entry. Noted elsewhere, it shows later whether somebody with the "
                "passphrase has rewritten the log (pmdesk store verify --head)."
            )
        )
        copy = QPushButton(self.tr("Copy"), self)
        copy.setObjectName("store.audit.copy")
        copy.setAutoDefault(False)
        copy.setToolTip(self.tr("Copy the last entry's number and hash"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.head.text()))
        self.check = self.add_button(
            "check",
            self.tr("Check the log"),
            self.tr("Recomputes every link of the log, and checks the store's pages"),
            self._check,
        )
        self.export = self.add_button(
            "export",
            self.tr("Export CSV..."),
            self.tr("Every entry, also those that are not loaded; the export is logged"),
            self._ask_export,
        )
        below = QHBoxLayout()
        below.addWidget(self.state, 1)
        below.addWidget(self.older)
        head = QHBoxLayout()
        head.setSpacing(GRID_PX * 2)
        head.addWidget(text_label(self.tr("Last entry"), "quiet", wrap=False))
        head.addWidget(self.head, 1)
        head.addWidget(copy)
        self.body.insertWidget(0, self.filter)
        self.body.insertWidget(1, self.table, 1)
        self.body.insertLayout(2, below)
        self.body.insertLayout(3, head)
        self.secondary.hide()
        self.primary.setText(self.tr("Close"))
        self.submitted.connect(self.accept)
        em = self.fontMetrics().height()
        self.resize(em * 62, em * 38)
        self._load()

    def _load(self) -> None:
        rows = self.model.rows
        self._submit(
            store_admin.read_audit, self._session, rows[-1].seq if rows else None, PAGE, on_done=self._show
        )

    def _show(self, page: AuditPage) -> None:
        self.model.set_rows((*self.model.rows, *page.entries))
        self._apply_filter()
        self.table.fit_columns()
        self.older.setVisible(not page.is_all)
        self.head.setText(f"{page.head.seq}:{page.head.hash}")
        self.head.setCursorPosition(0)

    def _apply_filter(self) -> None:
        words = self.filter.text().casefold().split()
        rows = self.model.rows
        if words:
            texts = [_searched(entry) for entry in rows]
            self.model.set_mask(np.array([all(word in text for word in words) for text in texts], bool))
        else:
            self.model.set_mask(None)
        self.state.setText(
            self.tr("%1 of %2 loaded entries")
            .replace("%1", str(self.model.rowCount()))
            .replace("%2", str(len(rows)))
        )

    def _check(self) -> None:
        def done(report) -> None:
            broken = report.chain.broken_at
            if report.is_sound:
                self.state.setText(
                    self.tr("Checked: all %1 entries fit together.").replace("%1", str(report.chain.entries))
                )
            elif broken is not None:
                self.say_problem(
                    self.tr(
                        "The log does not fit together from entry %1 on: it was changed from outside."
                    ).replace("%1", str(broken))
                )
            else:
                self.say_problem(self.tr("The store is damaged: restore the last backup."))

        self._submit(store_admin.verify_store, self._session, on_done=done, lane=Lane.IO)

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export audit log"), "audit.csv", self.tr("CSV (*.csv)")
        )
        if name:
            self.export_to(Path(name).with_suffix(".csv"))

    def export_to(self, path: Path) -> None:
        """Write the whole log."""
        self._submit(
            store_admin.export_audit,
            self._session,
            path,
            on_done=lambda written: self.state.setText(self.tr("Saved: %1").replace("%1", str(written))),
        )

    def _submit(self, function, *arguments: object, on_done, lane: Lane = Lane.DATABASE) -> None:
        for button in (self.check, self.export, self.older):
            button.setEnabled(False)
        self.problem.hide()

        def enable() -> None:
            for button in (self.check, self.export, self.older):
                button.setEnabled(True)

        def done(result: object) -> None:
            if isValid(self):
                enable()
                on_done(result)

        def failed(error: PmdeskError) -> None:
            if isValid(self):
                enable()
                self.fail(error)

        def cancelled() -> None:
            if isValid(self):
                enable()

        self.context.jobs.submit(
            "job.store_audit",
            function,
            *arguments,
            lane=lane,
            on_done=done,
            on_error=failed,
            on_cancelled=cancelled,
        )


def _searched(entry) -> str:
    said = (
        time_words(entry),
        entry.who,
        who_words(entry),
        entry.action,
        action_words(entry.action),
        entry.subject,
    )
    return " ".join((*said, subject_words(entry))).casefold()


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "seq",
            lambda: QCoreApplication.translate("Audit", "No."),
            lambda e: str(e.seq),
            lambda e: e.seq,
            is_number=True,
        ),
        Column(
            "at", lambda: QCoreApplication.translate("Audit", "Time"), time_words, lambda e: e.at.timestamp()
        ),
        Column("who", lambda: QCoreApplication.translate("Audit", "Who"), who_words, lambda e: e.who),
        Column(
            "action",
            lambda: QCoreApplication.translate("Audit", "What"),
            lambda e: action_words(e.action),
            lambda e: action_words(e.action),
        ),
        Column(
            "subject",
            lambda: QCoreApplication.translate("Audit", "Of"),
            subject_words,
            subject_words,
            export=lambda e: e.subject,
        ),
        Column(
            "details",
            lambda: QCoreApplication.translate("Audit", "Details"),
            detail_words,
            detail_words,
            cell_tip=lambda e: e.details,
            export=lambda e: e.details,
        ),
        Column(
            "hash",
            lambda: QCoreApplication.translate("Audit", "Hash"),
            lambda e: e.hash[:12],
            lambda e: e.hash,
            cell_tip=lambda e: e.hash,
            export=lambda e: e.hash,
        ),
    )
