"""Standard output and error of the commands: they hold every text, wherever they lead, and may be absent."""

import io
import os
import sys
from pathlib import Path


def prepare_streams() -> None:
    """Let no character stop a command.

    A file or a pipe gets UTF-8 (documents are JSON; Windows would take the code page of the country, which has no
    Chinese), unless ``PYTHONIOENCODING`` says otherwise; a terminal keeps its encoding. What that cannot hold is
    written as an escape. A stream that was closed swallows what it is given.
    """
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        is_chosen = stream.isatty() or "PYTHONIOENCODING" in os.environ
        stream.reconfigure(encoding=None if is_chosen else "utf-8", errors="backslashreplace")


def abandon_stdout() -> None:
    """After a write to it has failed: nothing is tried again when the program ends."""
    sys.stdout = _nowhere()


def _nowhere() -> io.TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")
