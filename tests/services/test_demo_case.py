"""The bundled demonstration case: three parts of one synthetic patient, made once."""

from pathlib import Path

import pydicom
import pytest

from pmdesk.core.errors import CancelledError
from pmdesk.core.progress import NullContext
from pmdesk.core.variant import GenomeBuild, VariantOrigin
from pmdesk.genomics.vcf import read_vcf
from pmdesk.imaging.phantom import DEMO_NODULES, DEMO_PATIENT
from pmdesk.records.importing import load_any_record
from pmdesk.records.matching import MatchOutcome, match_patient
from pmdesk.risk.facts import ClinicalFacts
from pmdesk.services import demo_case
from pmdesk.services.demo_case import prepare_demo_case


class CancelledContext(NullContext):
    """A context whose user has cancelled already."""

    def check(self) -> None:
        raise CancelledError


@pytest.fixture
def prepared(tmp_path: Path) -> demo_case.DemoCase:
    """The case with images that are taken as made before."""
    (tmp_path / "images").mkdir()
    return prepare_demo_case(NullContext(), tmp_path)


def test_images_made_before_are_used_again(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "kept.dcm").write_bytes(b"x")
    case = prepare_demo_case(NullContext(), tmp_path)
    assert [path.name for path in case.images.iterdir()] == ["kept.dcm"]


def test_a_cancelled_run_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(CancelledError):
        prepare_demo_case(CancelledContext(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_images_are_a_whole_ct_series_of_the_synthetic_patient(tmp_path: Path) -> None:
    case = prepare_demo_case(NullContext(), tmp_path)
    files = sorted(case.images.iterdir())
    assert len(files) == 220
    header = pydicom.dcmread(files[0], stop_before_pixels=True)
    assert str(header.PatientName) == DEMO_PATIENT.name
    assert header.PatientID == DEMO_PATIENT.patient_id
    assert "SYNTHETIC" in header.SeriesDescription
    assert [path.name for path in tmp_path.iterdir()] == ["images"]


def test_the_record_belongs_to_the_patient_of_the_images(prepared: demo_case.DemoCase) -> None:
    record = load_any_record(prepared.record).record
    match = match_patient(record, DEMO_PATIENT)
    assert match.outcome is MatchOutcome.MATCH
    assert match.agreeing == ("patient_id", "name", "birth_date", "sex")
    assert record.is_synthetic


def test_the_record_answers_what_the_risk_models_ask(prepared: demo_case.DemoCase) -> None:
    from pmdesk.imaging.phantom import DEMO_STUDY_DATE

    record = load_any_record(prepared.record).record
    inputs = ClinicalFacts.from_case(record, examined_on=DEMO_STUDY_DATE)
    assert inputs.age_years.value == 64
    assert inputs.ever_smoker.value is True
    assert inputs.extrathoracic_cancer_over_5y_ago.value is True
    assert inputs.prior_chest_ct.value is False


def test_the_genome_states_its_build_and_holds_the_announced_variants(prepared: demo_case.DemoCase) -> None:
    genome = read_vcf(prepared.genome)
    assert genome.build is GenomeBuild.GRCH38
    assert genome.skipped_records == 0
    found = {(call.gene, call.hgvs_p): call.origin for call in genome.calls}
    assert found["EGFR", "p.Leu858Arg"] is VariantOrigin.SOMATIC
    assert found["BRCA1", "p.Gln1756fs"] is VariantOrigin.GERMLINE


def test_the_genome_file_says_that_it_is_synthetic(prepared: demo_case.DemoCase) -> None:
    assert "##synthetic=" in prepared.genome.read_text(encoding="utf-8")


def test_the_demo_shows_one_nodule_of_every_kind() -> None:
    kinds = {(spec.texture.value, spec.spiculated, spec.juxtapleural) for spec in DEMO_NODULES}
    assert len(kinds) == len(DEMO_NODULES)
