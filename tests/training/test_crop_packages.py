"""From trained members to packages that the product loads and runs, and what their folders say."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("onnxscript", reason="the extra `train` is not installed")

from pmdesk.core.characterisation import RatedTrait, Trait  # noqa: E402
from pmdesk.core.errors import ErrorCode, FailedError  # noqa: E402
from pmdesk.core.segmentation import Segment  # noqa: E402
from pmdesk.inference.candidate_scoring import CandidateScorer  # noqa: E402
from pmdesk.inference.nodule_character import NoduleJudge  # noqa: E402
from pmdesk.inference.outlining import NoduleOutliner  # noqa: E402
from pmdesk.inference.package import load_package  # noqa: E402
from pmdesk.training.crop_training import CropConfig, CropTraining, predict  # noqa: E402
from pmdesk.training.evaluation.document import (  # noqa: E402
    DetectionDocument,
    EvaluationDocument,
    MalignancyDocument,
    PackageDocument,
)
from pmdesk.training.golden_crop import golden_crops  # noqa: E402
from pmdesk.training.lidc_nodules import NoduleRow  # noqa: E402
from pmdesk.training.nodule_malignancy import (  # noqa: E402
    TRAITS,
    MalignancyTask,
    RatedCrops,
    as_tensors,
    malignancy_logit,
    principal_components,
    scaled_traits,
    split_outputs,
    split_rows,
)
from pmdesk.training.nodule_segmentation import read_config  # noqa: E402
from pmdesk.training.package_candidate import Curve, load_members, write_candidate_package  # noqa: E402
from pmdesk.training.package_folder import TABLES_BEGIN, TABLES_END, record_figures  # noqa: E402
from pmdesk.training.package_malignancy import (  # noqa: E402
    Calibration,
    _rating_thresholds,
    calibrate,
    write_malignancy_package,
)
from pmdesk.training.package_outline import write_outline_package  # noqa: E402
from tests.helpers.simple_chest import NODULE_HU, Ball, chest  # noqa: E402
from tests.helpers.tiny_training import CANDIDATE_CONFIG, MALIGNANCY_CONFIG, write_config  # noqa: E402
from tests.training.conftest import SMALL_CONFIG  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default::FutureWarning")  # the exporter about its own libraries

CURVE = Curve(((1.0, 0.7, 0.81, 90), (4.0, 0.4, 0.93, 90)), "made for a test", 0.4)


def row(number, malignancy=1.5, readers=4, fold=1, **changes):
    ratings = (round(malignancy),) * readers
    traits = tuple(RatedTrait(trait, 1 + number % 5) for trait in Trait)
    made = NoduleRow(
        row=number,
        nodule_id=number,
        patient=f"P-{number // 2}",
        fold=fold,
        pixel_spacing_mm=0.7,
        slice_thickness_mm=2.0,
        equivalent_diameter_px=8.0 + number % 7,
        readers=readers,
        malignancy_mean=malignancy,
        traits=traits,
        manufacturer=None,
        kernel=None,
        contrast=None,
        outline_agreement=1.0,
        ratings=ratings,
    )
    return replace(made, **changes)


def rated(config, rows):
    """Dense balls in lung, the larger the more malignant."""
    pixels = config.stored_grid.pixels
    reach = np.hypot(*(np.indices((pixels, pixels)) - (pixels - 1) / 2)) * config.given.grid.pixel_mm
    rng = np.random.default_rng(1)
    masks = np.stack(
        [np.broadcast_to(reach < 3 + 2 * item.malignancy_mean, (3, *reach.shape)) for item in rows]
    )
    crops = np.where(masks, 30, -850) + rng.normal(0, 20, masks.shape)
    return RatedCrops(np.rint(crops).astype(np.int16), masks.astype(np.uint8) * 255, tuple(rows))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    torch.set_num_threads(1)
    torch.manual_seed(4)
    return tmp_path_factory.mktemp("packages")


@pytest.fixture(scope="module")
def candidate(folder):
    config = CropConfig.read(write_config(folder, CANDIDATE_CONFIG, "candidate.toml"))
    members = [config.build_network().eval() for _ in range(2)]
    write_candidate_package(
        folder / "candidate",
        version="9.0.0",
        config=config,
        members=members,
        patients=7,
        curve=CURVE,
        scale=(1.5, 0.2, -0.3),
        scale_chosen="by hand",
        first_peak=0.36,
        notes="## Note\nMade by a test.\n",
    )
    return config, members, load_package(folder / "candidate", "cpu")


@pytest.fixture(scope="module")
def rated_config(folder):
    return CropConfig.read(write_config(folder, MALIGNANCY_CONFIG, "malignancy.toml"))


@pytest.fixture(scope="module")
def malignancy(folder, rated_config):
    members = [rated_config.build_network().eval() for _ in range(2)]
    rows = [row(number, 1.5 + 3 * (number % 2), readers=4 - number % 3) for number in range(1, 19)]
    training = rated(rated_config, rows)
    write_malignancy_package(
        folder / "malignancy",
        version="9.0.0",
        config=rated_config,
        members=members,
        training=training,
        calibration=Calibration(1.5, 0.0, 0.2, "by hand"),
        thresholds=(2.8, 4.1, 2.2),
    )
    return members, training, load_package(folder / "malignancy", "cpu")


@pytest.fixture(scope="module")
def outline(folder):
    (folder / "outline.toml").write_text(
        SMALL_CONFIG.replace(
            "[network]", "[data.zoom]\npixels_across = 16.0\nmin_mm = 0.35\nmax_mm = 1.1\n[network]"
        )
    )
    config = read_config(folder / "outline.toml")
    weights = folder / "best.pt"
    torch.save({"network": config.build_network().state_dict(), "iteration": 12}, weights)
    write_outline_package(
        folder / "outline",
        version="9.0.0",
        config=config,
        weights=weights,
        patients=7,
        mask=0.45,
        chosen="by hand",
    )
    return load_package(folder / "outline", "cpu")


def nodule():
    volume = chest([Ball((60.0, 0.0, 0.0), 14.0)], spacing_mm=(3.0, 1.8, 1.8))
    return volume, Segment.from_full_mask(volume.geometry, volume.array == NODULE_HU)


def test_a_candidate_package_says_what_it_was_given(candidate):
    config, members, model = candidate
    manifest = model.manifest
    assert manifest.crop.given == config.given
    assert manifest.output.columns == {"nodule": (0, 2)}
    assert (manifest.first_peak, manifest.peak_weight, manifest.default_threshold) == (0.36, 0.2, 0.4)
    assert (manifest.probability.scale, manifest.probability.offset) == (1.5, -0.3)
    assert [point.threshold for point in manifest.froc] == [0.7, 0.4]
    card = (model.folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "Made by a test." in card
    assert "| 4.0 | 0.40 | 93.0 % | 90 |" in card
    batch = golden_crops(config.given)
    with torch.no_grad():
        expected = torch.cat([member(torch.from_numpy(batch)) for member in members], dim=1).numpy()
    assert model.run(batch) == pytest.approx(expected, abs=1e-3)
    assert 0 < CandidateScorer(model)(*nodule(), 0.8) < 1


def test_a_default_that_is_no_point_of_the_curve_makes_no_package(candidate, tmp_path):
    config, members, _ = candidate
    write_candidate_package(
        tmp_path / "wrong",
        version="9.0.0",
        config=config,
        members=members[:1],
        patients=7,
        curve=replace(CURVE, default_threshold=0.5),
        scale=(1.0, 0.0, 0.0),
        scale_chosen="by hand",
        first_peak=0.36,
    )
    with pytest.raises(FailedError) as failed:
        load_package(tmp_path / "wrong", "cpu")
    assert failed.value.code is ErrorCode.MODEL_MANIFEST_INVALID


def test_a_malignancy_package_judges_and_shows_only_well_rated_nodules(malignancy):
    _, training, model = malignancy
    judge = NoduleJudge(model)
    judgement = judge(*nodule())
    assert 0 < judgement.malignancy < 1
    assert [item.trait for item in judgement.traits] == list(TRAITS)
    with np.load(model.folder / "similar.npz", allow_pickle=False) as table:
        shown = {int(number) for number in table["nodule_id"]}
        assert np.linalg.norm(table["embedding"].astype(np.float32), axis=1) == pytest.approx(1, abs=0.01)
        assert table["image"].shape[1:] == (48, 48)
    assert shown == {item.nodule_id for item in training.rows if len(item.ratings) >= 3}
    similar = judge.similar(judgement)
    assert [item.likeness for item in similar] == sorted((item.likeness for item in similar), reverse=True)
    rows = {item.nodule_id: item for item in training.rows}
    for item in similar:
        assert item.malignancy == rows[int(item.key)].malignancy_mean
        assert item.diameter_mm == pytest.approx(rows[int(item.key)].equivalent_diameter_mm)


def test_a_nodule_of_the_training_is_most_like_itself(malignancy, rated_config):
    from pmdesk.inference.candidate_scoring import turned

    _, training, model = malignancy
    columns = model.manifest.output.columns["embedding"]
    with np.load(model.folder / "similar.npz", allow_pickle=False) as table:
        embedding, ids = table["embedding"].astype(np.float32), table["nodule_id"]
    hu, masks = (item.numpy()[..., 12:44, 12:44] for item in as_tensors(training))
    hits = 0
    for index, item in enumerate(training.rows):
        if item.nodule_id not in ids:
            continue
        rows = model.run(turned(rated_config.given.prepare(hu[index], masks[index])))
        found = rows[:, slice(*columns)].mean(axis=0)
        likeness = embedding @ (found / np.linalg.norm(found))
        hits += ids[likeness.argmax()] == item.nodule_id
        assert likeness[list(ids).index(item.nodule_id)] == pytest.approx(1.0, abs=0.01)
    assert hits == len(ids)


def test_the_score_of_the_package_is_that_of_the_training(malignancy, rated_config):
    from pmdesk.inference.candidate_scoring import turned

    members, training, model = malignancy
    images, masks = as_tensors(training.where([0]))
    first, last = model.manifest.output.columns["traits"]
    given = rated_config.given.prepare(images[0, :, 12:44, 12:44].numpy(), masks[0, :, 12:44, 12:44].numpy())
    columns = model.run(turned(given))
    with torch.no_grad():
        outputs = torch.stack([member(torch.from_numpy(turned(given))) for member in members])
        mean = outputs.mean(dim=0)
        assert columns[:, 0] == pytest.approx(malignancy_logit(outputs[0]).numpy(), abs=1e-3)
        traits = split_outputs(mean)[1].numpy()
    # -1..1 on the readers' scales: 1..5, calcification 1..6
    assert columns[:, first] == pytest.approx(traits[:, 0] * 2 + 3, abs=1e-3)
    calcification = list(TRAITS).index(Trait.CALCIFICATION)
    assert columns[:, first + calcification] == pytest.approx(traits[:, calcification] * 2.5 + 3.5, abs=1e-3)
    assert last - first == 7


def test_an_outline_package_loads_and_draws(outline):
    manifest = outline.manifest
    assert (manifest.crop.pixels, manifest.crop.pixels_across, manifest.crop.max_mm) == (32, 16.0, 1.1)
    assert (manifest.mask.value, manifest.neighbours.spacing_mm) == (0.45, 2.0)
    assert "12 iterations" in (outline.folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    volume, segment = nodule()
    assert NoduleOutliner(outline)(volume, segment).voxel_count > 0


@pytest.mark.parametrize("name", ["candidate", "malignancy", "outline"])
def test_every_file_has_its_hash_and_a_changed_one_is_noticed(folder, name, request, tmp_path):
    request.getfixturevalue(name)
    manifest = json.loads((folder / name / "manifest.json").read_text(encoding="utf-8"))
    present = {
        path.relative_to(folder / name).as_posix() for path in (folder / name).rglob("*") if path.is_file()
    }
    assert set(manifest["files"]) == present - {"manifest.json"}
    assert {"DATA_LICENSE", "MODEL_CARD.md", "golden/input.npy", "golden/output.npy"} <= present
    shutil.copytree(folder / name, tmp_path / "copy")
    with (tmp_path / "copy" / "DATA_LICENSE").open("a") as stream:
        stream.write("more")
    with pytest.raises(FailedError) as failed:
        load_package(tmp_path / "copy", "cpu")
    assert failed.value.code is ErrorCode.MODEL_HASH_MISMATCH


def document(auc):
    figures = MalignancyDocument.model_construct(
        n=12, patients=9, auc=auc, auc_ci95=(0.7, 0.99), brier=0.12, brier_ci95=None
    )
    return EvaluationDocument.model_construct(
        packages=(PackageDocument(id="x", version="1.0.0", task="t", sha256="0" * 64),),
        segmentation=None,
        detection=None,
        malignancy=figures,
    )


def test_figures_are_written_into_manifest_and_card_and_the_folder_sealed_again(malignancy, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(malignancy[2].folder, folder)
    record_figures(folder, document(0.91234), "| first |", "pmdesk model evaluate", "fold 0")
    record_figures(folder, document(0.95678), "| second |", "pmdesk model evaluate", "fold 0")
    manifest = load_package(folder, "cpu").manifest
    auc, brier = manifest.evaluation
    assert (auc.metric, auc.value, auc.ci95, auc.n, auc.patients) == (
        "malignancy_auc",
        0.9568,
        (0.7, 0.99),
        12,
        9,
    )
    assert (brier.metric, brier.ci95) == ("malignancy_brier", None)
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| second |" in card
    assert "| first |" not in card
    assert card.count(TABLES_BEGIN) == card.count(TABLES_END) == 1
    assert "## Limits" in card.split(TABLES_END)[1]
    record_figures(folder, document(None), "| none |", "pmdesk model evaluate", "fold 0")
    assert [item.metric for item in load_package(folder, "cpu").manifest.evaluation] == ["malignancy_brier"]


def test_sensitivities_keep_their_intervals(malignancy, tmp_path):
    shutil.copytree(malignancy[2].folder, tmp_path / "copy")
    detection = DetectionDocument.model_construct(
        n=12, patients=9, fp_per_stack=(0.5, 1.0), sensitivity=(0.8, 0.9), sensitivity_ci95=((0.7, 0.9), None)
    )
    found = document(None).model_copy(update={"detection": detection, "malignancy": None})
    record_figures(tmp_path / "copy", found, "", "pmdesk model evaluate", "fold 0")
    first, second = load_package(tmp_path / "copy", "cpu").manifest.evaluation
    assert (first.metric, first.value, first.ci95) == (
        "sensitivity_at_0.5_false_positives_a_stack",
        0.8,
        (0.7, 0.9),
    )
    assert (second.value, second.ci95) == (0.9, None)


def test_golden_crops_show_no_patient_and_are_the_same_every_time(rated_config):
    first, second = golden_crops(rated_config.given), golden_crops(rated_config.given)
    assert np.array_equal(first, second)
    assert first.shape == (2, rated_config.given.channels, 32, 32)
    assert first.min() >= -1
    assert first.max() <= 1
    assert first[0, -1].max() == 1
    assert first[1, -1].max() == -1


def test_the_calibration_turns_logits_into_the_shares_that_readers_gave(rated_config):
    rng = np.random.default_rng(2)
    logits = rng.normal(0, 2, 400).astype(np.float32)
    truth = rng.uniform(size=400) < 1 / (1 + np.exp(-(0.5 * logits - 1)))
    rows = [row(number, 4.5 if flag else 1.5) for number, flag in enumerate(truth)]
    # what is not judged takes no part, however wild its logit
    rows += [row(400, 3.0), row(401, 4.5, readers=2, ratings=(4, 5)), row(402, 4.5, outline_agreement=0.2)]
    logits = np.concatenate([logits, np.full(3, -90, np.float32)])
    empty = np.empty((403, 0), np.int16)
    found = calibrate(logits, RatedCrops(empty, empty.astype(np.uint8), tuple(rows)))
    assert found.scale == pytest.approx(0.5, abs=0.15)
    assert found.offset == pytest.approx(-1, abs=0.35)
    assert found.log_diameter == 0
    assert "400 nodules of 200 validation patients" in found.chosen


def test_rating_thresholds_call_as_many_nodules_so_as_the_readers_do(rated_config):
    rows = [row(number) for number in range(40)]  # every trait 1..5 in turn
    outputs = torch.zeros(40, 14)
    # the network gives the order right and the scale too narrow
    rating = torch.tensor([item.rating(Trait.TEXTURE) for item in rows])
    outputs[:, 1:8] = ((rating - 3) / 2 * 0.3)[:, None] + torch.linspace(0, 0.01, 40)[:, None]
    empty = np.empty((40, 0), np.int16)
    spiculated, solid, part_solid = _rating_thresholds(
        outputs, RatedCrops(empty, empty.astype(np.uint8), tuple(rows))
    )
    ratings = outputs[:, 1 + TRAITS.index(Trait.TEXTURE)].numpy() * 2 + 3
    assert (ratings >= spiculated).sum() == pytest.approx(24, abs=1)
    assert (ratings >= solid).sum() == pytest.approx(16, abs=1)
    assert (ratings >= part_solid).sum() == pytest.approx(32, abs=1)
    assert part_solid < solid


def test_patients_are_of_one_part_only_and_the_test_fold_of_none(rated_config):
    rows = [row(number, fold=number // 2 % 4) for number in range(60)]
    training, validation = split_rows(rows, rated_config)
    assert not set(training) & set(validation)
    assert {rows[index].fold for index in training + validation} == {1, 2, 3}
    assert not {rows[index].patient for index in training} & {rows[index].patient for index in validation}
    assert len(training) + len(validation) == sum(item.fold != 0 for item in rows)
    assert split_rows(rows, rated_config) == (training, validation)


def test_nodules_that_few_rated_are_drawn_less_often(rated_config):
    rows = [row(number, readers=1 + number % 4) for number in range(40)]
    task = MalignancyTask(rated_config, rated(rated_config, rows), rated(rated_config, rows[:4]))
    drawn = np.bincount(task.draw(np.random.default_rng(1), 20000) % 4, minlength=4) / 20000
    assert drawn / drawn[3] == pytest.approx([0.35, 0.6, 1, 1], abs=0.05)


def test_the_loss_falls_as_the_answer_comes_nearer_to_the_readers(rated_config):
    rows = [row(number, 1.5 + 3 * (number % 2)) for number in range(6)]
    task = MalignancyTask(rated_config, rated(rated_config, rows), rated(rated_config, rows))
    right = torch.zeros(6, 14)
    for index, item in enumerate(rows):
        right[index, 0] = 8.0 if item.malignant else -8.0
        right[index, 1:8] = torch.from_numpy(scaled_traits(item))
        right[index, 8 + item.ratings[0] - 1] = 8.0
        right[index, 13] = np.log(item.equivalent_diameter_mm) - 2.2
    losses = [float(task.loss(share * right, np.arange(6))) for share in (-0.5, 0.0, 0.5, 1.0)]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.05


def test_a_validation_without_both_kinds_says_nothing(rated_config):
    rows = [row(number, 1.5) for number in range(4)]
    task = MalignancyTask(rated_config, rated(rated_config, rows), rated(rated_config, rows))
    assert task.validation(rated_config.build_network().eval()) == 0.5


def test_principal_components_are_of_one_length_at_most_the_features():
    features = torch.randn(50, 6, generator=torch.Generator().manual_seed(1)) * torch.tensor(
        [9.0, 4, 2, 1, 1, 1]
    )
    mean, components = principal_components(features, 3)
    projected = (features - mean) @ components.T
    assert projected.mean(dim=0).abs().max() < 1e-4
    spread = projected.std(dim=0)
    assert (spread[:-1] > spread[1:]).all()
    assert principal_components(features, 32)[1].shape == (6, 6)


def test_a_short_run_becomes_members_and_learns_the_larger_from_the_smaller(rated_config, tmp_path):
    rows = [row(number, 1.5 + 3 * (number % 2)) for number in range(16)]
    crops = rated(rated_config, rows)
    CropTraining(rated_config, MalignancyTask(rated_config, crops, crops), tmp_path).run()
    members = load_members(rated_config, tmp_path)
    assert len(members) == 2
    with torch.no_grad():
        outputs = predict(members[0], *as_tensors(crops), rated_config.given)
    assert outputs.shape == (16, 14)
    assert bool(torch.isfinite(outputs).all())
