"""Rows a second of a logistic score: the columns alone, a whole CSV file, and a plain Python loop over the same rows.

::

    python -m tests.bench risk_table [--rows N] [--json]
"""

import argparse
import csv
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from pmdesk.core.progress import NullContext
from pmdesk.risk.tables import column_model, compute_table
from pmdesk.services.risk_tables import compute_file

GOAL_ROWS_PER_SECOND = 200_000
ROUNDS = 5
MODEL = "mayo"
INPUTS = ("age", "ever_smoker", "extrathoracic_ca_gt5y", "diameter_mm", "spiculation", "upper_lobe")


@dataclass(frozen=True)
class Result:
    """Rows a second; medians of the rounds."""

    rows: int
    columns_per_s: float
    file_per_s: float
    loop_per_s: float
    loop_with_file_per_s: float
    file_per_processor_s: float
    """By the processor's time: what a machine gives that has nothing else to do."""

    @property
    def ratio_columns(self) -> float:
        return self.columns_per_s / self.loop_per_s

    @property
    def ratio_file(self) -> float:
        return self.file_per_s / self.loop_with_file_per_s


def _write_patients(path: Path, rows: int) -> None:
    rng = np.random.default_rng(1)
    columns = [
        rng.integers(40, 86, rows),
        rng.integers(0, 2, rows),
        rng.integers(0, 2, rows),
        np.round(rng.uniform(4, 30, rows), 1),
        rng.integers(0, 2, rows),
        rng.integers(0, 2, rows),
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["case", *INPUTS])
        writer.writerows(zip(range(rows), *(column.tolist() for column in columns), strict=True))


def _loop(rows: list[dict[str, str]]) -> list[float]:
    """Mayo as one writes it without columns, with the same checks of the numbers."""
    results = []
    for row in rows:
        values = {name: float(row[name]) for name in INPUTS}
        if not (18 <= values["age"] <= 110 and 4 <= values["diameter_mm"] <= 30):
            results.append(math.nan)
            continue
        if any(values[name] not in (0.0, 1.0) for name in INPUTS if name not in ("age", "diameter_mm")):
            results.append(math.nan)
            continue
        x = -6.8272 + 0.0391 * values["age"] + 0.7917 * values["ever_smoker"]
        x += 1.3388 * values["extrathoracic_ca_gt5y"] + 0.1274 * values["diameter_mm"]
        x += 1.0407 * values["spiculation"] + 0.7838 * values["upper_lobe"]
        results.append(1.0 / (1.0 + math.exp(-x)))
    return results


def _loop_with_file(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [*rows[0], "p"])
        writer.writeheader()
        for row, p in zip(rows, _loop(rows), strict=True):
            writer.writerow({**row, "p": p})


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    times = []
    for _ in range(ROUNDS):
        began = clock()
        work()
        times.append(clock() - began)
    return float(np.median(times))


def measured(rows: int) -> Result:
    """Time all four ways over the same patients."""
    model = column_model(MODEL)
    assert model is not None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.csv", Path(folder) / "out.csv"
        _write_patients(source, rows)
        with source.open(encoding="utf-8", newline="") as file:
            patients = list(csv.DictReader(file))
        columns = {name: [row[name] for row in patients] for name in INPUTS}
        assert np.allclose(compute_table(model, columns)["p"], _loop(patients), rtol=1e-12)  # type: ignore[arg-type]
        seconds = (
            _seconds(lambda: compute_table(model, columns)),
            _seconds(lambda: compute_file(model, source, target, NullContext())),
            _seconds(lambda: _loop(patients)),
            _seconds(lambda: _loop_with_file(source, target)),
            _seconds(lambda: compute_file(model, source, target, NullContext()), time.process_time),
        )
    return Result(rows, *(rows / one for one in seconds))


def run(argv: list[str]) -> int:
    """Entry of ``python -m tests.bench risk_table``; exit code 1 below the goal."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench risk_table")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(argv)
    found = measured(arguments.rows)
    if arguments.json:
        ratios = {"ratio_columns": found.ratio_columns, "ratio_file": found.ratio_file}
        sys.stdout.write(json.dumps({**asdict(found), **ratios}, indent=1) + "\n")
    else:
        sys.stdout.write(
            f"{found.rows} rows, model {MODEL}, median of {ROUNDS}, rows a second\n"
            f"columns, text to results   {found.columns_per_s:12,.0f}\n"
            f"plain Python loop          {found.loop_per_s:12,.0f}   ratio {found.ratio_columns:.1f}\n"
            f"CSV file to CSV file       {found.file_per_s:12,.0f}\n"
            f"the same, by processor time {found.file_per_processor_s:10,.0f}\n"
            f"DictReader, loop, writer   {found.loop_with_file_per_s:12,.0f}   ratio {found.ratio_file:.1f}\n"
            f"goal                       {GOAL_ROWS_PER_SECOND:12,.0f}\n"
        )
    return 0 if min(found.columns_per_s, found.file_per_s) > GOAL_ROWS_PER_SECOND else 1
