"""Files that are no good table: each is refused with its reason, or read with a note. All contents are synthetic."""

import zipfile
from contextlib import suppress
from io import BytesIO
from random import Random

import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, InputError
from pmdesk.core.progress import NullContext
from pmdesk.core.separated_text import Separator, TextCoding
from pmdesk.records.tables import table as limits
from pmdesk.records.tables.reading import ReadOptions, read_table
from tests.helpers.workbooks import ods, sheet_xml, xls, xlsx

ROWS = [["id", "glucose (mmol/L)"], ["P1", 5.4], ["P2", 6.1]]


def refused(path, data, options=None):
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_table(path, options or ReadOptions())
    return caught.value.code


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError) as caught:
        read_table(tmp_path / "none.csv")
    assert caught.value.code is ErrorCode.FILE_NOT_FOUND


def test_a_folder_is_no_table(tmp_path):
    with pytest.raises(InputError):
        read_table(tmp_path)


@pytest.mark.parametrize("data", [b"", b"  \r\n\r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file(tmp_path, data):
    assert refused(tmp_path / "a.csv", data) in (ErrorCode.FILE_EMPTY, ErrorCode.TABLE_NO_ROWS)


def test_a_header_without_rows(tmp_path):
    assert refused(tmp_path / "a.csv", b"id,glucose\n") is ErrorCode.TABLE_NO_ROWS


def test_a_picture_is_no_text(tmp_path):
    assert refused(tmp_path / "a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") is ErrorCode.TABLE_NOT_TEXT


def test_text_with_zero_bytes_is_no_text(tmp_path):
    assert refused(tmp_path / "a.csv", b"i\0d\0,\0a\0\n\x001\0,\x002\0") is ErrorCode.TABLE_NOT_TEXT


def test_a_quote_that_never_closes_is_a_file_cut_off(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('id,note\nP1,"ends here\nP2,')
    with pytest.raises(InputError) as caught:
        read_table(path)
    assert caught.value.code is ErrorCode.TABLE_BROKEN
    assert caught.value.params["line"] == 2


def test_text_behind_a_closing_quote(tmp_path):
    assert refused(tmp_path / "a.csv", b'id,note\nP1,"a"b\n') is ErrorCode.TABLE_BROKEN


def test_a_web_page_called_xls(tmp_path):
    assert (
        refused(tmp_path / "a.xls", b"<html><table><tr><td>1</td></tr></table>") is ErrorCode.TABLE_WEB_PAGE
    )


def test_bytes_that_are_not_the_stated_encoding(tmp_path):
    data = "id,姓名\nP1,王\n".encode("gb18030")
    assert (
        refused(tmp_path / "a.csv", data, ReadOptions(encoding=TextCoding.UTF_8)) is ErrorCode.TABLE_ENCODING
    )


def test_broken_utf16_behind_its_mark(tmp_path):
    assert refused(tmp_path / "a.csv", b"\xff\xfei\0d\0,\0\x00\xd8") is ErrorCode.TABLE_ENCODING


def test_rows_of_another_width_are_left_out_and_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,glucose,hba1c\nP1,5,4,38\nP2,5.4,38\nP3,5.4\n")
    table = read_table(path)
    assert [row[0] for row in table.rows] == ["P2"]
    assert table.ragged == ((2, 4), (4, 2))
    assert "table.rows_ragged" in {note.code for note in table.notes}


def test_names_that_stand_twice_or_not_at_all_are_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,Na,,Na\nP1,140,x,141\n")
    table = read_table(path)
    assert table.header == ("id", "Na", "#3", "Na (2)")
    assert {note.code for note in table.notes} == {"table.header_twice", "table.header_empty"}


def test_too_many_columns(tmp_path):
    line = ",".join(["1"] * (limits.MAX_COLUMNS + 1))
    assert refused(tmp_path / "a.csv", f"{line}\n{line}\n".encode()) is ErrorCode.TABLE_TOO_LARGE


def test_too_many_rows(tmp_path, monkeypatch):
    monkeypatch.setattr("pmdesk.records.tables.text_file.MAX_ROWS", 10)
    assert refused(tmp_path / "a.csv", b"id,a\n" + b"P,1\n" * 20) is ErrorCode.TABLE_TOO_LARGE


def test_a_file_over_the_limit_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr("pmdesk.records.tables.reading.MAX_BYTES", 10)
    assert refused(tmp_path / "a.csv", b"id,a\n" + b"P,1\n" * 20) is ErrorCode.FILE_TOO_LARGE


@pytest.mark.parametrize("keep", [30, 400, 900])
def test_a_workbook_cut_off(tmp_path, keep):
    assert refused(tmp_path / "a.xlsx", xlsx({"S": ROWS})[:keep]) is ErrorCode.TABLE_DAMAGED


def test_a_workbook_with_changed_bytes(tmp_path):
    data = bytearray(xlsx({"S": ROWS * 300}))
    for place in range(1200, 1500):
        data[place] ^= 0x55
    assert refused(tmp_path / "a.xlsx", bytes(data)) is ErrorCode.TABLE_DAMAGED


def test_an_archive_that_is_no_workbook(tmp_path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(tmp_path / "a.xlsx", out.getvalue()) is ErrorCode.TABLE_DAMAGED


def test_a_workbook_in_which_the_archive_is_encrypted(tmp_path):
    data = bytearray(xlsx({"S": ROWS}))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert refused(tmp_path / "a.xlsx", bytes(data)) is ErrorCode.TABLE_PROTECTED


def test_an_old_workbook_cut_off(tmp_path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 300
    assert refused(tmp_path / "a.xls", data) is ErrorCode.TABLE_DAMAGED


def test_a_zip_bomb_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("pmdesk.records.tables.workbook.MAX_UNPACKED_BYTES", 2**20)
    rows = [["id", "note"], *[["P", "0" * 4000]] * 600]
    data = xlsx({"S": rows})
    assert len(data) < 2**17
    assert refused(tmp_path / "a.xlsx", data) is ErrorCode.ARCHIVE_TOO_LARGE


def test_one_cell_at_the_far_end_of_a_sheet_does_not_fill_the_memory(tmp_path):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    raw = sheet_xml([]).replace("<sheetData>", f"<sheetData>{cells}")
    assert refused(tmp_path / "a.xlsx", xlsx({"S": ROWS}, raw_sheet=raw)) is ErrorCode.TABLE_TOO_LARGE


def test_a_repeated_value_in_an_ods_does_not_fill_the_memory(tmp_path):
    raw = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row>'
    )
    assert refused(tmp_path / "a.ods", ods([], raw)) is ErrorCode.TABLE_TOO_LARGE


def test_empty_cells_to_the_end_of_an_ods_are_nothing(tmp_path):
    path = tmp_path / "a.ods"
    row = '<table:table-row><table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>{}'
    raw = (
        row.format("id", "")
        + "</table:table-row>"
        + row.format("P1", '<table:table-cell table:number-columns-repeated="16383"/>')
        + "</table:table-row>"
        + '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    path.write_bytes(ods([], raw))
    assert read_table(path).rows == (("P1",),)


def test_a_sheet_that_is_not_there(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx({"Labs": ROWS}))
    with pytest.raises(InputError) as caught:
        read_table(path, ReadOptions(sheet="Data"))
    assert caught.value.code is ErrorCode.TABLE_SHEET_UNKNOWN
    assert caught.value.params["sheets"] == "Labs"


def test_an_empty_workbook(tmp_path):
    assert refused(tmp_path / "a.xlsx", xlsx({"S": []})) is ErrorCode.TABLE_NO_ROWS


def test_reading_can_be_cancelled(tmp_path):
    class Cancelled(NullContext):
        def progress(self, fraction, stage=""):
            if fraction > 0:
                raise CancelledError

    path = tmp_path / "a.csv"
    path.write_bytes(b"id,a\n" + b"P,1\n" * 5000)
    with pytest.raises(CancelledError):
        read_table(path, ctx=Cancelled())


# files that are good


@pytest.mark.parametrize(
    ("coding", "mark", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8-sig", b"", "utf-8"),
        ("gb18030", b"", "gb18030"),
        ("utf-16", b"", "utf-16"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-32", b"", "utf-32"),
    ],
)
def test_chinese_text_in_the_usual_encodings(tmp_path, coding, mark, found):
    path = tmp_path / "a.csv"
    path.write_bytes(mark + "患者编号,姓名\r\n001,王小东\r\n".encode(coding))
    table = read_table(path)
    assert table.rows == (("001", "王小东"),)
    assert table.encoding == found
    assert ("table.encoding_tried" in {note.code for note in table.notes}) == (found == "gb18030")


def test_what_no_other_encoding_takes_is_latin_1_and_said(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,name\n1,M\xfc\n")
    table = read_table(path)
    assert table.rows == (("1", "Mü"),)
    assert table.notes[0].detail == "latin-1"


@pytest.mark.parametrize("separator", list(Separator))
def test_separators_are_found(tmp_path, separator):
    path = tmp_path / "a.txt"
    lines = [["id", "name", "age"], ["1", "A B", "50"], ["2", "C D", "61"]]
    path.write_text("\n".join(separator.value.join(line) for line in lines))
    table = read_table(path)
    assert table.separator == separator.value
    assert table.header == ("id", "name", "age")


def test_decimal_commas_between_semicolons(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id;a;b\n1;1,5;2,5\n2;1,6;2,6\n")
    assert read_table(path).rows[0] == ("1", "1,5", "2,5")


def test_the_separator_that_excel_states(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("sep=;\nid;note\n1;a,b,c\n")
    table = read_table(path)
    assert table.rows == (("1", "a,b,c"),)
    assert table.header_row == 2


def test_quoted_line_breaks_and_the_number_of_the_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b'id,note\r\n1,"one\r\ntwo"\r\n2,three\r\n')
    table = read_table(path)
    assert table.rows[0] == ("1", "one\r\ntwo")
    assert table.row_numbers == (2, 4)


def test_lines_above_the_header_are_left_out_and_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Laboratory export,,\nprinted 2026-01-01,,\n\nid,sex,glucose\n1,F,5.4\n2,M,6.1\n3,M,5.0\n"
    )
    table = read_table(path)
    assert table.header == ("id", "sex", "glucose")
    assert table.header_row == 4
    assert table.notes[0].count == 2


def test_the_row_of_the_header_can_be_stated(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\nid,sex\n1,F\n")
    assert read_table(path, ReadOptions(header_row=2)).header == ("id", "sex")


def test_a_workbook_types_its_cells(tmp_path):
    from datetime import date, datetime

    path = tmp_path / "a.xlsx"
    path.write_bytes(
        xlsx({"S": [["id", "day", "x", "yes", "bad"], ["P1", date(2026, 3, 4), 5.25, True, "#N/A"]]})
    )
    cells = read_table(path).rows[0]
    assert cells[0] == "P1"
    assert cells[1] in (date(2026, 3, 4), datetime(2026, 3, 4))  # noqa: DTZ001
    # an error of a formula is no value: not known
    assert cells[2:] == (5.25, True, None)


def test_hidden_sheets_are_not_the_first_choice_and_merged_cells_are_told(tmp_path):
    path = tmp_path / "a.xlsx"
    data = xlsx({"secret": ROWS, "labs": ROWS}, hidden=frozenset({"secret"}), merged="A2:A3", first_row=3)
    path.write_bytes(data)
    table = read_table(path)
    assert (table.sheet, table.sheets) == ("labs", ("secret", "labs"))
    assert table.row_numbers == (4, 5)
    assert [note.code for note in table.notes] == ["table.merged_cells"]


def test_empty_columns_without_a_name_are_no_columns(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx({"S": [[None, "id", None, "x"], [None, "P1", None, 1]]}))
    table = read_table(path)
    assert (table.header, table.notes) == (("id", "x"), ())


def test_an_ods_sheet(tmp_path):
    from datetime import date

    path = tmp_path / "a.ods"
    path.write_bytes(ods([["id", "day", "glucose"], ["P1", date(2026, 3, 4), 5.4]]))
    assert read_table(path).rows[0][2] == 5.4


def test_an_old_excel_workbook(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(xls([["患者ID", "glucose (mmol/L)"], ["001", 5.4], ["002", 6]]))
    table = read_table(path)
    assert table.header == ("患者ID", "glucose (mmol/L)")
    assert table.rows == (("001", 5.4), ("002", 6.0))


@pytest.mark.parametrize("keep", [512, 1000, 1700, 2500])
def test_an_old_excel_workbook_cut_off(tmp_path, keep):
    data = xls([["id", "x"], *[[f"P{n}", n] for n in range(400)]])[:keep]
    assert refused(tmp_path / "a.xls", data) in (ErrorCode.TABLE_DAMAGED, ErrorCode.TABLE_NO_ROWS)


def test_text_called_xls_is_read_as_text(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes("患者ID\t姓名\r\n001\t王小东\r\n".encode("gb18030"))
    assert read_table(path).rows == (("001", "王小东"),)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("make", [xls, lambda rows: xlsx({"S": rows}), ods])
def test_changed_bytes_give_a_table_or_an_error_and_nothing_else(tmp_path, make, seed):
    random = Random(seed)
    data = bytearray(make([["id", "x"], *[[f"P{n}", n] for n in range(300)]]))
    for _ in range(random.choice((1, 8, 200))):
        data[random.randrange(8, len(data))] = random.randrange(256)
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    with suppress(InputError):
        assert read_table(path).header


def test_an_old_cell_in_a_column_that_cannot_be_does_not_fill_the_memory(tmp_path):
    data = bytearray(xls([["id", "x"], *[[f"P{n}", n] for n in range(300)]]))
    at = data.find(bytes.fromhex("03020e00"))
    data[at + 6 : at + 8] = b"\xff\xff"
    assert refused(tmp_path / "a.xls", bytes(data)) is ErrorCode.TABLE_DAMAGED


def test_an_old_workbook_whose_sectors_lead_in_a_circle(tmp_path):
    data = bytearray(xls([["id", "x"], *[[f"P{n}", n] for n in range(300)]]))
    data[512 + 4 * 5 : 512 + 4 * 6] = (3).to_bytes(4, "little")
    assert refused(tmp_path / "a.xls", bytes(data)) is ErrorCode.TABLE_DAMAGED
