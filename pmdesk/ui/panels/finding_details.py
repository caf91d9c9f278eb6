"""What can be said about one finding besides its size: type, spiculation, lobe, and a remark."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.finding import Finding, Texture
from pmdesk.core.ids import FindingId
from pmdesk.core.provenance import Origin, Stated
from pmdesk.services.operations.review_finding import edit, review
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.findings_model import ESTIMATE_MARK, finding_node
from pmdesk.ui.panels.growth_block import GrowthBlock
from pmdesk.ui.panels.malignancy_block import MalignancyBlock
from pmdesk.ui.panels.measure_block import MeasureBlock
from pmdesk.ui.panels.similar_nodules import SimilarNodules
from pmdesk.ui.panels.traits_block import TraitsBlock
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.icons import color_chip, tinted_icon
from pmdesk.ui.widgets.labels import ElidedLabel, set_property, text_label
from pmdesk.ui.widgets.three_state import ThreeState

_TEXTURES = (None, Texture.SOLID, Texture.PART_SOLID, Texture.GROUND_GLASS)


class FindingDetails(QFrame):
    """Strip under the ledger; each change is one operation and says that a reader states it.

    Signals
    -------
    heat_requested()
        Show the heat map in the image, or take it away.
    """

    heat_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings.details")
        self._context = context
        self._finding_id: FindingId | None = None

        self._chip = QLabel()
        self._heading = ElidedLabel()
        set_property(self._heading, "role", "heading")
        self._why = QPushButton()
        self._why.setObjectName("findings.why")
        self._why.clicked.connect(self._ask_why)
        top = QHBoxLayout()
        top.setSpacing(GRID_PX * 2)
        top.addWidget(self._chip)
        top.addWidget(self._heading, 1)
        self._confirm = QPushButton()
        self._confirm.setObjectName("findings.confirm")
        self._confirm.clicked.connect(self._confirm_estimates)
        top.addWidget(self._confirm)
        top.addWidget(self._why)

        self._texture = ComboBox()
        self._texture.setObjectName("findings.texture")
        for value in _TEXTURES:
            self._texture.addItem("", value)
        self._texture.activated.connect(lambda index: self._state("texture", _TEXTURES[index]))
        self._spiculated = ThreeState("findings.spiculated")
        self._spiculated.chosen.connect(lambda value: self._state("spiculated", value))
        self._upper_lobe = ThreeState("findings.upper_lobe")
        self._upper_lobe.chosen.connect(lambda value: self._state("upper_lobe", value))
        self._comment = QLineEdit()
        self._comment.setObjectName("findings.comment")
        self._comment.setMaxLength(2000)
        self._comment.editingFinished.connect(self._take_comment)
        stated = (self._texture, self._spiculated, self._upper_lobe, self._comment)
        context.access.govern(Deed.CHANGE, self._confirm, *stated)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 2)
        grid.setVerticalSpacing(GRID_PX)
        grid.setColumnStretch(1, 1)
        self._names: list[QLabel] = []
        self._origins: list[QLabel] = []
        for row, widget in enumerate(stated):
            name = text_label("", "quiet", wrap=False)
            self._names.append(name)
            grid.addWidget(name, row, 0)
            if widget is self._comment:
                grid.addWidget(widget, row, 1, 1, 2)
            else:
                origin = text_label("", "quiet", wrap=False)
                origin.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._origins.append(origin)
                grid.addWidget(widget, row, 1)
                grid.addWidget(origin, row, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 2)
        line = QFrame()
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addLayout(top)
        self._malignancy = MalignancyBlock(context)
        self._malignancy.heat_requested.connect(self.heat_requested)
        self._traits = TraitsBlock(context)
        self._similar = SimilarNodules(context)
        self._nature = (self._malignancy, self._traits, self._similar)
        # only there beside an earlier CT, and then what is looked for first
        self._growth = GrowthBlock(context)
        column.addWidget(self._growth)
        column.addWidget(self._malignancy)
        self._measure = MeasureBlock()
        self._measure.solid_stated.connect(lambda value: self._state("solid_diameter_mm", value))
        column.addWidget(self._measure)
        column.addLayout(grid)
        column.addWidget(self._traits)
        column.addWidget(self._similar)

    @property
    def _finding(self) -> Finding | None:
        return self._context.session.case.finding(self._finding_id)

    def take_keyboard(self) -> None:
        self._texture.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_finding(self, finding: Finding | None) -> None:
        self.setVisible(finding is not None)
        self._finding_id = finding.id if finding is not None else None
        if finding is None:
            return
        for block in (*self._nature, self._measure, self._growth):
            block.show_finding(finding)
        theme = self._context.theme.theme
        self._chip.setPixmap(color_chip(theme.finding_color(finding.number), theme.line))
        self._heading.setText(
            self.tr("Nodule {number}, {location}").format(
                number=finding.number, location=terms.location_long(finding.location)
            )
        )
        self._texture.setCurrentIndex(_TEXTURES.index(finding.texture.value))
        self._spiculated.set_value(finding.spiculated.value)
        self._upper_lobe.set_value(finding.upper_lobe.value)
        if not (self._comment.hasFocus() and self._comment.isModified()):
            self._comment.setText(finding.comment)
        stated: tuple[Stated[Any], ...] = (finding.texture, finding.spiculated, finding.upper_lobe)
        for label, value in zip(self._origins, stated, strict=True):
            if not value.is_known:
                label.setText("")
            elif value.is_estimate:
                label.setText(f"{ESTIMATE_MARK} {terms.origin(value.origin)}")
            else:
                label.setText(terms.origin(value.origin))
            set_property(label, "role", "caution" if value.is_estimate else "quiet")
        self._confirm.setVisible(any(item.is_estimate for item in (*stated, finding.solid_part_mm)))

    def _state(self, name: str, value: object) -> None:
        finding = self._finding
        if finding is None:
            return
        stated = Stated(value, Origin.READER) if value is not None else Stated(None, Origin.UNKNOWN)
        if getattr(finding, name) != stated:
            self._context.undo.push(
                edit(self._context.session.case, finding.id, **{name: stated}), self.parent()
            )

    def _confirm_estimates(self) -> None:
        """Make each estimate of a model or a computation the reader's own statement."""
        finding = self._finding
        if finding is None:
            return
        estimates = {
            name: Stated(stated.value, Origin.READER)
            for name in ("texture", "spiculated", "upper_lobe")
            if (stated := getattr(finding, name)).is_estimate
        }
        if finding.solid_part_mm.is_estimate:
            estimates["solid_diameter_mm"] = Stated(finding.solid_part_mm.value, Origin.READER)
        if estimates:
            self._context.undo.push(edit(self._context.session.case, finding.id, **estimates), self.parent())

    def _take_comment(self) -> None:
        finding = self._finding
        if finding is None or not self._comment.isModified():
            return
        self._comment.setModified(False)
        text = self._comment.text().strip()
        if text != finding.comment:
            self._context.undo.push(
                review(
                    self._context.session.case,
                    finding.id,
                    finding.status,
                    reason=finding.reject_reason,
                    comment=text,
                ),
                self.parent(),
            )

    def _ask_why(self) -> None:
        if (finding := self._finding) is not None:
            place = self._why.mapToGlobal(QPoint(0, self._why.height()))
            self._context.signals.why_requested.emit(finding_node(finding), place)

    def apply_theme(self, theme: Theme) -> None:
        self._why.setIcon(tinted_icon("why", theme.text, theme.quiet))
        self._confirm.setIcon(tinted_icon("check", theme.text, theme.quiet))
        self.show_finding(self._finding)

    def retranslate(self) -> None:
        names = (self.tr("Type"), self.tr("Spiculated"), self.tr("Upper lobe"), self.tr("Remark"))
        for label, text in zip(self._names, names, strict=True):
            label.setText(text)
        for widget, text in zip((self._texture, self._comment), (names[0], names[3]), strict=True):
            widget.setAccessibleName(text)
        self._spiculated.retranslate()
        self._spiculated.set_label(names[1])
        self._upper_lobe.retranslate()
        self._upper_lobe.set_label(names[2])
        for index, value in enumerate(_TEXTURES):
            self._texture.setItemText(index, terms.texture(value))
        self._confirm.setText(self.tr("Confirm ≈"))
        for say in (self._confirm.setToolTip, self._confirm.setAccessibleName):
            say(self.tr("Confirm the estimates of model and computation as your own"))
        self._why.setText(self.tr("Why?"))
        self._why.setAccessibleName(self.tr("Why is this a finding?"))
        for block in (*self._nature, self._measure, self._growth):
            block.retranslate()
        self._comment.setPlaceholderText(self.tr("A remark for the report"))
        self.show_finding(self._finding)
