"""VCF files written by the tests themselves."""

from collections.abc import Sequence
from pathlib import Path

GRCH38_LINE = "##contig=<ID=chr7,length=159345973>"
GRCH37_LINE = "##contig=<ID=7,length=159138663>"
_COLUMNS = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO"


def vcf_text(
    records: Sequence[str],
    *,
    meta: Sequence[str] = (GRCH38_LINE,),
    samples: Sequence[str] = ("P1",),
) -> str:
    """Text of a VCF; a record may use spaces for tabs."""
    columns = _COLUMNS + ("\tFORMAT\t" + "\t".join(samples) if samples else "")
    lines = ["##fileformat=VCFv4.2", *meta, columns, *("\t".join(record.split()) for record in records)]
    return "\n".join(lines) + "\n"


def write_vcf(
    folder: Path,
    records: Sequence[str],
    *,
    meta: Sequence[str] = (GRCH38_LINE,),
    samples: Sequence[str] = ("P1",),
    name: str = "case.vcf",
) -> Path:
    """Write `vcf_text` into ``folder``."""
    path = folder / name
    path.write_text(vcf_text(records, meta=meta, samples=samples), encoding="utf-8")
    return path
