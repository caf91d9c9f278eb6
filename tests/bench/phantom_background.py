"""Writes nodule-free phantoms as background scans for training, in the layout of the whole-slice archive.

``python -m tests.bench.phantom_background OUT.zip --seeds 101 102 103``
"""

import argparse
import csv
import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from pmdesk.imaging.phantom import ThoraxSpec, make_thorax
from pmdesk.inference.lung_mask import find_lungs

LOW_HU, HIGH_HU = -1200.0, 400.0
MARGIN_MM = 12.0
COLUMNS = (
    "scan,slice,file,x0,y0,rows,cols,hu_slope,hu_intercept,pixel_spacing_mm,slice_spacing_mm,licence".split(
        ","
    )
)


def write_background(target: Path, seeds: list[int]) -> None:
    """Write one scan a seed: the slices with lung, cropped to the lungs, 8 bit with the map back to HU."""
    slope = (HIGH_HU - LOW_HU) / 255.0
    rows = []
    with zipfile.ZipFile(target, "w") as archive:
        for seed in seeds:
            volume = make_thorax(ThoraxSpec(nodules=()), seed=seed).volume
            lungs = find_lungs(volume)
            if lungs is None:
                raise ValueError(f"phantom {seed} has no lungs")
            box = lungs.box(MARGIN_MM)
            grey = np.clip(np.rint((volume.array[box].astype(np.float32) - LOW_HU) / slope), 0, 255)
            for index, plane in enumerate(grey.astype(np.uint8), start=box[0].start):
                name = f"phantom-{seed}/{index:03d}.png"
                stream = io.BytesIO()
                Image.fromarray(plane).save(stream, "PNG")
                archive.writestr(name, stream.getvalue())
                place = (box[2].start, box[1].start, *plane.shape)
                size = (volume.spacing_mm[1], volume.spacing_mm[0])
                rows.append((f"phantom-{seed}", index, name, *place, slope, LOW_HU, *size, "synthetic"))
            print(f"phantom {seed}: {len(grey)} slices")
        table = io.StringIO(newline="")
        writer = csv.writer(table)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
        archive.writestr("index.csv", table.getvalue())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("--seeds", type=int, nargs="+", required=True)
    arguments = parser.parse_args()
    write_background(arguments.target, arguments.seeds)
