"""Real data that lies beside a checkout and never in it: tests that need it skip where it is absent."""

import zipfile
from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared_data(relative: str) -> Path:
    """Path of a shared file or folder, for example ``"ct/lidc-idri-0001.zip"``; skips the test where it is absent."""
    path = SHARED_DATA / relative
    if not path.exists():
        pytest.skip(f"shared data {relative} is not beside this checkout")
    return path


def shared_data_unpacked(relative_zip: str, into: Path) -> Path:
    """Unpack a shared zip into the folder `into` and return that folder; skips the test where the zip is absent."""
    with zipfile.ZipFile(shared_data(relative_zip)) as archive:
        archive.extractall(into)
    return into
