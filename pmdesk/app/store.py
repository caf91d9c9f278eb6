"""`pmdesk store`: make, back up, restore, check and export the encrypted store."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pmdesk.app.options import JsonOption, LanguageChoice, LanguageOption
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.paths import user_data_dir
from pmdesk.core.progress import NullContext
from pmdesk.core.texts import Language, Texts

if TYPE_CHECKING:
    # the database is loaded by the commands themselves, so that the others start fast
    from pmdesk.store.audit import Head
    from pmdesk.store.checking import StoreReport
    from pmdesk.store.store import Store
    from pmdesk.store.users import Actor

store_app = typer.Typer(help="The encrypted store of patients.", no_args_is_help=True)

STORE_FILE = "pmdesk.store"


class RoleChoice(StrEnum):
    READER = "reader"
    CLINICIAN = "clinician"
    ADMINISTRATOR = "administrator"


StoreOption = Annotated[
    Path | None,
    typer.Option("--store", envvar="PMDESK_STORE", help="The store's file; default: in the user's folder."),
]
PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help="File whose first line is the passphrase; else PMDESK_STORE_PASSPHRASE, the keyring, or a prompt.",
    ),
]
UserOption = Annotated[
    str | None,
    typer.Option(
        "--user", help="Who asks, in a store with users; password: PMDESK_STORE_PASSWORD or a prompt."
    ),
]


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
    from pmdesk.app.passphrase import read_passphrase, read_password
    from pmdesk.store.keyring_access import remember_passphrase
    from pmdesk.store.keys import WEAK_BELOW
    from pmdesk.store.store import Store
    from pmdesk.store.users import Role

    path, texts = _path(store), _texts(lang)
    if path.exists():
        raise InputError(ErrorCode.STORE_EXISTS, path=str(path))
    passphrase = read_passphrase(texts, path, passphrase_file, is_new=True)
    password = read_password(texts, admin) if admin else ""
    with Store.create(path, passphrase) as made:
        if admin:
            made.add_user(made.workstation(), admin, password, Role.ADMINISTRATOR)
    if len(passphrase) < WEAK_BELOW:
        _warn(texts.of("store.passphrase_weak", limit=WEAK_BELOW))
    if keyring and not remember_passphrase(path, passphrase):
        _warn(texts.of("store.keyring_missing"))
    _warn(texts.of("store.passphrase_lost"))
    _say(as_json, {"store": str(path)}, texts.of("store.made", path=path))


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

    texts = _texts(lang)
    with _opened(texts, store, passphrase_file, user) as (opened, actor):
        written, report = back_up(opened, actor, target)
    _say(
        as_json,
        {"backup": str(written), **_report_json(report)},
        texts.of("store.backed_up", path=written),
        texts.of("store.check.patients", count=report.patients),
        texts.of("store.check.head", value=_head_text(report.chain.head)),
    )


@store_app.command("restore")
def store_restore(
    backup: Annotated[Path, typer.Argument(help="A file that pmdesk store backup made.")],
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Put a backup in the place of the store; the store that is there is kept beside it."""
    from pmdesk.app.passphrase import read_passphrase
    from pmdesk.store.backup import restore

    path, texts = _path(store), _texts(lang)
    done = restore(backup, read_passphrase(texts, path, passphrase_file), path)
    kept = [texts.of("store.kept", path=done.kept)] if done.kept else []
    _say(
        as_json,
        {"store": str(path), "kept": str(done.kept) if done.kept else None, **_report_json(done.report)},
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
    from pmdesk.store.checking import check_file

    path, texts = file or _path(store), _texts(lang)
    noted = _parse_head(head) if head else None
    if not path.exists():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path))
    report = check_file(path, read_passphrase(texts, path, passphrase_file), noted)
    broken = report.chain.broken_at
    lines = [
        _check_line(texts, "store.check.pages", report.pages),
        _check_line(texts, "store.check.structure", report.structure),
        _check_line(texts, "store.check.audit", () if broken is None else (f"#{broken}",)),
        texts.of("store.check.patients", count=report.patients),
        texts.of("store.check.head", value=_head_text(report.chain.head)),
    ]
    _say(as_json, {"store": str(path), **_report_json(report)}, *lines)
    raise typer.Exit(0 if report.is_sound else 1)


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

    texts = _texts(lang)
    with _opened(texts, store, passphrase_file, user) as (opened, actor):
        repository = Repository(opened, actor)
        for number in numbers or []:
            if not repository.with_number(number):
                raise InputError(ErrorCode.STORE_PATIENT_NOT_FOUND, value=number)
        count = export_patients(NullContext(), repository, out, numbers or [])
    _warn(texts.of("store.export_open"))
    _say(as_json, {"patients": count, "folder": str(out)}, texts.of("store.exported", count=count, path=out))


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

    texts = _texts(lang)
    with _opened(texts, store, passphrase_file, user) as (opened, actor):
        entered = enter_records(NullContext(), Repository(opened, actor), records)
    left = sum(len(item.not_understood) for item in entered)
    _say(
        as_json,
        {"patients": len(entered), "not_understood": left},
        texts.of("store.imported", count=len(entered)),
    )


