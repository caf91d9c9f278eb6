"""Where the command line has secrets from: a file, a variable, the keyring, the keyboard; never an argument."""

import os
import sys
from pathlib import Path

import typer

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.texts import Texts

PASSPHRASE_VARIABLE = "PMDESK_STORE_PASSPHRASE"
PASSWORD_VARIABLE = "PMDESK_STORE_PASSWORD"
NEW_PASSPHRASE_VARIABLE = "PMDESK_STORE_NEW_PASSPHRASE"
NEW_PASSWORD_VARIABLE = "PMDESK_STORE_NEW_PASSWORD"


def read_passphrase(texts: Texts, store: Path, file: Path | None, *, is_new: bool = False) -> str:
    """The passphrase of a store; a new one is asked for twice.

    Raises
    ------
    InputError
        The file cannot be read, or there is neither file nor variable nor keyring nor terminal.
    """
    from pmdesk.store.keyring_access import remembered_passphrase

    if file is not None:
        return first_line(file)
    if (given := os.environ.get(PASSPHRASE_VARIABLE)) is not None:
        return given
    if not is_new and (kept := remembered_passphrase(store)) is not None:
        return kept
    if not sys.stdin.isatty():
        raise InputError(ErrorCode.STORE_PASSPHRASE_MISSING)
    if is_new:
        return _typed_twice(texts, texts.of("store.passphrase"))
    return str(typer.prompt(texts.of("store.passphrase"), hide_input=True, err=True))


def read_new_passphrase(texts: Texts, file: Path | None) -> str:
    """The passphrase that a store is to have from now on."""
    if file is not None:
        return first_line(file)
    if (given := os.environ.get(NEW_PASSPHRASE_VARIABLE)) is not None:
        return given
    if not sys.stdin.isatty():
        raise InputError(ErrorCode.STORE_PASSPHRASE_MISSING)
    return _typed_twice(texts, texts.of("store.passphrase_new"))


def read_new_password(texts: Texts, user: str, file: Path | None, *, is_own: bool = False) -> str:
    """The password that a user is to have from now on.

    ``is_own``: who asks is that user, whose password may then also stand in the variable for signing in. Nobody else
    is given that one: it is the administrator's.
    """
    if file is not None:
        return first_line(file)
    for variable in (NEW_PASSWORD_VARIABLE, PASSWORD_VARIABLE) if is_own else (NEW_PASSWORD_VARIABLE,):
        if (given := os.environ.get(variable)) is not None:
            return given
    if not sys.stdin.isatty():
        raise InputError(ErrorCode.BAD_USAGE, reason=f"--password-file / {NEW_PASSWORD_VARIABLE} ({user})")
    return _typed_twice(texts, texts.of("store.password_new", value=user))


def _typed_twice(texts: Texts, question: str) -> str:
    while True:
        typed = str(typer.prompt(question, hide_input=True, err=True))
        if typed == typer.prompt(texts.of("store.passphrase_again"), hide_input=True, err=True):
            return typed
        sys.stderr.write(texts.of("store.passphrases_differ") + "\n")


def read_password(texts: Texts, user: str) -> str:
    """The password of a user of the store, from the variable or the keyboard."""
    if (given := os.environ.get(PASSWORD_VARIABLE)) is not None:
        return given
    if not sys.stdin.isatty():
        raise InputError(ErrorCode.STORE_SIGN_IN_FAILED, value=user)
    return str(typer.prompt(texts.of("store.password", value=user), hide_input=True, err=True))


def first_line(file: Path) -> str:
    """First line of a file that holds a secret."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(file)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(ErrorCode.FILE_UNREADABLE, path=str(file), reason=type(error).__name__) from None
    return text.splitlines()[0] if text else ""
