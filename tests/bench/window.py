"""How long the window stands still: the longest turn of its event loop, step by step, over real and large records.

::

    python -m tests.bench window [--rounds N] [--json] [--profile STEP] [--small]

A one-millisecond timer beats in the event loop; what lies between two beats is one turn, in which no key and no
click is answered. Both the clock and the main thread's own processor time are given, because on a busy machine the
clock also counts other programs. The goal is 50 ms.
"""

import argparse
import cProfile
import gc
import json
import pstats
import random
import resource
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton

from pmdesk.app.container import Desk, build_desk, keep_start_up_out_of_collections
from pmdesk.app.main import make_application
from pmdesk.core.errors import ErrorCode
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.paths import resources_dir
from pmdesk.core.risk import RiskState
from pmdesk.core.texts import Language
from pmdesk.records.json_file import save_record
from pmdesk.services.changes import EVERYTHING
from pmdesk.services.settings import SettingsFile
from pmdesk.services.store_session import create, unlock_again
from pmdesk.ui.idle_collections import IdleCollections
from pmdesk.ui.widgets.what_if_slider import WhatIfSlider
from tests.helpers.cases import MADE, finding, small_volume
from tests.helpers.large_record import large_record
from tests.helpers.shared_data import SHARED_DATA

GOAL_MS = 50.0
BEAT_MS, QUIET_S, LIMIT_S = 1, 0.12, 20.0
SCORES, FINDINGS = 5, 12
COHORT_ROWS, COHORT_COLUMNS = 5000, 40
PASSPHRASE = "a window of some size"


@dataclass
class Turns:
    """Turns of the event loop since the last `clear`; seconds of the clock and of the thread's processor time."""

    wall_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)
    gc_s: float = 0.0
    _wall: float = 0.0
    _cpu: float = 0.0
    _gc_begin: float = 0.0

    def clear(self) -> None:
        self.wall_s, self.cpu_s, self.gc_s = [], [], 0.0
        self._wall, self._cpu = time.perf_counter(), time.thread_time()

    def beat(self) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        self.wall_s.append(wall - self._wall)
        self.cpu_s.append(cpu - self._cpu)
        self._wall, self._cpu = wall, cpu

    def collected(self, phase: str, _info: dict[str, int]) -> None:
        """Hook of the garbage collector; the longest collection is kept, whichever thread it stopped."""
        if phase == "start":
            self._gc_begin = time.thread_time()
        else:
            self.gc_s = max(self.gc_s, time.thread_time() - self._gc_begin)


@dataclass(frozen=True)
class Stall:
    """The longest turn of one step, in milliseconds."""

    wall_ms: float
    cpu_ms: float
    gc_ms: float


