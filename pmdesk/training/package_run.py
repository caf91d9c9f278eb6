"""From the weights of a run to a measured package."""

from pathlib import Path

import numpy as np
import torch

from pmdesk.training.evaluation import SegmentationReport, best_mask_threshold, evaluate_stacks
from pmdesk.training.lidc import FloatArray, NoduleStack, read_stacks
from pmdesk.training.nodule_segmentation import TrainingConfig, split_patients
from pmdesk.training.packaging import OperatingPoint, write_package
from pmdesk.training.prediction import predict_stack

MASK_GRID = tuple(round(0.3 + 0.05 * step, 2) for step in range(11))
CANDIDATE_SENSITIVITY = 0.95
"""The operating point keeps this share of the validation nodules."""
CANDIDATE_CEILING = 0.95


def package_run(
    config: TrainingConfig, data: Path, run: Path, out: Path, version: str, card_notes: str = ""
) -> SegmentationReport:
    """Choose thresholds on the validation patients, measure on the test fold, write the package.

    Parameters
    ----------
    data : Path
        Folder with ``slices.csv`` and ``stacks.zip``.
    run : Path
        Folder with ``best.pt``.
    out : Path
        Folder of the package.
    card_notes : str
        Markdown for the card: how the run went and what else was measured.
    """
    weights = run / "best.pt"
    state = torch.load(weights, weights_only=True)
    if state["config_sha256"] != config.sha256:
        raise ValueError("the weights were trained with another configuration")
    network = config.build_network()
    network.load_state_dict(state["network"])
    network.eval()
    torch.set_num_threads(int(config.train["threads"]))
    settings = config.samples()

    def predicted(stacks: list[NoduleStack]) -> list[FloatArray]:
        return [predict_stack(network, stack, settings) for stack in stacks]

    stacks = read_stacks(data)
    test_fold = int(config.data["test_fold"])
    training, validation = split_patients(
        stacks, test_fold, float(config.data["validation_share"]), int(config.train["seed"])
    )
    maps = predicted(validation)
    mask = best_mask_threshold(validation, maps, MASK_GRID)
    peaks = [float(found[stack.majority_mask()].max()) for stack, found in zip(validation, maps, strict=True)]
    candidate = float(np.quantile(peaks, 1.0 - CANDIDATE_SENSITIVITY))
    point = OperatingPoint(
        mask=mask,
        candidate=round(min(max(candidate, mask), CANDIDATE_CEILING), 2),
        patients=len({stack.patient for stack in validation}),
    )
    test = [stack for stack in stacks if stack.fold == test_fold]
    report = evaluate_stacks(test, predicted(test), point.mask, point.candidate)
    write_package(
        out,
        version=version,
        config=config,
        weights=weights,
        iterations=int(state["iteration"]),
        training_patients=len({stack.patient for stack in training}),
        point=point,
        report=report,
        card_notes=card_notes,
    )
    return report
