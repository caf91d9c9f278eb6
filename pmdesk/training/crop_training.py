"""Training of networks that judge one crop: augmentation, weight average, checkpoints, resume, early stop, log."""

import csv
import hashlib
import logging
import math
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from pmdesk.core.nodule_crop import CropGrid, CropInput, Window
from pmdesk.training.networks import CropNet
from pmdesk.training.onnx_weights import load_crop_networks, open_norms

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class CropConfig:
    """The parsed configuration file of a crop network and the hash of its bytes."""

    data: dict[str, Any]
    network: dict[str, Any]
    train: dict[str, Any]
    sha256: str

    @classmethod
    def read(cls, path: Path) -> "CropConfig":
        """Read a configuration file (TOML)."""
        content = path.read_bytes()
        tables = tomllib.loads(content.decode())
        return cls(tables["data"], tables["network"], tables["train"], hashlib.sha256(content).hexdigest())

    @property
    def given(self) -> CropInput:
        """What the network is given."""
        data = self.data
        grid = CropGrid(int(data["crop_px"]), float(data["pixel_mm"]), tuple(data["offsets_mm"]))
        windows = tuple(
            Window(float(low), float(high), int(first), int(last))
            for low, high, first, last in data["windows"]
        )
        mask = tuple(int(value) for value in data["mask_slices"]) if "mask_slices" in data else None
        return CropInput(grid, windows, (mask[0], mask[1]) if mask is not None else None)

    @property
    def stored_grid(self) -> CropGrid:
        """The grid on which training crops are kept: wide enough to turn and shift them."""
        grid = self.given.grid
        return CropGrid(int(self.data["stored_px"]), grid.pixel_mm, grid.offsets_mm)

    @property
    def members(self) -> int:
        return int(self.train["members"])

    def build_network(self) -> CropNet:
        """A network with fresh weights."""
        return CropNet(
            self.given.channels,
            self.network["widths"],
            int(self.network["outputs"]),
            float(self.network["dropout"]),
        )


class CropTask(Protocol):
    """Crops with labels, and what is to be learnt from them."""

    @property
    def crops(self) -> Tensor:
        """(n, slice, row, col) float32 HU on the stored grid."""

    @property
    def masks(self) -> Tensor | None:
        """(n, slice, row, col) float32 0..1, or None."""

    def draw(self, rng: np.random.Generator, size: int) -> npt.NDArray[np.int64]:
        """Rows of the next batch."""

    def loss(self, outputs: Tensor, rows: npt.NDArray[np.int64]) -> Tensor:
        """Loss of the network's outputs (batch, outputs)."""

    def validation(self, member: nn.Module) -> float:
        """A figure on the validation patients; higher is better."""


