"""What a VCF record's INFO says about an allele: SnpEff ANN, VEP CSQ, ANNOVAR and plain keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

from pmdesk.genomics.header import VcfHeader

_ANN_FIELDS = (
    "Allele", "Annotation", "Annotation_Impact", "Gene_Name", "Gene_ID", "Feature_Type", "Feature_ID",
    "Transcript_BioType", "Rank", "HGVS.c", "HGVS.p",
)  # fmt: skip

_SEVERITY = (
    "transcript_ablation", "gene_fusion", "bidirectional_gene_fusion", "exon_loss_variant", "splice_acceptor_variant",
    "splice_donor_variant", "stop_gained", "frameshift_variant", "stop_lost", "start_lost", "inframe_insertion",
    "disruptive_inframe_insertion", "conservative_inframe_insertion", "inframe_deletion",
    "disruptive_inframe_deletion", "conservative_inframe_deletion", "missense_variant", "protein_altering_variant",
    "splice_donor_5th_base_variant", "splice_region_variant", "splice_donor_region_variant",
    "splice_polypyrimidine_tract_variant", "synonymous_variant", "stop_retained_variant", "start_retained_variant",
    "coding_sequence_variant", "5_prime_UTR_variant", "3_prime_UTR_variant", "non_coding_transcript_exon_variant",
    "intron_variant", "upstream_gene_variant", "downstream_gene_variant", "intergenic_variant", "intergenic_region",
)  # fmt: skip
"""Sequence Ontology terms in Ensembl's order of severity, with SnpEff's own among them."""

_ANNOVAR_TERMS = {
    "nonsynonymous_snv": "missense_variant",
    "synonymous_snv": "synonymous_variant",
    "stopgain": "stop_gained",
    "stoploss": "stop_lost",
    "startloss": "start_lost",
    "frameshift_deletion": "frameshift_variant",
    "frameshift_insertion": "frameshift_variant",
    "frameshift_block_substitution": "frameshift_variant",
    "frameshift_substitution": "frameshift_variant",
    "nonframeshift_deletion": "inframe_deletion",
    "nonframeshift_insertion": "inframe_insertion",
    "nonframeshift_block_substitution": "protein_altering_variant",
    "nonframeshift_substitution": "protein_altering_variant",
}

_FREQUENCY_KEY = re.compile(
    r"^(gnomad[a-z0-9._]*[_.]?af([_.]?(popmax|grpmax))?|gnomad[eg]?_af|af_(gnomad[a-z0-9_]*|popmax|grpmax)|"
    r"max_af|kg_af|1000g?p?3?_af|exac_(af|all)|esp_af|gnomad_(exome|genome)_all)$",
    re.IGNORECASE,
)
"""Keys of population frequencies. A plain ``AF`` is the cohort's or the caller's own and never one of them."""

_PLAIN_KEYS = frozenset(
    {
        "Gene.refGene", "GENE", "Gene", "SYMBOL", "GENEINFO", "PX", "AAChange.refGene", "ExonicFunc.refGene",
        "Func.refGene", "CONSEQUENCE", "Consequence", "HGVSC", "HGVS.c", "HGVSc", "HGVSP", "HGVS.p", "HGVSp",
    }
)  # fmt: skip
"""Keys read besides CSQ, ANN, frequencies and significance."""

_SIGNIFICANCE_KEYS = ("clnsig", "clin_sig", "clinvar_clnsig", "clinvar_sig", "clinical_significance")


@dataclass(frozen=True, slots=True)
class Annotation:
    """Annotation of one alternate allele; empty where the file gives none."""

    gene: str = ""
    consequence: str = ""
    hgvs_c: str = ""
    hgvs_p: str = ""
    population_frequency: float | None = None
    clinical_significance: str = ""


class Annotator:
    """Reads annotations in the way the header of one file declares them."""

    def __init__(self, header: VcfHeader) -> None:
        self._csq = _declared_fields(header.description("INFO", "CSQ"))
        self._ann = _declared_fields(header.description("INFO", "ANN")) or _ANN_FIELDS
        self.is_declared = any(
            header.declares("INFO", key) for key in ("CSQ", "ANN", "Gene.refGene", "GENE", "SYMBOL", "CLNSIG")
        )

    def annotation(
        self, info: Mapping[str, object], reference: str, alternate: str, allele_index: int
    ) -> Annotation:
        """Annotation of the allele ``alternate``, the ``allele_index``-th (1-based) of its record."""
        found = _plain(info, allele_index)
        entries = _entries(info.get("CSQ"), self._csq) if self._csq else []
        if not entries:
            entries = _entries(info.get("ANN"), self._ann)
        mine = [entry for entry in entries if _is_for(entry, reference, alternate, allele_index)]
        if not mine:
            return found
        best = min(mine, key=_rank)
        frequency = max(
            (value for value in (found.population_frequency, _frequency(best)) if value is not None),
            default=None,
        )
        return replace(
            found,
            gene=best.get("SYMBOL") or best.get("Gene_Name") or found.gene,
            consequence=(best.get("Consequence") or best.get("Annotation") or found.consequence),
            hgvs_c=_without_sequence(best.get("HGVSc") or best.get("HGVS.c") or "") or found.hgvs_c,
            hgvs_p=_without_sequence(best.get("HGVSp") or best.get("HGVS.p") or "") or found.hgvs_p,
            population_frequency=frequency,
            clinical_significance=found.clinical_significance or _significance(best),
        )


def terms(consequence: str) -> tuple[str, ...]:
    """Sequence Ontology terms of a consequence that may join several with ``&``."""
    return tuple(term for term in consequence.split("&") if term)


def _declared_fields(description: str) -> tuple[str, ...]:
    """Field order of VEP (``Format: A|B``) or SnpEff (``'A | B'``) from a header description."""
    listed = re.search(r"Format:\s*([^\s\"']+)", description) or re.search(r"'([^']*\|[^']*)'", description)
    return tuple(name.strip() for name in listed.group(1).split("|")) if listed else ()


def _texts(value: object) -> list[str]:
    if value is None or value is True:
        return []
    if isinstance(value, list | tuple):
        return [str(item) for item in value if item is not None]
    return [str(value)]


def _entries(value: object, fields: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        dict(zip(fields, (part.strip() for part in entry.split("|")), strict=False))
        for text in _texts(value)
        for entry in text.split(",")
        if "|" in entry
    ]


def _is_for(entry: Mapping[str, str], reference: str, alternate: str, allele_index: int) -> bool:
    number = entry.get("ALLELE_NUM", "")
    if number:
        return number == str(allele_index)
    allele = entry.get("Allele", "")
    # VEP takes the first base off indels and calls a whole deletion "-"; SnpEff keeps the allele as it is.
    shortened = alternate[1:] or "-" if alternate[:1] == reference[:1] else alternate
    return allele in ("", alternate, shortened, alternate.strip("<>"))


def _rank(entry: Mapping[str, str]) -> tuple[int, int, int]:
    """Order of preference: the transcript that the annotator picked, the reference transcript, the severest effect."""
    picked = 0 if entry.get("PICK") == "1" else 1
    reference_transcript = 0 if entry.get("MANE_SELECT") else 1 if entry.get("CANONICAL") == "YES" else 2
    found = terms(entry.get("Consequence") or entry.get("Annotation") or "")
    severity = min((_SEVERITY.index(term) for term in found if term in _SEVERITY), default=len(_SEVERITY))
    return picked, reference_transcript, severity


def _without_sequence(hgvs: str) -> str:
    """``p.Leu858Arg`` of ``ENSP00000275493.2:p.Leu858Arg``."""
    return unquote(hgvs).rpartition(":")[2]


@lru_cache(maxsize=4096)
def _is_frequency_key(key: str) -> bool:
    return _FREQUENCY_KEY.match(key) is not None


@lru_cache(maxsize=4096)
def _is_significance_key(key: str) -> bool:
    return key.lower() in _SIGNIFICANCE_KEYS


def _frequency(values: Mapping[str, object], allele_index: int = 1) -> float | None:
    """The largest population frequency given; alleles are compared per allele where the file lists them so."""
    found: list[float] = []
    for key, value in values.items():
        if not _is_frequency_key(key):
            continue
        listed = [part for text in _texts(value) for part in re.split(r"[&,]", text)]
        if isinstance(value, list | tuple) and len(listed) >= allele_index:
            listed = [listed[allele_index - 1]]
        for text in listed:
            try:
                number = float(text)
            except ValueError:
                continue
            if 0.0 <= number <= 1.0:
                found.append(number)
    return max(found, default=None)


def _significance(values: Mapping[str, object]) -> str:
    for key, value in values.items():
        if _is_significance_key(key):
            text = unquote("|".join(_texts(value)))
            if text and text != ".":
                return text
    return ""


def _first(info: Mapping[str, object], *keys: str) -> str:
    for key in keys:
        for text in _texts(info.get(key)):
            if text not in ("", "."):
                return unquote(text)
    return ""


def _plain(info: Mapping[str, object], allele_index: int) -> Annotation:
    """What keys other than CSQ and ANN say."""
    frequency, significance = _frequency(info, allele_index), _significance(info)
    if info.keys().isdisjoint(_PLAIN_KEYS):
        return Annotation(population_frequency=frequency, clinical_significance=significance)
    gene = _first(info, "Gene.refGene", "GENE", "Gene", "SYMBOL", "GENEINFO", "PX")
    hgvs_c = hgvs_p = ""
    change = _first(info, "AAChange.refGene")
    for part in change.split(":"):
        if part.startswith("c."):
            hgvs_c = part
        elif part.startswith("p."):
            hgvs_p = part
    raw = _first(info, "ExonicFunc.refGene").replace(" ", "_").replace("\\x20", "_")
    function = _first(info, "Func.refGene")
    consequence = _ANNOVAR_TERMS.get(raw.lower(), "")
    if not consequence and function and not raw:
        consequence = {"intronic": "intron_variant", "splicing": "splice_region_variant"}.get(
            function, function
        )
    return Annotation(
        gene=re.split(r"[:|;,]", gene)[0],
        consequence=consequence or _first(info, "CONSEQUENCE", "Consequence"),
        hgvs_c=hgvs_c or _without_sequence(_first(info, "HGVSC", "HGVS.c", "HGVSc")),
        hgvs_p=hgvs_p or _without_sequence(_first(info, "HGVSP", "HGVS.p", "HGVSp")),
        population_frequency=frequency,
        clinical_significance=significance,
    )


def breakend_mate(alternate: str) -> tuple[str, int] | None:
    """Chromosome as written and position of the mate of a breakend allele such as ``]2:321681]G``."""
    mate = re.search(r"[\[\]]([^\[\]]+):(\d+)[\[\]]", alternate)
    return (mate.group(1), int(mate.group(2))) if mate else None


@lru_cache(maxsize=65536)
def genes_of(gene: str) -> tuple[str, ...]:
    """Single symbols of a gene field that may name several (``EML4&ALK``, ``EML4-ALK``, ``EML4::ALK``).

    A hyphen also occurs inside symbols (``HLA-A``), so the whole is given too.
    """
    parts = re.split(r"&|::|--|-|/|,|;", gene)
    return (gene, *(part for part in parts if part and part != gene))
