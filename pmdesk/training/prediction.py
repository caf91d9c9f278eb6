"""Running a slice network over one nodule stack, on the stack's own grid."""

import math
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from pmdesk.training.lidc import FloatArray, NoduleStack, neighbour_stride
from pmdesk.training.samples import SampleSettings

SliceModel = Callable[[Tensor], Tensor]
"""(batch, slice, row, col) -> logits (batch, 1, row, col)."""


@torch.no_grad()
def predict_stack(model: SliceModel, stack: NoduleStack, settings: SampleSettings) -> FloatArray:
    """Nodule probability of every pixel of a stack.

    The ends of the stack repeat their last slice, since nothing beyond is known.

    Returns
    -------
    ndarray of float32, shape (n, 128, 128)
        0..1, at the stack's native pixel size.
    """
    count, rows, _ = stack.hu.shape
    slices = torch.from_numpy(prepare_slices(stack, settings))
    probability = torch.cat(
        [torch.sigmoid(model(part).float()) for part in slices.tensor_split(math.ceil(count / 8))]
    )
    size = slices.shape[-1]
    back = _resampling_grid(rows, size, stack.pixel_spacing_mm / settings.spacing_mm)
    native = functional.grid_sample(
        probability, back.expand(count, -1, -1, -1), padding_mode="border", align_corners=True
    )
    result: FloatArray = native[:, 0].numpy()
    return result


@torch.no_grad()
def predict_outline(model: SliceModel, stack: NoduleStack, settings: SampleSettings) -> FloatArray:
    """Nodule probability in a crop that follows the size of the readers' nodule; 0 outside the crop.

    Only to follow a training: the program takes place and size from the first outline.

    Returns
    -------
    ndarray of float32, shape (n, 128, 128)
        0..1, at the stack's native pixel size.
    """
    assert settings.zoom is not None
    truth = stack.majority_mask()
    row, col = np.nonzero(truth.any(axis=0)) if truth.any() else (np.array([63.5]), np.array([63.5]))
    diameter_mm = 2.0 * math.sqrt(truth.sum(axis=(1, 2)).max() / math.pi) * stack.pixel_spacing_mm
    step = settings.zoom.pixel_mm(diameter_mm) / stack.pixel_spacing_mm
    count, rows, _ = stack.hu.shape
    low, high = settings.window_hu
    image = torch.from_numpy(((stack.hu.astype(np.float32) - low) / (high - low)).clip(0.0, 1.0))
    offset = (torch.arange(settings.crop_px, dtype=torch.float32) - (settings.crop_px - 1) / 2) * step
    axes = [2.0 * (offset + float(place.mean())) / (rows - 1) - 1.0 for place in (row, col)]
    grid = torch.stack(torch.meshgrid(*axes, indexing="ij")[::-1], dim=-1)[None]
    crops = functional.grid_sample(
        image[:, None], grid.expand(count, -1, -1, -1), padding_mode="border", align_corners=True
    )[:, 0]
    stride = neighbour_stride(stack.slice_spacing_mm, settings.neighbour_mm)
    half = settings.slices // 2
    order = np.clip(np.arange(count)[:, None] + stride * np.arange(-half, half + 1), 0, count - 1)
    probability = torch.sigmoid(model(crops[order]).float())
    pixel = torch.arange(rows, dtype=torch.float32)
    inverse = [2.0 * (pixel - float(place.mean())) / step / (settings.crop_px - 1) for place in (row, col)]
    back = torch.stack(torch.meshgrid(*inverse, indexing="ij")[::-1], dim=-1)[None]
    native = functional.grid_sample(
        probability, back.expand(count, -1, -1, -1), padding_mode="zeros", align_corners=True
    )
    result: FloatArray = native[:, 0].numpy()
    return result


def prepare_slices(stack: NoduleStack, settings: SampleSettings) -> FloatArray:
    """Input of the network for every slice of a stack: windowed, resampled, with its neighbours.

    The ends of the stack repeat their last slice.

    Returns
    -------
    ndarray of float32, shape (n, slices, size, size)
        0..1.
    """
    count, rows, _ = stack.hu.shape
    low, high = settings.window_hu
    image = torch.from_numpy(((stack.hu.astype(np.float32) - low) / (high - low)).clip(0.0, 1.0))
    size = _multiple_of_16(rows * stack.pixel_spacing_mm / settings.spacing_mm)
    grid = _resampling_grid(size, rows, settings.spacing_mm / stack.pixel_spacing_mm)
    resampled = functional.grid_sample(
        image[:, None], grid.expand(count, -1, -1, -1), padding_mode="border", align_corners=True
    )[:, 0]
    stride = neighbour_stride(stack.slice_spacing_mm, settings.neighbour_mm)
    half = settings.slices // 2
    steps = stride * np.arange(-half, half + 1)
    order = np.clip(np.arange(count)[:, None] + steps[None, :], 0, count - 1)
    prepared: FloatArray = resampled[order].numpy()
    return prepared


def _multiple_of_16(length: float) -> int:
    return max(16, 16 * round(length / 16))


def _resampling_grid(size_out: int, size_in: int, step: float) -> Tensor:
    # Both grids share their centre; step is one output pixel in input pixels.
    index = (torch.arange(size_out, dtype=torch.float32) - (size_out - 1) / 2) * step + (size_in - 1) / 2
    normal = 2.0 * index / (size_in - 1) - 1.0
    row, col = torch.meshgrid(normal, normal, indexing="ij")
    return torch.stack([col, row], dim=-1)[None]
