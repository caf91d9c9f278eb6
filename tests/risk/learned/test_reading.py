import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.learned import reading
from pmdesk.risk.learned.reading import cohort_of, read_cohort


def write(tmp_path, data):
    path = tmp_path / "t.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def refused(path):
    with pytest.raises(InputError) as raised:
        read_cohort(path)
    return raised.value


def test_no_file(tmp_path):
    assert refused(tmp_path / "none.csv").code is ErrorCode.FILE_NOT_FOUND


def test_a_folder_is_no_file(tmp_path):
    assert refused(tmp_path).code is ErrorCode.FILE_UNREADABLE


@pytest.mark.parametrize("data", [b"", b"  \n\n"])
def test_empty(tmp_path, data):
    assert refused(write(tmp_path, data)).code is ErrorCode.FILE_EMPTY


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a,b\n", "a header and no rows"),
        (b"a,b\n1,2,3\n", "no row fits the header"),
        (b"a,b,a\n1,2,3\n", "column twice: a"),
        (b"a\n1\n", "one column only"),
        (b'a,b\n"1,2\n', "line 2"),
    ],
)
def test_no_table(tmp_path, data, reason):
    error = refused(write(tmp_path, data))
    assert error.code is ErrorCode.TABLE_UNREADABLE
    assert reason in str(error.params["reason"])


def test_bytes_that_are_no_text(tmp_path):
    assert refused(write(tmp_path, b"a,b\n1\x00,2\n")).code is ErrorCode.TABLE_NOT_TEXT
    assert refused(write(tmp_path, b"\xff\xfea")).code is ErrorCode.TABLE_ENCODING


def test_the_separator_that_excel_states_is_no_row(tmp_path):
    table = read_cohort(write(tmp_path, "sep=;\na;b\n1;2\n"))
    assert (table.columns, table.lines) == ({"a": ["1"], "b": ["2"]}, (3,))


def test_too_large_a_file_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAXIMUM_BYTES", 10)
    assert refused(write(tmp_path, "a,b\n1,2\n3,4\n")).code is ErrorCode.FILE_TOO_LARGE


def test_too_many_cells(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAXIMUM_CELLS", 3)
    assert refused(write(tmp_path, "a,b\n1,2\n3,4\n")).code is ErrorCode.FILE_TOO_LARGE


def test_lines_that_do_not_fit_are_left_out_and_named(tmp_path):
    table = read_cohort(write(tmp_path, "a,b\n1,2\n3\n\n4,5,6\n7,8\n"))
    assert table.lines == (2, 6)
    assert [(row.line, row.cells) for row in table.ragged] == [(3, 1), (5, 3)]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16")],
)
def test_encodings_and_unicode_column_names(tmp_path, encoding, said):
    table = read_cohort(write(tmp_path, "年龄,性别\n61,女\n".encode(encoding)))
    assert table.encoding == said
    assert table.columns == {"年龄": ["61"], "性别": ["女"]}


def test_bytes_of_no_other_encoding_are_latin_1(tmp_path):
    table = read_cohort(write(tmp_path, b"caf\xe9,b\n1,2\n\xff,3\n"))
    assert table.encoding == "latin-1"
    assert table.names == ("café", "b")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(tmp_path, separator):
    text = f"a{separator}b\n1.5{separator}x y\n".encode()
    assert read_cohort(write(tmp_path, text)).columns == {"a": ["1.5"], "b": ["x y"]}


def test_a_decimal_comma_does_not_split_a_table_with_semicolons(tmp_path):
    assert read_cohort(write(tmp_path, "a;b\n1,5;2,5\n")).columns == {"a": ["1,5"], "b": ["2,5"]}


def test_a_column_without_a_name_gets_its_place(tmp_path):
    assert read_cohort(write(tmp_path, '"",b\n1,2\n')).names == ("column 1", "b")


def test_quoted_line_breaks_keep_the_line_of_the_file(tmp_path):
    table = read_cohort(write(tmp_path, 'a,b\n"x\ny",1\nz,2\n'))
    assert table.lines == (3, 4)


def test_columns_in_memory_of_different_lengths():
    with pytest.raises(ValueError, match="different lengths"):
        cohort_of({"a": [1, 2], "b": [1]})


def test_none_becomes_an_empty_cell():
    assert cohort_of({"a": [None, 2], "b": [" x ", 1.5]}).columns == {"a": ["", "2"], "b": ["x", "1.5"]}
