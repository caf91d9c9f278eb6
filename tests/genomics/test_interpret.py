import json
from pathlib import Path

import pytest

from pmdesk.core.biomarker import Assessment, Biomarker
from pmdesk.core.paths import resources_dir
from pmdesk.core.variant import Genome, GenomeBuild, VariantOrigin
from pmdesk.genomics.genes import gene_regions
from pmdesk.genomics.interpret import biomarkers, stated_significance, trimmed
from pmdesk.genomics.vcf import read_vcf
from tests.genomics.vcf_text import write_vcf

SNPEFF = (
    "##INFO=<ID=ANN,Number=.,Type=String,Description=\"Functional annotations: 'Allele | Annotation |"
    " Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank |"
    " HGVS.c | HGVS.p'\">"
)
CLNSIG = '##INFO=<ID=CLNSIG,Number=.,Type=String,Description="ClinVar">'


def _genome(
    folder: Path, records: list[str], *, build: str = "GRCh38", meta: tuple[str, ...] = (SNPEFF, CLNSIG)
) -> Genome:
    return read_vcf(write_vcf(folder, records, meta=(f"##reference={build}", *meta)))


def _marker(genome: Genome | None, name: str) -> Biomarker:
    return next(marker for marker in biomarkers(genome) if marker.id == name)


def _ann(gene: str, consequence: str, change: str, allele: str) -> str:
    return f"ANN={allele}|{consequence}|HIGH|{gene}|G|transcript|NM|protein_coding|1/2|c.1A>C|{change}"


def _record(
    place: str, ref: str, alt: str, info: str = ".", filter_: str = "PASS", genotype: str = "0/1"
) -> str:
    chromosome, position = place.split(":")
    return f"{chromosome} {position} . {ref} {alt} 50 {filter_} {info} GT:AD {genotype}:50,50"


COORDINATES = [
    (row["id"], match)
    for row in json.loads((resources_dir() / "knowledge" / "biomarkers.json").read_text("utf-8"))[
        "biomarkers"
    ]
    for match in row["match"]
    if match["kind"] == "coordinate"
]


@pytest.mark.parametrize("build", list(GenomeBuild))
@pytest.mark.parametrize(("name", "place"), COORDINATES, ids=lambda item: str(item)[:40])
def test_every_coordinate_is_found_without_annotation(
    tmp_path: Path, name: str, place: dict[str, object], build: GenomeBuild
) -> None:
    record = _record(f"chr{place['chromosome']}:{place[build.value]}", str(place["ref"]), str(place["alt"]))
    marker = _marker(_genome(tmp_path, [record], build=build.value), name)
    assert (marker.assessment, marker.basis) == (Assessment.FOUND, "biomarker.coordinate")
    assert len(marker.variants) == 1


@pytest.mark.parametrize(("name", "place"), COORDINATES, ids=lambda item: str(item)[:40])
def test_every_coordinate_moves_with_its_gene_between_the_builds(name: str, place: dict[str, int]) -> None:
    gene = name.split("_", maxsplit=1)[0]
    region = next(row for row in gene_regions() if row.gene == gene)
    assert place["GRCh38"] - place["GRCh37"] == region.GRCh38[0] - region.GRCh37[0]


def test_a_coordinate_of_the_other_build_is_not_found(tmp_path: Path) -> None:
    assert _marker(_genome(tmp_path, [_record("7:55259515", "T", "G")]), "EGFR_L858R").variants == ()


@pytest.mark.parametrize(
    "change", ["p.Leu858Arg", "p.L858R", "p.(Leu858Arg)", "ENSP00000275493.2:p.Leu858Arg"]
)
def test_egfr_l858r_is_found_by_its_protein_change(tmp_path: Path, change: str) -> None:
    record = _record("7:55190000", "T", "G", _ann("EGFR", "missense_variant", change, "G"))
    marker = _marker(_genome(tmp_path, [record]), "EGFR_L858R")
    assert (marker.assessment, marker.basis) == (Assessment.FOUND, "biomarker.protein_change")
    assert marker.variants == ("GRCh38:7:55190000:T:G",)


