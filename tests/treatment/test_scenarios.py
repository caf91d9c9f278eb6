"""Cases by name: what a tumour board would expect to see, and must not see."""

import pytest

from pmdesk.core.biomarker import Assessment
from pmdesk.core.evidence import NodeKind
from pmdesk.core.record import ClinicalStatus, Observation
from pmdesk.core.treatment import OptionKind
from pmdesk.core.variant import VariantOrigin
from tests.treatment.cases import condition, follow_up, markers, options, pdl1, record

GERMLINE, SOMATIC, UNKNOWN = VariantOrigin.GERMLINE, VariantOrigin.SOMATIC, VariantOrigin.UNKNOWN
NSCLC_IV = condition("nsclc", stage="IV")


def _found(name: str, origin: VariantOrigin = SOMATIC) -> tuple[object, ...]:
    return markers({name: origin})


def test_breast_cancer_with_brca1_gives_chemotherapy_plus_targeted_therapy() -> None:
    found = options(record(condition("breast_cancer")), markers({"BRCA1_PATHOGENIC": GERMLINE}))
    assert found["brca_breast_platinum"].kind is OptionKind.SYSTEMIC
    parp = found["brca_breast_parp"]
    assert parp.kind is OptionKind.TARGETED
    assert {trigger.ref.kind for trigger in parp.triggers} == {NodeKind.CONDITION, NodeKind.VARIANT}
    assert {trigger.ref.key for trigger in parp.triggers} == {
        "breast_cancer",
        "GRCh38:1:1:BRCA1_PATHOGENIC:T",
    }


def test_her2_positive_breast_cancer_gets_no_parp_inhibitor() -> None:
    patient = record(condition("breast_cancer", histology="HER2-positive invasive carcinoma"))
    assert "brca_breast_parp" not in options(patient, markers({"BRCA1_PATHOGENIC": GERMLINE}))


def test_unknown_her2_status_is_listed_as_missing_and_a_known_one_is_not() -> None:
    for histology, is_missing in (("", True), ("triple-negative", False)):
        patient = record(condition("breast_cancer", histology=histology))
        option = options(patient, markers({"BRCA1_PATHOGENIC": GERMLINE}))["brca_breast_parp"]
        assert ("HER2 status" in [text.en for text in option.missing]) is is_missing


@pytest.mark.parametrize(
    ("disease", "rules"),
    [
        ("ovarian_cancer", {"brca_ovarian_platinum", "brca_ovarian_parp"}),
        ("prostate_cancer", {"brca_prostate_parp"}),
        ("pancreatic_cancer", {"brca_pancreas_platinum", "brca_pancreas_olaparib"}),
    ],
)
@pytest.mark.parametrize("gene", ["BRCA1_PATHOGENIC", "BRCA2_PATHOGENIC"])
def test_brca_in_other_cancers(disease: str, rules: set[str], gene: str) -> None:
    found = options(record(condition(disease)), markers({gene: GERMLINE}))
    assert rules <= set(found)
    assert "brca_other_cancer" not in found
    assert "brca_no_cancer_prevention" not in found


def test_lung_cancer_with_brca1_gives_chemotherapy_and_a_parp_inhibitor_only_with_reserve() -> None:
    found = options(record(NSCLC_IV), markers({"BRCA1_PATHOGENIC": UNKNOWN}))
    assert "brca_other_cancer" in found
    assert "brca_breast_parp" not in found
    assert "brca_confirm_germline" in found


def test_a_somatic_brca_change_of_the_pancreas_is_not_a_label_for_olaparib() -> None:
    found = options(record(condition("pancreatic_cancer")), markers({"BRCA2_PATHOGENIC": SOMATIC}))
    assert "brca_pancreas_olaparib" not in found
    assert "brca_pancreas_platinum" in found


def test_brca_without_cancer_is_prevention_and_counselling() -> None:
    found = options(record(), markers({"BRCA1_PATHOGENIC": GERMLINE}))
    assert set(found) == {"brca_no_cancer_prevention"}
    assert found["brca_no_cancer_prevention"].kind is OptionKind.PREVENTION


def test_brca_without_a_record_is_not_taken_for_a_healthy_carrier() -> None:
    assert "brca_no_cancer_prevention" not in options(None, markers({"BRCA1_PATHOGENIC": GERMLINE}))


def test_cancer_in_remission_is_neither_active_nor_absent() -> None:
    patient = record(condition("breast_cancer", status=ClinicalStatus.REMISSION))
    found = options(patient, markers({"BRCA1_PATHOGENIC": GERMLINE}))
    assert not {"brca_breast_parp", "brca_no_cancer_prevention"} & set(found)


