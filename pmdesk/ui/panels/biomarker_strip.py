"""What a genome says about each biomarker, with a shape and words of its own for each of the three answers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.core.biomarker import Assessment, Biomarker
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.provenance import Origin
from pmdesk.core.variant import VariantOrigin
from pmdesk.services.case import Case
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.icons import icon_pixmap, tinted_icon
from pmdesk.ui.widgets.labels import empty_layout, text_label

_ICONS = {
    Assessment.FOUND: "biomarker_found",
    Assessment.NOT_REPORTED: "biomarker_not_reported",
    Assessment.NOT_ASSESSABLE: "biomarker_not_assessable",
}


class BiomarkerStrip(QWidget):
    """Three groups: found (buttons that select the variant), no variant reported, not assessable."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("genome.biomarkers")
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID_PX)
        self._buttons: dict[NodeRef, QPushButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_biomarkers(self, case: Case) -> None:
        empty_layout(self._column)
        self._buttons = {}
        if case.genome is None:
            return
        for assessment in Assessment:
            markers = [marker for marker in case.biomarkers if marker.assessment is assessment]
            if markers:
                self._column.addWidget(self._group(assessment, markers))

    def _group(self, assessment: Assessment, markers: list[Biomarker]) -> QWidget:
        theme = self._context.theme.theme
        found = assessment is Assessment.FOUND
        holder = QWidget()
        holder.setObjectName(f"genome.biomarkers.{assessment.value}")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX * 2)
        mark = text_label("", wrap=False)
        mark.setPixmap(icon_pixmap(_ICONS[assessment], theme.caution if found else theme.quiet))
        mark.setContentsMargins(0, 3 if found else 1, 0, 0)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        name = text_label(terms.assessment(assessment), "heading" if found else "quiet", wrap=False)
        name.setContentsMargins(0, 3 if found else 0, 0, 0)
        name.setMinimumWidth(name.fontMetrics().horizontalAdvance("M") * 11)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        if not found:
            local = self._context.texts.local
            words = text_label(self._context.texts.join(local(marker.title) for marker in markers), "quiet")
            words.setToolTip(
                "\n".join(
                    f"{local(marker.title)}: {self._reasons(marker)}" for marker in markers if marker.reasons
                )
            )
            row.addWidget(words, 1)
            return holder
        flow_holder = QWidget()
        flow = FlowLayout(flow_holder, spacing_px=GRID_PX)
        for marker in markers:
            flow.addWidget(self._button(marker))
        row.addWidget(flow_holder, 1)
        return holder

    def _reasons(self, marker: Biomarker) -> str:
        return self._context.texts.join(self._context.texts.of(code) for code in marker.reasons)

    def _button(self, marker: Biomarker) -> QPushButton:
        theme = self._context.theme.theme
        words = self._context.texts.local(marker.title)
        unknown = marker.origin is VariantOrigin.UNKNOWN
        origin = terms.origin(Origin.UNKNOWN) if unknown else terms.variant_origin(marker.origin)
        button = QPushButton(f"{words} ({origin})")
        button.setObjectName(f"genome.biomarker.{marker.id}")
        button.setIcon(tinted_icon("biomarker_found", theme.caution))
        button.setToolTip(self._context.texts.of(marker.basis) if marker.basis else words)
        node = NodeRef(NodeKind.VARIANT, marker.variants[0]) if marker.variants else None
        if node is not None:
            button.clicked.connect(lambda: self._context.session.selection.select(node))
            self._buttons[node] = button
        return button

    def show_focus(self, focus: NodeRef | None, related: frozenset[NodeRef]) -> None:
        """Press the buttons whose variant is selected or linked to the selection."""
        for node, button in self._buttons.items():
            button.setCheckable(True)
            button.setChecked(node == focus or node in related)
