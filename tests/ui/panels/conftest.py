"""A window's services without the window, made anew for each test."""

from collections.abc import Iterator

import pytest

from tests.helpers.cases import Desk, full_case, make_desk


@pytest.fixture
def desk(qapp) -> Iterator[Desk]:
    """Services around the full synthetic case."""
    made = make_desk(full_case())
    yield made
    made.close()


@pytest.fixture
def empty_desk(qapp) -> Iterator[Desk]:
    """Services with nothing open."""
    made = make_desk()
    yield made
    made.close()
