"""The passphrase in the keyring of the operating system, where there is one."""

from pathlib import Path

SERVICE = "pmdesk store"


def remembered_passphrase(store: Path) -> str | None:
    """The passphrase kept for a store; None when none is, or when the machine has no keyring."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, _account(store))
    except (KeyringError, RuntimeError, OSError):
        return None


def remember_passphrase(store: Path, passphrase: str) -> bool:
    """Keep the passphrase of a store; False when the machine has no keyring that takes it."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return False
    try:
        keyring.set_password(SERVICE, _account(store), passphrase)
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def forget_passphrase(store: Path) -> bool:
    """Take the passphrase of a store out of the keyring; True when one was there."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return False
    try:
        if keyring.get_password(SERVICE, _account(store)) is None:
            return False
        keyring.delete_password(SERVICE, _account(store))
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def _account(store: Path) -> str:
    return str(store.resolve())
