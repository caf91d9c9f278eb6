"""What every test runs under: no screen, own user folders, no network, no thread left behind."""

import atexit
import ipaddress
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import settings as hypothesis_settings

# Before Qt or pmdesk is imported by any test: with neither variable set, Qt aborts the process.
if "DISPLAY" not in os.environ:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_home = tempfile.mkdtemp(prefix="pmdesk-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["PMDESK_HOME"] = _home

# A busy machine is no fault of the code: how long an example takes is not what these tests are about.
hypothesis_settings.register_profile("pmdesk", deadline=None)
hypothesis_settings.load_profile("pmdesk")


class NetworkBlockedError(BaseException):
    """Code under test reached for the network. Not an Exception, so that no broad handler can hide it."""


def _is_loopback(host: object) -> bool:
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if not _is_loopback(host):
        raise NetworkBlockedError(f"{event} {host!r}")


# An audit hook also sees sockets that compiled code opens through Python's own module; it cannot be taken off again.
sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail a test that leaves a running non-daemon thread: such a thread keeps the program from ending."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 5.0
    for thread in threading.enumerate():
        if thread not in before and not thread.daemon:
            thread.join(max(0.0, deadline - time.monotonic()))
    left = [t.name for t in threading.enumerate() if t not in before and not t.daemon and t.is_alive()]
    assert not left, f"threads left running: {left}"


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Take off the language that a test (a command run in the same process, say) left on the application."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    app = core.QCoreApplication.instance() if core is not None else None
    if core is None or app is None:
        return
    for translator in app.findChildren(core.QTranslator):
        app.removeTranslator(translator)
    core.QLocale.setDefault(core.QLocale("en_GB"))