class Walk:
    """Walks through the window and keeps the longest turn of each step.

    Parameters
    ----------
    profile
        Names of steps, with semicolons between; where their time goes is printed.
    """

    def __init__(self, desk: Desk, profile: str = "") -> None:
        self.desk, self._profile = desk, profile
        self.stalls: dict[str, list[Stall]] = {}
        self._turns, self._hand = Turns(), False
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._turns.beat)
        gc.callbacks.append(self._turns.collected)

    def close(self) -> None:
        gc.callbacks.remove(self._turns.collected)
        self._timer.stop()

    def step(self, name: str, act: Callable[[], object], until: Callable[[], bool] = lambda: True) -> None:
        """Do one thing as the event loop would, and wait until the window is quiet again."""
        loop, done = QEventLoop(), []

        def run() -> None:
            act()
            done.append(True)

        quiet_since = [time.perf_counter()]
        begin = time.perf_counter()

        def look() -> None:
            now = time.perf_counter()
            context = self.desk.context
            is_quiet = not context.jobs.active and context.redraws.is_idle
            if not done or not is_quiet or not until():
                quiet_since[0] = now
            if now - quiet_since[0] > QUIET_S or now - begin > LIMIT_S:
                loop.quit()

        watch = QTimer()
        watch.timeout.connect(look)
        watch.start(10)
        # whoever does the step has a hand on the mouse
        self._hand = not self._hand
        QTest.mouseMove(self.desk.window.windowHandle(), QPoint(1, 1 + self._hand))
        self._timer.start()
        self._turns.clear()
        profiler = (
            cProfile.Profile(time.thread_time)
            if name in self._profile.split(";") and name not in self.stalls
            else None
        )
        QTimer.singleShot(0, run)
        if profiler is not None:
            profiler.enable()
        loop.exec()
        if profiler is not None:
            profiler.disable()
            sys.stderr.write(f"== {name}\n")
            pstats.Stats(profiler, stream=sys.stderr).sort_stats("cumulative").print_stats(45)
        self._turns.beat()
        turns = self._turns
        self.stalls.setdefault(name, []).append(
            Stall(max(turns.wall_s) * 1e3, max(turns.cpu_s) * 1e3, turns.gc_s * 1e3)
        )

    # the steps

    def open_record(self, path: Path, name: str) -> None:
        desk = self.desk

        def act() -> None:
            desk.context.undo.clear()
            desk.context.undo.mark_saved()
            desk.context.session.replace_case(replace(desk.context.session.case, record=None), EVERYTHING)
            desk.controller.open_record(path)

        desk.window.tabs.setCurrentWidget(desk.window.record)
        desk.window.record.show_page("overview")
        self.step(f"{name}: open", act, lambda: desk.context.session.case.record is not None)

    def pages(self, name: str) -> None:
        record = self.desk.window.record
        self.desk.window.tabs.setCurrentWidget(record)
        for page in record.page_names:
            self.step(f"{name}: page {page}", lambda page=page: record.show_page(page))

    def scores(self, name: str) -> None:
        """Five computed scores, the first with its sliders moved."""
        window, case = self.desk.window, self.desk.context.session.case
        self.step(f"{name}: risks tab", lambda: window.tabs.setCurrentWidget(window.risks))
        computed = [
            one
            for one in case.risks
            if one.state is RiskState.COMPUTED and one.subject.kind is NodeKind.PATIENT
        ]
        for score in computed[:SCORES]:
            node = NodeRef(NodeKind.RISK, score.id)
            self.step(f"{name}: a score", lambda node=node: window.risks.open_score(node))
        toggles = window.risks.findChildren(QPushButton, "risk_page.what_if.toggle")
        if not toggles:
            return
        self.step(f"{name}: open what-if", lambda: toggles[-1].setChecked(True))
        for slider in window.risks.findChildren(WhatIfSlider)[:3]:
            steps = slider.slider.maximum()
            for part in (0.25, 0.3, 0.35, 0.6):
                place = round(steps * part)
                self.step(f"{name}: slider", lambda s=slider, p=place: s.slider.setValue(p))
        self.step(f"{name}: close what-if", lambda: toggles[-1].setChecked(False))

    def decisions(self, name: str) -> None:
        """Accept the second of twelve findings and take it back, with every tab of the record seen before."""
        desk, window = self.desk, self.desk.window
        findings = tuple(finding(number) for number in range(1, FINDINGS + 1))
        case = replace(
            desk.context.session.case,
            volume=small_volume(),
            findings=findings,
            analysis=MADE,
            record_confirmed=True,
        )

        def analysed() -> None:
            desk.context.session.replace_case(case, EVERYTHING)
            desk.context.session.selection.select(NodeRef(NodeKind.FINDING, findings[1].id))

        self.step(f"{name}: {FINDINGS} findings arrive", analysed)
        for tab in (window.viewer, window.record, window.risks, window.report):
            kind = tab.objectName()
            self.step(f"{name}: tab {kind}", lambda tab=tab: window.tabs.setCurrentWidget(tab))
            self.step(f"{name}: accept, {kind} shown", window.findings.accept_selected)
            self.step(f"{name}: undo, {kind} shown", desk.context.undo.qt.undo)
        window.tabs.setCurrentWidget(window.viewer)

    def look(self, name: str) -> None:
        desk, window = self.desk, self.desk.window
        for tab in (window.viewer, window.record, window.risks):
            self.step(f"{name}: tab", lambda tab=tab: window.tabs.setCurrentWidget(tab))
            for language in (Language.CHINESE, Language.ENGLISH):
                self.step(f"{name}: language", lambda one=language: window.set_language(one))
            for theme in ("light", "dark"):
                self.step(f"{name}: theme", lambda one=theme: desk.context.theme.set_theme(one))

    def cohort(self, path: Path, name: str) -> None:
        window = self.desk.window
        page, table = window.cohort, window.cohort.rows_table
        window.tabs.setCurrentWidget(page)
        self.step(f"{name}: open", lambda: page.open_table(path), lambda: page.controller.path == path)
        self.step(f"{name}: rows", lambda: page.steps.setCurrentIndex(0))

        def select(first: int, last: int) -> None:
            model, chosen = table.model(), table.selectionModel()
            for row in (first, last):
                chosen.setCurrentIndex(
                    model.index(row, 0),
                    QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
                )
            table.scrollTo(model.index(last, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

        self.step(f"{name}: select a row", lambda: select(10, 20))
        self.step(f"{name}: select all", table.selectAll)
        self.step(f"{name}: to the end", table.scrollToBottom)
        window.tabs.setCurrentWidget(window.viewer)

    def store(self, folder: Path, name: str) -> None:
        """Make a store, put the case into it, lock, unlock, close."""
        desk = self.desk
        store, jobs, path = desk.window.store, desk.context.jobs, folder / "bench.store"
        for left in folder.glob("bench.store*"):
            left.unlink()

        def ask_create() -> None:
            jobs.submit("job.store_create", create, path, PASSPHRASE, on_done=store.session.take)

        def unlock() -> None:
            locked = store.session.locked
            assert locked is not None
            jobs.submit("job.store_open", unlock_again, locked, PASSPHRASE, on_done=store.session.take)

        def is_open() -> bool:
            return store.session.state.value == "open"

        self.step(f"{name}: create", ask_create, is_open)
        self.step(f"{name}: save the patient", store.patients.save)
        for _ in range(3):
            self.step(f"{name}: lock", store.session.lock)
            self.step(f"{name}: unlock", unlock, is_open)
        self.step(f"{name}: close", store.close_store)


def write_cohort(path: Path, rows: int, columns: int) -> Path:
    """A table of numbers and choices with an outcome."""
    draw = random.Random(3)
    names = ["id", "outcome", *(f"x{index}" for index in range(columns - 2))]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(names) + "\n")
        for row in range(rows):
            cells = (f"{draw.gauss(50, 12):.2f}" if i % 4 else draw.choice("abc") for i in range(columns - 2))
            file.write(f"P{row:05d},{draw.randrange(2)}," + ",".join(cells) + "\n")
    return path


def largest_bundle(into: Path) -> Path | None:
    """The largest Synthea bundle that lies beside the checkout; None without one."""
    source = SHARED_DATA / "fhir" / "synthea-r4.zip"
    if not source.is_file():
        return None
    with zipfile.ZipFile(source) as archive:
        biggest = max(archive.infolist(), key=lambda one: one.file_size)
        return Path(archive.extract(biggest, into))


def resident_mib() -> float:
    """Memory of this process now, in MiB; where the system does not say, the most so far."""
    try:
        text = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in text.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def report_of(walk: Walk) -> dict[str, dict[str, float]]:
    """Median and worst of the longest turns, by step."""
    return {
        name: {
            "cpu_median_ms": round(statistics.median(one.cpu_ms for one in stalls), 1),
            "cpu_worst_ms": round(max(one.cpu_ms for one in stalls), 1),
            "wall_median_ms": round(statistics.median(one.wall_ms for one in stalls), 1),
            "wall_worst_ms": round(max(one.wall_ms for one in stalls), 1),
            "gc_worst_ms": round(max(one.gc_ms for one in stalls), 1),
        }
        for name, stalls in walk.stalls.items()
    }


def measure(
    app: QApplication, folder: Path, *, rounds: int, small: bool = False, profile: str = ""
) -> dict[str, object]:
    """Walk through the window ``rounds`` times; ``small``: a record and a table that take seconds, for the tests."""
    desk = build_desk(app, language=Language.ENGLISH, settings_file=SettingsFile(folder / "settings.json"))
    desk.window.resize(1680, 1020)
    desk.window.show()
    keep_start_up_out_of_collections()
    collections = IdleCollections(lambda: bool(desk.context.jobs.active), desk.window)
    collections.look()
    memory = {"after_start_mib": round(resident_mib(), 1)}
    walk = Walk(desk, profile)
    large = folder / "large.json"
    save_record(large_record(*((300, 40, 60) if small else (5000, 500, 1500))), large)
    table = write_cohort(
        folder / "cohort.csv", 200 if small else COHORT_ROWS, 12 if small else COHORT_COLUMNS
    )
    bundle = None if small else largest_bundle(folder)
    records = [("demo", resources_dir() / "demo" / "record.json"), ("Synthea", bundle), ("large", large)]
    failures: list[ErrorCode] = []
    desk.context.session.failed.connect(lambda error: failures.append(error.code))
    try:
        walk.step("first window", lambda: None)
        for _ in range(rounds):
            for name, path in records:
                if path is None or (small and name == "demo"):
                    continue
                walk.open_record(path, name)
                walk.pages(name)
                walk.scores(name)
            memory.setdefault("after_large_record_mib", round(resident_mib(), 1))
            walk.decisions("large")
            walk.look("large")
            walk.cohort(table, "cohort")
            walk.store(folder, "store")
    finally:
        walk.close()
        collections.stop()
        desk.context.undo.clear()
        desk.context.undo.mark_saved()
        desk.window.close()
        desk.close()
        desk.window.deleteLater()
        gc.unfreeze()
    return {
        "goal_ms": GOAL_MS,
        "rounds": rounds,
        "steps": report_of(walk),
        "memory": memory,
        "failures": [code.value for code in failures],
    }


def _printed(report: dict[str, object]) -> str:
    steps = report["steps"]
    assert isinstance(steps, dict)
    lines = [f"{'longest turn, ms':36} {'cpu':>7} {'worst':>7} {'wall':>7} {'worst':>7} {'gc':>6}"]
    for name, one in steps.items():
        mark = " *" if one["cpu_worst_ms"] > GOAL_MS else ""
        lines.append(f"{name:36} " + " ".join(f"{value:7.1f}" for value in one.values()) + mark)
    return "\n".join([*lines, f"memory {report['memory']}", f"failures {report['failures']}"])


def run(argv: list[str]) -> int:
    """Entry of ``python -m tests.bench window``; 1 when something failed: the times are judged by people."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench window", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--small", action="store_true", help="small records, for a look")
    parser.add_argument(
        "--profile", default="", help="steps, with semicolons between: say where their time goes"
    )
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="pmdesk-bench-") as temporary:
        report = measure(
            make_application(),
            Path(temporary),
            rounds=arguments.rounds,
            small=arguments.small,
            profile=arguments.profile,
        )
    sys.stdout.write((json.dumps(report, indent=2) if arguments.json else _printed(report)) + "\n")
    return int(bool(report["failures"]))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
