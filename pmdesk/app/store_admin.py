"""`pmdesk store`: users, passwords, the passphrase, and the audit log."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pmdesk.app.options import JsonOption, LanguageOption, texts_in
from pmdesk.app.store_options import (
    PassphraseOption,
    RoleChoice,
    StoreOption,
    UserOption,
    head_text,
    opened_store,
    say,
    store_path,
    warn,
)
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import NullContext

admin_app = typer.Typer()

NewPasswordOption = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        help="File whose first line is the new password; else PMDESK_STORE_NEW_PASSWORD, or a prompt.",
    ),
]
NameArgument = Annotated[str, typer.Argument(help="Name of the user.")]


@admin_app.command("add-user")
def store_add_user(
    name: Annotated[str, typer.Argument(help="Name to sign in with.")],
    role: Annotated[RoleChoice, typer.Option("--role", help="What the user may do.")],
    password_file: NewPasswordOption = None,
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Enter a user; the first one is an administrator."""
    from pmdesk.app.passphrase import read_new_password
    from pmdesk.store.users import Right, Role

    texts = texts_in(lang)
    with opened_store(texts, store, passphrase_file, user) as (opened, actor):
        opened.require(actor, Right.ADMINISTER, f"user/{name}")
        opened.add_user(actor, name, read_new_password(texts, name, password_file), Role(role.value))
    say(as_json, {"user": name, "role": role.value}, f"{name}  {role.value}")


@admin_app.command("users")
def store_users(
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """List who may sign in; for administrators."""
    from pmdesk.store.roles import Right

    with opened_store(texts_in(lang), store, passphrase_file, user) as (opened, actor):
        opened.require(actor, Right.ADMINISTER, what="users")
        people = opened.users()
    say(
        as_json,
        {"users": [{"name": each.name, "role": each.role.value} for each in people]},
        *(f"{each.role.value:14} {each.name}" for each in people),
    )


@admin_app.command("set-role")
def store_set_role(
    name: NameArgument,
    role: Annotated[RoleChoice, typer.Option("--role", help="What the user may do.")],
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Give a user another role; the last administrator stays one."""
    from pmdesk.store.roles import Role

    with opened_store(texts_in(lang), store, passphrase_file, user) as (opened, actor):
        opened.set_role(actor, name, Role(role.value))
    say(as_json, {"user": name, "role": role.value}, f"{name}  {role.value}")


@admin_app.command("remove-user")
def store_remove_user(
    name: NameArgument,
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Remove a user; what he did stays in the audit log. The last administrator stays."""
    texts = texts_in(lang)
    with opened_store(texts, store, passphrase_file, user) as (opened, actor):
        opened.remove_user(actor, name)
    say(as_json, {"removed": name}, texts.of("store.user_removed", value=name))


@admin_app.command("passwd")
def store_passwd(
    name: Annotated[
        str | None, typer.Argument(help="Another user, whose password an administrator sets anew.")
    ] = None,
    password_file: NewPasswordOption = None,
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Change one's own password, or, as an administrator, that of another user."""
    from pmdesk.app.passphrase import read_new_password, read_password
    from pmdesk.store.roles import Right
    from pmdesk.store.store import Store

    texts = texts_in(lang)
    if name is None and user is None:
        raise InputError(ErrorCode.BAD_USAGE, reason="--user NAME")
    if user is None or name not in (None, user):
        assert name is not None
        with opened_store(texts, store, passphrase_file, user) as (opened, actor):
            opened.require(actor, Right.ADMINISTER, f"user/{name}")
            opened.reset_password(actor, name, read_new_password(texts, name, password_file))
    else:
        from pmdesk.app.passphrase import read_passphrase

        path = store_path(store)
        with Store.open(path, read_passphrase(texts, path, passphrase_file)) as opened:
            old = read_password(texts, user)
            actor = opened.sign_in(user, old)
            opened.change_password(actor, old, read_new_password(texts, user, password_file))
    say(as_json, {"user": name or user}, texts.of("store.password_changed", value=name or user))


@admin_app.command("passphrase")
def store_passphrase(
    new_file: Annotated[
        Path | None,
        typer.Option(
            "--new-passphrase-file",
            help="File whose first line is the new passphrase; else PMDESK_STORE_NEW_PASSPHRASE, or a prompt.",
        ),
    ] = None,
    keyring: Annotated[
        bool, typer.Option("--keyring", help="Keep the new passphrase in the keyring of the system.")
    ] = False,
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Give the store another passphrase; nobody may have it open. Backups keep the one they were made with."""
    from pmdesk.app.passphrase import read_new_passphrase, read_passphrase, read_password
    from pmdesk.services.store_admin import renew_passphrase
    from pmdesk.store.roles import WEAK_BELOW, Right
    from pmdesk.store.store import Store

    path, texts = store_path(store), texts_in(lang)
    old = read_passphrase(texts, path, passphrase_file)
    with Store.open(path, old) as opened:
        actor = opened.sign_in(user, read_password(texts, user)) if user else opened.workstation()
        opened.require(actor, Right.ADMINISTER, what="passphrase")
    new = read_new_passphrase(texts, new_file)
    _, in_keyring = renew_passphrase(NullContext(), path, old, new, actor, remember=keyring)
    if not in_keyring:
        warn(texts.of("store.keyring_missing"))
    if len(new) < WEAK_BELOW:
        warn(texts.of("store.passphrase_weak", limit=WEAK_BELOW))
    warn(texts.of("store.passphrase_lost"))
    say(as_json, {"store": str(path)}, texts.of("store.passphrase_changed", path=path))


@admin_app.command("audit")
def store_audit(
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the log as CSV on stdout.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Only the newest so many entries.")
    ] = None,
    who: Annotated[str, typer.Option("--who", help="Only what this user did.")] = "",
    action: Annotated[str, typer.Option("--action", help="Only this kind of action, for example view.")] = "",
    subject: Annotated[
        str, typer.Option("--subject", help="Only what was done to this, for example patient/17.")
    ] = "",
    store: StoreOption = None,
    passphrase_file: PassphraseOption = None,
    user: UserOption = None,
    as_json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Print the audit log, oldest first, and its head; for administrators."""
    from pmdesk.services.store_admin import audit_csv, audit_json

    texts = texts_in(lang)
    with opened_store(texts, store, passphrase_file, user) as (opened, actor):
        found = opened.audit_entries(actor, limit=limit, who=who, action=action, subject=subject)[::-1]
        head = opened.audit_head()
    if as_csv:
        sys.stdout.write(audit_csv(found))
        return
    lines = [
        f"{each.seq:6} {each.at:%Y-%m-%d %H:%M:%S} {each.who:16} {each.action:14} {each.subject:16} {each.details}"
        for each in found
    ]
    say(
        as_json,
        {"entries": audit_json(found), "head": head_text(head)},
        *lines,
        texts.of("store.check.head", value=head_text(head)),
    )
