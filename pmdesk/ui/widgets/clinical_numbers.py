"""Numbers as clinicians write them: few digits, a true minus sign, units apart from the value."""

import re
from datetime import date
from math import floor, log10

MISSING = "–"
"""What a table cell shows where nothing was measured."""

_UNIT_SIGNS = (
    ("10*9/L", "10⁹/L"),
    ("10*12/L", "10¹²/L"),
    ("10*3/uL", "10³/µL"),
    ("mm[Hg]", "mmHg"),
    ("[hnsf'U]", "HU"),
    ("mm3", "mm³"),
    ("/m2", "/m²"),
    ("[IU]", "IU"),
    ("[pH]", ""),
    ("{1.73_m2}", "1.73 m²"),
)

_ANNOTATION = re.compile(r"\{[^}]*\}")
"""A remark in a UCUM code, which is no part of the unit."""


def millimetres(value: float | None) -> str:
    """Diameter in mm with one decimal."""
    return MISSING if value is None else f"{value:.1f}"


def cubic_millimetres(value: float | None) -> str:
    """Volume in mm3: whole numbers, one decimal below 10."""
    if value is None:
        return MISSING
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def hounsfield(value: float | None) -> str:
    return MISSING if value is None else signed(round(value))


def signed(value: float) -> str:
    """A number with a true minus sign."""
    return f"{value:g}".replace("-", "−")


def score(value: float | None) -> str:
    """Model score 0..1 with two decimals."""
    return MISSING if value is None else f"{value:.2f}"


def shown_percent(fraction: float) -> float:
    """Per cent with the decimals that `percent` shows."""
    value = fraction * 100
    return round(value) if value >= 9.95 else round(value, 1)


def percent(fraction: float) -> str:
    """Probability 0..1 as per cent: whole above 10 %, one decimal below, never rounded to 0 or 100."""
    value = fraction * 100
    if 0 < value < 0.1:
        return "< 0.1 %"
    if 99 < value < 100:
        return "> 99 %"
    return f"{value:.0f} %" if value >= 9.95 or value == 0 else f"{value:.1f} %"


def percent_range(interval: tuple[float, float]) -> str:
    """A 95 % interval of a probability, for example ``8–17 %``; both ends with the decimals of the upper one."""
    low, high = percent(interval[0]), percent(interval[1])
    if "." not in high and 0.95 <= interval[0] * 100 < 9.95:
        low = f"{interval[0] * 100:.0f} %"
    return high if low == high else f"{low.removesuffix(' %')}–{high}"


def percentage_points(change: float) -> str:
    """Change of a probability in percentage points with its sign: whole from 10 on, one decimal below."""
    value = change * 100
    text = f"{value:+.0f}" if abs(value) >= 9.95 else f"{value:+.1f}"
    return "0" if float(text) == 0 else text.replace("-", "−")


def frequency(value: float | None) -> str:
    """Population frequency with two significant digits."""
    if value is None:
        return MISSING
    if value == 0:
        return "0"
    return f"{value:.2g}" if value >= 1e-4 else f"{value:.1e}"


def quantity(value: float) -> str:
    """A laboratory value as the source gave it, without trailing zeros and without exponents."""
    text = f"{value:.6f}".rstrip("0").rstrip(".") if abs(value) < 1e6 else f"{value:.0f}"
    return text.replace("-", "−")


def significant(value: float, digits: int = 3) -> str:
    """A computed number with so many significant digits; whole numbers as they are."""
    if float(value).is_integer():
        return quantity(value)
    places = digits - 1 - floor(log10(abs(value)))
    return quantity(round(value, max(places, 0)))


def contribution(value: float) -> str:
    """Share of a sum, with its sign: log odds to two decimals, points and kilocalories as whole numbers."""
    decimals = 0 if abs(value) >= 100 or round(value, 6).is_integer() else 2
    text = f"{value:+.{decimals}f}"
    return text.replace("-", "−") if float(text) else text[1:]


def unit_sign(ucum: str) -> str:
    """A UCUM code as it is printed in a ward: ``10*9/L`` to ``10⁹/L``, ``ug`` to ``µg``."""
    text = "" if ucum == "1" else ucum
    for code, sign in _UNIT_SIGNS:
        text = text.replace(code, sign)
    text = _ANNOTATION.sub("", text)
    if text.startswith("u") and len(text) > 1 and text[1] in "gmlLMI":
        text = f"µ{text[1:]}"
    return text


def day(value: date | None) -> str:
    """ISO date, the one form that both languages read the same way."""
    return MISSING if value is None else value.isoformat()
