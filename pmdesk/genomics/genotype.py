"""Genotype, zygosity, depth and allele fraction of one allele in one sample's column."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pmdesk.core.variant import VariantOrigin, Zygosity


@lru_cache(maxsize=4096)
def zygosity(genotype: str, allele_index: int) -> Zygosity:
    """Zygosity for the ``allele_index``-th alternate (1-based) of a genotype such as ``0/1``, ``1|2`` or ``1``.

    Other alternate alleles of the record count as "not this one", as in split (biallelic) files: ``0/2`` is
    homozygous reference for allele 1. A genotype with an uncalled allele is used only when it shows this allele.
    """
    alleles = re.split(r"[/|]", genotype) if genotype else []
    called = [allele for allele in alleles if allele.isdigit()]
    carried = sum(int(allele) == allele_index for allele in called)
    if not called or (len(called) < len(alleles) and not carried):
        return Zygosity.NOT_CALLED
    if not carried:
        return Zygosity.HOMOZYGOUS_REFERENCE
    if len(alleles) == 1:
        return Zygosity.HEMIZYGOUS
    return Zygosity.HOMOZYGOUS_ALTERNATE if carried == len(alleles) else Zygosity.HETEROZYGOUS


def depth(data: Mapping[str, object], info: Mapping[str, object], is_only_sample: bool) -> int | None:
    """Reads at the place: the sample's DP, else the sum of its AD, else the record's DP for a single sample."""
    stated = _whole(data.get("DP"))
    if stated is not None:
        return stated
    counts = _wholes(data.get("AD"))
    if len(counts) > 1:
        return sum(counts)
    return _whole(info.get("DP")) if is_only_sample else None


def allele_fraction(
    data: Mapping[str, object], reference: str, alternate: str, allele_index: int
) -> float | None:
    """Fraction of reads with the alternate allele, 0..1, from the first of: AD, Strelka's counts, AF, FA, FREQ."""
    counts = _wholes(data.get("AD"))
    if len(counts) > allele_index:
        total = sum(counts)
        return counts[allele_index] / total if total else None
    reference_reads = _whole(data.get("RD"))
    if len(counts) == 1 and reference_reads is not None:
        total = counts[0] + reference_reads
        return counts[0] / total if total else None
    strelka = _strelka(data, reference, alternate)
    if strelka is not None:
        return strelka
    for key in ("AF", "FA", "FREQ", "VAF", "VF"):
        fraction = _fraction(data.get(key), allele_index)
        if fraction is not None:
            return fraction
    return None


def record_origin(info: Mapping[str, object], data: Mapping[str, object]) -> VariantOrigin | None:
    """What the record itself says: the SOMATIC or GERMLINE flag, or SS (0 reference, 1 germline, 2 somatic).

    None where it says nothing; unknown where it says neither of the two (SS 3 loss of heterozygosity, 5 unknown).
    """
    if info.get("SOMATIC") not in (None, False):
        return VariantOrigin.SOMATIC
    if info.get("GERMLINE") not in (None, False):
        return VariantOrigin.GERMLINE
    status = _whole(info.get("SS"))
    if status is None:
        status = _whole(data.get("SS"))
    if status is None:
        return None
    return {1: VariantOrigin.GERMLINE, 2: VariantOrigin.SOMATIC}.get(status, VariantOrigin.UNKNOWN)


def _strelka(data: Mapping[str, object], reference: str, alternate: str) -> float | None:
    """Tier 1 counts as the Strelka manual defines them: ``XU`` for a base, ``TAR`` and ``TIR`` for indels."""
    if len(reference) == len(alternate) == 1:
        pair = [_wholes(data.get(f"{base}U")) for base in (reference, alternate)]
    else:
        pair = [_wholes(data.get("TAR")), _wholes(data.get("TIR"))]
    if not all(pair):
        return None
    total = pair[0][0] + pair[1][0]
    return pair[1][0] / total if total else None


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _whole(value: object) -> int | None:
    found = _wholes(value)
    return found[0] if found else None


def _wholes(value: object) -> list[int]:
    """Whole numbers of a value; a list with a gap has no use as counts and is empty."""
    numbers: list[int] = []
    for item in _listed(value):
        if isinstance(item, bool) or item is None:
            return []
        try:
            number = float(str(item))
        except ValueError:
            return []
        if not math.isfinite(number) or number < 0 or number != int(number):
            return []
        numbers.append(int(number))
    return numbers


def _fraction(value: object, allele_index: int) -> float | None:
    items = _listed(value)
    if value is None or not items:
        return None
    item = items[min(allele_index - 1, len(items) - 1)]
    text = str(item)
    try:
        number = float(text.removesuffix("%")) / (100.0 if text.endswith("%") else 1.0)
    except ValueError:
        return None
    return number if 0.0 <= number <= 1.0 else None
