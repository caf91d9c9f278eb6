"""The program as a user meets it: files in, views linked, decisions taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pmdesk.app.container import Desk
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import ReviewStatus
from pmdesk.core.paths import resources_dir
from pmdesk.core.texts import Language
from pmdesk.services.operations.review_finding import review
from pmdesk.ui.dialogs.genome_question import GenomeQuestion

WAIT_MS = 120_000
DEMO_RECORD = resources_dir() / "demo" / "record.json"
DEMO_GENOME = resources_dir() / "demo" / "genome.vcf"


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=WAIT_MS)


def wait_until_shown(desk: Desk, qtbot: QtBot) -> None:
    """Until risks and options are those of the case, and every view shows them."""
    wait(qtbot, lambda: desk.context.session.is_settled and desk.context.redraws.is_idle)


@pytest.fixture
def analysed(desk: Desk, ct_folder: Path, qtbot: QtBot) -> Desk:
    """A window with the phantom opened and analysed, the demo record and genome beside it."""
    desk.controller.open_images([ct_folder], analyse=True)
    wait(qtbot, lambda: desk.context.session.case.analysis is not None)
    desk.controller.open_record(DEMO_RECORD)
    desk.controller.open_genome(DEMO_GENOME)
    wait(qtbot, lambda: desk.context.session.case.record is not None)
    wait(qtbot, lambda: desk.context.session.case.genome is not None)
    wait_until_shown(desk, qtbot)
    return desk


def test_an_empty_window_says_what_to_do(desk: Desk):
    assert desk.window.header.findChild(object, "header.patient").text() == "No patient open"
    assert desk.window.viewer.findChild(object, "viewer.empty.demo").isVisibleTo(desk.window)


def test_the_first_slice_is_shown_before_the_series_is_loaded(desk: Desk, ct_folder: Path, qtbot: QtBot):
    order: list[str] = []
    desk.controller.preview_ready.connect(lambda _preview: order.append("preview"))
    desk.context.session.changed.connect(
        lambda changes, _initiator: order.append("volume") if changes.volume else None
    )
    desk.controller.open_paths([ct_folder])
    wait(qtbot, lambda: "volume" in order)
    assert order == ["preview", "volume"]
    volume = desk.context.session.case.volume
    assert volume is not None
    assert desk.context.session.selection.cursor == volume.geometry.center


def test_findings_are_listed_measured_and_scored(analysed: Desk):
    case = analysed.context.session.case
    assert case.findings
    first = case.findings[0]
    assert first.measurement is not None
    assert first.detection is not None
    assert {risk.model_id for risk in case.risks if risk.subject.key == first.id} >= {
        "brock",
        "mayo",
        "lung-rads-v2022",
        "fleischner2017",
    }
    table = analysed.window.findings.findChild(object, "findings.table")
    assert table.model().rowCount() == len(case.findings)


def test_the_largest_true_nodule_is_among_the_findings(analysed: Desk, phantom):
    largest = max(phantom.nodules, key=lambda nodule: nodule.volume_mm3)
    distances = [
        sum((a - b) ** 2 for a, b in zip(finding.center.xyz_lps_mm, largest.center.xyz_lps_mm, strict=True))
        ** 0.5
        for finding in analysed.context.session.case.findings
    ]
    assert min(distances) < largest.mean_diameter_mm / 2


def test_selecting_a_risk_moves_the_crosshair_to_its_nodule_and_lights_up_what_it_rests_on(analysed: Desk):
    session = analysed.context.session
    finding = session.case.findings[-1]
    risk = next(item for item in session.case.risks if item.subject.key == finding.id)
    analysed.window.navigate(NodeRef(NodeKind.RISK, risk.id))
    assert session.selection.selected(NodeKind.FINDING) == finding.id
    cursor = session.selection.cursor
    assert cursor is not None
    assert finding.segment is not None
    index = [round(float(value)) for value in finding.segment.geometry.to_index(cursor.xyz_lps_mm)]
    box = finding.segment.slices
    assert all(part.start - 1 <= value <= part.stop for part, value in zip(box, index, strict=True))
    assert NodeRef(NodeKind.FINDING, finding.id) in session.links.related(session.selection.focus)
    assert any(ref.kind is NodeKind.RECORD_FIELD for ref in session.links.related(session.selection.focus))


def test_a_variant_is_linked_to_the_option_that_it_brings_up(analysed: Desk):
    session = analysed.context.session
    links = session.links
    variants = {
        edge.source
        for option in session.case.options
        for edge in links.why(NodeRef(NodeKind.OPTION, option.id))
        if edge.source.kind is NodeKind.VARIANT
    }
    assert variants
    variant = next(iter(variants))
    analysed.window.navigate(variant)
    assert analysed.window.tabs.currentWidget() is analysed.window.genome
    assert any(ref.kind is NodeKind.OPTION for ref in links.related(variant))


def test_accepting_by_key_and_taking_it_back(analysed: Desk, qtbot: QtBot):
    session = analysed.context.session
    first = session.case.findings[0]
    session.selection.select(NodeRef(NodeKind.FINDING, first.id))
    analysed.window.commands.action("accept").trigger()
    accepted = session.case.finding(first.id)
    assert accepted is not None
    assert accepted.status is ReviewStatus.ACCEPTED
    analysed.window.commands.action("undo").trigger()
    back = session.case.finding(first.id)
    assert back is not None
    assert back.status is ReviewStatus.UNREVIEWED
    assert len(session.case.reviews) == 2


def test_a_rejected_finding_no_longer_counts_in_the_scores_of_the_others(analysed: Desk, qtbot: QtBot):
    session = analysed.context.session
    target = session.case.findings[0]
    operation = review(session.case, target.id, ReviewStatus.REJECTED, reason=next(iter(_reasons())))
    analysed.context.undo.push(operation)
    wait_until_shown(analysed, qtbot)
    assert not [risk for risk in session.case.risks if risk.subject.key == target.id]
    analysed.context.undo.qt.undo()
    wait_until_shown(analysed, qtbot)
    assert [risk for risk in session.case.risks if risk.subject.key == target.id]


def test_language_and_theme_switch_while_the_case_is_open(analysed: Desk, qtbot: QtBot):
    window = analysed.window
    before = len(analysed.context.session.case.findings)
    window.set_language(Language.CHINESE)
    qtbot.waitUntil(lambda: window.tabs.tabText(0) == "影像")
    assert window.commands.action("accept").text() == "接受发现"
    analysed.context.theme.set_theme("light")
    window.set_language(Language.ENGLISH)
    analysed.context.theme.set_theme("dark")
    qtbot.waitUntil(lambda: window.tabs.tabText(0) == "Imaging")
    assert len(analysed.context.session.case.findings) == before


def test_a_record_of_another_patient_is_not_used_until_confirmed(
    desk: Desk, ct_folder, tmp_path, qtbot: QtBot
):
    desk.controller.open_images([ct_folder])
    wait(qtbot, lambda: desk.context.session.case.volume is not None)
    other = tmp_path / "other.json"
    text = DEMO_RECORD.read_text(encoding="utf-8").replace("PMDESK-DEMO-001", "SOMEBODY-ELSE")
    other.write_text(text, encoding="utf-8")
    desk.controller.open_record(other)
    wait(qtbot, lambda: desk.context.session.case.record is not None)
    assert not desk.context.session.case.record_confirmed
    assert any("patient id" in text for text in desk.window.messages.texts())
    desk.controller.confirm_record(accept=False)
    assert desk.context.session.case.record is None


def test_a_genome_without_build_is_asked_for_and_never_assumed(desk: Desk, tmp_path, qtbot: QtBot):
    path = tmp_path / "no-build.vcf"
    path.write_text(
        '##fileformat=VCFv4.2\n##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">\n'
        "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP1\n7\t55191822\t.\tT\tG\t.\tPASS\t.\tGT\t0/1\n",
        encoding="utf-8",
    )
    desk.controller.open_genome(path)
    wait(qtbot, lambda: desk.window.findChild(GenomeQuestion) is not None)
    question = desk.window.findChild(GenomeQuestion)
    assert question.build is None
    question.findChild(object, "genome_question.GRCh38").click()
    question.accept()
    wait(qtbot, lambda: desk.context.session.case.genome is not None)
    genome = desk.context.session.case.genome
    assert genome is not None
    assert genome.build_evidence == "build.user"


def test_a_broken_file_is_said_and_the_open_case_stays(analysed: Desk, tmp_path, qtbot: QtBot):
    before = analysed.context.session.case
    for name, content in (
        ("broken.vcf", b"not a variant file"),
        ("bundle.json", b'{"resourceType": "Observation"}'),
        ("scan.dcm", b"DICM? no"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        count = len(analysed.window.messages.texts())
        analysed.controller.open_paths([path])
        wait(qtbot, lambda expected=count: len(analysed.window.messages.texts()) > expected)
    messages = analysed.window.messages.texts()
    assert any("broken.vcf" in text for text in messages)
    assert any("bundle.json" in text for text in messages)
    after = analysed.context.session.case
    assert (after.volume, after.findings, after.record, after.genome) == (
        before.volume,
        before.findings,
        before.record,
        before.genome,
    )


def test_cancelling_the_analysis_leaves_the_case_as_it_was(desk: Desk, ct_folder: Path, qtbot: QtBot):
    desk.controller.open_images([ct_folder])
    wait(qtbot, lambda: desk.context.session.case.volume is not None)
    with qtbot.waitSignal(desk.controller.settled, timeout=WAIT_MS):
        desk.controller.analyse()
        desk.context.jobs.cancel_all()
    assert desk.context.session.case.analysis is None
    assert desk.window.messages.texts() == []


def test_recent_files_and_layout_are_remembered(analysed: Desk, ct_folder: Path):
    analysed.window.close()
    analysed.settings_file.save(analysed.context.settings)
    saved = analysed.settings_file.load()
    assert saved.recent[0].images == (str(ct_folder),)
    assert saved.recent[0].genome == str(DEMO_GENOME)
    assert saved.layouts


def test_another_key_for_a_command_is_taken_from_the_one_that_had_it(desk: Desk):
    commands = desk.window.commands
    commands.rebind("reject", "A")
    assert commands.action("reject").shortcut().toString() == "A"
    assert commands.action("accept").shortcut().isEmpty()
    commands.reset_keys()
    assert commands.action("accept").shortcut().toString() == "A"


def test_saving_writes_the_case_and_only_reviewed_findings_are_reported(
    analysed: Desk, tmp_path, qtbot: QtBot
):
    session = analysed.context.session
    first = session.case.findings[0]
    analysed.context.undo.push(review(session.case, first.id, ReviewStatus.ACCEPTED))
    folder = tmp_path / "结果"
    with qtbot.waitSignal(analysed.saver.saved, timeout=WAIT_MS):
        analysed.saver.save_case(folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "case.json",
        "overview.png",
        "report.pdf",
        "segmentation.dcm",
    ]
    assert replace(first, status=ReviewStatus.ACCEPTED) == session.case.finding(first.id)


def test_unsaved_decisions_are_asked_about_before_another_series_is_opened(
    analysed: Desk, ct_folder, qtbot: QtBot
):
    session = analysed.context.session
    first = session.case.findings[0]
    analysed.context.undo.push(review(session.case, first.id, ReviewStatus.ACCEPTED))
    asked = []
    analysed.controller.unsaved_question.connect(asked.append)
    analysed.controller.open_images([ct_folder])
    wait(qtbot, lambda: bool(asked))
    kept = session.case.finding(first.id)
    assert kept is not None
    assert kept.status is ReviewStatus.ACCEPTED
    asked[0]()
    wait(qtbot, lambda: session.case.analysis is None)
    assert not analysed.context.undo.unsaved


def test_taking_every_decision_back_leaves_nothing_unsaved(analysed: Desk):
    session = analysed.context.session
    undo = analysed.context.undo
    undo.push(review(session.case, session.case.findings[0].id, ReviewStatus.ACCEPTED))
    assert undo.unsaved
    undo.qt.undo()
    assert not undo.unsaved
    undo.qt.redo()
    undo.clear()
    assert undo.unsaved
    undo.mark_saved()
    assert not undo.unsaved


def test_saving_leaves_nothing_unsaved(analysed: Desk, tmp_path, qtbot: QtBot):
    session = analysed.context.session
    analysed.context.undo.push(review(session.case, session.case.findings[0].id, ReviewStatus.ACCEPTED))
    with qtbot.waitSignal(analysed.saver.saved, timeout=WAIT_MS):
        analysed.saver.save_case(tmp_path / "out")
    assert not analysed.context.undo.unsaved


def _reasons():
    from pmdesk.core.finding import RejectReason

    return RejectReason
