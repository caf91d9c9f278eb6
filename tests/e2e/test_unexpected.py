"""An exception that nobody foresaw reaches the user as a sentence, once for each place."""

import sys

import pytest

from pmdesk.app.unexpected import UnexpectedErrors
from pmdesk.core.errors import ErrorCode, PmdeskError


def raised(hook: UnexpectedErrors) -> None:
    try:
        {}["李四"]
    except KeyError:
        hook(*sys.exc_info())


def test_it_is_told_once_without_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    told: list[PmdeskError] = []
    hook = UnexpectedErrors(told.append)
    raised(hook)
    raised(hook)
    assert [error.code for error in told] == [ErrorCode.INTERNAL]
    assert told[0].params["reason"] == "KeyError"
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "李四" not in said


def test_an_interrupt_ends_the_program() -> None:
    hook = UnexpectedErrors(lambda _error: None)
    with pytest.raises(SystemExit) as ended:
        hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended.value.code == 130
