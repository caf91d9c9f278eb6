"""What an engine is handed may lie in memory in any order."""

import numpy as np
import pytest

from pmdesk.inference.engines.openvino_cpu import openvino_is_there
from pmdesk.inference.package import load_package
from tests.helpers.tiny_model import write_tiny_package


@pytest.mark.parametrize("engine", ["onnxruntime", "openvino"])
def test_a_batch_in_another_memory_order_gives_the_same(engine, tmp_path):
    if engine == "openvino" and not openvino_is_there():
        pytest.skip("OpenVINO is not installed")
    model = load_package(write_tiny_package(tmp_path / "tiny"), "cpu", engine)
    batch = np.random.default_rng(1).uniform(0, 1, (2, 5, 512, 512)).astype(np.float32)
    expected = model.probability(batch)
    for _ in range(3):
        assert np.array_equal(model.probability(np.asfortranarray(batch)), expected)