def test_the_same_change_in_another_gene_is_not_egfr(tmp_path: Path) -> None:
    record = _record("9:1000", "T", "G", _ann("ABC1", "missense_variant", "p.Leu858Arg", "G"))
    assert _marker(_genome(tmp_path, [record]), "EGFR_L858R").assessment is Assessment.NOT_REPORTED


def test_egfr_exon_19_deletion_is_found_by_protein_change_and_by_place(tmp_path: Path) -> None:
    deletion = ("7:55174771", "AGGAATTAAGAGAAGC", "A")
    annotated = _record(*deletion, _ann("EGFR", "inframe_deletion", "p.Glu746_Ala750del", "A"))
    assert _marker(_genome(tmp_path, [annotated]), "EGFR_EX19DEL").basis == "biomarker.protein_change"
    assert (
        _marker(_genome(tmp_path, [_record(*deletion)]), "EGFR_EX19DEL").basis == "biomarker.inframe_in_exon"
    )


def test_a_frameshift_in_exon_19_is_not_the_deletion(tmp_path: Path) -> None:
    record = _record("7:55174771", "AGGAA", "A", _ann("EGFR", "frameshift_variant", "p.Glu746fs", "A"))
    assert _marker(_genome(tmp_path, [record]), "EGFR_EX19DEL").assessment is Assessment.NOT_REPORTED


def test_egfr_exon_20_insertion_is_found_and_is_not_exon_19(tmp_path: Path) -> None:
    record = _record(
        "7:55181317",
        "G",
        "GGCCAGCGTG",
        _ann("EGFR", "inframe_insertion", "p.Val769_Asp770insAlaSerVal", "GGCCAGCGTG"),
    )
    genome = _genome(tmp_path, [record])
    assert _marker(genome, "EGFR_EX20INS").assessment is Assessment.FOUND
    assert _marker(genome, "EGFR_EX19DEL").assessment is Assessment.NOT_REPORTED


def test_egfr_t790m_and_g719s_are_their_own_biomarkers(tmp_path: Path) -> None:
    genome = _genome(tmp_path, [_record("7:55181378", "C", "T"), _record("7:55174014", "G", "A")])
    found = {marker.id for marker in biomarkers(genome) if marker.assessment is Assessment.FOUND}
    assert found == {"EGFR_T790M", "EGFR_UNCOMMON"}


def test_kras_g12c_is_also_a_ras_mutation_and_g12d_is_only_that(tmp_path: Path) -> None:
    c = _genome(tmp_path, [_record("12:25245351", "C", "A")])
    assert {m.id for m in biomarkers(c) if m.assessment is Assessment.FOUND} == {"KRAS_G12C", "KRAS_HOTSPOT"}
    d = _genome(tmp_path, [_record("12:25245350", "C", "T")])
    assert {m.id for m in biomarkers(d) if m.assessment is Assessment.FOUND} == {"KRAS_HOTSPOT"}


def test_a_hotspot_change_of_several_bases_without_annotation_is_unclear(tmp_path: Path) -> None:
    marker = _marker(_genome(tmp_path, [_record("12:25245350", "CC", "AA")]), "KRAS_G12C")
    assert (marker.assessment, marker.reasons) == (Assessment.NOT_ASSESSABLE, ("biomarker.unclear_calls",))
    assert marker.unclear == ("GRCh38:12:25245350:CC:AA",)


def test_met_exon_14_skipping_at_the_splice_donor(tmp_path: Path) -> None:
    marker = _marker(_genome(tmp_path, [_record("7:116771990", "G", "T")]), "MET_EX14")
    assert (marker.assessment, marker.basis) == (Assessment.FOUND, "biomarker.splice_site")


def test_met_exon_14_by_the_last_codon(tmp_path: Path) -> None:
    record = _record("7:116771988", "G", "A", _ann("MET", "missense_variant", "p.Asp1010Asn", "A"))
    assert _marker(_genome(tmp_path, [record]), "MET_EX14").assessment is Assessment.FOUND