@pytest.mark.parametrize("marker", ["EGFR_EX19DEL", "EGFR_L858R"])
def test_advanced_egfr_lung_cancer_gets_osimertinib_before_immunotherapy(marker: str) -> None:
    found = options(record(NSCLC_IV, observations=[pdl1(90)]), markers({marker: SOMATIC}))
    assert "奥希替尼" in found["nsclc_egfr_common_advanced"].title.zh
    assert found["nsclc_driver_before_immunotherapy"].kind is OptionKind.AVOID
    assert "nsclc_pdl1_high" not in found
    assert "nsclc_egfr_common_early" not in found


def test_resected_egfr_lung_cancer_gets_the_early_rule() -> None:
    found = options(record(condition("nsclc", stage="IIA")), markers({"EGFR_L858R": SOMATIC}))
    assert "nsclc_egfr_common_early" in found
    assert "nsclc_egfr_common_advanced" not in found
    assert "nsclc_early_surgery" in found


def test_an_unstated_stage_is_missing_and_does_not_silence_the_advanced_rule() -> None:
    found = options(record(condition("nsclc")), markers({"EGFR_L858R": SOMATIC}))
    assert "Stage" in [text.en for text in found["nsclc_egfr_common_advanced"].missing]
    assert "nsclc_egfr_common_early" not in found


def test_exon_20_insertion_is_not_treated_as_a_common_mutation() -> None:
    found = options(record(NSCLC_IV), markers({"EGFR_EX20INS": SOMATIC}))
    assert "nsclc_egfr_ex20ins" in found
    assert "nsclc_egfr_common_advanced" not in found


def test_t790m_gives_osimertinib_unless_c797s_is_there_too() -> None:
    assert "nsclc_egfr_t790m" in options(record(NSCLC_IV), markers({"EGFR_T790M": SOMATIC}))
    both = options(record(NSCLC_IV), markers({"EGFR_T790M": SOMATIC, "EGFR_C797S": SOMATIC}))
    assert "nsclc_egfr_t790m" not in both
    assert "nsclc_egfr_c797s" in both


@pytest.mark.parametrize(
    ("marker", "rule", "drug"),
    [
        ("ALK_FUSION", "nsclc_alk_advanced", "洛拉替尼"),
        ("ROS1_FUSION", "nsclc_ros1", "瑞普替尼"),
        ("RET_FUSION", "nsclc_ret", "塞普替尼"),
        ("NTRK_FUSION", "ntrk_fusion", "拉罗替尼"),
        ("BRAF_V600E", "nsclc_braf_v600e", "达拉非尼"),
        ("MET_EX14", "nsclc_met_ex14", "卡马替尼"),
        ("ERBB2_MUTATION", "nsclc_erbb2", "德曲妥珠单抗"),
        ("KRAS_G12C", "nsclc_kras_g12c", "索托拉西布"),
    ],
)
def test_drivers_of_lung_cancer(marker: str, rule: str, drug: str) -> None:
    assert drug in options(record(NSCLC_IV), markers({marker: SOMATIC}))[rule].title.zh


def test_kras_g12c_is_a_later_line_behind_first_choices() -> None:
    option = options(record(NSCLC_IV), markers({"KRAS_G12C": SOMATIC}))["nsclc_kras_g12c"]
    assert option.rank > 1
    assert "First line outside a trial" in [text.en for text in option.not_for]


def test_a_stated_germline_driver_is_not_a_tumour_driver() -> None:
    assert "nsclc_egfr_common_advanced" not in options(record(NSCLC_IV), markers({"EGFR_L858R": GERMLINE}))


def test_a_driver_of_unstated_origin_asks_for_confirmation() -> None:
    option = options(record(NSCLC_IV), markers({"EGFR_L858R": UNKNOWN}))["nsclc_egfr_common_advanced"]
    assert any("somatic" in text.en for text in option.missing)


def test_small_cell_lung_cancer_gets_no_rule_of_non_small_cell() -> None:
    found = options(record(condition("sclc", stage="IV")), markers({"EGFR_L858R": SOMATIC}))
    assert not [rule for rule in found if rule.startswith("nsclc")]
    assert "lung_cancer_histology" not in found


def test_lung_cancer_of_unstated_type_asks_for_the_type_first() -> None:
    found = options(record(condition("lung_cancer")), markers({"EGFR_L858R": SOMATIC}))
    assert "lung_cancer_histology" in found
    assert not [rule for rule in found if rule.startswith("nsclc")]


def test_lung_cancer_without_a_genome_asks_for_the_panel() -> None:
    option = options(record(NSCLC_IV))["nsclc_test_panel"]
    assert option.kind is OptionKind.TEST
    assert "EGFR" in option.title.zh


def test_what_the_genome_cannot_show_is_named_one_by_one() -> None:
    states = dict.fromkeys(("ALK_FUSION", "ROS1_FUSION"), Assessment.NOT_ASSESSABLE)
    option = options(record(NSCLC_IV), markers(states=states))["nsclc_test_not_assessable"]
    keys = {trigger.ref.key for trigger in option.triggers}
    assert {"biomarker:ALK_FUSION", "biomarker:ROS1_FUSION"} <= keys
    assert "biomarker:RET_FUSION" not in keys


