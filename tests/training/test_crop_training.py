"""Training of the networks that judge crops: going on, beginning from others, and what the network is given."""

import csv

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from torch.nn import functional  # noqa: E402

from pmdesk.core.nodule_crop import CropGrid, CropInput, Window  # noqa: E402
from pmdesk.inference.candidate_scoring import turned  # noqa: E402
from pmdesk.training.crop_training import (  # noqa: E402
    CropConfig,
    CropTraining,
    augmented,
    centred,
    network_input,
    predict,
)
from tests.helpers.tiny_training import CANDIDATE_CONFIG, MALIGNANCY_CONFIG, write_config  # noqa: E402


class DenseOrNot:
    """Twelve crops of two densities; ``calls`` counts the steps."""

    def __init__(self, config):
        rng = np.random.default_rng(1)
        grid = config.stored_grid
        self.labels = torch.arange(12) % 2
        noise = rng.normal(0, 60, (12, len(grid.offsets_mm), grid.pixels, grid.pixels))
        self.crops = torch.from_numpy(noise - 700 + 500 * self.labels.numpy()[:, None, None, None]).float()
        self.masks = None
        self._config = config

    def draw(self, rng, size):
        return rng.integers(0, 12, size)

    def loss(self, outputs, rows):
        return functional.binary_cross_entropy_with_logits(outputs[:, 0], self.labels[rows].float())

    def validation(self, member):
        with torch.no_grad():
            outputs = predict(member, self.crops, None, self._config.given)[:, 0]
        return -float(self.loss(outputs[:, None], np.arange(12)))


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    return CropConfig.read(write_config(tmp_path_factory.mktemp("config"), CANDIDATE_CONFIG))


def training(config, out):
    return CropTraining(config, DenseOrNot(config), out)


def members(out):
    return torch.load(out / "best.pt", weights_only=True)["members"]


def same(first, second):
    return all(
        len(one) == len(other) and all(torch.equal(one[name], other[name]) for name in one)
        for one, other in zip(first, second, strict=True)
    )


@pytest.fixture(scope="module")
def whole_run(config, tmp_path_factory):
    out = tmp_path_factory.mktemp("whole")
    training(config, out).run()
    return out


def test_a_run_leaves_all_members_and_a_log(config, whole_run):
    assert len(members(whole_run)) == 2
    assert not same(members(whole_run)[:1], members(whole_run)[1:])
    rows = list(csv.DictReader((whole_run / "log.csv").read_text().splitlines()))
    assert {row["member"] for row in rows} == {"0", "1"}
    assert [row["iteration"] for row in rows if row["kind"] == "validate" and row["member"] == "1"] == [
        "2",
        "4",
        "4",
    ]


@pytest.mark.parametrize("stops", [(1,), (2,), (3, 5), (4,), (6, 7), (1, 2, 3, 4, 5, 6, 7)])
def test_a_run_in_parts_ends_where_an_uninterrupted_one_does(config, whole_run, tmp_path, stops):
    for number, stop in enumerate((*stops, None)):
        run = training(config, tmp_path)
        assert run.resume() == (number > 0)
        run.run(max_iterations=stop)
        if stop is not None:
            assert len(run.finished) * 4 + run.iteration == stop
    assert same(members(tmp_path), members(whole_run))


def test_a_run_that_is_done_does_nothing_more(config, whole_run):
    again = training(config, whole_run)
    before = members(whole_run)
    assert again.resume()
    again.run()
    assert same(members(whole_run), before)


def test_a_stopped_run_ends_after_its_step_with_a_checkpoint(config, tmp_path):
    run = training(config, tmp_path)
    run.run(max_iterations=1)
    run.stop()
    run.run()
    assert run.iteration == 1
    assert training(config, tmp_path).resume()
    assert not (tmp_path / "checkpoint.part").exists()


def test_nothing_to_resume_is_said_so_and_another_configuration_refused(config, tmp_path):
    assert not training(config, tmp_path / "none").resume()
    training(config, tmp_path / "run").run(max_iterations=1)
    other = CropConfig.read(write_config(tmp_path, CANDIDATE_CONFIG.replace("seed = 3", "seed = 4")))
    with pytest.raises(ValueError, match="configuration"):
        training(other, tmp_path / "run").resume()


def test_each_member_begins_with_that_of_another_run_also_after_a_resume(config, whole_run, tmp_path):
    start = whole_run / "best.pt"
    straight = training(config, tmp_path / "straight")
    straight.start_from(start)
    assert same([straight._network.state_dict()], members(whole_run)[:1])
    assert straight.iteration == 0
    straight.run()
    interrupted = training(config, tmp_path / "parts")
    interrupted.start_from(start)
    interrupted.run(max_iterations=2)
    resumed = training(config, tmp_path / "parts")
    assert resumed.resume()
    resumed.run()
    assert same(members(tmp_path / "parts"), members(tmp_path / "straight"))


