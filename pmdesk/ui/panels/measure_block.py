"""What was measured of one finding, with units, uncertainty and where each number comes from."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QDoubleValidator, QValidator
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from pmdesk.core.finding import Finding, NoduleMeasurement, Texture, VolumeMethod
from pmdesk.core.provenance import Origin, Stated
from pmdesk.ui.itemmodels.findings_model import ESTIMATE_MARK
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import cubic_millimetres, hounsfield, millimetres
from pmdesk.ui.widgets.labels import set_property, text_label

_LONGEST_MM = 200.0
_ROWS = ("size", "volume", "density", "form", "solid")


class _LengthOrNothing(QDoubleValidator):
    """A length within limits; an empty field takes the statement back."""

    def validate(self, text: str, place: int) -> object:
        if not text.strip():
            return QValidator.State.Acceptable, text, place
        return super().validate(text, place)


class MeasureBlock(QWidget):
    """Lines under the malignancy; the solid part of a part-solid nodule can be stated by the reader.

    Signals
    -------
    solid_stated(object)
        The reader stated the mean diameter of the solid part in mm, or took his statement back (None).
    """

    solid_stated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings.measure")
        self._finding: Finding | None = None
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 2)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self._names: dict[str, QLabel] = {}
        self._values: dict[str, QLabel] = {}
        for row, key in enumerate(_ROWS):
            self._names[key] = text_label("", "quiet", wrap=False)
            self._values[key] = text_label("", wrap=True, name=f"findings.measure.{key}")
            grid.addWidget(self._names[key], row, 0)
            grid.addWidget(self._values[key], row, 1)
        self._solid = QLineEdit()
        self._solid.setObjectName("findings.measure.solid_stated")
        limits = _LengthOrNothing(0.0, _LONGEST_MM, 1, self._solid)
        limits.setNotation(QDoubleValidator.Notation.StandardNotation)
        limits.setLocale(QLocale.c())
        self._solid.setValidator(limits)
        self._solid.setMinimumWidth(GRID_PX * 28)
        self._solid.editingFinished.connect(self._take_solid)
        grid.addWidget(self._solid, len(_ROWS) - 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        self.retranslate()

    def show_finding(self, finding: Finding | None) -> None:
        self._finding = finding
        measured = finding.measurement if finding is not None else None
        self.setVisible(measured is not None)
        if finding is None or measured is None:
            return
        self._show_size(measured)
        self._show_volume(measured)
        self._show("density", f"{hounsfield(measured.mean_hu)} ± {measured.sd_hu:.0f}")
        self._show_form(measured)
        self._show_solid(finding, measured)

    def _show(self, key: str, text: str, tip: str = "") -> None:
        self._values[key].setText(text)
        self._values[key].setToolTip(tip)
        self._values[key].setAccessibleName(f"{self._names[key].text()}: {text}")

    def _show_size(self, measured: NoduleMeasurement) -> None:
        text = self.tr("{long} × {short}, mean {mean}").format(
            long=millimetres(measured.long_axis_mm),
            short=millimetres(measured.short_axis_mm),
            mean=millimetres(measured.mean_diameter_mm),
        )
        tip = self.tr(
            "Long axis on the axial slice where it is longest (slice {slice}), "
            "short axis perpendicular to it (RECIST 1.1)."
            "\nMean diameter: {lung_rads} mm for Lung-RADS v2022, {fleischner} mm for Fleischner 2017."
            "\nSphere of the same volume: {effective} mm across."
        ).format(
            slice=measured.slice_index + 1,
            lung_rads=f"{measured.lung_rads_diameter_mm:.1f}",
            fleischner=measured.fleischner_diameter_mm,
            effective=millimetres(measured.effective_diameter_mm),
        )
        self._show("size", text, tip)

    def _show_volume(self, measured: NoduleMeasurement) -> None:
        text = cubic_millimetres(measured.volume_mm3)
        lines = []
        if measured.volume_sd_mm3 is not None:
            text = f"{text} ± {cubic_millimetres(measured.volume_sd_mm3)}"
            lines.append(
                self.tr(
                    "± one standard deviation, from the size, the slice thickness and repeated scans of patients."
                )
            )
        if measured.volume_method is VolumeMethod.PARTIAL_VOLUME:
            lines.append(self.tr("Voxels at the edge count by their density between lung and nodule."))
        else:
            lines.append(
                self.tr(
                    "Voxels of the outline, counted: the densities at the edge did not allow better "
                    "(mixed density, little contrast, or other tissue around)."
                )
            )
        self._show("volume", text, "\n".join(lines))

    def _show_form(self, measured: NoduleMeasurement) -> None:
        shape = measured.shape
        for part in (self._names["form"], self._values["form"]):
            part.setVisible(shape is not None)
        if shape is None:
            return
        text = self.tr("sphericity {sphericity}, elongation {elongation}, flatness {flatness}").format(
            sphericity=f"{shape.sphericity:.2f}",
            elongation=f"{shape.elongation:.2f}",
            flatness=f"{shape.flatness:.2f}",
        )
        tip = self.tr(
            "1 for a sphere. Elongation: second over first axis; flatness: third over first axis. "
            "Compactness (IBSI): {compactness}."
        ).format(compactness=f"{shape.compactness:.2f}")
        self._show("form", text, tip)

    def _show_solid(self, finding: Finding, measured: NoduleMeasurement) -> None:
        is_part_solid = finding.texture.value is Texture.PART_SOLID
        for part in (self._names["solid"], self._values["solid"], self._solid):
            part.setVisible(is_part_solid)
        if not is_part_solid:
            return
        stated, solid = finding.solid_part_mm, measured.solid
        words = []
        if solid is None:
            words.append(self.tr("no part denser than the threshold"))
        else:
            words.append(
                self.tr("measured {mean}, {volume} mm³, {share} % of the volume").format(
                    mean=millimetres(solid.mean_diameter_mm),
                    volume=cubic_millimetres(solid.volume_mm3),
                    share=f"{100 * solid.share:.0f}",
                )
            )
        if stated.is_estimate:
            words.insert(0, ESTIMATE_MARK)
        elif stated.is_known:
            words.append(f"({terms.origin(stated.origin)}: {millimetres(stated.value)})")
        tip = self.tr(
            "Largest part denser than −300 HU (Zheng 2017); vessels through the nodule count with it. "
            "Mean of long and short axis on the axial slice where it is longest. "
            "State your own figure in the field; empty it to take it back."
        )
        self._show("solid", " ".join(words), tip)
        set_property(self._values["solid"], "role", "caution" if stated.is_estimate else "")
        if not (self._solid.hasFocus() and self._solid.isModified()):
            own: Stated[float] = finding.solid_diameter_mm
            self._solid.setText(
                millimetres(own.value) if own.origin is Origin.READER and own.is_known else ""
            )

    def _take_solid(self) -> None:
        if self._finding is None or not self._solid.isModified():
            return
        self._solid.setModified(False)
        text = self._solid.text().strip()
        self.solid_stated.emit(float(text) if text else None)

    def retranslate(self) -> None:
        names = {
            "size": self.tr("Size (mm)"),
            "volume": self.tr("Volume (mm³)"),
            "density": self.tr("Density (HU)"),
            "form": self.tr("Form"),
            "solid": self.tr("Solid part (mm)"),
        }
        for key, text in names.items():
            self._names[key].setText(text)
        self._solid.setPlaceholderText(self.tr("your figure"))
        self._solid.setAccessibleName(self.tr("Mean diameter of the solid part in mm, as you state it"))
        self.show_finding(self._finding)
