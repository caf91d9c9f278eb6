from pathlib import Path

import pytest

from pmdesk.core.variant import GenomeBuild
from pmdesk.genomics.build import CHROMOSOME_LENGTHS, build_of_file
from pmdesk.genomics.genes import gene_of, gene_regions
from tests.genomics.vcf_text import GRCH37_LINE, GRCH38_LINE, write_vcf
from tests.helpers.shared_data import shared_data_unpacked


@pytest.mark.parametrize(
    ("meta", "build", "evidence"),
    [
        ([GRCH37_LINE], GenomeBuild.GRCH37, "build.contig_lengths"),
        ([GRCH38_LINE], GenomeBuild.GRCH38, "build.contig_lengths"),
        (["##contig=<ID=NC_000007.14,length=159345973>"], GenomeBuild.GRCH38, "build.contig_lengths"),
        (["##contig=<ID=chr7,assembly=GRCh38.p14>"], GenomeBuild.GRCH38, "build.stated"),
        (["##reference=file:///refs/hs37d5.fa"], GenomeBuild.GRCH37, "build.stated"),
        (["##reference=HG19"], GenomeBuild.GRCH37, "build.stated"),
        (["##reference=/ifs/b37/b37.fasta"], GenomeBuild.GRCH37, "build.stated"),
        (["##assembly=hg38"], GenomeBuild.GRCH38, "build.stated"),
        (['##VEP="v110" time="2024" assembly="GRCh38.p14"'], GenomeBuild.GRCH38, "build.stated"),
        ([GRCH37_LINE, "##reference=hg38.fa"], None, "build.contradictory"),
        ([GRCH37_LINE, "##contig=<ID=1,length=248956422>"], None, "build.contradictory"),
        (["##contig=<ID=7,length=1234>"], None, "build.none"),
        (["##reference=universal.fa"], None, "build.none"),
        ([], None, "build.none"),
        (["##reference=hg18.fa"], None, "build.other"),
        (["##reference=chm13v2.0.fa"], None, "build.other"),
        (["##contig=<ID=chr1,length=248387328>"], None, "build.other"),
        (["##reference=GRCm39.fa"], None, "build.other"),
    ],
)
def test_the_build_is_known_only_when_the_header_says_one_thing(
    tmp_path: Path, meta: list[str], build: GenomeBuild | None, evidence: str
) -> None:
    found = build_of_file(write_vcf(tmp_path, [], meta=meta))
    assert (found.build, found.evidence_code) == (build, evidence)


def test_real_files_are_recognised_or_left_unknown(tmp_path: Path) -> None:
    folder = shared_data_unpacked("genomics/tumour-vcf.zip", tmp_path) / "tests"
    expected = {
        "test_b38.vcf": GenomeBuild.GRCH38,
        "test_delly.vcf": GenomeBuild.GRCH37,
        "test_maf2vcf.vcf": GenomeBuild.GRCH37,
        "test_mutect.vcf": GenomeBuild.GRCH37,
        "test_muse.vcf": GenomeBuild.GRCH37,
        "test_pindel.vcf": GenomeBuild.GRCH37,
        "test_merged.vcf": GenomeBuild.GRCH37,
        "test_b37.vcf": None,
        "test_grch38.vcf": None,
        "test_strelka.vcf": None,
    }
    assert {name: build_of_file(folder / name).build for name in expected} == expected


def test_every_chromosome_has_a_length_of_its_own_on_each_build() -> None:
    for name, length in CHROMOSOME_LENGTHS[GenomeBuild.GRCH37].items():
        assert length != CHROMOSOME_LENGTHS[GenomeBuild.GRCH38][name]


@pytest.mark.parametrize("region", gene_regions(), ids=lambda region: region.gene)
def test_gene_ranges_have_the_same_length_on_both_builds(region: object) -> None:
    start37, end37 = region.GRCh37  # type: ignore[attr-defined]
    start38, end38 = region.GRCh38  # type: ignore[attr-defined]
    assert start37 < end37
    assert end37 - start37 == end38 - start38


@pytest.mark.parametrize(
    ("chromosome", "on_37", "on_38", "gene"),
    [
        ("7", 55259515, 55191822, "EGFR"),
        ("7", 140453136, 140753336, "BRAF"),
        ("12", 25398285, 25245351, "KRAS"),
        ("1", 115256530, 114713909, "NRAS"),
        ("7", 116412043, 116771989, "MET"),
        ("17", 41276113, 43124096, "BRCA1"),
    ],
)
def test_known_places_lie_in_their_gene_on_both_builds(
    chromosome: str, on_37: int, on_38: int, gene: str
) -> None:
    assert gene_of(chromosome, on_37, GenomeBuild.GRCH37) == gene
    assert gene_of(chromosome, on_38, GenomeBuild.GRCH38) == gene


def test_a_place_outside_the_table_has_no_gene() -> None:
    assert gene_of("7", 1, GenomeBuild.GRCH38) == ""
    assert gene_of("GL000192.1", 55191822, GenomeBuild.GRCH38) == ""
