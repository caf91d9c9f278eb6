"""Tests reach neither the network nor the user's own folders."""

import os
import socket
from pathlib import Path

import pytest

from pmdesk.core import paths
from tests.conftest import NetworkBlockedError


def test_a_distant_host_is_refused():
    with socket.socket() as distant, pytest.raises(NetworkBlockedError):
        distant.connect(("192.0.2.1", 80))


def test_a_distant_name_is_not_looked_up():
    with pytest.raises(NetworkBlockedError):
        socket.getaddrinfo("example.org", 80)


def test_this_machine_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_user_folders_are_the_tests_own():
    home = Path(os.environ["PMDESK_HOME"])
    assert all(
        folder().is_relative_to(home)
        for folder in (paths.user_config_dir, paths.user_data_dir, paths.user_cache_dir)
    )
