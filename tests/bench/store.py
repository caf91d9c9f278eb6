"""A store of the size of a large department: how long opening a patient and searching take; and kills while it writes.

Patients have 50 observations each, names are drawn from syllables, so that a prefix of one letter meets thousands.
Every figure is measured through the repository, with its audit entry and its fsync, on a store that was just opened.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from pmdesk.core.record import Coding, Demographics, Observation, PatientRecord
from pmdesk.store.backup import back_up
from pmdesk.store.checking import check_file
from pmdesk.store.repository import PatientKey, Repository
from pmdesk.store.store import Store
from tests.helpers import store_crash

PATIENTS, OBSERVATIONS = 100_000, 5_000_000
GOAL_OPEN_MS, GOAL_SEARCH_MS = 150.0, 100.0
PASSPHRASE = "a department of some size"
BATCH = 500
SYLLABLES = "an bei cai dong er fang guo hua jing kang li ming ning ou ping qing ran shan tao wen xin yan zhou".split()
LABS = (
    ("2160-0", "Creatinine", "mg/dL"),
    ("2345-7", "Glucose", "mg/dL"),
    ("718-7", "Hemoglobin", "g/dL"),
    ("4548-4", "Hemoglobin A1c", "%"),
    ("8480-6", "Systolic blood pressure", "mm[Hg]"),
)


def invented(number: int, observations: int, draw: random.Random) -> PatientRecord:
    """A patient with laboratory values over the years."""
    given = "".join(draw.choices(SYLLABLES, k=2)).capitalize()
    family = draw.choice(SYLLABLES).capitalize()
    first = date(2005, 1, 1)

    def value(index: int) -> Observation:
        code, display, unit = LABS[index % len(LABS)]
        return Observation(
            id=f"o{index}",
            coding=Coding(system="http://loinc.org", code=code, display=display),
            value=round(draw.uniform(1, 200), 2),
            unit=unit,
            taken_on=first + timedelta(days=draw.randrange(7500)),
        )

    return PatientRecord(
        demographics=Demographics(
            patient_id=f"MR{number:07d}",
            name=f"{family}^{given}",
            birth_date=date(1935, 1, 1) + timedelta(days=draw.randrange(25_000)),
        ),
        observations=tuple(value(index) for index in range(observations)),
    )


def fill(repository: Repository, patients: int, each: int) -> float:
    """Enter the patients in batches; the seconds that it took."""
    draw = random.Random(1)
    begin = time.perf_counter()
    for start in range(0, patients, BATCH):
        batch = range(start, min(patients, start + BATCH))
        repository.add_patients([invented(number, each, draw) for number in batch])
    return time.perf_counter() - begin


def times_ms(work: Callable[[int], object], rounds: int) -> list[float]:
    taken = []
    for each in range(rounds):
        begin = time.perf_counter()
        work(each)
        taken.append((time.perf_counter() - begin) * 1e3)
    return taken


def summary(taken: list[float]) -> dict[str, float]:
    ordered = sorted(taken)
    return {
        "first": round(taken[0], 1),
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(0.95 * (len(ordered) - 1))], 1),
        "worst": round(ordered[-1], 1),
    }


def measure(folder: Path, patients: int, observations: int, rounds: int) -> dict[str, object]:
    path = folder / "bench.store"
    each = observations // patients
    with Store.create(path, PASSPHRASE) as store:
        fill_s = fill(Repository(store, store.workstation()), patients, each)
    begin = time.perf_counter()
    store = Store.open(path, PASSPHRASE)
    open_ms = (time.perf_counter() - begin) * 1e3
    draw = random.Random(2)
    typed = [
        text[:length]
        for text in ("li", "zhou ming", "mingan", "qing", "mr00", "x", "xinxin wen")
        for length in range(1, len(text) + 1)
    ]
    with store:
        repository = Repository(store, store.workstation())
        search = times_ms(lambda turn: repository.search(typed[turn % len(typed)]), max(rounds, len(typed)))
        keys = [PatientKey(draw.randrange(1, patients + 1)) for _ in range(rounds)]
        opened = times_ms(lambda turn: repository.open_patient(keys[turn]), rounds)
        backup_s = times_ms(lambda _: back_up(store, store.workstation(), folder / "b.store"), 1)[0] / 1e3
    check_s = times_ms(lambda _: check_file(path, PASSPHRASE), 1)[0] / 1e3
    return {
        "patients": patients,
        "observations": each * patients,
        "file_mb": round(path.stat().st_size / 1e6, 1),
        "fill_s": round(fill_s, 1),
        "open_store_ms": round(open_ms, 1),
        "open_patient_ms": summary(opened),
        "search_ms": summary(search),
        "backup_checked_s": round(backup_s, 1),
        "verify_s": round(check_s, 1),
        "goals": {"open_patient_ms": GOAL_OPEN_MS, "search_ms": GOAL_SEARCH_MS},
    }


def run(argv: list[str]) -> int:
    """Run the benchmark; 1 when a kill lost something, else 0: the goals in time are judged by people."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench store", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--patients", type=int, default=PATIENTS)
    parser.add_argument("--observations", type=int, default=OBSERVATIONS)
    parser.add_argument("--rounds", type=int, default=200, help="patients opened, prefixes searched")
    parser.add_argument(
        "--kills", type=int, default=0, help="only kill a writer so many times, and see what is left"
    )
    parser.add_argument("--seed", type=int, default=0, help="of the moments of the kills")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="pmdesk-bench-") as temporary:
        if arguments.kills:
            report = store_crash.run(arguments.kills, arguments.seed, Path(temporary))
        else:
            report = measure(Path(temporary), arguments.patients, arguments.observations, arguments.rounds)
    words = "\n".join(f"{name:24} {value}" for name, value in report.items())
    print(json.dumps(report, indent=2) if arguments.json else words)
    return int(any(report.get(name) for name in ("lost", "unreadable", "unsound")))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
