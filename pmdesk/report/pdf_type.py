"""Type of the printed report: fonts, colours and paragraph styles."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pmdesk.core.texts import Language

LATIN = "Helvetica"
LATIN_BOLD = "Helvetica-Bold"

# TrueType outlines only: reportlab cannot embed CFF (Noto and Source Han come as CFF). File and index in it.
_CJK_FILES = (
    ("wqy-microhei.ttc", 0),
    ("msyh.ttc", 0),
    ("Deng.ttf", 0),
    ("simhei.ttf", 0),
    ("STHeiti Light.ttc", 0),
    ("wqy-zenhei.ttc", 0),
    ("simsun.ttc", 0),
    ("Arial Unicode.ttf", 0),
    ("DroidSansFallbackFull.ttf", 0),
)
_FIRST_CJK = 0x2E80
"""Unicode blocks from CJK Radicals Supplement on are East Asian."""

_EMBEDDED_NAME = "PmdeskCJK"
_NOT_EMBEDDED_NAME = "STSong-Light"


def _font_folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library" / "Fonts")
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path.home() / ".local" / "share" / "fonts",
        Path.home() / ".fonts",
    )


def _system_font_files(folders: Iterable[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in folders:
        for suffix in ("*.ttc", "*.ttf", "*.TTC", "*.TTF"):
            for path in sorted(folder.rglob(suffix)):
                found.setdefault(path.name.lower(), path)
    return found


@cache
def cjk_font() -> str:
    """Name of the font for characters outside Latin-1: one of this system, embedded, else Adobe's Song by name.

    The latter is not embedded; viewers bring their own.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    files = _system_font_files(_font_folders())
    for name, index in _CJK_FILES:
        path = files.get(name.lower())
        if path is None:
            continue
        try:
            pdfmetrics.registerFont(TTFont(_EMBEDDED_NAME, str(path), subfontIndex=index))
        except (TTFError, OSError):
            continue
        pdfmetrics.registerFontFamily(
            _EMBEDDED_NAME,
            normal=_EMBEDDED_NAME,
            bold=_EMBEDDED_NAME,
            italic=_EMBEDDED_NAME,
            boldItalic=_EMBEDDED_NAME,
        )
        return _EMBEDDED_NAME
    pdfmetrics.registerFont(UnicodeCIDFont(_NOT_EMBEDDED_NAME))
    return _NOT_EMBEDDED_NAME


def is_latin(character: str) -> bool:
    """True when Helvetica's encoding in PDF (WinAnsi) has the character."""
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def has_cjk_glyph(character: str) -> bool:
    """True when the CJK font draws the character; of Adobe's Song, which is not at hand, that is taken as given."""
    from reportlab.pdfbase import pdfmetrics

    glyphs = getattr(pdfmetrics.getFont(cjk_font()).face, "charToGlyph", None)
    return glyphs is None or ord(character) in glyphs


def font_runs(text: str) -> tuple[tuple[str, str], ...]:
    """The text cut into (font, part): Helvetica where it has the characters, else the CJK font.

    What neither has (the minus sign and "at least" in some CJK fonts) is left to Helvetica, where reportlab takes
    Symbol in its stead: a minus sign must never be lost.
    """

    def goes_to_latin(character: str) -> bool:
        return is_latin(character) or not has_cjk_glyph(character)

    return tuple(
        (LATIN if in_latin else cjk_font(), "".join(characters))
        for in_latin, characters in groupby(text, key=goes_to_latin)
    )


def markup(text: object) -> str:
    """Paragraph markup of a plain text, with the font of each part."""
    parts: list[str] = []
    for font, part in font_runs(str(text)):
        safe = escape(part).replace("\n", "<br/>")
        parts.append(safe if font == LATIN else f'<font name="{font}">{safe}</font>')
    return "".join(parts)


def bold(text: object) -> str:
    """Bold, unless the text is Chinese: the CJK fonts have one weight, and bold Latin among it looks torn."""
    chinese = any(ord(character) >= _FIRST_CJK for character in str(text))
    return markup(text) if chinese else f"<b>{markup(text)}</b>"


def coloured(text: object, colour: str) -> str:
    return f'<font color="{colour}">{markup(text)}</font>'


def quiet(text: object) -> str:
    """Smaller and greyer than the text around it."""
    return f'<font color="{Colour.MUTED}" size="7.3">{markup(text)}</font>'


class Colour:
    """Colours of the page, as hexadecimal RGB."""

    INK = "#16222d"
    MUTED = "#566573"
    RULE = "#cfd8e0"
    SHADE = "#eef3f7"
    ACCENT = "#0b4f78"
    WARNING = "#7a4b00"
    WARNING_FILL = "#fff5e0"
    WARNING_EDGE = "#e09a1a"


@dataclass(frozen=True, slots=True)
class Styles:
    """Paragraph styles of one language."""

    title: Any
    subtitle: Any
    heading: Any
    subheading: Any
    body: Any
    small: Any
    cell: Any
    cell_head: Any
    cell_right: Any
    cell_head_right: Any
    result: Any
    banner: Any


def _forbid_punctuation_at_line_starts() -> None:
    """Reportlab knows the Japanese marks that may not begin a line; Chinese ones are added once."""
    from reportlab.platypus import paragraph

    missing = "".join(mark for mark in "，；：！？”’》…" if mark not in paragraph.ALL_CANNOT_START)
    paragraph.ALL_CANNOT_START += missing


def styles_for(language: Language) -> Styles:
    """Chinese has no spaces to break lines at and needs a little more leading."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    chinese = language is Language.CHINESE
    if chinese:
        _forbid_punctuation_at_line_starts()
    strong = LATIN if chinese else LATIN_BOLD
    stretch = 1.5 if chinese else 1.34

    def style(name: str, size: float, colour: str = Colour.INK, **more: Any) -> Any:
        return ParagraphStyle(
            name,
            fontName=more.pop("font", LATIN),
            fontSize=size,
            leading=size * stretch,
            textColor=HexColor(colour),
            wordWrap="CJK" if chinese else None,
            **more,
        )

    return Styles(
        title=style("title", 18, Colour.ACCENT, font=strong),
        subtitle=style("subtitle", 9.5, Colour.MUTED),
        heading=style(
            "heading", 12, Colour.ACCENT, font=strong, spaceBefore=12, spaceAfter=3, keepWithNext=1
        ),
        subheading=style("subheading", 9.5, font=strong, spaceBefore=6, spaceAfter=3, keepWithNext=1),
        body=style("body", 9, spaceAfter=3),
        small=style("small", 7.5, Colour.MUTED, spaceBefore=2, spaceAfter=3),
        cell=style("cell", 8.2),
        cell_head=style("cell_head", 7.4, Colour.MUTED),
        cell_right=style("cell_right", 8.2, alignment=TA_RIGHT),
        cell_head_right=style("cell_head_right", 7.4, Colour.MUTED, alignment=TA_RIGHT),
        result=style("result", 11.5, font=LATIN_BOLD),
        banner=style("banner", 9, Colour.WARNING),
    )
