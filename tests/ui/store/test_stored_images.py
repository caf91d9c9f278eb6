"""The images of a stored patient: offered, checked against their hashes, opened with their findings."""

from dataclasses import replace

import pytest

from pmdesk.core.finding import ReviewStatus
from pmdesk.imaging.dicom_writer import write_ct_series
from pmdesk.imaging.phantom import ThoraxSpec, make_thorax
from pmdesk.services.case import Case
from pmdesk.services.operations.review_finding import review
from pmdesk.ui.store.stored_images import study_words
from tests.helpers.cases import finding


@pytest.fixture(scope="module")
def volume():
    return make_thorax(ThoraxSpec.small(), seed=7).volume


@pytest.fixture
def folder(tmp_path, volume):
    place = tmp_path / "胸部 CT"
    write_ct_series(volume, place, synthetic=True)
    return place


@pytest.fixture
def saved(shop, folder):
    """A patient whose images were opened, read and saved; the window is empty again."""
    shop.create()
    shop.desk.session.replace_case(Case())
    shop.controller.open_images([folder])
    shop.settle()
    case = shop.case
    series = case.volume.description.series_uid
    found = tuple(replace(finding(number), series_uid=series) for number in (1, 2))
    shop.desk.session.replace_case(replace(case, findings=found))
    shop.desk.context.undo.push(review(shop.case, found[0].id, ReviewStatus.ACCEPTED))
    shop.registry.action("store_save").trigger()
    shop.settle()
    assert not shop.errors
    assert not shop.desk.context.undo.unsaved
    kept = shop.case
    shop.desk.session.replace_case(Case())
    shop.desk.session.set_catalog(None)
    shop.messages.clear()
    return shop, kept


def open_stored(shop):
    shop.store.patients.open_patient(1)
    shop.settle()
    (study,) = shop.store.patients.bound.dossier.studies
    shop.answer(study_words(study))
    shop.settle()


def test_they_are_opened_with_findings_and_decisions(saved):
    shop, kept = saved
    open_stored(shop)
    shop.wait(lambda: shop.case.findings != ())
    assert shop.case.volume.description.series_uid == kept.volume.description.series_uid
    assert shop.case.findings == kept.findings
    assert shop.case.reviews == kept.reviews
    assert shop.case.record == kept.record
    assert not shop.desk.context.undo.unsaved
    assert shop.store.patients.bound is not None


def test_a_changed_and_a_missing_file_are_said_before_they_are_opened(saved, folder):
    shop, _ = saved
    first, second, *others = sorted(folder.iterdir())
    first.unlink()
    second.write_bytes(second.read_bytes() + b"x")
    open_stored(shop)
    (said,) = [text for text in shop.messages.texts() if "files" in text]
    assert f"1 of {len(others) + 2} files are missing." in said
    assert f"1 of {len(others) + 2} files were changed since they were saved." in said
    assert shop.case.volume is None
    shop.answer("Open them as they are")
    shop.wait(lambda: shop.case.volume is not None)
    shop.settle()
    assert shop.case.volume.array.shape[0] == len(others) + 1


def test_images_that_moved_are_said(saved, folder):
    shop, _ = saved
    folder.rename(folder.with_name("elsewhere"))
    open_stored(shop)
    assert any("not where they were" in text for text in shop.messages.texts())
    assert shop.case.volume is None
    assert shop.case.record is not None
