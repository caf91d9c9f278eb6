"""Pure predicates over variant calls: what the variant table shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pmdesk.core.variant import VariantCall, VariantOrigin, Zygosity
from pmdesk.genomics.annotation import genes_of, terms

_CARRIED = frozenset({Zygosity.HETEROZYGOUS, Zygosity.HOMOZYGOUS_ALTERNATE, Zygosity.HEMIZYGOUS})


class ConsequenceClass(StrEnum):
    """Groups of Sequence Ontology terms, most severe first."""

    TRUNCATING = "truncating"
    """Stop gained, frameshift, start lost, transcript or exon lost."""
    SPLICE = "splice"
    """Splice donor or acceptor (the two bases of the intron); not the wider splice region."""
    FUSION = "fusion"
    INFRAME = "inframe"
    MISSENSE = "missense"
    SYNONYMOUS = "synonymous"
    OTHER = "other"
    NOT_ANNOTATED = "not_annotated"


_CLASS_TERMS = {
    ConsequenceClass.TRUNCATING: frozenset(
        {"stop_gained", "frameshift_variant", "start_lost", "transcript_ablation", "exon_loss_variant"}
    ),
    ConsequenceClass.SPLICE: frozenset({"splice_acceptor_variant", "splice_donor_variant"}),
    ConsequenceClass.FUSION: frozenset({"gene_fusion", "bidirectional_gene_fusion"}),
    ConsequenceClass.INFRAME: frozenset(
        {
            "inframe_insertion",
            "inframe_deletion",
            "disruptive_inframe_insertion",
            "disruptive_inframe_deletion",
            "conservative_inframe_insertion",
            "conservative_inframe_deletion",
        }
    ),
    ConsequenceClass.MISSENSE: frozenset({"missense_variant", "protein_altering_variant", "stop_lost"}),
    ConsequenceClass.SYNONYMOUS: frozenset(
        {"synonymous_variant", "stop_retained_variant", "start_retained_variant"}
    ),
}


def consequence_class(call: VariantCall) -> ConsequenceClass:
    """Class of the severest term that the file states; the position alone gives none."""
    stated = frozenset(terms(call.consequence))
    if not stated:
        return ConsequenceClass.NOT_ANNOTATED
    return next((kind for kind, named in _CLASS_TERMS.items() if stated & named), ConsequenceClass.OTHER)


def is_carried(call: VariantCall) -> bool | None:
    """Whether the sample carries the allele; None when the file does not say.

    A call of a somatic caller that writes no genotypes (Strelka) is itself the statement that the tumour carries it.
    """
    if call.zygosity in _CARRIED:
        return True
    if call.zygosity is Zygosity.HOMOZYGOUS_REFERENCE:
        return False
    if not call.genotype and call.origin is VariantOrigin.SOMATIC:
        return True
    return None


def passes_filter(call: VariantCall) -> bool:
    """Whether the file's own filter lets the call pass; a file that has not filtered fails none."""
    return call.filter_status in ("", "PASS")


@dataclass(frozen=True, slots=True)
class VariantFilter:
    """What the table shows; empty fields do not restrict, all others must hold together.

    ``text`` is sought without case in the gene, identifiers, position and changes. ``min_depth`` (reads) hides calls
    whose depth is not known.
    """

    text: str = ""
    gene: str = ""
    zygosities: frozenset[Zygosity] = frozenset()
    pass_only: bool = False
    min_depth: int | None = None
    consequence_classes: frozenset[ConsequenceClass] = frozenset()
    origins: frozenset[VariantOrigin] = frozenset()
    carried_only: bool = False
    with_gene_only: bool = False

    @property
    def is_empty(self) -> bool:
        return self == VariantFilter()


def matches(call: VariantCall, wanted: VariantFilter) -> bool:
    """Whether ``call`` passes every part of ``wanted``."""
    return (
        (not wanted.text or wanted.text.casefold() in _searched(call))
        and (not wanted.gene or wanted.gene.casefold() in {g.casefold() for g in genes_of(call.gene)})
        and (not wanted.zygosities or call.zygosity in wanted.zygosities)
        and (not wanted.pass_only or call.filter_status == "PASS")
        and (wanted.min_depth is None or (call.depth is not None and call.depth >= wanted.min_depth))
        and (not wanted.consequence_classes or consequence_class(call) in wanted.consequence_classes)
        and (not wanted.origins or call.origin in wanted.origins)
        and (not wanted.carried_only or is_carried(call) is True)
        and (not wanted.with_gene_only or bool(call.gene))
    )


def apply_filter(calls: Iterable[VariantCall], wanted: VariantFilter) -> tuple[VariantCall, ...]:
    """The calls that match, in their order."""
    if wanted.is_empty:
        return tuple(calls)
    return tuple(call for call in calls if matches(call, wanted))


def _searched(call: VariantCall) -> str:
    parts = (
        call.gene,
        call.rsid,
        f"chr{call.chromosome}:{call.position}",
        f"{call.reference}>{call.alternate}",
        call.hgvs_c,
        call.hgvs_p,
        protein_short(call.hgvs_p),
        call.consequence,
        call.clinical_significance,
    )
    return "\n".join(parts).casefold()


_ONE_LETTER = {
    "Ala": "A", "Arg": "R", "Asn": "N", "Asp": "D", "Cys": "C", "Gln": "Q", "Glu": "E", "Gly": "G", "His": "H",
    "Ile": "I", "Leu": "L", "Lys": "K", "Met": "M", "Phe": "F", "Pro": "P", "Ser": "S", "Thr": "T", "Trp": "W",
    "Tyr": "Y", "Val": "V", "Ter": "*", "Sec": "U",
}  # fmt: skip


def protein_short(hgvs_p: str) -> str:
    """One-letter form without prefix: ``L858R`` of ``p.Leu858Arg``, ``p.(Leu858Arg)`` or ``p.L858R``; else empty."""
    text = hgvs_p.strip().removeprefix("p.").strip("()")
    for three, one in _ONE_LETTER.items():
        text = text.replace(three, one)
    return text.replace("X", "*") if text.endswith("X") else text
