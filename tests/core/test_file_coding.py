"""Which encoding a text file is in; what could be read in several ways is refused."""

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.file_coding import find_coding
from pmdesk.core.separated_text import TextCoding

CHINESE = "编号,姓名,性别,空腹血糖mmol/L,诊断\n1,王小明,男,5.4,高血压\n2,李芳,女,6.1,２型糖尿病（未用药）\n"
TAIWANESE = "編號,姓名,性別,空腹血糖,診斷\n1,王小明,男,5.4,高血壓\n2,陳淑芬,女,6.1,糖尿病\n"
GERMAN = "Nummer,Größe,Gewicht,Straße\n1,180,80,Müllerstraße\n2,170,70,Königsallee\n"


def coding_of(path, data, chosen=None):
    path.write_bytes(data)
    return find_coding(path, chosen)


@pytest.mark.parametrize(
    ("data", "coding", "is_stated"),
    [
        (b"a,b\n1,2\n", TextCoding.UTF_8, False),
        (b"", TextCoding.UTF_8, False),
        (CHINESE.encode(), TextCoding.UTF_8, False),
        (CHINESE.encode("utf-8-sig"), TextCoding.UTF_8, True),
        (CHINESE.encode("utf-16"), TextCoding.UTF_16, True),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), TextCoding.UTF_16, True),
        (CHINESE.encode("utf-32"), TextCoding.UTF_32, True),
        (CHINESE.encode("gb18030"), TextCoding.GB18030, False),
        ("age,sex\n50,男\n60,女\n".encode("gb18030"), TextCoding.GB18030, False),
        (
            "姓名,x\n朱镕基,1\n王小明,2\n李芳,3\n赵敏,4\n周敏,5\n吴刚强,6\n".encode("gb18030"),
            TextCoding.GB18030,
            False,
        ),
    ],
)
def test_what_is_stated_or_sure(tmp_path, data, coding, is_stated):
    found = coding_of(tmp_path / "t.csv", data)
    assert (found.coding, found.is_stated) == (coding, is_stated)
    assert "\ufeff" not in data.decode(found.codec)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (TAIWANESE.encode("big5"), "big5"),
        (GERMAN.encode("latin-1"), "windows-1252"),
        ("Größe\n1\n".encode("latin-1"), "gb18030"),
        ("name\nJosé\nZoë\n".encode("latin-1"), "windows-1252"),
        (b"a,b\n1,\xff\n", "windows-1252"),
        (CHINESE.encode("utf-16-le"), "utf-16-le"),
        (CHINESE.encode() + b"\xff\n", "windows-1252"),
    ],
)
def test_what_could_be_read_in_several_ways_is_refused(tmp_path, data, found):
    with pytest.raises(InputError) as caught:
        coding_of(tmp_path / "t.csv", data)
    assert caught.value.code is ErrorCode.TABLE_ENCODING_UNSURE
    assert found in caught.value.params["found"]


def test_bytes_that_are_no_text(tmp_path):
    with pytest.raises(InputError) as caught:
        coding_of(tmp_path / "t.csv", b"PK\x03\x04" + bytes(range(256)) * 20)
    assert caught.value.code is ErrorCode.TABLE_NOT_TEXT


def test_the_user_has_the_last_word(tmp_path):
    found = coding_of(tmp_path / "t.csv", TAIWANESE.encode("big5"), TextCoding.BIG5)
    assert (found.coding, found.is_stated) == (TextCoding.BIG5, True)


def test_a_character_across_two_parts_is_no_error(tmp_path):
    text = "a" * ((1 << 20) - 1) + "血糖\n"
    assert coding_of(tmp_path / "t.csv", text.encode()).coding is TextCoding.UTF_8
    assert coding_of(tmp_path / "u.csv", text.encode("gb18030")).coding is TextCoding.GB18030