def test_a_change_inside_met_exon_14_is_not_skipping(tmp_path: Path) -> None:
    record = _record("7:116771900", "G", "A", _ann("MET", "missense_variant", "p.Gly980Asp", "A"))
    assert _marker(_genome(tmp_path, [record]), "MET_EX14").assessment is Assessment.NOT_REPORTED


def test_alk_fusion_cannot_be_assessed_in_a_small_variant_file(tmp_path: Path) -> None:
    marker = _marker(_genome(tmp_path, [_record("7:55191822", "T", "G")]), "ALK_FUSION")
    assert (marker.assessment, marker.reasons) == (
        Assessment.NOT_ASSESSABLE,
        ("biomarker.small_variants_only",),
    )


def test_a_stated_alk_fusion_is_found(tmp_path: Path) -> None:
    info = "SVTYPE=BND;" + _ann("EML4&ALK", "gene_fusion", "", "]2:29223528]A")
    marker = _marker(_genome(tmp_path, [_record("2:42299000", "A", "]2:29223528]A", info)]), "ALK_FUSION")
    assert (marker.assessment, marker.basis) == (Assessment.FOUND, "biomarker.stated_fusion")


@pytest.mark.parametrize(
    "record",
    [
        _record("2:42299000", "A", "]2:29223528]A", "SVTYPE=BND"),
        _record("2:29223528", "A", "A[2:42299000[", "SVTYPE=BND"),
    ],
)
def test_a_breakend_in_alk_alone_is_not_a_fusion(tmp_path: Path, record: str) -> None:
    marker = _marker(_genome(tmp_path, [record]), "ALK_FUSION")
    assert marker.assessment is Assessment.NOT_ASSESSABLE
    assert "biomarker.breakend_unconfirmed" in marker.reasons
    assert len(marker.unclear) == 1


def test_a_file_with_rearrangements_elsewhere_does_not_report_alk(tmp_path: Path) -> None:
    info = "SVTYPE=BND;" + _ann("KIF5B&RET", "gene_fusion", "", "]10:43116000]A")
    genome = _genome(tmp_path, [_record("10:32017142", "A", "]10:43116000]A", info)])
    assert _marker(genome, "ALK_FUSION").assessment is Assessment.NOT_REPORTED
    assert _marker(genome, "RET_FUSION").assessment is Assessment.FOUND


BRCA1 = "17:43094000"


@pytest.mark.parametrize(
    ("info", "assessment", "basis"),
    [
        (_ann("BRCA1", "stop_gained", "p.Arg1443*", "T"), Assessment.FOUND, "biomarker.truncating"),
        (_ann("BRCA1", "frameshift_variant", "p.Glu23fs", "T"), Assessment.FOUND, "biomarker.truncating"),
        (_ann("BRCA1", "splice_donor_variant", "", "T"), Assessment.FOUND, "biomarker.truncating"),
        (
            _ann("BRCA1", "missense_variant", "p.Cys61Gly", "T") + ";CLNSIG=Pathogenic",
            Assessment.FOUND,
            "biomarker.stated_pathogenic",
        ),
        ("CLNSIG=Likely_pathogenic", Assessment.FOUND, "biomarker.stated_pathogenic"),
        (_ann("BRCA1", "stop_gained", "p.Lys3326*", "T") + ";CLNSIG=Benign", Assessment.NOT_REPORTED, ""),
        (
            _ann("BRCA1", "missense_variant", "p.Cys61Gly", "T") + ";CLNSIG=Uncertain_significance",
            Assessment.NOT_REPORTED,
            "",
        ),
        (_ann("BRCA1", "synonymous_variant", "p.Ser694=", "T"), Assessment.NOT_REPORTED, ""),
        (_ann("BRCA1", "intron_variant", "", "T"), Assessment.NOT_REPORTED, ""),
        (_ann("BRCA1", "missense_variant", "p.Cys61Gly", "T"), Assessment.NOT_ASSESSABLE, ""),
        (
            "CLNSIG=Conflicting_interpretations_of_pathogenicity",
            Assessment.NOT_ASSESSABLE,
            "",
        ),
        (
            _ann("BRCA1", "missense_variant", "p.Pro871Leu", "T") + ";gnomAD_AF=0.4",
            Assessment.NOT_REPORTED,
            "",
        ),
        (".", Assessment.NOT_ASSESSABLE, ""),
    ],
)
def test_brca1_is_pathogenic_only_as_stated_or_truncating(
    tmp_path: Path, info: str, assessment: Assessment, basis: str
) -> None:
    marker = _marker(_genome(tmp_path, [_record(BRCA1, "C", "T", info)]), "BRCA1_PATHOGENIC")
    assert (marker.assessment, marker.basis) == (assessment, basis)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pathogenic/Likely_pathogenic", "pathogenic"),
        ("5", "pathogenic"),
        ("Benign|Likely_benign", "benign"),
        ("Uncertain_significance", "uncertain"),
        ("pathogenic&benign", "conflicting"),
        ("Conflicting_classifications_of_pathogenicity", "conflicting"),
        ("not_provided", ""),
        ("255", ""),
        ("", ""),
    ],
)
def test_words_of_significance(text: str, expected: str) -> None:
    assert stated_significance(text) == expected


