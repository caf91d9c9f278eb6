"""An earlier CT is laid over the current one to within a few millimetres, or refused."""

from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, RefusedError
from pmdesk.core.growth import Alignment
from pmdesk.core.progress import NullContext
from pmdesk.imaging.phantom import ThoraxPhantom
from pmdesk.imaging.registration import register
from tests.helpers.phantom_pairs import breathed, current_phantom, prior_phantom


@pytest.fixture(scope="module")
def current() -> ThoraxPhantom:
    return current_phantom()


@pytest.fixture(scope="module")
def prior() -> ThoraxPhantom:
    return prior_phantom(volume_factor=0.5)


@pytest.fixture(scope="module")
def alignment(current: ThoraxPhantom, prior: ThoraxPhantom) -> Alignment:
    return register(current.volume, prior.volume)


def test_a_shifted_patient_is_found_to_within_a_millimetre(current, prior, alignment):
    for now, then in zip(current.nodules, prior.nodules, strict=True):
        mapped = alignment.to_prior(now.center)
        assert mapped.for_uid == prior.volume.geometry.for_uid
        assert np.linalg.norm(np.subtract(mapped.xyz_lps_mm, then.center.xyz_lps_mm)) < 1.0
    assert alignment.residual_mm < 1.0
    assert alignment.covered > 0.9
    assert alignment.displacement is None, "nothing is bent where an affine map is enough"


def test_the_way_back_leads_to_the_same_place(current, alignment):
    for nodule in current.nodules:
        back = alignment.to_current(alignment.to_prior(nodule.center))
        assert np.linalg.norm(np.subtract(back.xyz_lps_mm, nodule.center.xyz_lps_mm)) < 1e-6


def test_a_deeper_breath_is_followed_by_bending(current, prior):
    volume, centers = breathed(prior, 20.0)
    bent = register(current.volume, volume)
    assert bent.displacement is not None
    errors = [
        np.linalg.norm(np.subtract(bent.to_prior(nodule.center).xyz_lps_mm, center))
        for nodule, center in zip(current.nodules, centers, strict=True)
    ]
    assert max(errors) < 4.0
    for nodule in current.nodules:
        back = bent.to_current(bent.to_prior(nodule.center))
        assert np.linalg.norm(np.subtract(back.xyz_lps_mm, nodule.center.xyz_lps_mm)) < 0.05


def test_half_a_chest_finds_its_half(current):
    half = prior_phantom(shape=(40, 160, 160), shift_mm=(5.0, 5.0, -60.0))
    found = register(current.volume, half.volume)
    assert 0.3 < found.covered < 0.7
    specs = {nodule.spec: nodule.center for nodule in half.nodules}
    assert specs
    for nodule in current.nodules:
        if nodule.spec in specs:
            there = found.to_prior(nodule.center).xyz_lps_mm
            assert np.linalg.norm(np.subtract(there, specs[nodule.spec].xyz_lps_mm)) < 1.5


def test_another_body_is_refused(current):
    other = prior_phantom(seed=9)
    with pytest.raises(RefusedError) as refused:
        register(current.volume, other.volume)
    assert refused.value.code is ErrorCode.COMPARISON_NOT_ALIGNED


def test_a_ct_without_lungs_is_refused(current):
    volume = current.volume
    flat = replace(volume, array=np.full(volume.shape, 30, np.int16))
    with pytest.raises(RefusedError) as refused:
        register(volume, flat)
    assert refused.value.code is ErrorCode.COMPARISON_NO_LUNGS


class CancelAt(NullContext):
    """Cancels once the progress has passed a point."""

    def __init__(self, fraction: float) -> None:
        self.fraction = fraction
        self.reached = 0.0

    def progress(self, fraction: float, stage: str = "") -> None:
        self.reached = fraction
        self.check()

    def check(self) -> None:
        if self.reached >= self.fraction:
            raise CancelledError


def test_a_cancelled_registration_stops_between_two_steps(current, prior):
    with pytest.raises(CancelledError):
        register(current.volume, prior.volume, CancelAt(0.5))
