"""Tables of hospitals that do not exist, for packages that have never seen them."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from pmdesk.risk.learned.reading import CohortTable, cohort_of

MISSING = ("?", "-9", "-9.0", "", "NA")


def heart_rows(
    rows: int = 240, seed: int = 7, older: float = 4.0, without: Sequence[str] = ("ca", "thal")
) -> dict[str, list[str]]:
    """Columns of the heart package as UCI writes them: ``1.0``, gaps in five spellings, outcome 0 to 4."""
    random = np.random.default_rng(seed)
    age = random.normal(54 + older, 8, rows).clip(30, 79).round()
    typical = random.integers(1, 5, rows)
    exercise = random.random(rows) < 0.35
    depression = random.exponential(1.0, rows).clip(0, 5).round(1)
    line = 0.05 * (age - 54) + 0.9 * (typical == 4) + 1.1 * exercise + 0.5 * depression - 1.6
    sick = random.random(rows) < 1 / (1 + np.exp(-line))
    degree = np.where(sick, random.integers(1, 5, rows), 0)
    cells: dict[str, list[str]] = {
        "age": [f"{value:.1f}" for value in age],
        "sex": [f"{value:.1f}" for value in random.integers(0, 2, rows)],
        "cp": [f"{value:.1f}" for value in typical],
        "trestbps": [f"{value:.1f}" for value in random.normal(135, 15, rows).round()],
        "chol": ["0.0" if value < 0.3 else f"{180 + 120 * value:.1f}" for value in random.random(rows)],
        "fbs": [f"{value:.1f}" for value in random.integers(0, 2, rows)],
        "restecg": [f"{value:.1f}" for value in random.integers(0, 3, rows)],
        "thalach": [f"{value:.1f}" for value in random.normal(145, 18, rows).clip(80, 200).round()],
        "exang": [f"{float(value):.1f}" for value in exercise],
        "oldpeak": [f"{value:.1f}" for value in depression],
        "slope": [f"{value:.1f}" for value in random.integers(1, 4, rows)],
        "ca": [f"{value:.1f}" for value in random.integers(0, 4, rows)],
        "thal": [f"{(3, 6, 7)[value]:.1f}" for value in random.integers(0, 3, rows)],
    }
    for name in without:
        cells[name] = [MISSING[row % len(MISSING)] for row in range(rows)]
    return {**cells, "num": [str(value) for value in degree]}


def heart_table(changed: Mapping[str, Sequence[object]] | None = None, **how: object) -> CohortTable:
    return cohort_of({**heart_rows(**how), **(changed or {})}, "elsewhere.csv")  # type: ignore[arg-type]


def written(cells: Mapping[str, Sequence[object]], path: Path) -> Path:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(cells)
    writer.writerows(zip(*cells.values(), strict=True))
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def lung_rows(rows: int = 200, seed: int = 5) -> dict[str, list[str]]:
    """Columns of the survival package, with follow-up in days that ends for some before they die."""
    random = np.random.default_rng(seed)
    age, sex, ecog = random.integers(45, 80, rows), random.integers(1, 3, rows), random.integers(0, 3, rows)
    hazard = np.exp(0.015 * (age - 62) - 0.5 * (sex - 1) + 0.45 * ecog) / 420
    death = random.exponential(1 / hazard).round() + 1
    end = random.uniform(200, 1000, rows).round()
    return {
        "age": [str(value) for value in age],
        "sex": [str(value) for value in sex],
        "ph.ecog": [str(value) for value in ecog],
        "time": [f"{value:g}" for value in np.minimum(death, end)],
        "status": ["2" if value else "1" for value in death <= end],
    }
