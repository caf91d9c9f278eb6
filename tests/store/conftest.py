"""An empty store, and one user of each role."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pmdesk.store.repository import Repository
from pmdesk.store.store import Store

PASSPHRASE = "correct horse battery 电池"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "pmdesk.store", PASSPHRASE) as made:
        yield made


@pytest.fixture
def repository(store: Store) -> Repository:
    return Repository(store, store.workstation())
