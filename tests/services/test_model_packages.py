"""`pmdesk model list` and `verify`: packages of images and of tables side by side."""

from pmdesk.core.errors import ErrorCode
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services.model_packages import list_packages, verify_packages
from tests.helpers.repository import REPOSITORY
from tests.risk.learned.packages import copied


def test_all_eight_are_listed(monkeypatch, tmp_path):
    monkeypatch.setenv("PMDESK_HOME", str(tmp_path))
    found = list_packages()
    assert len(found) == 8
    tasks = {one.id: one.task for one in found}
    assert tasks["heart-disease-cleveland"] == "tabular-classification"
    assert tasks["lung-nodule-outline-2.5d"] == "lung-nodule-outline"


def test_a_broken_package_of_a_table_is_no_matter_of_the_image_models(tmp_path):
    folder = copied("diabetes-pima", tmp_path)
    (folder / "model.skops").write_bytes(b"x")
    registry = ModelRegistry(tmp_path)
    assert registry.packages() == ()
    assert registry.verify() == ()
    assert not registry.has("lung-nodule-outline")
    ((name, error),) = verify_packages(tmp_path, "cpu", "auto")
    assert name == "diabetes-pima"
    assert error.code is ErrorCode.MODEL_HASH_MISMATCH


def test_each_is_verified_by_its_own_room():
    assert all(
        error is None
        for _, error in verify_packages(REPOSITORY / "models" / "breast-mass-wdbc", "cpu", "auto")
    )
