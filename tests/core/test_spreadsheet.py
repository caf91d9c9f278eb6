import pytest

from pmdesk.core.spreadsheet import formula_safe, formula_text


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2", "@cmd", "\t=1", "\r=1"])
def test_a_text_that_would_run_as_a_formula_is_marked_as_text(text):
    assert formula_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["=1", "'=1", "''-2", "'", "it's", "x", ""])
def test_the_text_comes_back(text):
    assert formula_text(formula_safe(text)) == text


@pytest.mark.parametrize("text", ["", "a=b", "1-2", "张伟", "<5"])
def test_any_other_text_stays(text):
    assert formula_safe(text) == text
