"""VCF files as lines, and their headers (VCF 4.1 to 4.4); plain, gzip and BGZF, told apart by content."""

import gzip
import io
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO

from vcfpy.exceptions import VCFPyException, VCFPyWarning
from vcfpy.parser import HeaderParser

from pmdesk.core.errors import ErrorCode, FailedError, InputError

# What the library finds unusual in a file is counted here and shown; its warnings would only reach a console.
warnings.filterwarnings("ignore", category=VCFPyWarning)

_GZIP_MAGIC = b"\x1f\x8b"
_BGZF_EOF = bytes.fromhex("1f8b08040000000000ff0600424302001b0003000000000000000000")
"""The empty block that ends every complete BGZF file (SAM specification, section 4.1.2)."""

_LINE_LIMIT = 256 * 1024 * 1024
"""Longest line read, in characters; no real record comes near, a binary file without line ends does."""

_HEADER_LINE_LIMIT = 200_000
"""Most header lines read; the largest real headers (all contigs of GRCh38 with decoys) have a few thousand."""

_FOREIGN_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"BCF", "BCF"),
    (b"BAM\x01", "BAM"),
    (b"CRAM", "CRAM"),
    (b"%PDF", "PDF"),
    (b"{", "JSON"),
    (b"[", "JSON"),
    (b"<", "XML"),
    (b"@HD\t", "SAM"),
    (b"Hugo_Symbol", "MAF"),
    (b"#version 2", "MAF"),
)

_FIXED_COLUMNS = ("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO")


@dataclass(frozen=True, slots=True)
class MetaLine:
    """One ``##key=value`` line; ``fields`` holds the parts of a ``<ID=...,...>`` value, else it is empty."""

    key: str
    value: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class VcfHeader:
    """Header of a VCF.

    ``lines`` are those that follow the specification, without line ends; ``unread_lines`` counts the others, which
    are ignored. ``line_count`` is the number of the ``#CHROM`` line in the file.
    """

    metas: tuple[MetaLine, ...]
    samples: tuple[str, ...]
    lines: tuple[str, ...] = field(repr=False, default=())
    unread_lines: int = 0
    line_count: int = 0

    def values(self, key: str) -> tuple[str, ...]:
        """Values of all lines with this key, compared without case."""
        return tuple(meta.value for meta in self.metas if meta.key.lower() == key.lower())

    def structured(self, key: str) -> tuple[dict[str, str], ...]:
        """Fields of all structured lines with this key, compared without case."""
        return tuple(meta.fields for meta in self.metas if meta.key.lower() == key.lower() and meta.fields)

    def declares(self, key: str, entry: str) -> bool:
        """Whether a ``##key=<ID=entry,...>`` line exists."""
        return any(fields.get("ID") == entry for fields in self.structured(key))

    def description(self, key: str, entry: str) -> str:
        """``Description`` of a ``##key=<ID=entry,...>`` line, or empty."""
        return next((f.get("Description", "") for f in self.structured(key) if f.get("ID") == entry), "")


