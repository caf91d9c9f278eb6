import csv
import io
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.evidence import NodeRef
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.itemmodels.findings_model import FindingsFilter, FindingsModel
from pmdesk.ui.theme import DARK
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.table_export import copy_to_clipboard, csv_text, write_csv
from tests.helpers.cases import three_findings


@pytest.fixture
def findings(qapp) -> FindingsModel:
    model = FindingsModel(DARK)
    model.show_findings(three_findings(), FindingsFilter.ALL)
    return model


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_has_units_in_the_header_and_plain_numbers(findings: FindingsModel):
    first = read(csv_text(findings))[0]
    assert first["Long (mm)"] == "8.23"
    assert first["Density (HU)"] == "-34.6"
    assert first["Location"] == "right upper zone"
    assert first["Type"] == "≈ part-solid"


def test_what_was_not_measured_is_empty_and_not_zero(findings: FindingsModel):
    third = read(csv_text(findings))[2]
    assert (third["Long (mm)"], third["Volume (mm³)"]) == ("", "")


def test_the_file_can_be_opened_by_a_spreadsheet_with_chinese(findings: FindingsModel, tmp_path: Path):
    path = tmp_path / "发现.csv"
    write_csv(findings, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(read(path.read_text(encoding="utf-8-sig"))) == 3


def test_a_disk_that_refuses_is_named_and_leaves_nothing_behind(findings: FindingsModel, tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    with pytest.raises(FailedError) as caught:
        write_csv(findings, in_the_way / "findings.csv")
    assert caught.value.code is ErrorCode.WRITE_FAILED
    assert list(tmp_path.iterdir()) == [in_the_way]


def test_text_that_looks_like_a_formula_is_not_run_by_a_spreadsheet(qapp):
    def no_node(_row: str) -> NodeRef | None:
        return None

    model: ColumnTableModel[str] = ColumnTableModel(
        (Column("gene", lambda: "Gene", lambda row: row, lambda row: row),), no_node
    )
    model.set_rows(("=HYPERLINK(0)", "EGFR"))
    assert csv_text(model).splitlines() == ["Gene", "'=HYPERLINK(0)", "EGFR"]


def test_copy_takes_the_selected_row(qtbot, findings: FindingsModel):
    table = DataTable("table")
    qtbot.addWidget(table)
    table.setModel(findings)
    table.selectRow(1)
    assert copy_to_clipboard(table) == 1
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[1].split("\t")[:2] == ["2", "left lower zone"]
