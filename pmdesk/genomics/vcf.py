"""Reading a VCF into a `Genome`.

Records are parsed by vcfpy (measured: 100 000 records in 3 to 6 seconds on one core, all told); this module decides
what is read, in which build, for which sample, and survives single broken records.
"""

import hashlib
import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vcfpy import Record
from vcfpy.exceptions import VCFPyException
from vcfpy.parser import Parser

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.ids import VariantId
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.core.variant import Genome, GenomeBuild, VariantCall, VariantOrigin, Zygosity
from pmdesk.genomics.annotation import Annotator
from pmdesk.genomics.build import CHROMOSOME_LENGTHS, BuildDetection, chromosome_name, detect_build
from pmdesk.genomics.genes import gene_of
from pmdesk.genomics.genotype import allele_fraction, depth, record_origin, zygosity
from pmdesk.genomics.header import VcfHeader, VcfLines, read_header
from pmdesk.genomics.samples import choose_sample, header_origin

MAX_CALLS = 6_000_000
"""Most variants kept in memory; a whole human genome has about five million."""

_CHECK_EVERY = 2_000
_BASES = re.compile(r"^[ACGTN]+$", re.IGNORECASE)
_IUPAC = re.compile(r"^[ACGTNRYSWKMBDHV]+$", re.IGNORECASE)
_SYMBOLIC = re.compile(
    r"^(<[^<>]+>|[ACGTN.]*[\[\]][^\[\]]+:\d+[\[\]][ACGTN.]*|\.[ACGTN]+|[ACGTN]+\.)$", re.IGNORECASE
)
_NOT_A_VARIANT = frozenset({"<NON_REF>", "<*>", "*", "<X>"})
"""Alleles that stand for "anything else" (gVCF blocks) or for a deletion that another record describes."""

_RECORD_FAULTS = (VCFPyException, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError)
"""What the library raises on lines that break the specification in one way or another."""


def read_vcf(
    path: Path,
    *,
    build: GenomeBuild | None = None,
    sample: str | None = None,
    ctx: JobContext | None = None,
) -> Genome:
    """Read one sample of a VCF; plain, gzip or BGZF, told apart by content.

    Records with several alternate alleles become one call each. Broken records are passed over and counted in
    ``skipped_records``; reference-only records and gVCF blocks are passed over as well, for they hold no variant.

    Parameters
    ----------
    path
        The file.
    build
        What the user states, for files that do not say; must not contradict the file.
    sample
        Column to read; may be left out when there is one, or when the file says which one is the tumour.
    ctx
        Progress (stage code ``"stage.read_genome"``) and cancelling.

    Returns
    -------
    Genome
        Calls in the order of the file. ``notes`` holds text codes ``"genome.*"``.

    Raises
    ------
    InputError
        ``FILE_NOT_FOUND``, ``FILE_UNREADABLE``, ``FILE_EMPTY``, ``FILE_TOO_LARGE``, ``GENOME_WRONG_TYPE``,
        ``VCF_NO_HEADER``, ``VCF_BROKEN`` (``line``, ``reason``), ``BUILD_UNKNOWN``, ``BUILD_MISMATCH``,
        ``SAMPLE_NOT_FOUND``.
    CancelledError
        The user cancelled.
    """
    ctx = ctx or NullContext()
    with VcfLines(path) as lines:
        header = read_header(lines, path)
        known, evidence = _settle_build(detect_build(header), build, path)
        choice = choose_sample(header, sample, path)
        reading = _Reading(path, header, known, choice.sample)
        reading.read(lines, ctx)
        notes = [choice.note, *reading.notes(), "genome.bgzf_no_eof" if lines.lacks_bgzf_end else ""]
    ctx.check()
    origins = {call.origin for call in reading.calls}
    return Genome(
        source_path=str(path),
        sha256=_sha256(path, ctx),
        build=known,
        build_evidence=evidence,
        sample=choice.sample,
        samples=header.samples,
        calls=tuple(reading.calls),
        origin=origins.pop() if len(origins) == 1 else reading.default_origin,
        skipped_records=reading.skipped,
        notes=tuple(note for note in notes if note),
    )


