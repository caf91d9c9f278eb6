"""`pmdesk analyze` on what it must refuse: a sentence, the right exit code, no traceback, no half-made case."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pmdesk.app import cli
from pmdesk.imaging.dicom_writer import write_ct_series
from pmdesk.inference.package import LoadedModel
from pmdesk.inference.registry import ModelRegistry
from tests.helpers.dicom_factory import with_values, write_series
from tests.helpers.simple_chest import Ball, chest

BAD_INPUT, REFUSED, FAILED = 2, 3, 1
INTERRUPTED = 130
"""What shells give for Ctrl+C."""


@pytest.fixture
def analyze(tmp_path, monkeypatch, capsys, qapp, tiny_model):
    """Runs the command in this process; gives exit code, stdout and stderr."""

    def run(images, *more):
        out = tmp_path / "out"
        arguments = ["pmdesk", "analyze", images, "--out", out, "--device", "cpu", *more]
        monkeypatch.setattr(sys, "argv", [str(item) for item in arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        if ended.value.code in (BAD_INPUT, REFUSED, FAILED):
            assert said.err.strip()
        if ended.value.code:
            assert not (out / "case.json").exists()
        return ended.value.code, said.out, said.err

    return run


def described(volume, **changes):
    return replace(volume, description=replace(volume.description, **changes))


def written(folder: Path, volume, **values) -> Path:
    change = with_values(**values) if values else None
    write_series(folder, volume, change=change)
    return folder


@pytest.fixture(scope="module")
def coarse():
    """A chest that is quickly written and read."""
    return chest([Ball((60.0, 0.0, 0.0), 25.0)], spacing_mm=(5.0, 3.0, 3.0))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"Modality": "MR"}, "made for CT, and these images are MR"),
        ({"Modality": "PT"}, "made for CT, and these images are PT"),
        ({"BodyPartExamined": "HEAD"}, "another body part (HEAD)"),
        ({"BodyPartExamined": "KNEE"}, "another body part (KNEE)"),
        ({"RescaleType": "US"}, "Hounsfield units"),
    ],
)
def test_the_wrong_image_is_refused_with_its_reason(analyze, tmp_path, coarse, values, words):
    code, _, said = analyze(written(tmp_path / "images", coarse, **values))
    assert code == REFUSED
    assert words in said


def test_the_abdomen_is_refused_by_its_content(analyze, tmp_path, coarse):
    volume = described(chest(spacing_mm=(5.0, 3.0, 3.0), lungs=False), body_part="ABDOMEN")
    code, _, said = analyze(written(tmp_path / "images", volume))
    assert code == REFUSED
    assert "no lungs were found" in said


def test_slices_too_far_apart_are_refused(analyze, tmp_path):
    code, _, said = analyze(written(tmp_path / "images", chest(spacing_mm=(12.0, 3.0, 3.0))))
    assert code == REFUSED
    assert "12 mm apart" in said


def test_one_slice_is_refused(analyze, tmp_path):
    code, _, _ = analyze(
        written(tmp_path / "images", chest(size_mm=(5.0, 260.0, 340.0), spacing_mm=(5.0, 3.0, 3.0)))
    )
    assert code == REFUSED


def test_a_localizer_alone_is_refused(analyze, tmp_path):
    scout = chest(size_mm=(5.0, 260.0, 340.0), spacing_mm=(5.0, 3.0, 3.0))
    folder = written(tmp_path / "images", scout, ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"])
    code, _, _ = analyze(folder)
    assert code in (BAD_INPUT, REFUSED)


@pytest.mark.parametrize(
    ("volume", "note"),
    [
        (chest(spacing_mm=(8.0, 3.0, 3.0)), "Thick slices"),
        (described(chest(spacing_mm=(5.0, 3.0, 3.0)), body_part="ABDOMEN"), "another body part"),
    ],
)
def test_the_unusual_image_is_analysed_with_a_note_in_sight(analyze, tmp_path, volume, note):
    code, out, said = analyze(written(tmp_path / "images", volume), "--json")
    assert code == 0
    assert note in said
    assert json.loads(out)["provenance"]["model_id"] == "tiny-marker"


def test_half_a_chest_is_analysed_with_a_note_in_sight(analyze, tmp_path, coarse):
    half = coarse.array[: coarse.shape[0] // 2].copy()
    cut = replace(coarse, array=half, geometry=replace(coarse.geometry, shape=half.shape))
    code, _, said = analyze(written(tmp_path / "images", cut))
    assert code == 0
    assert "end inside the lungs" in said


def user_package() -> Path:
    """The test package, which stands before the shipped one."""
    return next(item.path for item in ModelRegistry().packages() if item.manifest.id == "tiny-marker")


def test_a_package_with_a_changed_byte_fails_the_run(analyze, tmp_path, coarse):
    images = written(tmp_path / "images", coarse)
    path = user_package() / "model.onnx"
    path.write_bytes(path.read_bytes()[:-1] + b"\x7f")
    code, out, said = analyze(images, "--json")
    assert code == FAILED
    assert json.loads(out)["error"]["code"] == "model.hash_mismatch"
    assert "differs from what was released" in said


def test_too_little_memory_is_said_and_no_traceback(analyze, tmp_path, coarse, monkeypatch):
    def exhausted(*_, **__):
        raise MemoryError

    monkeypatch.setattr("pmdesk.inference.nodule_finding.find_lungs", exhausted)
    code, _, said = analyze(written(tmp_path / "images", coarse))
    assert code == FAILED
    assert "not enough memory" in said


def test_what_nobody_foresaw_is_said_in_a_sentence(analyze, tmp_path, coarse, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("patient data may stand here")

    monkeypatch.setattr("pmdesk.inference.nodule_finding.find_lungs", broken)
    code, _, said = analyze(written(tmp_path / "images", coarse))
    assert code == FAILED
    assert "ZeroDivisionError" in said
    assert "patient data" not in said


def test_a_run_that_is_interrupted_ends_and_leaves_nothing(analyze, tmp_path, coarse, monkeypatch):
    asked = []

    def interrupted(self, batch, stop=None):
        asked.append(len(batch))
        if len(asked) == 3:
            raise KeyboardInterrupt
        return np.full((len(batch), *batch.shape[2:]), 0.1, np.float32)

    monkeypatch.setattr(LoadedModel, "probability", interrupted)
    monkeypatch.setattr("pmdesk.inference.package._check_golden", lambda _: None)
    code, _, _ = analyze(written(tmp_path / "images", coarse))
    assert code in (FAILED, INTERRUPTED)
    assert len(asked) == 3


def test_the_engine_can_be_chosen_and_is_named(analyze, tmp_path, coarse):
    images = tmp_path / "images"
    write_ct_series(coarse, images)
    code, out, _ = analyze(images, "--engine", "onnxruntime", "--json")
    assert code == 0
    assert json.loads(out)["provenance"]["device"] == "CPU"
