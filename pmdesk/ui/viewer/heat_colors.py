"""Colours of a heat map: blue where the picture lowers the score, red where it raises it, nothing between."""

from functools import lru_cache

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QImage

COLOR_MAP = "CET-D9"
"""Blue, white, orange-red: perceptually uniform, and told apart also by readers who confuse red and green (Kovesi,
arXiv:1509.03700); its ends stand out on air and on soft tissue alike."""
LEAST_LIMIT = 0.02
"""The scale never ends below two percentage points, so that rounding noise does not look like a finding."""
_CLEAR_BELOW, _FULL_FROM = 0.05, 0.4
"""Shares of the limit between which the colour grows from clear to full: what says little hides nothing."""


@lru_cache(maxsize=1)
def _table() -> NDArray[np.uint8]:
    """(256, 3) uint8, from "lowers the score" to "raises the score"."""
    table: NDArray[np.uint8] = pg.colormap.get(COLOR_MAP).getLookupTable(nPts=256, mode="byte")[:, :3]
    return table


def heat_rgba(values: NDArray[np.float32], limit: float) -> NDArray[np.uint8]:
    """(rows, cols) values to (rows, cols, 4) RGBA, not premultiplied; clear near zero."""
    share = np.clip(values / limit, -1.0, 1.0)
    rgba = np.empty((*values.shape, 4), np.uint8)
    rgba[..., :3] = _table()[np.rint((share + 1) * 127.5).astype(np.intp)]
    strength = (np.abs(share) - _CLEAR_BELOW) / (_FULL_FROM - _CLEAR_BELOW)
    rgba[..., 3] = np.rint(np.clip(strength, 0.0, 1.0) * 255)
    return rgba


def heat_image(values: NDArray[np.float32], limit: float) -> QImage:
    """The same as an image that owns its pixels."""
    rgba = heat_rgba(values, limit)
    rows, cols = values.shape
    return QImage(rgba.tobytes(), cols, rows, cols * 4, QImage.Format.Format_RGBA8888).copy()


def scale_image() -> QImage:
    """One row of colours from -limit to +limit, for the legend."""
    return heat_image(np.linspace(-1.0, 1.0, 256, dtype=np.float32)[None], 1.0)
