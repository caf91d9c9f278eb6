"""A CSV file through a risk model."""

import csv
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError, InputError
from pmdesk.core.progress import NullContext
from pmdesk.core.separated_text import TextCoding
from pmdesk.risk.tables import column_model, compute_table
from pmdesk.services import risk_tables
from pmdesk.services.risk_tables import compute_file

HEADER = "pretest_p_mayo,fdg_uptake"
HERDER = column_model("herder")


@pytest.fixture
def compute(tmp_path):
    def run(content, model=HERDER, ctx=None):
        source, target = tmp_path / "输入.csv", tmp_path / "out" / "结果.csv"
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        summary = compute_file(model, source, target, ctx or NullContext())
        text = target.read_text(encoding="utf-8")
        separator = next(one for one in (";", "\t", ",") if one in text.splitlines()[0])
        return summary, list(csv.DictReader(text.splitlines(), delimiter=separator))

    return run


def refused(work, code):
    with pytest.raises(InputError) as caught:
        work()
    assert caught.value.code is code
    return caught.value.params


def test_results_and_error_stand_behind_the_columns_and_the_rest_passes_through(compute):
    summary, found = compute(f'id,{HEADER},"note, free"\n甲,0.187,intense,"a ""b"", c"\n乙,x,faint,\n')
    assert list(found[0]) == ["id", "pretest_p_mayo", "fdg_uptake", "note, free", "p", "error"]
    assert (found[0]["id"], found[0]["note, free"]) == ("甲", 'a "b", c')
    alone = compute_table(HERDER, {"pretest_p_mayo": ["0.187"], "fdg_uptake": ["intense"]})
    assert float(found[0]["p"]) == alone["p"][0]
    assert (found[1]["p"], found[1]["error"]) == ("", 'pretest_p_mayo is not a number: "x"')
    assert (summary.rows, summary.errors, summary.results) == (2, 1, ("p", "error"))


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + f"{HEADER}\n0.187,intense\n".encode(),
        f"{HEADER}\r\n0.187,intense\r\n",
        "pretest_p_mayo;fdg_uptake;x\n0.187;intense;1,2\n",
        "pretest_p_mayo\tfdg_uptake\n0.187\tintense",
        " pretest_p_mayo , fdg_uptake \n\n0.187,intense\n\n",
        '\n"pretest_p_mayo","fdg_uptake"\n"0.187","Intense"\n',
        f"{HEADER}\n0.187,intense\n   \n\n",
        f'{HEADER}\n"0.187",intense\n   \n\n',
    ],
)
def test_it_reads_what_other_programs_write(compute, content):
    summary, found = compute(content)
    assert (summary.rows, summary.errors) == (1, 0)
    assert found[0]["p"].startswith("0.67309")


def test_a_column_with_the_name_of_a_result_makes_way(compute):
    summary, found = compute(f"p,{HEADER},error\n9,0.187,intense,old\n")
    assert (found[0]["p"][:6], found[0]["error"]) == ("0.6730", "")
    assert list(found[0]) == ["pretest_p_mayo", "fdg_uptake", "p", "error"]
    assert summary.replaced == ("p", "error")


def test_rows_of_another_length_are_errors(compute):
    summary, found = compute(f"{HEADER},x\n0.187,intense,1\n0.187\n0.187,intense,1,2\n")
    assert found[2]["x"] == "1"
    assert [row["error"] for row in found] == [
        "",
        "the row has 1 cells, the header 3",
        "the row has 4 cells, the header 3; left over: 2",
    ]
    assert [bool(row["p"]) for row in found] == [True, False, False]
    assert summary.errors == 2