def test_a_variant_that_failed_its_filter_is_listed_and_not_used(tmp_path: Path) -> None:
    marker = _marker(_genome(tmp_path, [_record("7:55191822", "T", "G", filter_="LowQual")]), "EGFR_L858R")
    assert (marker.assessment, marker.variants) == (Assessment.NOT_REPORTED, ())
    assert marker.failed_filter == ("GRCh38:7:55191822:T:G",)
    assert marker.reasons == ("biomarker.failed_filter",)


def test_an_allele_that_the_sample_does_not_carry_is_not_found(tmp_path: Path) -> None:
    marker = _marker(_genome(tmp_path, [_record("7:55191822", "T", "G", genotype="0/0")]), "EGFR_L858R")
    assert marker.assessment is Assessment.NOT_REPORTED


def test_an_uncalled_genotype_leaves_the_question_open(tmp_path: Path) -> None:
    records = [_record("7:55191822", "T", "G", genotype="./."), _record("1:100", "A", "C")]
    marker = _marker(_genome(tmp_path, records), "EGFR_L858R")
    assert (marker.assessment, marker.unclear) == (Assessment.NOT_ASSESSABLE, ("GRCh38:7:55191822:T:G",))


def test_a_file_without_samples_shows_nothing_of_a_patient(tmp_path: Path) -> None:
    path = write_vcf(tmp_path, ["7 55191822 . T G . PASS ."], meta=("##reference=GRCh38",), samples=())
    marker = _marker(read_vcf(path), "EGFR_L858R")
    assert (marker.assessment, marker.reasons) == (Assessment.NOT_ASSESSABLE, ("biomarker.no_genotypes",))


def test_germline_and_somatic_are_carried_along(tmp_path: Path) -> None:
    for info, origin in (("SOMATIC", VariantOrigin.SOMATIC), ("SS=1", VariantOrigin.GERMLINE)):
        marker = _marker(_genome(tmp_path, [_record("7:55191822", "T", "G", info)]), "EGFR_L858R")
        assert marker.origin is origin


def test_without_a_genome_nothing_can_be_assessed() -> None:
    markers = biomarkers(None)
    assert {marker.assessment for marker in markers} == {Assessment.NOT_ASSESSABLE}
    assert {marker.reasons for marker in markers} == {("biomarker.no_genome",)}


def test_an_empty_genome_never_says_normal(tmp_path: Path) -> None:
    assert {marker.assessment for marker in biomarkers(_genome(tmp_path, []))} <= {
        Assessment.NOT_REPORTED,
        Assessment.NOT_ASSESSABLE,
    }


def test_trimming_gives_the_shortest_form() -> None:
    assert trimmed(100, "CTAG", "CGAG") == (101, "T", "G")
    assert trimmed(100, "ACCC", "AC") == (100, "ACC", "A")
