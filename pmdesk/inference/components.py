"""Connected parts of what a network marked; a volume of labels is made only where it marked a good share of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

SPARSE_SHARE = 0.004
"""Up to this share of marked voxels their graph takes less room than a label for every voxel."""


@dataclass(frozen=True)
class Component:
    """A connected part.

    Parameters
    ----------
    offset
        (slice, row, col) of the first voxel of its box.
    mask
        (slice, row, col) bool, its box.
    peak
        Its highest value.
    """

    offset: tuple[int, int, int]
    mask: NDArray[np.bool_] = field(repr=False)
    peak: int


def marked_components(values: NDArray[np.uint8], threshold: int) -> Iterator[Component]:
    """Parts of the voxels that reach a threshold, connected through faces and edges, in order of their first voxel.

    Parameters
    ----------
    values
        (slice, row, col) uint8.
    """
    if sum(np.count_nonzero(plane >= threshold) for plane in values) > SPARSE_SHARE * values.size:
        yield from _labelled(values, threshold)
        return
    points = np.concatenate([_points(index, plane >= threshold) for index, plane in enumerate(values)])
    if not len(points):
        return
    count, labels = connected_components(_neighbours(points, values.shape), directed=False)
    order = np.argsort(labels, kind="stable")
    ends = np.cumsum(np.bincount(labels, minlength=count))
    for start, end in zip((0, *ends[:-1]), ends, strict=True):
        part = points[order[start:end]]
        low = part.min(axis=0)
        mask = np.zeros(part.max(axis=0) - low + 1, dtype=np.bool_)
        mask[tuple((part - low).T)] = True
        peak = int(values[tuple(part.T)].max())
        yield Component((int(low[0]), int(low[1]), int(low[2])), mask, peak)


def _labelled(values: NDArray[np.uint8], threshold: int) -> Iterator[Component]:
    labels, _ = ndimage.label(values >= threshold, ndimage.generate_binary_structure(3, 2))
    for number, box in enumerate(ndimage.find_objects(labels), start=1):
        mask = labels[box] == number
        low = (box[0].start, box[1].start, box[2].start)
        yield Component(low, mask, int(values[box][mask].max()))


def _points(index: int, marked: NDArray[np.bool_]) -> NDArray[np.int32]:
    """(n, 3) indices of the marked voxels of one slice."""
    rows, cols = np.nonzero(marked)
    return np.stack([np.full(len(rows), index), rows, cols], axis=1).astype(np.int32)


def _neighbours(points: NDArray[np.int32], shape: tuple[int, ...]) -> coo_array:
    """Which points touch, as an (n, n) graph with each pair once; `points` in the order of the volume."""
    # one empty row and column between the rows, so that no step leads round the edge
    steps = np.array(((shape[1] + 2) * (shape[2] + 2), shape[2] + 2, 1), dtype=np.int64)
    place = points @ steps
    firsts, seconds = [], []
    for step in product((-1, 0, 1), repeat=3):
        if step <= (0, 0, 0) or sum(map(abs, step)) == 3:
            continue
        wanted = place + np.dot(step, steps)
        found = np.minimum(np.searchsorted(place, wanted), len(place) - 1)
        hits = np.flatnonzero(place[found] == wanted)
        firsts.append(hits)
        seconds.append(found[hits])
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    return coo_array((np.ones(len(first), dtype=np.int8), (first, second)), shape=(len(points), len(points)))
