"""Under which texts a patient is found, so that a prefix of any of them suffices."""

import unicodedata

LAST = "\U0010ffff"
"""Sorts after every text that begins with what stands before it."""


def normalised(text: str) -> str:
    """Case, width and spaces levelled: ``"ＬＩ  Ming"`` gives ``"li ming"``."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def search_keys(name: str, number: str) -> frozenset[str]:
    """The number, and each spelling of the name beginning with each of its words.

    Parameters
    ----------
    name
        As stated; a DICOM person name may hold several spellings (``Li^Ming=李^明``).
    number
        The hospital's number of the patient.
    """
    keys = {normalised(number)}
    for group in name.split("="):
        words = normalised(group.replace("^", " ")).split()
        keys |= {" ".join(words[start:] + words[:start]) for start in range(len(words))}
        keys.add("".join(words))
    return frozenset(keys - {""})
