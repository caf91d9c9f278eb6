"""A genome's variants as a table that stays quick with a hundred thousand rows."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import VariantId
from pmdesk.core.variant import VariantCall, VariantOrigin
from pmdesk.genomics.filters import ConsequenceClass, consequence_class
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.theme import Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import MISSING, frequency, score
from pmdesk.ui.widgets.coded_names import local_name

_CHROMOSOMES = {name: place for place, name in enumerate([*map(str, range(1, 23)), "X", "Y", "MT", "M"])}
_POSITIONS = 1_000_000_000
"""More than the longest chromosome has bases, so that chromosome and position make one sort key."""


@dataclass(frozen=True)
class VariantQuestion:
    """What the filter bar asks for; every part must hold."""

    text: str = ""
    gene: str = ""
    pass_only: bool = False
    min_depth: int = 0
    consequence: ConsequenceClass | None = None
    biomarkers_only: bool = False

    @property
    def is_open(self) -> bool:
        """Nothing is asked: every variant is shown."""
        return self == VariantQuestion()


def consequence_words(stated: str) -> str:
    """``missense_variant&splice_region_variant`` in words, each term by its name."""
    return ", ".join(local_name(term.replace("_", " ")) for term in stated.split("&"))


def variant_node(call: VariantCall) -> NodeRef:
    return NodeRef(NodeKind.VARIANT, call.id)


class VariantColumns:
    """The calls of one genome as arrays, made when first asked for."""

    def __init__(self, calls: tuple[VariantCall, ...]) -> None:
        self.calls = calls

    @cached_property
    def _words(self) -> list[str]:
        return [
            " ".join(
                (
                    call.gene, call.rsid, f"{call.chromosome}:{call.position}", f"{call.reference}>{call.alternate}",
                    call.hgvs_c, call.hgvs_p, call.consequence, call.clinical_significance,
                )
            ).casefold()
            for call in self.calls
        ]  # fmt: skip

    @cached_property
    def _genes(self) -> NDArray[np.str_]:
        return np.array([call.gene.casefold() for call in self.calls], np.str_)

    @cached_property
    def _passed(self) -> NDArray[np.bool_]:
        return np.array([call.filter_status == "PASS" for call in self.calls], bool)

    @cached_property
    def _depth(self) -> NDArray[np.int64]:
        return np.array([-1 if call.depth is None else call.depth for call in self.calls], np.int64)

    @cached_property
    def _consequences(self) -> NDArray[np.str_]:
        known: dict[str, str] = {}
        for call in self.calls:
            if call.consequence not in known:
                known[call.consequence] = consequence_class(call).value
        return np.array([known[call.consequence] for call in self.calls], np.str_)

    def mask(self, question: VariantQuestion, in_biomarker: frozenset[VariantId]) -> NDArray[np.bool_]:
        """(n,) which calls answer ``question``; a call of unknown depth has no least depth."""
        mask = np.ones(len(self.calls), bool)
        for word in question.text.casefold().split():
            mask &= np.array([word in words for words in self._words], bool)
        if question.gene:
            mask &= np.char.startswith(self._genes, question.gene.casefold())
        if question.pass_only:
            mask &= self._passed
        if question.min_depth > 0:
            mask &= self._depth >= question.min_depth
        if question.consequence is not None:
            mask &= self._consequences == question.consequence.value
        if question.biomarkers_only:
            mask &= np.array([call.id in in_biomarker for call in self.calls], bool)
        return mask


def place_key(call: VariantCall) -> float:
    """Chromosomes in the order of the karyotype, others after them."""
    return float(_CHROMOSOMES.get(call.chromosome, 90) * _POSITIONS + call.position)


class VariantsModel(ColumnTableModel[VariantCall]):
    """Calls as the file states them; an empty cell means that the file says nothing."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        self._theme = theme
        super().__init__(self._make_columns(), variant_node, parent)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._all_changed([])

    def _gene_tip(self, call: VariantCall) -> str | None:
        if call.gene_origin == "region":
            return QCoreApplication.translate("VariantsModel", "{gene}, from the position alone").format(
                gene=call.gene
            )
        return None

    def _filter_color(self, call: VariantCall) -> str | None:
        if call.filter_status == "PASS":
            return None
        return self._theme.caution if call.filter_status else self._theme.quiet

    def _make_columns(self) -> tuple[Column[VariantCall], ...]:
        return (
            Column(
                "gene",
                lambda: QCoreApplication.translate("VariantsModel", "Gene"),
                lambda c: c.gene or MISSING,
                lambda c: c.gene or None,
                cell_tip=self._gene_tip,
                export=lambda c: c.gene,
                tip=lambda: QCoreApplication.translate(
                    "VariantsModel", "Gene as the file annotates it, else the gene at the position"
                ),
            ),
            Column(
                "position",
                lambda: QCoreApplication.translate("VariantsModel", "Position"),
                lambda c: f"{c.chromosome}:{c.position:,}".replace(",", "\u202f"),
                place_key,
                export=lambda c: f"{c.chromosome}:{c.position}",
                tip=lambda: QCoreApplication.translate(
                    "VariantsModel", "Chromosome and 1-based position on the genome build named above"
                ),
            ),
            Column(
                "alleles",
                lambda: QCoreApplication.translate("VariantsModel", "Ref > alt"),
                lambda c: f"{_shortened(c.reference)} > {_shortened(c.alternate)}",
                lambda c: f"{c.reference}>{c.alternate}",
                cell_tip=lambda c: f"{c.reference} > {c.alternate}"[:400],
                export=lambda c: f"{c.reference}>{c.alternate}",
                tip=lambda: QCoreApplication.translate("VariantsModel", "Reference and alternate allele"),
            ),
            Column(
                "consequence",
                lambda: QCoreApplication.translate("VariantsModel", "Consequence"),
                lambda c: consequence_words(c.consequence) or MISSING,
                lambda c: c.consequence or None,
                cell_tip=lambda c: c.consequence or None,
                export=lambda c: c.consequence,
                tip=lambda: QCoreApplication.translate(
                    "VariantsModel", "Effect on the gene as the file annotates it (Sequence Ontology term)"
                ),
            ),
            Column(
                "hgvs_p",
                lambda: QCoreApplication.translate("VariantsModel", "Protein"),
                lambda c: c.hgvs_p or MISSING,
                lambda c: c.hgvs_p or None,
                export=lambda c: c.hgvs_p,
                tip=lambda: QCoreApplication.translate("VariantsModel", "HGVS protein change (p.)"),
            ),
            Column(
                "hgvs_c",
                lambda: QCoreApplication.translate("VariantsModel", "Coding"),
                lambda c: c.hgvs_c or MISSING,
                lambda c: c.hgvs_c or None,
                export=lambda c: c.hgvs_c,
                tip=lambda: QCoreApplication.translate("VariantsModel", "HGVS coding change (c.)"),
            ),
            Column(
                "zygosity",
                lambda: QCoreApplication.translate("VariantsModel", "Genotype"),
                lambda c: f"{c.genotype} {terms.zygosity(c.zygosity)}".strip(),
                lambda c: c.zygosity.value,
                tip=lambda: QCoreApplication.translate(
                    "VariantsModel", "Genotype as called in the file, and what it means"
                ),
            ),
            Column(
                "origin",
                lambda: QCoreApplication.translate("VariantsModel", "Origin"),
                lambda c: terms.variant_origin(c.origin),
                lambda c: c.origin.value,
                color=lambda c: self._theme.caution if c.origin is VariantOrigin.UNKNOWN else None,
                tip=lambda: QCoreApplication.translate(
                    "VariantsModel", "Germline or somatic, as the file or the user states it"
                ),
            ),
            Column(
                "depth",
                lambda: QCoreApplication.translate("VariantsModel", "Depth"),
                lambda c: MISSING if c.depth is None else str(c.depth),
                lambda c: None if c.depth is None else float(c.depth),
                is_number=True,
                export=lambda c: c.depth,
                tip=lambda: QCoreApplication.translate("VariantsModel", "Reads that cover the position"),
            ),
            Column(
                "vaf",
                lambda: QCoreApplication.translate("VariantsModel", "VAF"),
                lambda c: score(c.allele_fraction),
                lambda c: c.allele_fraction,
                is_number=True,
                tip=lambda: QCoreApplication.translate(
                    "VariantsModel",
                    "Variant allele fraction: share of the reads that carry the alternate allele",
                ),
            ),
            Column(
                "frequency",
                lambda: QCoreApplication.translate("VariantsModel", "Pop. freq."),
                lambda c: frequency(c.population_frequency),
                lambda c: c.population_frequency,
                is_number=True,
                tip=lambda: QCoreApplication.translate(
                    "VariantsModel", "Allele frequency in a population, as the file annotates it"
                ),
            ),
            Column(
                "significance",
                lambda: QCoreApplication.translate("VariantsModel", "Significance in file"),
                lambda c: c.clinical_significance.replace("_", " ") or MISSING,
                lambda c: c.clinical_significance or None,
                export=lambda c: c.clinical_significance,
                tip=lambda: QCoreApplication.translate(
                    "VariantsModel",
                    "Clinical significance as the file gives it; pmdesk does not classify variants",
                ),
            ),
            Column(
                "filter",
                lambda: QCoreApplication.translate("VariantsModel", "Filter"),
                lambda c: c.filter_status or QCoreApplication.translate("VariantsModel", "not filtered"),
                lambda c: c.filter_status or None,
                export=lambda c: c.filter_status,
                color=self._filter_color,
                tip=lambda: QCoreApplication.translate(
                    "VariantsModel", "PASS, or the filters of the file that the variant failed"
                ),
            ),
        )


def _shortened(allele: str) -> str:
    return allele if len(allele) <= 12 else f"{allele[:8]}… ({len(allele)})"
