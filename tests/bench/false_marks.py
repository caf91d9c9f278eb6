"""Count and show what the program marks in whole scans, at its default operating point.

::

    python -m tests.bench false_marks --out DIR [--background ZIP ...] [--scan DICOM ...]

Background zips hold scans called free of nodules; marks in them are false, or nodules that fewer readers saw. For each
scan ``DIR/NAME.png`` shows every mark with its score, largest first.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from pmdesk.core.finding import Finding
from pmdesk.core.nodule_crop import CropGrid, cut_crop
from pmdesk.core.progress import NullContext
from pmdesk.core.volume import Volume
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services import opening
from pmdesk.services.case import Case
from pmdesk.services.nodules import analyse_nodules
from pmdesk.services.operating_points import with_analysis
from pmdesk.services.outlined_nodules import background_volume
from pmdesk.training.lidc import read_background

TILE = CropGrid(pixels=128, pixel_mm=0.5, offsets_mm=(0.0,))
WINDOW_HU = (-1350.0, 150.0)
COLUMNS = 8


def marks(volume: Volume, registry: ModelRegistry) -> tuple[Finding, ...]:
    """Findings shown at the default operating point."""
    analysis = analyse_nodules(NullContext(), volume, registry, "cpu")
    return with_analysis(Case(volume=volume), analysis).findings


def picture(volume: Volume, findings: tuple[Finding, ...]) -> Image.Image:
    """Every mark on its middle slice, outlined, 64 mm wide."""
    rows = max(1, -(-len(findings) // COLUMNS))
    sheet = Image.new("RGB", (COLUMNS * TILE.pixels, rows * TILE.pixels))
    for number, finding in enumerate(findings):
        if finding.segment is None or finding.detection is None:
            continue
        index = finding.segment.centroid_index()
        low, high = WINDOW_HU
        crop = cut_crop(volume.array, volume.spacing_mm, index, TILE)[0]
        inside = np.zeros(volume.shape, np.float32)
        inside[finding.segment.slices] = finding.segment.mask
        mask = cut_crop(inside, volume.spacing_mm, index, TILE)[0] > 0.5
        edge = mask & ~(
            np.roll(mask, 1, 0) & np.roll(mask, -1, 0) & np.roll(mask, 1, 1) & np.roll(mask, -1, 1)
        )
        grey = np.clip((crop - low) / (high - low) * 255, 0, 255).astype(np.uint8)
        tile = np.stack([grey] * 3, axis=-1)
        tile[edge] = (255, 200, 0)
        image = Image.fromarray(tile)
        ImageDraw.Draw(image).text((3, 3), f"{number + 1}  {finding.detection.value:.2f}", fill=(0, 255, 255))
        sheet.paste(image, (number % COLUMNS * TILE.pixels, number // COLUMNS * TILE.pixels))
    return sheet


def run(argv: list[str]) -> int:
    """Entry of ``python -m tests.bench false_marks``."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench false_marks")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--background", type=Path, nargs="*", default=[])
    parser.add_argument("--scan", type=Path, nargs="*", default=[])
    arguments = parser.parse_args(argv)
    arguments.out.mkdir(parents=True, exist_ok=True)
    registry = ModelRegistry()
    named: list[tuple[str, Volume]] = [
        (scan.name, background_volume(scan))
        for path in arguments.background
        for scan in read_background(path)
    ]
    for path in arguments.scan:
        catalog = opening.scan_images(NullContext(), (path,))
        named.append((path.stem, opening.load_volume(NullContext(), opening.choose_series(catalog, None))))
        catalog.close()
    for name, volume in named:
        findings = marks(volume, registry)
        picture(volume, findings).save(arguments.out / f"{name}.png")
        sys.stdout.write(f"{name:30s}{len(findings):4d} marks on {volume.shape[0]} slices\n")
        sys.stdout.flush()
    return 0
