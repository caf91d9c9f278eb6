"""Median time of one frame of each pane on a 512 x 512 x 400 volume, beside the plain numpy work it cannot avoid."""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable

import numpy as np

SHAPE = (400, 512, 512)
SPACING_MM = (1.0, 0.7, 0.7)
PANE_PX = (640, 480)
SLAB_MM = 10.0
REPEATS = 15


def median_ms(work: Callable[[int], object], repeats: int = REPEATS) -> float:
    """Median time of ``work(n)`` in ms; ``n`` runs, so that no two runs ask for the same picture."""
    for number in range(3):
        work(number)
    times = []
    for number in range(repeats):
        start = time.perf_counter()
        work(number + 3)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def run(argv: list[str]) -> int:
    """Measure, print a table or JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench draw", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(argv)
    if "DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    from PySide6.QtWidgets import QApplication

    from pmdesk.core.geometry import VolumeGeometry
    from pmdesk.core.ids import FrameOfReferenceUid
    from pmdesk.imaging.slicing import Plane, Projection, Window, extract, plane_frame, to_gray
    from pmdesk.ui.viewer.overlay_painter import Overlay, TextLine
    from pmdesk.ui.viewer.slice_view import SliceView

    app = QApplication.instance() or QApplication([])
    rng = np.random.default_rng(1)
    array = rng.integers(-1000, 1500, SHAPE, dtype=np.int16)
    affine = np.diag([0.0, 0.0, 0.0, 1.0])
    affine[2, 0], affine[1, 1], affine[0, 2] = SPACING_MM
    geometry = VolumeGeometry(SHAPE, affine, FrameOfReferenceUid("1.2.3"))
    view = SliceView()
    view.resize(*PANE_PX)
    view.show()
    app.processEvents()
    window = Window(-600, 1500)
    results: dict[str, dict[str, float]] = {}

    def shade(picture: np.ndarray) -> np.ndarray:
        return np.clip((picture + 1350) * (255 / 1500), 0, 255).astype(np.uint8)

    def plain(axis: int, first: int, last: int) -> np.ndarray:
        index = [slice(None)] * 3
        index[axis] = slice(first, last + 1)
        return shade(np.ascontiguousarray(array[tuple(index)].max(axis=axis)))

    for plane in Plane:
        frame = plane_frame(geometry, plane)
        left, top, right, bottom = frame.bounds_mm()

        def frame_of(
            number: int, thickness_mm: float, frame=frame, box=(left, top, right, bottom)
        ) -> tuple[int, int]:
            first, last = frame.slab(100 + number, thickness_mm)
            picture = extract(array, frame, first, last, Projection.MAXIMUM)
            view.set_image(to_gray(picture, window), frame.pixel_to_mm)
            view.set_view(
                ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), 1.0, (box[2] - box[0], box[3] - box[1])
            )
            view.set_overlay(
                Overlay(
                    top_left=(TextLine(f"{number} / 400"),),
                    letters=frame.letters,
                    cursor_mm=(100.0, 100.0),
                    scale_bar=True,
                )
            )
            view.viewport().repaint()
            return first, last

        for name, thickness in ((plane.value, 0.0), (f"slab {plane.value}", SLAB_MM)):
            first, last = frame.slab(100, thickness)
            results[name] = {
                "frame_ms": median_ms(lambda n, t=thickness: frame_of(n, t)),
                "extract_ms": median_ms(
                    lambda n, f=frame, a=first, b=last: to_gray(extract(array, f, a + n, b + n), window)
                ),
                "numpy_ms": median_ms(
                    lambda n, f=frame, a=first, b=last: plain(f.through_axis, a + n, b + n)
                ),
            }

    picture = np.ascontiguousarray(array[200])

    def drag(number: int) -> None:
        view.set_image(to_gray(picture, Window(-600 + number, 1500 + number)))
        view.viewport().repaint()

    results["window drag"] = {
        "frame_ms": median_ms(drag),
        "extract_ms": median_ms(lambda n: to_gray(picture, Window(-600 - n, 1500 + n))),
        "numpy_ms": median_ms(lambda _n: shade(picture)),
    }
    for row in results.values():
        row["extract_to_numpy"] = row["extract_ms"] / row["numpy_ms"]
        row["frame_to_numpy"] = row["frame_ms"] / row["numpy_ms"]
    view.close()
    if options.json:
        print(
            json.dumps(
                {"shape": SHAPE, "slab_mm": SLAB_MM, "pane_px": PANE_PX, "median_of": REPEATS, **results}
            )
        )
    else:
        print(f"{'':16}{'frame ms':>10}{'extract ms':>12}{'numpy ms':>10}{'extract/numpy':>15}")
        for name, row in results.items():
            print(
                f"{name:16}{row['frame_ms']:10.2f}{row['extract_ms']:12.2f}{row['numpy_ms']:10.2f}"
                f"{row['extract_to_numpy']:15.2f}"
            )
    return 0
