import contextlib
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.errors import CancelledError, ErrorCode, InputError
from pmdesk.core.progress import NullContext
from pmdesk.core.variant import GenomeBuild, VariantOrigin, Zygosity
from pmdesk.genomics.build import CHROMOSOME_LENGTHS, build_of_file, chromosome_name
from pmdesk.genomics.header import samples_of_file
from pmdesk.genomics.vcf import read_vcf, variant_id, with_origin
from tests.genomics.vcf_text import GRCH38_LINE, vcf_text, write_vcf
from tests.helpers.shared_data import shared_data_unpacked

SNV = "chr7 55191822 rs121434568 T G 99 PASS . GT:AD:DP 0/1:60,40:100"


def _fault(path: Path, **kwargs: object) -> InputError:
    with pytest.raises(InputError) as caught:
        read_vcf(path, **kwargs)  # type: ignore[arg-type]
    return caught.value


def test_a_call_carries_what_the_record_says(tmp_path: Path) -> None:
    genome = read_vcf(write_vcf(tmp_path, [SNV]))
    (call,) = genome.calls
    assert call.id == "GRCh38:7:55191822:T:G"
    assert (call.chromosome, call.position, call.rsid, call.genotype) == ("7", 55191822, "rs121434568", "0/1")
    assert (call.zygosity, call.depth, call.allele_fraction) == (Zygosity.HETEROZYGOUS, 100, 0.4)
    assert (call.filter_status, call.quality) == ("PASS", 99.0)
    assert call.origin is VariantOrigin.UNKNOWN
    assert genome.call(call.id) is call
    assert len(genome.sha256) == 64


def test_gene_by_region_is_marked_as_such(tmp_path: Path) -> None:
    (call,) = read_vcf(write_vcf(tmp_path, [SNV])).calls
    assert (call.gene, call.gene_origin) == ("EGFR", "region")


def test_records_with_several_alternates_become_one_call_each(tmp_path: Path) -> None:
    record = "chr7 100 . A C,G,T 50 PASS . GT:AD 1/2:0,30,10,0"
    genome = read_vcf(write_vcf(tmp_path, [record]))
    assert [call.alternate for call in genome.calls] == ["C", "G", "T"]
    assert [call.zygosity for call in genome.calls] == [
        Zygosity.HETEROZYGOUS,
        Zygosity.HETEROZYGOUS,
        Zygosity.HOMOZYGOUS_REFERENCE,
    ]
    assert [call.allele_fraction for call in genome.calls] == [0.75, 0.25, 0.0]


@pytest.mark.parametrize(
    ("genotype", "expected"),
    [
        ("0/0", Zygosity.HOMOZYGOUS_REFERENCE),
        ("0|1", Zygosity.HETEROZYGOUS),
        ("1/1", Zygosity.HOMOZYGOUS_ALTERNATE),
        ("1", Zygosity.HEMIZYGOUS),
        ("0", Zygosity.HOMOZYGOUS_REFERENCE),
        ("./.", Zygosity.NOT_CALLED),
        ("./1", Zygosity.HETEROZYGOUS),
        ("0/.", Zygosity.NOT_CALLED),
        (".", Zygosity.NOT_CALLED),
    ],
)
def test_zygosity(tmp_path: Path, genotype: str, expected: Zygosity) -> None:
    (call,) = read_vcf(write_vcf(tmp_path, [f"chr7 100 . A C . . . GT {genotype}"])).calls
    assert call.zygosity is expected


def test_insertions_deletions_mnv_symbolic_and_breakend_alleles_are_kept(tmp_path: Path) -> None:
    records = [
        "chr7 100 . A ATTT . . . GT 0/1",
        "chr7 200 . ACGT A . . . GT 0/1",
        "chr7 300 . AC TT . . . GT 0/1",
        "chr7 400 . A <DEL> . . SVTYPE=DEL;END=900 GT 0/1",
        "chr7 500 . A ]2:29223528]A . . SVTYPE=BND GT 0/1",
    ]
    genome = read_vcf(write_vcf(tmp_path, records))
    assert [call.alternate for call in genome.calls] == ["ATTT", "A", "TT", "<DEL>", "]2:29223528]A"]
    assert genome.skipped_records == 0


