"""Bias and spread of volume and diameters on balls and ellipsoids of known size, beside plain voxel counting.

::

    python -m tests.bench measuring [--quick] [--json]
"""

import argparse
import json
import sys
from dataclasses import dataclass, replace

import numpy as np

from pmdesk.core.finding import VolumeMethod
from pmdesk.imaging.measuring import measure_nodule
from tests.helpers.ball_phantom import BallSpec, scanned

SLICES_MM = (0.6, 1.0, 1.25, 2.0, 2.5, 3.0, 5.0)
DIAMETERS_MM = (4.0, 6.0, 8.0, 10.0, 15.0, 20.0, 30.0)
POSITIONS = 8


@dataclass(frozen=True)
class Row:
    """Relative errors in percent and diameter errors in mm of one size on one slice thickness, over the positions."""

    form: str
    slice_mm: float
    diameter_mm: float
    n: int
    by_density: int
    bias: float
    spread: float
    voxel_bias: float
    voxel_spread: float
    sd_stated: float
    inside_95: float
    diameter_bias_mm: float
    diameter_spread_mm: float


def measured(form: str, base: BallSpec, mean_diameter_mm: float, positions: int = POSITIONS) -> Row:
    """One row: the same nodule at several sub-voxel places with other noise."""
    errors, voxels, stated, inside, lengths, dense = [], [], [], [], [], 0
    for seed in range(positions):
        rng = np.random.default_rng(seed)
        shift = tuple(float(value) for value in rng.uniform(-0.5, 0.5, 3))
        spec = replace(base, shift=shift, seed=seed)
        volume, segment = scanned(spec)
        found = measure_nodule(volume, segment)
        truth = spec.volume_mm3
        assert found.volume_sd_mm3 is not None
        errors.append(100 * (found.volume_mm3 / truth - 1))
        voxels.append(100 * (segment.volume_mm3 / truth - 1))
        stated.append(100 * found.volume_sd_mm3 / truth)
        inside.append(abs(found.volume_mm3 - truth) <= 1.96 * found.volume_sd_mm3)
        lengths.append(found.mean_diameter_mm - mean_diameter_mm)
        dense += found.volume_method is VolumeMethod.PARTIAL_VOLUME
    return Row(
        form,
        base.slice_mm,
        max(base.axes_mm),
        positions,
        dense,
        float(np.mean(errors)),
        float(np.std(errors)),
        float(np.mean(voxels)),
        float(np.std(voxels)),
        float(np.mean(stated)),
        float(np.mean(inside)),
        float(np.mean(lengths)),
        float(np.std(lengths)),
    )


def ball(diameter_mm: float, slice_mm: float, **changes: object) -> BallSpec:
    return replace(BallSpec((diameter_mm,) * 3, slice_mm), **changes)  # type: ignore[arg-type]


def rows(
    slices_mm: tuple[float, ...] = SLICES_MM, diameters_mm: tuple[float, ...] = DIAMETERS_MM
) -> list[Row]:
    """The whole table."""
    table = []
    for slice_mm in slices_mm:
        table += [measured("ball", ball(d, slice_mm), d) for d in diameters_mm]
        for size in (6.0, 12.0):
            tilted = BallSpec((size, size, 1.6 * size), slice_mm, tilt_deg=35.0)
            table.append(measured("tilted ellipsoid", tilted, _axial_mean(tilted)))
            at_wall = ball(size, slice_mm, wall_mm=0.25 * size)
            table.append(measured("at the pleura", at_wall, float("nan")))
            glass = ball(size + 4, slice_mm, nodule_hu=-600.0, core_mm=0.6 * size)
            table.append(measured("part-solid", glass, size + 4))
    return table


def _axial_mean(spec: BallSpec) -> float:
    """Mean axial diameter through the middle of an ellipsoid turned about the row axis."""
    angle = np.deg2rad(spec.tilt_deg)
    a, b, c = spec.axes_mm
    along = 1 / np.hypot(np.cos(angle) / c, np.sin(angle) / a)
    return float((along + b) / 2)


def run(argv: list[str]) -> int:
    """Entry of ``python -m tests.bench measuring``."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench measuring")
    parser.add_argument("--quick", action="store_true", help="three slice thicknesses and four diameters")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(argv)
    table = rows((1.0, 2.5, 5.0), (4.0, 6.0, 10.0, 20.0)) if arguments.quick else rows()
    if arguments.json:
        sys.stdout.write(json.dumps([row.__dict__ for row in table], indent=1) + "\n")
        return 0
    sys.stdout.write(
        "                  slice   long |  volume, by density  |  voxels counted  | stated  in 95 % | mean diameter\n"
        "form                 mm     mm |  bias %  sd %   used |   bias %    sd % |   sd %  interval | bias mm  sd mm\n"
    )
    for row in table:
        sys.stdout.write(
            f"{row.form:17}{row.slice_mm:6.2f}{row.diameter_mm:7.1f} |{row.bias:8.1f}{row.spread:6.1f}"
            f"{row.by_density:4d}/{row.n:<2d} |{row.voxel_bias:9.1f}{row.voxel_spread:8.1f} |{row.sd_stated:7.1f}"
            f"{row.inside_95:10.2f} |{row.diameter_bias_mm:8.2f}{row.diameter_spread_mm:7.2f}\n"
        )
    return 0
