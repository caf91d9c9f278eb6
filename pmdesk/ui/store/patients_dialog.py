"""Find a patient of the store as one types."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from pmdesk.core.errors import PmdeskError
from pmdesk.core.person_names import person_name
from pmdesk.services.jobs import Lane
from pmdesk.services.patient_store import SEARCH_LIMIT, search_patients
from pmdesk.services.store_session import StoreSession
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.store.forms import StoreForm
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.labels import text_label


class PatientsDialog(StoreForm):
    """A search line over a list.

    Signals
    -------
    chosen(PatientHit)
    """

    chosen = Signal(object)

    def __init__(self, context: UiContext, session: StoreSession, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.patients", "", parent)
        self._session = session
        self.setWindowTitle(self.tr("Patients"))
        self.primary.setText(self.tr("Open"))
        self.intro.hide()
        self.search = QLineEdit(self)
        self.search.setObjectName("store.patients.search")
        self.search.setPlaceholderText(self.tr("Name or number"))
        self.search.setAccessibleName(self.tr("Name or number"))
        self.search.setToolTip(self.tr("The beginning of any part of the name, or of the patient's number"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._ask)
        self.search.installEventFilter(self)
        self.model: ColumnTableModel = ColumnTableModel(
            (
                Column("number", lambda: self.tr("Number"), lambda hit: hit.number, lambda hit: hit.number),
                Column(
                    "name", lambda: self.tr("Name"), lambda hit: person_name(hit.name), lambda hit: hit.name
                ),
                Column(
                    "birth_date",
                    lambda: self.tr("Born"),
                    lambda hit: hit.birth_date.isoformat() if hit.birth_date else self.tr("not known"),
                    lambda hit: hit.birth_date.isoformat() if hit.birth_date else None,
                ),
                Column(
                    "sex",
                    lambda: self.tr("Sex"),
                    lambda hit: terms.sex(hit.sex),
                    lambda hit: hit.sex.value,
                ),
            ),
            lambda _hit: None,
            self,
        )
        self.table = DataTable("store.patients.table", self, stretched=1)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Patients found"))
        self.table.doubleClicked.connect(lambda _index: self._choose())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.refresh())
        self.state = text_label("", "quiet", name="store.patients.state")
        self.body.insertWidget(0, self.search)
        self.body.insertWidget(1, self.table, 1)
        self.body.insertWidget(2, self.state)
        self.set_complete(lambda: self._current() is not None)
        self.submitted.connect(self._choose)
        em = self.fontMetrics().height()
        self.resize(em * 42, em * 30)
        self._ask("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down walk through the list while one types."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = int(event.key() == Qt.Key.Key_Down) - int(event.key() == Qt.Key.Key_Up)
            if step and self.model.rowCount():
                row = self.table.currentIndex().row() + step
                self.table.selectRow(min(max(row, 0), self.model.rowCount() - 1))
                return True
        return super().eventFilter(watched, event)

    def _ask(self, text: str) -> None:
        self.context.jobs.submit(
            "job.store_search",
            search_patients,
            self._session,
            text,
            lane=Lane.DATABASE,
            key="store.search",
            on_done=self._show_hits,
            on_error=self._failed,
        )

    def _show_hits(self, hits) -> None:
        if not isValid(self):
            return
        self.problem.hide()
        self.model.set_rows(hits)
        self.table.fit_columns()
        if hits:
            self.table.selectRow(0)
        if len(hits) == SEARCH_LIMIT:
            self.state.setText(
                self.tr("The first %1; type more of the name or number.").replace("%1", str(SEARCH_LIMIT))
            )
        elif hits:
            self.state.setText(self.tr("Found: %1").replace("%1", str(len(hits))))
        elif self.search.text().strip():
            self.state.setText(self.tr("Nobody's name or number begins so."))
        else:
            self.state.setText(
                self.tr("The store is empty. Open a record or images, then save the patient to the store.")
            )
        self.refresh()

    def _failed(self, error: PmdeskError) -> None:
        if isValid(self):
            self.model.set_rows(())
            self.fail(error)

    def _current(self):
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if 0 <= index.row() < self.model.rowCount() else None

    def _choose(self) -> None:
        hit = self._current()
        if hit is not None:
            self.chosen.emit(hit)
            self.accept()
