"""Random training samples for 2.5D nodule segmentation: crops, augmentation, soft labels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scipy import ndimage
from torch import Tensor
from torch.nn import functional

from pmdesk.training.lidc import (
    BackgroundScan,
    FloatArray,
    NoduleStack,
    beyond_is_clean,
    neighbour_stride,
    slices_beyond,
)


@dataclass(frozen=True)
class SampleSettings:
    """How samples are cut: see the ``data`` and ``mixture`` tables of the configuration."""

    spacing_mm: float
    crop_px: int
    neighbour_mm: float
    window_hu: tuple[float, float]
    slices: int
    mixture: dict[str, float]
    subsolid_share: float = 0.0
    """Share of the nodule samples whose nodule is thinned to a subsolid one."""
    zoom: "ZoomSettings | None" = None
    """Set: crops lie on the nodule, at a pixel size that follows its diameter."""


@dataclass(frozen=True, slots=True)
class ZoomSettings:
    """Pixel size of a crop on one nodule: its diameter over ``pixels_across``, kept within two bounds."""

    pixels_across: float
    min_mm: float
    max_mm: float

    def pixel_mm(self, diameter_mm: float) -> float:
        return min(max(diameter_mm / self.pixels_across, self.min_mm), self.max_mm)


SYNTHETIC_WEIGHT = 0.45
"""How often a phantom is drawn as background, next to a real scan."""
LUNG_HU = -850.0
"""Density that a thinned nodule fades towards."""
SUBSOLID_BELOW_HU = -400.0
SUBSOLID_WEIGHT = 1.6
"""Nodules of a mean density below `SUBSOLID_BELOW_HU` are few: they are drawn more often."""


@dataclass(frozen=True, slots=True)
class HardPlace:
    """Where earlier weights saw a nodule in a scan that has none."""

    scan: int
    slice_index: int
    row: int
    col: int


@dataclass(frozen=True)
class _Nodule:
    stack: NoduleStack
    soft: FloatArray
    beyond: npt.NDArray[np.int16]
    clean: tuple[bool, bool]
    centre_px: tuple[float, float]
    diameter_mm: float
    mean_hu: float


class NoduleSampler:
    """Draws batches of crops with soft labels from nodule stacks and scans without nodules.

    Every nodule window of LIDC is centred on its nodule. The draws break that: crops are shifted,
    some hold no nodule, some have their middle slice past the nodule's end, some are background.

    Parameters
    ----------
    stacks : sequence of NoduleStack
    background : sequence of BackgroundScan
        May be empty: its share of the mixture then goes to nodules.
    settings : SampleSettings
    seed : int
    hard : sequence of HardPlace
        Places in ``background`` for the share ``hard`` of the mixture.
    """

    def __init__(
        self,
        stacks: Sequence[NoduleStack],
        background: Sequence[BackgroundScan],
        settings: SampleSettings,
        seed: int,
        hard: Sequence[HardPlace] = (),
    ) -> None:
        self._hard = list(hard)
        scan_weight = np.array([SYNTHETIC_WEIGHT if scan.synthetic else 1.0 for scan in background])
        self._scan_share = scan_weight / scan_weight.sum() if len(scan_weight) else scan_weight
        self._rng = np.random.default_rng(seed)
        self._settings = settings
        self._background = list(background)
        self._nodules = [self._prepare(stack) for stack in stacks]
        diameters = np.array([nodule.diameter_mm for nodule in self._nodules])
        # Large nodules are few but matter most: draw them more often.
        weight = np.clip(diameters / 8.0, 0.8, 3.0)
        density = np.array([nodule.mean_hu for nodule in self._nodules])
        weight = weight * np.where(density < SUBSOLID_BELOW_HU, SUBSOLID_WEIGHT, 1.0)
        self._draw_share = weight / weight.sum()
        isolated = np.array([self._is_isolated(nodule) for nodule in self._nodules], float)
        self._paste_share = isolated / max(1.0, isolated.sum())
        mixture = dict(settings.mixture)
        if not self._background and self._settings.zoom is None:
            mixture = {"nodule": 0.85, "beyond": 0.08, "away": 0.07}
        elif not isolated.any():
            mixture.pop("pasted", None)
        if not self._hard:
            mixture.pop("hard", None)
        self._sources = list(mixture)
        share = np.array(list(mixture.values()))
        self._source_share = share / share.sum()

    def _prepare(self, stack: NoduleStack) -> _Nodule:
        soft = stack.soft_mask()
        any_reader = soft.max(axis=0) > 0
        row, col = np.nonzero(any_reader)
        beyond = slices_beyond(stack, self._rng)
        area = (soft > 0.4).sum(axis=(1, 2)).max()
        return _Nodule(
            stack=stack,
            soft=soft,
            beyond=beyond,
            clean=beyond_is_clean(stack, beyond),
            centre_px=(float(row.mean()), float(col.mean())) if row.size else (63.5, 63.5),
            diameter_mm=float(2.0 * np.sqrt(area / np.pi) * stack.pixel_spacing_mm),
            mean_hu=float(stack.hu[soft > 0.4].mean()) if area else 0.0,
        )

    def _is_isolated(self, nodule: _Nodule) -> bool:
        mask = nodule.soft.max(axis=0) > 0
        middle = nodule.stack.hu[len(nodule.stack.hu) // 2]
        hole = ndimage.binary_dilation(mask, iterations=3)
        rim = ndimage.binary_dilation(hole, iterations=2) & ~hole
        return bool(rim.any() and np.quantile(middle[rim], 0.85) < -500 and nodule.diameter_mm < 30)

    def batch(self, size: int) -> tuple[Tensor, Tensor]:
        """Draw one batch.

        Returns
        -------
        images : Tensor, float32, shape (size, slices, crop, crop)
            Window scaled to 0..1.
        labels : Tensor, float32, shape (size, 1, crop, crop)
            Share of readers who outlined the pixel of the middle slice.
        """
        images, labels = [], []
        for source in self._rng.choice(self._sources, size=size, p=self._source_share):
            image, label = self._draw(str(source))
            images.append(image)
            labels.append(label)
        return torch.stack(images), torch.stack(labels)

    def _draw(self, source: str) -> tuple[Tensor, Tensor]:
        if source == "background":
            return self._background_sample(pasted=False)
        if source == "pasted":
            return self._background_sample(pasted=True)
        if source == "hard":
            place = self._hard[int(self._rng.integers(len(self._hard)))]
            return self._background_sample(pasted=False, place=place)
        return self._nodule_sample(source)

    def _stride(self, slice_spacing_mm: float) -> int:
        stride = neighbour_stride(slice_spacing_mm, self._settings.neighbour_mm)
        kind = self._rng.random()
        if kind < 0.25:
            stride += 1
        elif kind < 0.45:
            stride = max(1, stride - 1)
        elif kind < 0.55:
            # Thick scans exist: neighbours far apart.
            stride = max(stride, round(self._rng.uniform(4.0, 8.0) / slice_spacing_mm))
        return stride

    def _neighbours(
        self, nodule: _Nodule, centre: int, stride: int
    ) -> tuple[npt.NDArray[np.int16], FloatArray]:
        """Slices and their soft masks, both (slice, 128, 128)."""
        stack, count = nodule.stack, len(nodule.stack.hu)
        half = self._settings.slices // 2
        replicate = self._rng.random() < 0.4 and 0 <= centre < count
        variant = int(self._rng.integers(2))
        planes, masks = [], []
        for step in range(-half, half + 1):
            index = centre + step * stride
            if 0 <= index < count:
                planes.append(stack.hu[index])
                masks.append(nodule.soft[index])
                continue
            end = 0 if index < 0 else 1
            edge = 0 if index < 0 else count - 1
            if replicate or not nodule.clean[end]:
                planes.append(stack.hu[edge])
                masks.append(nodule.soft[edge])
            else:
                planes.append(nodule.beyond[2 * end + (variant + step) % 2])
                masks.append(np.zeros((128, 128), np.float32))
        return np.stack(planes), np.stack(masks)

    def _nodule_sample(self, source: str) -> tuple[Tensor, Tensor]:
        rng = self._rng
        nodule = self._nodules[int(rng.choice(len(self._nodules), p=self._draw_share))]
        count = len(nodule.stack.hu)
        stride = self._stride(nodule.stack.slice_spacing_mm)
        centre = int(rng.integers(count))
        if source == "beyond":
            end = int(rng.integers(2))
            if nodule.clean[end]:
                # One "slice" past the end stands for a neighbour at the stride's distance.
                centre = -1 if end == 0 else count
        planes, masks = self._neighbours(nodule, centre, stride)
        label = masks[self._settings.slices // 2]
        if self._settings.zoom is not None:
            # an outline is judged against the majority: the share of readers says only how near it is
            label = np.float32(0.4) * label + np.float32(0.6) * (label >= 0.5)
        if nodule.mean_hu > SUBSOLID_BELOW_HU and rng.random() < self._settings.subsolid_share:
            planes = self._thinned(planes, masks)
        zoom = float(np.exp(rng.normal(0.05, 0.2)))
        if nodule.diameter_mm > 9 and rng.random() < 0.25:
            zoom = float(rng.uniform(1.3, 3.0))
        if self._settings.zoom is not None:
            # the diameter comes from a first outline, which is never quite right
            guessed_mm = nodule.diameter_mm * float(np.exp(rng.normal(0.0, 0.15)))
            zoom = self._settings.spacing_mm / self._settings.zoom.pixel_mm(guessed_mm)
        half_mm = 0.5 * self._settings.crop_px * self._settings.spacing_mm / zoom
        spacing = nodule.stack.pixel_spacing_mm
        if source == "away":
            angle = rng.uniform(0, 2 * np.pi)
            reach = min(40.0, half_mm * 0.7 + nodule.diameter_mm)
            shift = reach * np.array([np.sin(angle), np.cos(angle)])
        elif self._settings.zoom is not None:
            shift = np.clip(rng.normal(0.0, 0.1, 2), -0.25, 0.25) * half_mm
        else:
            shift = rng.uniform(-0.85, 0.85, 2) * half_mm
            if rng.random() < 0.4:
                shift *= 0.4
        centre_px = (np.array(nodule.centre_px) + shift / spacing).astype(np.float32)
        return self._render(planes, label, centre_px, spacing, zoom, clip_high=rng.random() < 0.35)

    def _thinned(self, planes: npt.NDArray[np.int16], masks: FloatArray) -> npt.NDArray[np.int16]:
        """The slices with the nodule faded towards the density of lung: an invented subsolid nodule."""
        kept = float(self._rng.uniform(0.3, 0.75))
        inside = ndimage.gaussian_filter((masks > 0).astype(np.float32), (0.0, 1.5, 1.5))
        faded = LUNG_HU + (planes - LUNG_HU) * (1.0 - (1.0 - kept) * inside)
        return np.rint(np.where(planes > LUNG_HU, faded, planes)).astype(np.int16)

    def _background_sample(self, *, pasted: bool, place: HardPlace | None = None) -> tuple[Tensor, Tensor]:
        rng, half = self._rng, self._settings.slices // 2
        chosen = int(rng.choice(len(self._background), p=self._scan_share)) if place is None else place.scan
        scan = self._background[chosen]
        stride = self._stride(scan.slice_spacing_mm)
        if place is not None:
            centre = int(np.clip(place.slice_index + rng.integers(-1, 2), 0, len(scan.hu) - 1))
            centre_px = np.array([place.row, place.col], np.float32)
        else:
            centre = int(rng.integers(len(scan.hu)))
            centre_px = self._place_in_lung(scan.hu[centre])
        order = np.clip(centre + stride * np.arange(-half, half + 1), 0, len(scan.hu) - 1)
        radius = 110
        row0, col0 = (int(max(0, value - radius)) for value in centre_px)
        window = (slice(row0, row0 + 2 * radius), slice(col0, col0 + 2 * radius))
        planes = np.stack([scan.hu[index][window] for index in order])
        centre_px = centre_px - np.array([row0, col0], np.float32)
        label = np.zeros(planes.shape[1:], np.float32)
        if pasted:
            planes, label = self._paste(planes, label, centre_px)
        jitter = (rng.uniform(-25, 25, 2) / scan.pixel_spacing_mm).astype(np.float32)
        zoom = float(np.exp(rng.normal(0.0, 0.2)))
        return self._render(planes, label, centre_px + jitter, scan.pixel_spacing_mm, zoom, clip_high=False)

    def _place_in_lung(self, hu: npt.NDArray[np.int16]) -> FloatArray:
        lung = np.argwhere(hu < -700)
        if len(lung) == 0:
            return np.array(hu.shape, np.float32) / np.float32(2)
        place: FloatArray = lung[int(self._rng.integers(len(lung)))].astype(np.float32)
        return place

    def _paste(
        self, planes: npt.NDArray[np.int16], label: FloatArray, centre_px: FloatArray
    ) -> tuple[npt.NDArray[np.int16], FloatArray]:
        rng, half = self._rng, self._settings.slices // 2
        nodule = self._nodules[int(rng.choice(len(self._nodules), p=self._paste_share))]
        stride = self._stride(nodule.stack.slice_spacing_mm)
        centre, count = int(rng.integers(len(nodule.stack.hu))), len(nodule.stack.hu)
        turns, mirror = int(rng.integers(4)), bool(rng.integers(2))
        planes, label = planes.copy(), label.copy()
        n_row, n_col = (round(value) for value in nodule.centre_px)
        reach = 34
        n_window = (
            slice(max(0, n_row - reach), n_row + reach),
            slice(max(0, n_col - reach), n_col + reach),
        )
        for step in range(-half, half + 1):
            index = centre + step * stride
            if not 0 <= index < count:
                continue
            soft = nodule.soft[index][n_window]
            if not (soft > 0).any():
                continue
            alpha = ndimage.gaussian_filter(
                ndimage.binary_dilation(soft > 0, iterations=2).astype(np.float32), 1.2
            )
            parts = [nodule.stack.hu[index][n_window].astype(np.float32), soft, alpha]
            parts = [np.rot90(part[:, ::-1] if mirror else part, turns) for part in parts]
            rows, cols = parts[0].shape
            row0, col0 = int(centre_px[0]) - rows // 2, int(centre_px[1]) - cols // 2
            top, left = max(0, -row0), max(0, -col0)
            bottom = min(rows, planes.shape[1] - row0)
            right = min(cols, planes.shape[2] - col0)
            inner = (slice(top, bottom), slice(left, right))
            target = (slice(row0 + top, row0 + bottom), slice(col0 + left, col0 + right))
            under = planes[step + half][target].astype(np.float32)
            over, weight = parts[0][inner], parts[2][inner]
            # The nodule never makes what lies under it (a vessel, the chest wall) darker.
            blended = np.maximum(under * (1 - weight) + over * weight, np.where(weight > 0.5, under, -2048.0))
            planes[step + half][target] = np.rint(np.where(weight > 0.02, blended, under)).astype(np.int16)
            if step == 0:
                label[target] = np.maximum(label[target], parts[1][inner])
        return planes, label

    def _render(
        self,
        planes: npt.NDArray[np.int16],
        label: FloatArray,
        centre_px: FloatArray,
        spacing_mm: float,
        zoom: float,
        *,
        clip_high: bool,
    ) -> tuple[Tensor, Tensor]:
        rng, crop = self._rng, self._settings.crop_px
        turn = rng.integers(4) * np.pi / 2 + rng.normal(0.0, 0.15)
        mirror = -1.0 if rng.random() < 0.5 else 1.0
        aspect = float(np.exp(rng.normal(0.0, 0.05)))
        step = self._settings.spacing_mm / (spacing_mm * zoom)
        cosine, sine = np.cos(turn) * step, np.sin(turn) * step
        rows, cols = planes.shape[1:]
        offset = np.arange(crop, dtype=np.float32) - (crop - 1) / 2
        row_out, col_out = np.meshgrid(offset * aspect, offset / aspect * mirror, indexing="ij")
        row_in = centre_px[0] + cosine * row_out - sine * col_out
        col_in = centre_px[1] + sine * row_out + cosine * col_out
        grid = np.stack([2 * col_in / (cols - 1) - 1, 2 * row_in / (rows - 1) - 1], axis=-1)
        if rng.random() < 0.5:
            planes = planes[::-1]
        stacked = np.concatenate([planes.astype(np.float32), label[None] * 1000.0])
        sampled = functional.grid_sample(
            torch.from_numpy(stacked)[None],
            torch.from_numpy(grid.astype(np.float32))[None],
            padding_mode="reflection",
            align_corners=True,
        )[0]
        image, target = sampled[:-1], (sampled[-1:] / 1000.0).clamp_(0.0, 1.0)
        return self._disturb(image, clip_high=clip_high), target

    def _disturb(self, image: Tensor, *, clip_high: bool) -> Tensor:
        """Vary density, noise and sharpness, then window to 0..1."""
        rng = self._rng
        if clip_high:
            # Background scans were stored with a 150 HU ceiling: it must not tell them apart.
            image = image.clamp(max=150.0)
        if rng.random() < 0.2:
            blurred = functional.avg_pool2d(image[None], 3, stride=1, padding=1, count_include_pad=False)[0]
            image = image + float(rng.uniform(-0.7, 1.3)) * (image - blurred)
        if rng.random() < 0.5:
            sigma = float(rng.uniform(5.0, 70.0))
            noise = torch.randn(image.shape) * sigma
            if rng.random() < 0.5:
                noise = 1.8 * functional.avg_pool2d(noise[None], 3, stride=1, padding=1)[0]
            image = image + noise
        if rng.random() < 0.6:
            image = (image + 600.0) * float(rng.uniform(0.9, 1.1)) - 600.0 + float(rng.normal(0.0, 25.0))
        low, high = self._settings.window_hu
        return ((image - low) / (high - low)).clamp_(0.0, 1.0)
