"""Texts in tables that spreadsheet programs open."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def formula_safe(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet program would run it as a formula.

    For texts alone: a negative number is a number and stays as it is. `formula_text` takes the apostrophe off again;
    a text that has one there itself gets a second.
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def formula_text(cell: str) -> str:
    """The text for which `formula_safe` wrote the cell."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_STARTS) else cell
