"""Coefficient tables of the published models: small CSV files, each with its source in the README beside them."""

import csv
from functools import cache

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.paths import resources_dir


@cache
def coefficient_rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``resources/knowledge/coefficients/<name>``, by column name.

    Raises
    ------
    FailedError
        The file is missing, is not UTF-8, or a row has more or fewer cells than the header
        (`ErrorCode.KNOWLEDGE_INVALID`, with its path).
    """
    path = resources_dir() / "knowledge" / "coefficients" / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = tuple(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise FailedError(ErrorCode.KNOWLEDGE_INVALID, path=str(path), reason=str(error)) from error
    if not rows or any(None in row or None in row.values() for row in rows):
        raise FailedError(ErrorCode.KNOWLEDGE_INVALID, path=str(path), reason="cells do not match the header")
    return rows
