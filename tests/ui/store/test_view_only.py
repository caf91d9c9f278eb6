"""A reader in the window looks at a stored patient; what changes or takes out is off, and the reason is said."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from pmdesk.core.finding import ReviewStatus
from pmdesk.core.record import Demographics, PatientRecord
from pmdesk.services.case import Case
from pmdesk.services.operations.review_finding import review
from pmdesk.services.operations.set_operating_point import set_operating_point
from pmdesk.services.store_session import StoreState
from pmdesk.store.backup import back_up
from pmdesk.store.roles import Role
from pmdesk.ui.access import CaseAccess, Deed
from pmdesk.ui.actions import Command
from pmdesk.ui.panels.findings_panel import FindingsPanel
from pmdesk.ui.panels.record_panel import RecordPanel
from pmdesk.ui.panels.report_panel import ReportPanel
from pmdesk.ui.store.audit_words import action_words, detail_words
from pmdesk.ui.store.desk import DEEDS
from pmdesk.ui.store.secret_dialogs import RestoreDialog
from pmdesk.ui.table_output import copy_rows
from tests.helpers.store_window import PASSPHRASE, PASSWORD
from tests.ui.store.test_series_in_window import POINTS, analysed_case, put_in
from tests.ui.store.test_store_desk import actions, save

REASON = "rolf (reader) has not the right"


def sign_in_as(shop, name: str) -> None:
    shop.store.open_path(shop.path)
    shop.settle()
    form = shop.dialog("store.unlock")
    form.passphrase.line.setText(PASSPHRASE)
    shop.press("store.unlock.ok")
    shop.settle()
    form.user.setText(name)
    form.password.line.setText(PASSWORD)
    shop.press("store.unlock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)
    shop.settle()


@pytest.fixture
def reading(shop):
    """rolf, a reader, has a stored patient and its images open."""
    shop.registry.update(
        [Command(name, name, "", lambda: None) for name in DEEDS] + [Command("open_files", "open", "", int)]
    )
    shop.create("ada")
    case = analysed_case()
    put_in(shop, case)
    save(shop)
    with shop.session.using() as opened:
        opened.store.add_user(opened.actor, "rolf", PASSWORD, Role.READER)
    shop.close_store()
    put_in(shop, Case())
    sign_in_as(shop, "rolf")
    shop.store.patients.open_patient(1)
    shop.settle()
    put_in(shop, replace(shop.case, volume=case.volume))
    assert shop.store.patients.is_view_only
    return shop


def test_menus_say_why(reading):
    for name in (*DEEDS, "store_save", "store_users", "store_backup", "store_restore", "store_audit"):
        action = reading.registry.action(name)
        assert not action.isEnabled(), name
        assert REASON in action.toolTip()
    for name in (
        "store_patients",
        "store_lock",
        "store_close",
        "store_password",
        "store_verify",
        "open_files",
    ):
        assert reading.registry.action(name).isEnabled(), name
    assert any("To look at only" in said for said in reading.messages.texts())


def test_nothing_can_be_decided_and_the_attempt_is_said_and_logged_once(reading):
    case, undo = reading.case, reading.desk.context.undo
    for _ in range(3):
        undo.push(review(case, case.findings[0].id, ReviewStatus.ACCEPTED))
        reading.settle()
    assert reading.case is case
    assert not undo.unsaved
    assert any(REASON in said for said in reading.messages.texts())
    assert actions(reading).count(("rolf", "refused", "patient/1")) == 1


def test_every_mark_may_be_looked_at(reading):
    undo = reading.desk.context.undo
    assert len(reading.case.findings) == 2
    undo.push(set_operating_point(reading.case, POINTS[2]))
    assert len(reading.case.findings) == 4
    assert not undo.unsaved


def test_no_row_goes_to_the_clipboard_and_none_to_a_file(reading, tmp_path):
    panel = FindingsPanel(reading.desk.context, reading.window)
    panel.show()
    QGuiApplication.clipboard().setText("before")
    copy_rows(reading.desk.context, panel._table)
    panel._table._copy()
    panel.write_table(tmp_path / "findings.csv")
    assert QGuiApplication.clipboard().text() == "before"
    assert not (tmp_path / "findings.csv").exists()
    reading.settle()
    assert ("rolf", "refused", "patient/1") in actions(reading)


def test_buttons_of_the_panels_are_off_and_come_back_with_the_rights(reading):
    context = reading.desk.context
    panels = [kind(context, reading.window) for kind in (FindingsPanel, RecordPanel, ReportPanel)]
    for panel in panels:
        panel.show()
    names = (
        "findings.accept", "findings.edit", "findings.reject", "findings.copy", "findings.export", "findings.comment",
        "record.demographics.name", "record.conditions.add", "report.save_pdf", "report.save_case",
    )  # fmt: skip
    found = {name: reading.window.findChild(QWidget, name) for name in names}
    assert all(found.values()), found
    for name, widget in found.items():
        assert not widget.isEnabled(), name
        assert REASON in widget.toolTip(), name
    # what a panel says meanwhile does not help
    found["findings.accept"].setEnabled(True)
    assert not found["findings.accept"].isEnabled()
    put_in(reading, replace(reading.case, record=PatientRecord(), record_source="/elsewhere.json"))
    reading.settle()
    for name in ("report.save_pdf", "record.conditions.add"):
        assert found[name].isEnabled(), name
        assert REASON not in found[name].toolTip(), name


def test_closing_the_store_takes_the_patient_away(reading):
    reading.close_store()
    assert reading.case == Case()
    assert any("only to be looked at" in said for said in reading.messages.texts())
    assert reading.registry.action("save_case").isEnabled()


def test_another_store_is_no_way_around(reading, tmp_path):
    reading.path = tmp_path / "own.store"
    reading.create()
    assert reading.case == Case()


def test_what_was_stored_does_not_pass_to_another_record(reading):
    other = PatientRecord(demographics=Demographics(name="Somebody Else", patient_id="Q"))
    reading.desk.session.replace_case(
        replace(reading.case, record=other, record_source="/own/record.json", record_confirmed=True)
    )
    reading.settle()
    assert reading.case.record == other
    assert (reading.case.findings, reading.case.hidden_findings, reading.case.volume) == ((), (), None)
    assert reading.registry.action("save_case").isEnabled()


def test_a_clinician_who_takes_over_the_window_may_work(reading):
    with reading.session.using() as opened:
        store = opened.store
        store.add_user(store.sign_in("ada", PASSWORD), "cleo", PASSWORD, Role.CLINICIAN)
    reading.lock()
    cover = reading.dialog("store.lock")
    reading.press("store.lock.other")
    for field, text in (
        (cover.passphrase.line, PASSPHRASE),
        (cover.user, "cleo"),
        (cover.password.line, PASSWORD),
    ):
        field.setText(text)
    reading.press("store.lock.ok")
    reading.wait(lambda: reading.session.state is StoreState.OPEN)
    reading.settle()
    assert not reading.store.patients.is_view_only
    assert reading.registry.action("accept").isEnabled()
    assert reading.registry.action("save_pdf").isEnabled()
    assert ("cleo", "view", "patient/1") in actions(reading)


def test_locked_and_unlocked_it_is_still_to_look_at_only(reading):
    reading.lock()
    cover = reading.dialog("store.lock")
    cover.password.line.setText(PASSWORD)
    reading.press("store.lock.ok")
    reading.wait(lambda: reading.session.state is StoreState.OPEN)
    reading.settle()
    assert reading.store.patients.is_view_only
    assert not reading.registry.action("accept").isEnabled()


def test_ones_own_files_are_free(reading):
    reading.desk.session.replace_case(Case())
    reading.settle()
    put_in(reading, analysed_case())
    for name in DEEDS:
        assert reading.registry.action(name).isEnabled()
    reading.desk.context.undo.push(review(reading.case, reading.case.findings[0].id, ReviewStatus.ACCEPTED))
    assert reading.desk.context.undo.unsaved
    assert not reading.registry.action("store_save").isEnabled()


def test_what_governs_a_widget_lives_as_long_as_it(qapp):
    access = CaseAccess()
    button = QPushButton("x")
    button.setToolTip("tip")
    access.govern(Deed.EXPORT, button)
    access.set_reasons({Deed.EXPORT: "no"})
    assert (button.isEnabled(), button.toolTip()) == (False, "no")
    button.setToolTip("new tip")
    assert button.toolTip() == "no"
    access.set_reasons({})
    assert (button.isEnabled(), button.toolTip()) == (True, "new tip")
    button.deleteLater()
    del button
    qapp.sendPostedEvents(None, 52)
    access.set_reasons({Deed.EXPORT: "no"})


def test_who_restores_a_closed_store_with_users_signs_in_as_an_administrator(reading, tmp_path):
    with reading.session.using() as opened:
        ada = opened.store.sign_in("ada", PASSWORD)
        backup, _ = back_up(opened.store, ada, tmp_path / "copy.store")
    reading.close_store()
    dialog = RestoreDialog(reading.desk.context, backup, reading.path, reading.window)
    dialog.submitted.connect(lambda: reading.store.administration._restore(dialog))
    dialog.open()
    dialog.passphrase.line.setText(PASSPHRASE)
    assert not dialog.user.isVisible()
    for name, said in (
        ("", "has to sign in"),
        ("eve", "not right"),
        ("rolf", "has not the right"),
        ("ada", ""),
    ):
        if name:
            dialog.user.setText(name)
            dialog.password.line.setText(PASSWORD)
        dialog.primary.click()
        reading.settle()
        if said:
            assert said in dialog.problem.label.text()
            assert not list(tmp_path.glob("*-before-restore-*"))
    assert list(tmp_path.glob("*-before-restore-*"))
    assert not reading.errors


def test_a_refusal_is_told_in_words_in_the_log(reading):
    review_of = reading.case.findings[0].id
    reading.desk.context.undo.push(review(reading.case, review_of, ReviewStatus.ACCEPTED))
    reading.settle()
    with reading.session.using() as opened:
        (entry,) = opened.store.audit_entries(
            opened.store.sign_in("ada", PASSWORD), limit=1, action="refused"
        )
    assert action_words(entry.action) == "refused"
    assert detail_words(entry) == "what: change"
