import errno
import os
import stat
from pathlib import Path

import pytest

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, FailedError


def test_what_the_block_wrote_stands_at_the_path(tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "case.json"
    with atomic_write(target) as temporary:
        assert temporary.parent == target.parent
        assert temporary.suffix == ".json"
        temporary.write_text("{}", encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "{}"
    assert list(target.parent.iterdir()) == [target]


def write_half_and_raise(target: Path, error: Exception) -> None:
    with atomic_write(target) as temporary:
        temporary.write_text("half", encoding="utf-8")
        raise error


def test_an_error_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "case.json"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(KeyError):
        write_half_and_raise(target, KeyError("broken"))
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_fills_up_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "case.json"
    with pytest.raises(FailedError) as caught:
        write_half_and_raise(target, OSError(errno.ENOSPC, "No space left on device"))
    assert caught.value.code is ErrorCode.DISK_FULL
    assert caught.value.params["path"] == str(target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_that_is_really_full_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(FailedError) as caught,
        atomic_write(tmp_path / "case.json"),
        Path("/dev/full").open("wb") as full,
    ):
        full.write(b"x" * 100_000)
    assert caught.value.code is ErrorCode.DISK_FULL


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(FailedError) as caught, atomic_write(tmp_path / "file" / "case.json"):
        pass
    assert caught.value.code is ErrorCode.WRITE_FAILED


def test_a_full_disk_is_told_also_when_a_library_has_wrapped_the_error(tmp_path: Path) -> None:
    def wrapped() -> OSError:
        try:
            raise OSError(errno.ENOSPC, "No space left on device")
        except OSError as error:
            outer = OSError("With tag (7FE0,0010) got exception: Traceback ...")
            outer.__cause__ = error
            return outer

    with pytest.raises(FailedError) as caught:
        write_half_and_raise(tmp_path / "segmentation.dcm", wrapped())
    assert caught.value.code is ErrorCode.DISK_FULL
    assert "Traceback" not in str(caught.value.params["reason"])


def test_a_link_stays_one_and_the_file_that_it_names_is_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link = tmp_path / "elsewhere" / "out.csv", tmp_path / "out.csv"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    with atomic_write(link) as temporary:
        temporary.write_text("new", encoding="utf-8")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_device_or_pipe_is_refused_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FailedError) as caught, atomic_write(pipe) as temporary:
        temporary.write_text("new", encoding="utf-8")
    assert caught.value.code is ErrorCode.WRITE_FAILED
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_folder_in_the_place_of_the_file_is_told_before_anything_is_worked_out(tmp_path: Path) -> None:
    with pytest.raises(FailedError) as caught, atomic_write(tmp_path):
        pytest.fail("the block ran")
    assert caught.value.code is ErrorCode.WRITE_FAILED
