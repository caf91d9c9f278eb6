"""The report tab: what the report would say now, and what keeps out of it."""

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Finding, ReviewStatus
from pmdesk.core.person_names import person_name
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.services.changes import OpChanges
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.findings_model import finding_node, malignancy_text, status_text, texture_text
from pmdesk.ui.panels.case_panel import CasePanel
from pmdesk.ui.panels.node_words import describe, is_short_category, risk_value
from pmdesk.ui.theme import BASE_FONT_PX, GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import (
    cubic_millimetres,
    day,
    hounsfield,
    millimetres,
    percent_range,
)
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import EmptyState, NoticeBar


class ReportPanel(CasePanel):
    """Preview of the report; only accepted and edited findings, and what follows from them, are in it.

    Signals
    -------
    save_pdf_requested()
    save_case_requested()
    """

    save_pdf_requested = Signal()
    save_case_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("report")
        self._unreviewed = NoticeBar()
        self._unreviewed.setObjectName("report.unreviewed")
        self._review = QPushButton()
        self._review.setObjectName("report.review")
        self._review.clicked.connect(self._go_to_unreviewed)
        self._unreviewed.add(self._review)
        self._pdf = QPushButton()
        self._pdf.setObjectName("report.save_pdf")
        self._pdf.clicked.connect(self.save_pdf_requested)
        self._case = QPushButton()
        self._case.setObjectName("report.save_case")
        self._case.clicked.connect(self.save_case_requested)
        context.access.govern(Deed.EXPORT, self._pdf, self._case)
        self._page = QTextBrowser()
        self._page.setObjectName("report.preview")
        self._page.setOpenLinks(False)
        self._page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._page.anchorClicked.connect(self._follow)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX * 2)
        buttons.addWidget(self._pdf)
        buttons.addWidget(self._case)
        buttons.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, 0)
        top.setSpacing(GRID_PX * 2)
        top.addLayout(buttons)
        top.addWidget(self._unreviewed)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._page, 1)
        self._empty = EmptyState()
        self._empty.setObjectName("report.empty")
        self._empty.add_button("images", "report.open_images")
        self._empty.add_button("demo", "report.open_demo")
        self._empty.activated.connect(context.signals.open_requested)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.start()

    @property
    def preview_text(self) -> str:
        return self._page.toPlainText()

    def refresh(self, changes: OpChanges) -> None:
        case = self.case
        if case.volume is None and case.record is None and case.genome is None:
            self._pages.setCurrentIndex(1)
            return
        self._pages.setCurrentIndex(0)
        waiting = sum(item.status is ReviewStatus.UNREVIEWED for item in case.findings)
        self._unreviewed.setVisible(waiting > 0)
        self._unreviewed.set_text(
            self.tr("Not reviewed, so not in the report: {count}").format(count=waiting)
        )
        place = self._page.verticalScrollBar().value()
        self._page.setHtml(self._html())
        self._page.verticalScrollBar().setValue(place)

    def _go_to_unreviewed(self) -> None:
        waiting = next((f for f in self.case.findings if f.status is ReviewStatus.UNREVIEWED), None)
        if waiting is not None:
            self.context.signals.navigate_requested.emit(finding_node(waiting))

    def _follow(self, url: QUrl) -> None:
        kind, _, key = url.toString().partition(":")
        self.context.signals.navigate_requested.emit(NodeRef(NodeKind(kind), key))

    # the page

    def _html(self) -> str:
        theme = self.theme
        parts = [
            self._patient(),
            self._warnings(),
            self._findings(),
            self._risks(),
            self._options(),
            self._made(),
        ]
        return (
            f"<html><head><style>"
            f"body {{ color: {theme.text}; font-size: {BASE_FONT_PX}px; }}"
            f".title {{ font-size: {BASE_FONT_PX + 2}px; font-weight: 600; margin-top: 18px; margin-bottom: 4px; }}"
            f"p {{ margin-top: 2px; margin-bottom: 2px; }} .option {{ margin-top: 8px; }}"
            f".part {{ color: {theme.quiet}; font-weight: 600; margin-top: 8px; }}"
            f"a {{ color: {theme.accent}; text-decoration: none; }}"
            f"th {{ color: {theme.quiet}; font-weight: normal; }} .quiet {{ color: {theme.quiet}; }}"
            f".caution {{ color: {theme.caution}; }}"
            f"</style></head><body>{''.join(parts)}</body></html>"
        )

    def _patient(self) -> str:
        case, description = self.case, self.case.description
        demographics = case.record.demographics if case.record and case.record_confirmed else None
        image = description.patient if description else None
        name = (demographics.name if demographics else "") or (image.name if image else "")
        number = (demographics.patient_id if demographics else "") or (image.patient_id if image else "")
        lines = [f"<p><b>{escape(person_name(name) or terms.not_known())}</b> &nbsp; {escape(number)}</p>"]
        if description is not None:
            study = f"{day(description.study_date)} {description.study_description}".strip()
            lines.append(f"<p class='quiet'>{escape(study)}</p>")
        if case.is_synthetic:
            words = self.tr("Synthetic patient: not a real person")
            lines.append(f"<p class='caution'>▲ {escape(words)}</p>")
        return _heading(self.tr("Patient")) + "".join(lines)

    def _warnings(self) -> str:
        texts = self.context.texts
        lines = [texts.of(item.code, **dict(item.params)) for item in self.case.warnings]
        if not self.case.record_confirmed:
            lines.append(self.tr("The record may belong to another patient; nothing of it is used"))
        if not lines:
            return ""
        body = "".join(f"<p class='caution'>▲ {escape(line)}</p>" for line in lines)
        return _heading(self.tr("Warnings")) + body

    def _findings(self) -> str:
        case = self.case
        reported = [item for item in case.findings if item.is_reportable]
        title = _heading(self.tr("Findings"))
        if case.hidden_findings:
            words = self.tr(
                "Marks of the model below its operating point, not looked at and not listed: {count}"
            )
            title += f"<p class='quiet'>{escape(words.format(count=len(case.hidden_findings)))}</p>"
        if reported:
            return title + self._findings_table(reported)
        if case.volume is None:
            words = self.tr("No images open")
        elif case.analysis is None:
            words = self.tr("Not analysed")
        elif case.findings:
            words = self.tr("No accepted finding yet")
        else:
            words = self.tr("No nodule found by {model}; this does not exclude nodules").format(
                model=case.analysis.model.model_id
            )
        return f"{title}<p class='quiet'>{escape(words)}</p>"

    def _findings_table(self, findings: list[Finding]) -> str:
        head = (
            (self.tr("No."), "left"), (self.tr("Location"), "left"), (self.tr("Long × short, mm"), "right"),
            (self.tr("Volume, mm³"), "right"), (self.tr("Density, HU"), "right"), (self.tr("Type"), "left"),
            (self.tr("Malignancy, %"), "right"), (self.tr("Review"), "left"), (self.tr("Remark"), "left"),
        )  # fmt: skip
        rows = ["<tr>" + "".join(f"<th align='{side}'>{escape(text)}</th>" for text, side in head) + "</tr>"]
        for item in findings:
            size = item.measurement
            cells = (
                _link(finding_node(item), str(item.number)),
                escape(terms.location_long(item.location)),
                f"{millimetres(size.long_axis_mm)} × {millimetres(size.short_axis_mm)}" if size else "–",
                cubic_millimetres(size.volume_mm3 if size else None),
                hounsfield(size.mean_hu if size else None),
                escape(texture_text(item)),
                escape(malignancy_text(item)),
                escape(status_text(item)),
                escape(item.comment),
            )
            rows.append(
                "<tr>"
                + "".join(
                    f"<td align='{side}'>{cell}</td>" for cell, (_text, side) in zip(cells, head, strict=True)
                )
                + "</tr>"
            )
        table = f"<table cellspacing='0' cellpadding='4'>{''.join(rows)}</table>"
        if any(item.texture.is_estimate for item in findings):
            words = self.tr("≈ estimate of a model or a computation that nobody has confirmed")
            table += f"<p class='quiet'>{escape(words)}</p>"
        if any(item.characterisation is not None for item in findings):
            words = self.tr(
                "Malignancy: what four radiologists would rate, estimated by a model; no pathology was seen. "
                "– not judged, which is not the same as benign"
            )
            table += f"<p class='quiet'>{escape(words)}</p>"
        return table

    def _risks(self) -> str:
        reported = {finding_node(item) for item in self.case.findings if item.is_reportable}
        risks = [
            item
            for item in self.case.risks
            if item.subject in reported
            or (item.subject.kind is NodeKind.PATIENT and item.state is RiskState.COMPUTED)
        ]
        if not risks:
            return ""
        lines: list[str] = []
        subject: NodeRef | None = None
        for item in risks:
            if item.subject != subject:
                subject = item.subject
                lines.append(f"<p class='part'>{escape(self._subject(subject))}</p>")
            lines.append(self._risk(item))
        return _heading(self.tr("Risk and follow-up")) + "".join(lines)

    def _subject(self, subject: NodeRef) -> str:
        if subject.kind is NodeKind.FINDING:
            return describe(self.case, self.context.texts, subject).title
        return self.tr("Patient")

    def _risk(self, risk: RiskScore) -> str:
        texts = self.context.texts
        said = risk_value(risk, texts)
        if is_short_category(risk.category) and risk.category_text is not None and said != risk.category:
            said = terms.titled(risk.category, said)
        value = f"<b>{escape(said)}</b>"
        if risk.state is RiskState.NOT_APPLICABLE:
            value = f"<span class='quiet'>{escape(said)}</span>"
        if risk.state is RiskState.COMPUTED and risk.probability is not None:
            interval = (
                self.tr("95 % interval {range}").format(range=percent_range(risk.interval))
                if risk.interval
                else self.tr("no published interval")
            )
            value = f"{value} <span class='quiet'>{escape(interval)}</span>"
        if risk.state is RiskState.INCOMPLETE:
            missing = texts.join(texts.local(item.label) for item in risk.missing)
            words = self.tr("incomplete, missing: {fields}").format(fields=missing)
            value = f"<span class='caution'>▲ {escape(words)}</span>"
        link = _link(NodeRef(NodeKind.RISK, risk.id), texts.local(risk.title))
        line = f"<p>{link} &nbsp;{value}</p>"
        if risk.management is not None:
            line += f"<p>{escape(texts.local(risk.management))}</p>"
        return line

    def _options(self) -> str:
        if not self.case.options:
            return ""
        local = self.context.texts.local
        lines = []
        for option in self.case.options:
            link = _link(NodeRef(NodeKind.OPTION, option.id), local(option.title))
            kind = terms.option_kind(option.kind)
            if self.case.rests_on_unreviewed(option):
                kind = self.tr("{kind}; rests on a finding that nobody has reviewed").format(kind=kind)
            kind = self.tr("({kind})").format(kind=kind)
            lines.append(
                f"<p class='option'>{link} <span class='quiet'>{escape(kind)}</span></p>"
                f"<p>{escape(local(option.rationale))}</p>"
            )
        words = self.tr("For discussion, not an order")
        notice = f"<p class='quiet'>{escape(words)}</p>"
        return _heading(self.tr("Options")) + notice + "".join(lines)

    def _made(self) -> str:
        lines = [self.tr("Research use only. Not a medical device.")]
        analysis = self.case.analysis
        if analysis is not None:
            lines.insert(
                0,
                self.tr("Nodules found by {model} {version} on {device}").format(
                    model=analysis.model.model_id, version=analysis.model.version, device=analysis.device
                ),
            )
            lines[1:1] = [f"+ {model.model_id} {model.version}" for model in analysis.later_models]
        body = "".join(f"<p class='quiet'>{escape(line)}</p>" for line in lines)
        return _heading(self.tr("How it was made")) + body

    # look

    def apply_theme(self, theme: Theme) -> None:
        for button in (self._pdf, self._case):
            button.setIcon(tinted_icon("export", theme.text, theme.quiet))
        self._unreviewed.apply_theme(theme)
        self._page.setStyleSheet(
            f"QTextBrowser {{ background: {theme.panel}; border: 0; padding: 0 {GRID_PX * 2}px; }}"
        )
        self.refresh(OpChanges(findings=True))

    def retranslate(self) -> None:
        self._pdf.setText(self.tr("Save report (PDF)…"))
        self._case.setText(self.tr("Save case (JSON, SEG)…"))
        self._review.setText(self.tr("Review them"))
        self._page.setAccessibleName(self.tr("Preview of the report"))
        self._page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._empty.set_texts(
            self.tr("Nothing to report yet"),
            self.tr("Open images, a record or a genome; the report fills itself"),
        )
        self._empty.set_button_text("images", self.tr("Open images"))
        self._empty.set_button_text("demo", self.tr("Open the demo patient"))
        super().retranslate()


def _heading(text: str) -> str:
    return f"<p class='title'>{escape(text)}</p>"


def _link(node: NodeRef, text: str) -> str:
    return f"<a href='{node.kind.value}:{escape(str(node.key), quote=True)}'>{escape(text)}</a>"