def test_the_answers_to_a_questionnaire_may_stand_in_one_column(compute):
    rows = ["PHQ-9,2;2;1;1;1;1;1;1;0", "WHO-5,5;5;5;5;5", "PHQ-9,", '"PHQ-9","3;3;3;3;3;3;3;3;4"']
    summary, found = compute("instrument,items\n" + "\n".join(rows) + "\n", column_model("phq9"))
    assert (float(found[0]["score"]), found[0]["band"]) == (10, "moderate")
    assert found[0]["items"] == "2;2;1;1;1;1;1;1;0"
    assert found[1]["error"] == "items holds 5 answers, the questionnaire has 9"
    assert "answers" in found[2]["error"]
    assert "out of range" in found[3]["error"]
    assert summary.errors == 3
    refused(lambda: compute("instrument,items\nx,1;2\n"), ErrorCode.TABLE_COLUMNS_MISSING)


def test_parts_give_the_same_as_the_whole(compute, monkeypatch):
    lines = "".join(f"{n / 100},{('none', 'faint', '', 'intense')[n % 4]}\n" for n in range(101))
    whole = compute(f"{HEADER}\n{lines}")
    monkeypatch.setattr(risk_tables, "ROWS_AT_A_TIME", 7)
    assert compute(f"{HEADER}\n{lines}") == whole


def test_the_source_may_be_the_target(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(f"{HEADER}\n0.187,intense\n")
    for _ in range(2):
        compute_file(HERDER, path, path, NullContext())
    assert path.read_text().startswith(f"{HEADER},p,error\n0.187,intense,0.673")


def test_columns_that_are_absent_are_all_named(compute):
    params = refused(
        lambda: compute("id,age,upper_lobe\n1,2,3\n", column_model("mayo")), ErrorCode.TABLE_COLUMNS_MISSING
    )
    assert params["columns"] == "ever_smoker, extrathoracic_ca_gt5y, diameter_mm, spiculation"


def test_a_table_of_something_else_is_refused_where_every_input_is_optional(compute):
    model = replace(HERDER, inputs=tuple(replace(spec, required=False) for spec in HERDER.inputs))
    refused(lambda: compute("id,x\n1,2\n", model), ErrorCode.TABLE_COLUMNS_MISSING)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.FILE_EMPTY),
        (b"\xef\xbb\xbf", ErrorCode.FILE_EMPTY),
        (b"\n\n\n", ErrorCode.FILE_EMPTY),
        (f"{HEADER},pretest_p_mayo\n0.1,none,0.2\n", ErrorCode.TABLE_UNREADABLE),
        (f"{HEADER},Größe\n0.1,none,1\n".encode("latin-1"), ErrorCode.TABLE_ENCODING_UNSURE),
        (f"{HEADER},編號\n0.1,none,陳\n".encode("big5"), ErrorCode.TABLE_ENCODING_UNSURE),
        (f"{HEADER}\n0.1,none\n".encode("utf-16-le"), ErrorCode.TABLE_ENCODING_UNSURE),
        (f"{HEADER}\n0.1,none\n".encode("utf-16") + b"\x00", ErrorCode.TABLE_ENCODING),
        (f"{HEADER}\n0.1,none\n".encode() + b"0.1,\xff\n", ErrorCode.TABLE_ENCODING_UNSURE),
        (f'{HEADER}\n0.1,"none\n0.2,faint\n', ErrorCode.TABLE_UNREADABLE),
        (f"{HEADER}\n0.1,{'n' * 200_000}\n", ErrorCode.TABLE_UNREADABLE),
        (b"PK\x03\x04" + bytes(range(256)), ErrorCode.TABLE_NOT_TEXT),
    ],
)
def test_what_is_no_table_is_refused_and_leaves_no_file(compute, tmp_path, content, code):
    refused(lambda: compute(content), code)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["输入.csv"]


@pytest.mark.parametrize(
    ("codec", "is_stated"),
    [("utf-8", False), ("utf-8-sig", True), ("utf-16", True), ("utf-32", True), ("gb18030", False)],
)
def test_chinese_tables_in_every_usual_encoding(compute, codec, is_stated):
    summary, found = compute(f"{HEADER},姓名,备注\n0.187,intense,王小明,高血压\n".encode(codec))
    assert found[0]["姓名"] == "王小明"
    assert found[0]["p"].startswith("0.673")
    assert summary.coding.is_stated is is_stated


