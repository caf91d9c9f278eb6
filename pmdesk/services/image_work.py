"""Work on images for the window; the models' code is loaded by the first job that needs it, not with the window."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pmdesk.core.growth import PriorStudy
from pmdesk.core.progress import JobContext
from pmdesk.core.volume import Volume
from pmdesk.inference.registry import ModelRegistry

if TYPE_CHECKING:
    from pmdesk.services.nodules import NoduleAnalysis


def analyse_nodules(
    ctx: JobContext, volume: Volume, registry: ModelRegistry, device: str = "auto"
) -> "NoduleAnalysis":
    """`pmdesk.services.nodules.analyse_nodules`."""
    from pmdesk.services import nodules

    return nodules.analyse_nodules(ctx, volume, registry, device)


def open_prior(
    ctx: JobContext, current: Volume, paths: Sequence[Path], registry: ModelRegistry, device: str = "auto"
) -> PriorStudy:
    """`pmdesk.services.comparison.open_prior`."""
    from pmdesk.services import comparison

    return comparison.open_prior(ctx, current, paths, registry, device)
