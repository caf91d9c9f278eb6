"""An exception inside a method that Qt calls must not end the process.

Up to Python 3.11, C code (``len(5)``, a missing key) raises exceptions whose value is not yet an exception object.
PySide 6.11 takes it for one when an overridden virtual method raised it, and the process ends with a segmentation
fault. Catching and raising again makes it an object; from there PySide reports it as it should.
"""

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

NEEDED = sys.version_info < (3, 12)


def guard_overrides(classes: Iterable[type]) -> int:
    """Guard the methods of some classes that override one of Qt; returns how many. Each is guarded once."""
    count = 0
    for owner in classes:
        for name, method in list(vars(owner).items()):
            if (
                isinstance(method, FunctionType)
                and not hasattr(method, "__wrapped__")
                and _overrides(owner, name)
            ):
                setattr(owner, name, _raised_again(method))
                count += 1
    return count


def own_classes(package: str = "pmdesk") -> tuple[type, ...]:
    """Every class of a package that has been imported and is a `QObject`."""
    found: dict[type, None] = {}
    waiting: list[type] = [QObject]
    while waiting:
        children: list[type] = waiting.pop().__subclasses__()
        for child in children:
            if child not in found:
                found[child] = None
                waiting.append(child)
    return tuple(one for one in found if one.__module__.partition(".")[0] == package)


def _overrides(owner: type, name: str) -> bool:
    return not name.startswith("__") and any(
        name in vars(base) for base in owner.__mro__ if base.__module__.startswith("PySide6.")
    )


def _raised_again(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*args: Any, **named: Any) -> Any:
        try:
            return method(*args, **named)
        except BaseException:
            raise

    return call
