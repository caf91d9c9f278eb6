"""Finding with all its stages: the second score, the finer outline, and what becomes of both."""

from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError
from pmdesk.core.progress import NullContext
from pmdesk.core.segmentation import Segment
from pmdesk.inference.candidate_scoring import CandidateScorer
from pmdesk.inference.nodule_finding import LaterStages, find_nodules
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.inference.package import load_package
from tests.helpers.simple_chest import Ball, chest
from tests.helpers.tiny_model import write_tiny_package
from tests.helpers.tiny_stages import (
    DEFAULT,
    LOOSEST,
    STRICTEST,
    write_tiny_candidate,
    write_tiny_outline,
)

SPACING_MM = (3.0, 1.8, 1.8)
PLACES = ((60.0, -30.0, 20.0), (-60.0, 0.0, 0.0), (65.0, 30.0, -30.0))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def finder(folder):
    return load_package(write_tiny_package(folder / "finder"), "cpu")


@pytest.fixture(scope="module")
def scorer(folder):
    return CandidateScorer(load_package(write_tiny_candidate(folder / "scorer"), "cpu"))


@pytest.fixture(scope="module")
def outliner(folder):
    return NoduleOutliner(load_package(write_tiny_outline(folder / "outliner"), "cpu"))


def painted(places, densities, diameter_mm=14.0):
    """Balls of a density of their own, each about `diameter_mm` wide."""
    volume = chest(spacing_mm=SPACING_MM)
    array = volume.array.copy()
    for place, hu in zip(places, densities, strict=True):
        ball = chest([Ball(place, diameter_mm)], spacing_mm=SPACING_MM).array != volume.array
        array[ball] = hu
    return replace(volume, array=array)


def found_at(volume, findings, place):
    index = volume.geometry.to_index(place)
    near = [
        item for item in findings if np.linalg.norm(np.subtract(item.segment.centroid_index(), index)) < 4
    ]
    assert len(near) <= 1
    return near[0] if near else None


def test_the_second_score_takes_the_place_of_the_first_and_the_loosest_point_is_kept(finder, scorer):
    volume = painted(PLACES, (30, -220, -290))
    first = find_nodules(volume, finder, ctx=NullContext()).findings
    assert len(first) == 3
    result = find_nodules(volume, finder, LaterStages(scorer), ctx=NullContext())
    dense, middling, faint = (found_at(volume, result.findings, place) for place in PLACES)
    assert dense.score > STRICTEST
    # below the default and still there: the reader chooses what to see
    assert LOOSEST <= middling.score < DEFAULT
    assert faint is None
    before = found_at(volume, first, PLACES[0])
    assert dense.score == pytest.approx(scorer(volume, before.segment, before.score))


def test_where_nothing_is_a_candidate_nothing_is_found(finder, scorer, outliner):
    result = find_nodules(chest(), finder, LaterStages(scorer, outliner), ctx=NullContext())
    assert result.findings == ()


def test_what_the_first_network_hardly_saw_is_no_candidate(folder, finder):
    strict = CandidateScorer(load_package(write_tiny_candidate(folder / "strict", first_peak=0.9), "cpu"))
    volume = painted(PLACES[:2], (30, -240))
    assert len(find_nodules(volume, finder, ctx=NullContext()).findings) == 2
    found = find_nodules(volume, finder, LaterStages(strict), ctx=NullContext()).findings
    assert [found_at(volume, found, place) is not None for place in PLACES[:2]] == [True, False]


def test_the_provenance_names_every_stage(finder, scorer, outliner):
    volume = painted(PLACES[:1], (30,))
    provenance = find_nodules(volume, finder, LaterStages(scorer, outliner), ctx=NullContext()).provenance
    assert provenance.model.model_id == "tiny-marker"
    assert [item.model_id for item in provenance.later_models] == ["tiny-candidate", "tiny-outline"]
    assert provenance.later_models[1].sha256 == outliner.model.manifest.files["model.onnx"]
    assert find_nodules(volume, finder, ctx=NullContext()).provenance.later_models == ()