def with_origin(genome: Genome, origin: VariantOrigin) -> Genome:
    """A copy in which the calls of unknown origin have the origin that the user states."""
    return replace(
        genome,
        origin=origin if genome.origin is VariantOrigin.UNKNOWN else genome.origin,
        calls=tuple(
            replace(call, origin=origin) if call.origin is VariantOrigin.UNKNOWN else call
            for call in genome.calls
        ),
    )


def variant_id(
    build: GenomeBuild, chromosome: str, position: int, reference: str, alternate: str
) -> VariantId:
    """The key of a variant everywhere in the product."""
    return VariantId(f"{build}:{chromosome}:{position}:{reference}:{alternate}")


def _settle_build(detected: BuildDetection, given: GenomeBuild | None, path: Path) -> tuple[GenomeBuild, str]:
    if detected.other_build:
        raise InputError(
            ErrorCode.BUILD_MISMATCH,
            path=path,
            found=detected.other_build,
            given=given.value if given else "",
        )
    if detected.build is None:
        if given is None:
            raise InputError(ErrorCode.BUILD_UNKNOWN, path=path, reason=detected.evidence_code)
        return given, "build.user"
    if given is not None and given is not detected.build:
        raise InputError(ErrorCode.BUILD_MISMATCH, path=path, found=detected.build.value, given=given.value)
    return detected.build, detected.evidence_code


