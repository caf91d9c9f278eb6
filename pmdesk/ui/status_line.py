"""The line at the foot of the window: what the mouse does, what is under it, where the networks ran."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QStatusBar

from pmdesk.core.geometry import PatientPoint
from pmdesk.services.session import Session


def place_words(point: PatientPoint) -> str:
    """A place as readers say it: the side that it lies on, never a negative left."""
    sides = (("L", "R"), ("P", "A"), ("H", "F"))
    return "  ".join(
        f"{there if value >= 0 else opposite} {abs(value):.1f}"
        for value, (there, opposite) in zip(point.xyz_lps_mm, sides, strict=True)
    )


class StatusLine(QObject):
    """Fills a status bar and keeps it up to date."""

    def __init__(self, bar: QStatusBar, session: Session) -> None:
        super().__init__(bar)
        self._session = session
        self._hint, self._readout, self._device, self._research = (
            self._label(bar, name, role)
            for name, role in (
                ("hint", "quiet"),
                ("readout", "quiet"),
                ("device", "quiet"),
                ("research", "caution"),
            )
        )
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(8, 0, 8, 0)
        bar.addWidget(self._hint, 1)
        for label in (self._readout, self._device, self._research):
            bar.addPermanentWidget(label)

    @staticmethod
    def _label(bar: QStatusBar, name: str, role: str) -> QLabel:
        label = QLabel(bar)
        label.setObjectName(f"status.{name}")
        label.setProperty("role", role)
        return label

    def show_readout(self, point: PatientPoint | None, value: float | None) -> None:
        """The place under the mouse (LPS, mm) and the value of the voxel there."""
        if point is None:
            self._readout.setText("")
            return
        place = f"{place_words(point)} mm"
        volume = self._session.case.volume
        unit = "HU" if volume is not None and volume.unit.value == "[hnsf'U]" else self.tr("unit not known")
        number = f"{value:.0f}".replace("-", "−") if value is not None else ""
        self._readout.setText(f"{number} {unit}   {place}" if number else place)

    def show_device(self) -> None:
        """Where the networks of the open case ran."""
        provenance = self._session.case.analysis
        self._device.setText(provenance.device if provenance is not None else "")

    def retranslate(self) -> None:
        self._research.setText(self.tr("For research use, not a cleared medical device"))
        self._hint.setText(
            self.tr(
                "Wheel: slice   Right drag: window   Middle drag: pan   Ctrl+wheel: zoom   Ctrl+K: all commands"
            )
        )
        self.show_device()
