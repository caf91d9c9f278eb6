from pathlib import Path

import pytest

from tests.helpers.tiny_lidc import write_tiny_lidc

SMALL_CONFIG = """
[data]
test_fold = 0
validation_share = 0.2
spacing_mm = 0.7
crop_px = 32
neighbour_mm = 2.0
window_hu = [-1000.0, 300.0]
[network]
slices = 5
widths = [4, 6, 8]
depths = [0, 1, 1]
[train]
minutes = 1.0
batch = 2
learning_rate = 1.0e-3
weight_decay = 1.0e-3
warmup_iterations = 2
average_decay = 0.9
positive_weight = 3.0
threads = 1
seed = 3
validate_minutes = 1.0
checkpoint_minutes = 1.0
[mixture]
nodule = 0.8
beyond = 0.1
away = 0.1
"""


@pytest.fixture(scope="session")
def lidc(tmp_path_factory) -> Path:
    return write_tiny_lidc(tmp_path_factory.mktemp("lidc"))


@pytest.fixture(scope="session")
def config_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("config") / "small.toml"
    path.write_text(SMALL_CONFIG)
    return path
