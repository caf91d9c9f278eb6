"""Trees of a loaded model: compiled code follows their arrays without checks, so they are checked here first."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DEEPEST = 12


def broken_tree(model: Any) -> bool:
    """True where a node of a tree points outside of its tree, back to itself, or at an input that is not there."""
    return any(not _is_sound(one) for one in _trees(model, _DEEPEST))


def _trees(found: Any, depth: int) -> Iterator[Any]:
    """Trees of scikit-learn inside an object, whichever way it holds them."""
    if type(found).__name__ in ("Tree", "TreePredictor"):
        yield found
        return
    if depth == 0:
        return
    if isinstance(found, list | tuple) or (isinstance(found, np.ndarray) and found.dtype == object):
        for one in found:
            yield from _trees(one, depth - 1)
    elif isinstance(found, dict):
        for one in found.values():
            yield from _trees(one, depth - 1)
    elif type(found).__module__.startswith("sklearn.") and hasattr(found, "__dict__"):
        yield from _trees(vars(found), depth - 1)


def _is_sound(tree: Any) -> bool:
    if type(tree).__name__ == "Tree":
        inner = tree.children_left != -1
        inputs, limit = tree.feature, tree.n_features
        left, right, count = tree.children_left, tree.children_right, tree.node_count
    else:
        nodes = tree.nodes
        inner = nodes["is_leaf"] == 0
        inputs, limit = nodes["feature_idx"], np.iinfo(np.int32).max
        left, right, count = nodes["left"], nodes["right"], len(nodes)
        if nodes["is_categorical"].any():
            return False  # our pipelines encode categories before
    place = np.arange(count)
    return bool(
        count > 0
        and _after(left[inner], place[inner], count)
        and _after(right[inner], place[inner], count)
        and np.all((inputs[inner] >= 0) & (inputs[inner] < limit))
    )


def _after(children: NDArray[Any], parents: NDArray[np.intp], count: int) -> bool:
    """Children stand behind their parents, so that every way ends."""
    return bool(np.all((children.astype(np.int64) > parents) & (children.astype(np.int64) < count)))