@dataclass
class _Reading:
    """State of reading the records of one file."""

    path: Path
    header: VcfHeader
    build: GenomeBuild
    sample: str
    calls: list[VariantCall] = field(default_factory=list)
    skipped: int = 0
    blocks_dropped: bool = False
    outside_build: int = 0
    any_annotation: bool = False
    any_genotype: bool = False
    last_line_cut: bool = False
    first_fault_line: int = 0

    def __post_init__(self) -> None:
        self.default_origin = header_origin(self.header, self.sample)
        self._annotator = Annotator(self.header)
        self._lengths = CHROMOSOME_LENGTHS[self.build]
        self._columns = len(self.header.lines[-1].split("\t"))

    def notes(self) -> Iterator[str]:
        if self.skipped:
            yield "genome.skipped_records"
        if self.outside_build:
            yield "genome.outside_build"
        if self.blocks_dropped:
            yield "genome.gvcf_blocks_dropped"
        if self.last_line_cut:
            yield "genome.last_line_cut"
        if self.header.unread_lines:
            yield "genome.header_lines_unread"
        if not self.calls:
            yield "genome.no_records"
            return
        if not self.any_genotype:
            yield "genome.no_genotypes"
        if not self.any_annotation:
            yield "genome.no_annotation"

    def read(self, lines: VcfLines, ctx: JobContext) -> None:
        parser = self._parser()
        whole = 0
        for line in lines:
            if lines.line_number % _CHECK_EVERY == 0:
                ctx.check()
                ctx.progress(lines.fraction, "stage.read_genome")
            if line.startswith("#"):
                continue
            try:
                # The library calls a line with missing columns an error and one with spaces for tabs as well.
                record = parser.parse_line(line)
                found = list(self._calls_of(record)) if record is not None else []
            except _RECORD_FAULTS:
                self._fault(lines)
                continue
            whole += 1
            self.calls.extend(found)
            if len(self.calls) > MAX_CALLS:
                raise InputError(ErrorCode.FILE_TOO_LARGE, path=self.path, limit=MAX_CALLS)
        if self.skipped and not whole:
            raise InputError(
                ErrorCode.VCF_BROKEN, path=self.path, line=self.first_fault_line, reason="no_record_readable"
            )

    def _fault(self, lines: VcfLines) -> None:
        self.skipped += 1
        self.first_fault_line = self.first_fault_line or lines.line_number
        self.last_line_cut = not lines.ends_with_newline

    def _parser(self) -> Parser:
        text = io.StringIO("\n".join(self.header.lines) + "\n")
        try:
            parser = Parser(io.TextIOWrapper(io.BytesIO(text.getvalue().encode()), encoding="utf-8"))
            parser.parse_header([self.sample] if self.sample else [])
        except _RECORD_FAULTS as error:
            raise InputError(
                ErrorCode.VCF_BROKEN, path=self.path, line=self.header.line_count, reason=str(error)[:200]
            ) from None
        return parser

    def _calls_of(self, record: Record) -> Iterator[VariantCall]:
        chromosome = chromosome_name(record.CHROM)
        reference = record.REF.upper()
        # Position 0 is the telomere (VCF 4.3, section 1.6.1), which no call of a base can have.
        if record.POS < 1 or not _IUPAC.match(reference):
            raise ValueError("position or reference allele")
        if self._lengths.get(chromosome, record.POS) < record.POS:
            self.outside_build += 1
            raise ValueError("beyond the end of the chromosome")
        alternates = [alt.serialize() if hasattr(alt, "serialize") else str(alt) for alt in record.ALT]
        data: Mapping[str, Any] = record.call_for_sample[self.sample].data if self.sample else {}
        genotype = str(data.get("GT") or "")
        if genotype and not re.fullmatch(r"[/|]?[\d.]+([/|][\d.]+)*", genotype):
            raise ValueError("genotype")
        highest = max((int(allele) for allele in re.findall(r"\d+", genotype)), default=0)
        if highest > len(alternates):
            raise ValueError("genotype names an allele that the record does not have")
        self.any_genotype |= bool(genotype)
        origin = record_origin(record.INFO, data) or self.default_origin
        for index, raw in enumerate(alternates, start=1):
            if raw in _NOT_A_VARIANT:
                self.blocks_dropped |= raw != "*"
                continue
            alternate = raw.upper() if _BASES.match(raw) else raw
            if alternate == reference or not (_BASES.match(raw) or _SYMBOLIC.match(raw)):
                raise ValueError("alternate allele")
            yield self._call(record, chromosome, reference, alternate, index, genotype, data, origin)

    def _call(
        self,
        record: Record,
        chromosome: str,
        reference: str,
        alternate: str,
        index: int,
        genotype: str,
        data: Mapping[str, Any],
        origin: VariantOrigin,
    ) -> VariantCall:
        found = self._annotator.annotation(record.INFO, reference, alternate, index)
        self.any_annotation |= bool(found.gene or found.consequence or found.hgvs_p)
        gene = found.gene or gene_of(chromosome, record.POS, self.build)
        quality = float(record.QUAL) if record.QUAL is not None else None
        return VariantCall(
            id=variant_id(self.build, chromosome, record.POS, reference, alternate),
            chromosome=chromosome,
            position=record.POS,
            reference=reference,
            alternate=alternate,
            rsid=next((name for name in record.ID if name.startswith("rs")), ""),
            gene=gene,
            gene_origin="file" if found.gene else "region" if gene else "",
            consequence=found.consequence,
            hgvs_c=found.hgvs_c,
            hgvs_p=found.hgvs_p,
            genotype=genotype,
            zygosity=zygosity(genotype, index) if genotype else Zygosity.NOT_CALLED,
            depth=depth(data, record.INFO, len(self.header.samples) == 1),
            allele_fraction=allele_fraction(data, reference, alternate, index),
            population_frequency=found.population_frequency,
            clinical_significance=found.clinical_significance,
            filter_status=";".join(record.FILTER),
            quality=quality if quality is not None and math.isfinite(quality) else None,
            origin=origin,
        )


def _sha256(path: Path, ctx: JobContext) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            digest.update(block)
            ctx.check()
    return digest.hexdigest()
