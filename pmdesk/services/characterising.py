"""Malignancy, traits, similar nodules and heat map of findings, by the installed malignancy package."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pmdesk.core.characterisation import Characterisation, Trait
from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.finding import Finding, Texture
from pmdesk.core.prediction import Prediction
from pmdesk.core.progress import JobContext
from pmdesk.core.provenance import Origin, Provenance, Stated
from pmdesk.core.volume import Unit, Volume
from pmdesk.inference.manifest import MalignancyManifest
from pmdesk.inference.nodule_character import NoduleJudge
from pmdesk.inference.package import LoadedModel
from pmdesk.inference.registry import ModelRegistry

MALIGNANCY_TASK = "lung-nodule-malignancy"


def load_judge(registry: ModelRegistry, device: str) -> NoduleJudge | None:
    """The judge, or None where no package for the task is installed."""
    return NoduleJudge(registry.load(MALIGNANCY_TASK, device)) if registry.has(MALIGNANCY_TASK) else None


def characterised(volume: Volume, finding: Finding, judge: NoduleJudge) -> Finding:
    """The finding as the model judges it; what a reader stated stays.

    Unchanged without an outline or where densities are not in HU: the model was made for neither.
    """
    if finding.segment is None or volume.unit is not Unit.HOUNSFIELD:
        return finding
    judgement = judge(volume, finding.segment)
    opinion = Characterisation(
        malignancy=Prediction(judgement.malignancy, judgement.spread, _provenance(volume, judge.model)),
        traits=judgement.traits,
        similar=judge.similar(judgement),
    )
    manifest = judge.model.manifest
    return replace(
        finding,
        characterisation=opinion,
        texture=_unless_read(finding.texture, _texture(opinion, manifest)),
        spiculated=_unless_read(finding.spiculated, _spiculated(opinion, manifest)),
    )


def explain_finding(
    ctx: JobContext, volume: Volume, finding: Finding, registry: ModelRegistry, device: str
) -> Finding:
    """The finding with the heat map of its malignancy score.

    Raises
    ------
    FailedError
        No malignancy package is installed.
    CancelledError
        The user cancelled.
    """
    judge = load_judge(registry, device)
    if judge is None:
        raise FailedError(ErrorCode.MODEL_NOT_FOUND, model=MALIGNANCY_TASK)
    if finding.segment is None or finding.characterisation is None:
        return finding
    heat = judge.heat_map(volume, finding.segment, ctx)
    return replace(finding, characterisation=replace(finding.characterisation, heat=heat))


def _unless_read(known: Stated[Any], estimated: Stated[Any]) -> Stated[Any]:
    stated_by_person = known.origin in (Origin.READER, Origin.RECORD)
    return known if stated_by_person or not estimated.is_known else estimated


def _texture(opinion: Characterisation, manifest: MalignancyManifest) -> Stated[Texture]:
    rating = opinion.rating(Trait.TEXTURE)
    if rating is None:
        return Stated(None, Origin.UNKNOWN)
    if rating >= manifest.solid_from:
        return Stated(Texture.SOLID, Origin.MODEL)
    part_solid = rating >= manifest.part_solid_from
    return Stated(Texture.PART_SOLID if part_solid else Texture.GROUND_GLASS, Origin.MODEL)


def _spiculated(opinion: Characterisation, manifest: MalignancyManifest) -> Stated[bool]:
    rating = opinion.rating(Trait.SPICULATION)
    if rating is None:
        return Stated(None, Origin.UNKNOWN)
    return Stated(rating >= manifest.spiculated_from, Origin.MODEL)


def _provenance(volume: Volume, model: LoadedModel[Any]) -> Provenance:
    return Provenance(
        model=model.identity,
        device=model.session.device,
        created_at=datetime.now(tz=UTC),
        input_ids=(volume.description.series_uid,),
        notes=tuple(model.session.notes),
    )