def test_the_finer_outline_takes_the_place_of_the_first(folder, finder, scorer):
    # the first network marks from -300 HU on, this outline from -700: the halo belongs to it
    wide = NoduleOutliner(load_package(write_tiny_outline(folder / "wide", above_hu=-700), "cpu"))
    volume = painted((PLACES[0], PLACES[0]), (-500, 30), 12.0)
    halo = painted(PLACES[:1], (30,), 18.0).array != painted((), ()).array
    volume = replace(volume, array=np.where(halo & (volume.array == -850), np.int16(-500), volume.array))
    core = find_nodules(volume, finder, LaterStages(scorer), ctx=NullContext()).findings[0]
    whole = find_nodules(volume, finder, LaterStages(scorer, wide), ctx=NullContext()).findings[0]
    truth = Segment.from_full_mask(volume.geometry, halo)
    assert core.segment.voxel_count < 0.5 * truth.voxel_count
    assert whole.segment.voxel_count == pytest.approx(truth.voxel_count, rel=0.15)
    assert whole.score == core.score


def bridged():
    """Two dense balls of different density, joined by a bridge that the first network does not mark."""
    near = ((60.0, -10.0, 0.0), (60.0, 10.0, 0.0))
    volume = painted(near, (30, -150), 12.0)
    array = volume.array.copy()
    low, high = (np.rint(volume.geometry.to_index(place)).astype(int) for place in near)
    bridge = np.zeros(volume.shape, bool)
    bridge[low[0] - 1 : low[0] + 2, low[1] : high[1] + 1, low[2] - 2 : low[2] + 3] = True
    array[bridge & (array == -850)] = -500
    return replace(volume, array=array)


def test_of_two_candidates_that_grew_into_one_the_higher_score_stays(folder, finder, scorer):
    volume = bridged()
    apart = find_nodules(volume, finder, LaterStages(scorer), ctx=NullContext()).findings
    assert len(apart) == 2
    assert apart[0].score != apart[1].score
    crop = {"pixels": 64, "pixels_across": 16.0, "min_mm": 0.3, "max_mm": 1.5}
    package = write_tiny_outline(folder / "joining", above_hu=-700, crop=crop)
    joining = NoduleOutliner(load_package(package, "cpu"))
    merged = find_nodules(volume, finder, LaterStages(scorer, joining), ctx=NullContext()).findings
    assert len(merged) == 1
    assert merged[0].score == max(item.score for item in apart)
    assert merged[0].segment.voxel_count > sum(item.segment.voxel_count for item in apart)


def test_two_nodules_that_stay_apart_stay_two(finder, scorer, outliner):
    volume = painted(((60.0, -10.0, 0.0), (60.0, 10.0, 0.0)), (30, 20), 12.0)
    found = find_nodules(volume, finder, LaterStages(scorer, outliner), ctx=NullContext()).findings
    assert len(found) == 2
    assert found[0].segment.voxel_count >= found[1].segment.voxel_count


class CancelledAt(NullContext):
    """Cancelled as soon as a stage reports progress for the second time."""

    def __init__(self, stage):
        self._stage, self._reports, self._hooks = stage, 0, []

    def on_cancel(self, hook):
        self._hooks.append(hook)

    def progress(self, fraction, stage=""):
        self._reports += stage == self._stage
        if self._reports == 1:
            for hook in self._hooks:
                hook()

    def check(self):
        if self._reports:
            raise CancelledError


@pytest.mark.parametrize("stage", ["stage.lung_mask", "stage.infer", "stage.candidates", "stage.outline"])
def test_every_stage_can_be_cancelled_and_the_next_run_works(finder, scorer, outliner, stage):
    volume = painted(PLACES[:2], (30, 30))
    later = LaterStages(scorer, outliner)
    with pytest.raises(CancelledError):
        find_nodules(volume, finder, later, ctx=CancelledAt(stage))
    assert len(find_nodules(volume, finder, later, ctx=NullContext()).findings) == 2


class Recorded(NullContext):
    def __init__(self):
        self.reports = []

    def progress(self, fraction, stage=""):
        self.reports.append((fraction, stage))


def test_progress_only_rises_and_names_every_stage(finder, scorer, outliner):
    ctx = Recorded()
    find_nodules(painted(PLACES[:2], (30, 30)), finder, LaterStages(scorer, outliner), ctx=ctx)
    fractions = [fraction for fraction, _ in ctx.reports]
    assert fractions == sorted(fractions)
    assert fractions[-1] == pytest.approx(1.0)
    assert {"stage.lung_mask", "stage.infer", "stage.candidates", "stage.outline"} <= {
        stage for _, stage in ctx.reports
    }
