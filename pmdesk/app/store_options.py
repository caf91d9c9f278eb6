"""What the commands of the store share: their options, opening, signing in, and saying what was done."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.paths import user_data_dir
from pmdesk.core.texts import Texts

if TYPE_CHECKING:
    # the database is loaded by the commands themselves, so that the others start fast
    from pmdesk.store.audit import Head
    from pmdesk.store.checking import StoreReport
    from pmdesk.store.store import Store
    from pmdesk.store.users import Actor

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


@contextmanager
def opened_store(
    texts: Texts, store: Path | None, passphrase_file: Path | None, user: str | None
) -> Iterator[tuple["Store", "Actor"]]:
    from pmdesk.app.passphrase import read_passphrase, read_password
    from pmdesk.store.store import Store

    path = store_path(store)
    if not path.exists():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(path))
    with Store.open(path, read_passphrase(texts, path, passphrase_file)) as opened:
        yield opened, opened.sign_in(user, read_password(texts, user)) if user else opened.workstation()


def store_path(store: Path | None) -> Path:
    return store or user_data_dir() / STORE_FILE


def parse_head(text: str) -> "Head":
    from pmdesk.store.audit import Head

    seq, _, value = text.partition(":")
    if not seq.isdecimal() or len(value) != 64:
        raise InputError(ErrorCode.BAD_USAGE, reason="--head NUMBER:HASH")
    return Head(int(seq), value.lower())


def head_text(head: "Head") -> str:
    return f"{head.seq}:{head.hash}"


def check_line(texts: Texts, code: str, faults: tuple[str, ...]) -> str:
    return f"{'FAILED' if faults else 'ok    '} {texts.of(code)}  {'; '.join(faults[:3])}".rstrip()


def report_json(report: "StoreReport") -> dict[str, Any]:
    return {
        "ok": report.is_sound,
        "version": report.version,
        "patients": report.patients,
        "pages": list(report.pages),
        "structure": list(report.structure),
        "audit": {
            "entries": report.chain.entries,
            "head": head_text(report.chain.head),
            "broken_at": report.chain.broken_at,
        },
    }


def warn(line: str) -> None:
    sys.stderr.write(f"! {line}\n")


def say(as_json: bool, payload: dict[str, Any], *lines: str) -> None:
    if as_json:
        sys.stdout.write(json.dumps(payload, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)
