"""Rounding as guidelines mean it."""

from math import floor


def round_half_up(value: float, digits: int = 0) -> float:
    """Rounded as a person does (5.5 becomes 6), where `round` would go to the even neighbour."""
    scale = 10.0**digits
    # the tiny step keeps 5.95 from falling under the half through its binary form
    return floor(value * scale + 0.5 + 1e-9) / scale
