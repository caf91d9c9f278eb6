"""Files that a DICOMDIR refers to (PS3.3 F, PS3.10 8)."""

import warnings
from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError


def files_of_dicomdir(path: Path) -> tuple[list[str], list[str]]:
    """Files that exist, and names of those that do not.

    File IDs are upper case by the standard, while media are often copied to lower case: the case is not minded.
    References that lead out of the DICOMDIR's folder count as missing.

    Raises
    ------
    InputError
        ``NOT_DICOM`` when the file is no DICOMDIR, ``DICOM_TRUNCATED`` when it breaks off.
    """
    import pydicom
    from pydicom.errors import InvalidDicomError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            directory = pydicom.dcmread(path, specific_tags=["DirectoryRecordSequence"])
            records = directory.DirectoryRecordSequence
            references = [record.get("ReferencedFileID") for record in records]
    except (InvalidDicomError, AttributeError, ValueError, TypeError):
        raise InputError(ErrorCode.NOT_DICOM, path=str(path)) from None
    except (EOFError, OSError) as error:
        raise InputError(ErrorCode.DICOM_TRUNCATED, path=str(path)) from error
    present, missing = [], []
    for reference in references:
        if not reference:
            continue
        parts = [reference] if isinstance(reference, str) else [str(part) for part in reference]
        target = _below(path.parent, parts)
        if target is None:
            missing.append(str(path.parent.joinpath(*parts)) if ".." not in parts else "/".join(parts))
        else:
            present.append(str(target))
    return present, missing


def _below(folder: Path, parts: list[str]) -> Path | None:
    """The file under ``folder``, by exact name or by one that differs in case or in a version suffix only."""
    current = folder
    for part in parts:
        if part in ("", ".", "..") or "/" in part or "\\" in part:
            return None
        candidate = current / part
        if not candidate.exists():
            wanted = part.lower()
            try:
                candidate = next(
                    entry
                    for entry in current.iterdir()
                    if entry.name.lower().removesuffix(";1").removesuffix(".") == wanted
                )
            except (StopIteration, OSError):
                return None
        current = candidate
    return current if current.is_file() else None
