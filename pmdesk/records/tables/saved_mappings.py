"""Mappings kept under a name in the user's settings folder, one JSON file each."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.input_file import read_input
from pmdesk.core.paths import user_config_dir
from pmdesk.records.tables.mapping import TableMapping, header_fingerprint
from pmdesk.records.tables.table import tidy

_MAX_BYTES = 4 * 2**20


class SavedMappings:
    """The folder of mappings. A file that is broken or of a newer version is passed over, never deleted.

    Parameters
    ----------
    folder
        None: the user's settings folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or user_config_dir() / "table-mappings"

    def all(self) -> tuple[TableMapping, ...]:
        """Every readable mapping, by name."""
        found = []
        for path in sorted(self.folder.glob("*.json")):
            try:
                found.append(load_mapping(path))
            except InputError:
                continue
        return tuple(sorted(found, key=lambda one: one.name.casefold()))

    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.all())

    def named(self, name: str) -> TableMapping | None:
        """The mapping of that name."""
        return next((one for one in self.all() if one.name == tidy(name)), None)

    def recognised(self, header: Sequence[str]) -> tuple[TableMapping, ...]:
        """Those made for a header with the same columns, in whatever order, then those whose columns are all there."""
        fingerprint = header_fingerprint(header)
        fitting = [one for one in (each.for_header(header) for each in self.all()) if one.fits(header)]
        same = [one for one in fitting if one.fingerprint == fingerprint]
        return (*same, *(one for one in fitting if one not in same))

    def save(self, mapping: TableMapping, name: str) -> TableMapping:
        """Keep a mapping, in place of an older one of that name.

        Raises
        ------
        InputError
            ``TABLE_MAPPING_INVALID``: no name.
        FailedError
            The folder cannot be written.
        """
        name = tidy(name)
        if not name or len(name) > 120:
            raise InputError(
                ErrorCode.TABLE_MAPPING_INVALID,
                path=name[:120] or "–",
                reason="name",
                rule="table.why_no_name",
            )
        named = mapping.model_copy(update={"name": name})
        text = json.dumps(named.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
        with atomic_write(self._path(name)) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="\n")
        return named

    def delete(self, name: str) -> TableMapping | None:
        """Take a mapping away; returns it, so that it can be saved again."""
        found = self.named(name)
        if found is not None:
            self._path(found.name).unlink(missing_ok=True)
        return found

    def _path(self, name: str) -> Path:
        # a name may hold what a file name must not
        return self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.json"


def load_mapping(path: Path) -> TableMapping:
    """The mapping of a file.

    Raises
    ------
    InputError
        Absent, unreadable, not a mapping, or of a newer version.
    """
    return parse_mapping(read_input(path, _MAX_BYTES), str(path))


def parse_mapping(data: bytes | str, name: str) -> TableMapping:
    """The mapping that a JSON text holds; ``name`` is what errors call it."""
    try:
        return TableMapping.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise InputError(ErrorCode.TABLE_MAPPING_INVALID, path=name, reason=place[:80]) from error
