"""Rows for the shipped models, from the data folder that its owner has, or from scikit-learn. None are shipped."""

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.learned.reading import CohortTable, cohort_of, read_cohort
from pmdesk.risk.learned.recipe import ArchiveSource, Recipe


def read_source(recipe: Recipe, data: Path | None) -> CohortTable:
    """The table that a recipe names.

    Parameters
    ----------
    data
        Folder with the archives, packed (``uci-cleveland.zip``) or unpacked (``uci-cleveland/``).

    Raises
    ------
    InputError
        The archive or one of its files is not there, or is no table.
    """
    if not isinstance(recipe.source, ArchiveSource):
        return _wisconsin()
    if data is None:
        raise InputError(ErrorCode.BAD_USAGE, reason=f"--data: {recipe.source.archive}.zip")
    tables = [_member(data / recipe.source.archive, member) for member in recipe.source.members]
    return _stacked(tables)


def _member(archive: Path, member: str) -> CohortTable:
    if (archive / member).is_file():
        return read_cohort(archive / member)
    packed = archive.with_suffix(".zip")
    try:
        with zipfile.ZipFile(packed) as opened, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(member).name
            path.write_bytes(opened.read(member))
            return read_cohort(path)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=f"{packed}:{member}") from error


def _stacked(tables: Sequence[CohortTable]) -> CohortTable:
    first = tables[0]
    columns = {name: [cell for table in tables for cell in table.columns[name]] for name in first.names}
    return first if len(tables) == 1 else cohort_of(columns, " + ".join(table.name for table in tables))


def _wisconsin() -> CohortTable:
    """Malignant is 0 in scikit-learn; here it is 1."""
    from sklearn.datasets import load_breast_cancer

    loaded = load_breast_cancer()
    columns: dict[str, Sequence[object]] = {
        str(name): list(map(repr, loaded.data[:, place].tolist()))
        for place, name in enumerate(loaded.feature_names)
    }
    columns["malignant"] = [int(target == 0) for target in loaded.target]
    return cohort_of(columns, "load_breast_cancer")
