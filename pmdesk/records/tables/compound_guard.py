"""Compound files (old .xls, encrypted .xlsx) that would keep a reader for ever or fill the memory.

Chains of sectors may lead in circles, and a cell of a damaged sheet may say that it stands in column 60,000: the reader
makes room for every cell up to there. Sources: [MS-CFB] 2.1 to 2.6; [MS-XLS] 2.1.4 and 2.4.
"""

import struct
from collections.abc import Iterator

_FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks: free, end of a chain, part of a table."""

_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_STREAM_KINDS = (2, 5)


_WORKBOOK_STREAMS = ("Workbook", "Book")
_END_OF_PART, _BOUND_SHEET = 0x000A, 0x0085
_CELLS = frozenset({0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E})
_CELL_ROWS = frozenset({0x00BD, 0x00BE})
"""Records of several cells of a row; their last two bytes are the last column."""
_XLS_COLUMNS = 256


def is_sound_compound(data: bytes) -> bool:
    """Whether every chain of sectors ends inside the file, and no cell of an old workbook stands where none can.

    Parameters
    ----------
    data
        The whole file, which begins with the mark of a compound file.
    """
    if len(data) < _HEADER_BYTES:
        return False
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        return False
    size = 1 << shift
    first_folder = struct.unpack_from("<I", data, 48)[0]
    mini_cutoff, first_mini = struct.unpack_from("<II", data, 56)
    table = _allocation_table(data, size)
    if table is None or _chain(table, first_mini) is None:
        return False
    folder = _chain(table, first_folder)
    if not folder:
        return False
    for sector in folder:
        place = (sector + 1) * size
        for at in range(place, min(place + size, len(data) - _ENTRY_BYTES + 1), _ENTRY_BYTES):
            kind = data[at + 66]
            start, length = struct.unpack_from("<II", data, at + 116)
            if kind != _STREAM_KINDS[1] and (kind != _STREAM_KINDS[0] or length < mini_cutoff):
                continue
            chain = _chain(table, start)
            if chain is None:
                return False
            name = data[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
            if name in _WORKBOOK_STREAMS:
                stream = b"".join(data[(one + 1) * size : (one + 2) * size] for one in chain)
                if not _is_sound_workbook(stream[:length]):
                    return False
    return True


def _is_sound_workbook(stream: bytes) -> bool:
    offsets = [
        struct.unpack_from("<I", content)[0]
        for kind, content in _records(stream, 0)
        if kind == _BOUND_SHEET and len(content) >= 4
    ]
    for offset in offsets:
        for kind, content in _records(stream, offset):
            if (kind in _CELLS or kind in _CELL_ROWS) and len(content) >= 6:
                last = content[-2:] if kind in _CELL_ROWS else content[2:4]
                if content[3] or int.from_bytes(last, "little") >= _XLS_COLUMNS:
                    return False
    return True


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records from ``at`` to the end of the part."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _END_OF_PART:
            return
        at += 4 + length


def _allocation_table(data: bytes, size: int) -> list[int] | None:
    """The number of the sector that follows each; None where the table itself is broken."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    per_sector = size // 4
    while more < _FREE:
        place = (more + 1) * size
        if more in seen or place + size > len(data):
            return None
        seen.add(more)
        numbers = struct.unpack_from(f"<{per_sector}I", data, place)
        sectors += numbers[:-1]
        more = numbers[-1]
    table: list[int] = []
    for sector in sectors:
        if sector >= _FREE:
            continue
        place = (sector + 1) * size
        if place + size > len(data) or len(table) > len(data):
            return None
        table += struct.unpack_from(f"<{per_sector}I", data, place)
    return table


def _chain(table: list[int], start: int) -> list[int] | None:
    """Sectors of a chain; None where it leads in a circle or out of the file."""
    found: list[int] = []
    seen: set[int] = set()
    while start < _FREE:
        if start in seen or start >= len(table):
            return None
        seen.add(start)
        found.append(start)
        start = table[start]
    return found
