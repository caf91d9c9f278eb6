"""Which package is tested on the table, and what the table's columns mean for it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.risk.learned.catalog import InstalledLearned
from pmdesk.risk.learned.cells import canonical
from pmdesk.services.cohort import MOST_LEVELS
from pmdesk.ui.cohort.external_controller import ExternalController, absent_columns, is_survival
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.labels import empty_layout, text_label

if TYPE_CHECKING:
    from pmdesk.risk.learned.external_rows import ValidationQuestion

_UNITS = ("d", "wk", "mo", "a")
_NAMED = 8
"""So many of the columns that are not there are named."""


class ExternalForm(QWidget):
    """Package, outcome and its values for yes, follow-up, patient and site.

    Signals
    -------
    changed()
        Something was chosen.
    """

    changed = Signal()

    def __init__(
        self, context: UiContext, controller: ExternalController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.external.form")
        self._context = context
        self._controller = controller
        self._package = self._combo("package", self._package_chosen)
        self._folder = QPushButton()
        self._folder.setObjectName("cohort.external.folder")
        self._folder.clicked.connect(self._ask_folder)
        self._install = QPushButton()
        self._install.setObjectName("cohort.external.install")
        self._install.clicked.connect(self._ask_install)
        self._about = text_label(role="quiet", name="cohort.external.about")
        self._inputs = text_label(role="quiet", name="cohort.external.inputs")
        self._target = self._combo("target", self._target_chosen)
        self._values = QWidget()
        self._values.setObjectName("cohort.external.positive")
        self._flow = FlowLayout(self._values, spacing_px=GRID_PX * 2)
        self._no_values = text_label(role="caution", name="cohort.external.no_values")
        self._time = self._combo("time", self.changed.emit)
        self._unit = self._combo("unit", self.changed.emit)
        self._patient = self._combo("patient", self.changed.emit)
        self._site = self._combo("site", self.changed.emit)
        self._labels = [QLabel() for _ in range(7)]
        self._lay_out()
        controller.packages_changed.connect(self._show_packages)
        controller.cohort.table_changed.connect(self._show_table)

    # what was chosen

    @property
    def package(self) -> InstalledLearned | None:
        place = self._package.currentIndex()
        packages = self._controller.packages
        return packages[place] if 0 <= place < len(packages) else None

    def question(self) -> "ValidationQuestion | None":
        """None while package, outcome or values for yes are not chosen."""
        from pmdesk.risk.learned.external_rows import ValidationQuestion

        package, positive = self.package, self._positive()
        if package is None or not self._target.currentData() or not positive:
            return None
        survival = is_survival(package.manifest)
        return ValidationQuestion(
            target=self._target.currentData(),
            positive=positive,
            time=(self._time.currentData() or "") if survival else "",
            time_unit=self._unit.currentData() if survival else "",
            patient=self._patient.currentData() or "",
            site=self._site.currentData() or "",
        )

    def choose_package(self, package_id: str) -> None:
        """Select a package by its id, where there is one."""
        for place, package in enumerate(self._controller.packages):
            if package.manifest.id == package_id:
                self._package.setCurrentIndex(place)
                self._package_chosen()

    # words

    def retranslate(self) -> None:
        texts = (
            self.tr("Model"),
            self.tr("Outcome"),
            self.tr("Values that mean yes"),
            self.tr("Follow-up"),
            self.tr("Unit"),
            self.tr("Patient"),
            self.tr("Hospital"),
        )
        tips = (
            self.tr("A saved model: those of the program, those you installed, and any folder"),
            self.tr("Column that says what really was the case"),
            self.tr("The other values mean no; empty cells and negative numbers are not known"),
            self.tr("Column with the time to death or to the end of the follow-up"),
            self.tr("Unit of the follow-up"),
            self.tr("Column that names the patient, where one has several rows"),
            self.tr("Column that names the hospital: figures are also given for each"),
        )
        editors = (
            self._package,
            self._target,
            self._values,
            self._time,
            self._unit,
            self._patient,
            self._site,
        )
        for label, editor, text, tip in zip(self._labels, editors, texts, tips, strict=True):
            label.setText(text)
            label.setToolTip(tip)
            editor.setAccessibleName(text)
            editor.setToolTip(tip)
        self._folder.setText(self.tr("From a folder..."))
        self._folder.setToolTip(self.tr("Test a package that is not installed, such as one just saved"))
        self._install.setText(self.tr("Install a package..."))
        self._install.setToolTip(
            self.tr("Check the zip file of a package and put it into your folder of models")
        )
        self._no_values.setText(
            self.tr("More than {count} different values: choose another column.").format(count=MOST_LEVELS)
        )
        self._show_packages()
        self._show_columns()

    # showing

    def _lay_out(self) -> None:
        holder = QWidget()
        buttons = FlowLayout(holder, spacing_px=GRID_PX * 2)
        buttons.addWidget(self._folder)
        buttons.addWidget(self._install)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        parts = (
            (self._labels[0], self._package, holder, self._about, self._inputs),
            (self._labels[1], self._target),
            (self._labels[2], self._values, self._no_values),
            (self._labels[3], self._time, self._labels[4], self._unit),
            (self._labels[5], self._patient),
            (self._labels[6], self._site),
        )
        for place, widgets in enumerate(parts):
            if place:
                column.addSpacing(GRID_PX * 2)
            for widget in widgets:
                column.addWidget(widget)

    def _show_packages(self) -> None:
        before = self.package_id
        self._package.blockSignals(True)
        self._package.clear()
        for package in self._controller.packages:
            manifest = package.manifest
            title = self._context.texts.local(manifest.purpose.title)
            self._package.addItem(f"{title}  {manifest.version}", manifest.id)
        place = self._package.findData(before)
        self._package.setCurrentIndex(max(place, 0) if self._controller.packages else -1)
        self._package.blockSignals(False)
        self._package_chosen()
        if not before:
            self._propose_package()

    @property
    def package_id(self) -> str:
        return str(self._package.currentData() or "")

    def _package_chosen(self) -> None:
        package, table = self.package, self._controller.cohort.table
        texts = self._context.texts
        self._about.setText("" if package is None else texts.local(package.manifest.purpose.outcome))
        self._package.setToolTip("" if package is None else texts.local(package.manifest.purpose.title))
        said = ""
        if package is not None and table is not None:
            inputs, absent = len(package.manifest.data.columns), absent_columns(package, table)
            said = self.tr("{found} of {inputs} inputs in the table.").format(
                found=inputs - len(absent), inputs=inputs
            )
            if absent:
                named = texts.join(absent[:_NAMED]) + ("…" if len(absent) > _NAMED else "")
                said += " " + self.tr("Not there: {columns}").format(columns=named)
        self._inputs.setText(said)
        survival = package is not None and is_survival(package.manifest)
        for part in (self._labels[3], self._time, self._labels[4], self._unit):
            part.setVisible(survival)
        if package is not None and survival:
            self._choose(self._time, package.manifest.data.time)
            self._choose(self._unit, package.manifest.data.time_unit)
        self._propose_target()

    def _show_table(self) -> None:
        self._show_columns()
        self._propose_package()

    def _propose_package(self) -> None:
        """Choose the package that finds the most of its inputs in the table, where it finds more than the present."""
        best = max(self._controller.packages, key=self._share_there, default=None)
        if best is not None and self._share_there(best) > self._share_there(self.package):
            self.choose_package(best.manifest.id)

    def _share_there(self, package: InstalledLearned | None) -> float:
        table = self._controller.cohort.table
        if package is None or table is None:
            return 0.0
        return 1.0 - len(absent_columns(package, table)) / len(package.manifest.data.columns)

    def _show_columns(self) -> None:
        table = self._controller.cohort.table
        names = table.names if table is not None else ()
        nothing = self.tr("– none –")
        for box, optional in (
            (self._target, False),
            (self._time, False),
            (self._patient, True),
            (self._site, True),
        ):
            before = box.currentData()
            box.blockSignals(True)
            box.clear()
            if optional:
                box.addItem(nothing, "")
            for name in names:
                box.addItem(name, name)
            self._choose(box, before)
            box.blockSignals(False)
        units = (self.tr("days"), self.tr("weeks"), self.tr("months"), self.tr("years"))
        before = self._unit.currentData()
        self._unit.clear()
        for unit, text in zip(_UNITS, units, strict=True):
            self._unit.addItem(text, unit)
        self._choose(self._unit, before)
        self._package_chosen()

    def _choose(self, box: ComboBox, value: str | None) -> None:
        place = box.findData(value)
        if place >= 0:
            box.setCurrentIndex(place)

    def _propose_target(self) -> None:
        """The package's own outcome column, else that of the plan, else what was chosen before."""
        table, package = self._controller.cohort.table, self.package
        if table is not None and package is not None:
            plan = self._controller.cohort.plan.outcome
            for name in (package.manifest.data.target, plan.name if plan is not None else ""):
                if name in table.columns:
                    self._choose(self._target, name)
                    break
        self._target_chosen()

    def _target_chosen(self) -> None:
        empty_layout(self._flow)
        package, name = self.package, self._target.currentData()
        plans = self._controller.cohort.plan.columns
        facts = next((plan.facts for plan in plans if plan.name == name), None)
        few = facts is None or facts.distinct <= MOST_LEVELS
        self._no_values.setVisible(not few)
        self._values.setVisible(few)
        yes = {canonical(value) for value in package.manifest.data.positive} if package is not None else set()
        for value, count in sorted(facts.levels) if facts is not None else ():
            box = QCheckBox(self.tr("{value}  ({count} rows)").format(value=value, count=count))
            box.setObjectName(f"cohort.external.positive.{value}")
            box.setProperty("value", value)
            box.setChecked(value in yes)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._flow.addWidget(box)
        self.changed.emit()

    def _positive(self) -> tuple[str, ...]:
        if self._values.isHidden():
            return ()
        boxes = (self._flow.itemAt(place).widget() for place in range(self._flow.count()))
        return tuple(box.property("value") for box in boxes if isinstance(box, QCheckBox) and box.isChecked())

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of a model package"))
        if name:
            self._controller.add_folder(Path(name))

    def _ask_install(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Install a model package"), "", self.tr("Model packages (*.zip)")
        )
        if name:
            self._controller.install(Path(name))

    def _combo(self, name: str, act) -> ComboBox:
        box = ComboBox()
        box.setObjectName(f"cohort.external.{name}")
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.activated.connect(lambda _index: act())
        return box