@store_app.command("add-user")
def store_add_user(
    name: Annotated[str, typer.Argument(help="Name to sign in with.")],
    role: Annotated[RoleChoice, typer.Option("--role", help="What the user may do.")],
    password_file: Annotated[
        Path | None, typer.Option("--password-file", help="File whose first line is the new user's password.")
    ] = None,
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Enter a user; the first one is an administrator."""
    from pmdesk.app.passphrase import first_line, read_password
    from pmdesk.store.users import Role

    texts = _texts(lang)
    with _opened(texts, store, passphrase_file, user) as (opened, actor):
        password = first_line(password_file) if password_file else read_password(texts, name)
        opened.add_user(actor, name, password, Role(role.value))
    _say(as_json, {"user": name, "role": role.value}, f"{name}  {role.value}")


@contextmanager
def _opened(
    texts: Texts, store: Path | None, passphrase_file: Path | None, user: str | None
) -> Iterator[tuple["Store", "Actor"]]:
    from pmdesk.app.passphrase import read_passphrase, read_password
    from pmdesk.store.store import Store

    path = _path(store)
    if not path.exists():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path))
    with Store.open(path, read_passphrase(texts, path, passphrase_file)) as opened:
        yield opened, opened.sign_in(user, read_password(texts, user)) if user else opened.workstation()


def _path(store: Path | None) -> Path:
    return store or user_data_dir() / STORE_FILE


def _texts(lang: LanguageChoice | None) -> Texts:
    from pmdesk.app.headless import make_texts

    return make_texts(lang.language if lang else Language.ENGLISH)


def _parse_head(text: str) -> "Head":
    from pmdesk.store.audit import Head

    seq, _, value = text.partition(":")
    if not seq.isdecimal() or len(value) != 64:
        raise InputError(ErrorCode.BAD_USAGE, reason="--head NUMBER:HASH")
    return Head(int(seq), value.lower())


def _head_text(head: "Head") -> str:
    return f"{head.seq}:{head.hash}"


def _check_line(texts: Texts, code: str, faults: tuple[str, ...]) -> str:
    return f"{'FAILED' if faults else 'ok    '} {texts.of(code)}  {'; '.join(faults[:3])}".rstrip()


def _report_json(report: "StoreReport") -> dict[str, Any]:
    return {
        "ok": report.is_sound,
        "version": report.version,
        "patients": report.patients,
        "pages": list(report.pages),
        "structure": list(report.structure),
        "audit": {
            "entries": report.chain.entries,
            "head": _head_text(report.chain.head),
            "broken_at": report.chain.broken_at,
        },
    }


def _warn(line: str) -> None:
    sys.stderr.write(f"! {line}\n")


def _say(as_json: bool, payload: dict[str, Any], *lines: str) -> None:
    if as_json:
        sys.stdout.write(json.dumps(payload, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)