def test_gvcf_blocks_and_reference_records_hold_no_variant(tmp_path: Path) -> None:
    records = [
        "chr7 100 . A <NON_REF> . . END=200 GT:DP 0/0:30",
        "chr7 300 . A G,<NON_REF> . . . GT:AD 0/1:5,5,0",
        "chr7 400 . A . . . . GT 0/0",
    ]
    genome = read_vcf(write_vcf(tmp_path, records))
    assert [call.position for call in genome.calls] == [300]
    assert "genome.gvcf_blocks_dropped" in genome.notes
    assert genome.skipped_records == 0


@pytest.mark.parametrize(
    "broken",
    [
        "chr7 abc . A C . . . GT 0/1",
        "chr7 0 . A C . . . GT 0/1",
        "chr7 100 . A A . . . GT 0/1",
        "chr7 100 . . C . . . GT 0/1",
        "chr7 100 . A C . .",
        "chr7 100 . A C . . . GT 0/2",
        "chr7 100 . A C,x/y . . . GT 0/1",
        "chr7 100 . A C notanumber . . GT 0/1",
        "chr7 159345974 . A C . . . GT 0/1",
    ],
)
def test_one_broken_record_is_counted_and_the_rest_is_read(tmp_path: Path, broken: str) -> None:
    genome = read_vcf(write_vcf(tmp_path, [SNV, broken, "chr7 200 . G T . . . GT 1/1"]))
    assert [call.position for call in genome.calls] == [55191822, 200]
    assert genome.skipped_records == 1
    assert "genome.skipped_records" in genome.notes


def test_an_empty_line_does_not_end_the_file(tmp_path: Path) -> None:
    path = tmp_path / "gap.vcf"
    first, second = vcf_text([SNV]), vcf_text(["chr7 200 . G T . . . GT 1/1"]).splitlines()[-1]
    path.write_text(f"{first}\n\n{second}\n")
    assert len(read_vcf(path).calls) == 2


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "crlf.vcf"
    path.write_bytes(vcf_text([SNV]).replace("\n", "\r\n").encode())
    (call,) = read_vcf(path).calls
    assert (call.genotype, call.depth) == ("0/1", 100)


def test_a_cut_last_line_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "cut.vcf"
    path.write_text(vcf_text([SNV]) + "chr7\t200\t.\tG")
    genome = read_vcf(path)
    assert genome.skipped_records == 1
    assert "genome.last_line_cut" in genome.notes


def test_when_no_record_can_be_read_the_file_is_broken(tmp_path: Path) -> None:
    error = _fault(write_vcf(tmp_path, ["chr7 abc . A C . . . GT 0/1"]))
    assert (error.code, error.params["line"]) == (ErrorCode.VCF_BROKEN, 4)


def test_a_header_without_records_is_an_empty_genome(tmp_path: Path) -> None:
    genome = read_vcf(write_vcf(tmp_path, []))
    assert genome.calls == ()
    assert "genome.no_records" in genome.notes


@pytest.mark.parametrize("name", ["case.vcf", "case.vcf.gz", "case", "case.txt"])
def test_compression_is_told_by_content_and_not_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(vcf_text([SNV]).encode()))
    assert len(read_vcf(path).calls) == 1
    path.write_text(vcf_text([SNV]))
    assert len(read_vcf(path).calls) == 1


def test_a_truncated_gzip_names_the_line(tmp_path: Path) -> None:
    records = [f"chr7 {1000 + n} . A C . . . GT 0/1" for n in range(4000)]
    path = tmp_path / "cut.vcf.gz"
    path.write_bytes(gzip.compress(vcf_text(records).encode())[:-4000])
    error = _fault(path)
    assert (error.code, error.params["reason"]) == (ErrorCode.VCF_BROKEN, "truncated")
    assert int(str(error.params["line"])) > 1


