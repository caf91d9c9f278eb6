"""A folder laid out as LIDC-IDRI stacks: tables checked for their columns, images out of a zip or of a folder."""

import csv
import io
import zipfile
import zlib
from collections.abc import Collection, Mapping
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from pmdesk.core.errors import ErrorCode, InputError

SLICES_FILE = "slices.csv"
STACKS_FILE = "stacks.zip"
STACKS_FOLDER = "stacks"
NODULES_FILE = "nodules.csv"
CROPS_FILE = "crops.npz"
NO_FOLD = -1
"""Fold of every row of a table without that column."""

STACK_COLUMNS = (
    "patient", "nodule_id", "slice", "n_readers", "pixel_spacing_mm", "slice_thickness_mm", "hu_slope",
    "hu_intercept",
)  # fmt: skip


class TableRow:
    """One row of a table, with its place for an error.

    Parameters
    ----------
    values
        Text of every column; a missing column reads as empty.
    path, line
        Where the row stands.
    """

    def __init__(self, values: Mapping[str, str | None], path: Path, line: int) -> None:
        self._values = values
        self._path = path
        self._line = line

    def text(self, column: str) -> str:
        return (self._values.get(column) or "").strip()

    def number(self, column: str) -> float | None:
        """A finite number; None for an empty cell.

        Raises
        ------
        InputError
            The cell holds something else.
        """
        text = self.text(column)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            raise self._wrong(column, text) from None
        if not np.isfinite(value):
            raise self._wrong(column, text)
        return value

    def required(self, column: str) -> float:
        """A finite number that must be there."""
        value = self.number(column)
        if value is None:
            raise self._wrong(column, "")
        return value

    def positive(self, column: str) -> float:
        """A number above 0 that must be there."""
        value = self.required(column)
        if value <= 0:
            raise self._wrong(column, self.text(column))
        return value

    def whole(self, column: str) -> int:
        """A whole number that must be there."""
        value = self.required(column)
        if value != int(value):
            raise self._wrong(column, self.text(column))
        return int(value)

    def fold(self) -> int:
        """The fold; `NO_FOLD` in a table without that column."""
        return self.whole("fold") if "fold" in self._values else NO_FOLD

    def _wrong(self, column: str, text: str) -> InputError:
        reason = f"row {self._line}, {column}: {text!r}" if text else f"row {self._line}: no {column}"
        return InputError(ErrorCode.DATA_INVALID, path=str(self._path), reason=reason)


def read_table(path: Path, columns: Collection[str]) -> list[TableRow]:
    """Rows of a CSV file with a header line.

    Raises
    ------
    InputError
        The file is absent, no CSV in UTF-8, or lacks one of ``columns``.
    """
    if not path.is_file():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path))
    try:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            reader = csv.DictReader(stream)
            rows = [TableRow(values, path, number) for number, values in enumerate(reader, start=2)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=str(error)) from error
    missing = sorted(set(columns) - set(reader.fieldnames or ()))
    if missing:
        raise InputError(ErrorCode.DATA_INVALID, path=str(path), reason=f"no column {', '.join(missing)}")
    return rows


def in_folds(rows: list[TableRow], folds: Collection[int] | None) -> list[TableRow]:
    """The rows of these folds; all of them where none is asked for or the table names none."""
    return rows if folds is None else [row for row in rows if row.fold() in (NO_FOLD, *folds)]


class StackImages:
    """The PNG files of the stacks, out of ``stacks.zip`` or of a folder ``stacks``; to be closed.

    Raises
    ------
    InputError
        Neither is there, or the zip is damaged.
    """

    def __init__(self, data: Path) -> None:
        self._path = data / STACKS_FILE
        self._archive: zipfile.ZipFile | None = None
        self._members: dict[str, str] = {}
        if self._path.is_file():
            try:
                self._archive = zipfile.ZipFile(self._path)
            except (zipfile.BadZipFile, OSError) as error:
                raise InputError(ErrorCode.ARCHIVE_BROKEN, path=str(self._path)) from error
            self._members = {Path(name).name: name for name in self._archive.namelist()}
            return
        self._path = data / STACKS_FOLDER
        if not self._path.is_dir():
            raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(data / STACKS_FILE))
        self._members = {path.name: str(path) for path in self._path.rglob("*.png")}

    def __enter__(self) -> "StackImages":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()

    def slices(self, name: str, count: int) -> npt.NDArray[np.uint8]:
        """An image of ``count`` slices of 128 x 128 one under another.

        Returns
        -------
        ndarray of uint8, shape (count, 128, 128)

        Raises
        ------
        InputError
            The image is absent, damaged, or of another size.
        """
        content = self._content(name)
        try:
            with Image.open(io.BytesIO(content)) as image:
                if image.size != (128, 128 * count) or image.mode != "L":
                    columns, rows = image.size
                    raise self._wrong(
                        f"{name}: {rows} x {columns} pixels ({image.mode}) for {count} slices of 128 x 128, 8 bit"
                    )
                pixels = np.asarray(image, dtype=np.uint8)
        except (UnidentifiedImageError, OSError, SyntaxError) as error:
            raise self._wrong(f"{name} is damaged") from error
        return pixels.reshape(-1, 128, 128)

    def _content(self, name: str) -> bytes:
        member = self._members.get(name)
        if member is None:
            raise self._wrong(f"no {name}")
        try:
            return Path(member).read_bytes() if self._archive is None else self._archive.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise self._wrong(f"{name} is damaged") from error

    def _wrong(self, reason: str) -> InputError:
        return InputError(ErrorCode.DATA_INVALID, path=str(self._path), reason=reason)
