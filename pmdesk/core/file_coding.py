"""The encoding of a large text file, found by reading it once: stated by its first bytes, UTF-8, or surely GB18030.

A file that could be read in several ways is refused, since a wrong guess changes names without a word. GB18030 takes
almost any bytes: it is believed only where the characters are those of GB 2312 (1980), as practically all characters of
Chinese tables are, and no other reading is as likely.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.separated_text import TextCoding, marked_coding

_CHUNK = 1 << 20
_USUAL = 0.9
"""Share of the characters beyond ASCII that GB 2312 holds, from which a text is taken for Chinese."""

_EVERYDAY = 0.9
"""Share of them in its first level (3,755 characters of everyday use) where Big5 would read the bytes as well."""

_LONE_IN_WORD = re.compile(
    r"(?<=[A-Za-z])[^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f](?=[A-Za-z])"
)
"""One character beyond ASCII at a Latin letter: what Größe in a Western encoding looks like when read as GB18030."""

_RUN = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class FoundCoding:
    """``is_stated`` is True for a byte order mark and for what the user says."""

    coding: TextCoding
    is_stated: bool = False

    @property
    def codec(self) -> str:
        """Python's name of the codec that leaves a byte order mark out."""
        return "utf-8-sig" if self.coding is TextCoding.UTF_8 else self.coding.value


def find_coding(path: Path, chosen: TextCoding | None = None) -> FoundCoding:
    """The encoding of a text file.

    Parameters
    ----------
    chosen
        What the user states; it is taken as it is.

    Raises
    ------
    InputError
        ``TABLE_ENCODING_UNSURE`` with ``found``, the readings that are possible; ``TABLE_NOT_TEXT``.
    OSError
        The file cannot be read.
    """
    if chosen is not None:
        return FoundCoding(chosen, is_stated=True)
    with path.open("rb") as file:
        begin = file.read(4096)
        marked = marked_coding(begin)
        if marked is not None:
            return FoundCoding(marked, is_stated=True)
        if b"\0" in begin:
            raise _without_text(begin, path)
        file.seek(0)
        if _decodes(file, "utf-8"):
            return FoundCoding(TextCoding.UTF_8)
        found = [name for name in ("gb18030", "big5") if file.seek(0) == 0 and _decodes(file, name)]
        file.seek(0)
        if "gb18030" in found and _is_surely_chinese(file, is_big5="big5" in found):
            return FoundCoding(TextCoding.GB18030)
    raise InputError(
        ErrorCode.TABLE_ENCODING_UNSURE, path=str(path), found=", ".join([*found, "windows-1252"])
    )


def _decodes(file: BinaryIO, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)("strict")
    is_between = False
    try:
        while chunk := file.read(_CHUNK):
            if is_between or not chunk.isascii():
                decoder.decode(chunk)
                is_between = bool(decoder.getstate()[0])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_surely_chinese(file: BinaryIO, *, is_big5: bool) -> bool:
    decoder = codecs.getincrementaldecoder("gb18030")("strict")
    usual = everyday = beyond = lone = runs = 0
    while chunk := file.read(_CHUNK):
        text = decoder.decode(chunk)
        lone += len(_LONE_IN_WORD.findall(text))
        for run in _RUN.findall(text):
            runs += 1
            beyond += len(run)
            for character in run:
                level = _gb2312_level(character)
                usual += level > 0
                everyday += level == 1
    if not beyond or lone * 2 > runs:
        return False
    return usual / beyond >= _USUAL and (not is_big5 or everyday / beyond >= _EVERYDAY)


def _gb2312_level(character: str) -> int:
    """1 for the characters of everyday use and for marks, 2 for rarer ones, 0 for those that GB 2312 has not."""
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0
    # rows 1 and 3 hold marks and full-width letters, rows 16 to 55 the first level
    return 1 if lead in (0xA1, 0xA3) or 0xB0 <= lead <= 0xD7 else 2


def _without_text(begin: bytes, path: Path) -> InputError:
    """The error for bytes that hold zeros: UTF-16 without its mark has them in every other place."""
    pairs = begin[: len(begin) // 2 * 2]
    few, many = sorted((pairs[0::2].count(0), pairs[1::2].count(0)))
    if few == 0 and many * 20 > len(pairs) // 2:
        return InputError(ErrorCode.TABLE_ENCODING_UNSURE, path=str(path), found="utf-16-le, utf-16-be")
    return InputError(ErrorCode.TABLE_NOT_TEXT, path=str(path))
