"""Start the window, or run the demo where there is no display."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QThread, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from pmdesk import __version__
from pmdesk.app.container import Desk, build_desk, keep_start_up_out_of_collections
from pmdesk.app.unexpected import UnexpectedErrors
from pmdesk.core.errors import PmdeskError
from pmdesk.core.texts import Language
from pmdesk.services.export import write_case
from pmdesk.services.jobs import Job
from pmdesk.ui.idle_collections import IdleCollections

DEMO_TIMEOUT_MS = 25 * 60 * 1000
DRAW_TIMEOUT_MS = 30_000
SCREENSHOT_SIZE = (1680, 1020)
SWITCH_S = 0.0002
"""After so long a thread that computes in Python lets another one have a turn; Python's own figure is 0.005."""


def make_application() -> QApplication:
    """The QApplication, made once."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    # a table calls into Python for each cell that it paints, and would wait for a worker so long each time
    sys.setswitchinterval(SWITCH_S)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("pmdesk")
    app.setApplicationDisplayName("pmdesk")
    app.setApplicationVersion(__version__)
    app.setOrganizationName("pmdesk")
    return app


def has_display() -> bool:
    """False on a Linux machine without X11 or Wayland and without a chosen platform."""
    return sys.platform != "linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    )


def run_window(paths: list[Path], language: Language | None, *, demo: bool = False) -> int:
    """Open the window and run until it is closed."""
    if not has_display():
        if demo:
            return run_demo_offscreen(Path("demo-output"), language)
        sys.stderr.write("pmdesk: no display; use 'pmdesk analyze' or 'pmdesk demo --offscreen DIR'\n")
        return 2
    app = make_application()
    desk = build_desk(app, language=language)
    # told from the event loop: the fault may have come up in the middle of painting
    UnexpectedErrors(
        lambda error: desk.context.post(lambda: desk.context.session.failed.emit(error))
    ).install()
    desk.window.show()
    keep_start_up_out_of_collections()
    context = desk.context
    collections = IdleCollections(
        lambda: bool(context.jobs.active) or not context.redraws.is_idle, desk.window
    )
    if demo:
        QTimer.singleShot(0, desk.controller.open_demo)
    elif paths:
        QTimer.singleShot(0, lambda: desk.controller.open_paths(paths))
    code = app.exec()
    collections.stop()
    desk.close()
    return code


def run_demo_offscreen(folder: Path, language: Language | None) -> int:
    """Open and analyse the demo patient in an offscreen window; leave pictures, case.json and report."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    desk = build_desk(app, language=language)
    remembered = desk.context.settings.language
    desk.window.resize(*SCREENSHOT_SIZE)
    desk.window.show()
    failures: list[PmdeskError] = []
    try:
        if not _settled_demo(desk, failures):
            return 1
        for picture in take_pictures(desk, folder, [language] if language is not None else list(Language)):
            sys.stdout.write(f"{picture}\n")
        desk.context.set_language(language or remembered or Language.ENGLISH)
        context = Job(0, "job.save", {}, "")
        for path in write_case(context, desk.context.session.case, folder, desk.context.texts):
            sys.stdout.write(f"{path}\n")
        case = desk.context.session.case
        sys.stdout.write(
            f"{len(case.findings)} findings, {len(case.risks)} risk scores, {len(case.options)} options\n"
        )
    finally:
        desk.context.settings.language = remembered
        desk.window.close()
        desk.close()
    return 0


def _settled_demo(desk: Desk, failures: list[PmdeskError]) -> bool:
    """Open the demo and wait for it; False (said on stderr) when something failed."""
    loop = QEventLoop()

    def failed(error: PmdeskError) -> None:
        failures.append(error)
        loop.quit()

    desk.context.session.failed.connect(failed)
    desk.controller.settled.connect(loop.quit)
    QTimer.singleShot(DEMO_TIMEOUT_MS, loop.quit)
    QTimer.singleShot(0, desk.controller.open_demo)
    loop.exec()
    desk.context.session.failed.disconnect(failed)
    for error in failures:
        sys.stderr.write(f"{desk.context.texts.of_error(error)}\n")
    return not failures and desk.context.session.case.analysis is not None


def take_pictures(desk: Desk, folder: Path, languages: Iterable[Language]) -> Iterator[Path]:
    """Show each tab in each language and leave a picture of the window, ``TAB-LANGUAGE.png``."""
    for language in languages:
        desk.context.set_language(language)
        for name, page in desk.window.pages.items():
            desk.window.tabs.setCurrentWidget(page)
            _let_draw(desk)
            picture = folder / f"{name}-{language.value}.png"
            desk.window.grab().save(str(picture))
            yield picture


def _let_draw(desk: Desk) -> None:
    """Until a page is drawn and what it asked for when it came into sight is there."""
    patience = QDeadlineTimer(DRAW_TIMEOUT_MS)
    rounds = 0
    while (rounds < 5 or desk.context.jobs.active) and not patience.hasExpired():
        rounds += 1
        desk.context.redraws.flush()
        desk.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QThread.msleep(20)
