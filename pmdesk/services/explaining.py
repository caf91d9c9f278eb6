"""A heat map on demand: the seam between the window and the model that makes it."""

from collections.abc import Callable
from dataclasses import replace

from pmdesk.core.finding import Finding
from pmdesk.core.progress import JobContext
from pmdesk.core.volume import Volume
from pmdesk.inference.registry import ModelRegistry

Explain = Callable[[JobContext, Volume, Finding, ModelRegistry, str], Finding]
"""(ctx, volume, finding, registry, device) to the finding with its heat map."""


def explain_finding(
    ctx: JobContext, volume: Volume, finding: Finding, registry: ModelRegistry, device: str
) -> Finding:
    """The finding with the heat map of its malignancy score; for a worker thread."""
    # the model's code is heavy and needed only here
    from pmdesk.services.characterising import explain_finding as occlude

    ctx.progress(0.0, "stage.explain")
    return occlude(ctx, volume, finding, registry, device)


def with_heat(present: Finding | None, explained: Finding) -> Finding | None:
    """The finding as it stands now with the heat map that was made of it.

    None where there is none, or where the finding, its outline or its judgement have changed meanwhile: a heat map
    never explains another score than its own.
    """
    if present is None or present.characterisation is None or explained.characterisation is None:
        return None
    if explained.characterisation.heat is None or present.segment is not explained.segment:
        return None
    old, new = present.characterisation.malignancy, explained.characterisation.malignancy
    if old.value != new.value or old.provenance.model != new.provenance.model:
        return None
    return replace(
        present,
        characterisation=replace(present.characterisation, heat=explained.characterisation.heat),
    )
