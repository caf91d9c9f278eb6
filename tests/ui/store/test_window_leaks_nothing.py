"""A patient goes through the window into the store; afterwards no file on the disk holds a word or number of it."""

import json
import os
import signal
import sqlite3
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.repository import REPOSITORY

TEXTS = (
    "Quellmann",
    "quellmann",
    "Adelheid",
    "全安宁",
    "安宁",
    "MR-4711-77",
    "mr-4711-77",
    "Osimertinibum",
    "靠近斜裂的备注",
    "Osteoclastoma",
    "1961-04-18",
    "137.3125",
    "Quellmodell",
    "quell.note",
    "2.25.987654321987",
    "0.48716251",
    "correct horse battery",
    "long enough",
)
NUMBERS = (137.3125, 31.671875, 0.48716251, 17.46875)


def found_in(content: bytes) -> list[str]:
    found = []
    for text in TEXTS:
        forms = [text.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
        forms += [text.encode("ascii", "backslashreplace"), text.encode("unicode_escape")]
        if any(form in content for form in forms):
            found.append(text)
    packed = {str(number): (struct.pack("<d", number), struct.pack(">d", number)) for number in NUMBERS}
    return [*found, *(name for name, forms in packed.items() if any(form in content for form in forms))]


WORKS = """
import json, logging, os, signal, sys, threading
from datetime import UTC, date, datetime
from pathlib import Path
logging.basicConfig(filename=os.path.join(sys.argv[1], "program.log"), level=logging.DEBUG)
from PySide6.QtWidgets import QApplication
app = QApplication([])
from pmdesk.core.record import (
    Coding, Condition, Demographics, Medication, Observation, PatientRecord, Smoking, StatedInput
)
from pmdesk.core.ids import PatientId, SeriesUid
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.prediction import Prediction
from pmdesk.core.provenance import ModelIdentity, Provenance
from pmdesk.core.volume import ImagePatient
from pmdesk.services.settings import SettingsFile
from pmdesk.core.errors import PmdeskError
from pmdesk.store.repository import Repository
from pmdesk.store.roles import Role
from pmdesk.services.store_session import StoreState
from tests.helpers.cases import finding, full_case
from tests.helpers.store_window import PASSWORD, make_store_window
from dataclasses import replace
folder = Path(sys.argv[1])
record = PatientRecord(
    demographics=Demographics(
        patient_id="MR-4711-77", name="Quellmann^Adelheid=全^安宁", birth_date=date(1961, 4, 18)
    ),
    smoking=Smoking(pack_years=31.671875),
    conditions=(Condition(id="c", coding=Coding(display="Osteoclastoma")),),
    observations=tuple(
        Observation(id=f"o{n}", coding=Coding(display="Osteoclastoma"), value=137.3125, text="靠近斜裂的备注")
        for n in range(400)
    ),
    medications=(Medication(id="m", coding=Coding(display="Osimertinibum"), dose="靠近斜裂的备注"),),
    stated_inputs=(StatedInput(name="x", value="靠近斜裂的备注"),),
)
case = full_case()
series = SeriesUid("2.25.987654321987")
made = Provenance(
    ModelIdentity("Quellmodell", "0.48716251", "d" * 64), "CPU", datetime(2021, 5, 6, tzinfo=UTC), notes=("quell.note",)
)
point = OperatingPoint(17.46875, 0.48716251, 0.5)
def found(number, **changes):
    return replace(finding(number, detection=Prediction(0.48716251, None, made)), series_uid=series, **changes)
volume = case.volume
volume = replace(volume, description=replace(
    volume.description, series_uid=series,
    patient=ImagePatient(PatientId("MR-4711-77"), "Quellmann^Adelheid=全^安宁", date(1961, 4, 18)),
))
shop = make_store_window(folder, replace(
    case, record=record, volume=volume, genome=None, analysis=made, operating_points=(point,), operating_point=point,
    findings=(found(1, comment="靠近斜裂的备注"),), hidden_findings=(found(2), found(3)),
))
shop.create("Quellmann")
shop.registry.action("store_save").trigger()
shop.settle()
assert not shop.errors, shop.errors
shop.registry.action("store_patients").trigger()
dialog = shop.dialog("store.patients")
for typed in ("que", "安宁", "mr-4711"):
    dialog.search.setText(typed)
    shop.settle()
shop.press("store.patients.ok")
shop.settle()
shop.store.administration.back_up(folder / "copy.store")
shop.settle()
shop.lock()
cover = shop.dialog("store.lock")
cover.password.line.setText(PASSWORD)
shop.press("store.lock.ok")
shop.wait(lambda: shop.session.state is StoreState.OPEN)
shop.settle()
# the patient is changed once more, so that the last pages lie in the write-ahead log
changed = record.model_copy(update={"observations": record.observations[:390]})
shop.desk.session.replace_case(replace(shop.case, record=changed))
shop.registry.action("store_save").trigger()
shop.settle()
assert not shop.errors, shop.errors
with shop.session.repository() as repository:
    assert len(repository.load_series(1, series).hidden) == 2
# a reader is refused, which is logged, and the store is closed in the middle of a save
with shop.session.using() as opened:
    opened.store.add_user(opened.actor, "Quellmann rolf", PASSWORD, Role.READER)
    reader = Repository(opened.store, opened.store.sign_in("Quellmann rolf", PASSWORD))
try:
    reader.export_patient(1)
except PmdeskError:
    pass
if sys.argv[2] == "killed":
    begun = threading.Event()
    def hold(_ctx):
        with shop.session.using():
            begun.set()
            threading.Event().wait()
    shop.desk.context.jobs.submit("job.store_backup", hold)
    begun.wait()
while_open = sorted(path.name for path in folder.iterdir())
shop.store.patients.save()
shop.session.lock()
assert shop.session.state is StoreState.LOCKING
while shop.store.patients.saving.is_under_way:
    app.processEvents()
if sys.argv[2] != "killed":
    shop.wait(lambda: shop.session.state is StoreState.LOCKED)
SettingsFile(folder / "settings.json").save(shop.desk.context.settings)
print(json.dumps(while_open), flush=True)
if sys.argv[2] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
shop.close()
app.processEvents()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("how", ["killed", "ended"])
def test_what_went_through_the_window_is_in_no_file(tmp_path, how):
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PMDESK_HOME": str(tmp_path / "home"),
        **dict.fromkeys(("TMPDIR", "SQLITE_TMPDIR", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"), str(tmp_path)),
    }
    tmp_path.chmod(0o700)
    (tmp_path / "home").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", WORKS, str(tmp_path), how],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (-signal.SIGKILL if how == "killed" else 0), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    while_open = json.loads(done.stdout)
    assert {"pmdesk.store", "pmdesk.store-wal", "pmdesk.store-shm", "pmdesk.store.lock"} <= set(while_open)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"pmdesk.store", "copy.store", "settings.json", "program.log"} <= {path.name for path in files}
    if how == "killed":
        assert (tmp_path / "pmdesk.store-wal").stat().st_size > 0
    assert {path.name: found_in(path.read_bytes()) for path in files} == {path.name: [] for path in files}
    assert found_in(done.stderr.encode()) == []
    # The scan sees what is there: this test's own source holds every text.
    assert len(found_in(Path(__file__).read_bytes())) >= len(TEXTS) - 1
    for name in ("pmdesk.store", "copy.store"):
        with pytest.raises(sqlite3.DatabaseError):
            sqlite3.connect(tmp_path / name).execute("SELECT count(*) FROM sqlite_master").fetchall()
