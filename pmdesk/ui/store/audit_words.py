"""Entries of the audit log in the language of the screen."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pmdesk.store.roles import WORKSTATION
from pmdesk.ui.widgets import terms

if TYPE_CHECKING:
    from pmdesk.store.audit import AuditEntry

HASH_DIGITS = 64
_PLACES = {"what": 0, "right": 0, "series": 2, "head": 2, "sha256": 3}
"""What a reader looks for comes first, identifiers last."""


def action_words(action: str) -> str:
    """A kind of entry in the language of the screen."""
    return {
        "create": QCoreApplication.translate("Audit", "store made"),
        "migrate": QCoreApplication.translate("Audit", "store brought to a newer version"),
        "view": QCoreApplication.translate("Audit", "viewed"),
        "change": QCoreApplication.translate("Audit", "changed"),
        "export": QCoreApplication.translate("Audit", "exported"),
        "backup": QCoreApplication.translate("Audit", "backed up"),
        "restore": QCoreApplication.translate("Audit", "restored"),
        "sign_in": QCoreApplication.translate("Audit", "signed in"),
        "sign_in_failed": QCoreApplication.translate("Audit", "sign-in failed"),
        "user": QCoreApplication.translate("Audit", "user changed"),
        "passphrase": QCoreApplication.translate("Audit", "passphrase changed"),
        "refused": QCoreApplication.translate("Audit", "refused"),
    }.get(action, action)


def who_words(entry: "AuditEntry") -> str:
    """A user's name, or that the store had no users."""
    return QCoreApplication.translate("Audit", "this workstation") if entry.who == WORKSTATION else entry.who


def time_words(entry: "AuditEntry") -> str:
    """When, by the clock of this computer."""
    return entry.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def detail_words(entry: "AuditEntry") -> str:
    """What else is kept of it."""
    try:
        plain = json.loads(entry.details)
    except ValueError:
        return entry.details
    return "  ".join(
        terms.titled(_names().get(name, name), _shown(value))
        for name, value in sorted(plain.items(), key=lambda item: _PLACES.get(item[0], 1))
        if value not in ("", [], None)
    )


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_values().get(str(item), str(item)) for item in value)
    text = _values().get(str(value), str(value))
    return f"{text[:12]}…" if len(text) == HASH_DIGITS else text


def subject_words(entry: "AuditEntry") -> str:
    """What it was done to: ``patient/17`` in words."""
    kind, _, key = entry.subject.partition("/")
    word = {
        "patient": QCoreApplication.translate("Audit", "patient"),
        "user": QCoreApplication.translate("Audit", "user"),
        "store": QCoreApplication.translate("Audit", "store"),
        "audit": QCoreApplication.translate("Audit", "audit log"),
    }.get(kind, kind)
    return f"{word} {key}".strip()


def _names() -> dict[str, str]:
    return {
        "analysis": QCoreApplication.translate("Audit", "analysis"),
        "after": QCoreApplication.translate("Audit", "after"),
        "before": QCoreApplication.translate("Audit", "before"),
        "decisions": QCoreApplication.translate("Audit", "new decisions"),
        "entries": QCoreApplication.translate("Audit", "entries"),
        "head": QCoreApplication.translate("Audit", "last entry"),
        "kept": QCoreApplication.translate("Audit", "kept as"),
        "lists": QCoreApplication.translate("Audit", "parts"),
        "revision": QCoreApplication.translate("Audit", "revision"),
        "right": QCoreApplication.translate("Audit", "right"),
        "role": QCoreApplication.translate("Audit", "role"),
        "series": QCoreApplication.translate("Audit", "series"),
        "sha256": QCoreApplication.translate("Audit", "hash"),
        "version": QCoreApplication.translate("Audit", "version"),
        "what": QCoreApplication.translate("Audit", "what"),
        "while_locked": QCoreApplication.translate("Audit", "attempts while locked"),
        "written": QCoreApplication.translate("Audit", "findings written"),
    }


def _values() -> dict[str, str]:
    return {
        "administer": QCoreApplication.translate("Audit", "administer"),
        "added": QCoreApplication.translate("Audit", "entered"),
        "administrator": QCoreApplication.translate("Store", "administrator"),
        "allergies": QCoreApplication.translate("Audit", "allergies"),
        "backup": QCoreApplication.translate("Audit", "backup"),
        "case": QCoreApplication.translate("Audit", "case"),
        "change": QCoreApplication.translate("Audit", "change"),
        "clinician": QCoreApplication.translate("Store", "clinician"),
        "conditions": QCoreApplication.translate("Audit", "conditions"),
        "done": QCoreApplication.translate("Audit", "done"),
        "dossier": QCoreApplication.translate("Audit", "dossier"),
        "encounters": QCoreApplication.translate("Audit", "encounters"),
        "export": QCoreApplication.translate("Audit", "export"),
        "family_history": QCoreApplication.translate("Audit", "family history"),
        "findings": QCoreApplication.translate("Audit", "findings"),
        "follow_ups": QCoreApplication.translate("Audit", "follow-ups"),
        "genomes": QCoreApplication.translate("Audit", "genome"),
        "import": QCoreApplication.translate("Audit", "import"),
        "medications": QCoreApplication.translate("Audit", "drugs"),
        "new": QCoreApplication.translate("Audit", "new patient"),
        "not_done": QCoreApplication.translate("Audit", "not done"),
        "observations": QCoreApplication.translate("Audit", "observations"),
        "options": QCoreApplication.translate("Audit", "options"),
        "passphrase": QCoreApplication.translate("Audit", "passphrase"),
        "password": QCoreApplication.translate("Audit", "password"),
        "password reset": QCoreApplication.translate("Audit", "password set by an administrator"),
        "pathology": QCoreApplication.translate("Audit", "pathology"),
        "procedures": QCoreApplication.translate("Audit", "procedures"),
        "questionnaires": QCoreApplication.translate("Audit", "questionnaires"),
        "reader": QCoreApplication.translate("Store", "reader"),
        "record": QCoreApplication.translate("Audit", "record"),
        "removed": QCoreApplication.translate("Audit", "removed"),
        "report": QCoreApplication.translate("Audit", "report"),
        "reports": QCoreApplication.translate("Audit", "reports"),
        "restore": QCoreApplication.translate("Audit", "restore"),
        "role": QCoreApplication.translate("Audit", "role"),
        "scores": QCoreApplication.translate("Audit", "scores"),
        "stated_inputs": QCoreApplication.translate("Audit", "stated answers"),
        "studies": QCoreApplication.translate("Audit", "studies"),
        "unknown": QCoreApplication.translate("Audit", "not known"),
        "users": QCoreApplication.translate("Audit", "users"),
        "view": QCoreApplication.translate("Audit", "view"),
    }
