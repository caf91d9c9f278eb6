"""From a genome to biomarkers: what it shows, does not report, or cannot show.

A gene without a call is "no variant reported", never "wild type": what was sequenced is not known. A small-variant
file says nothing about fusions; a call without annotation says nothing about its effect unless its exact place and
bases are in the table.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from pmdesk.core.biomarker import Assessment, Biomarker
from pmdesk.core.ids import VariantId
from pmdesk.core.paths import resources_dir
from pmdesk.core.variant import Genome, GenomeBuild, VariantCall, VariantOrigin
from pmdesk.genomics.annotation import breakend_mate, genes_of
from pmdesk.genomics.biomarker_table import (
    BiomarkerTable,
    BiomarkerTest,
    Codon,
    Coordinate,
    ExonSkipping,
    Fusion,
    InframeChange,
    Matcher,
    Pathogenic,
    ProteinChange,
    load_biomarker_table,
)
from pmdesk.genomics.build import chromosome_name
from pmdesk.genomics.filters import (
    ConsequenceClass,
    consequence_class,
    is_carried,
    passes_filter,
    protein_short,
)
from pmdesk.genomics.genes import gene_of, gene_regions

__all__ = ["Assessment", "Biomarker", "biomarkers", "is_pathogenic", "stated_significance"]

COMMON_FREQUENCY = 0.01
"""Population frequency from which a change of a cancer predisposition gene is taken for a polymorphism."""

_CODON = re.compile(r"^[A-Z*](\d+)(?:_[A-Z*](\d+))?")
_MISSENSE = re.compile(r"^[A-Z](\d+)([A-Z])$")


@cache
def _table() -> BiomarkerTable:
    path: Path = resources_dir() / "knowledge" / "biomarkers.json"
    return load_biomarker_table(path)


def biomarkers(genome: Genome | None) -> tuple[Biomarker, ...]:
    """Every biomarker of the table, assessed in ``genome``; without a genome none can be assessed.

    Raises
    ------
    InputError
        ``KNOWLEDGE_INVALID`` when the table is missing or malformed.
    """
    tests = _table().biomarkers
    if genome is None:
        return tuple(
            _result(test, Assessment.NOT_ASSESSABLE, reasons=("biomarker.no_genome",)) for test in tests
        )
    if "genome.no_genotypes" in genome.notes and not any(is_carried(call) for call in genome.calls):
        return tuple(
            _result(test, Assessment.NOT_ASSESSABLE, reasons=("biomarker.no_genotypes",)) for test in tests
        )
    has_rearrangements = any(_is_rearrangement(call) for call in genome.calls)
    by_gene = _calls_by_gene(genome, {gene for test in tests for gene in test.genes})
    return tuple(
        _assess(
            test,
            [call for gene in test.genes for call in by_gene.get(gene, ())],
            genome,
            has_rearrangements,
        )
        for test in tests
    )


def stated_significance(text: str) -> str:
    """``"pathogenic"``, ``"benign"``, ``"uncertain"``, ``"conflicting"`` or empty, of ClinVar's words or old numbers.

    "Likely" counts with its direction. Several statements that disagree are conflicting.
    """
    words = set(re.split(r"[^a-z0-9]+", text.lower().replace("_", " ")))
    if words & {"conflicting", "conflict"}:
        return "conflicting"
    found = {
        name
        for name, signs in (
            ("pathogenic", {"pathogenic", "4", "5"}),
            ("benign", {"benign", "2", "3"}),
            ("uncertain", {"uncertain", "0"}),
        )
        if words & signs
    }
    return "conflicting" if len(found) > 1 else next(iter(found), "")


def is_pathogenic(call: VariantCall) -> str:
    """Basis on which a call in a tumour suppressor counts as pathogenic, or empty.

    ``"biomarker.stated_pathogenic"`` when the file states (likely) pathogenic without conflict,
    ``"biomarker.truncating"`` when it states no significance and the stated consequence truncates or hits a splice
    site.
    """
    significance = stated_significance(call.clinical_significance)
    if significance == "pathogenic":
        return "biomarker.stated_pathogenic"
    truncating = consequence_class(call) in (ConsequenceClass.TRUNCATING, ConsequenceClass.SPLICE)
    return "biomarker.truncating" if truncating and not significance else ""


def _calls_by_gene(genome: Genome, wanted: set[str]) -> dict[str, list[VariantCall]]:
    """Calls of the wanted genes: as annotated, or with a breakend in the gene's range."""
    found: dict[str, list[VariantCall]] = {}
    places = {region.chromosome for region in gene_regions()}
    for call in genome.calls:
        is_breakend = "[" in call.alternate or "]" in call.alternate
        # Nearly every call of a genome lies elsewhere: pass over it before any set is made.
        if call.chromosome not in places and not call.gene and not is_breakend:
            continue
        genes = set(genes_of(call.gene))
        genes.add(gene_of(call.chromosome, call.position, genome.build))
        mate = breakend_mate(call.alternate) if is_breakend else None
        if mate is not None:
            genes.add(gene_of(chromosome_name(mate[0]), mate[1], genome.build))
        elif len(call.reference) > 1:
            genes.add(gene_of(call.chromosome, call.position + len(call.reference) - 1, genome.build))
        for gene in genes & wanted:
            found.setdefault(gene, []).append(call)
    return found


