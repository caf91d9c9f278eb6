"""A small phantom CT on disk, and a model package whose network marks what is dense inside the lungs."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from pmdesk.app.container import Desk, build_desk
from pmdesk.core.paths import user_models_dir
from pmdesk.core.texts import Language
from pmdesk.imaging.dicom_writer import write_ct_series
from pmdesk.imaging.phantom import ThoraxPhantom, ThoraxSpec, make_thorax
from pmdesk.services.case import Case
from pmdesk.services.settings import SettingsFile
from tests.helpers.tiny_model import write_tiny_package


@pytest.fixture(scope="session")
def phantom() -> ThoraxPhantom:
    return make_thorax(ThoraxSpec.small(), seed=7)


@pytest.fixture(scope="session")
def ct_folder(phantom: ThoraxPhantom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The phantom as DICOM files, in a folder with a name beyond ASCII."""
    folder = tmp_path_factory.mktemp("e2e") / "胸部 CT"
    write_ct_series(phantom.volume, folder, synthetic=True)
    return folder


@pytest.fixture
def tiny_model() -> Iterator[None]:
    """The test package stands before the shipped one, as a user's own package does."""
    folder = user_models_dir() / "tiny"
    write_tiny_package(folder)
    yield
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    folder.rmdir()


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, tiny_model: None) -> Iterator[Desk]:
    """The whole program, offscreen."""
    built = build_desk(
        qapp, language=Language.ENGLISH, settings_file=SettingsFile(tmp_path / "settings.json")
    )
    built.window.resize(1500, 950)
    built.window.show()
    yield built
    built.context.undo.clear()
    built.context.undo.mark_saved()
    built.window.close()
    built.context.session.replace_case(Case())
    built.close()
    built.window.deleteLater()
    # the images and some two thousand widgets are gone before the next window is built
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del built
    gc.collect()
    qapp.setStyleSheet("")
