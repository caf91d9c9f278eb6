"""Which column of a VCF is the patient's sample, and whether the file calls germline or somatic variants."""

import re
from dataclasses import dataclass
from pathlib import Path

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.variant import VariantOrigin
from pmdesk.genomics.header import VcfHeader

_TUMOUR_NAMES = frozenset({"tumor", "tumour", "dna_tumor", "dna_tumour"})
_NORMAL_NAMES = frozenset({"normal", "dna_normal"})
_BESIDE_TUMOUR = _NORMAL_NAMES | {"rna_tumor", "rna_tumour"}

_SOMATIC_CALLERS = re.compile(
    r"mutect|muse|somatic[-_ ]?sniper|strelka somatic|strelka2? somatic|radia|lofreq somatic|somaticseq|lancet|caveman",
    re.IGNORECASE,
)
_LISTED_SAMPLES = 40
"""Most sample names put into an error."""


@dataclass(frozen=True, slots=True)
class SampleChoice:
    """The sample to read (empty: the file has none) and the code of how it was chosen (empty: it was the only one)."""

    sample: str
    note: str = ""


def choose_sample(header: VcfHeader, wanted: str | None, path: Path) -> SampleChoice:
    """Choose the sample to read.

    The named one; else the only one; else the one that the file itself says is the tumour, in this order:
    ``##tumor_sample`` (Mutect2), ``##PEDIGREE=<Derived=...>``, or one column called TUMOR beside columns called
    NORMAL. The first column is never taken for being the first.

    Raises
    ------
    InputError
        ``SAMPLE_NOT_FOUND`` with the names, when the named sample does not exist or (``sample`` empty) when several
        exist and nothing says which.
    """
    samples = header.samples
    listed = ", ".join(samples[:_LISTED_SAMPLES]) + (", ..." if len(samples) > _LISTED_SAMPLES else "")
    if wanted is not None:
        if wanted not in samples:
            raise InputError(ErrorCode.SAMPLE_NOT_FOUND, path=path, sample=wanted, samples=listed)
        return SampleChoice(wanted)
    if len(samples) <= 1:
        return SampleChoice(samples[0] if samples else "")
    stated = [*header.values("tumor_sample"), *(f.get("Derived", "") for f in header.structured("PEDIGREE"))]
    named = [name for name in dict.fromkeys(stated) if name in samples]
    if not named:
        tumours = [name for name in samples if name.lower() in _TUMOUR_NAMES]
        others = {name.lower() for name in samples} - _TUMOUR_NAMES
        named = tumours if others <= _BESIDE_TUMOUR else []
    if len(named) != 1:
        raise InputError(ErrorCode.SAMPLE_NOT_FOUND, path=path, sample="", samples=listed)
    return SampleChoice(named[0], "genome.tumour_sample_chosen")


def header_origin(header: VcfHeader, sample: str) -> VariantOrigin:
    """Germline or somatic as the header states it for ``sample``, else unknown.

    Somatic: a known somatic caller is named and the sample is not the normal one. Germline: Strelka's content line,
    or ``##SAMPLE=<ID=...,Genomes=Germline>`` (VCF 4.3, section 1.4.8).
    """
    for fields in header.structured("SAMPLE"):
        if fields.get("ID") == sample:
            genomes = fields.get("Genomes", "").lower()
            if genomes == "germline":
                return VariantOrigin.GERMLINE
            if genomes in ("somatic", "tumor", "tumour"):
                return VariantOrigin.SOMATIC
    content = " ".join(header.values("content")).lower()
    if "germline" in content:
        return VariantOrigin.GERMLINE
    if sample.lower() in _NORMAL_NAMES or sample in header.values("normal_sample"):
        return VariantOrigin.UNKNOWN
    return VariantOrigin.SOMATIC if _names_somatic_caller(header) else VariantOrigin.UNKNOWN


def _names_somatic_caller(header: VcfHeader) -> bool:
    sources = (*header.values("source"), *header.values("content"))
    if any(_SOMATIC_CALLERS.search(source) for source in sources):
        return True
    return any(
        meta.key.lower() in ("mutect", "mutectversion", "muse_version", "tumor_sample")
        or (meta.key == "GATKCommandLine" and "mutect" in meta.fields.get("ID", "").lower())
        for meta in header.metas
    )
