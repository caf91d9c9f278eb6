from pathlib import Path

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.input_file import read_input


def refused(path: Path, limit_bytes: int = 10) -> ErrorCode:
    with pytest.raises(InputError) as raised:
        read_input(path, limit_bytes)
    return raised.value.code


def test_what_cannot_be_read_is_named_by_its_kind(tmp_path: Path):
    file = tmp_path / "文件 é"
    assert refused(file) is ErrorCode.FILE_NOT_FOUND
    file.write_bytes(b" \r\n")
    assert refused(file) is ErrorCode.FILE_EMPTY
    file.write_bytes(b"x" * 11)
    assert refused(file) is ErrorCode.FILE_TOO_LARGE


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path):
    file = tmp_path / "a"
    file.write_bytes(b"x" * 10)
    assert read_input(file, 10) == b"x" * 10


def test_a_folder_is_unreadable(tmp_path: Path):
    assert refused(tmp_path, 1 << 30) is ErrorCode.FILE_UNREADABLE
