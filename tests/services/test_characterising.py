"""What the malignancy model may say of a finding, and what a person has said already."""

from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.characterisation import Trait
from pmdesk.core.errors import CancelledError, ErrorCode, FailedError
from pmdesk.core.finding import Texture
from pmdesk.core.progress import NullContext
from pmdesk.core.provenance import Origin, Stated
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Unit
from pmdesk.inference.nodule_character import NoduleJudge
from pmdesk.inference.package import load_package
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services.characterising import characterised, explain_finding, load_judge
from tests.helpers.cases import finding
from tests.helpers.simple_chest import NODULE_HU, Ball, chest
from tests.helpers.tiny_stages import write_tiny_malignancy


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    write_tiny_malignancy(folder / "tiny")
    return folder


@pytest.fixture(scope="module")
def judge(models):
    return NoduleJudge(load_package(models / "tiny", "cpu"))


def nodule(hu=NODULE_HU, diameter_mm=14.0):
    volume = chest([Ball((60.0, 0.0, 0.0), diameter_mm)], spacing_mm=(3.0, 1.8, 1.8))
    inside = volume.array == NODULE_HU
    segment = Segment.from_full_mask(volume.geometry, inside)
    return replace(volume, array=np.where(inside, np.int16(hu), volume.array)), finding(1, segment=segment)


def test_an_opinion_has_its_interval_its_source_and_all_traits(judge):
    volume, plain = nodule()
    opinion = characterised(volume, plain, judge).characterisation
    low, high = opinion.malignancy.interval
    assert low <= opinion.malignancy.value <= high
    assert opinion.malignancy.provenance.model.model_id == "tiny-malignancy"
    assert opinion.malignancy.provenance.input_ids == (volume.description.series_uid,)
    assert {item.trait for item in opinion.traits} == set(Trait)
    assert [item.likeness for item in opinion.similar] == sorted(
        (item.likeness for item in opinion.similar), reverse=True
    )
    assert opinion.heat is None


@pytest.mark.parametrize(
    ("hu", "texture"),
    [(30, Texture.SOLID), (-350, Texture.PART_SOLID), (-650, Texture.GROUND_GLASS)],
)
def test_the_texture_follows_the_rating(judge, hu, texture):
    found = characterised(*nodule(hu), judge)
    assert found.texture == Stated(texture, Origin.MODEL)


@pytest.mark.parametrize(("diameter_mm", "spiculated"), [(10.0, False), (24.0, True)])
def test_spiculation_counts_from_the_rating_of_the_package(judge, diameter_mm, spiculated):
    found = characterised(*nodule(diameter_mm=diameter_mm), judge)
    assert found.spiculated == Stated(spiculated, Origin.MODEL)
    assert found.spiculated.is_estimate


@pytest.mark.parametrize("origin", [Origin.READER, Origin.RECORD])
def test_what_a_person_stated_stays(judge, origin):
    volume, plain = nodule()
    texture, spiculated = Stated(Texture.GROUND_GLASS, origin), Stated(False, origin)
    found = characterised(volume, replace(plain, texture=texture, spiculated=spiculated), judge)
    assert (found.texture, found.spiculated) == (texture, spiculated)
    assert found.characterisation is not None


def test_a_reader_who_left_it_open_is_not_overruled(judge):
    volume, plain = nodule()
    open_question = Stated(None, Origin.READER)
    assert characterised(volume, replace(plain, spiculated=open_question), judge).spiculated == open_question


@pytest.mark.parametrize("origin", [Origin.COMPUTED, Origin.MODEL, Origin.UNKNOWN])
def test_an_earlier_estimate_gives_way(judge, origin):
    volume, plain = nodule()
    before = Stated(None if origin is Origin.UNKNOWN else Texture.GROUND_GLASS, origin)
    found = characterised(volume, replace(plain, texture=before), judge)
    assert found.texture == Stated(Texture.SOLID, Origin.MODEL)


def test_a_package_that_does_not_rate_texture_leaves_the_estimate(tmp_path):
    # the column of the texture, the last of the traits, is called a part of the embedding
    columns = {"malignancy": [0, 2], "traits": [2, 8], "embedding": [8, 11]}
    folder = write_tiny_malignancy(
        tmp_path / "tiny",
        traits=[item.value for item in Trait if item is not Trait.TEXTURE],
        output={"name": "columns", "axes": ["batch", "column"], "columns": columns},
        similar_traits=6,
    )
    volume, plain = nodule()
    estimated = Stated(Texture.PART_SOLID, Origin.COMPUTED)
    judge = NoduleJudge(load_package(folder, "cpu"))
    found = characterised(volume, replace(plain, texture=estimated), judge)
    assert found.texture == estimated
    assert found.characterisation.rating(Trait.TEXTURE) is None


def test_without_an_outline_or_densities_there_is_no_opinion(judge):
    volume, plain = nodule()
    assert characterised(volume, replace(plain, segment=None), judge).characterisation is None
    unscaled = replace(volume, unit=Unit.UNKNOWN)
    assert characterised(unscaled, plain, judge) is plain


def test_a_heat_map_explains_the_opinion(models, judge):
    volume, plain = nodule()
    found = characterised(volume, plain, judge)
    explained = explain_finding(NullContext(), volume, found, ModelRegistry(models), "cpu")
    heat = explained.characterisation.heat
    assert heat.geometry is volume.geometry
    assert heat.values.max() > 0
    assert replace(explained.characterisation, heat=None) == found.characterisation


def test_there_is_nothing_to_explain_without_an_opinion(models):
    volume, plain = nodule()
    assert explain_finding(NullContext(), volume, plain, ModelRegistry(models), "cpu") is plain


def test_without_the_package_it_says_what_is_missing(tmp_path, judge):
    volume, plain = nodule()
    assert load_judge(ModelRegistry(tmp_path), "cpu") is None
    with pytest.raises(FailedError) as failed:
        explain_finding(NullContext(), volume, plain, ModelRegistry(tmp_path), "cpu")
    assert failed.value.code is ErrorCode.MODEL_NOT_FOUND
    assert failed.value.params["model"] == "lung-nodule-malignancy"


class Cancelled(NullContext):
    def check(self):
        raise CancelledError


def test_a_cancelled_explanation_leaves_the_finding_as_it_was(models, judge):
    volume, plain = nodule()
    found = characterised(volume, plain, judge)
    with pytest.raises(CancelledError):
        explain_finding(Cancelled(), volume, found, ModelRegistry(models), "cpu")
    assert found.characterisation.heat is None
