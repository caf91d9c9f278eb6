"""Kill a process that writes to a store at random moments, and see what is left.

The writer is forked from a process that has everything imported, so that the kill meets writing and not importing.
It acknowledges each record through a pipe after the commit; what was acknowledged must be there.
"""

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from pathlib import Path

from pmdesk.core.errors import PmdeskError
from pmdesk.core.record import Coding, Demographics, Observation, PatientRecord
from pmdesk.store.checking import check_with_key
from pmdesk.store.keys import FileKey
from pmdesk.store.repository import PatientKey, Repository
from pmdesk.store.store import Store

LONGEST_LIFE_S = 0.4


def numbered(number: int, revision: int) -> PatientRecord:
    """A record that its number and revision determine."""
    sizes = random.Random(number)
    return PatientRecord(
        demographics=Demographics(patient_id=f"N{number}", name=f"Name{number} Revision{revision}"),
        observations=tuple(
            Observation(id=str(index), coding=Coding(code=f"{number}-{index}"), value=float(revision * index))
            for index in range(sizes.randrange(1, 400))
        ),
    )


def _write(path: Path, key: FileKey, first: int, pipe: int) -> None:
    with Store.open_with_key(path, key) as store:
        repository = Repository(store, store.workstation())
        number = first
        while True:
            patient = repository.add_patient(numbered(number, 1))
            os.write(pipe, f"{patient.key} {number} 1\n".encode())
            repository.save_record(patient, numbered(number, 2))
            os.write(pipe, f"{patient.key} {number} 2\n".encode())
            number += 1


def _one_life(path: Path, key: FileKey, first: int, seconds: float) -> list[tuple[int, int, int]]:
    """Let a writer live for some time after its first commit (or kill it before); what it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _write(path, key, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    if seconds > 0:
        select.select([reading], [], [], 30.0)
    time.sleep(abs(seconds))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode().splitlines()
    return [(int(key), int(number), int(revision)) for key, number, revision in map(str.split, lines)]


def run(rounds: int, seed: int, folder: Path) -> dict[str, object]:
    """Kill ``rounds`` writers of one store; count what is lost, half written or unreadable afterwards."""
    moments = random.Random(seed)
    path = folder / "crash.store"
    made = Store.create(path, "killed at any moment")
    key = made.key
    made.close()
    newest: dict[int, tuple[int, int]] = {}
    acknowledged = lost = unreadable = unsound = 0
    for each in range(rounds):
        # Every tenth writer is killed while it is still opening.
        seconds = moments.uniform(0.0, LONGEST_LIFE_S) * (-0.2 if each % 10 == 9 else 1)
        said = _one_life(path, key, 1_000_000 * each, seconds)
        acknowledged += len(said)
        written = {patient: (number, revision) for patient, number, revision in said}
        newest |= written
        try:
            lost += _lost(path, key, written)
            unsound += not check_with_key(path, key).is_sound
        except PmdeskError:
            unreadable += 1
    lost += _lost(path, key, newest)
    return {
        "rounds": rounds,
        "seed": seed,
        "acknowledged": acknowledged,
        "lost": lost,
        "unreadable": unreadable,
        "unsound": unsound,
    }


def _lost(path: Path, key: FileKey, written: dict[int, tuple[int, int]]) -> int:
    """How many of the acknowledged records are not there as they were written; a later revision is no loss."""
    missing = 0
    with Store.open_with_key(path, key) as store:
        repository = Repository(store, store.workstation())
        for patient, (number, revision) in written.items():
            found = repository.open_patient(PatientKey(patient))
            whole = found.record == numbered(number, found.revision)
            missing += not (whole and found.revision >= revision)
    return missing


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pmdesk-crash-") as temporary:
        result = run(arguments.rounds, arguments.seed, Path(temporary))
    print(json.dumps(result))
    sys.exit(bool(result["lost"] or result["unreadable"] or result["unsound"]))
