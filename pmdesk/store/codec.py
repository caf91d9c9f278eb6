"""Core types to plain JSON values and back, by their annotations. Fields at their default are left out."""

import base64
import dataclasses
import json
import types
import zlib
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
from pydantic import BaseModel

_Hints = dict[str, Any]


def to_plain(value: object) -> Any:
    """A value made of dicts, lists, texts, numbers, booleans and None.

    Raises
    ------
    TypeError
        A type that no core value is made of.
    """
    match value:
        case BaseModel():
            return value.model_dump(mode="json", exclude_defaults=True)
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case tuple() | list():
            return [to_plain(item) for item in value]
        case np.ndarray():
            return _array_to_plain(value)
        case _ if dataclasses.is_dataclass(value):
            return {
                field.name: to_plain(getattr(value, field.name))
                for field in dataclasses.fields(value)
                if field.init and not _is_default(field, getattr(value, field.name))
            }
    raise TypeError(f"{type(value).__name__} cannot be stored")


def from_plain(kind: Any, plain: Any) -> Any:
    """The value of type ``kind`` that `to_plain` made ``plain`` of.

    Raises
    ------
    ValueError
        ``plain`` was not made of that type.
    """
    if isinstance(kind, NewType):
        return from_plain(kind.__supertype__, plain)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _from_union(get_args(kind), plain)
    if origin is tuple:
        return _from_tuple(get_args(kind), plain)
    if kind is np.ndarray or origin is np.ndarray:
        return _array_from_plain(plain)
    made_of = origin or kind
    if dataclasses.is_dataclass(made_of):
        hints = _field_hints(kind)
        return made_of(**{name: from_plain(hints[name], item) for name, item in plain.items()})  # type: ignore[operator]
    if issubclass(made_of, BaseModel):
        return made_of.model_validate(plain)
    if issubclass(made_of, datetime | date):
        return made_of.fromisoformat(plain)
    if made_of in (float, int, str) or issubclass(made_of, Enum):
        return made_of(plain)
    return plain


def pack(value: object) -> bytes:
    """A value as compressed JSON."""
    return zlib.compress(
        json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")).encode(), level=6
    )


def unpack(kind: Any, document: bytes) -> Any:
    """The value of type ``kind`` that `pack` made ``document`` of.

    Raises
    ------
    ValueError, TypeError, KeyError
        ``document`` was not made of that type.
    """
    try:
        content = zlib.decompress(document)
    except zlib.error as error:
        raise ValueError("not a packed value") from error
    return from_plain(kind, json.loads(content))


def _is_default(field: "dataclasses.Field[Any]", value: object) -> bool:
    if isinstance(value, np.ndarray):
        return False
    if field.default is not dataclasses.MISSING:
        return bool(type(value) is type(field.default) and value == field.default)
    return False


@cache
def _field_hints(kind: Any) -> _Hints:
    """Types of a dataclass's fields, with the parameters of a generic one filled in."""
    made_of = get_origin(kind) or kind
    filled = dict(zip(getattr(made_of, "__parameters__", ()), get_args(kind), strict=False))
    return {name: _fill(hint, filled) for name, hint in get_type_hints(made_of).items()}


def _fill(hint: Any, filled: dict[Any, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return filled[hint]
    if get_origin(hint) in (Union, types.UnionType):
        return Union[tuple(_fill(item, filled) for item in get_args(hint))]  # noqa: UP007 - made at run time
    return hint


def _from_union(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None:
        return None
    some = [kind for kind in kinds if kind is not type(None)]
    # Several plain types (a number, a yes/no, a text): JSON keeps them apart by itself.
    return from_plain(some[0], plain) if len(some) == 1 else plain


def _from_tuple(kinds: tuple[Any, ...], plain: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(from_plain(kinds[0], item) for item in plain)
    return tuple(from_plain(kind, item) for kind, item in zip(kinds, plain, strict=True))


def _array_to_plain(array: "np.ndarray[Any, Any]") -> dict[str, Any]:
    content = (
        np.packbits(array).tobytes() if array.dtype == np.bool_ else np.ascontiguousarray(array).tobytes()
    )
    return {
        "dtype": array.dtype.str,
        "shape": list(array.shape),
        "data": base64.b64encode(content).decode("ascii"),
    }


def _array_from_plain(plain: dict[str, Any]) -> "np.ndarray[Any, Any]":
    dtype, shape = np.dtype(plain["dtype"]), tuple(plain["shape"])
    content = base64.b64decode(plain["data"])
    if dtype == np.bool_:
        bits = np.unpackbits(np.frombuffer(content, np.uint8), count=int(np.prod(shape)))
        array: np.ndarray[Any, Any] = bits.astype(np.bool_).reshape(shape)
    else:
        array = np.frombuffer(content, dtype).reshape(shape)
    array.setflags(write=False)
    return array
