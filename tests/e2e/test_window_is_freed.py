"""A closed window leaves memory with everything that was open in it."""

import gc
import weakref
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmdesk.app.container import build_desk
from pmdesk.core.paths import resources_dir
from pmdesk.core.texts import Language
from pmdesk.services.settings import SettingsFile

WAIT_MS = 60_000


def open_and_close(app: QApplication, folder: Path, settings: Path, qtbot: QtBot) -> list[weakref.ref]:
    """A window with images and a record, every tab shown, in two languages and themes, then closed."""
    desk = build_desk(app, language=Language.ENGLISH, settings_file=SettingsFile(settings))
    desk.window.show()
    session = desk.context.session
    desk.controller.open_paths([folder])
    qtbot.waitUntil(lambda: session.case.volume is not None, timeout=WAIT_MS)
    desk.controller.open_record(resources_dir() / "demo" / "record.json")
    qtbot.waitUntil(lambda: session.case.record is not None, timeout=WAIT_MS)
    for page in desk.window.pages.values():
        desk.window.tabs.setCurrentWidget(page)
        app.processEvents()
    desk.context.set_language(Language.CHINESE)
    desk.context.theme.set_theme("light")
    app.processEvents()
    kept = [
        desk.window,
        desk.window.viewer,
        desk.window.record,
        desk.controller,
        session,
        session.case.volume,
    ]
    watched = [weakref.ref(one) for one in kept]
    desk.context.undo.mark_saved()
    desk.window.close()
    desk.close()
    desk.window.deleteLater()
    return watched


def test_a_closed_window_is_freed_with_its_case(
    qapp: QApplication, ct_folder: Path, tmp_path: Path, qtbot: QtBot
):
    watched = open_and_close(qapp, ct_folder, tmp_path / "settings.json", qtbot)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    gc.collect()
    qapp.setStyleSheet("")
    assert [one() for one in watched if one() is not None] == []