def _assess(
    test: BiomarkerTest, calls: Sequence[VariantCall], genome: Genome, has_rearrangements: bool
) -> Biomarker:
    shown: list[tuple[VariantCall, str]] = []
    failed: list[VariantCall] = []
    unclear: list[VariantCall] = []
    for call in calls:
        carried = is_carried(call)
        if carried is False:
            continue
        basis = next((b for matcher in test.match if (b := _basis(matcher, call, genome.build))), "")
        if basis and not passes_filter(call):
            failed.append(call)
        elif basis and carried:
            shown.append((call, basis))
        elif passes_filter(call) and (basis or _is_unclear(test, call, genome.build)):
            unclear.append(call)
    ids = {
        "failed_filter": tuple(dict.fromkeys(call.id for call in failed)),
        "unclear": tuple(dict.fromkeys(call.id for call in unclear)),
    }
    if shown:
        return Biomarker(
            id=test.id,
            gene="/".join(test.genes),
            title=test.title,
            assessment=Assessment.FOUND,
            variants=tuple(dict.fromkeys(call.id for call, _ in shown)),
            origin=_joint_origin([call for call, _ in shown]),
            basis=shown[0][1],
            **ids,
        )
    reasons = ["biomarker.failed_filter"] if failed else []
    is_fusion = any(isinstance(matcher, Fusion) for matcher in test.match)
    if unclear:
        reasons.append("biomarker.breakend_unconfirmed" if is_fusion else "biomarker.unclear_calls")
    if is_fusion and not has_rearrangements:
        reasons.append("biomarker.small_variants_only")
    elif not unclear and not _is_locatable(test, genome):
        reasons.append("biomarker.no_annotation")
    only_failed = reasons in ([], ["biomarker.failed_filter"])
    assessment = Assessment.NOT_REPORTED if only_failed else Assessment.NOT_ASSESSABLE
    return _result(test, assessment, tuple(reasons), **ids)


def _result(
    test: BiomarkerTest,
    assessment: Assessment,
    reasons: tuple[str, ...] = (),
    failed_filter: tuple[VariantId, ...] = (),
    unclear: tuple[VariantId, ...] = (),
) -> Biomarker:
    return Biomarker(
        id=test.id,
        gene="/".join(test.genes),
        title=test.title,
        assessment=assessment,
        reasons=reasons,
        failed_filter=failed_filter,
        unclear=unclear,
    )


def _joint_origin(calls: Iterable[VariantCall]) -> VariantOrigin:
    origins = {call.origin for call in calls}
    if VariantOrigin.GERMLINE in origins:
        return VariantOrigin.GERMLINE
    return VariantOrigin.SOMATIC if origins == {VariantOrigin.SOMATIC} else VariantOrigin.UNKNOWN


def _is_locatable(test: BiomarkerTest, genome: Genome) -> bool:
    """Whether a call in the test's genes would have been recognised as such in this file."""
    if "genome.no_annotation" not in genome.notes:
        return True
    known = {region.gene for region in gene_regions()}
    return all(gene in known for gene in test.genes)


def _is_rearrangement(call: VariantCall) -> bool:
    if call.alternate.startswith(("<DEL", "<INV", "<DUP", "<BND", "<TRA")):
        return True
    return "fusion" in call.consequence or breakend_mate(call.alternate) is not None


def _is_annotated(call: VariantCall) -> bool:
    return bool(call.consequence or call.hgvs_p)


def _is_unclear(test: BiomarkerTest, call: VariantCall, build: GenomeBuild) -> bool:
    """Whether an unmatched call could be the biomarker for all that the file says."""
    if any(isinstance(matcher, Fusion) for matcher in test.match):
        return _is_rearrangement(call) and consequence_class(call) is not ConsequenceClass.FUSION
    if any(isinstance(matcher, Pathogenic) for matcher in test.match):
        return _is_of_unstated_significance(call)
    if _is_annotated(call):
        return False
    end = call.position + len(call.reference) - 1
    return any(
        region.chromosome == call.chromosome
        and call.position <= region.on(build)[1]
        and end >= region.on(build)[0]
        for region in test.regions
    )


