"""A run over a whole CT never holds more than half the CT beside it."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.progress import NullContext
from pmdesk.inference import nodule_finding
from pmdesk.inference.nodule_finding import find_nodules
from pmdesk.inference.package import load_package
from tests.helpers.simple_chest import BODY_HU, Ball, chest
from tests.helpers.tiny_model import write_tiny_package

STEPS = ("find_lungs", "run_over_lungs", "candidates")


@pytest.fixture(scope="module")
def volume():
    made = chest([Ball((60.0, 0.0, 0.0), 15.0)], spacing_mm=(0.8, 0.7, 0.7))
    # the tiny network marks what is denser than fat, and a real one does not mark the chest wall
    return replace(made, array=np.where(made.array == BODY_HU, np.int16(-350), made.array))


def test_no_step_takes_more_than_half_the_room_of_the_volume(volume, tmp_path, monkeypatch):
    model = load_package(write_tiny_package(tmp_path / "tiny"), "cpu")
    peaks = {}

    def watched(name):
        step = getattr(nodule_finding, name)

        def run(*args):
            tracemalloc.reset_peak()
            result = step(*args)
            peaks[name] = (tracemalloc.get_traced_memory()[1] - before) / volume.array.nbytes
            return result

        return run

    for name in STEPS:
        monkeypatch.setattr(nodule_finding, name, watched(name))
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        assert len(find_nodules(volume, model, ctx=NullContext()).findings) == 1
    finally:
        tracemalloc.stop()
    assert set(peaks) == set(STEPS)
    assert max(peaks.values()) < 0.5, peaks
