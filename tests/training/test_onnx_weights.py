"""A packaged network as the start of a training: read back, opened, and then no different."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("onnxscript", reason="the extra `train` is not installed")

from pmdesk.training.crop_training import CropConfig, CropTraining  # noqa: E402
from pmdesk.training.export import export_crop_network, export_onnx  # noqa: E402
from pmdesk.training.networks import CropNet, SliceUNet  # noqa: E402
from pmdesk.training.nodule_candidate import CandidateEnsemble  # noqa: E402
from pmdesk.training.nodule_malignancy import MalignancyEnsemble, malignancy_logit  # noqa: E402
from pmdesk.training.nodule_segmentation import NoduleTraining, read_config  # noqa: E402
from pmdesk.training.onnx_weights import load_crop_networks, load_onnx_weights, open_norms  # noqa: E402
from tests.helpers.tiny_training import CANDIDATE_CONFIG, MALIGNANCY_CONFIG, write_config  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default::FutureWarning")  # the exporter about its own libraries


def lived_in(network):
    """The network with norms that are not those of a fresh one."""
    for layer in network.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(layer.weight, 0.5, 1.5)
            torch.nn.init.uniform_(layer.bias, -0.5, 0.5)
            torch.nn.init.uniform_(layer.running_mean, -0.5, 0.5)
            torch.nn.init.uniform_(layer.running_var, 0.3, 2.0)
    return network.eval()


@torch.no_grad()
def outputs(network, batch):
    return network.eval()(batch)


def close(first, second):
    return torch.allclose(first, second, atol=2e-4, rtol=1e-3)


class Crops:
    """As much of a task as a start needs."""

    def __init__(self, config):
        grid = config.stored_grid
        shape = (12, len(grid.offsets_mm), grid.pixels, grid.pixels)
        self.crops = torch.empty(shape).uniform_(-1000, 200, generator=torch.Generator().manual_seed(1))
        self.masks = (self.crops > -300).float() if config.given.mask_slices else None

    def draw(self, rng, size):
        return rng.integers(0, len(self.crops), size)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Configuration, members and file of a candidate and of a malignancy ensemble."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("exported")
    torch.manual_seed(5)
    made = {}
    for name, content in (("candidate", CANDIDATE_CONFIG), ("malignancy", MALIGNANCY_CONFIG)):
        config = CropConfig.read(write_config(folder, content, f"{name}.toml"))
        members = [lived_in(config.build_network()) for _ in range(2)]
        ensemble = (
            CandidateEnsemble(members)
            if name == "candidate"
            else MalignancyEnsemble(members, torch.rand(32), torch.rand(5, 32))
        )
        export_crop_network(ensemble, config, folder / f"{name}.onnx")
        made[name] = (config, members, folder / f"{name}.onnx")
    return made


def batch_for(config, count=3):
    return torch.empty(count, config.given.channels, 32, 32).uniform_(-1, 1)


@pytest.mark.parametrize("name", ["candidate", "malignancy"])
def test_the_members_of_an_export_are_read_back(exported, name):
    config, members, path = exported[name]
    read = [config.build_network() for _ in members]
    load_crop_networks(read, path)
    batch = batch_for(config)
    for before, after in zip(members, read, strict=True):
        assert close(outputs(before, batch), outputs(after, batch))
    assert not close(outputs(read[0], batch), outputs(read[1], batch))


def test_another_number_of_members_is_refused(exported):
    config, _, path = exported["candidate"]
    with pytest.raises(ValueError, match="2 networks, not 3"):
        load_crop_networks([config.build_network() for _ in range(3)], path)


@pytest.mark.parametrize("widths", [(4, 6, 10), (4, 6, 8, 8)])
def test_another_network_is_refused(exported, widths):
    config, _, path = exported["candidate"]
    others = [CropNet(config.given.channels, widths, 1, 0.0) for _ in range(2)]
    with pytest.raises(ValueError, match="no weights of the shape"):
        load_crop_networks(others, path)


@pytest.mark.parametrize("name", ["candidate", "malignancy"])
def test_opened_norms_keep_the_output_and_hold_what_they_saw(exported, name):
    config, members, path = exported[name]
    read = [config.build_network() for _ in members]
    load_crop_networks(read, path)
    batch = batch_for(config, 8)
    for before, network in zip(members, read, strict=True):
        open_norms(network, [batch_for(config, 8), batch])
        assert close(outputs(before, batch), outputs(network, batch))
        assert not any(value.requires_grad and value.grad is not None for value in network.parameters())
        assert all(value.requires_grad for value in network.parameters())


def test_a_training_step_normalises_by_the_batch_and_changes_almost_nothing(exported):
    config, members, path = exported["candidate"]
    read = [config.build_network() for _ in members]
    load_crop_networks(read, path)
    batch = batch_for(config, 32)
    closed = read[0]
    before = outputs(members[0], batch)
    closed.train()
    closed.dropout.p = 0.0
    unopened = float((closed(batch) - before).detach().abs().max())
    load_crop_networks(read, path)
    open_norms(closed, [batch])
    closed.train()
    opened = float((closed(batch) - before).detach().abs().max())
    assert opened < 1e-3
    assert opened < 0.05 * unopened


@pytest.mark.parametrize("name", ["candidate", "malignancy"])
def test_a_training_that_starts_from_a_package_begins_with_its_output(exported, name, tmp_path):
    from pmdesk.inference.engines.onnx_runtime import OnnxSession

    config, _, path = exported[name]
    run = CropTraining(config, Crops(config), tmp_path)
    run.start_from(path)
    batch = batch_for(config)
    columns = OnnxSession(path, "cpu").run("crops", batch.numpy(), "columns")
    for member in range(2):
        begun = outputs(run._network, batch)
        logit = begun[:, 0] if name == "candidate" else malignancy_logit(begun)
        assert close(logit, torch.from_numpy(columns[:, member]))
        assert close(outputs(run._average, batch), begun)
        run.finished.append({})
        run._begin_member()


def test_a_slice_network_is_read_back_opened_and_begun_with(config_file, lidc, tmp_path):
    config = read_config(config_file)
    torch.manual_seed(2)
    network = lived_in(config.build_network())
    torch.nn.init.uniform_(network.head.bias, -1, 1)
    torch.save({"network": network.state_dict()}, tmp_path / "best.pt")
    export_onnx(config, tmp_path / "best.pt", tmp_path / "model.onnx")
    batch = torch.rand(2, 5, 32, 48)
    read = config.build_network()
    load_onnx_weights(read, tmp_path / "model.onnx")
    assert close(outputs(network, batch), outputs(read, batch))
    run = NoduleTraining(config, lidc, [], tmp_path / "run")
    run.start_from(tmp_path / "model.onnx")
    for begun in (run._network, run._average):
        assert np.abs((outputs(begun, batch) - outputs(network, batch)).numpy()).max() < 2e-3
    with pytest.raises(ValueError, match="no weights of the shape"):
        load_onnx_weights(SliceUNet(5, (4, 6, 10), (0, 1, 1)), tmp_path / "model.onnx")