def test_an_encoding_that_the_user_states(tmp_path):
    source, target = tmp_path / "t.csv", tmp_path / "o.csv"
    source.write_bytes(f"{HEADER},Größe\n0.187,intense,Ä\n".encode("latin-1"))
    compute_file(HERDER, source, target, NullContext(), encoding=TextCoding.LATIN_1)
    assert "Größe" in target.read_text(encoding="utf-8")


def test_the_line_of_a_misplaced_quotation_mark_is_named(compute):
    broken = f'{HEADER}\n0.1,none\n0.2,"fa"int\n0.3,none\n'
    assert "line 3" in str(refused(lambda: compute(broken), ErrorCode.TABLE_UNREADABLE)["reason"])


def test_no_such_file_and_a_folder_are_said(tmp_path):
    refused(
        lambda: compute_file(HERDER, tmp_path / "no", tmp_path / "o", NullContext()), ErrorCode.FILE_NOT_FOUND
    )
    refused(lambda: compute_file(HERDER, tmp_path, tmp_path / "o", NullContext()), ErrorCode.FILE_UNREADABLE)


def test_a_target_that_cannot_be_written_is_said(tmp_path):
    source = tmp_path / "t.csv"
    source.write_text(f"{HEADER}\n0.187,intense\n")
    with pytest.raises(FailedError):
        compute_file(HERDER, source, source / "below" / "o.csv", NullContext())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_a_pipe_is_read_although_nobody_knows_its_size(tmp_path):
    pipe, target = tmp_path / "pipe", tmp_path / "o.csv"
    os.mkfifo(pipe)
    content = f"{HEADER},名\n" + "0.187,intense,好\n" * 5000
    writer = threading.Thread(target=pipe.write_text, args=(content,), kwargs={"encoding": "utf-8"})
    writer.start()
    summary = compute_file(HERDER, pipe, target, NullContext())
    writer.join()
    assert (summary.rows, summary.errors) == (5000, 0)
    assert target.read_text(encoding="utf-8").count("好") == 5000


def test_cancelling_leaves_what_stood_there(compute, tmp_path):
    class Cancelled(NullContext):
        def check(self):
            raise CancelledError

    target = tmp_path / "out" / "结果.csv"
    target.parent.mkdir()
    target.write_text("before")
    with pytest.raises(CancelledError):
        compute(f"{HEADER}\n0.187,intense\n", ctx=Cancelled())
    assert target.read_text() == "before"
    assert len(list(target.parent.iterdir())) == 1


def test_progress_runs_up_to_the_whole_file(compute, monkeypatch):
    monkeypatch.setattr(risk_tables, "ROWS_AT_A_TIME", 1000)
    seen = []

    class Watched(NullContext):
        def progress(self, fraction, stage=""):
            seen.append(fraction)

    compute(f"{HEADER}\n" + "0.187,intense\n" * 5000, ctx=Watched())
    assert seen == sorted(seen)
    assert len(seen) == 5
    assert seen[-1] == 1.0


_CELLS = st.one_of(
    st.sampled_from(
        ["", "61", "61.5", " 61 ", "1e2", "yes", "0", "1", "x", "1_0", "٣", "-", "inf", "a;b", "\tz"]
    ),
    st.floats(min_value=0, max_value=120).map(repr),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(_CELLS, min_size=6, max_size=8), max_size=12),
    end=st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_lines_without_a_quotation_mark_give_what_the_csv_module_gives(
    tmp_path: Path, rows: list[list[str]], end: str
) -> None:
    """A quotation mark in the first cell sends the whole table through the csv module."""
    header = "case,age,ever_smoker,extrathoracic_ca_gt5y,diameter_mm,spiculation,upper_lobe"
    lines = [",".join(cells) for cells in rows]
    written = []
    for first in ("first,60,1,0,12.5,0,1", '"first",60,1,0,12.5,0,1'):
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_text(end.join([header, first, *lines]) + end, encoding="utf-8", newline="")
        compute_file(column_model("mayo"), source, target, NullContext())
        written.append(target.read_text(encoding="utf-8"))
    assert written[0] == written[1]
