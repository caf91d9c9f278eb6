"""Every code of the lower rooms has words, and the words ask only for what the code gives."""

import ast
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.geometry import GeometryIssueCode, TrustLevel
from pmdesk.core.texts import Language
from pmdesk.ui.texts import QtTexts

PACKAGE = Path(__file__).parents[2] / "pmdesk"
ALWAYS_GIVEN = {"reason"}
ERROR_CLASSES = {"FailedError", "InputError", "RefusedError"}


def raise_sites() -> dict[ErrorCode, list[tuple[str, set[str]]]]:
    """Where each code is made in the sources, with the names of the parameters given there."""
    sites: dict[ErrorCode, list[tuple[str, set[str]]]] = defaultdict(list)
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ERROR_CLASSES
            ):
                continue
            code = node.args[0] if node.args else None
            if not (isinstance(code, ast.Attribute) and ast.unparse(code.value) == "ErrorCode"):
                continue
            if any(keyword.arg is None for keyword in node.keywords):
                continue  # **params are checked where they are made
            given = {keyword.arg for keyword in node.keywords if keyword.arg}
            place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
            sites[ErrorCode[code.attr]].append((place, given))
    return sites


def given_everywhere(sites: list[tuple[str, set[str]]]) -> set[str]:
    """Parameters that every place which raises a code gives."""
    given = [names for _, names in sites]
    return set.intersection(*given) if given else {"path", "place", "found", "samples", "columns", "names"}


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_error_has_a_sentence(code):
    assert f"error.{code.value}" in QtTexts().known_codes()


def test_no_sentence_asks_for_what_a_raise_site_does_not_give():
    texts = QtTexts()
    wrong = []
    for code, sites in raise_sites().items():
        wanted = fields_of(texts.of(f"error.{code.value}")) - ALWAYS_GIVEN
        wrong += [f"{place}: {code.value} lacks {wanted - given}" for place, given in sites if wanted - given]
    assert not wrong, "\n".join(wrong)


def test_every_geometry_issue_and_trust_level_has_words():
    known = QtTexts().known_codes()
    missing = [
        f"geometry.{code.value}" for code in GeometryIssueCode if f"geometry.{code.value}" not in known
    ]
    missing += [f"trust.{level.value}" for level in TrustLevel if f"trust.{level.value}" not in known]
    assert not missing


def test_an_error_says_its_file_and_never_shows_a_brace():
    sentence = QtTexts(Language.ENGLISH).of_error(InputError(ErrorCode.FILE_NOT_FOUND, path="影像/a.dcm"))
    assert sentence.startswith("影像/a.dcm was not found")
    sites = raise_sites()
    for code in ErrorCode:
        params = dict.fromkeys(given_everywhere(sites.get(code, [])), "x")
        assert "{" not in QtTexts().of_error(InputError(code, **params))


def test_lists_are_joined_as_the_language_does():
    assert QtTexts(Language.ENGLISH).join(["a", "b"]) == "a, b"
    assert QtTexts(Language.CHINESE).join(["甲", "乙"]) == "甲、乙"
