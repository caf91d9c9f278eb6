"""What every file of the checkout owes the next reader."""

import re
import sys
import zipfile
from pathlib import Path

from tests.helpers.repository import REPOSITORY, our_files

LONGEST_FILE = 600
TEXT_SUFFIXES = {
    "", ".cfg", ".csv", ".desktop", ".in", ".ini", ".json", ".md", ".nsi", ".ps1", ".py", ".qss", ".sh", ".spec",
    ".svg", ".toml", ".ts", ".tsv", ".txt", ".vcf", ".xml", ".yaml", ".yml",
}  # fmt: skip
HOME_OF_SOMEONE = re.compile(r"(?<![\w.-])/(?:home|Users)/\w+|[A-Z]:\\Users\\\w+")
PACKAGE_HOST = re.compile(
    r"https?://\S*(?:pypi|pythonhosted|download\.pytorch)|--(?:extra-)?index-url|--find-link[s]"
)


def texts() -> list[tuple[Path, str]]:
    return [
        (path.relative_to(REPOSITORY), path.read_text(encoding="utf-8"))
        for path in our_files()
        if path.suffix in TEXT_SUFFIXES
    ]


def test_no_python_file_is_longer_than_one_room():
    long = {
        str(path.relative_to(REPOSITORY)): lines
        for path in our_files(".py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_file_knows_where_it_was_written():
    here = {str(REPOSITORY), str(REPOSITORY.parent), str(Path.home()), sys.base_prefix, sys.prefix}
    # A checkout at "/" or an interpreter under /usr says nothing about whose machine it is.
    here = {place for place in here if len(Path(place).parts) > 1 and not place.startswith("/usr")}
    places = re.compile(
        "|".join(rf"(?<![\w./-]){re.escape(place)}(?![\w-])" for place in sorted(here)) or "(?!)"
    )
    found = [f"{path}: {match.group()}" for path, text in texts() for match in places.finditer(text)]
    # A test may hand in an invented home to see that it does not leak out.
    found += [
        f"{path}: {match.group()}"
        for path, text in texts()
        if path.parts[0] != "tests"
        for match in HOME_OF_SOMEONE.finditer(text)
    ]
    assert found == []


def test_no_file_names_a_package_host():
    found = [f"{path}: {match.group()}" for path, text in texts() for match in PACKAGE_HOST.finditer(text)]
    assert found == []


def test_written_files_are_utf8_with_unix_lines_and_a_newline_at_the_end():
    wrong = [str(path) for path, text in texts() if text and (not text.endswith("\n") or "\r" in text)]
    assert [path for path in wrong if Path(path).suffix in {"", ".md", ".py", ".toml", ".ts", ".txt"}] == []


def test_the_wheel_holds_resources_and_models(tmp_path: Path):
    from hatchling.builders.wheel import WheelBuilder

    (wheel,) = WheelBuilder(str(REPOSITORY)).build(directory=str(tmp_path), versions=["standard"])
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("resources", "models"):
        ours = [path for path in our_files() if path.is_relative_to(REPOSITORY / folder)]
        missing = [
            path.relative_to(REPOSITORY).as_posix()
            for path in ours
            if f"pmdesk/_{path.relative_to(REPOSITORY).as_posix()}" not in names
        ]
        assert missing == []


def test_no_model_carries_traces_of_the_machine_that_exported_it():
    models = list(our_files(".onnx"))
    assert models
    for path in models:
        content = path.read_bytes()
        assert b"stack_trace" not in content, path
        assert b'File "' not in content, path
