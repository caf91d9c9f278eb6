"""Output of the commands that leads to a file, a pipe, a full disk or nowhere."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pmdesk.app.streams import prepare_streams
from tests.helpers.repository import REPOSITORY

CHINESE = "肺结节 ≥ 6 mm"


def redirected(monkeypatch, encoding):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    return stream


def test_a_file_gets_utf_8_whatever_the_code_page_of_the_country(monkeypatch):
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    stream = redirected(monkeypatch, "cp1252")
    prepare_streams()
    sys.stdout.write(CHINESE)
    sys.stdout.flush()
    assert stream.buffer.getvalue().decode("utf-8") == CHINESE


def test_a_chosen_encoding_is_kept_and_what_it_cannot_hold_is_escaped(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    stream = redirected(monkeypatch, "ascii")
    prepare_streams()
    sys.stdout.write(CHINESE)
    sys.stdout.flush()
    assert stream.buffer.getvalue() == rb"\u80ba\u7ed3\u8282 \u2265 6 mm"


def test_a_name_of_a_file_that_is_no_text_does_not_stop_the_sentence(monkeypatch):
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    stream = redirected(monkeypatch, "utf-8")
    prepare_streams()
    sys.stdout.write(os.fsdecode(b"scan\xff.dcm") if os.name == "posix" else "scan\udcff.dcm")
    sys.stdout.flush()
    assert stream.buffer.getvalue() == rb"scan\udcff.dcm"


def test_without_streams_a_program_runs(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    prepare_streams()
    with sys.stdout, sys.stderr:
        sys.stdout.write(CHINESE)
        sys.stderr.write(CHINESE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_output_onto_a_full_disk_is_said_and_is_no_fault_of_the_program():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pmdesk", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
            cwd=REPOSITORY,
        )
    assert done.returncode == 1
    assert "full" in done.stderr
    assert "inside the program" not in done.stderr
    assert "Exception" not in done.stderr
