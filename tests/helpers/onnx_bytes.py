"""ONNX files written byte by byte (protobuf's wire format), since the tests must not need the `onnx` package."""

from collections.abc import Sequence

import numpy as np

Shape = tuple[int | str, ...]


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    content = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _tensor(name: str, values: np.ndarray) -> bytes:
    dims = b"".join(_number(1, size) for size in values.shape)
    return dims + _number(2, 1) + _bytes(8, name) + _bytes(9, values.astype("<f4").tobytes())


def _value(name: str, shape: Shape) -> bytes:
    dims = b"".join(
        _bytes(1, _number(1, size) if isinstance(size, int) else _bytes(2, size)) for size in shape
    )
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, 1) + _bytes(2, dims)))


def node(operator: str, inputs: Sequence[str], output: str, **numbers: int) -> bytes:
    """One operation; ``numbers`` are its whole-number attributes."""
    attributes = b"".join(
        _bytes(5, _bytes(1, name) + _number(3, value) + _number(20, 2)) for name, value in numbers.items()
    )
    return b"".join(_bytes(1, name) for name in inputs) + _bytes(2, output) + _bytes(4, operator) + attributes


def model(
    nodes: Sequence[bytes],
    weights: dict[str, np.ndarray],
    given: tuple[str, Shape],
    found: tuple[str, Shape],
) -> bytes:
    """A whole file: operations in order, float32 weights by name, name and shape of the input and of the output."""
    graph = (
        b"".join(_bytes(1, part) for part in nodes)
        + _bytes(2, "tiny")
        + b"".join(_bytes(5, _tensor(name, values)) for name, values in weights.items())
        + _bytes(11, _value(*given))
        + _bytes(12, _value(*found))
    )
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 18))
