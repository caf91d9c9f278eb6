"""What a model package is called before it is saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.labels import text_label


class PackageQuestion(QDialog):
    """Asks for id and title.

    Signals
    -------
    answered(str, str)
        Id and title.
    """

    answered = Signal(str, str)

    def __init__(self, proposed_id: str, proposed_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.package")
        self.setWindowTitle(self.tr("Save model package"))
        self.id = QLineEdit(proposed_id)
        self.id.setObjectName("cohort.package.id")
        self.title = QLineEdit(proposed_title)
        self.title.setObjectName("cohort.package.title")
        form = QFormLayout()
        form.setHorizontalSpacing(GRID_PX * 3)
        form.addRow(self.tr("Id"), self.id)
        form.addRow(self.tr("Title"), self.title)
        note = text_label(
            self.tr(
                "The package holds the model, its card and figures, and made-up example rows. The out-of-fold "
                "predictions beside it number the patients and name nobody. A support vector machine "
                "contains values of its rows."
            ),
            "quiet",
        )
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Save).setText(self.tr("Choose the folder..."))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX * 3)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 60)

    def _accept(self) -> None:
        self.answered.emit(self.id.text().strip(), self.title.text().strip())
        self.accept()