def test_a_corrupt_gzip_is_broken(tmp_path: Path) -> None:
    packed = bytearray(
        gzip.compress(vcf_text([f"chr7 {n} . A C . . . GT 0/1" for n in range(1, 3000)]).encode())
    )
    packed[len(packed) // 2 : len(packed) // 2 + 40] = bytes(40)
    path = tmp_path / "bad.vcf.gz"
    path.write_bytes(packed)
    assert _fault(path).code is ErrorCode.VCF_BROKEN


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.FILE_EMPTY),
        (b"\n\n", ErrorCode.FILE_EMPTY),
        (b"\x00\x01\x02garbage\xff" * 50, ErrorCode.GENOME_WRONG_TYPE),
        (b'{"resourceType": "Bundle"}', ErrorCode.GENOME_WRONG_TYPE),
        (b"PK\x03\x04aaaa", ErrorCode.GENOME_WRONG_TYPE),
        (b"a note in plain words\n", ErrorCode.GENOME_WRONG_TYPE),
        (b"Hugo_Symbol\tChromosome\n", ErrorCode.GENOME_WRONG_TYPE),
        (b"#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n", ErrorCode.VCF_NO_HEADER),
        (b"chr7\t100\t.\tA\tC\t.\t.\t.\n", ErrorCode.VCF_NO_HEADER),
        (b"##fileformat=VCFv4.2\nchr7\t100\t.\tA\tC\t.\t.\t.\n", ErrorCode.VCF_NO_HEADER),
        (b"##fileformat=VCFv4.2\n", ErrorCode.VCF_NO_HEADER),
        (gzip.compress(b"", mtime=0), ErrorCode.FILE_EMPTY),
        (gzip.compress(b"BCF\x02\x02", mtime=0), ErrorCode.GENOME_WRONG_TYPE),
    ],
)
def test_what_is_not_a_vcf_is_refused_by_kind(tmp_path: Path, content: bytes, code: ErrorCode) -> None:
    path = tmp_path / "case.vcf"
    path.write_bytes(content)
    error = _fault(path)
    assert error.code is code
    assert error.params["path"] == path


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert _fault(tmp_path / "none.vcf").code is ErrorCode.FILE_NOT_FOUND
    assert _fault(tmp_path).code is ErrorCode.FILE_UNREADABLE


def test_an_unknown_build_is_asked_for(tmp_path: Path) -> None:
    path = write_vcf(tmp_path, [SNV], meta=())
    assert _fault(path).code is ErrorCode.BUILD_UNKNOWN
    genome = read_vcf(path, build=GenomeBuild.GRCH38)
    assert (genome.build, genome.build_evidence) == (GenomeBuild.GRCH38, "build.user")


def test_a_given_build_that_the_file_contradicts_is_refused(tmp_path: Path) -> None:
    error = _fault(write_vcf(tmp_path, [SNV]), build=GenomeBuild.GRCH37)
    assert (error.code, error.params["found"], error.params["given"]) == (
        ErrorCode.BUILD_MISMATCH,
        "GRCh38",
        "GRCh37",
    )


def test_another_build_is_refused_by_name(tmp_path: Path) -> None:
    error = _fault(write_vcf(tmp_path, [SNV], meta=("##reference=file:///data/hg18.fa",)))
    assert (error.code, error.params["found"]) == (ErrorCode.BUILD_MISMATCH, "NCBI36 (hg18)")


def test_several_samples_are_listed_and_none_is_taken(tmp_path: Path) -> None:
    record = "chr7 100 . A C . . . GT 0/1 1/1"
    path = write_vcf(tmp_path, [record], samples=("A", "B"))
    error = _fault(path)
    assert (error.code, error.params["sample"], error.params["samples"]) == (
        ErrorCode.SAMPLE_NOT_FOUND,
        "",
        "A, B",
    )
    assert read_vcf(path, sample="B").calls[0].zygosity is Zygosity.HOMOZYGOUS_ALTERNATE
    assert _fault(path, sample="C").params["sample"] == "C"
    assert samples_of_file(path) == ("A", "B")


