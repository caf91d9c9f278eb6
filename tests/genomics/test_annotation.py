from pathlib import Path

from pmdesk.core.variant import VariantCall
from pmdesk.genomics.vcf import read_vcf
from tests.genomics.vcf_text import GRCH38_LINE, write_vcf

CSQ = (
    '##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: '
    'Allele|Consequence|SYMBOL|HGVSc|HGVSp|CANONICAL|gnomADe_AF|CLIN_SIG">'
)
AF = '##INFO=<ID=AF,Number=A,Type=Float,Description="Allele fraction in the cohort">'
GNOMAD = '##INFO=<ID=gnomAD_AF,Number=A,Type=Float,Description="gnomAD">'


def _calls(folder: Path, record: str, *meta: str) -> tuple[VariantCall, ...]:
    return read_vcf(write_vcf(folder, [record], meta=(GRCH38_LINE, *meta))).calls


def test_vep_fields_are_read_in_the_order_of_the_header(tmp_path: Path) -> None:
    info = "CSQ=G|missense_variant|EGFR|ENST1.1:c.2573T>G|ENSP1.1:p.Leu858Arg|YES|0.0001|pathogenic"
    (call,) = _calls(tmp_path, f"chr7 55191822 . T G . . {info} GT 0/1", CSQ)
    assert (call.gene, call.gene_origin, call.consequence) == ("EGFR", "file", "missense_variant")
    assert (call.hgvs_c, call.hgvs_p) == ("c.2573T>G", "p.Leu858Arg")
    assert (call.population_frequency, call.clinical_significance) == (0.0001, "pathogenic")


def test_the_canonical_transcript_comes_before_the_severest(tmp_path: Path) -> None:
    info = "CSQ=G|stop_gained|EGFR||p.X1*||||,G|missense_variant|EGFR||p.Leu858Arg|YES||"
    (call,) = _calls(tmp_path, f"chr7 55191822 . T G . . {info} GT 0/1", CSQ)
    assert call.hgvs_p == "p.Leu858Arg"


def test_each_allele_takes_its_own_annotation(tmp_path: Path) -> None:
    info = "CSQ=C|synonymous_variant|EGFR||||||,G|missense_variant|EGFR||||||"
    calls = _calls(tmp_path, f"chr7 55191822 . T G,C . . {info} GT 1/2", CSQ)
    assert [call.consequence for call in calls] == ["missense_variant", "synonymous_variant"]


def test_vep_names_a_deletion_by_a_dash(tmp_path: Path) -> None:
    info = "CSQ=-|inframe_deletion|EGFR||||||"
    (call,) = _calls(tmp_path, f"chr7 55174771 . AGGA A . . {info} GT 0/1", CSQ)
    assert call.consequence == "inframe_deletion"


def test_encoded_characters_are_decoded(tmp_path: Path) -> None:
    info = "CSQ=G|synonymous_variant|EGFR||ENSP1:p.Ser1%3D||||"
    (call,) = _calls(tmp_path, f"chr7 55191822 . T G . . {info} GT 0/1", CSQ)
    assert call.hgvs_p == "p.Ser1="


def test_a_cohort_frequency_is_not_a_population_frequency(tmp_path: Path) -> None:
    (call,) = _calls(tmp_path, "chr7 55191822 . T G . . AF=0.5 GT 0/1", AF)
    assert call.population_frequency is None


def test_population_frequencies_go_with_their_allele(tmp_path: Path) -> None:
    calls = _calls(tmp_path, "chr7 55191822 . T G,C . . gnomAD_AF=0.1,0.2 GT 1/2", GNOMAD)
    assert [call.population_frequency for call in calls] == [0.1, 0.2]


def test_annovar_keys_are_read(tmp_path: Path) -> None:
    info = (
        "Gene.refGene=EGFR;Func.refGene=exonic;ExonicFunc.refGene=nonsynonymous_SNV;"
        "AAChange.refGene=EGFR:NM_005228:exon21:c.T2573G:p.L858R"
    )
    (call,) = _calls(tmp_path, f"chr7 55191822 . T G . . {info} GT 0/1")
    assert (call.gene, call.consequence, call.hgvs_p) == ("EGFR", "missense_variant", "p.L858R")


def test_snpeff_without_a_declared_order_uses_its_own(tmp_path: Path) -> None:
    info = "ANN=G|missense_variant|MODERATE|EGFR|1956|transcript|NM_005228.5|protein_coding|21/28|c.2573T>G|p.Leu858Arg"
    (call,) = _calls(tmp_path, f"chr7 55191822 . T G . . {info} GT 0/1")
    assert (call.gene, call.hgvs_p) == ("EGFR", "p.Leu858Arg")
