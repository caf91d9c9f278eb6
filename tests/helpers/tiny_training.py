"""Small configurations and invented data for the trainers that judge crops."""

from pathlib import Path

import numpy as np

from pmdesk.training.candidate_samples import MarkedPlace, MarkedScan
from pmdesk.training.lidc import NoduleStack
from tests.helpers.tiny_lidc import nodule_pixels

_TRAIN = """
[train]
members = 2
iterations = 4
batch = 4
learning_rate = 1.0e-2
weight_decay = 1.0e-2
warmup_iterations = 2
average_decay = 0.9
threads = 1
seed = 3
validate_every = 2
patience = 100
keep_last = {keep_last}
"""
CANDIDATE_CONFIG = (
    """
[data]
test_fold = 0
validation_share = 0.3
stored_px = 40
crop_px = 32
pixel_mm = 0.8
offsets_mm = [-2.5, 0.0, 2.5]
windows = [[-1000.0, 150.0, 0, 3]]
shift = 0.03
scale = 0.08
thick_share = 0.2
mask_dropout = 0.0
[network]
widths = [4, 6, 8]
outputs = 1
dropout = 0.3
"""
    + _TRAIN.format(keep_last="false")
    + """
[mixture]
repeated = 0.2
beyond = 0.2
pasted = 0.2
place = 0.2
easy = 0.1
away = 0.1
"""
)
MALIGNANCY_CONFIG = """
[data]
test_fold = 0
validation_share = 0.3
stored_px = 56
crop_px = 32
pixel_mm = 0.8
offsets_mm = [-2.0, 0.0, 2.0]
windows = [[-1000.0, 400.0, 0, 3], [-200.0, 600.0, 1, 2]]
mask_slices = [1, 2]
shift = 0.03
scale = 0.05
thick_share = 0.2
mask_dropout = 0.25
[network]
widths = [4, 6, 8]
outputs = 14
dropout = 0.3
""" + _TRAIN.format(keep_last="true")


def write_config(folder: Path, content: str, name: str = "tiny.toml") -> Path:
    """The configuration as a file in `folder`."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def stack(number: int, *, fold: int = 1, nodule_hu: int = 30, spot: bool = True) -> NoduleStack:
    """A round nodule in noisy lung, one a patient; with ``spot`` a dense vessel far from it."""
    grey, readers = nodule_pixels(4, 5.0 + number % 3)
    rng = np.random.default_rng(number)
    hu = np.where(grey > 100, nodule_hu, -850).astype(np.int16)
    if spot:
        hu[:, 20:24, 100:104] = 0
    hu = hu + rng.integers(-20, 20, hu.shape).astype(np.int16)
    return NoduleStack(number, f"P-{number}", fold, hu, readers, 4, 0.7, 2.0)


def stacks(count: int = 12) -> list[NoduleStack]:
    """Folds 0 to 3 in turn."""
    return [stack(number, fold=number % 4) for number in range(1, count + 1)]


def scan(
    name: str = "A", *, planes: int = 14, size: int = 96, nodules: tuple[bool, ...] = (False, True)
) -> MarkedScan:
    """Lung with one ball of soft tissue for every marked place; where it is True, the ball is a nodule."""
    rng = np.random.default_rng(planes)
    hu = rng.integers(-880, -820, (planes, size, size)).astype(np.int16)
    row, col = np.mgrid[:size, :size]
    places = []
    for number, nodule in enumerate(nodules):
        at = (4 + 6 * number, 24 + 40 * number, 30)
        for index in range(at[0] - 1, at[0] + 2):
            hu[index][np.hypot(row - at[1], col - at[2]) < 6] = 20
        center = (float(at[0]), float(at[1]), float(at[2]))
        places.append(MarkedPlace(center, at[0] - 1, at[0] + 1, 0.7 + 0.1 * number, nodule))
    return MarkedScan(name, hu, (2.5, 0.8, 0.8), tuple(places))
