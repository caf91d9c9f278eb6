"""Texts in tables that spreadsheet programs open."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def formula_safe(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet program would run it as a formula.

    For texts alone: a negative number is a number and stays as it is.
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
