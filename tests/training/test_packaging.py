import json

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("onnxscript", reason="the extra `train` is not installed")

from pmdesk.inference.package import load_package  # noqa: E402
from pmdesk.training.nodule_segmentation import NoduleTraining, read_config  # noqa: E402
from pmdesk.training.package_run import package_run  # noqa: E402


@pytest.mark.slow
@pytest.mark.filterwarnings("default::FutureWarning")  # the exporter about its own libraries
def test_a_run_becomes_a_package_that_the_product_accepts(config_file, lidc, tmp_path):
    config = read_config(config_file)
    NoduleTraining(config, lidc, [], tmp_path / "run").run(max_iterations=2)
    # two iterations see nothing, and such weights are refused: let these mark everything
    weights = tmp_path / "run" / "best.pt"
    state = torch.load(weights, weights_only=True)
    state["network"]["head.bias"].fill_(3.0)
    torch.save(state, weights)
    folder = tmp_path / "models" / "made"
    report = package_run(config, lidc, tmp_path / "run", folder, "9.0.0", "## Note\nMade by a test.\n")
    model = load_package(folder, "cpu")
    assert model.manifest.version == "9.0.0"
    assert model.manifest.training.patients == 7
    first = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["evaluation"][0]
    assert first["value"] == round(report.dice.value, 4)
    assert (first["n"], first["patients"]) == (3, 3)
    assert "Made by a test." in (folder / "MODEL_CARD.md").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.filterwarnings("default::FutureWarning")  # the exporter about its own libraries
def test_weights_that_see_nothing_are_not_packaged(config_file, lidc, tmp_path):
    config = read_config(config_file)
    NoduleTraining(config, lidc, [], tmp_path / "run").run(max_iterations=1)
    with pytest.raises(ValueError, match="see no nodule"):
        package_run(config, lidc, tmp_path / "run", tmp_path / "made", "9.0.0")
    assert not (tmp_path / "made" / "manifest.json").exists()
