"""Pieces that the sections of the printed report are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from pmdesk.report.case_document import CaseDocument
from pmdesk.report.pdf_type import Colour, Styles, bold, markup
from pmdesk.report.pdf_words import ReportWords

Flowables: TypeAlias = list[Any]


@dataclass(frozen=True, slots=True)
class PagePieces:
    """What every section needs, and how its headings, cells, tables and images are made.

    Parameters
    ----------
    document
        The case.
    words, styles
        Words and type of the report's language.
    images
        PNG or JPEG files or their bytes: ``"overview"``, and one by the id of a finding.
    width_pt
        Width of the text area in points.
    """

    document: CaseDocument
    words: ReportWords
    styles: Styles
    images: Mapping[str, Path | bytes]
    width_pt: float

    def heading(self, text: str) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(bold(text), self.styles.heading)

    def body(self, text: str) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(markup(text), self.styles.body)

    def small(self, text: str) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(markup(text), self.styles.small)

    def cell(self, text: str, *, head: bool = False, right: bool = False) -> Any:
        from reportlab.platypus import Paragraph

        if head:
            return Paragraph(markup(text), self.styles.cell_head_right if right else self.styles.cell_head)
        return Paragraph(markup(text), self.styles.cell_right if right else self.styles.cell)

    def rich(self, lines: Sequence[str]) -> Flowables:
        """Lines of markup, one paragraph each."""
        from reportlab.platypus import Paragraph

        return [Paragraph(line, self.styles.cell) for line in lines]

    def table(self, rows: Sequence[Sequence[Any]], shares: Sequence[float], *extra: Any) -> Any:
        """A ruled table with a shaded head row; ``shares`` of the text width."""
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import Table, TableStyle

        total = sum(shares)
        rule = HexColor(Colour.RULE)
        return Table(
            [list(row) for row in rows],
            colWidths=[self.width_pt * share / total for share in shares],
            repeatRows=1,
            style=TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), HexColor(Colour.SHADE)),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.5, rule),
                    ("LINEABOVE", (0, 0), (-1, 0), 0.8, HexColor(Colour.ACCENT)),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 4),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
                    *extra,
                ]
            ),
        )

    def boxed(self, content: Flowables) -> Any:
        """An amber box: what a reader must not overlook."""
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import Table, TableStyle

        return Table(
            [[content]],
            colWidths=[self.width_pt],
            spaceBefore=4,
            spaceAfter=4,
            style=TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, -1), HexColor(Colour.WARNING_FILL)),
                    ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(Colour.WARNING_EDGE)),
                    ("LEFTPADDING", (0, 0), (-1, -1), 9),
                    ("TOPPADDING", (0, 0), (-1, -1), 4),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
                ]
            ),
        )

    def image(self, key: str, largest_width_pt: float, largest_height_pt: float) -> Any | None:
        """The image of that key, as large as fits; None when there is none."""
        from reportlab.lib.utils import ImageReader
        from reportlab.platypus import Image

        content = self.images.get(key)
        if content is None:
            return None
        source = BytesIO(content) if isinstance(content, bytes) else str(content)
        width, height = ImageReader(source).getSize()
        scale = min(largest_width_pt / width, largest_height_pt / height)
        if isinstance(source, BytesIO):
            source.seek(0)
        return Image(source, width * scale, height * scale, hAlign="LEFT")

    def facts(self, rows: Sequence[tuple[str, str]], width_pt: float) -> Any:
        """A two-column list of names and values; the first row is its head."""
        from reportlab.lib.colors import HexColor
        from reportlab.platypus import Paragraph, Table, TableStyle

        (head, _), *rest = rows
        cells: list[list[Any]] = [[Paragraph(bold(head), self.styles.cell), ""]]
        cells += [[self.cell(name, head=True), self.cell(value)] for name, value in rest]
        return Table(
            cells,
            colWidths=[width_pt * 0.27, width_pt * 0.73],
            style=TableStyle(
                [
                    ("SPAN", (0, 0), (1, 0)),
                    ("LINEABOVE", (0, 0), (-1, 0), 0.8, HexColor(Colour.ACCENT)),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(Colour.RULE)),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 2),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 2),
                    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ]
            ),
        )
