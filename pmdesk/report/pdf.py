"""The printed report: A4 PDF of a case document."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.person_names import person_name
from pmdesk.core.texts import Language, Texts
from pmdesk.report.case_document import CaseDocument
from pmdesk.report.codes import ReportText as Text
from pmdesk.report.pdf_case_sections import CaseSections
from pmdesk.report.pdf_finding_sections import FindingSections
from pmdesk.report.pdf_growth_section import GrowthSection
from pmdesk.report.pdf_option_sections import OptionSections
from pmdesk.report.pdf_pieces import Flowables
from pmdesk.report.pdf_type import Colour, font_runs, styles_for
from pmdesk.report.pdf_words import ReportWords

_MM = 72 / 25.4
_SIDE_PT = 17 * _MM
_TOP_PT = 20 * _MM
_BOTTOM_PT = 22 * _MM
_FRAME_PADDING_PT = 6
"""reportlab's frames keep their content that far from the margins."""


def write_pdf(
    document: CaseDocument, path: Path, *, texts: Texts, images: Mapping[str, Path | bytes] | None = None
) -> None:
    """Write the report of a case.

    Only findings that a person accepted or edited stand in the report's findings; what nobody has reviewed stands
    in a section of its own that says so.

    Parameters
    ----------
    document
        The case.
    path
        The PDF file; it is there whole or not at all.
    texts
        Words of the language in which the report is written; `ReportText` lists the codes it needs.
    images
        PNG or JPEG files or their bytes: ``"overview"``, and one by the id of a finding.
    """
    content = pdf_bytes(document, texts=texts, images=images)
    with atomic_write(path) as temporary:
        temporary.write_bytes(content)


def pdf_bytes(
    document: CaseDocument, *, texts: Texts, images: Mapping[str, Path | bytes] | None = None
) -> bytes:
    """The report as the bytes of a PDF file (`write_pdf`)."""
    # once to count the pages, once to print their number on each
    _, pages = _built(document, texts, images or {}, 0)
    content, _ = _built(document, texts, images or {}, pages)
    return content


def _built(
    document: CaseDocument, texts: Texts, images: Mapping[str, Path | bytes], pages: int
) -> tuple[bytes, int]:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    words = ReportWords(texts)
    frame = _PageFrame(document, words, pages)
    buffer = BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=_SIDE_PT - _FRAME_PADDING_PT,
        rightMargin=_SIDE_PT - _FRAME_PADDING_PT,
        topMargin=_TOP_PT,
        bottomMargin=_BOTTOM_PT,
        title=words(Text.TITLE),
        author="pmdesk",
        subject=words(Text.RESEARCH_ONLY_EN),
        lang="zh-CN" if texts.language is Language.CHINESE else "en",
    )
    shared = (document, words, styles_for(texts.language), images, template.width - 2 * _FRAME_PADDING_PT)
    case, findings, options = CaseSections(*shared), FindingSections(*shared), OptionSections(*shared)
    story: Flowables = [
        *case.head(),
        *case.banners(),
        *case.patient_and_study(),
        *case.overview(),
        *findings.findings(),
        *findings.risks(),
        *findings.patient_risks(),
        *findings.unreviewed(),
        *GrowthSection(*shared).growth(),
        *options.options(),
        *options.genome(),
        *case.notes(),
        *case.provenance(),
    ]
    template.build(story, onFirstPage=frame.draw_first, onLaterPages=frame.draw_later)
    return buffer.getvalue(), template.page


class _PageFrame:
    """What stands on every page: whose report it is, what it is not, which model, which page."""

    def __init__(self, document: CaseDocument, words: ReportWords, pages: int) -> None:
        self._document = document
        self._words = words
        self._pages = pages

    def draw_first(self, canvas: Any, template: Any) -> None:
        self._foot(canvas, template)

    def draw_later(self, canvas: Any, template: Any) -> None:
        width, height = template.pagesize
        top = height - 12 * _MM
        self._rule(canvas, top - 5, width)
        _draw(canvas, _SIDE_PT, top, self._words(Text.TITLE), 8, Colour.ACCENT)
        _draw(canvas, width - _SIDE_PT, top, self._whose(), 8, Colour.MUTED, right=True)
        self._foot(canvas, template)

    def _whose(self) -> str:
        patient = self._document.patient
        person = patient.record if patient.record_used and patient.record is not None else patient.headers
        parts = (
            [part for part in (person_name(person.name), person.patient_id) if part]
            if person is not None
            else []
        )
        if patient.is_synthetic:
            parts.append(self._words(Text.SYNTHETIC))
        return "  ·  ".join(parts)

    def _foot(self, canvas: Any, template: Any) -> None:
        width, _ = template.pagesize
        words, run = self._words, self._document.provenance
        base = 9 * _MM
        self._rule(canvas, base + 17, width)
        both = f"{words(Text.RESEARCH_ONLY_EN)}  ·  {words(Text.RESEARCH_ONLY_ZH)}"
        _draw(canvas, _SIDE_PT, base + 8, both, 7.5, Colour.WARNING)
        model = f"pmdesk {self._document.software_version}"
        if run is not None:
            named = words(
                Text.FOOTER_MODEL, model=f"{run.model_id} {run.model_version}", hash=run.model_sha256[:12]
            )
            model = f"{named}  ·  {model}"
        _draw(canvas, _SIDE_PT, base - 2, model, 7, Colour.MUTED)
        page = words(Text.PAGE, page=canvas.getPageNumber(), pages=self._pages)
        _draw(canvas, width - _SIDE_PT, base - 2, page, 7.5, Colour.MUTED, right=True)

    def _rule(self, canvas: Any, y: float, width: float) -> None:
        from reportlab.lib.colors import HexColor

        canvas.setStrokeColor(HexColor(Colour.RULE))
        canvas.setLineWidth(0.5)
        canvas.line(_SIDE_PT, y, width - _SIDE_PT, y)


def _draw(
    canvas: Any,
    x: float,
    y: float,
    text: str,
    size: float,
    colour: str,
    *,
    right: bool = False,
) -> None:
    """One line of text on the page, in the fonts that its characters need."""
    from reportlab.lib.colors import HexColor
    from reportlab.pdfbase.pdfmetrics import stringWidth

    runs = font_runs(text)
    if right:
        x -= sum(stringWidth(part, font, size) for font, part in runs)
    canvas.setFillColor(HexColor(colour))
    for font, part in runs:
        canvas.setFont(font, size)
        canvas.drawString(x, y, part)
        x += stringWidth(part, font, size)
