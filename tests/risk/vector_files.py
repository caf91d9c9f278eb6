import csv
from pathlib import Path

_FOLDER = Path(__file__).parent / "vectors"
_REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "clinical" / "vectors"


def rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reference_rows(name: str) -> list[dict[str, str]]:
    """Rows of the fact pack's own file; our copy where the fact pack is not at hand."""
    path = _REFERENCE / name
    with (path if path.is_file() else _FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
