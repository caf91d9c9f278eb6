"""A folder of nodules: what is wrong with it is said, with its file and place."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from pmdesk.core.characterisation import Trait
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.training.lidc import StackFolder, read_background, read_stacks
from pmdesk.training.lidc_nodules import read_crops, read_nodules
from tests.helpers.tiny_lidc import write_tiny_lidc, write_tiny_ratings


@pytest.fixture
def folder(tmp_path) -> Path:
    return write_tiny_ratings(write_tiny_lidc(tmp_path / "数据 é"))


def edited(path: Path, edit) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(edit(lines)), encoding="utf-8")


def without_column(name: str):
    def edit(lines: list[str]) -> list[str]:
        place = lines[0].split(",").index(name)
        return [
            ",".join(word for index, word in enumerate(line.split(",")) if index != place) for line in lines
        ]

    return edit


def said(code: ErrorCode, reason: str, work) -> None:
    with pytest.raises(InputError) as caught:
        work()
    assert caught.value.code is code
    assert reason in str(caught.value)


def test_a_missing_table_is_named(folder):
    (folder / "slices.csv").unlink()
    said(ErrorCode.FILE_NOT_FOUND, "slices.csv", lambda: read_stacks(folder))


def test_a_table_without_a_column_is_named(folder):
    edited(folder / "slices.csv", without_column("hu_slope"))
    said(ErrorCode.DATA_INVALID, "no column hu_slope", lambda: read_stacks(folder))


@pytest.mark.parametrize(
    ("wrong", "shown"), [("wide", "'wide'"), ("", "no pixel_spacing_mm"), ("-0.7", "'-0.7'")]
)
def test_a_value_that_is_no_number_is_named_with_its_row(folder, wrong, shown):
    edited(
        folder / "slices.csv", lambda lines: [lines[0], lines[1].replace(",0.7,", f",{wrong},"), *lines[2:]]
    )
    said(ErrorCode.DATA_INVALID, "row 2", lambda: read_stacks(folder))
    said(ErrorCode.DATA_INVALID, shown, lambda: read_stacks(folder))


def test_a_table_that_is_no_text_is_unreadable(folder):
    (folder / "slices.csv").write_bytes(b"\xff\xfe\x00patient")
    said(ErrorCode.FILE_UNREADABLE, "slices.csv", lambda: read_stacks(folder))


def test_a_truncated_zip_is_broken(folder):
    content = (folder / "stacks.zip").read_bytes()
    (folder / "stacks.zip").write_bytes(content[: len(content) // 2])
    said(ErrorCode.ARCHIVE_BROKEN, "stacks.zip", lambda: read_stacks(folder))


def test_a_damaged_image_in_the_zip_is_named(folder):
    content = bytearray((folder / "stacks.zip").read_bytes())
    content[600:700] = bytes(100)
    (folder / "stacks.zip").write_bytes(bytes(content))
    said(ErrorCode.DATA_INVALID, "0001_image.png is damaged", lambda: read_stacks(folder))


def test_a_missing_image_is_named(folder):
    edited(folder / "slices.csv", lambda lines: [line.replace(",1,", ",999,", 1) for line in lines])
    said(ErrorCode.DATA_INVALID, "no 0999_image.png", lambda: read_stacks(folder))


def test_rows_of_two_patients_under_one_number_are_refused(folder):
    edited(
        folder / "slices.csv", lambda lines: [lines[0], lines[1].replace("TINY-1,", "TINY-99,"), *lines[2:]]
    )
    said(ErrorCode.DATA_INVALID, "nodule 1: patient", lambda: read_stacks(folder))


def test_an_unpacked_folder_reads_the_same(folder):
    packed = read_stacks(folder)
    with zipfile.ZipFile(folder / "stacks.zip") as archive:
        archive.extractall(folder / "stacks" / "deeper")
    (folder / "stacks.zip").unlink()
    for first, second in zip(packed, read_stacks(folder), strict=True):
        assert np.array_equal(first.hu, second.hu)
        assert np.array_equal(first.readers, second.readers)


def test_without_a_fold_column_every_row_is_taken(folder):
    edited(folder / "slices.csv", without_column("fold"))
    edited(folder / "nodules.csv", without_column("fold"))
    assert len(read_stacks(folder, folds=[0])) == 12
    assert len(read_nodules(folder, folds=[0])) == 12


def test_nodules_of_too_few_readers_are_left_out(folder):
    stacks = StackFolder(folder, min_readers=5)
    assert len(stacks) == 0
    stacks.close()


def test_ratings_are_read_and_what_is_not_said_is_none(folder):
    nodule = read_nodules(folder)[0]
    assert (nodule.nodule_id, nodule.patient, nodule.readers) == (1, "TINY-1", 4)
    assert nodule.rating(Trait.TEXTURE) == 3
    assert nodule.rating(Trait.MARGIN) is None
    assert nodule.kernel is nodule.contrast is None


def test_only_sound_rows_with_an_opinion_are_judged(folder):
    assert [row.nodule_id for row in read_nodules(folder) if not row.judged] == [10, 11, 12]


@pytest.mark.parametrize(("word", "known"), [("Yes", True), ("0", False), ("perhaps", None), ("", None)])
def test_contrast_is_known_or_not(folder, word, known):
    edited(
        folder / "nodules.csv",
        lambda lines: [f"{lines[0]},contrast", *(f"{line},{word}" for line in lines[1:])],
    )
    assert read_nodules(folder)[0].contrast is known


def test_crops_follow_their_rows(folder):
    rows = read_nodules(folder, folds=[1])
    assert read_crops(folder, rows).shape == (3, 71, 71)
    with np.load(folder / "crops.npz") as archive:
        assert np.array_equal(read_crops(folder, rows)[0], archive["hu"][rows[0].row])


def test_crops_that_are_too_few_damaged_or_absent_are_said_so(folder):
    rows = read_nodules(folder)
    np.savez(folder / "crops.npz", hu=np.zeros((5, 71, 71), np.int16))
    said(ErrorCode.DATA_INVALID, "5 crops", lambda: read_crops(folder, rows))
    (folder / "crops.npz").write_bytes(b"PK\x03\x04 half")
    said(ErrorCode.DATA_INVALID, "crops.npz", lambda: read_crops(folder, rows))
    (folder / "crops.npz").unlink()
    said(ErrorCode.FILE_NOT_FOUND, "crops.npz", lambda: read_crops(folder, rows))


def test_a_background_that_is_no_zip_is_broken(tmp_path):
    (tmp_path / "slices.zip").write_bytes(b"nothing")
    said(ErrorCode.ARCHIVE_BROKEN, "slices.zip", lambda: read_background(tmp_path / "slices.zip"))
    with zipfile.ZipFile(tmp_path / "slices.zip", "w") as archive:
        archive.writestr("notes.txt", "no table")
    said(ErrorCode.DATA_INVALID, "StopIteration", lambda: read_background(tmp_path / "slices.zip"))
    said(ErrorCode.FILE_NOT_FOUND, "gone.zip", lambda: read_background(tmp_path / "gone.zip"))
