"""A probability as people count: so many in so many."""

_TOTALS = (100, 1_000, 10_000)


def plain_frequency(probability: float) -> tuple[int, int]:
    """How many in how many, for example (6, 100) for 0.0612.

    In 100 people where that comes to one or more, else in 1000, else in 10000. The count is rounded; 0 stands for less
    than one half in 10000, and for a probability of 0.

    Parameters
    ----------
    probability
        0..1.

    Raises
    ------
    ValueError
        It is no probability.
    """
    if not 0.0 <= probability <= 1.0:
        raise ValueError(f"no probability: {probability}")
    total = next((total for total in _TOTALS if probability * total >= 1.0), _TOTALS[-1])
    if probability == 0.0:
        total = _TOTALS[0]
    return round(probability * total), total
