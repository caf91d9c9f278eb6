"""Packages of other people: taken in after every check, never over another, and never out of their folder."""

import json
import shutil
import zipfile

import pytest

from pmdesk.core.errors import ErrorCode, FailedError, InputError, RefusedError
from pmdesk.services.package_installing import install_package, remove_package
from tests.risk.learned.packages import SHIPPED_MODELS, change, copied, rehash

HEART = "heart-disease-cleveland"


@pytest.fixture
def places(tmp_path):
    """The user's folder, and an empty folder of the product."""
    for name in ("own", "shipped"):
        (tmp_path / name).mkdir()
    return {"root": tmp_path / "own", "shipped": tmp_path / "shipped"}


@pytest.fixture
def heart(tmp_path):
    return copied(HEART, tmp_path / "given")


def zipped(folder, path, inside=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{inside}{file.relative_to(folder).as_posix()}")
    return path


def refused(source, places, **how):
    before = sorted(path.name for path in places["root"].iterdir())
    with pytest.raises((InputError, FailedError, RefusedError)) as error:
        install_package(source, **places, **how)
    assert sorted(path.name for path in places["root"].iterdir()) == before, "something was left behind"
    return error.value


def test_a_folder_and_a_zip_of_it_are_installed_under_their_id(places, heart, tmp_path):
    found = install_package(heart, **places)
    assert (found.id, found.path) == (HEART, places["root"] / HEART)
    assert (found.path / "model.skops").read_bytes() == (heart / "model.skops").read_bytes()
    remove_package(HEART, **places)
    assert not list(places["root"].iterdir())
    for inside in ("", "some folder/", "a/b/"):
        again = install_package(zipped(heart, tmp_path / "包.zip", inside), **places)
        assert again.path == places["root"] / HEART
        remove_package(HEART, **places)


def test_an_image_package_goes_the_same_way(places):
    name = "lung-nodule-malignancy-2.5d"
    found = install_package(SHIPPED_MODELS / name, **places)
    assert (found.id, found.task) == (name, "lung-nodule-malignancy")


def test_the_same_package_again_changes_nothing(places, heart):
    first = install_package(heart, **places)
    before = (first.path / "manifest.json").stat().st_mtime_ns
    assert install_package(heart, **places) == first
    assert (first.path / "manifest.json").stat().st_mtime_ns == before


def test_another_package_of_an_id_is_never_replaced_silently(places, heart):
    install_package(heart, **places)
    change(heart, version="9.0.0")
    error = refused(heart, places)
    assert (error.code, error.exit_code) == (ErrorCode.MODEL_INSTALLED, 3)
    assert install_package(heart, replace=True, **places).version == "9.0.0"
    assert [path.name for path in places["root"].iterdir()] == [HEART]


def test_a_package_of_the_product_is_not_put_in_the_shade_silently(places, heart):
    shutil.copytree(heart, places["shipped"] / HEART)
    change(heart, version="9.0.0")
    assert refused(heart, places).code is ErrorCode.MODEL_INSTALLED
    assert install_package(heart, replace=True, **places).version == "9.0.0"


def test_what_fails_a_check_is_not_installed(places, heart):
    with (heart / "model.skops").open("ab") as file:
        file.write(b"x")
    assert refused(heart, places).code is ErrorCode.MODEL_HASH_MISMATCH
    rehash(heart)
    (heart / "golden" / "output.csv").write_text("p,p_low,p_high\n" + "0.5,0.4,0.6\n" * 5)
    rehash(heart)
    assert refused(heart, places).exit_code == 1
    change(heart, surprise=1)
    assert refused(heart, places).code is ErrorCode.MODEL_MANIFEST_INVALID


def test_a_replacement_that_fails_a_check_leaves_the_one_before(places, heart):
    install_package(heart, **places)
    with (heart / "MODEL_CARD.md").open("a") as file:
        file.write("x")
    assert refused(heart, places, replace=True).code is ErrorCode.MODEL_HASH_MISMATCH
    assert (places["root"] / HEART / "manifest.json").is_file()


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/outside.txt", "a/../../outside.txt", "..\\x", "C:x"]
)
def test_an_archive_that_leads_outside_is_refused_whole(places, heart, tmp_path, name):
    path = zipped(heart, tmp_path / "bad.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), "x")
    assert refused(path, places).code is ErrorCode.ARCHIVE_UNSAFE
    assert not (tmp_path / "outside.txt").exists()


def test_links_in_archives_and_folders_are_refused(places, heart, tmp_path):
    path = zipped(heart, tmp_path / "link.zip")
    entry = zipfile.ZipInfo("secret")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert refused(path, places).code is ErrorCode.ARCHIVE_UNSAFE
    (heart / "secret").symlink_to("/etc/passwd")
    assert refused(heart, places).code is ErrorCode.ARCHIVE_UNSAFE


def test_an_archive_that_unpacks_to_too_much_is_refused(places, tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * (64 << 20))
    assert refused(path, places).code is ErrorCode.ARCHIVE_TOO_LARGE


def test_nothing_no_archive_no_package_and_two_packages_are_said(places, heart, tmp_path):
    assert refused(tmp_path / "nothing.zip", places).code is ErrorCode.FILE_NOT_FOUND
    (tmp_path / "text.zip").write_text("no archive")
    assert refused(tmp_path / "text.zip", places).code is ErrorCode.ARCHIVE_BROKEN
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path / "empty", places).code is ErrorCode.MODEL_NO_PACKAGE
    copied("diabetes-pima", heart.parent)
    error = refused(heart.parent, places)
    assert error.code is ErrorCode.MODEL_NO_PACKAGE
    assert error.params["choices"] == ("diabetes-pima", HEART)


def test_an_encrypted_and_a_cut_archive_are_said(places, heart, tmp_path):
    whole = zipped(heart, tmp_path / "whole.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "cut.zip", places).code is ErrorCode.ARCHIVE_BROKEN
    locked = bytearray(whole)
    place = locked.find(b"PK\x01\x02")
    locked[place + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    assert refused(tmp_path / "locked.zip", places).code is ErrorCode.ARCHIVE_ENCRYPTED


def test_only_packages_of_the_user_can_be_removed(places, heart):
    shutil.copytree(heart, places["shipped"] / HEART)
    with pytest.raises(RefusedError) as error:
        remove_package(HEART, **places)
    assert error.value.code is ErrorCode.MODEL_SHIPPED
    with pytest.raises(InputError) as missing:
        remove_package("../shipped", **places)
    assert missing.value.code is ErrorCode.MODEL_NOT_FOUND
    assert (places["shipped"] / HEART / "manifest.json").is_file()


def test_a_broken_package_can_be_removed_by_the_name_of_its_folder(places, heart):
    install_package(heart, **places)
    (places["root"] / HEART / "manifest.json").write_text(json.dumps({"task": "tabular-x"}))
    assert remove_package(HEART, **places).id == HEART
    assert not list(places["root"].iterdir())
