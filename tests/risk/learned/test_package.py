"""Packages of learned models are loaded only when every check is passed, and say which one is not."""

import json
from collections import OrderedDict

import numpy as np
import pytest
import skops.io

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.model_package import MANIFEST_FILE
from pmdesk.risk.learned import package as package_module
from pmdesk.risk.learned.catalog import learned_packages, verify_learned
from pmdesk.risk.learned.columns import Algorithm
from pmdesk.risk.learned.manifest import read_learned_manifest
from pmdesk.risk.learned.package import load_learned
from pmdesk.risk.learned.tree_checks import broken_tree
from tests.risk.learned.packages import WORDS, change, copied, refusal, rehash, trained

HEART = "heart-disease-cleveland"


class Intruder:
    """A type that nobody trusts."""

    def __init__(self) -> None:
        self.command = "anything"


@pytest.fixture
def heart(tmp_path):
    return copied(HEART, tmp_path)


@pytest.mark.parametrize(
    "name", ["model.skops", "MODEL_CARD.md", "DATA_LICENSE", "background.csv", "golden/output.csv"]
)
def test_a_file_that_was_changed_is_refused_by_name(heart, name):
    with (heart / name).open("ab") as file:
        file.write(b"\n")
    assert refusal(heart) == (ErrorCode.MODEL_HASH_MISMATCH, name)


def test_a_file_too_many_and_a_file_too_few_are_refused(heart):
    (heart / "notes.txt").write_text("x")
    assert refusal(heart) == (ErrorCode.MODEL_HASH_MISMATCH, "notes.txt")
    (heart / "notes.txt").unlink()
    (heart / "background.csv").unlink()
    assert refusal(heart) == (ErrorCode.MODEL_HASH_MISMATCH, "background.csv")


def test_a_manifest_of_a_newer_schema_is_refused_as_such(heart):
    change(heart, schema_version=2, something_new=1)
    assert refusal(heart) == (ErrorCode.MODEL_MANIFEST_INVALID, "manifest.newer_schema")


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ({"surprise": 1}, "surprise"),
        ({"task": "tabular-oracle"}, "task"),
        ({"model": "model.pickle"}, "model"),
        ({"seen": {"height": [1, 2]}}, "height"),
        ({"max_missing": -1}, "max_missing"),
    ],
)
def test_a_manifest_outside_of_the_vocabulary_is_refused_with_the_place(heart, keys, place):
    change(heart, **keys)
    code, reason = refusal(heart)
    assert code is ErrorCode.MODEL_MANIFEST_INVALID
    assert place in reason


def test_no_manifest_and_a_manifest_that_is_no_json_are_refused(heart, tmp_path):
    (heart / MANIFEST_FILE).write_text("{")
    assert refusal(heart)[0] is ErrorCode.MODEL_MANIFEST_INVALID
    assert refusal(tmp_path / "nothing")[0] is ErrorCode.MODEL_NOT_FOUND


@pytest.mark.parametrize("model", [Intruder(), OrderedDict(a=Intruder()), np.vectorize(len)])
def test_a_model_file_with_a_type_that_is_not_on_the_list_is_refused_before_it_is_read(heart, model):
    skops.io.dump(model, heart / "model.skops")
    rehash(heart)
    code, reason = refusal(heart)
    assert code is ErrorCode.MODEL_LOAD_FAILED
    assert reason.startswith("untrusted type: ")


def test_a_model_file_that_is_no_skops_file_is_refused(heart):
    (heart / "model.skops").write_bytes(b"\x80\x04K\x01.")
    rehash(heart)
    assert refusal(heart)[0] is ErrorCode.MODEL_LOAD_FAILED


def test_a_model_file_that_unpacks_to_too_much_is_refused(heart, monkeypatch):
    monkeypatch.setattr(package_module, "MAXIMUM_BYTES", 1000)
    assert refusal(heart) == (ErrorCode.MODEL_LOAD_FAILED, "too large")


def test_bootstrap_coefficients_that_hide_a_pickle_are_refused(heart):
    np.save(heart / "bootstrap.npy", np.array([Intruder()], dtype=object), allow_pickle=True)
    rehash(heart)
    assert refusal(heart)[0] is ErrorCode.MODEL_LOAD_FAILED


