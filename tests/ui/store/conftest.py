"""A window with the store's commands."""

from collections.abc import Iterator

import pytest

from tests.helpers.store_window import StoreWindow, make_store_window


@pytest.fixture
def shop(qapp, tmp_path) -> Iterator[StoreWindow]:
    made = make_store_window(tmp_path)
    yield made
    made.close()
    qapp.setStyleSheet("")
