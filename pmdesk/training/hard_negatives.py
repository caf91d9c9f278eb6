"""Hard negatives: places in scans without nodules where the present weights see one."""

from collections.abc import Collection, Sequence

import numpy as np
import torch
from scipy import ndimage
from torch import nn
from torch.nn import functional

from pmdesk.training.lidc import BackgroundScan, neighbour_stride
from pmdesk.training.samples import HardPlace, SampleSettings

PROBABILITY_FROM = 0.4
EVERY_MM = 3.5
"""Every how many millimetres of a scan a slice is looked at."""
_MULTIPLE = 16


@torch.no_grad()
def mine_hard_places(
    network: nn.Module,
    scans: Sequence[BackgroundScan],
    settings: SampleSettings,
    skip: Collection[str] = (),
) -> list[HardPlace]:
    """Run the network over background scans and keep the places that it marks.

    Parameters
    ----------
    network
        (batch, slice, row, col) -> logits (batch, 1, row, col).
    scans
        Scans without nodules.
    skip
        Names of scans that are not looked at, because they are not certain to have no nodule.
    """
    network.eval()
    low, high = settings.window_hu
    half = settings.slices // 2
    places: list[HardPlace] = []
    for number, scan in enumerate(scans):
        if scan.name in skip:
            continue
        steps = neighbour_stride(scan.slice_spacing_mm, settings.neighbour_mm) * np.arange(-half, half + 1)
        rows, cols = scan.hu[0].shape
        factor = scan.pixel_spacing_mm / settings.spacing_mm
        size = [_MULTIPLE * max(1, round(length * factor / _MULTIPLE)) for length in (rows, cols)]
        for centre in range(0, len(scan.hu), max(1, round(EVERY_MM / scan.slice_spacing_mm))):
            order = np.clip(centre + steps, 0, len(scan.hu) - 1)
            planes = np.stack([scan.hu[index] for index in order]).astype(np.float32)
            image = torch.from_numpy(((planes - low) / (high - low)).clip(0.0, 1.0))[None]
            image = functional.interpolate(image, size=size, mode="bilinear", align_corners=False)
            with torch.autocast("cpu", torch.bfloat16):
                logits = network(image.contiguous(memory_format=torch.channels_last))
            probability = torch.sigmoid(logits.float())[0, 0].numpy()
            labels, count = ndimage.label(probability > PROBABILITY_FROM)
            for row, col in ndimage.center_of_mass(probability, labels, range(1, count + 1)):
                places.append(
                    HardPlace(number, centre, round(row * rows / size[0]), round(col * cols / size[1]))
                )
    return places