def test_the_best_weights_are_kept_or_the_last_as_the_configuration_says(tmp_path):
    class Worsening(DenseOrNot):
        def __init__(self, config):
            super().__init__(config)
            self.values = iter(range(0, -100, -1))

        def validation(self, member):
            return float(next(self.values))

    kept = {}
    for keep in ("false", "true"):
        text = CANDIDATE_CONFIG.replace("keep_last = false", f"keep_last = {keep}").replace(
            "members = 2", "members = 1"
        )
        config = CropConfig.read(write_config(tmp_path, text, f"{keep}.toml"))
        run = CropTraining(config, Worsening(config), tmp_path / keep)
        run.run(max_iterations=2)
        first = {name: value.clone() for name, value in run._average.state_dict().items()}
        run.run()
        kept[keep] = same(members(tmp_path / keep), [first])
    assert kept == {"false": True, "true": False}


def test_a_run_ends_early_when_nothing_gets_better(tmp_path):
    class Flat(DenseOrNot):
        def validation(self, member):
            return 0.5

    text = CANDIDATE_CONFIG.replace("patience = 100", "patience = 0").replace(
        "iterations = 4\nbatch", "iterations = 400\nbatch"
    )
    config = CropConfig.read(write_config(tmp_path, text))
    CropTraining(config, Flat(config), tmp_path / "run").run()
    rows = list(csv.DictReader((tmp_path / "run" / "log.csv").read_text().splitlines()))
    assert max(int(row["iteration"]) for row in rows) == 4
    assert len(members(tmp_path / "run")) == 2


@pytest.mark.parametrize("content", [CANDIDATE_CONFIG, MALIGNANCY_CONFIG])
def test_the_network_is_given_in_training_what_the_program_gives_it(tmp_path, content):
    given = CropConfig.read(write_config(tmp_path, content)).given
    rng = np.random.default_rng(2)
    shape = (3, len(given.grid.offsets_mm), 32, 32)
    crops = rng.uniform(-2000, 1500, shape).astype(np.float32)
    masks = rng.uniform(0, 1, shape).astype(np.float32) if given.mask_slices else None
    trained = network_input(
        torch.from_numpy(crops), torch.from_numpy(masks) if masks is not None else None, given
    ).numpy()
    shown = np.stack(
        [given.prepare(crop, None if masks is None else masks[row]) for row, crop in enumerate(crops)]
    )
    assert trained.shape == (3, given.channels, 32, 32)
    assert trained == pytest.approx(shown, abs=1e-6)


def test_a_validation_turns_and_mirrors_as_the_program_does(config):
    torch.manual_seed(1)
    network = config.build_network().eval()
    crops = torch.from_numpy(np.random.default_rng(3).uniform(-1000, 200, (70, 3, 40, 40)).astype(np.float32))
    found = predict(network, crops, None, config.given).numpy()
    for row in (0, 69):
        prepared = config.given.prepare(centred(crops[row], 32).numpy())
        with torch.no_grad():
            shown = network(torch.from_numpy(turned(prepared))).numpy().mean(axis=0)
        assert found[row] == pytest.approx(shown, abs=1e-5)


def test_the_middle_of_a_crop_is_its_middle():
    given = CropInput(CropGrid(4, 1.0, (0.0,)), (Window(-1000, 0, 0, 1),))
    crop = torch.arange(64.0).reshape(1, 1, 8, 8)
    assert centred(crop, given.grid.pixels)[0, 0].tolist() == crop[0, 0, 2:6, 2:6].tolist()


def test_crops_are_disturbed_and_their_masks_go_with_them(tmp_path):
    data = CropConfig.read(write_config(tmp_path, MALIGNANCY_CONFIG)).data | {"mask_dropout": 0.0}
    row, col = np.mgrid[:56, :56]
    ball = np.hypot(row - 27.5, col - 27.5) < 8
    masks = torch.from_numpy(np.broadcast_to(ball, (6, 3, 56, 56)).astype(np.float32).copy())
    crops = masks * 880.0 - 850.0
    before = crops.clone()
    made, turned_masks = augmented(crops, masks, 32, np.random.default_rng(1), data)
    assert torch.equal(crops, before)
    assert made.shape == turned_masks.shape == (6, 3, 32, 32)
    assert float(turned_masks.min()) >= 0
    assert float(turned_masks.max()) <= 1
    # mask and density still say the same
    overlap = ((made > -410) == (turned_masks > 0.5)).float().mean()
    assert float(overlap) > 0.95
    assert not torch.allclose(made[0], made[1], atol=20)


def test_masks_are_left_out_and_slices_made_thick_as_often_as_asked(tmp_path):
    data = CropConfig.read(write_config(tmp_path, MALIGNANCY_CONFIG)).data
    crops = torch.from_numpy(np.random.default_rng(1).uniform(-900, 0, (5, 3, 56, 56)).astype(np.float32))
    masks = torch.ones_like(crops)
    always = data | {"mask_dropout": 1.0, "thick_share": 1.0}
    for seed in range(20):
        made, none = augmented(crops, masks, 32, np.random.default_rng(seed), always)
        assert not none.any()
        spread = (made - made[:, :1]).abs().amax(dim=(1, 2, 3))
        if float(spread.max()) < 1e-3:
            break  # a draw without noise: all slices are the middle one
    else:
        pytest.fail("no draw without noise")
    kept, whole = augmented(crops, masks, 32, np.random.default_rng(1), data | {"mask_dropout": 0.0})
    assert bool(whole.flatten(1).any(dim=1).all())
    assert float((kept[:, 0] - kept[:, 1]).abs().max()) > 50
