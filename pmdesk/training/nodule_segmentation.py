"""Trainer of the 2.5D lung nodule segmentation model: a resumable run with a time budget."""

import csv
import hashlib
import logging
import math
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.training.devices import OnDevice
from pmdesk.training.hard_negatives import mine_hard_places
from pmdesk.training.lidc import NoduleStack, read_background, read_stacks
from pmdesk.training.networks import SliceUNet
from pmdesk.training.onnx_weights import load_onnx_weights, open_norms
from pmdesk.training.prediction import predict_outline, predict_stack
from pmdesk.training.samples import NoduleSampler, SampleSettings, ZoomSettings
from pmdesk.training.trainers import TrainingRequest

_LOGGER = logging.getLogger(__name__)

NORM_BATCHES = 24
"""Batches from which the norms of a packaged network are opened again."""
DEFAULT_CONFIG = Path(__file__).parent / "configs" / "nodule-segmentation.toml"


@dataclass(frozen=True)
class TrainingConfig:
    """The parsed configuration file and the hash of its bytes."""

    data: dict[str, Any]
    network: dict[str, Any]
    train: dict[str, Any]
    mixture: dict[str, float]
    sha256: str

    def samples(self) -> SampleSettings:
        """Settings for the sampler."""
        return SampleSettings(
            spacing_mm=float(self.data["spacing_mm"]),
            crop_px=int(self.data["crop_px"]),
            neighbour_mm=float(self.data["neighbour_mm"]),
            window_hu=(float(self.data["window_hu"][0]), float(self.data["window_hu"][1])),
            slices=int(self.network["slices"]),
            mixture=self.mixture,
            subsolid_share=float(self.data.get("subsolid_share", 0.0)),
            zoom=ZoomSettings(**self.data["zoom"]) if "zoom" in self.data else None,
        )

    def build_network(self) -> SliceUNet:
        """A network with fresh weights."""
        return SliceUNet(self.network["slices"], self.network["widths"], self.network["depths"])


def read_config(path: Path = DEFAULT_CONFIG) -> TrainingConfig:
    """Read a configuration file (TOML)."""
    content = path.read_bytes()
    tables = tomllib.loads(content.decode())
    return TrainingConfig(
        data=tables["data"],
        network=tables["network"],
        train=tables["train"],
        mixture=tables["mixture"],
        sha256=hashlib.sha256(content).hexdigest(),
    )


def split_patients(
    stacks: Sequence[NoduleStack], test_fold: int, validation_share: float, seed: int
) -> tuple[list[NoduleStack], list[NoduleStack]]:
    """Training and validation stacks: split by patient, the test fold left out of both."""
    usable = [stack for stack in stacks if stack.fold != test_fold]
    patients = sorted({stack.patient for stack in usable})
    drawn = np.random.default_rng(seed).permutation(len(patients))
    held_out = {patients[index] for index in drawn[: math.ceil(validation_share * len(patients))]}
    training = [stack for stack in usable if stack.patient not in held_out]
    validation = [stack for stack in usable if stack.patient in held_out]
    return training, validation


def segmentation_loss(logits: Tensor, target: Tensor, positive_weight: float) -> Tensor:
    """Weighted cross-entropy plus soft Dice, against soft labels.

    Dice is taken per sample where there is a nodule, and once over the whole batch, which also
    counts what is marked in samples without one.
    """
    logits, probability = logits.float(), torch.sigmoid(logits.float())
    weight = 1.0 + (positive_weight - 1.0) * target
    entropy = functional.binary_cross_entropy_with_logits(logits, target, weight=weight)
    overlap = 2.0 * (probability * target).sum(dim=(1, 2, 3))
    total = (probability.square() + target.square()).sum(dim=(1, 2, 3))
    has_nodule = (target.amax(dim=(1, 2, 3)) > 0.4).float()
    per_sample = 1.0 - (overlap + 5.0) / (total + 5.0)
    sample_dice = (per_sample * has_nodule).sum() / has_nodule.sum().clamp(min=1.0)
    batch_dice = 1.0 - (overlap.sum() + 5.0) / (total.sum() + 5.0)
    return 5.0 * entropy + sample_dice + 0.5 * batch_dice


