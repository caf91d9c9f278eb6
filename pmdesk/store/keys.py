"""From a passphrase to the key of the store's file."""

import os
import unicodedata
from dataclasses import dataclass, field

from argon2.low_level import Type, hash_secret_raw

from pmdesk.core.errors import ErrorCode, InputError

SALT_BYTES = 16
"""SQLCipher keeps so many bytes in clear at the head of the file; they are the salt here, too."""
KEY_BYTES = 32

# Second recommended option of RFC 9106, section 4. Part of the file format: a change needs a new version.
_PASSES, _MEMORY_KIB, _LANES = 3, 65536, 4


@dataclass(frozen=True, slots=True)
class FileKey:
    """Key (32 bytes) and salt (16 bytes) of one store file."""

    key: bytes = field(repr=False)
    salt: bytes

    @property
    def pragma(self) -> str:
        """What SQLCipher takes in place of a passphrase: raw key and salt in hexadecimal."""
        return f"x'{self.key.hex()}{self.salt.hex()}'"


@dataclass(frozen=True, slots=True)
class SealedKey:
    """A key that only a secret gives back; what is kept in memory while a store is locked.

    ``sealed`` is the key XOR argon2id of the secret with a salt that is used once.
    """

    sealed: bytes = field(repr=False)
    seal_salt: bytes
    file_salt: bytes


def seal_key(key: FileKey, secret: str) -> SealedKey:
    """Lock a key away behind a secret, for example a user's password."""
    salt = os.urandom(SALT_BYTES)
    mask = derive_key(secret, salt).key
    return SealedKey(_xor(key.key, mask), salt, key.salt)


def open_key(sealed: SealedKey, secret: str) -> FileKey:
    """The key again. A wrong secret gives a wrong key, which the store's file shows (``STORE_WRONG_PASSPHRASE``)."""
    return FileKey(_xor(sealed.sealed, derive_key(secret, sealed.seal_salt).key), sealed.file_salt)


def _xor(first: bytes, second: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(first, second, strict=True))


def derive_key(passphrase: str, salt: bytes) -> FileKey:
    """The key of a file by argon2id (RFC 9106).

    Parameters
    ----------
    passphrase
        As typed; normalised (NFKC), so that every input method gives the same key.
    salt
        The 16 bytes at the head of the file.

    Raises
    ------
    InputError
        ``STORE_PASSPHRASE_MISSING``: the passphrase is empty.
    """
    secret = unicodedata.normalize("NFKC", passphrase)
    if not secret.strip():
        raise InputError(ErrorCode.STORE_PASSPHRASE_MISSING)
    key = hash_secret_raw(
        secret.encode("utf-8", "surrogateescape"), salt, _PASSES, _MEMORY_KIB, _LANES, KEY_BYTES, Type.ID
    )
    return FileKey(key, salt)
