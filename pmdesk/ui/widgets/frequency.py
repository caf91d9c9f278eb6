"""A probability as people count: so many in so many."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pmdesk.core.frequency import plain_frequency


@dataclass(frozen=True, slots=True)
class NaturalFrequency:
    """``count`` in ``total``; the count is rounded, and kept off 0 and all where the probability is neither.

    ``is_limit`` says that the true number lies beyond: fewer than the first, or more than all but one.
    """

    count: int
    total: int
    is_limit: bool = False


def natural_frequency(probability: float) -> NaturalFrequency:
    """`plain_frequency`, with the words for what rounds to nobody or to all.

    Parameters
    ----------
    probability
        0..1.
    """
    count, total = plain_frequency(probability)
    if count == 0 and probability > 0:
        return NaturalFrequency(1, total, is_limit=True)
    if count == total and probability < 1:
        return NaturalFrequency(total - 1, total, is_limit=True)
    return NaturalFrequency(count, total)


def frequency_words(probability: float) -> str:
    """One sentence, for example "Of 100 people with these values, about 6 have this outcome"."""
    found = natural_frequency(probability)
    if found.is_limit and found.count == 1:
        words = QCoreApplication.translate(
            "Frequency", "Of {total} people with these values, fewer than {count} has this outcome"
        )
    elif found.is_limit:
        words = QCoreApplication.translate(
            "Frequency", "Of {total} people with these values, more than {count} have this outcome"
        )
    else:
        words = QCoreApplication.translate(
            "Frequency", "Of {total} people with these values, about {count} have this outcome"
        )
    return words.format(total=found.total, count=found.count)


def frequency_short(probability: float) -> str:
    """``6 in 100``."""
    found = natural_frequency(probability)
    if found.is_limit and found.count == 1:
        words = QCoreApplication.translate("Frequency", "fewer than {count} in {total}")
    elif found.is_limit:
        words = QCoreApplication.translate("Frequency", "more than {count} in {total}")
    else:
        words = QCoreApplication.translate("Frequency", "{count} in {total}")
    return words.format(total=found.total, count=found.count)
