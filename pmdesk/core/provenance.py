"""Where a value came from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Origin(StrEnum):
    """Who says so. A value estimated by a model carries a mark on screen until a person confirms it."""

    MODEL = "model"
    READER = "reader"
    RECORD = "record"
    HEADER = "header"
    COMPUTED = "computed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value with its origin; ``None`` with `Origin.UNKNOWN` means that nobody knows yet."""

    value: T | None
    origin: Origin

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def is_estimate(self) -> bool:
        """True for a value that a model or a computation gives and nobody has confirmed."""
        return self.value is not None and self.origin in (Origin.MODEL, Origin.COMPUTED)


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model, exactly."""

    model_id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a result was made: by which model, on which device, from what, when, and what must be said about it."""

    model: ModelIdentity
    device: str
    """Execution provider that really ran, for example ``"CPU"`` or ``"CUDA"``."""
    created_at: datetime
    input_ids: tuple[str, ...] = ()
    run_time_s: float | None = None
    notes: tuple[str, ...] = ()
    """Codes of visible notes, for example ``"device.cpu_fallback"``, ``"gate.thick_slices"``."""
    later_models: tuple[ModelIdentity, ...] = ()
    """Models of later stages that took part."""
