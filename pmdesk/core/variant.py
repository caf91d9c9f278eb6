"""Variants and genotypes as a file states them, always together with their genome build."""

from dataclasses import dataclass, field
from enum import StrEnum

from pmdesk.core.ids import VariantId


class GenomeBuild(StrEnum):
    GRCH37 = "GRCh37"
    GRCH38 = "GRCh38"


class VariantOrigin(StrEnum):
    """Germline or somatic; unknown when the file does not say and the user has not."""

    GERMLINE = "germline"
    SOMATIC = "somatic"
    UNKNOWN = "unknown"


class Zygosity(StrEnum):
    HOMOZYGOUS_REFERENCE = "hom_ref"
    HETEROZYGOUS = "het"
    HOMOZYGOUS_ALTERNATE = "hom_alt"
    HEMIZYGOUS = "hemi"
    NOT_CALLED = "not_called"


@dataclass(frozen=True, slots=True)
class VariantCall:
    """One alternate allele at one place in one sample.

    ``position`` is 1-based on ``chromosome`` (without the ``chr`` prefix) of the genome's build. Fields the file
    does not give are empty or None: absence of an annotation says nothing about the variant.
    """

    id: VariantId
    chromosome: str
    position: int
    reference: str
    alternate: str
    rsid: str = ""
    gene: str = ""
    gene_origin: str = ""
    """``"file"`` when the file annotates it, ``"region"`` when it follows from the position alone."""
    consequence: str = ""
    hgvs_c: str = ""
    hgvs_p: str = ""
    genotype: str = ""
    zygosity: Zygosity = Zygosity.NOT_CALLED
    depth: int | None = None
    allele_fraction: float | None = None
    population_frequency: float | None = None
    clinical_significance: str = ""
    """As the file gives it (for example ClinVar's CLNSIG)."""
    filter_status: str = ""
    """``"PASS"``, the names of the filters failed, or empty when the file has not filtered."""
    quality: float | None = None
    origin: VariantOrigin = VariantOrigin.UNKNOWN


@dataclass(frozen=True)
class Genome:
    """The variants of one sample.

    A gene without a variant here is "no variant reported", never "normal": what was sequenced is known only where
    the file says so.
    """

    source_path: str
    sha256: str
    build: GenomeBuild
    build_evidence: str
    """Code of how the build is known: ``"build.stated"``, ``"build.contig_lengths"``, ``"build.user"``."""
    sample: str
    samples: tuple[str, ...]
    calls: tuple[VariantCall, ...] = field(repr=False)
    origin: VariantOrigin = VariantOrigin.UNKNOWN
    skipped_records: int = 0
    notes: tuple[str, ...] = ()

    def call(self, variant_id: VariantId) -> VariantCall | None:
        return next((call for call in self.calls if call.id == variant_id), None)
