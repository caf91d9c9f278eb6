"""Ask what a variant file leaves open: its genome build, its sample. Nothing is preselected."""

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.variant import GenomeBuild


class GenomeQuestion(QDialog):
    """Build and sample of a variant file.

    Parameters
    ----------
    path
        The file.
    ask_build
        True when the file does not state its build.
    samples
        The samples to choose from; empty when that is no question.
    """

    def __init__(
        self, path: Path, *, ask_build: bool, samples: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("genome_question")
        self.setWindowTitle(self.tr("Variant file"))
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._builds = QButtonGroup(self)
        if ask_build:
            text = self.tr(
                "%1 does not state its genome build. Positions mean different genes in each build."
            )
            label = QLabel(text.replace("%1", path.name), self)
            label.setWordWrap(True)
            layout.addWidget(label)
            for build, alias in ((GenomeBuild.GRCH37, "hg19"), (GenomeBuild.GRCH38, "hg38")):
                radio = QRadioButton(f"{build.value} ({alias})", self)
                radio.setObjectName(f"genome_question.{build.value}")
                radio.setProperty("build", build.value)
                self._builds.addButton(radio)
                layout.addWidget(radio)
        self._samples = QComboBox(self)
        self._samples.setObjectName("genome_question.sample")
        self._samples.setVisible(bool(samples))
        if samples:
            layout.addWidget(QLabel(self.tr("Which sample is the patient's?"), self))
            self._samples.addItem(self.tr("choose"), None)
            for sample in samples:
                self._samples.addItem(sample, sample)
            layout.addWidget(self._samples)
        layout.addWidget(self._buttons)
        self._ask_build = ask_build
        self._ask_sample = bool(samples)
        self._builds.buttonClicked.connect(self._update)
        self._samples.currentIndexChanged.connect(self._update)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._update()

    @property
    def build(self) -> GenomeBuild | None:
        button = self._builds.checkedButton()
        # a Qt property hands the member back as plain text
        return GenomeBuild(button.property("build")) if button is not None else None

    @property
    def sample(self) -> str | None:
        return self._samples.currentData() if self._ask_sample else None

    def _update(self) -> None:
        complete = (not self._ask_build or self.build is not None) and (
            not self._ask_sample or self.sample is not None
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(complete)
