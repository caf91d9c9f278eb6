"""One picture of the case: the whole chest with its findings, and the key slice of each of the largest."""

from typing import TYPE_CHECKING

import numpy as np

from pmdesk.core.finding import Finding, ReviewStatus
from pmdesk.core.volume import Volume
from pmdesk.imaging.slicing import (
    Plane,
    PlaneFrame,
    Window,
    extract,
    outlines,
    plane_frame,
    section_of,
    to_gray,
)

if TYPE_CHECKING:
    from PIL.Image import Image

TILE_PX = 300
COLUMNS = 3
LARGEST = COLUMNS * 2 - 1
CROP_MM = 70.0
SLAB_MM = 20.0
LUNG = Window(-600.0, 1500.0)
HUES = ("#56B4E9", "#E69F00", "#CC79A7", "#F0E442", "#009E9E", "#D55E00", "#9A8CFF", "#7FC97F")
"""The hues of the findings on screen (Okabe-Ito set)."""
QUIET = "#8A939C"
LINE = "#30363D"


def render_overview(volume: Volume, findings: tuple[Finding, ...]) -> "Image":
    """Picture of a case, without words.

    The first tile is a coronal maximum intensity projection of a 20 mm slab through the largest finding, with
    every finding marked; then one axial tile for each of the largest findings with outline, number and long axis.
    Rejected findings are left out.
    """
    from PIL import Image, ImageDraw

    shown = [item for item in findings if item.status is not ReviewStatus.REJECTED]
    outlined = sorted(
        (item for item in shown if item.segment is not None),
        key=lambda item: -item.segment.voxel_count if item.segment else 0,
    )
    tiles = [_coronal_tile(volume, shown), *(key_image(volume, item) for item in outlined[:LARGEST])]
    rows = -(-len(tiles) // COLUMNS)
    canvas = Image.new("RGB", (COLUMNS * TILE_PX, rows * TILE_PX), "black")
    draw = ImageDraw.Draw(canvas)
    for position, tile in enumerate(tiles):
        x, y = (position % COLUMNS) * TILE_PX, (position // COLUMNS) * TILE_PX
        canvas.paste(tile, (x, y))
        draw.rectangle([x, y, x + TILE_PX - 1, y + TILE_PX - 1], outline=LINE)
    return canvas


def key_image(volume: Volume, finding: Finding) -> "Image":
    """Axial key slice of one finding with its outline, at least 70 mm wide, seen from the feet."""
    frame = plane_frame(volume.geometry, Plane.AXIAL)
    index = volume.geometry.to_index(finding.center.xyz_lps_mm)
    position = frame.nearest_slice(index)
    if finding.measurement is not None and frame.through_axis == 0:
        position = finding.measurement.slice_index
    x, y = frame.mm_of_lps(finding.center.xyz_lps_mm)
    size_mm = finding.measurement.long_axis_mm if finding.measurement is not None else 0.0
    half = max(CROP_MM, 1.5 * size_mm) / 2
    tile = _Tile(volume, frame, position, position, (x - half, y - half, x + half, y + half))
    color = HUES[(finding.number - 1) % len(HUES)]
    if finding.segment is not None:
        section = section_of(finding.segment, frame, position, position)
        for loop in outlines(section) if section is not None else ():
            tile.polygon(frame.to_mm(loop), color)
    size = f"  {finding.measurement.long_axis_mm:.1f} mm" if finding.measurement is not None else ""
    tile.label((8, 6), f"{finding.number}{size}", color)
    tile.edge_letters()
    return tile.image


def _coronal_tile(volume: Volume, findings: list[Finding]) -> "Image":
    frame = plane_frame(volume.geometry, Plane.CORONAL)
    center = findings[0].center if findings else volume.geometry.center
    first, last = frame.slab(frame.nearest_slice(volume.geometry.to_index(center.xyz_lps_mm)), SLAB_MM)
    tile = _Tile(volume, frame, first, last, frame.bounds_mm())
    for finding in findings:
        color = HUES[(finding.number - 1) % len(HUES)]
        tile.marker(frame.mm_of_lps(finding.center.xyz_lps_mm), str(finding.number), color)
    tile.edge_letters()
    return tile.image


class _Tile:
    """A square picture of a part of one plane, in true proportions.

    ``bounds`` are left, top, right and bottom in plane mm.
    """

    def __init__(
        self,
        volume: Volume,
        frame: PlaneFrame,
        first: int,
        last: int,
        bounds: tuple[float, float, float, float],
    ) -> None:
        from PIL import Image, ImageDraw

        left, top, right, bottom = bounds
        self._scale = TILE_PX / max(right - left, bottom - top)
        self._origin = (
            (left + right) / 2 - TILE_PX / 2 / self._scale,
            (top + bottom) / 2 - TILE_PX / 2 / self._scale,
        )
        self._frame = frame
        gray = Image.fromarray(to_gray(extract(volume.array, frame, first, last), LUNG))
        # output pixel -> plane mm -> source pixel, as the affine map that PIL asks for
        to_pixel = np.linalg.inv(frame.pixel_to_mm)
        matrix = to_pixel / self._scale
        offset = to_pixel @ np.array(self._origin)
        self.image: Image.Image = gray.transform(
            (TILE_PX, TILE_PX),
            Image.Transform.AFFINE,
            (matrix[0, 0], matrix[0, 1], offset[0], matrix[1, 0], matrix[1, 1], offset[1]),
            resample=Image.Resampling.BILINEAR,
        ).convert("RGB")
        self._draw: ImageDraw.ImageDraw = ImageDraw.Draw(self.image)

    def _place(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        return (x_mm - self._origin[0]) * self._scale, (y_mm - self._origin[1]) * self._scale

    def polygon(self, points_mm: np.ndarray, color: str) -> None:
        places = [self._place(float(x), float(y)) for x, y in points_mm]
        self._draw.line([*places, places[0]], fill=color, width=2)

    def marker(self, point_mm: np.ndarray, text: str, color: str) -> None:
        x, y = self._place(float(point_mm[0]), float(point_mm[1]))
        self._draw.ellipse([x - 6, y - 6, x + 6, y + 6], outline=color, width=2)
        self.label((x + 8, y - 9), text, color)

    def label(self, place: tuple[float, float], text: str, color: str) -> None:
        from PIL import ImageFont

        self._draw.text(
            place, text, fill=color, font=ImageFont.load_default(15), stroke_width=2, stroke_fill="black"
        )

    def edge_letters(self) -> None:
        letters = self._frame.letters
        self.label((6, TILE_PX / 2 - 8), letters.left, QUIET)
        self.label((TILE_PX - 18, TILE_PX / 2 - 8), letters.right, QUIET)
