"""`pmdesk store`: make, back up, restore, check and export the encrypted store."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pmdesk.app.options import JsonOption, LanguageOption, texts_in
from pmdesk.app.store_admin import admin_app
from pmdesk.app.store_options import (
    PassphraseOption,
    StoreOption,
    UserOption,
    check_line,
    head_text,
    opened_store,
    parse_head,
    report_json,
    say,
    store_path,
    warn,
)
from pmdesk.core.errors import ErrorCode, InputError, PmdeskError
from pmdesk.core.progress import NullContext

store_app = typer.Typer(help="The encrypted store of patients.", no_args_is_help=True)
store_app.add_typer(admin_app)


@store_app.command("init")
def store_init(
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    admin: Annotated[
        str | None, typer.Option("--admin", help="Also enter a first user, an administrator.")
    ] = None,
    keyring: Annotated[
        bool, typer.Option("--keyring", help="Keep the passphrase in the keyring of the system.")
    ] = False,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Make an empty store."""
    from pmdesk.app.passphrase import read_new_password, read_passphrase
    from pmdesk.store.keyring_access import remember_passphrase
    from pmdesk.store.roles import WEAK_BELOW
    from pmdesk.store.store import Store
    from pmdesk.store.users import Role

    path, texts = store_path(store), texts_in(lang)
    if path.exists():
        raise InputError(ErrorCode.STORE_EXISTS, path=str(path))
    passphrase = read_passphrase(texts, path, passphrase_file, is_new=True)
    password = read_new_password(texts, admin, None, is_own=True) if admin else ""
    with Store.create(path, passphrase) as made:
        if admin:
            made.add_user(made.workstation(), admin, password, Role.ADMINISTRATOR)
    if len(passphrase) < WEAK_BELOW:
        warn(texts.of("store.passphrase_weak", limit=WEAK_BELOW))
    if keyring and not remember_passphrase(path, passphrase):
        warn(texts.of("store.keyring_missing"))
    warn(texts.of("store.passphrase_lost"))
    say(as_json, {"store": str(path)}, texts.of("store.made", path=path))


@store_app.command("backup")
def store_backup(
    target: Annotated[Path, typer.Argument(help="New file, or a folder.")],
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Copy the store, encrypted as it is, and check the copy; others may go on working."""
    from pmdesk.store.backup import back_up

    texts = texts_in(lang)
    with opened_store(texts, store, passphrase_file, user) as (opened, actor):
        written, report = back_up(opened, actor, target)
    say(
        as_json,
        {"backup": str(written), **report_json(report)},
        texts.of("store.backed_up", path=written),
        texts.of("store.check.patients", count=report.patients),
        texts.of("store.check.head", value=head_text(report.chain.head)),
    )


@store_app.command("restore")
def store_restore(
    backup: Annotated[Path, typer.Argument(help="A file that pmdesk store backup made.")],
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Put a backup in the place of the store, which is kept beside it; for administrators, where there are users."""
    from pmdesk.app.passphrase import read_passphrase, read_password
    from pmdesk.services.store_admin import Restorer, restore_store

    path, texts = store_path(store), texts_in(lang)
    passphrase = read_passphrase(texts, path, passphrase_file)
    restorer = Restorer(user=user, password=read_password(texts, user)) if user else Restorer()
    done = restore_store(NullContext(), backup, passphrase, path, restorer)
    kept = [texts.of("store.kept", path=done.kept)] if done.kept else []
    say(
        as_json,
        {"store": str(path), "kept": str(done.kept) if done.kept else None, **report_json(done.report)},
        texts.of("store.restored", path=path),
        *kept,
        texts.of("store.check.patients", count=done.report.patients),
    )


@store_app.command("verify")
def store_verify(
    file: Annotated[
        Path | None, typer.Argument(help="A store or a backup of one; default: the store.")
    ] = None,
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    head: Annotated[
        str | None,
        typer.Option("--head", help="NUMBER:HASH noted earlier; the audit log must still hold it."),
    ] = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Check every page, every reference and the audit log. Exit code 1 when something does not fit."""
    from pmdesk.app.passphrase import read_passphrase
    from pmdesk.store.checking import check_file, require_sound

    path, texts = file or store_path(store), texts_in(lang)
    noted = parse_head(head) if head else None
    if not path.exists():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path))
    report = check_file(path, read_passphrase(texts, path, passphrase_file), noted)
    broken = report.chain.broken_at
    lines = [check_line(texts, "store.check.pages", report.pages)]
    if not report.pages:
        # with broken pages nothing more was looked at
        lines += [
            check_line(texts, "store.check.structure", report.structure),
            check_line(texts, "store.check.audit", () if broken is None else (f"#{broken}",)),
            texts.of("store.check.patients", count=report.patients),
            texts.of("store.check.head", value=head_text(report.chain.head)),
        ]
    say(as_json, {"store": str(path), **report_json(report)}, *lines)
    try:
        require_sound(report, path)
    except PmdeskError as error:
        # the report on stdout is the document; why the command fails stands on stderr
        sys.stderr.write(f"{texts.of_error(error)}\n")
        raise typer.Exit(error.exit_code) from error


@store_app.command("export")
def store_export(
    out: Annotated[Path, typer.Argument(help="Folder; the files in it are not encrypted.")],
    numbers: Annotated[
        list[str] | None,
        typer.Option("--number", help="Hospital number of a patient; several. Default: all."),
    ] = None,
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Write patients as record.json and case.json; each export is in the audit log."""
    from pmdesk.services.store_files import export_patients
    from pmdesk.store.repository import Repository
    from pmdesk.store.roles import Right

    texts = texts_in(lang)
    with opened_store(texts, store, passphrase_file, user) as (opened, actor):
        opened.require(actor, Right.EXPORT, what="export")
        repository = Repository(opened, actor)
        for number in numbers or []:
            if not repository.with_number(number):
                raise InputError(ErrorCode.STORE_PATIENT_NOT_FOUND, value=number)
        count = export_patients(NullContext(), repository, out, numbers or [])
    warn(texts.of("store.export_open"))
    say(as_json, {"patients": count, "folder": str(out)}, texts.of("store.exported", count=count, path=out))


@store_app.command("import")
def store_import(
    records: Annotated[
        list[Path], typer.Argument(help="FHIR R4 bundles or pmdesk records, one patient each.")
    ],
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Enter records as new patients: all of them or none."""
    from pmdesk.services.store_files import enter_records
    from pmdesk.store.repository import Repository
    from pmdesk.store.roles import Right

    texts = texts_in(lang)
    with opened_store(texts, store, passphrase_file, user) as (opened, actor):
        opened.require(actor, Right.CHANGE, what="import")
        entered = enter_records(NullContext(), Repository(opened, actor), records)
    left = sum(len(item.not_understood) for item in entered)
    say(
        as_json,
        {"patients": len(entered), "not_understood": left},
        texts.of("store.imported", count=len(entered)),
    )
