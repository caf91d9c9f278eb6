"""Reading the product's own tables (``resources/knowledge``)."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pmdesk.core.errors import ErrorCode, FailedError

_TableT = TypeVar("_TableT", bound=BaseModel)


def read_knowledge(path: Path, kind: type[_TableT]) -> _TableT:
    """Read and check one knowledge table.

    Parameters
    ----------
    path
        A JSON file.
    kind
        What it must follow.

    Raises
    ------
    FailedError
        ``KNOWLEDGE_INVALID``: the file is missing or does not follow its schema.
    """
    try:
        return kind.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise FailedError(ErrorCode.KNOWLEDGE_INVALID, path=str(path), reason=str(error)) from error
