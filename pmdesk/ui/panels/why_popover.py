"""The one answer to "why?": what a statement rests on, what rests on it, by whom, and what it is not for."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.evidence import Evidence, EvidenceEdge, NodeKind, NodeRef, Relation
from pmdesk.core.ids import FindingId, OptionId, RiskId, VariantId
from pmdesk.core.provenance import Origin
from pmdesk.core.texts import LocalizedText
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.card_list import evidence_text
from pmdesk.ui.panels.malignancy_words import (
    malignancy_model,
    malignancy_not_for,
    malignancy_source,
    malignancy_statement,
)
from pmdesk.ui.panels.node_words import describe
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import score
from pmdesk.ui.widgets.icons import icon_pixmap, tinted_icon
from pmdesk.ui.widgets.labels import LinkLabel, text_label

_WIDTH_PX, _HEIGHT_PX, _SCROLL_BAR_PX = 400, 560, 10
_CAN_JUMP = {
    NodeKind.FINDING,
    NodeKind.RISK,
    NodeKind.OPTION,
    NodeKind.VARIANT,
    NodeKind.RECORD_FIELD,
    NodeKind.OBSERVATION,
    NodeKind.CONDITION,
    NodeKind.MEDICATION,
}


class WhyPopover(QFrame):
    """Opens beside whatever asked; Esc closes it, Tab walks its links."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("why")
        self._context = context
        self._node: NodeRef | None = None
        self._lines: list[str] = []
        self._title = text_label("", "heading", name="why.title")
        self._copy = QToolButton()
        self._copy.setObjectName("why.copy")
        self._copy.clicked.connect(self.copy)
        context.access.govern(Deed.EXPORT, self._copy)
        self._close = QToolButton()
        self._close.setObjectName("why.close")
        self._close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.setSpacing(GRID_PX)
        head.addWidget(self._title, 1)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 2, GRID_PX * 3)
        column.setSpacing(GRID_PX * 2)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        self._new_body()
        context.signals.why_requested.connect(self.open_for)
        self.retranslate()

    def open_for(self, node: NodeRef, place: QPoint) -> None:
        """Show why ``node`` stands, at a global position, wholly on its screen."""
        self._node = node
        self._fill()
        inside = self._inside
        inside.setFixedWidth(_WIDTH_PX - GRID_PX * 6 - _SCROLL_BAR_PX)
        height = (
            inside.heightForWidth(inside.width())
            if inside.hasHeightForWidth()
            else inside.sizeHint().height()
        )
        title = self._title.heightForWidth(_WIDTH_PX - 100)
        wanted = QSize(_WIDTH_PX, min(_HEIGHT_PX, height + max(title, 28) + GRID_PX * 9))
        self.setGeometry(on_screen(place, wanted, left_of=_edge_of_dock(place)))
        self.show()
        self._copy.setFocus(Qt.FocusReason.PopupFocusReason)

    def copy(self) -> None:
        """The whole answer as plain text to the clipboard."""
        QGuiApplication.clipboard().setText(self.plain_text())

    def plain_text(self) -> str:
        return "\n".join(self._lines) + "\n"

    # content

    def _new_body(self) -> None:
        self._inside = QWidget()
        self._body = QVBoxLayout(self._inside)
        self._body.setContentsMargins(0, 0, GRID_PX, 0)
        self._body.setSpacing(GRID_PX)
        self._area.setWidget(self._inside)

    def _fill(self) -> None:
        node = self._node
        if node is None:
            return
        theme, session = self._context.theme.theme, self._context.session
        self.setStyleSheet(
            f"#why {{ background: {theme.raised}; border: 1px solid {theme.quiet}; border-radius: 4px; }}"
            "#why QScrollArea, #why QScrollArea > QWidget > QWidget { background: transparent; }"
        )
        self._copy.setIcon(tinted_icon("copy", theme.text))
        self._close.setIcon(tinted_icon("cross", theme.text))
        self._new_body()
        self._lines = []
        words = describe(session.case, self._context.texts, node)
        self._title.setText(words.line)
        self._lines.append(words.line)
        for text in self._statements(node):
            self._text(text)
        reasons = session.links.why(node)
        for_it = [edge for edge in reasons if edge.relation is not Relation.CONTRADICTS]
        against = [edge for edge in reasons if edge.relation is Relation.CONTRADICTS]
        if for_it:
            self._section(self.tr("Rests on"))
            for edge in for_it:
                self._fact(edge.source, edge)
        if against:
            self._section(self.tr("Speaks against it"))
            for edge in against:
                self._fact(edge.source, edge, icon="caution")
        used = session.links.used_by(node)
        if used:
            self._section(self.tr("Used by"))
            for edge in used:
                self._fact(edge.target, None)
        if not reasons and not used:
            self._text(
                self.tr("Nothing in this case rests on it, and it rests on nothing else here."), "quiet"
            )
        self._made_by(node)
        self._body.addStretch(1)

    def _statements(self, node: NodeRef) -> list[str]:
        case, local = self._context.session.case, self._context.texts.local
        match node.kind:
            case NodeKind.RISK if (risk := case.risk(RiskId(node.key))) is not None:
                parts = (risk.outcome, risk.category_text, risk.management, *risk.reasons)
                return [local(text) for text in parts if text is not None]
            case NodeKind.OPTION if (option := case.option(OptionId(node.key))) is not None:
                return [local(option.rationale)] + [
                    self.tr("Not known: {what}").format(what=local(text)) for text in option.missing
                ]
            case NodeKind.FINDING if (finding := case.finding(FindingId(node.key))) is not None:
                told = [terms.review_status(finding.status)]
                if finding.detection is not None:
                    told.append(self.tr("Model score {score}").format(score=score(finding.detection.value)))
                told += malignancy_statement(finding)
                if finding.comment:
                    told.append(finding.comment)
                return told
            case NodeKind.VARIANT if case.genome and (call := case.genome.call(VariantId(node.key))):
                place = f"{call.chromosome}:{call.position} {call.reference}>{call.alternate}"
                told = [f"{place}, {case.genome.build}", terms.variant_origin(call.origin)]
                if call.clinical_significance:
                    told.append(self.tr("In the file: {words}").format(words=call.clinical_significance))
                return told
        return []

    def _made_by(self, node: NodeRef) -> None:
        case = self._context.session.case
        evidence: tuple[Evidence, ...] = ()
        not_for: tuple[LocalizedText, ...] = ()
        made = ""
        match node.kind:
            case NodeKind.RISK if (risk := case.risk(RiskId(node.key))) is not None:
                evidence, not_for = risk.evidence, risk.not_for
                made = self.tr("Model {model}, version {version}").format(
                    model=risk.model_id, version=risk.model_version
                )
            case NodeKind.OPTION if (option := case.option(OptionId(node.key))) is not None:
                evidence, not_for = option.evidence, option.not_for
                made = self.tr("Rule {rule}, knowledge table {version}").format(
                    rule=option.rule_id, version=option.knowledge_version
                )
            case NodeKind.FINDING if (finding := case.finding(FindingId(node.key))) and finding.detection:
                provenance = finding.detection.provenance
                made = self.tr("Model {model}, version {version}, on {device}, {time}").format(
                    model=provenance.model.model_id,
                    version=provenance.model.version,
                    device=provenance.device,
                    time=provenance.created_at.strftime("%Y-%m-%d %H:%M"),
                )
        judged_by, limits = "", tuple(self._context.texts.local(text) for text in not_for)
        if node.kind is NodeKind.FINDING and (finding := case.finding(FindingId(node.key))):
            judged_by = malignancy_model(finding)
            evidence, limits = malignancy_source(finding), malignancy_not_for(finding)
        if made or judged_by:
            self._section(self.tr("Made by"))
            for line in filter(None, (made, judged_by)):
                self._text(line)
        if evidence:
            self._section(self.tr("Source"))
            for item in evidence:
                self._text(evidence_text(item, self._context))
                if item.level or item.as_of:
                    words = (
                        self.tr("Level {level}, checked {date}") if item.level else self.tr("Checked {date}")
                    )
                    self._text(words.format(level=item.level, date=item.as_of or terms.not_known()), "quiet")
        if limits:
            self._section(self.tr("Not for"))
            for text in limits:
                self._text(text)

    def _section(self, title: str) -> None:
        self._lines += ["", title]
        label = text_label(title, "quiet")
        label.setContentsMargins(0, GRID_PX * 2, 0, 0)
        self._body.addWidget(label)

    def _text(self, text: str, role: str = "") -> None:
        self._lines.append(text)
        self._body.addWidget(text_label(text, role))

    def _fact(self, node: NodeRef, edge: EvidenceEdge | None, icon: str = "next") -> None:
        texts, theme = self._context.texts, self._context.theme.theme
        line = self._trigger_words(node) or describe(self._context.session.case, texts, node).line
        if edge is not None and edge.relation is Relation.FOUND_BY and edge.value:
            line = edge.value
        if edge is not None and edge.target.kind is NodeKind.RISK:
            line = self._header_words(node, edge.target) or line
        self._lines.append(f"- {line}")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX + 2)
        mark = text_label("", wrap=False)
        mark.setPixmap(icon_pixmap(icon, theme.caution if icon == "caution" else theme.quiet, 14))
        mark.setContentsMargins(0, 2, 0, 0)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        if node.kind in _CAN_JUMP:
            link = LinkLabel(line)
            link.activated.connect(lambda: self._jump(node))
            row.addWidget(link, 1)
        else:
            row.addWidget(text_label(line), 1)
        self._body.addWidget(holder)

    def _header_words(self, source: NodeRef, risk_node: NodeRef) -> str:
        """Words of an input that came from the image headers and not from the record; else empty."""
        risk = self._context.session.case.risk(RiskId(risk_node.key))
        for used in risk.inputs if risk is not None else ():
            if used.ref == source and used.origin is Origin.HEADER:
                texts = self._context.texts
                value = (
                    texts.local(used.value_text) if used.value_text else f"{used.value} {used.unit}".strip()
                )
                return f"{texts.local(used.label)}: {value} ({terms.origin(used.origin)})"
        return ""

    def _trigger_words(self, source: NodeRef) -> str:
        """The statement of an option's rule about ``source``, which says more than its bare name."""
        if self._node is None or self._node.kind is not NodeKind.OPTION:
            return ""
        option = self._context.session.case.option(OptionId(self._node.key))
        if option is None:
            return ""
        said = next((item for item in (*option.triggers, *option.cautions) if item.ref == source), None)
        return self._context.texts.local(said.statement) if said else ""

    def _jump(self, node: NodeRef) -> None:
        self.close()
        self._context.signals.navigate_requested.emit(node)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Why?"))
        for button, text in ((self._copy, self.tr("Copy")), (self._close, self.tr("Close"))):
            button.setToolTip(text)
            button.setAccessibleName(text)
        if self.isVisible():
            self._fill()


def _edge_of_dock(place: QPoint) -> int | None:
    """Left edge of the dock that is asked from; None where the question came from elsewhere."""
    widget = QApplication.widgetAt(place - QPoint(0, 1))
    while widget is not None and not isinstance(widget, QDockWidget):
        widget = widget.parentWidget()
    return None if widget is None else widget.mapToGlobal(QPoint(0, 0)).x()


def on_screen(place: QPoint, size: QSize, *, left_of: int | None = None) -> QRect:
    """A rectangle of ``size`` at ``place``, moved so that it lies wholly on the screen there.

    Parameters
    ----------
    left_of
        Where there is no room at ``place``, it ends before this x, so that what was asked about stays in sight.
    """
    screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
    free = screen.availableGeometry()
    size = QSize(min(size.width(), free.width()), min(size.height(), free.height()))
    left = place.x()
    if left > free.right() - size.width():
        left = free.right() - size.width()
        if left_of is not None and left_of - size.width() - GRID_PX >= free.left():
            left = left_of - size.width() - GRID_PX
    left = max(free.left(), left)
    top = max(free.top(), min(place.y(), free.bottom() - size.height()))
    return QRect(QPoint(left, top), size)
