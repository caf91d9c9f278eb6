"""The store: what went wrong and what to do, and what a check looks at."""

from PySide6.QtCore import QCoreApplication

from pmdesk.core.errors import ErrorCode as E


def store_texts() -> dict[str, str]:
    """Code to words."""
    return {**_errors(), **_reasons(), **_checks(), **_work()}


def _errors() -> dict[str, str]:
    texts = {
        E.STORE_EXISTS: QCoreApplication.translate(
            "Store", "{path} is there already. Nothing was changed; choose another name."
        ),
        E.STORE_PASSPHRASE_MISSING: QCoreApplication.translate(
            "Store",
            "The store needs a passphrase. Type it, or give it in a file (--passphrase-file) or in the variable "
            "PMDESK_STORE_PASSPHRASE.",
        ),
        E.STORE_WRONG_PASSPHRASE: QCoreApplication.translate(
            "Store",
            "The passphrase does not open {path}. Check capitals and the keyboard layout; if it is surely right, the "
            "file is damaged: restore a backup.",
        ),
        E.STORE_WRONG_TYPE: QCoreApplication.translate(
            "Store", "{path} is not a store of pmdesk. Choose the right file, or make a store."
        ),
        E.STORE_NEWER: QCoreApplication.translate(
            "Store",
            "{path} was written by a newer pmdesk (version {found}; this one reads up to {limit}). It was left as it "
            "is; update pmdesk.",
        ),
        E.STORE_DAMAGED: QCoreApplication.translate(
            "Store", "{path} is damaged ({reason}). Nothing was changed; restore the last backup."
        ),
        E.STORE_BUSY: QCoreApplication.translate(
            "Store",
            "Another window or program is writing to {path}. Nothing was changed; try again in a moment.",
        ),
        E.STORE_IN_USE: QCoreApplication.translate(
            "Store", "{path} is open in another window or program. Close it there, then try again."
        ),
        E.STORE_READ_ONLY: QCoreApplication.translate(
            "Store",
            "{path} cannot be written: the disk is read-only or the rights are missing. Nothing was changed; copy the "
            "store to a disk that can be written, or ask for the rights.",
        ),
        E.STORE_AUDIT_BROKEN: QCoreApplication.translate(
            "Store",
            "The audit log of {path} does not fit together from entry {place} on: it was changed from outside. Keep "
            "the file and tell who is responsible for data protection.",
        ),
        E.STORE_CHANGED_MEANWHILE: QCoreApplication.translate(
            "Store",
            "Patient {value} was changed in another window meanwhile. Nothing was written; open the patient again and "
            "repeat the change.",
        ),
        E.STORE_SIGN_IN_FAILED: QCoreApplication.translate(
            "Store", "Sign in with the name and password of a user of the store; what was given is not right."
        ),
        E.STORE_NOT_ALLOWED: QCoreApplication.translate(
            "Store", "{value} has not the right to do this ({reason}). Ask an administrator of the store."
        ),
        E.STORE_PATIENT_NOT_FOUND: QCoreApplication.translate(
            "Store", "The store has no patient {value}. Search again; the list may be out of date."
        ),
        E.STORE_PATIENT_EXISTS: QCoreApplication.translate(
            "Store",
            "{path} was not entered: the store has a patient with the number {value}. Open that patient and compare; "
            "nothing is merged unasked.",
        ),
        E.STORE_ENTRY_UNREADABLE: QCoreApplication.translate(
            "Store",
            "Patient {value} holds an entry ({place}) that this pmdesk cannot read; a newer one has written it. "
            "Nothing was changed; update pmdesk.",
        ),
        E.STORE_USER_INVALID: QCoreApplication.translate(
            "Store", "The user {value} was not entered or changed: {reason}."
        ),
        E.STORE_LOCKED: QCoreApplication.translate(
            "Store", "The store is locked or closed. Nothing was read or written; unlock it, then try again."
        ),
        E.STORE_GONE: QCoreApplication.translate(
            "Store",
            "{path} was deleted, moved or replaced while it was open. Nothing more is written to it, and what is on "
            "the screen is not saved. Put the file back or restore a backup, open the store again and save.",
        ),
        E.STORE_NOTHING_TO_SAVE: QCoreApplication.translate("Store", "Nothing was saved: {reason}."),
    }
    return {f"error.{code.value}": text for code, text in texts.items()}