@pytest.mark.parametrize("names", [("NORMAL", "TUMOR"), ("TUMOR", "NORMAL"), ("normal", "tumour")])
def test_the_tumour_column_is_taken_wherever_it_stands(tmp_path: Path, names: tuple[str, str]) -> None:
    genome = read_vcf(write_vcf(tmp_path, ["chr7 100 . A C . . . GT 0/1 0/1"], samples=names))
    assert genome.sample.lower() in ("tumor", "tumour")
    assert "genome.tumour_sample_chosen" in genome.notes


def test_mutect2_names_the_tumour_sample_and_the_calls_are_somatic(tmp_path: Path) -> None:
    meta = (GRCH38_LINE, "##source=Mutect2", "##tumor_sample=S2", "##normal_sample=S1")
    genome = read_vcf(
        write_vcf(tmp_path, ["chr7 100 . A C . . . GT 0/0 0/1"], meta=meta, samples=("S1", "S2"))
    )
    assert (genome.sample, genome.origin) == ("S2", VariantOrigin.SOMATIC)


def test_two_tumour_columns_are_not_chosen_between(tmp_path: Path) -> None:
    path = write_vcf(tmp_path, ["chr7 100 . A C . . . GT 0/0 0/1"], samples=("TUMOR", "tumour"))
    assert _fault(path).code is ErrorCode.SAMPLE_NOT_FOUND


def test_origin_comes_from_the_record_before_the_header(tmp_path: Path) -> None:
    records = [
        "chr7 100 . A C . . SOMATIC GT 0/1",
        "chr7 200 . A C . . SS=1 GT 0/1",
        "chr7 300 . A C . . SS=2 GT 0/1",
        "chr7 400 . A C . . . GT 0/1",
    ]
    genome = read_vcf(write_vcf(tmp_path, records))
    assert [call.origin for call in genome.calls] == [
        VariantOrigin.SOMATIC,
        VariantOrigin.GERMLINE,
        VariantOrigin.SOMATIC,
        VariantOrigin.UNKNOWN,
    ]
    assert genome.origin is VariantOrigin.UNKNOWN


def test_the_user_states_the_origin_of_calls_that_do_not_say(tmp_path: Path) -> None:
    genome = read_vcf(write_vcf(tmp_path, ["chr7 100 . A C . . SOMATIC GT 0/1", SNV]))
    stated = with_origin(genome, VariantOrigin.GERMLINE)
    assert [call.origin for call in stated.calls] == [VariantOrigin.SOMATIC, VariantOrigin.GERMLINE]


def test_a_germline_sample_is_stated_by_the_sample_line(tmp_path: Path) -> None:
    meta = (GRCH38_LINE, '##SAMPLE=<ID=P1,Genomes=Germline,Mixture=1.,Description="blood">')
    assert read_vcf(write_vcf(tmp_path, [SNV], meta=meta)).origin is VariantOrigin.GERMLINE


def test_strelka_counts_give_the_allele_fraction(tmp_path: Path) -> None:
    record = "chr7 100 . C T . PASS SOMATIC DP:AU:CU:GU:TU 100:0,0:75,80:0,0:25,26"
    (call,) = read_vcf(write_vcf(tmp_path, [record])).calls
    assert (call.genotype, call.depth, call.allele_fraction) == ("", 100, 0.25)


def test_varscan_percentages_give_the_allele_fraction(tmp_path: Path) -> None:
    (call,) = read_vcf(write_vcf(tmp_path, ["chr7 100 . C T . PASS . GT:FREQ 0/1:12.5%"])).calls
    assert call.allele_fraction == pytest.approx(0.125)


def test_a_cancelled_read_stops(tmp_path: Path) -> None:
    class Cancelled(NullContext):
        def check(self) -> None:
            raise CancelledError

    with pytest.raises(CancelledError):
        read_vcf(write_vcf(tmp_path, [SNV]), ctx=Cancelled())


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    seen: list[float] = []

    class Watching(NullContext):
        def progress(self, fraction: float, stage: str = "") -> None:
            seen.append(fraction)

    read_vcf(write_vcf(tmp_path, [f"chr7 {n} . A C . . . GT 0/1" for n in range(1, 9001)]), ctx=Watching())
    assert seen == sorted(seen)
    assert 0.0 < seen[0] <= seen[-1] <= 1.0