class VcfLines:
    """The lines of a VCF file with their numbers; a context manager.

    Raises
    ------
    InputError
        File missing, unreadable, empty, of another type, or broken while it is read (the line is named).
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.line_number = 0
        self.ends_with_newline = True
        self.lacks_bgzf_end = False
        try:
            self._raw: IO[bytes] = path.open("rb")
        except FileNotFoundError:
            raise InputError(ErrorCode.FILE_NOT_FOUND, path=path) from None
        except OSError as error:
            raise InputError(ErrorCode.FILE_UNREADABLE, path=path, reason=error.strerror or "") from None
        try:
            self._text = self._open_text()
        except BaseException:
            self._raw.close()
            raise

    def _open_text(self) -> io.TextIOWrapper:
        try:
            self._size = self._raw.seek(0, io.SEEK_END)
            self._raw.seek(0)
            if self._size == 0:
                raise InputError(ErrorCode.FILE_EMPTY, path=self._path)
            start = self._raw.read(18)
            self._raw.seek(0)
            if not start.startswith(_GZIP_MAGIC):
                self._refuse_foreign(self._raw.read(4096))
                self._raw.seek(0)
                return io.TextIOWrapper(self._raw, encoding="utf-8-sig", errors="replace", newline="\n")
            if start[3] & 4 and start[12:14] == b"BC":
                self._raw.seek(max(0, self._size - len(_BGZF_EOF)))
                self.lacks_bgzf_end = self._raw.read() != _BGZF_EOF
                self._raw.seek(0)
            # No further buffer around it: one would read ahead and lose the lines before a break in the file.
            unpacked = gzip.GzipFile(fileobj=self._raw)
            self._refuse_foreign(unpacked.peek(4096)[:4096])
            return io.TextIOWrapper(unpacked, encoding="utf-8-sig", errors="replace", newline="\n")
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise self._broken(error) from None
        except OSError as error:
            raise InputError(
                ErrorCode.FILE_UNREADABLE, path=self._path, reason=error.strerror or ""
            ) from None

    def _refuse_foreign(self, start: bytes) -> None:
        found = next((name for magic, name in _FOREIGN_MAGIC if start.lstrip().startswith(magic)), "")
        if not start:
            raise InputError(ErrorCode.FILE_EMPTY, path=self._path)
        if found or b"\x00" in start:
            raise InputError(ErrorCode.GENOME_WRONG_TYPE, path=self._path, found=found or "binary")

    def _broken(self, error: Exception) -> InputError:
        reason = "truncated" if isinstance(error, EOFError) else "corrupt"
        return InputError(ErrorCode.VCF_BROKEN, path=self._path, line=self.line_number + 1, reason=reason)

    @property
    def fraction(self) -> float:
        """Part of the file read so far, 0..1."""
        return min(self._raw.tell() / self._size, 1.0)

    def readline(self) -> str:
        """The next line without its end; empty lines are passed over and ``""`` means the end of the file."""
        while True:
            try:
                line = self._text.readline(_LINE_LIMIT)
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                raise self._broken(error) from None
            except OSError as error:
                raise FailedError(
                    ErrorCode.FILE_UNREADABLE, path=self._path, reason=error.strerror or ""
                ) from None
            if not line:
                return ""
            self.line_number += 1
            if len(line) >= _LINE_LIMIT:
                raise InputError(
                    ErrorCode.VCF_BROKEN, path=self._path, line=self.line_number, reason="line_too_long"
                )
            self.ends_with_newline = line.endswith("\n")
            stripped = line.rstrip("\r\n")
            if stripped.strip():
                return stripped

    def __iter__(self) -> Iterator[str]:
        while line := self.readline():
            yield line

    def __enter__(self) -> "VcfLines":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._text.close()
        self._raw.close()


def read_header(lines: VcfLines, path: Path) -> VcfHeader:
    """Read the header from the start of ``lines`` and leave them at the first record.

    Raises
    ------
    InputError
        ``VCF_NO_HEADER`` when ``##fileformat`` or ``#CHROM`` is missing, ``GENOME_WRONG_TYPE`` when the text is of
        another kind.
    """
    first = lines.readline()
    if not first:
        raise InputError(ErrorCode.FILE_EMPTY, path=path)
    if not first.lower().startswith("##fileformat=vcf"):
        if first.startswith(("##", "#CHROM")) or _looks_like_record(first):
            raise InputError(
                ErrorCode.VCF_NO_HEADER, path=path, line=lines.line_number, reason="##fileformat"
            )
        raise InputError(ErrorCode.GENOME_WRONG_TYPE, path=path, found="text")
    parser = HeaderParser()  # type: ignore[no-untyped-call]
    kept: list[str] = []
    metas: list[MetaLine] = []
    unread = 0
    line = first
    while line.startswith("##"):
        meta = _meta_line(parser, line)
        if meta is None:
            unread += 1
        else:
            kept.append(line)
            metas.append(meta)
        line = lines.readline()
        if lines.line_number > _HEADER_LINE_LIMIT:
            raise InputError(
                ErrorCode.VCF_BROKEN, path=path, line=lines.line_number, reason="header_too_long"
            )
    columns = _columns(line)
    if columns is None:
        raise InputError(
            ErrorCode.VCF_NO_HEADER, path=path, line=lines.line_number + (not line), reason="#CHROM"
        )
    samples = columns[9:]
    if len(set(samples)) != len(samples):
        raise InputError(ErrorCode.VCF_BROKEN, path=path, line=lines.line_number, reason="duplicate_sample")
    kept.append("\t".join(columns))
    return VcfHeader(tuple(metas), samples, tuple(kept), unread, lines.line_number)


def samples_of_file(path: Path) -> tuple[str, ...]:
    """Names of the samples in a VCF; reads the header only."""
    with VcfLines(path) as lines:
        return read_header(lines, path).samples


def _looks_like_record(line: str) -> bool:
    columns = line.split("\t")
    return len(columns) >= 8 and columns[1].isdigit()


def _columns(line: str) -> tuple[str, ...] | None:
    if not line.startswith("#CHROM"):
        return None
    columns = tuple(line.rstrip().split("\t" if "\t" in line else None))
    if columns[:8] != _FIXED_COLUMNS or (len(columns) > 8 and columns[8] != "FORMAT"):
        return None
    return columns


def _meta_line(parser: HeaderParser, line: str) -> MetaLine | None:
    """The line as the library reads it; None when it does not follow the specification."""
    try:
        parsed = parser.parse_line(line)
    except (VCFPyException, ValueError, IndexError, KeyError, TypeError):
        return None
    mapping = getattr(parsed, "mapping", None)
    fields = {str(key): str(value) for key, value in mapping.items()} if isinstance(mapping, dict) else {}
    if not fields and (parsed.value or "").startswith("<"):
        fields = _loose_fields(parsed.value)
    return MetaLine(parsed.key, parsed.value or "", fields)


def _loose_fields(value: str) -> dict[str, str]:
    """Fields of ``<a=1,b="x, y">`` for keys that the library leaves as text."""
    fields: dict[str, str] = {}
    part = ""
    quoted = False
    for sign in value.strip()[1:].removesuffix(">") + ",":
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            name, equals, content = part.partition("=")
            if equals:
                fields[name.strip()] = content
            part = ""
        else:
            part += sign
    return fields
