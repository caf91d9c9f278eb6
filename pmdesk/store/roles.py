"""Who may do what in a store."""

from dataclasses import dataclass
from enum import StrEnum

from pmdesk.core.errors import ErrorCode, RefusedError

WORKSTATION = "workstation"
"""Who acts in a store without users: whoever knows its passphrase."""
SHORTEST_PASSWORD = 8
"""Characters that a user's password has at least."""
WEAK_BELOW = 12
"""A passphrase of fewer characters is taken, with a warning."""


class Role(StrEnum):
    READER = "reader"
    CLINICIAN = "clinician"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    VIEW = "view"
    CHANGE = "change"
    EXPORT = "export"
    ADMINISTER = "administer"


_RIGHTS = {
    Role.READER: frozenset({Right.VIEW}),
    Role.CLINICIAN: frozenset({Right.VIEW, Right.CHANGE, Right.EXPORT}),
    Role.ADMINISTRATOR: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A user at work; every entry of the audit log names one."""

    name: str
    role: Role

    def may(self, right: Right) -> bool:
        return right in _RIGHTS[self.role]

    def require(self, right: Right) -> None:
        """Raise ``STORE_NOT_ALLOWED`` when the role does not include the right."""
        if not self.may(right):
            raise RefusedError(ErrorCode.STORE_NOT_ALLOWED, value=self.name, reason=right.value)
