"""The second stage's trainer: which patients it sees, what a batch is made of, what its figure says."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from pmdesk.core.errors import ErrorCode, InputError  # noqa: E402
from pmdesk.training import nodule_candidate  # noqa: E402
from pmdesk.training.candidate_samples import save_scans  # noqa: E402
from pmdesk.training.crop_training import CropConfig  # noqa: E402
from pmdesk.training.nodule_candidate import (  # noqa: E402
    CandidateTask,
    candidate_crops,
    kind_of,
    open_training,
)
from pmdesk.training.trainers import TrainingRequest  # noqa: E402
from tests.helpers.tiny_training import (  # noqa: E402
    CANDIDATE_CONFIG,
    scan,
    stack,
    stacks,
    write_config,
)

TEST_FOLD_HU, OTHER_HU = 900, 30


@pytest.fixture
def config_path(tmp_path):
    return write_config(tmp_path, CANDIDATE_CONFIG)


@pytest.fixture
def few_easy(monkeypatch):
    monkeypatch.setattr(nodule_candidate, "EASY_CROPS", 6)


@pytest.fixture
def request_for(tmp_path, config_path, few_easy, monkeypatch):
    """A run whose marked scans are prepared; the nodules of the test fold are denser than anything else."""
    held = [
        stack(number, fold=number % 4, nodule_hu=OTHER_HU if number % 4 else TEST_FOLD_HU)
        for number in range(1, 17)
    ]
    monkeypatch.setattr(nodule_candidate, "read_stacks", lambda data, limit=None: held[:limit])
    out = tmp_path / "run"
    out.mkdir()
    save_scans(out / "marked.npz", [scan()])
    return lambda **changes: TrainingRequest(
        "nodule-candidate", tmp_path, out, config_path, device="cpu", **changes
    )


def test_nothing_of_a_patient_of_the_test_fold_is_in_training_or_validation(request_for, config_path):
    task = open_training(request_for(), config_path, "cpu")._task
    assert float(task.crops.max()) < 400
    assert task._validation.crops.max() < 400
    assert 0 not in task._validation.folds
    # the check sees what it should: with another test fold the dense nodules are there
    other = write_config(
        config_path.parent, CANDIDATE_CONFIG.replace("test_fold = 0", "test_fold = 1"), "o.toml"
    )
    assert float(open_training(request_for(), other, "cpu")._task.crops.max()) > 700


def test_no_patient_is_in_training_and_in_validation(request_for, config_path, monkeypatch):
    seen = []
    monkeypatch.setattr(
        nodule_candidate,
        "candidate_crops",
        lambda config, chosen, *rest: seen.append(chosen) or candidate_crops(config, chosen, *rest),
    )
    validation = open_training(request_for(), config_path, "cpu")._task._validation
    trained = {f"nodule-{item.nodule_id}" for item in seen[0]}
    assert trained
    assert not trained & {group.split("/")[0] for group in validation.groups}


def test_too_few_patients_are_bad_input(request_for, config_path):
    with pytest.raises(InputError) as refused:
        open_training(request_for(limit=1), config_path, "cpu")
    assert refused.value.code is ErrorCode.DATA_EMPTY


def test_a_run_of_two_steps_goes_on(request_for, config_path):
    run = open_training(request_for(), config_path, "cpu")
    run.run(max_iterations=2)
    again = open_training(request_for(), config_path, "cpu")
    assert again.resume()
    assert again.iteration == 2
    assert 0 <= again.best_value <= 1


def test_the_same_seed_makes_the_same_crops(few_easy, config_path):
    config = CropConfig.read(config_path)
    first, second = (candidate_crops(config, stacks(4), [scan()], 7) for _ in range(2))
    assert first.groups == second.groups
    assert np.array_equal(first.crops, second.crops)


@pytest.mark.parametrize(
    ("group", "kind"),
    [
        ("nodule-7/repeated", "repeated"),
        ("nodule-7/beyond", "beyond"),
        ("nodule-7/pasted/A", "pasted"),
        ("nodule-7/away-1/repeated", "away"),
        ("scan-A/0/whole", "place"),
        ("scan-A/0/pasted", "place"),
        ("scan-A/lung-3/whole", "easy"),
    ],
)
def test_every_crop_belongs_to_one_part_of_the_mixture(group, kind):
    assert kind_of(group) == kind


def test_a_batch_is_mixed_as_the_configuration_says(few_easy, config_path):
    config = CropConfig.read(config_path)
    crops = candidate_crops(config, stacks(8), [scan()], 7)
    assert {kind_of(group) for group in crops.groups} == {
        "repeated",
        "beyond",
        "pasted",
        "place",
        "easy",
        "away",
    }
    task = CandidateTask(config, config_path, crops, crops)
    kinds = np.array([kind_of(crops.groups[index]) for index in task.draw(np.random.default_rng(1), 8000)])
    shares = [(kinds == kind).mean() for kind in ("repeated", "beyond", "pasted", "place", "easy", "away")]
    assert shares == pytest.approx([0.2, 0.2, 0.2, 0.2, 0.1, 0.1], abs=0.03)


def test_a_part_without_crops_leaves_its_share_to_the_others(few_easy, config_path):
    config = CropConfig.read(config_path)
    crops = candidate_crops(config, [stack(1, spot=False)], [scan(nodules=())], 7)
    task = CandidateTask(config, config_path, crops, crops)
    kinds = {kind_of(crops.groups[index]) for index in task.draw(np.random.default_rng(1), 500)}
    assert kinds == {"repeated", "beyond", "pasted", "easy"}


def test_the_figure_is_one_for_a_network_that_tells_them_apart(few_easy, config_path):
    config = CropConfig.read(config_path)
    crops = candidate_crops(config, stacks(4), [scan(nodules=())], 7)
    keep = np.array([kind_of(group) in ("repeated", "easy") for group in crops.groups])
    task = CandidateTask(config, config_path, crops, crops.where(keep))

    class Middle(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.sign = torch.nn.Parameter(torch.ones(1))

        def forward(self, x):
            return self.sign * x[:, 1:2, 14:18, 14:18].mean(dim=(2, 3))

    with torch.no_grad():
        assert task.validation(Middle()) == 1.0
    alone = CandidateTask(config, config_path, crops, crops.where(crops.labels == 1))
    assert alone.validation(Middle()) == 0.5


def test_the_loss_is_least_for_the_right_label(few_easy, config_path):
    config = CropConfig.read(config_path)
    crops = candidate_crops(config, stacks(2), [scan(nodules=(False,))], 7)
    task = CandidateTask(config, config_path, crops, crops)
    rows = np.arange(len(crops.labels))
    sign = torch.from_numpy(2 * crops.labels - 1)[:, None]
    losses = [float(task.loss(strength * sign, rows)) for strength in (-3.0, 0.0, 3.0)]
    assert losses == sorted(losses, reverse=True)