class CropTraining:
    """Trains the members of an ensemble one after another; the whole state can be saved and taken up again.

    Parameters
    ----------
    config : CropConfig
    task : CropTask
    out : Path
        Folder for ``checkpoint.pt``, ``best.pt`` (all finished members) and ``log.csv``.
    device : str
        ``"cpu"`` or ``"cuda"``.
    """

    def __init__(self, config: CropConfig, task: CropTask, out: Path, device: str = "cpu") -> None:
        self.config, self.out = config, out
        out.mkdir(parents=True, exist_ok=True)
        self._task = task
        self._device = torch.device(device)
        self._stopped = False
        torch.set_num_threads(int(config.train["threads"]))
        self.iteration = 0
        self.elapsed_s = 0.0
        self.finished: list[dict[str, Tensor]] = []
        self._start: list[dict[str, Tensor]] = []
        self._begin_member()

    def _begin_member(self) -> None:
        self.iteration = 0
        self.best_value, self._waited = -math.inf, 0
        self._best: dict[str, Tensor] | None = None
        self._seed = int(self.config.train["seed"]) + len(self.finished)
        torch.manual_seed(self._seed)
        self._network = self.config.build_network()
        if len(self.finished) < len(self._start):
            self._network.load_state_dict(self._start[len(self.finished)])
        self._average = self.config.build_network()
        self._average.load_state_dict(self._network.state_dict())
        for network in (self._network, self._average):
            network.to(self._device, memory_format=torch.channels_last)
        self._optimizer = torch.optim.AdamW(
            self._network.parameters(),
            lr=float(self.config.train["learning_rate"]),
            weight_decay=float(self.config.train["weight_decay"]),
        )

    @property
    def minutes(self) -> None:
        """The run counts iterations, not time."""

    def stop(self) -> None:
        """End :meth:`run` after the step at hand; the checkpoint is written."""
        self._stopped = True

    def resume(self) -> bool:
        """Take up ``checkpoint.pt`` of the output folder; False where there is none."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True, map_location=self._device)
        if state["config_sha256"] != self.config.sha256:
            raise ValueError("the checkpoint was made with another configuration")
        self.finished, self._start = list(state["finished"]), list(state.get("start", []))
        self._begin_member()
        self._network.load_state_dict(state["network"])
        self._average.load_state_dict(state["average"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._best = state["best"] or None
        self.best_value, self._waited = float(state["best_value"]), int(state["waited"])
        self.iteration, self.elapsed_s = int(state["iteration"]), float(state["elapsed_s"])
        return True

    def start_from(self, weights: Path) -> None:
        """Begin each member with one of another run (``best.pt``) or of a package (``model.onnx``)."""
        if weights.suffix == ".onnx":
            networks = [self.config.build_network() for _ in range(self.config.members)]
            load_crop_networks(networks, weights)
            # an export holds its norms as they stand; the first batches open them again
            batches = [self._batch(np.random.default_rng(0))[0] for _ in range(8)]
            self._start = [_reopened(network, batches) for network in networks]
        else:
            self._start = list(torch.load(weights, weights_only=True)["members"])
        self._begin_member()

    def run(self, max_iterations: int | None = None) -> None:
        """Train until every member is done, or for ``max_iterations`` in all (a finished member counts whole)."""
        settings = self.config.train
        started = time.monotonic() - self.elapsed_s
        recent: list[float] = []
        while len(self.finished) < self.config.members:
            done = len(self.finished) * int(settings["iterations"]) + self.iteration
            if self._stopped or (max_iterations is not None and done >= max_iterations):
                break
            if self.iteration >= int(settings["iterations"]) or self._waited > int(settings["patience"]):
                self._finish_member()
                continue
            recent.append(self._step())
            self.elapsed_s = time.monotonic() - started
            if self.iteration % 100 == 0:
                self._log("train", float(np.mean(recent)))
                recent = []
            if self.iteration % int(settings["validate_every"]) == 0:
                self.validate()
                self.save()
        self.save()

    def _step(self) -> float:
        settings = self.config.train
        total = int(settings["iterations"])
        warm = min(1.0, (self.iteration + 1) / float(settings["warmup_iterations"]))
        falling = 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * self.iteration / total))
        for group in self._optimizer.param_groups:
            group["lr"] = float(settings["learning_rate"]) * warm * falling
        # each step has its own draw, so that a resumed run goes on as the uninterrupted one
        images, rows = self._batch(np.random.default_rng((self._seed, self.iteration)))
        torch.manual_seed(self._seed * 1_000_003 + self.iteration)  # for the dropout
        self._network.train()
        with torch.autocast(self._device.type, torch.bfloat16):
            outputs = self._network(images.to(self._device).contiguous(memory_format=torch.channels_last))
        loss = self._task.loss(outputs.float().cpu(), rows)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._network.parameters(), 2.0)
        self._optimizer.step()
        self.iteration += 1
        self._update_average(min(float(settings["average_decay"]), self.iteration / (self.iteration + 10.0)))
        return float(loss.detach())

    def _batch(self, rng: np.random.Generator) -> tuple[Tensor, npt.NDArray[np.int64]]:
        rows = self._task.draw(rng, int(self.config.train["batch"]))
        crops = self._task.crops[rows]
        masks = self._task.masks[rows] if self._task.masks is not None else None
        crops, masks = augmented(crops, masks, self.config.given.grid.pixels, rng, self.config.data)
        return network_input(crops, masks, self.config.given), rows

    @torch.no_grad()
    def _update_average(self, decay: float) -> None:
        source = self._network.state_dict()
        for name, value in self._average.state_dict().items():
            if value.dtype.is_floating_point:
                value.lerp_(source[name], 1.0 - decay)
            else:
                value.copy_(source[name])

    def validate(self) -> float:
        """The task's figure for the averaged weights; keeps the best weights."""
        self._average.eval()
        value = self._task.validation(self._average)
        self._log("validate", value)
        if value > self.best_value:
            self.best_value, self._waited = value, 0
            self._best = {name: item.clone() for name, item in self._average.state_dict().items()}
        else:
            self._waited += 1
        return value

    def _finish_member(self) -> None:
        self.validate()
        keep_last = bool(self.config.train.get("keep_last", False)) or self._best is None
        chosen = self._average.state_dict() if keep_last else self._best
        assert chosen is not None
        self.finished.append({name: item.cpu().clone() for name, item in chosen.items()})
        torch.save({"members": self.finished, "config_sha256": self.config.sha256}, self.out / "best.pt")
        self._begin_member()
        self.save()

    def save(self) -> None:
        """Write ``checkpoint.pt`` in one step, so that a stop in between leaves the old one whole."""
        partial = self.out / "checkpoint.part"
        torch.save(
            {
                "finished": self.finished,
                "start": self._start,
                "network": self._network.state_dict(),
                "average": self._average.state_dict(),
                "optimizer": self._optimizer.state_dict(),
                "best": self._best or {},
                "best_value": self.best_value,
                "waited": self._waited,
                "iteration": self.iteration,
                "elapsed_s": self.elapsed_s,
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
                writer.writerow(["kind", "member", "iteration", "elapsed_s", "value"])
            writer.writerow(
                [kind, len(self.finished), self.iteration, f"{self.elapsed_s:.0f}", f"{value:.5f}"]
            )
        _LOGGER.info("%s  member %d  iteration %d  %.4f", kind, len(self.finished), self.iteration, value)


def augmented(
    crops: Tensor, masks: Tensor | None, pixels: int, rng: np.random.Generator, data: Mapping[str, Any]
) -> tuple[Tensor, Tensor | None]:
    """Turned, mirrored, scaled, shifted, thickened, blurred or sharpened, noisy crops at another density.

    Parameters
    ----------
    crops
        (batch, slice, row, col) float32 HU on the stored grid.
    masks
        The same shape, 0..1, or None.
    pixels
        Rows and columns wanted.
    data
        ``shift`` (share of the stored width), ``scale``, ``thick_share``, ``mask_dropout`` of the configuration.
    """
    count, middle = len(crops), crops.shape[1] // 2
    crops, masks = crops.clone(), masks.clone() if masks is not None else None
    if rng.random() < 0.5:
        crops = crops.flip(1)
        masks = masks.flip(1) if masks is not None else None
    thick = torch.from_numpy(rng.random(count) < float(data["thick_share"]))
    crops[thick] = crops[thick][:, middle : middle + 1].expand(-1, crops.shape[1], -1, -1)
    if masks is not None:
        masks[thick] = masks[thick][:, middle : middle + 1].expand(-1, masks.shape[1], -1, -1)
    grid = _random_grid(count, pixels, pixels / crops.shape[-1], rng, data)
    crops = functional.grid_sample(crops, grid, padding_mode="reflection", align_corners=False)
    if masks is not None:
        masks = functional.grid_sample(masks, grid, align_corners=False)
        masks = masks * torch.from_numpy(rng.random((count, 1, 1, 1)) >= float(data["mask_dropout"]))

    def each(values: npt.NDArray[np.float64]) -> Tensor:
        return torch.from_numpy(values.astype(np.float32)).reshape(-1, 1, 1, 1)

    crops = (crops + 500.0) * each(np.exp(rng.normal(0.0, 0.05, count))) - 500.0
    crops = crops + each(rng.normal(0.0, 20.0, count))
    noise = each(rng.uniform(0.0, 40.0, count) * (rng.random(count) < 0.5))
    crops = crops + noise * torch.from_numpy(rng.standard_normal(crops.shape, dtype=np.float32))
    if rng.random() < 0.3:
        smooth = functional.avg_pool2d(crops, 3, 1, 1, count_include_pad=False)
        crops = crops + float(rng.uniform(-0.8, 1.0)) * (crops - smooth)
    return crops, masks


def _random_grid(
    count: int, pixels: int, share: float, rng: np.random.Generator, data: Mapping[str, Any]
) -> Tensor:
    turn = rng.uniform(0.0, 2 * np.pi, count)
    mirror = rng.choice([-1.0, 1.0], count)
    scale = share / np.exp(rng.normal(0.0, float(data["scale"]), count))
    shift = rng.normal(0.0, float(data["shift"]), (count, 2))
    cosine, sine = np.cos(turn) * scale, np.sin(turn) * scale
    rows = [cosine * mirror, -sine, shift[:, 0], sine * mirror, cosine, shift[:, 1]]
    theta = torch.from_numpy(np.stack(rows, axis=1).astype(np.float32).reshape(count, 2, 3))
    return functional.affine_grid(theta, [count, 1, pixels, pixels], align_corners=False)


def network_input(crops: Tensor, masks: Tensor | None, given: CropInput) -> Tensor:
    """Windowed channels, as :meth:`pmdesk.core.nodule_crop.CropInput.prepare` makes them for the program."""
    channels = [
        ((crops[:, window.first : window.last] - window.low_hu) / (window.high_hu - window.low_hu))
        .clamp(0.0, 1.0)
        .mul(2.0)
        .sub(1.0)
        for window in given.windows
    ]
    if given.mask_slices is not None:
        assert masks is not None
        channels.append(masks[:, slice(*given.mask_slices)] * 2.0 - 1.0)
    return torch.cat(channels, dim=1)


def centred(crops: Tensor, pixels: int) -> Tensor:
    """The middle of crops on the stored grid."""
    start = (crops.shape[-1] - pixels) // 2
    return crops[..., start : start + pixels, start : start + pixels]


@torch.no_grad()
def predict(network: nn.Module, crops: Tensor, masks: Tensor | None, given: CropInput) -> Tensor:
    """Mean output (n, outputs) over the eight turned and mirrored versions of each crop."""
    device = next(network.parameters()).device
    pixels = given.grid.pixels
    parts = []
    for rows in torch.arange(len(crops)).split(64):
        image = network_input(
            centred(crops[rows], pixels),
            centred(masks[rows], pixels) if masks is not None else None,
            given,
        ).to(device)
        turned = [torch.rot90(image, turn, (2, 3)) for turn in range(4)]
        turned += [item.flip(2) for item in turned]
        outputs = [
            network(item.contiguous(memory_format=torch.channels_last)).float().cpu() for item in turned
        ]
        parts.append(torch.stack(outputs).mean(0))
    return torch.cat(parts)


def _reopened(network: nn.Module, batches: list[Tensor]) -> dict[str, Tensor]:
    open_norms(network, batches)
    return dict(network.state_dict())
