"""Which genome build a VCF is on: from what its header states and from the lengths of its contigs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pmdesk.core.variant import GenomeBuild
from pmdesk.genomics.header import VcfHeader, VcfLines, read_header

_NAMES = (*(str(number) for number in range(1, 23)), "X", "Y")

_LENGTHS_37 = (
    249250621, 243199373, 198022430, 191154276, 180915260, 171115067, 159138663, 146364022, 141213431, 135534747,
    135006516, 133851895, 115169878, 107349540, 102531392, 90354753, 81195210, 78077248, 59128983, 63025520,
    48129895, 51304566, 155270560, 59373566,
)  # fmt: skip
_LENGTHS_38 = (
    248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973, 145138636, 138394717, 133797422,
    135086622, 133275309, 114364328, 107043718, 101991189, 90338345, 83257441, 80373285, 58617616, 64444167,
    46709983, 50818468, 156040895, 57227415,
)  # fmt: skip

CHROMOSOME_LENGTHS: dict[GenomeBuild, dict[str, int]] = {
    GenomeBuild.GRCH37: dict(zip(_NAMES, _LENGTHS_37, strict=True)),
    GenomeBuild.GRCH38: dict(zip(_NAMES, _LENGTHS_38, strict=True)),
}
"""Lengths of the chromosomes in bases (NCBI assembly reports GCF_000001405.13 and GCF_000001405.26)."""

_OTHER_LENGTHS = {
    "NCBI36 (hg18)": {"1": 247249719, "2": 242951149, "3": 199501827},
    "T2T-CHM13": {"1": 248387328, "2": 242696752, "3": 201105948},
}

_STATED = (
    (
        GenomeBuild.GRCH37.value,
        r"grch37|hg[-_]?19|hs37d5|\bhs37|\bb37\b|[_/-]b37[._/-]|g1k_v37|ncbi37|human_g1k",
    ),
    (GenomeBuild.GRCH38.value, r"grch38|hg[-_]?38|\bhs38|hs38dh|\bb38\b|[_/-]b38[._/-]|ncbi38"),
    ("NCBI36 (hg18)", r"grch36|hg[-_]?18|ncbi[-_ ]?36|\bb36\b|[_/-]b36[._/-]"),
    ("NCBI35 (hg17)", r"hg[-_]?17|ncbi[-_ ]?35"),
    ("T2T-CHM13", r"t2t|chm13|\bhs1\b"),
    ("GRCm38/39 (mouse)", r"grcm3[89]|\bmm(9|10|39)\b"),
)

_REFSEQ = re.compile(r"^NC_0000(\d\d)\.\d+$")
_REFSEQ_MITOCHONDRION = re.compile(r"^NC_012920\.\d+$")


@dataclass(frozen=True, slots=True)
class BuildDetection:
    """What the header says about the build.

    ``build`` is None when nothing or something contradictory is said, or when ``other_build`` names one that is not
    supported. ``evidence_code`` is ``"build.contig_lengths"``, ``"build.stated"``, ``"build.contradictory"``,
    ``"build.other"`` or ``"build.none"``; ``details`` are the findings, for example ``"chr1 249250621"``.
    """

    build: GenomeBuild | None
    evidence_code: str
    details: tuple[str, ...] = ()
    other_build: str = ""


@lru_cache(maxsize=65536)
def chromosome_name(raw: str) -> str:
    """The chromosome without prefix: ``chr7``, ``7`` and ``NC_000007.14`` are ``7``; ``M`` and ``chrM`` are ``MT``.

    Names of other contigs are kept as they are.
    """
    refseq = _REFSEQ.match(raw)
    if refseq is not None:
        number = int(refseq.group(1))
        return {23: "X", 24: "Y"}.get(number, str(number))
    if _REFSEQ_MITOCHONDRION.match(raw):
        return "MT"
    bare = raw[3:] if raw[:3].lower() == "chr" else raw
    if bare in ("M", "MT", "m", "mt"):
        return "MT"
    upper = bare.upper()
    return upper if upper in CHROMOSOME_LENGTHS[GenomeBuild.GRCH38] else raw


def detect_build(header: VcfHeader) -> BuildDetection:
    """Detect the build from contig lengths first, then from the words of the header.

    Lengths are measured, words are typed by people; where the two disagree, or either disagrees with itself, the
    build is unknown.
    """
    by_length: dict[str, list[str]] = {}
    for fields in header.structured("contig"):
        name = chromosome_name(fields.get("ID", ""))
        length = fields.get("length", "")
        if not length.isdigit():
            continue
        for build, known in _lengths():
            if known.get(name) == int(length):
                by_length.setdefault(build, []).append(f"{fields['ID']} {length}")
    by_words: dict[str, list[str]] = {}
    for text in _statements(header):
        for build, pattern in _STATED:
            if re.search(pattern, text.lower()):
                by_words.setdefault(build, []).append(text)
    details = tuple(
        dict.fromkeys(item for found in (by_length, by_words) for v in found.values() for item in v[:3])
    )
    named = set(by_length) | set(by_words)
    if not named:
        return BuildDetection(None, "build.none")
    if len(named) > 1:
        return BuildDetection(None, "build.contradictory", details)
    only = named.pop()
    if only not in tuple(GenomeBuild):
        return BuildDetection(None, "build.other", details, only)
    return BuildDetection(GenomeBuild(only), "build.contig_lengths" if by_length else "build.stated", details)


def build_of_file(path: Path) -> BuildDetection:
    """`detect_build` of a file; reads the header only."""
    with VcfLines(path) as lines:
        return detect_build(read_header(lines, path))


def _lengths() -> Iterable[tuple[str, dict[str, int]]]:
    for build, lengths in CHROMOSOME_LENGTHS.items():
        yield build.value, lengths
    yield from _OTHER_LENGTHS.items()


def _statements(header: VcfHeader) -> Iterable[str]:
    yield from header.values("reference")
    yield from header.values("assembly")
    for fields in header.structured("contig"):
        yield fields.get("assembly", "")
        yield fields.get("URL", "")
    for vep in header.values("VEP"):
        yield from re.findall(r'assembly="([^"]*)"', vep)
