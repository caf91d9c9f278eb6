import threading
from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, RefusedError
from pmdesk.core.finding import LungZone, Side
from pmdesk.core.geometry import GeometryIssue, GeometryIssueCode, GeometryTrust
from pmdesk.core.progress import NullContext
from pmdesk.core.volume import Unit
from pmdesk.inference.nodule_finding import find_nodules
from pmdesk.inference.package import load_package
from tests.helpers.simple_chest import BODY_HU, NODULE_HU, Ball, chest
from tests.helpers.tiny_model import write_tiny_package


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return load_package(write_tiny_package(tmp_path_factory.mktemp("models") / "tiny"), "cpu")


def centre_of(volume, finding):
    return np.array(volume.geometry.point_at(finding.segment.centroid_index()).xyz_lps_mm)


@pytest.mark.parametrize(
    ("spacing_mm", "flips"),
    [
        ((2.5, 1.4, 1.4), (1, 1, 1)),
        ((1.3, 0.9, 1.7), (1, 1, 1)),
        ((5.0, 1.7, 0.9), (1, -1, -1)),
        ((2.0, 1.1, 1.1), (-1, 1, 1)),
    ],
)
def test_a_ball_is_found_where_it_lies_at_any_spacing(model, spacing_mm, flips):
    ball = Ball((60.0, -21.0, 14.0), 18.0)
    volume = chest([ball], spacing_mm=spacing_mm, flips=flips)
    result = find_nodules(volume, model, ctx=NullContext())
    assert len(result.findings) == 1
    found = result.findings[0]
    assert centre_of(volume, found) == pytest.approx(ball.xyz_mm, abs=0.6 * max(spacing_mm[1:]))
    truth = np.count_nonzero(volume.array[found.segment.slices] == 30)
    assert found.segment.voxel_count == pytest.approx(truth, rel=0.15)
    assert found.segment.geometry is volume.geometry
    assert 0.9 < found.score <= 1


def test_findings_come_largest_first_with_side_and_zone(model):
    volume = chest([Ball((-60.0, 0.0, -45.0), 12.0), Ball((70.0, 20.0, 45.0), 20.0)])
    first, second = find_nodules(volume, model, ctx=NullContext()).findings
    assert (first.location.side, first.location.zone) == (Side.LEFT, LungZone.UPPER)
    assert (second.location.side, second.location.zone) == (Side.RIGHT, LungZone.LOWER)


def test_a_mass_on_the_pleura_is_not_lost_by_the_lung_mask(model):
    volume = chest([Ball((121.0, 0.0, 0.0), 24.0)])
    # the tiny network marks the chest wall as well: made fatty, it no longer joins the mass
    fatty = np.where(volume.array == BODY_HU, np.int16(-350), volume.array)
    result = find_nodules(replace(volume, array=fatty), model, ctx=NullContext())
    assert len(result.findings) == 1
    assert result.findings[0].location.side is Side.LEFT


def test_a_long_vessel_is_no_finding(model):
    volume = chest()
    array = volume.array.copy()
    at = [round(value) for value in volume.geometry.to_index((70.0, 0.0, 0.0))]
    array[at[0] - 14 : at[0] + 14, at[1] - 2 : at[1] + 2, at[2] - 2 : at[2] + 2] = NODULE_HU
    assert find_nodules(replace(volume, array=array), model, ctx=NullContext()).findings == ()


def test_what_is_smaller_than_three_millimetres_is_no_finding(model):
    assert find_nodules(chest([Ball((60.0, 0.0, 0.0), 2.5)]), model, ctx=NullContext()).findings == ()


def test_the_result_says_which_model_ran_where(model):
    provenance = find_nodules(chest(), model, ctx=NullContext()).provenance
    assert provenance.model.model_id == "tiny-marker"
    assert provenance.model.sha256 == model.manifest.files["model.onnx"]
    assert provenance.device == model.session.device
    assert provenance.run_time_s > 0
    assert provenance.input_ids == ("1.2.3.4",)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"modality": "MR"}, "gate.modality"),
        ({"unit": Unit.UNKNOWN}, "gate.unit"),
        ({"lungs": False}, "gate.no_lungs"),
        ({"spacing_mm": (12.0, 1.4, 1.4)}, "gate.slice_spacing"),
        ({"size_mm": (10.0, 260.0, 340.0)}, "gate.few_slices"),
        ({"trust": GeometryTrust((GeometryIssue(GeometryIssueCode.MISSING_SLICES),))}, "gate.geometry"),
    ],
)
def test_an_image_that_the_model_is_not_for_is_refused_by_a_named_rule(model, changes, rule):
    with pytest.raises(RefusedError) as refused:
        find_nodules(chest(**changes), model, ctx=NullContext())
    assert refused.value.code is ErrorCode.NOT_APPLICABLE
    assert refused.value.params["rule"] == rule


def test_thick_slices_and_children_run_with_a_visible_note(model):
    volume = chest(spacing_mm=(8.0, 1.4, 1.4), age_years=9)
    notes = find_nodules(volume, model, ctx=NullContext()).provenance.notes
    assert "gate.thick_slices" in notes
    assert "gate.child" in notes


class CancelledAfter(NullContext):
    """Cancelled by another thread as soon as the network has reported progress so often."""

    def __init__(self, reports):
        self._left = reports
        self._cancelled = threading.Event()
        self._hooks = []

    def on_cancel(self, hook):
        self._hooks.append(hook)

    def progress(self, fraction, stage=""):
        self._left -= stage == "stage.infer"
        if self._left == 0:
            self._cancelled.set()
            for hook in self._hooks:
                hook()

    def check(self):
        if self._cancelled.is_set():
            raise CancelledError


def test_a_cancelled_run_stops_and_the_next_one_works(model):
    volume = chest([Ball((60.0, 0.0, 0.0), 15.0)])
    with pytest.raises(CancelledError):
        find_nodules(volume, model, ctx=CancelledAfter(2))
    assert len(find_nodules(volume, model, ctx=NullContext()).findings) == 1
