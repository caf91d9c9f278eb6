"""Genes by position, for the few genes whose ranges are known on both builds."""

import json
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.paths import resources_dir
from pmdesk.core.variant import GenomeBuild


class GeneRegion(BaseModel):
    """Range of a gene's reference transcript, 1-based and inclusive, on both builds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gene: str
    chromosome: str
    GRCh37: tuple[int, int]
    GRCh38: tuple[int, int]
    transcript: str

    def on(self, build: GenomeBuild) -> tuple[int, int]:
        return self.GRCh37 if build is GenomeBuild.GRCH37 else self.GRCh38


class GeneTable(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    source: str
    genes: tuple[GeneRegion, ...]


@cache
def gene_regions() -> tuple[GeneRegion, ...]:
    """The table of the product.

    Raises
    ------
    InputError
        ``KNOWLEDGE_INVALID`` when the table is missing or malformed.
    """
    path: Path = resources_dir() / "knowledge" / "gene_regions_grch37_grch38.json"
    try:
        return GeneTable.model_validate(json.loads(path.read_text(encoding="utf-8"))).genes
    except (OSError, ValueError, ValidationError) as error:
        raise InputError(ErrorCode.KNOWLEDGE_INVALID, path=path, reason=str(error)) from error


@cache
def _by_chromosome(build: GenomeBuild) -> dict[str, tuple[tuple[int, int, str], ...]]:
    found: dict[str, list[tuple[int, int, str]]] = {}
    for region in gene_regions():
        start, end = region.on(build)
        found.setdefault(region.chromosome, []).append((start, end, region.gene))
    return {chromosome: tuple(ranges) for chromosome, ranges in found.items()}


def gene_of(chromosome: str, position: int, build: GenomeBuild) -> str:
    """Symbol of the gene that holds the place, or empty.

    ``position`` is 1-based, ``chromosome`` without prefix. Empty says nothing: only the genes of the table are known.
    """
    for start, end, gene in _by_chromosome(build).get(chromosome, ()):
        if start <= position <= end:
            return gene
    return ""
