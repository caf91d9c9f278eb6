"""Rows at random and at the limits of every model, against a second implementation that was written apart.

It was written from the published equations alone, one subject at a time, with its results printed in full; the file
holds those numbers. What it cannot show: an error in the published coefficients, which both share.
"""

import json
from itertools import groupby
from pathlib import Path

import pytest

from tests.risk.table_checks import computed_one

_FILE = Path(__file__).parent / "vectors" / "independent.jsonl"
_ROWS = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]
_BY_MODEL = {model: list(rows) for model, rows in groupby(_ROWS, key=lambda row: row["model"])}


@pytest.mark.parametrize("model_id", _BY_MODEL)
def test_it_gives_what_the_second_implementation_gives(model_id):
    for row in _BY_MODEL[model_id]:
        found = computed_one(model_id, row["inputs"])
        assert found["error"] == "", row
        for name, expected in row["expected"].items():
            wanted = expected if isinstance(expected, str) else pytest.approx(expected, rel=1e-9, abs=1e-15)
            assert found[name] == wanted, (name, row)