class NoduleTraining:
    """A training run whose whole state can be saved and taken up again.

    Parameters
    ----------
    config : TrainingConfig
    data : Path
        Folder of the LIDC tables and stacks.
    background : sequence of Path
        Zips of whole-lung slices without nodules; may be empty.
    out : Path
        Folder for ``checkpoint.pt``, ``best.pt`` and ``log.csv``.
    limit : int, optional
        Use this many nodules only (for a trial run).
    device : str
        ``"cpu"`` or ``"cuda"``; a checkpoint goes on on either.

    Raises
    ------
    InputError
        The data cannot be read, or no nodule is left to train with.
    """

    def __init__(
        self,
        config: TrainingConfig,
        data: Path,
        background: Sequence[Path],
        out: Path,
        limit: int | None = None,
        device: str = "cpu",
    ) -> None:
        self.config = config
        self.out = out
        self._device = torch.device(device)
        self._stopped = False
        out.mkdir(parents=True, exist_ok=True)
        seed = int(config.train["seed"])
        torch.set_num_threads(int(config.train["threads"]))
        torch.manual_seed(seed)
        training, self._validation = split_patients(
            read_stacks(data, limit=limit),
            int(config.data["test_fold"]),
            float(config.data["validation_share"]),
            seed,
        )
        if not training:
            raise InputError(
                ErrorCode.DATA_EMPTY, path=str(data), reason="every nodule is in the test fold or held out"
            )
        scans = [scan for path in background for scan in read_background(path)]
        self._stacks, self._scans = training, scans
        self._network, self._average = (
            config.build_network().to(self._device, memory_format=torch.channels_last) for _ in range(2)
        )
        self._average.load_state_dict(self._network.state_dict())
        self._optimizer = torch.optim.AdamW(
            self._network.parameters(),
            lr=float(config.train["learning_rate"]),
            weight_decay=float(config.train["weight_decay"]),
        )
        self.iteration = 0
        self.elapsed_s = 0.0
        self.best_dice = -1.0

    @property
    def minutes(self) -> float:
        """Time in all."""
        return float(self.config.train["minutes"])

    def resume(self) -> bool:
        """Take up ``checkpoint.pt`` of the output folder; False where there is none."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True, map_location=self._device)
        if state["config_sha256"] != self.config.sha256:
            raise ValueError("the checkpoint was made with another configuration")
        self._network.load_state_dict(state["network"])
        self._average.load_state_dict(state["average"])
        self._optimizer.load_state_dict(state["optimizer"])
        self.iteration = int(state["iteration"])
        self.elapsed_s = float(state["elapsed_s"])
        self.best_dice = float(state["best_dice"])
        return True

    def start_from(self, weights: Path) -> None:
        """Begin with the weights of another run (``checkpoint.pt``, ``best.pt``) or of a package (``model.onnx``)."""
        if weights.suffix == ".onnx":
            sampler = NoduleSampler(self._stacks, self._scans, self.config.samples(), seed=0)
            batches = [sampler.batch(16)[0].to(self._device) for _ in range(NORM_BATCHES)]
            for network in (self._network, self._average):
                load_onnx_weights(network, weights)
                open_norms(network, batches)
            return
        state = torch.load(weights, weights_only=True, map_location=self._device)
        for network in (self._network, self._average):
            network.load_state_dict(state.get("average", state["network"]))

    def stop(self) -> None:
        """End :meth:`run` after the step at hand; the checkpoint is written."""
        self._stopped = True

    def run(self, max_iterations: int | None = None) -> None:
        """Train until the time budget (or ``max_iterations`` in all) is used up, or until :meth:`stop`."""
        settings = self.config.train
        budget_s = 60.0 * float(settings["minutes"])
        hard = (
            mine_hard_places(
                OnDevice(self._average, self._device),
                self._scans,
                self.config.samples(),
                skip=self.config.data.get("not_mined", ()),
            )
            if self.config.mixture.get("hard", 0.0) > 0
            else []
        )
        self._log("hard", float(len(hard)))
        sampler = NoduleSampler(
            self._stacks, self._scans, self.config.samples(), int(settings["seed"]) + self.iteration, hard
        )
        started = time.monotonic() - self.elapsed_s
        last_saved = last_validated = self.elapsed_s
        recent: list[float] = []
        while self.elapsed_s < budget_s:
            if self._stopped or (max_iterations is not None and self.iteration >= max_iterations):
                break
            recent.append(self._step(sampler, self.elapsed_s / budget_s))
            self.elapsed_s = time.monotonic() - started
            if self.iteration % 50 == 0:
                self._log("train", float(np.mean(recent)))
                recent = []
            if self.elapsed_s - last_saved > 60 * float(settings["checkpoint_minutes"]):
                self.save()
                last_saved = self.elapsed_s
            if self.elapsed_s - last_validated > 60 * float(settings["validate_minutes"]):
                self.validate()
                self.elapsed_s = time.monotonic() - started
                last_validated = self.elapsed_s
        if not self._stopped:
            self.validate()
        self.save()

    def _step(self, sampler: NoduleSampler, spent: float) -> float:
        settings = self.config.train
        warm = min(1.0, (self.iteration + 1) / float(settings["warmup_iterations"]))
        rate = float(settings["learning_rate"]) * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * spent)))
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        images, labels = (values.to(self._device) for values in sampler.batch(int(settings["batch"])))
        self._network.train()
        with torch.autocast(self._device.type, torch.bfloat16):
            logits = self._network(images.contiguous(memory_format=torch.channels_last))
        loss = segmentation_loss(logits, labels, float(settings["positive_weight"]))
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._network.parameters(), 2.0)
        self._optimizer.step()
        self.iteration += 1
        self._update_average(min(float(settings["average_decay"]), self.iteration / (self.iteration + 10.0)))
        return float(loss.detach())

    @torch.no_grad()
    def _update_average(self, decay: float) -> None:
        source = self._network.state_dict()
        for name, value in self._average.state_dict().items():
            if value.dtype.is_floating_point:
                value.lerp_(source[name], 1.0 - decay)
            else:
                value.copy_(source[name])

    def validate(self) -> float:
        """Mean 3D Dice of the averaged weights on the validation patients; keeps the best weights."""
        self._average.eval()
        scores = []
        settings = self.config.samples()
        network = OnDevice(self._average, self._device)
        for stack in self._validation:
            predict = predict_stack if settings.zoom is None else predict_outline
            found = predict(network, stack, settings) > 0.5
            truth = stack.majority_mask()
            total = int(found.sum() + truth.sum())
            scores.append(2.0 * float((found & truth).sum()) / total if total else 1.0)
        dice = float(np.mean(scores)) if scores else 0.0
        self._log("validate", dice)
        if dice > self.best_dice:
            self.best_dice = dice
            torch.save(
                {
                    "network": self._average.state_dict(),
                    "config_sha256": self.config.sha256,
                    "iteration": self.iteration,
                    "validation_dice": dice,
                },
                self.out / "best.pt",
            )
        return dice

    def save(self) -> None:
        """Write ``checkpoint.pt`` in one step, so that a stop in between leaves the old one whole."""
        partial = self.out / "checkpoint.part"
        torch.save(
            {
                "network": self._network.state_dict(),
                "average": self._average.state_dict(),
                "optimizer": self._optimizer.state_dict(),
                "iteration": self.iteration,
                "elapsed_s": self.elapsed_s,
                "best_dice": self.best_dice,
                "config_sha256": self.config.sha256,
            },
            partial,
        )
        partial.replace(self.out / "checkpoint.pt")

    def _log(self, kind: str, value: float) -> None:
        path = self.out / "log.csv"
        fresh = not path.exists()
        with path.open("a", newline="") as stream:
            writer = csv.writer(stream)
            if fresh:
                writer.writerow(["kind", "iteration", "elapsed_s", "value"])
            writer.writerow([kind, self.iteration, f"{self.elapsed_s:.0f}", f"{value:.5f}"])
        _LOGGER.info("%s  iteration %d  %.0f s  %.4f", kind, self.iteration, self.elapsed_s, value)


def open_training(request: TrainingRequest, config_path: Path, device: str) -> NoduleTraining:
    """The run that is asked for; other minutes do not change the hash that a checkpoint is compared by."""
    config = read_config(config_path)
    if request.minutes is not None:
        config = replace(config, train={**config.train, "minutes": request.minutes})
    return NoduleTraining(
        config, request.data, request.background, request.out, limit=request.limit, device=device
    )
