"""Reading a JSON file that somebody else wrote: size, encoding, truncation and nesting are checked."""

import json
from pathlib import Path
from typing import Any

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.input_file import read_input

MAX_BYTES = 256 * 1024 * 1024
"""Larger files are refused; a whole life of records takes a few megabytes."""


def read_json_bytes(path: Path) -> bytes:
    """Content of a file that may hold a record.

    Raises
    ------
    InputError
        The file is absent, unreadable, empty or larger than `MAX_BYTES`.
    """
    if path.is_dir():
        raise InputError(
            ErrorCode.RECORD_WRONG_TYPE, path=str(path), reason="folder", rule="record.why_folder"
        )
    return read_input(path, MAX_BYTES)


def parse_json_object(data: bytes, name: str) -> dict[str, Any]:
    """The JSON object that ``data`` holds.

    Parameters
    ----------
    data
        UTF-8, with or without byte order mark.
    name
        What errors call the file.

    Raises
    ------
    InputError
        Not text, not JSON, cut off, nested too deeply, or JSON but no object.
    """
    if data.lstrip()[:1] == b"<":
        raise InputError(ErrorCode.RECORD_WRONG_TYPE, path=name, reason="XML")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            ErrorCode.RECORD_UNREADABLE, path=name, reason="UTF-8", rule="record.why_not_utf8"
        ) from error
    except json.JSONDecodeError as error:
        raise InputError(
            ErrorCode.RECORD_UNREADABLE,
            path=name,
            reason=f"JSON, line {error.lineno}",
            rule="record.why_line",
            line=error.lineno,
        ) from error
    except RecursionError as error:
        raise InputError(
            ErrorCode.RECORD_UNREADABLE, path=name, reason="JSON, nesting", rule="record.why_nesting"
        ) from error
    except ValueError as error:  # a whole number of thousands of digits
        raise InputError(
            ErrorCode.RECORD_UNREADABLE, path=name, reason="JSON, number", rule="record.why_number"
        ) from error
    if not isinstance(content, dict):
        raise InputError(
            ErrorCode.RECORD_WRONG_TYPE,
            path=name,
            reason=f"JSON {type(content).__name__}",
            rule="record.why_no_object",
        )
    return content


def parse_json_lines(data: bytes) -> list[dict[str, Any]] | None:
    """The FHIR resources of a bulk export, one JSON object a line; None when ``data`` is anything else."""
    lines = [line for line in data.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    # a file of one JSON object over many lines is told by its first line
    if len(lines) < 2 or not lines[0].rstrip().endswith(b"}"):
        return None
    found = []
    for line in lines:
        try:
            item = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            return None
        if not isinstance(item, dict) or "resourceType" not in item:
            return None
        found.append(item)
    return found
