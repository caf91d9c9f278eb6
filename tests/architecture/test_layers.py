"""The rooms keep their borders: who may import whom, and what an import may drag in."""

import subprocess
import sys

import pytest

from tests.helpers.repository import REPOSITORY, module_name, our_files

BELOW_UI = (
    "core", "imaging", "inference", "genomics", "records", "risk", "treatment", "report", "training", "store",
    "services",
)  # fmt: skip
QT = ("PySide6", "shiboken6", "pyqtgraph", "superqt", "qtpy")
SLOW_TO_IMPORT = ("torch", "onnx", "sklearn", "pandas", "highdicom", "pynetdicom", "reportlab")


def modules_of(*rooms: str) -> list[str]:
    package = REPOSITORY / "pmdesk"
    return [
        module_name(path)
        for path in our_files(".py")
        if path.is_relative_to(package) and path.relative_to(package).parts[0] in rooms
    ]


def imported_by(modules: list[str], watched: tuple[str, ...]) -> list[str]:
    """Which of `watched` a fresh process holds after it imported `modules`."""
    script = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        f"print(*[name for name in {watched!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_import_contracts_hold():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_below_the_window_brings_qt():
    modules = modules_of(*(room for room in BELOW_UI if room != "training"))
    assert modules
    assert imported_by(modules, QT) == []


def test_training_brings_no_qt():
    pytest.importorskip("torch", reason="training needs the extra 'train'")
    pytest.importorskip("onnx", reason="training needs the extra 'train'")
    assert imported_by(modules_of("training"), QT) == []


def test_services_start_without_the_slow_libraries():
    modules = modules_of("services")
    assert modules
    assert imported_by(modules, SLOW_TO_IMPORT) == []


def test_the_command_line_starts_without_the_slow_libraries():
    watched = (*SLOW_TO_IMPORT, "pyqtgraph", "SimpleITK", "onnxruntime", "sqlalchemy", "sqlcipher3", "argon2")
    assert imported_by(["pmdesk.app.cli"], watched) == []


@pytest.mark.parametrize("folder", ["pmdesk", "tests"])
def test_every_folder_of_modules_is_a_package(folder: str):
    folders = {path.parent for path in our_files(".py") if path.is_relative_to(REPOSITORY / folder)}
    assert [
        str(path.relative_to(REPOSITORY)) for path in folders if not (path / "__init__.py").exists()
    ] == []