def test_not_reported_is_not_wild_type() -> None:
    found = options(record(NSCLC_IV, observations=[pdl1(80)]), markers())
    assert "nsclc_test_not_reported" in found
    assert any("excluded" in text.en for text in found["nsclc_pdl1_high"].missing)


@pytest.mark.parametrize(
    ("value", "rule"), [(50.0, "nsclc_pdl1_high"), (49.0, "nsclc_pdl1_low"), (0.0, "nsclc_pdl1_low")]
)
def test_pdl1_bands(value: float, rule: str) -> None:
    assert rule in options(record(NSCLC_IV, observations=[pdl1(value)]), markers())


def test_pdl1_without_a_unit_is_unknown() -> None:
    found = options(record(NSCLC_IV, observations=[pdl1(60, unit="")]), markers())
    assert "nsclc_test_pdl1" in found
    assert "nsclc_pdl1_high" not in found


def test_contradicting_pdl1_values_decide_nothing() -> None:
    second = Observation(**(pdl1(0).model_dump() | {"id": "second"}))
    found = options(record(NSCLC_IV, observations=[pdl1(60), second]), markers())
    assert not {"nsclc_pdl1_high", "nsclc_pdl1_low"} & set(found)


def test_stage_one_lung_cancer_offers_surgery_and_radiotherapy() -> None:
    found = options(record(condition("nsclc", stage="IA2")))
    assert found["nsclc_early_surgery"].kind is OptionKind.SURGERY
    assert found["nsclc_early_sbrt"].kind is OptionKind.RADIATION


def test_a_drug_of_the_record_becomes_a_caution_that_points_at_it() -> None:
    patient = record(NSCLC_IV, drugs=["Rifampicin 300 mg"])
    option = options(patient, markers({"ALK_FUSION": SOMATIC}))["nsclc_alk_advanced"]
    (caution,) = option.cautions
    assert (caution.ref.kind, caution.ref.key) == (NodeKind.MEDICATION, "drug-Rifampicin 300 mg")
    assert "lorlatinib" in caution.statement.en


def test_a_platinum_allergy_is_a_caution() -> None:
    patient = record(condition("ovarian_cancer"), allergies=["卡铂"])
    option = options(patient, markers({"BRCA1_PATHOGENIC": GERMLINE}))["brca_ovarian_platinum"]
    assert option.cautions


def test_a_suspicious_nodule_asks_for_tissue_and_points_at_the_score() -> None:
    found = options(record(), risks=[follow_up("lung-rads-v2022", "4X")])
    (trigger,) = found["lung_rads_work_up"].triggers
    assert (trigger.ref.kind, trigger.ref.key) == (NodeKind.RISK, "lung-rads-v2022:f1")


def test_a_known_lung_cancer_silences_the_nodule_rules() -> None:
    assert "lung_rads_work_up" not in options(record(NSCLC_IV), risks=[follow_up("lung-rads-v2022", "4X")])


def test_ras_mutation_in_colorectal_cancer_means_no_egfr_antibody() -> None:
    found = options(record(condition("colorectal_cancer")), markers({"KRAS_HOTSPOT": SOMATIC}))
    assert found["crc_ras_avoid_anti_egfr"].kind is OptionKind.AVOID


@pytest.mark.parametrize("marker", ["BRAF_V600E", "BRAF_V600K"])
def test_melanoma_with_braf_v600(marker: str) -> None:
    found = options(record(condition("melanoma")), markers({marker: SOMATIC}))
    assert "melanoma_braf_v600" in found
    assert "agnostic_braf_v600e" not in found


def test_options_come_by_rank_and_carry_dated_evidence() -> None:
    found = list(options(record(NSCLC_IV), markers({"EGFR_L858R": SOMATIC})).values())
    assert [option.rank for option in found] == sorted(option.rank for option in found)
    for option in found:
        assert option.evidence
        for source in option.evidence:
            assert source.as_of == "2026-06"
            assert source.note is not None


def test_every_option_has_triggers_or_says_what_is_missing() -> None:
    for option in options(record(NSCLC_IV), markers({"EGFR_L858R": SOMATIC})).values():
        assert option.triggers


@pytest.mark.parametrize("status", [ClinicalStatus.REMISSION, ClinicalStatus.ACTIVE])
def test_an_inherited_brca_variant_concerns_the_family_whatever_the_state_of_the_cancer(
    status: ClinicalStatus,
) -> None:
    patient = record(condition("breast_cancer", status=status))
    assert "brca_germline_family" in options(patient, markers({"BRCA1_PATHOGENIC": GERMLINE}))
    assert "brca_germline_family" not in options(patient, markers({"BRCA1_PATHOGENIC": SOMATIC}))


def test_a_somatic_driver_without_a_diagnosis_asks_for_tissue_and_treats_nothing() -> None:
    found = options(record(), markers({"EGFR_L858R": SOMATIC}))
    assert set(found) == {"driver_without_diagnosis"}