def _is_of_unstated_significance(call: VariantCall) -> bool:
    """Whether nobody says what the change means, it may alter the protein, and it is not a common polymorphism."""
    significance = stated_significance(call.clinical_significance)
    if significance in ("benign", "uncertain"):
        return False
    if call.population_frequency is not None and call.population_frequency >= COMMON_FREQUENCY:
        return False
    return significance == "conflicting" or consequence_class(call) not in (
        ConsequenceClass.SYNONYMOUS,
        ConsequenceClass.OTHER,
    )


def _basis(matcher: Matcher, call: VariantCall, build: GenomeBuild) -> str:
    """Text code of how ``matcher`` recognises ``call``, or empty."""
    change = protein_short(call.hgvs_p)
    match matcher:
        case ProteinChange():
            return "biomarker.protein_change" if change in matcher.changes else ""
        case Coordinate():
            return "biomarker.coordinate" if _is_at(matcher, call, build) else ""
        case Codon():
            missense = _MISSENSE.match(change)
            hit = missense is not None and int(missense.group(1)) in matcher.codons
            return "biomarker.protein_change" if hit else ""
        case InframeChange():
            return _inframe_basis(matcher, call, change, build)
        case ExonSkipping():
            return _skipping_basis(matcher, call, change, build)
        case Fusion():
            return "biomarker.stated_fusion" if consequence_class(call) is ConsequenceClass.FUSION else ""
        case Pathogenic():
            return is_pathogenic(call)


def trimmed(position: int, reference: str, alternate: str) -> tuple[int, str, str]:
    """The shortest form of a change: equal last, then equal first bases taken off, at least one base left of each."""
    while len(reference) > 1 and len(alternate) > 1 and reference[-1] == alternate[-1]:
        reference, alternate = reference[:-1], alternate[:-1]
    while len(reference) > 1 and len(alternate) > 1 and reference[0] == alternate[0]:
        position, reference, alternate = position + 1, reference[1:], alternate[1:]
    return position, reference, alternate


def _is_at(place: Coordinate, call: VariantCall, build: GenomeBuild) -> bool:
    if call.chromosome != place.chromosome:
        return False
    return trimmed(call.position, call.reference, call.alternate) == (place.on(build), place.ref, place.alt)


def _codons(change: str) -> tuple[int, int] | None:
    found = _CODON.match(change)
    return (int(found.group(1)), int(found.group(2) or found.group(1))) if found else None


def _inframe_basis(matcher: InframeChange, call: VariantCall, change: str, build: GenomeBuild) -> str:
    """In-frame gain or loss of bases inside an exon, by the stated protein change or by place and length."""
    if not (call.reference.isalpha() and call.alternate.isalpha()):
        return ""
    gained = len(call.alternate) - len(call.reference)
    if gained % 3 or gained == 0 or (gained > 0) is not (matcher.kind == "inframe_insertion"):
        return ""
    codons = _codons(change)
    if codons is not None:
        inside = codons[1] >= matcher.codons[0] and codons[0] <= matcher.codons[1]
        shifted = "fs" in change or "*" in change
        return "biomarker.protein_change" if inside and not shifted else ""
    if _is_annotated(call) and consequence_class(call) is not ConsequenceClass.INFRAME:
        return ""
    start, end = matcher.region.on(build)
    position, reference, _ = trimmed(call.position, call.reference, call.alternate)
    first, last = position, position + len(reference) - 1
    if gained < 0 and len(reference) > 1:
        # The padding base before a plain deletion is not deleted.
        first += call.alternate[0] == call.reference[0]
    inside = call.chromosome == matcher.region.chromosome and start <= first and last <= end
    return "biomarker.inframe_in_exon" if inside else ""


def _skipping_basis(matcher: ExonSkipping, call: VariantCall, change: str, build: GenomeBuild) -> str:
    """Changes that make the exon be skipped: stated in words, at its splice sites, or of its last codon."""
    stated = f"{call.consequence} {call.hgvs_p} {call.hgvs_c}".lower().replace("_", " ")
    if "skip" in stated and any(word in stated for word in matcher.words):
        return "biomarker.stated_exon_skipping"
    missense = _MISSENSE.match(change)
    if missense is not None and int(missense.group(1)) in matcher.last_codons and change.startswith("D"):
        return "biomarker.protein_change"
    if call.chromosome != matcher.exon.chromosome or not (
        call.reference.isalpha() and call.alternate.isalpha()
    ):
        return ""
    start, end = matcher.exon.on(build)
    position, reference, alternate = trimmed(call.position, call.reference, call.alternate)
    first, last = position, position + len(reference) - 1
    if len(reference) != len(alternate) and reference[0] == alternate[0]:
        first += 1
    if first > last:
        return ""
    acceptor = first <= start - 1 and last >= start - 2
    donor = first <= end + 2 and last >= end + 1
    return "biomarker.splice_site" if acceptor or donor else ""
