"""Traits of a nodule on the readers' scales, as a model estimates them or as the reader states them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from pmdesk.core.characterisation import TRAIT_RANGE, RatedTrait, Trait
from pmdesk.core.finding import Finding, Texture
from pmdesk.core.provenance import Origin
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.findings_model import ESTIMATE_MARK
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.labels import set_property, text_label
from pmdesk.ui.widgets.scales import TraitScale
from pmdesk.ui.widgets.trait_words import rating_text, trait_words

_STATED_TEXTURE = {Texture.GROUND_GLASS: 1.0, Texture.PART_SOLID: 3.0, Texture.SOLID: 5.0}
"""Ratings that the three types stand for on the readers' scale (LIDC-IDRI)."""


class _Row:
    def __init__(self, grid: QGridLayout, row: int, trait: Trait) -> None:
        self.name = text_label("", wrap=False)
        self.low = text_label("", "quiet", wrap=False)
        self.low.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.scale = TraitScale()
        self.scale.setObjectName(f"findings.trait.{trait.value}")
        self.high = text_label("", "quiet", wrap=False)
        self.value = text_label("", wrap=False, name=f"findings.trait.{trait.value}.value")
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, widget in enumerate((self.name, self.low, self.scale, self.high, self.value)):
            grid.addWidget(widget, row, column)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return self.name, self.low, self.scale, self.high, self.value


class TraitsBlock(QWidget):
    """One line a trait; away while nothing was rated."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings.traits")
        self._context = context
        self._finding: Finding | None = None
        self._heading: QLabel = text_label("", "quiet", wrap=False)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 2)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        self._rows = {trait: _Row(grid, row, trait) for row, trait in enumerate(Trait)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._heading)
        column.addLayout(grid)

    def show_finding(self, finding: Finding | None) -> None:
        self._finding = finding
        judged = finding.characterisation if finding is not None else None
        rated = {item.trait: item for item in judged.traits} if judged is not None else {}
        self.setVisible(bool(rated))
        if finding is None:
            return
        for trait, row in self._rows.items():
            for widget in row.widgets:
                widget.setVisible(trait in rated)
            if trait in rated:
                self._show_row(row, finding, rated[trait])

    def _show_row(self, row: _Row, finding: Finding, rated: RatedTrait) -> None:
        words = trait_words(rated.trait)
        row.name.setText(words.name)
        row.low.setText(words.low)
        row.high.setText(words.high)
        stated = _reader_says(finding, rated.trait)
        estimate = stated is None
        rating = rated.rating if estimate else _stated_rating(finding, rated.trait)
        value = f"{ESTIMATE_MARK} {rated.rating:.1f}" if stated is None else stated
        row.value.setText(value)
        set_property(row.value, "role", "quiet" if estimate else "")
        row.scale.show_rating(rating, TRAIT_RANGE[rated.trait], self._context.theme.theme, estimate=estimate)
        tip = self.tr("{rating}, estimated by the model").format(rating=rating_text(rated))
        if stated is not None:
            tip = self.tr("{name}: {value}, stated by the reader. {estimate}").format(
                name=words.name, value=stated, estimate=tip
            )
        for widget in row.widgets:
            widget.setToolTip(tip)
        row.scale.setAccessibleName(tip)

    def retranslate(self) -> None:
        self._heading.setText(
            self.tr("Traits on the readers' scales; {mark} estimated by the model").format(mark=ESTIMATE_MARK)
        )


def _reader_says(finding: Finding, trait: Trait) -> str | None:
    """What the reader stated of a trait, which stands before the model's estimate; None when nothing."""
    if trait is Trait.TEXTURE and finding.texture.is_known and finding.texture.origin is Origin.READER:
        return terms.texture(finding.texture.value)
    if (
        trait is Trait.SPICULATION
        and finding.spiculated.is_known
        and finding.spiculated.origin is Origin.READER
    ):
        return terms.yes_no(finding.spiculated.value)
    return None


def _stated_rating(finding: Finding, trait: Trait) -> float | None:
    """Place of the reader's statement on the scale; spiculation stated as yes or no has none."""
    if trait is Trait.TEXTURE and finding.texture.value is not None:
        return _STATED_TEXTURE[finding.texture.value]
    return None