def _reasons() -> dict[str, str]:
    return {
        "store.user.name": QCoreApplication.translate("Store", "the name is empty or reserved"),
        "store.user.taken": QCoreApplication.translate("Store", "the name is taken"),
        "store.user.password": QCoreApplication.translate(
            "Store", "the password has fewer than 8 characters"
        ),
        "store.user.first": QCoreApplication.translate(
            "Store", "the first user of a store has to be an administrator"
        ),
        "store.save.unconfirmed": QCoreApplication.translate(
            "Store", "answer first whether the record belongs to the patient of the images"
        ),
        "store.save.nobody": QCoreApplication.translate(
            "Store", "neither a record nor images that name a patient are open"
        ),
        "store.user.unknown": QCoreApplication.translate("Store", "there is no user of that name"),
        "store.user.last_administrator": QCoreApplication.translate(
            "Store", "the last administrator of a store stays one"
        ),
        "view": QCoreApplication.translate("Store", "view"),
        "change": QCoreApplication.translate("Store", "change"),
        "export": QCoreApplication.translate("Store", "export"),
        "administer": QCoreApplication.translate("Store", "administer"),
    }


def _checks() -> dict[str, str]:
    return {
        "store.role.reader": QCoreApplication.translate("Store", "reader"),
        "store.role.clinician": QCoreApplication.translate("Store", "clinician"),
        "store.role.administrator": QCoreApplication.translate("Store", "administrator"),
        "store.passphrase": QCoreApplication.translate("Store", "Passphrase"),
        "store.passphrase_again": QCoreApplication.translate("Store", "Passphrase again"),
        "store.password": QCoreApplication.translate("Store", "Password of {value}"),
        "store.passphrase_new": QCoreApplication.translate("Store", "New passphrase"),
        "store.password_new": QCoreApplication.translate("Store", "New password of {value}"),
        "store.password_changed": QCoreApplication.translate("Store", "{value} has a new password."),
        "store.user_removed": QCoreApplication.translate(
            "Store", "{value} cannot sign in any more; what this user did stays in the audit log."
        ),
        "store.passphrase_changed": QCoreApplication.translate(
            "Store",
            "{path} has the new passphrase. Backups made before keep the old one; make a new backup.",
        ),
        "store.passphrases_differ": QCoreApplication.translate("Store", "The two differ; type it again."),
        "store.passphrase_weak": QCoreApplication.translate(
            "Store", "A passphrase of fewer than {limit} characters is easily found out; take several words."
        ),
        "store.passphrase_lost": QCoreApplication.translate(
            "Store", "Keep the passphrase in a safe place: without it nobody can read the store again."
        ),
        "store.keyring_missing": QCoreApplication.translate(
            "Store", "This computer has no keyring; the passphrase was not kept."
        ),
        "store.made": QCoreApplication.translate("Store", "Store made: {path}"),
        "store.backed_up": QCoreApplication.translate("Store", "Backup written and checked: {path}"),
        "store.restored": QCoreApplication.translate("Store", "Store restored: {path}"),
        "store.kept": QCoreApplication.translate("Store", "The store that was there is kept as {path}"),
        "store.exported": QCoreApplication.translate("Store", "{count} patients exported to {path}"),
        "store.export_open": QCoreApplication.translate(
            "Store", "The exported files are not encrypted; protect the folder."
        ),
        "store.imported": QCoreApplication.translate("Store", "{count} patients entered"),
        "store.check.pages": QCoreApplication.translate("Store", "Pages on the disk"),
        "store.check.structure": QCoreApplication.translate("Store", "Tables and references"),
        "store.check.audit": QCoreApplication.translate("Store", "Audit log"),
        "store.check.patients": QCoreApplication.translate("Store", "Patients: {count}"),
        "store.check.head": QCoreApplication.translate(
            "Store", "Last entry of the audit log, to be noted elsewhere: {value}"
        ),
    }


def _work() -> dict[str, str]:
    return {
        "job.store_open": QCoreApplication.translate("Store", "Opening the store"),
        "job.store_patient": QCoreApplication.translate("Store", "Opening the patient"),
        "job.store_search": QCoreApplication.translate("Store", "Searching patients"),
        "job.store_save": QCoreApplication.translate("Store", "Saving the patient to the store"),
        "job.store_users": QCoreApplication.translate("Store", "Users of the store"),
        "job.store_audit": QCoreApplication.translate("Store", "Reading the audit log"),
        "job.store_backup": QCoreApplication.translate("Store", "Backing up the store"),
        "job.store_restore": QCoreApplication.translate("Store", "Restoring the store"),
        "job.store_verify": QCoreApplication.translate("Store", "Checking the store"),
        "job.store_passphrase": QCoreApplication.translate("Store", "Changing the passphrase"),
        "job.store_close": QCoreApplication.translate("Store", "Saving and closing the store"),
        "job.store_images": QCoreApplication.translate("Store", "Looking for the patient's images"),
        "stage.store_copy": QCoreApplication.translate("Store", "copying"),
        "stage.store_check": QCoreApplication.translate("Store", "checking every page"),
        "stage.store_hash": QCoreApplication.translate("Store", "comparing files"),
    }