@pytest.mark.parametrize("cell", ["0.9", ""])
def test_a_known_result_that_does_not_come_out_is_refused(heart, cell):
    path = heart / "golden/output.csv"
    head, first, *rest = path.read_text().splitlines()
    path.write_text("\n".join([head, ",".join([cell, *first.split(",")[1:]]), *rest]) + "\n")
    rehash(heart)
    assert refusal(heart)[0] is ErrorCode.MODEL_SELFTEST_FAILED


def test_a_difference_in_the_last_digits_is_no_failure(heart):
    path = heart / "golden/output.csv"
    head, *rows = path.read_text().splitlines()
    nudged = [",".join(repr(float(cell) + 1e-9) for cell in row.split(",")) for row in rows]
    path.write_text("\n".join([head, *nudged]) + "\n")
    rehash(heart)
    load_learned(heart)


def test_another_library_version_is_noted_and_named_when_the_self_test_fails(heart):
    libraries = json.loads((heart / MANIFEST_FILE).read_text())["libraries"]
    change(heart, libraries=libraries | {"scikit-learn": "1.2.0"})
    (other,) = load_learned(heart).other_libraries
    assert other.startswith("scikit-learn 1.2.0 -> ")
    path = heart / "golden/output.csv"
    path.write_text(path.read_text().replace("0.", "0.9", 1))
    rehash(heart)
    assert other in refusal(heart)[1]


def test_a_tree_whose_nodes_point_astray_is_told_from_a_sound_one():
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.tree import DecisionTreeClassifier

    x = np.arange(60.0)[:, None]
    sound = DecisionTreeClassifier(max_depth=2).fit(x, x[:, 0] > 20)
    assert not broken_tree([{"inside": sound}])
    sound.tree_.children_left[0] = 900
    assert broken_tree([{"inside": sound}])
    boosted = HistGradientBoostingClassifier(max_iter=2).fit(x, x[:, 0] > 20)
    assert not broken_tree(boosted)
    boosted._predictors[0][0].nodes["left"][0] = 0
    assert broken_tree(boosted)


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_what_is_trained_here_is_saved_loaded_and_found(tmp_path, algorithm):
    loaded = trained(tmp_path, algorithm)
    assert [one.manifest for one in learned_packages(tmp_path)] == [loaded.manifest]
    assert verify_learned(tmp_path) == ((WORDS.id, None),)
    assert loaded.manifest.algorithm is algorithm
    card = (tmp_path / WORDS.id / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "no other hospital's data" in card
    assert sorted(path.name for path in tmp_path.iterdir()) == [WORDS.id]


def test_the_card_of_a_support_vector_machine_says_that_it_holds_rows_of_patients(tmp_path):
    trained(tmp_path, Algorithm.SVM)
    assert "holds values of patients" in (tmp_path / WORDS.id / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_a_package_that_fails_its_checks_leaves_the_earlier_one_in_place(tmp_path, monkeypatch):
    trained(tmp_path)
    before = (tmp_path / WORDS.id / MANIFEST_FILE).read_bytes()
    monkeypatch.setattr(package_module, "TRUSTED_TYPES", frozenset())
    with pytest.raises(FailedError):
        trained(tmp_path)
    assert (tmp_path / WORDS.id / MANIFEST_FILE).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [WORDS.id]


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FailedError) as caught:
        trained(tmp_path / "file")
    assert caught.value.code is ErrorCode.WRITE_FAILED


def test_of_two_versions_the_newer_is_listed_and_a_broken_one_is_verified_as_such(tmp_path):
    copied(HEART, tmp_path / "a")
    newer = copied(HEART, tmp_path)
    (tmp_path / "a" / HEART).rename(tmp_path / "older")
    (tmp_path / "a").rmdir()
    change(newer, version="0.10.0")
    change(tmp_path / "older", version="0.9.0")
    assert [one.manifest.version for one in learned_packages(tmp_path)] == ["0.10.0"]
    change(newer, surprise=1)
    assert [one.manifest.version for one in learned_packages(tmp_path)] == ["0.9.0"]
    found = dict(verify_learned(tmp_path))
    assert found["older"] is None
    assert found[HEART] is not None
    assert found[HEART].code is ErrorCode.MODEL_MANIFEST_INVALID


def test_the_manifest_is_read_without_the_libraries(heart):
    assert read_learned_manifest(heart).outputs == ("p", "p_low", "p_high")
