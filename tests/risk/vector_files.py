import csv
from pathlib import Path

_FOLDER = Path(__file__).parent / "vectors"


def rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