def test_header_lines_that_break_the_specification_are_passed_over(tmp_path: Path) -> None:
    genome = read_vcf(write_vcf(tmp_path, [SNV], meta=(GRCH38_LINE, "##", "##nothing here")))
    assert len(genome.calls) == 1
    assert "genome.header_lines_unread" in genome.notes


@given(
    chromosome=st.sampled_from([*CHROMOSOME_LENGTHS[GenomeBuild.GRCH38]]),
    prefix=st.sampled_from(["", "chr", "Chr", "CHR"]),
    part=st.floats(0, 1),
)
def test_positions_and_chromosomes_survive_the_round_trip(
    tmp_path_factory: pytest.TempPathFactory, chromosome: str, prefix: str, part: float
) -> None:
    position = max(1, int(part * CHROMOSOME_LENGTHS[GenomeBuild.GRCH38][chromosome]))
    path = tmp_path_factory.mktemp("round") / "case.vcf"
    path.write_text(
        vcf_text([f"{prefix}{chromosome} {position} . A C . . . GT 0/1"], meta=("##reference=GRCh38",))
    )
    (call,) = read_vcf(path).calls
    assert (call.chromosome, call.position) == (chromosome, position)
    assert call.id == variant_id(GenomeBuild.GRCH38, chromosome, position, "A", "C")
    assert call.id.split(":")[2] == str(position)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("chrM", "MT"),
        ("M", "MT"),
        ("chrX", "X"),
        ("NC_000007.14", "7"),
        ("NC_000023.11", "X"),
        ("GL000192.1", "GL000192.1"),
    ],
)
def test_chromosome_names_are_normalised(raw: str, name: str) -> None:
    assert chromosome_name(raw) == name


def test_real_somatic_callers_are_read(tmp_path: Path) -> None:
    folder = shared_data_unpacked("genomics/tumour-vcf.zip", tmp_path) / "tests"
    expected = {
        "mutect": 500,
        "muse": 434,
        "strelka": 240,
        "delly": 15,
        "pindel": 32,
        "varscan": 499,
        "radia": 95,
    }
    for caller, count in expected.items():
        path = folder / f"test_{caller}.vcf"
        known = build_of_file(path).build
        genome = read_vcf(path, build=known or GenomeBuild.GRCH37)
        assert (caller, len(genome.calls)) == (caller, count)
        assert genome.sample in ("TUMOR", "DNA_TUMOR")


def test_the_positions_file_of_pharmcat_is_read(tmp_path: Path) -> None:
    folder = shared_data_unpacked("genomics/pharmcat-knowledge.zip", tmp_path)
    genome = read_vcf(folder / "knowledge" / "pharmcat_positions.vcf.bgz")
    assert (genome.build, genome.skipped_records) == (GenomeBuild.GRCH38, 0)
    assert {call.gene for call in genome.calls} >= {"DPYD", "CYP2C19", "TPMT"}


@given(
    content=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)),
    with_header=st.booleans(),
)
def test_any_content_is_read_or_refused_by_a_typed_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, with_header: bool
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "case.vcf"
    path.write_bytes((vcf_text([SNV]).encode() if with_header else b"") + content)
    with contextlib.suppress(InputError):
        assert read_vcf(path).calls


@given(
    columns=st.lists(
        st.text(st.characters(exclude_characters="\x00\n\r\t", exclude_categories=("Cs",)), max_size=12),
        min_size=8,
        max_size=10,
    )
)
def test_any_record_is_read_or_counted(tmp_path_factory: pytest.TempPathFactory, columns: list[str]) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "case.vcf"
    path.write_text(
        vcf_text([SNV]) + "\t".join(["chr7", *columns[1:]]) + "\n", encoding="utf-8", newline="\n"
    )
    genome = read_vcf(path)
    assert len(genome.calls) >= 1
    assert genome.skipped_records <= 1
