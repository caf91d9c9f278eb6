"""The table of biomarkers: a closed vocabulary of ways to recognise one."""

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.texts import LocalizedText
from pmdesk.core.variant import GenomeBuild


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Region(_Row):
    """A range on both builds, 1-based and inclusive."""

    chromosome: str
    GRCh37: tuple[int, int]
    GRCh38: tuple[int, int]

    def on(self, build: GenomeBuild) -> tuple[int, int]:
        return self.GRCh37 if build is GenomeBuild.GRCH37 else self.GRCh38


class ProteinChange(_Row):
    """Protein changes in one-letter form, for example ``L858R``."""

    kind: Literal["protein"]
    changes: tuple[str, ...]


class Coordinate(_Row):
    """One exact change on both builds, on the plus strand; ``change`` names its effect."""

    kind: Literal["coordinate"]
    change: str
    chromosome: str
    GRCh37: int
    GRCh38: int
    ref: str
    alt: str

    def on(self, build: GenomeBuild) -> int:
        return self.GRCh37 if build is GenomeBuild.GRCH37 else self.GRCh38


class Codon(_Row):
    """Any stated missense change of one of these codons."""

    kind: Literal["codon"]
    codons: tuple[int, ...]


class InframeChange(_Row):
    """A gain or loss of a multiple of three bases within an exon; ``codons`` are its first and last."""

    kind: Literal["inframe_deletion", "inframe_insertion"]
    codons: tuple[int, int]
    region: Region


class ExonSkipping(_Row):
    """Skipping of an exon: its two splice sites, and its last codon in the two numberings in use."""

    kind: Literal["exon_skipping"]
    exon: Region
    words: tuple[str, ...]
    last_codons: tuple[int, ...]


class Fusion(_Row):
    """A fusion that the file itself states; a breakend in the gene alone is not one."""

    kind: Literal["fusion"]


class Pathogenic(_Row):
    """Stated as pathogenic, or truncating."""

    kind: Literal["pathogenic"]


Matcher = ProteinChange | Coordinate | Codon | InframeChange | ExonSkipping | Fusion | Pathogenic


class BiomarkerTest(_Row):
    """One biomarker; ``regions`` are the places where a call without stated effect leaves the question open."""

    id: str = Field(pattern=r"^[A-Z0-9_]+$")
    genes: tuple[str, ...] = Field(min_length=1)
    title: LocalizedText
    match: tuple[Annotated[Matcher, Field(discriminator="kind")], ...] = Field(min_length=1)
    regions: tuple[Region, ...] = ()


class BiomarkerTable(_Row):
    version: str
    source: str
    biomarkers: tuple[BiomarkerTest, ...]


def load_biomarker_table(path: Path) -> BiomarkerTable:
    """Load and validate the table.

    Raises
    ------
    InputError
        ``KNOWLEDGE_INVALID`` with the reason.
    """
    try:
        return BiomarkerTable.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise InputError(ErrorCode.KNOWLEDGE_INVALID, path=path, reason=str(error)) from error
