"""Looks like these: labelled nodules of the training beside the finding, all at one scale."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from pmdesk.core.characterisation import SimilarNodule
from pmdesk.core.finding import Finding
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.clinical_numbers import millimetres
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.labels import empty_layout, text_label
from pmdesk.ui.widgets.nodule_crop import FIELD_MM, CropPicture, NoduleCrop, finding_crop, labelled_crop
from pmdesk.ui.widgets.trait_words import rating_text

_CROP_PX = 84


class NoduleTile(QWidget):
    """A crop with two lines of words; the keyboard reaches it, and Enter shows its tooltip."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.crop = NoduleCrop(_CROP_PX)
        self.crop.setObjectName(name)
        self.crop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = [text_label("", role, wrap=False) for role in ("", "quiet", "quiet")]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.crop)
        for label in self.words:
            column.addWidget(label)

    def show_tile(
        self, picture: CropPicture, field_mm: float, edge: QColor, lines: tuple[str, ...], tip: str
    ) -> None:
        self.crop.show_picture(picture, field_mm, edge)
        for label, line in zip(self.words, lines, strict=False):
            label.setText(line)
        self.setToolTip(tip)
        self.crop.setAccessibleName(tip.replace("\n", "; "))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)
            case Qt.Key.Key_Right:
                self.focusNextChild()
            case Qt.Key.Key_Left:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)


class SimilarNodules(QWidget):
    """The finding's own crop, then what the model finds alike; away while there is nothing."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings.similar")
        self._context = context
        self._shown: tuple[object, ...] = ()
        self._heading = text_label("", "quiet", wrap=False)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, spacing_px=GRID_PX * 2)
        self._credit = text_label("", "quiet", name="findings.similar.credit")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._heading)
        column.addWidget(self._holder)
        column.addWidget(self._credit)

    def show_finding(self, finding: Finding | None) -> None:
        judged = finding.characterisation if finding is not None else None
        similar = judged.similar if judged is not None else ()
        self.setVisible(bool(similar))
        volume, theme = self._context.session.case.volume, self._context.theme.theme
        # made anew only when it says something new, so that the keyboard keeps its place
        subject = (finding.id, finding.center, finding.measurement) if finding is not None else None
        wanted = (subject, id(similar), id(volume), theme.name, self._heading.text())
        if wanted == self._shown:
            return
        self._shown = wanted
        empty_layout(self._flow)
        if finding is None or not similar:
            return
        field = self._field_mm(finding, similar)
        if volume is not None:
            own = NoduleTile("findings.similar.own", self._holder)
            size = finding.measurement
            lines = (
                self.tr("This nodule"),
                self.tr("{size} mm").format(size=millimetres(size.mean_diameter_mm)) if size else "",
            )
            tip = self.tr("This nodule, on the slice where it was measured")
            own.show_tile(
                finding_crop(volume, finding), field, theme.finding_color(finding.number), lines, tip
            )
            self._flow.addWidget(own)
            own.show()
        for place, nodule in enumerate(similar, start=1):
            tile = NoduleTile(f"findings.similar.{place}", self._holder)
            tile.show_tile(
                labelled_crop(nodule.image, nodule.pixel_mm),
                field,
                QColor(theme.line),
                self._lines(nodule),
                self._tip(nodule),
            )
            self._flow.addWidget(tile)
            tile.show()

    @staticmethod
    def _field_mm(finding: Finding, similar: tuple[SimilarNodule, ...]) -> float:
        """One field of view for all: as wide as the labelled crops are, wider for a large nodule."""
        widths = [max(nodule.image.shape) * nodule.pixel_mm for nodule in similar]
        own = 1.4 * (finding.measurement.long_axis_mm if finding.measurement is not None else 0.0)
        return max(min(max(widths), FIELD_MM), own, *(1.4 * nodule.diameter_mm for nodule in similar))

    def _lines(self, nodule: SimilarNodule) -> tuple[str, str, str]:
        return (
            self.tr("{rating} of 5, n={count}").format(
                rating=f"{nodule.malignancy:.1f}", count=nodule.readers
            ),
            self.tr("{size} mm").format(size=millimetres(nodule.diameter_mm)),
            self.tr("likeness {value}").format(value=f"{nodule.likeness:.2f}".replace("-", "−")),
        )

    def _tip(self, nodule: SimilarNodule) -> str:
        lines = [
            self.tr("Malignancy {rating} of 5, mean of the readers: {count}").format(
                rating=f"{nodule.malignancy:.1f}", count=nodule.readers
            ),
            self.tr("Diameter {size} mm, likeness {likeness} (cosine, at most 1)").format(
                size=millimetres(nodule.diameter_mm), likeness=f"{nodule.likeness:.2f}".replace("-", "−")
            ),
            *(rating_text(rated) for rated in nodule.traits),
            self.tr("LIDC-IDRI, CC BY 3.0, nodule {key}").format(key=nodule.key),
        ]
        return "\n".join(lines)

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Looks like these: malignancy 1 to 5, mean of n radiologists"))
        self._credit.setText(
            self.tr(
                "Images: LIDC-IDRI (Armato et al. 2011), CC BY 3.0. All at one scale. Alike for the model is not "
                "alike in nature; no pathology."
            )
        )
