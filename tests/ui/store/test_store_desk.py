"""The store in the window: made, opened, saved into, locked, unlocked, and what each says when it cannot."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import text

from pmdesk.core.errors import ErrorCode
from pmdesk.core.finding import ReviewStatus
from pmdesk.services.case import Case
from pmdesk.services.operations.edit_record import ReplaceRecord
from pmdesk.services.operations.review_finding import review
from pmdesk.services.store_session import StoreState
from pmdesk.store import schema
from pmdesk.store.roles import Role
from tests.helpers.store_window import PASSPHRASE, PASSWORD

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch):
    """Keys that cost little: how dear they are is not what these tests are about."""
    monkeypatch.setattr("pmdesk.store.keys._MEMORY_KIB", 64)
    monkeypatch.setattr("pmdesk.store.keys._PASSES", 1)


def actions(shop):
    with shop.session.using() as opened, opened.store.reading() as connection:
        return [(row.who, row.action, row.subject) for row in connection.execute(schema.audit.select())]


def save(shop):
    shop.registry.action("store_save").trigger()
    shop.settle()


def stored(shop):
    with shop.session.repository() as repository:
        return [repository.export_patient(hit.key) for hit in repository.patients()]


def test_without_a_store_the_window_works_and_says_why_commands_wait(shop):
    assert shop.session.state is StoreState.CLOSED
    for name in ("store_save", "store_patients", "store_lock", "store_audit"):
        action = shop.registry.action(name)
        assert not action.isEnabled()
        assert "No store is open" in action.toolTip()
    assert shop.registry.action("store_create").isEnabled()
    assert shop.registry.action("store_open").isEnabled()


def test_a_case_is_saved_with_findings_scores_and_options(shop):
    shop.create()
    save(shop)
    (patient,) = stored(shop)
    assert patient.record == shop.case.record
    with shop.session.repository() as repository:
        dossier = repository.load_dossier(patient.key)
        findings = repository.load_series(patient.key, shop.case.volume.description.series_uid).findings
    assert findings == shop.case.findings
    assert [kept.score.model_id for kept in dossier.scores] == ["brock"]
    assert [kept.option.rule_id for kept in dossier.options] == [one.rule_id for one in shop.case.options]
    assert dossier.studies[0].id == shop.case.volume.description.series_uid
    assert dossier.genomes[0].variant_count == 3
    assert not shop.errors


def test_saving_again_changes_the_same_patient_and_keeps_no_score_twice(shop):
    shop.create()
    save(shop)
    save(shop)
    (patient,) = stored(shop)
    assert patient.revision == 2
    with shop.session.repository() as repository:
        assert len(repository.load_dossier(patient.key).scores) == 1


def test_unsaved_is_cleared_only_by_what_was_really_saved(shop):
    undo = shop.desk.context.undo
    shop.create()
    undo.push(review(shop.case, shop.case.findings[0].id, ReviewStatus.ACCEPTED))
    assert undo.unsaved
    shop.registry.action("store_save").trigger()
    # decided while the job is on its way
    undo.push(review(shop.case, shop.case.findings[1].id, ReviewStatus.ACCEPTED))
    shop.settle()
    assert undo.unsaved
    save(shop)
    assert not undo.unsaved
    shop.path.unlink()
    undo.push(review(shop.case, shop.case.findings[2].id, ReviewStatus.ACCEPTED))
    save(shop)
    assert undo.unsaved
    assert [error.code for error in shop.errors] == [ErrorCode.STORE_GONE]
    shop.wait(lambda: shop.session.state is StoreState.CLOSED)


def test_a_patient_of_the_same_number_is_asked_about(shop):
    shop.create()
    save(shop)
    shop.store.patients.forget()
    save(shop)
    assert any("may be this patient" in text for text in shop.messages.texts())
    assert len(stored(shop)) == 1
    shop.answer("Do not save")
    save(shop)
    shop.answer("New patient")
    shop.settle()
    assert len(stored(shop)) == 2


def test_an_update_asks_where_the_two_contradict_and_loses_nothing(shop):
    shop.create()
    save(shop)
    before = shop.case.record
    shop.store.patients.forget()
    other = before.model_copy(
        update={
            "conditions": (),
            "smoking": before.smoking.model_copy(update={"pack_years": 20.0}),
            "demographics": before.demographics.model_copy(update={"name": "Wang Fang"}),
        }
    )
    shop.desk.session.replace_case(replace(shop.case, record=other))
    save(shop)
    assert any("differ in: name" in text for text in shop.messages.texts())
    shop.answer("Same patient: update")
    shop.settle()
    dialog = shop.dialog("store.merge")
    assert not dialog.primary.isEnabled()
    for box in dialog._choices.values():
        box.setCurrentIndex(box.findData("b"))
    shop.press("store.merge.ok")
    shop.settle()
    (patient,) = stored(shop)
    assert patient.record.demographics.name == "Wang Fang"
    assert patient.record.smoking.pack_years == 20.0
    assert patient.record.conditions == before.conditions
    assert shop.case.record == patient.record


def test_a_record_whose_patient_was_exchanged_is_asked_about(shop):
    shop.create()
    save(shop)
    demographics = shop.case.record.demographics.model_copy(update={"patient_id": "P2"})
    after = shop.case.record.model_copy(update={"demographics": demographics})
    shop.desk.context.undo.push(ReplaceRecord(shop.case.record, after))
    save(shop)
    assert any("differs from the stored patient in: patient id" in text for text in shop.messages.texts())
    assert stored(shop)[0].record.demographics.patient_id == "P1"
    shop.answer("New patient")
    shop.settle()
    assert [one.record.demographics.patient_id for one in stored(shop)] == ["P1", "P2"]


def test_a_change_in_another_window_is_said_and_reloading_offered(shop):
    shop.create()
    save(shop)
    (patient,) = stored(shop)
    elsewhere = patient.record.model_copy(update={"allergies": (), "is_synthetic": True})
    with shop.session.repository() as repository:
        repository.save_record(patient, elsewhere)
    undo = shop.desk.context.undo
    undo.push(review(shop.case, shop.case.findings[0].id, ReviewStatus.ACCEPTED))
    save(shop)
    assert any("changed in another window" in text for text in shop.messages.texts())
    assert undo.unsaved
    shop.answer("Load what is stored; drop what is here")
    shop.settle()
    assert shop.case.record == elsewhere
    assert not undo.unsaved


def test_a_stored_patient_is_found_and_opened_and_the_view_is_logged(shop):
    shop.create()
    save(shop)
    saved = shop.case.record
    shop.desk.session.replace_case(Case())
    shop.registry.action("store_patients").trigger()
    dialog = shop.dialog("store.patients")
    for typed, count in (("li", 1), ("p1", 1), ("zhang", 0), ("ming l", 1)):
        dialog.search.setText(typed)
        shop.settle()
        assert dialog.model.rowCount() == count, typed
    shop.press("store.patients.ok")
    shop.settle()
    assert shop.case.record == saved
    assert ("workstation", "view", "patient/1") in actions(shop)
    # its images are offered, and that they are gone is said
    shop.answer("CT 2021-05-06 Lung 1.0")
    shop.settle()
    assert any("does not know where these images lie" in text for text in shop.messages.texts())


def test_findings_come_back_with_the_series(shop):
    shop.create()
    shop.desk.context.undo.push(review(shop.case, shop.case.findings[0].id, ReviewStatus.ACCEPTED))
    save(shop)
    volume, findings = shop.case.volume, shop.case.findings
    shop.desk.session.replace_case(Case())
    shop.store.patients.open_patient(1)
    shop.settle()
    assert shop.case.findings == ()
    shop.desk.session.replace_case(replace(shop.case, volume=volume))
    shop.settle()
    assert shop.case.findings == findings
    assert shop.case.analysis == findings[0].detection.provenance
    assert len(shop.case.reviews) == 1
    save(shop)
    with shop.session.repository() as repository:
        assert repository.load_series(1, volume.description.series_uid).findings == findings


def test_a_reader_looks_and_saves_nothing(shop):
    shop.create("ada")
    save(shop)
    with shop.session.using() as opened:
        opened.store.add_user(opened.actor, "rolf", PASSWORD, Role.READER)
    shop.close_store()
    shop.registry.action("store_open").trigger()
    shop.settle()
    form = shop.dialog("store.unlock")
    form.passphrase.line.setText(PASSPHRASE)
    shop.press("store.unlock.ok")
    shop.settle()
    form.user.setText("rolf")
    form.password.line.setText(PASSWORD)
    shop.press("store.unlock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)
    for name in ("store_save", "store_users", "store_backup", "store_audit"):
        action = shop.registry.action(name)
        assert not action.isEnabled()
        assert "rolf (reader) has not the right" in action.toolTip()
    assert shop.registry.action("store_patients").isEnabled()
    # by another way: refused below, too
    shop.store.patients.save()
    shop.settle()
    shop.answer("New patient")
    shop.settle()
    assert [error.code for error in shop.errors] == [ErrorCode.STORE_NOT_ALLOWED]


def test_a_wrong_passphrase_is_said_on_the_form(shop):
    shop.create()
    shop.close_store()
    shop.registry.action("store_open").trigger()
    shop.settle()
    form = shop.dialog("store.unlock")
    form.passphrase.line.setText("wrong")
    shop.press("store.unlock.ok")
    shop.settle()
    assert "does not open" in form.problem.label.text()
    assert shop.session.state is StoreState.CLOSED
    form.passphrase.line.setText(PASSPHRASE)
    shop.press("store.unlock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)


def test_idle_it_locks_covers_the_window_and_comes_back_to_where_it_was(shop):
    shop.create("ada")
    floating = QWidget(shop.window, shop.window.windowFlags())
    floating.show()
    fired = []
    undo = shop.desk.context.undo
    undo.push(review(shop.case, shop.case.findings[0].id, ReviewStatus.ACCEPTED))
    case = shop.case
    shop.registry.action("store_patients").triggered.connect(lambda: fired.append(1))
    shop.clock.now += 10 * 60
    shop.store._tick()
    shop.wait(lambda: shop.session.state is StoreState.LOCKED)
    cover = shop.dialog("store.lock")
    assert cover.geometry() == shop.window.rect()
    assert floating.isHidden()
    assert not shop.window.centralWidget().isEnabled()
    cover.password.line.clearFocus()
    picture = shop.window.grab().toImage()
    shop.window.findChild(QLabel, "case").setText("Zhang San  P2")
    assert shop.window.grab().toImage() == picture
    QTest.keyClick(shop.window, "p", CTRL_SHIFT)
    assert fired == []
    cover.password.line.setText("wrong")
    shop.press("store.lock.ok")
    shop.settle()
    assert "not the password of ada" in cover.problem.label.text()
    cover.password.line.setText(PASSWORD)
    shop.press("store.lock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)
    assert shop.case is case
    assert undo.unsaved
    assert shop.window.centralWidget().isEnabled()
    assert floating.isVisible()
    assert actions(shop)[-1][1] == "sign_in_failed"
    floating.deleteLater()


def test_another_user_takes_over_a_locked_window(shop):
    shop.create("ada")
    with shop.session.using() as opened:
        opened.store.add_user(opened.actor, "cleo", PASSWORD, Role.CLINICIAN)
    shop.registry.action("store_lock").trigger()
    shop.wait(lambda: shop.session.state is StoreState.LOCKED)
    cover = shop.dialog("store.lock")
    shop.press("store.lock.other")
    cover.passphrase.line.setText(PASSPHRASE)
    cover.user.setText("cleo")
    cover.password.line.setText(PASSWORD)
    shop.press("store.lock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)
    assert shop.session.actor.name == "cleo"
    shop.settle()
    assert actions(shop)[-1][1] == "sign_in"


def test_who_takes_over_a_patient_on_screen_has_viewed_it_and_a_file_in_clear_is_an_export(shop):
    shop.create("ada")
    save(shop)
    with shop.session.using() as opened:
        opened.store.add_user(opened.actor, "cleo", PASSWORD, Role.CLINICIAN)
    shop.lock()
    shop.store.patients.exported("case")
    cover = shop.dialog("store.lock")
    shop.press("store.lock.other")
    cover.passphrase.line.setText(PASSPHRASE)
    cover.user.setText("cleo")
    cover.password.line.setText(PASSWORD)
    shop.press("store.lock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)
    shop.settle()
    assert actions(shop)[-2:] == [("cleo", "view", "patient/1"), ("cleo", "export", "patient/1")]
    shop.store.patients.exported("report")
    shop.settle()
    assert actions(shop)[-1] == ("cleo", "export", "patient/1")


def test_a_passphrase_in_the_keyring_opens_the_store_and_an_old_one_is_said(shop, monkeypatch):
    kept = {"passphrase": PASSPHRASE}
    monkeypatch.setattr(
        "pmdesk.store.keyring_access.remembered_passphrase", lambda _store: kept["passphrase"]
    )
    shop.create()
    shop.close_store()
    shop.registry.action("store_open").trigger()
    shop.wait(lambda: shop.session.state is StoreState.OPEN)
    shop.settle()
    shop.close_store()
    kept["passphrase"] = "an old one"
    shop.registry.action("store_open").trigger()
    shop.settle()
    form = shop.dialog("store.unlock")
    assert "in the keyring does not open" in form.problem.label.text()
    form.passphrase.line.setText(PASSPHRASE)
    shop.press("store.unlock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)


def test_closing_from_the_lock_screen_takes_the_case_away(shop):
    shop.create()
    save(shop)
    shop.registry.action("store_lock").trigger()
    shop.wait(lambda: shop.session.state is StoreState.LOCKED)
    shop.press("store.lock.close")
    shop.wait(lambda: shop.session.state is StoreState.CLOSED)
    assert shop.case.record is None
    assert shop.case.volume is None
    shop.wait(lambda: shop.messages.texts() == [])


def test_a_store_of_a_newer_version_is_said_on_the_form(shop):
    shop.create()
    with shop.session.using() as opened, opened.store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    shop.close_store()
    shop.registry.action("store_open").trigger()
    shop.settle()
    form = shop.dialog("store.unlock")
    form.passphrase.line.setText(PASSPHRASE)
    shop.press("store.unlock.ok")
    shop.settle()
    assert "newer pmdesk" in form.problem.label.text()


def test_a_patient_of_one_store_is_nobody_in_another(shop, tmp_path):
    shop.create()
    save(shop)
    first = shop.path
    shop.close_store()
    shop.path = tmp_path / "second.store"
    shop.create()
    assert shop.store.patients.bound is None
    save(shop)
    assert len(stored(shop)) == 1
    # the same path, and another store
    shop.store.session.close()
    shop.settle()
    assert shop.store.patients.bound is not None
    first.replace(shop.path)
    shop.store.open_path(shop.path)
    shop.settle()
    shop.dialog("store.unlock").passphrase.line.setText(PASSPHRASE)
    shop.press("store.unlock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)
    assert shop.store.patients.bound is None


def test_the_passphrase_is_changed_in_the_window_and_the_patient_stays(shop):
    shop.create()
    save(shop)
    shop.registry.action("store_passphrase").trigger()
    form = shop.dialog("store.passphrase")
    form.old.line.setText("wrong")
    for field in (form.new, form.again):
        field.line.setText("quite another one")
    shop.press("store.passphrase.ok")
    shop.settle()
    assert "does not open" in form.problem.label.text()
    assert shop.session.state is StoreState.OPEN
    form.old.line.setText(PASSPHRASE)
    shop.press("store.passphrase.ok")
    shop.settle()
    assert shop.session.state is StoreState.OPEN
    save(shop)
    (patient,) = stored(shop)
    assert patient.revision == 2
    shop.lock()
    cover = shop.dialog("store.lock")
    cover.passphrase.line.setText("quite another one")
    shop.press("store.lock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)


def test_the_first_user_entered_works_from_then_on(shop):
    shop.create()
    shop.registry.action("store_users").trigger()
    shop.settle()
    form = shop.dialog("store.users")
    form.name.setText("ada")
    for field in (form.password, form.again):
        field.line.setText(PASSWORD)
    shop.press("store.users.ok")
    shop.settle()
    assert shop.session.actor.name == "ada"
    form.name.setText("rolf")
    form.role.setCurrentIndex(form.role.findData("reader"))
    for field in (form.password, form.again):
        field.line.setText(PASSWORD)
    shop.press("store.users.ok")
    shop.settle()
    assert [user.name for user in form.model.rows] == ["ada", "rolf"]
    # the last administrator stays
    form.table.selectRow(0)
    shop.press("store.users.remove")
    shop.press("store.users.remove")
    shop.settle()
    assert "last administrator" in form.problem.label.text()
    form.table.selectRow(1)
    form.new_role.setCurrentIndex(form.new_role.findData("clinician"))
    form.new_role.activated.emit(1)
    shop.settle()
    assert [user.role.value for user in form.model.rows] == ["administrator", "clinician"]
    shop.press("store.users.remove")
    assert form.remove.text() == "Really remove rolf"
    shop.press("store.users.remove")
    shop.settle()
    assert [user.name for user in form.model.rows] == ["ada"]


def test_one_changes_the_own_password_and_unlocks_with_it(shop):
    shop.create("ada")
    shop.registry.action("store_password").trigger()
    form = shop.dialog("store.password")
    form.old.line.setText(PASSWORD)
    for field in (form.new, form.again):
        field.line.setText("quite another")
    shop.press("store.password.ok")
    shop.settle()
    shop.lock()
    cover = shop.dialog("store.lock")
    cover.password.line.setText("quite another")
    shop.press("store.lock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)


def test_the_audit_log_is_shown_filtered_checked_and_exported(shop, tmp_path):
    shop.create("ada")
    save(shop)
    shop.registry.action("store_audit").trigger()
    shop.settle()
    dialog = shop.dialog("store.audit")
    assert dialog.model.rowCount() == len(actions(shop))
    dialog.filter.setText("changed patient/1")
    assert dialog.model.rowCount() == 1
    shop.press("store.audit.check")
    shop.settle()
    assert "fit together" in dialog.state.text()
    dialog.export_to(tmp_path / "audit.csv")
    shop.settle()
    lines = (tmp_path / "audit.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "number,time,who,action,subject,details,hash"
    assert len(lines) == len(actions(shop))
    assert actions(shop)[-1] == ("ada", "export", "audit")
    assert dialog.head.text().count(":") == 1


def test_backup_check_and_restore_from_the_menu(shop, tmp_path):
    shop.create()
    save(shop)
    shop.store.administration.back_up(tmp_path / "copy")
    shop.settle()
    backup = tmp_path / "copy.store"
    assert backup.is_file()
    shop.registry.action("store_verify").trigger()
    shop.settle()
    assert any("The store is whole" in text for text in shop.messages.texts())
    with shop.session.repository() as repository:
        repository.add_patient(shop.case.record)
    from pmdesk.ui.store.secret_dialogs import RestoreDialog

    dialog = RestoreDialog(shop.desk.context, backup, shop.path, shop.window)
    dialog.submitted.connect(lambda: shop.store.administration._restore(dialog))
    dialog.open()
    dialog.passphrase.line.setText("wrong")
    dialog.primary.click()
    shop.settle()
    assert "does not open" in dialog.problem.label.text()
    dialog.passphrase.line.setText(PASSPHRASE)
    dialog.primary.click()
    shop.settle()
    shop.dialog("store.unlock").passphrase.line.setText(PASSPHRASE)
    shop.press("store.unlock.ok")
    shop.wait(lambda: shop.session.state is StoreState.OPEN)
    assert len(stored(shop)) == 1
    assert not shop.errors


def test_unsaved_work_is_not_thrown_away_from_the_lock_screen_by_one_press(shop):
    shop.create()
    shop.desk.context.undo.push(review(shop.case, shop.case.findings[0].id, ReviewStatus.ACCEPTED))
    shop.lock()
    shop.press("store.lock.close")
    assert shop.session.state is StoreState.LOCKED
    shop.press("store.lock.close")
    shop.wait(lambda: shop.session.state is StoreState.CLOSED)
