"""Round numbers along an axis."""

from math import ceil, floor, log10


def ticks(low: float, high: float, most: int) -> tuple[float, ...]:
    """Multiples of 1, 2 or 5 times a power of ten, from at or below ``low`` to at or above ``high``.

    Parameters
    ----------
    most
        About how many intervals; never more than one over.
    """
    if high <= low:
        high = low + 1.0
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * digit for digit in (1, 2, 5, 10) if power * digit >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(number * step, 12) for number in range(first, last + 1))
