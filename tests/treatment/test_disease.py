from pathlib import Path

import pytest

from pmdesk.core.record import ClinicalStatus, Coding, Condition, Observation, PatientRecord
from pmdesk.treatment.disease import StageGroup, disease_table, diseases_of, features_of, stage_group
from tests.helpers.shared_data import shared_data_unpacked


def _record(display: str = "", code: str = "", system: str = "", **fields: object) -> PatientRecord:
    coding = Coding(system=system, code=code, display=display)
    return PatientRecord(conditions=(Condition(id="c1", coding=coding, **fields),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("system", "code", "category", "stage"),
    [
        ("http://snomed.info/sct", "254637007", "nsclc", None),
        ("http://snomed.info/sct", "424132000", "nsclc", StageGroup.I),
        ("http://snomed.info/sct", "423121009", "nsclc", StageGroup.IV),
        ("http://snomed.info/sct", "67811000119102", "sclc", StageGroup.I),
        ("http://snomed.info/sct", "254626006", "nsclc_adenocarcinoma", None),
        ("http://hl7.org/fhir/sid/icd-10-cm", "C34.11", "lung_cancer", None),
        ("http://hl7.org/fhir/sid/icd-10", "C50.9", "breast_cancer", None),
        ("http://hl7.org/fhir/sid/icd-10", "C61", "prostate_cancer", None),
        ("http://hl7.org/fhir/sid/icd-10", "C71.9", "any_cancer", None),
    ],
)
def test_codes_are_recognised(system: str, code: str, category: str, stage: StageGroup | None) -> None:
    (fact,) = diseases_of(_record(code=code, system=system))
    assert (fact.category, fact.stage, fact.basis) == (category, stage, "code")
    assert "any_cancer" in fact.categories


@pytest.mark.parametrize(
    ("display", "category"),
    [
        ("Non-small cell lung cancer", "nsclc"),
        ("NSCLC, stage IV", "nsclc"),
        ("Lung adenocarcinoma", "nsclc_adenocarcinoma"),
        ("Small cell lung cancer", "sclc"),
        ("右肺上叶腺癌，肺腺癌", "nsclc_adenocarcinoma"),
        ("非小细胞肺癌", "nsclc"),
        ("小细胞肺癌", "sclc"),
        ("乳腺癌", "breast_cancer"),
        ("Malignant neoplasm of ovary", "ovarian_cancer"),
        ("Carcinoma of stomach", "any_cancer"),
    ],
)
def test_words_are_recognised(display: str, category: str) -> None:
    (fact,) = diseases_of(_record(display))
    assert (fact.category, fact.basis) == (category, "words")


@pytest.mark.parametrize(
    "display",
    [
        "Suspected lung cancer (situation)",
        "Family history of breast cancer",
        "History of colon cancer",
        "Screening for lung cancer",
        "疑似肺癌",
        "乳腺癌家族史",
        "Carcinoma in situ of prostate",
        "Neoplasm of prostate",
        "Essential hypertension",
        "Cancerphobia",
        "",
    ],
)
def test_what_is_not_a_diagnosis_of_cancer_is_not_taken_for_one(display: str) -> None:
    assert diseases_of(_record(display)) == ()


def test_a_suspected_cancer_by_code_is_none() -> None:
    assert diseases_of(_record(code="162573006", system="http://snomed.info/sct")) == ()


def test_the_histology_narrows_a_coded_diagnosis() -> None:
    record = _record(
        code="C34.1", system="http://hl7.org/fhir/sid/icd-10", histology="Adenocarcinoma of lung, acinar"
    )
    (fact,) = diseases_of(record)
    assert {"nsclc", "lung_cancer"} <= fact.categories
    assert fact.category == "nsclc_adenocarcinoma"


def test_words_do_not_turn_a_coded_diagnosis_into_another() -> None:
    record = _record("breast cancer", code="C34.1", system="http://hl7.org/fhir/sid/icd-10")
    (fact,) = diseases_of(record)
    assert fact.category == "lung_cancer"
    assert "breast_cancer" not in fact.categories


@pytest.mark.parametrize("status", [ClinicalStatus.REMISSION, ClinicalStatus.RESOLVED])
def test_remission_is_not_active(status: ClinicalStatus) -> None:
    (fact,) = diseases_of(_record("Breast cancer", clinical_status=status))
    assert not fact.active


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("IIIA", StageGroup.III),
        ("Stage 4", StageGroup.IV),
        ("Ⅲ期", StageGroup.III),
        ("IA2期", StageGroup.I),
        ("TNM stage 2", StageGroup.II),
        ("T2N0M0", None),
        ("II-III", None),
        ("limited", None),
        ("", None),
    ],
)
def test_stages_of_free_text(text: str, group: StageGroup | None) -> None:
    assert stage_group(text) is group


def test_a_metastatic_cancer_is_stage_four() -> None:
    (fact,) = diseases_of(_record("Metastatic breast cancer"))
    assert fact.stage is StageGroup.IV


def test_her2_from_an_observation() -> None:
    observation = Observation(
        id="o", coding=Coding(display="HER2 [Presence] by immune stain"), text="Negative"
    )
    (fact,) = features_of(PatientRecord(observations=(observation,)))
    assert (fact.feature, fact.value) == ("her2", "negative")


def test_no_record_has_no_diseases() -> None:
    assert diseases_of(None) == ()
    assert features_of(None) == ()


def test_every_category_is_reachable_by_a_code_or_a_word() -> None:
    for row in disease_table().categories:
        assert row.snomed or row.icd10 or row.words


def test_synthetic_bundles_hold_the_lung_cancers_they_are_known_for(tmp_path: Path) -> None:
    import json

    folder = shared_data_unpacked("fhir/synthea-r4.zip", tmp_path)
    found = set()
    for path in folder.rglob("*.json"):
        for entry in json.loads(path.read_text(encoding="utf-8")).get("entry", []):
            resource = entry["resource"]
            if resource["resourceType"] == "Condition":
                for coding in resource["code"].get("coding", []):
                    fields = {name: coding.get(name, "") for name in ("system", "code", "display")}
                    found |= {fact.category for fact in diseases_of(_record(**fields))}
    assert {"nsclc", "sclc"} <= found
    assert "prostate_cancer" not in found
