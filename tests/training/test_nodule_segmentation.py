import csv

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

import numpy as np  # noqa: E402

from pmdesk.training.lidc import read_stacks  # noqa: E402
from pmdesk.training.networks import SliceUNet  # noqa: E402
from pmdesk.training.nodule_segmentation import (  # noqa: E402
    NoduleTraining,
    read_config,
    segmentation_loss,
    split_patients,
)
from pmdesk.training.prediction import predict_stack  # noqa: E402
from pmdesk.training.samples import NoduleSampler  # noqa: E402


def run_of(config_file, lidc, out):
    return NoduleTraining(read_config(config_file), lidc, [], out)


def test_the_test_fold_is_in_no_other_part_and_patients_are_in_one_part_only(lidc):
    training, validation = split_patients(read_stacks(lidc), test_fold=0, validation_share=0.25, seed=1)
    assert {stack.fold for stack in training + validation} == {1, 2, 3}
    assert len(validation) == 3
    assert not {stack.patient for stack in training} & {stack.patient for stack in validation}


def test_a_batch_has_windowed_slices_and_soft_labels(config_file, lidc):
    sampler = NoduleSampler(read_stacks(lidc), [], read_config(config_file).samples(), seed=1)
    images, labels = sampler.batch(12)
    assert images.shape == (12, 5, 32, 32)
    assert labels.shape == (12, 1, 32, 32)
    for values in (images, labels):
        assert values.min() >= 0
        assert values.max() <= 1
    assert labels.max() > 0.9


def test_the_loss_falls_as_the_map_comes_nearer():
    target = torch.zeros(2, 1, 16, 16)
    target[0, 0, 4:9, 4:9] = 1
    losses = [
        float(segmentation_loss((2 * target - 1) * certainty, target, 3.0)) for certainty in (-2, 0.5, 3, 8)
    ]
    assert losses == sorted(losses, reverse=True)


def test_the_network_wants_an_odd_number_of_slices():
    with pytest.raises(ValueError, match="odd"):
        SliceUNet(4, (4, 8), (1, 1))


def test_two_iterations_run_and_leave_weights_and_a_log(config_file, lidc, tmp_path):
    run = run_of(config_file, lidc, tmp_path)
    run.run(max_iterations=2)
    assert run.iteration == 2
    assert (tmp_path / "best.pt").exists()
    rows = list(csv.DictReader((tmp_path / "log.csv").read_text().splitlines()))
    assert rows[-1]["kind"] == "validate"


def test_a_resumed_run_goes_on_where_the_first_one_ended(config_file, lidc, tmp_path):
    run_of(config_file, lidc, tmp_path).run(max_iterations=2)
    again = run_of(config_file, lidc, tmp_path)
    assert again.resume()
    assert again.iteration == 2
    again.run(max_iterations=3)
    assert again.iteration == 3


def test_nothing_to_resume_is_said_so(config_file, lidc, tmp_path):
    assert not run_of(config_file, lidc, tmp_path).resume()


def test_a_checkpoint_of_another_configuration_is_refused(config_file, lidc, tmp_path):
    run_of(config_file, lidc, tmp_path / "run").run(max_iterations=1)
    other = tmp_path / "other.toml"
    other.write_text(config_file.read_text().replace("seed = 3", "seed = 4"))
    with pytest.raises(ValueError, match="configuration"):
        run_of(other, lidc, tmp_path / "run").resume()


def test_a_stack_is_labelled_on_its_own_grid(config_file, lidc):
    settings = read_config(config_file).samples()
    stack = read_stacks(lidc, limit=1)[0]

    def dense_is_nodule(slices):
        return 40 * (slices[:, 2:3] - 0.5)

    found = predict_stack(dense_is_nodule, stack, settings) > 0.5
    dense = stack.hu > -350
    assert found.shape == stack.hu.shape
    assert np.count_nonzero(found ^ dense) < 0.02 * dense.sum()
