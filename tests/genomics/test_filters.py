import pytest

from pmdesk.core.ids import VariantId
from pmdesk.core.variant import VariantCall, VariantOrigin, Zygosity
from pmdesk.genomics.filters import (
    ConsequenceClass,
    VariantFilter,
    apply_filter,
    consequence_class,
    is_carried,
    matches,
    protein_short,
)


def _call(**changes: object) -> VariantCall:
    values: dict[str, object] = {
        "id": VariantId("GRCh38:7:55191822:T:G"),
        "chromosome": "7",
        "position": 55191822,
        "reference": "T",
        "alternate": "G",
        "gene": "EGFR",
        "consequence": "missense_variant",
        "hgvs_p": "p.Leu858Arg",
        "genotype": "0/1",
        "zygosity": Zygosity.HETEROZYGOUS,
        "depth": 30,
        "filter_status": "PASS",
        "origin": VariantOrigin.SOMATIC,
    }
    return VariantCall(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wanted",
    [
        VariantFilter(),
        VariantFilter(text="l858r"),
        VariantFilter(text="Leu858"),
        VariantFilter(text="chr7:5519"),
        VariantFilter(text="egfr"),
        VariantFilter(gene="egfr"),
        VariantFilter(zygosities=frozenset({Zygosity.HETEROZYGOUS})),
        VariantFilter(pass_only=True),
        VariantFilter(min_depth=30),
        VariantFilter(consequence_classes=frozenset({ConsequenceClass.MISSENSE})),
        VariantFilter(origins=frozenset({VariantOrigin.SOMATIC})),
        VariantFilter(carried_only=True, with_gene_only=True),
    ],
)
def test_a_filter_that_fits_shows_the_call(wanted: VariantFilter) -> None:
    assert matches(_call(), wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        VariantFilter(text="kras"),
        VariantFilter(gene="EGF"),
        VariantFilter(zygosities=frozenset({Zygosity.HOMOZYGOUS_ALTERNATE})),
        VariantFilter(min_depth=31),
        VariantFilter(consequence_classes=frozenset({ConsequenceClass.TRUNCATING})),
        VariantFilter(origins=frozenset({VariantOrigin.GERMLINE})),
    ],
)
def test_a_filter_that_does_not_fit_hides_the_call(wanted: VariantFilter) -> None:
    assert not matches(_call(), wanted)


def test_a_call_that_was_not_filtered_is_not_a_pass() -> None:
    assert not matches(_call(filter_status=""), VariantFilter(pass_only=True))


def test_an_unknown_depth_does_not_reach_a_minimum() -> None:
    assert not matches(_call(depth=None), VariantFilter(min_depth=0))


def test_a_fusion_is_found_under_each_of_its_genes() -> None:
    assert matches(_call(gene="EML4&ALK"), VariantFilter(gene="ALK"))


def test_filtering_keeps_the_order() -> None:
    calls = [_call(position=n) for n in (5, 3, 9)]
    assert [call.position for call in apply_filter(calls, VariantFilter(gene="EGFR"))] == [5, 3, 9]


@pytest.mark.parametrize(
    ("consequence", "expected"),
    [
        ("stop_gained&splice_region_variant", ConsequenceClass.TRUNCATING),
        ("splice_donor_variant&intron_variant", ConsequenceClass.SPLICE),
        ("splice_region_variant&intron_variant", ConsequenceClass.OTHER),
        ("conservative_inframe_deletion", ConsequenceClass.INFRAME),
        ("", ConsequenceClass.NOT_ANNOTATED),
    ],
)
def test_consequences_are_grouped(consequence: str, expected: ConsequenceClass) -> None:
    assert consequence_class(_call(consequence=consequence)) is expected


def test_carrying_is_three_valued() -> None:
    assert is_carried(_call()) is True
    assert is_carried(_call(zygosity=Zygosity.HOMOZYGOUS_REFERENCE)) is False
    assert is_carried(_call(zygosity=Zygosity.NOT_CALLED, genotype="./.")) is None
    assert is_carried(_call(zygosity=Zygosity.NOT_CALLED, genotype="")) is True
    assert is_carried(_call(zygosity=Zygosity.NOT_CALLED, genotype="", origin=VariantOrigin.UNKNOWN)) is None


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("p.Leu858Arg", "L858R"),
        ("p.(Arg1443Ter)", "R1443*"),
        ("p.L858R", "L858R"),
        ("p.R1443X", "R1443*"),
        ("", ""),
    ],
)
def test_protein_changes_are_shortened(long: str, short: str) -> None:
    assert protein_short(long) == short
