"""The store of one window: opened, locked when nobody is at the desk, unlocked, closed.

While it is locked neither key nor connection is held. Locking and closing take as long as what runs at that moment,
and the disk, take (`StoreState.LOCKING`, `StoreState.CLOSING`): a save that was begun is whole before the key goes,
and what begins later is refused (``STORE_LOCKED``). What was committed is on the disk at any moment, so that a kill in
between loses nothing.

The functions that open take long (the key costs a tenth of a second and more by design) and run in jobs; `take`
puts their result in place on the main thread.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from psygnal import Signal

from pmdesk.core.errors import ErrorCode, InputError, RefusedError
from pmdesk.core.progress import JobContext
from pmdesk.store.roles import Actor, Right

if TYPE_CHECKING:
    # the database is loaded when a store is opened, so that the window starts fast
    from pmdesk.store.keys import SealedKey
    from pmdesk.store.repository import Repository
    from pmdesk.store.store import Store

DEFAULT_LOCK_MINUTES = 10


Apart = Callable[[Callable[[], None], Callable[[], None]], None]
"""Carries out the first, which may take long, beside the window, and then the second on the main thread."""


class StoreState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    LOCKING = "locking"
    """What was begun ends; nothing new begins. The key is still there."""
    LOCKED = "locked"
    CLOSING = "closing"


def at_once(work: Callable[[], None], then: Callable[[], None]) -> None:
    """Both on the calling thread, for work without a window."""
    work()
    then()


def clock_through_sleep() -> float:
    """Seconds that go on while the computer sleeps, where the system counts them."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)


@dataclass(frozen=True)
class Unlocked:
    """A store whose passphrase was right; ``needs_user`` while one of its users has to sign in."""

    store: "Store" = field(repr=False)
    needs_user: bool


@dataclass(frozen=True)
class SignedIn:
    """A store and who works in it.

    ``lineage`` tells it from other stores (`pmdesk.store.store.Store.lineage`), ``sealed`` is the key behind the
    user's password.
    """

    store: "Store" = field(repr=False)
    actor: Actor
    lineage: str
    sealed: "SealedKey | None" = field(default=None, repr=False)


@dataclass(frozen=True)
class Locked:
    """What is remembered of a locked store: nothing that opens it without a secret."""

    path: Path
    user: str
    sealed: "SealedKey | None" = field(default=None, repr=False)
    failures: int = 0

    @property
    def takes_password(self) -> bool:
        """True when the user's password alone unlocks; else the passphrase is needed."""
        return self.sealed is not None


def unlock(ctx: JobContext, path: Path, passphrase: str | None, *, remember: bool = False) -> Unlocked:
    """Open a store by its passphrase.

    Parameters
    ----------
    ctx
        Progress and cancel.
    path
        The store.
    passphrase
        None: take it from the keyring of the system.
    remember
        Keep the passphrase in the keyring, once it was right.

    Raises
    ------
    PmdeskError
        As `pmdesk.store.store.Store.open`; ``STORE_PASSPHRASE_MISSING`` when the keyring has none.
    """
    from pmdesk.store.keyring_access import remember_passphrase, remembered_passphrase
    from pmdesk.store.store import Store

    given = remembered_passphrase(path) if passphrase is None else passphrase
    if given is None:
        raise InputError(ErrorCode.STORE_PASSPHRASE_MISSING)
    store = Store.open(path, given)
    try:
        ctx.check()
        if remember:
            remember_passphrase(path, given)
        return Unlocked(store, store.has_users())
    except BaseException:
        store.close()
        raise


def sign_in(ctx: JobContext, unlocked: Unlocked, name: str = "", password: str = "") -> SignedIn:
    """Who works in an unlocked store; the store stays open when the password was wrong.

    Raises
    ------
    InputError
        ``STORE_SIGN_IN_FAILED``.
    """
    from pmdesk.store.keys import seal_key

    ctx.check()
    if not unlocked.needs_user:
        return SignedIn(unlocked.store, unlocked.store.workstation(), unlocked.store.lineage())
    actor = unlocked.store.sign_in(name, password)
    return SignedIn(unlocked.store, actor, unlocked.store.lineage(), seal_key(unlocked.store.key, password))


def unlock_again(ctx: JobContext, locked: Locked, secret: str) -> SignedIn:
    """Back into a locked store: by the password of the user who worked in it, or the passphrase where there are none.

    Raises
    ------
    InputError
        ``STORE_SIGN_IN_FAILED`` or ``STORE_WRONG_PASSPHRASE``.
    """
    from pmdesk.store.audit import Action
    from pmdesk.store.keys import open_key, seal_key
    from pmdesk.store.store import Store

    if locked.sealed is None:
        return sign_in(ctx, unlock(ctx, locked.path, secret))
    try:
        key = open_key(locked.sealed, secret)
        store = Store.open_with_key(locked.path, key)
    except InputError as error:
        if error.code in (ErrorCode.STORE_WRONG_PASSPHRASE, ErrorCode.STORE_PASSPHRASE_MISSING):
            raise InputError(ErrorCode.STORE_SIGN_IN_FAILED, value=locked.user) from None
        raise
    try:
        actor = store.sign_in(locked.user, secret)
        if locked.failures:
            # Without the key nothing could be written when they happened.
            store.log(actor, Action.SIGN_IN_FAILED, f"user/{locked.user}", while_locked=locked.failures)
        return SignedIn(store, actor, store.lineage(), seal_key(key, secret))
    except BaseException:
        store.close()
        raise


def create(
    ctx: JobContext,
    path: Path,
    passphrase: str,
    administrator: str = "",
    password: str = "",
    *,
    remember: bool = False,
) -> SignedIn:
    """Make an empty store, with a first user when one is named, and open it.

    Raises
    ------
    PmdeskError
        As `pmdesk.store.store.Store.create` and ``add_user``; then there is no store.
    """
    from pmdesk.store.keyring_access import remember_passphrase
    from pmdesk.store.store import Store
    from pmdesk.store.users import Role

    store = Store.create(path, passphrase)
    try:
        ctx.check()
        if administrator:
            store.add_user(store.workstation(), administrator, password, Role.ADMINISTRATOR)
        if remember:
            remember_passphrase(path, passphrase)
        return sign_in(ctx, Unlocked(store, bool(administrator)), administrator, password)
    except BaseException:
        store.close()
        for suffix in ("", "-wal", "-shm", ".lock"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        raise


@dataclass
class _Held:
    opened: SignedIn
    pieces_of_work: int = 0
    is_given_up: bool = False
    when_closed: list[Callable[[], None]] = field(default_factory=list)


class StoreSession:
    """The store of a window, on the main thread; `using` and what is built on it may be called by jobs.

    Parameters
    ----------
    clock
        Seconds, rising; what counts as idle is measured with it.
    apart
        Where a store is closed.

    Signals
    -------
    changed(StoreState)
        It was opened, locked, unlocked or closed, began to be locked or closed, or the user's role changed.
    """

    changed = Signal(object)

    def __init__(self, clock: Callable[[], float] = clock_through_sleep, apart: Apart = at_once) -> None:
        self._clock = clock
        self.apart = apart
        self._last_touch = clock()
        self._held: _Held | None = None
        self._is_ending = False
        self._locked: Locked | None = None
        self._guard = threading.Condition()
        self.lock_after_minutes = float(DEFAULT_LOCK_MINUTES)
        """0: never by itself."""

    @property
    def state(self) -> StoreState:
        if self._is_ending:
            return StoreState.LOCKING if self._locked is not None else StoreState.CLOSING
        if self._locked is not None:
            return StoreState.LOCKED
        return StoreState.OPEN if self._held is not None else StoreState.CLOSED

    @property
    def path(self) -> Path | None:
        """The store's file; None while none is open or locked."""
        if self._locked is not None:
            return self._locked.path
        return self._held.opened.store.path if self._held is not None else None

    @property
    def actor(self) -> Actor | None:
        """Who works in the open store."""
        return self._held.opened.actor if self._held is not None else None

    @property
    def lineage(self) -> str:
        """Which store is open, whatever its path and passphrase; empty while none is."""
        return self._held.opened.lineage if self._held is not None else ""

    @property
    def locked(self) -> Locked | None:
        return self._locked

    def may(self, right: Right) -> bool:
        """True when the store is open and the user's role includes the right."""
        actor = self.actor
        return self.state is StoreState.OPEN and actor is not None and actor.may(right)

    def take(self, opened: SignedIn) -> None:
        """Work in a store from now on; one that was open before is closed."""
        if self._held is not None and self._held.opened.store is opened.store:
            self.renew(opened)
            return
        with self._guard:
            before, self._held = self._held, _Held(opened)
            was_ending, self._is_ending, self._locked = self._is_ending, False, None
        if before is not None and not was_ending:
            self.apart(partial(self._shut, before), lambda: None)
        self.touch()
        self.changed.emit(self.state)

    def renew(self, opened: SignedIn) -> None:
        """The same store with another user, role or sealed key."""
        with self._guard:
            if self._held is None or self._held.opened.store is not opened.store:
                return
            self._held.opened = opened
        self.changed.emit(self.state)

    def give_up(self) -> SignedIn | None:
        """Let go of the store for work that needs it alone, and that closes it; who worked in it comes back later.

        Raises
        ------
        RefusedError
            ``STORE_IN_USE``: something is still being read or written.
        """
        with self._guard:
            held = self._held
            if held is None or self._is_ending:
                return None
            if held.pieces_of_work:
                raise RefusedError(ErrorCode.STORE_IN_USE, path=str(held.opened.store.path))
            held.is_given_up = True
            self._held = None
        self.changed.emit(self.state)
        return held.opened

    def touch(self) -> None:
        """Somebody is at the desk."""
        self._last_touch = self._clock()

    def seconds_left(self) -> float | None:
        """Until it locks by itself; None when it never does or is not open."""
        if self.state is not StoreState.OPEN or self.lock_after_minutes <= 0:
            return None
        return self.lock_after_minutes * 60 - (self._clock() - self._last_touch)

    def lock_if_idle(self) -> bool:
        """Lock when nobody has touched anything for long enough; True when it did."""
        left = self.seconds_left()
        if left is None or left > 0:
            return False
        self.lock()
        return True

    def lock(self) -> None:
        """Give up key and connections; what runs at this moment ends first."""
        held = self._held
        if held is None or self._is_ending:
            return
        opened = held.opened
        self._locked = Locked(opened.store.path, opened.actor.name if opened.sealed else "", opened.sealed)
        self._end(held)

    def unlock_failed(self) -> int:
        """Count a failed attempt to unlock; how many there were."""
        if self._locked is None:
            return 0
        last = self._locked
        self._locked = Locked(last.path, last.user, last.sealed, last.failures + 1)
        return self._locked.failures

    def close(self, then: Callable[[], None] | None = None) -> None:
        """Close the store, locked or not; ``then`` is called on the main thread once nobody holds it any more."""
        before, held = self.state, self._held
        self._locked = None
        if held is None:
            if before is not StoreState.CLOSED:
                self.changed.emit(self.state)
            if then is not None:
                then()
            return
        if then is not None:
            held.when_closed.append(then)
        if before is StoreState.OPEN:
            self._end(held)
        elif before is StoreState.LOCKING:
            self.changed.emit(self.state)

    @contextmanager
    def using(self) -> Iterator[SignedIn]:
        """The open store, for one piece of work; it is not closed before the block ends.

        Raises
        ------
        RefusedError
            ``STORE_LOCKED``.
        """
        with self._guard:
            held = self._held
            if held is None or held.is_given_up:
                raise RefusedError(ErrorCode.STORE_LOCKED)
            held.pieces_of_work += 1
        try:
            yield held.opened
        finally:
            with self._guard:
                held.pieces_of_work -= 1
                self._guard.notify_all()

    @contextmanager
    def repository(self) -> Iterator["Repository"]:
        """Patients of the open store, with the rights that the user has now."""
        from pmdesk.store.repository import Repository

        with self.using() as opened:
            yield Repository(opened.store, opened.store.present(opened.actor))

    def _end(self, held: _Held) -> None:
        self._is_ending = True
        self.changed.emit(self.state)
        self.apart(partial(self._shut, held), partial(self._ended, held))

    def _shut(self, held: _Held) -> None:
        """Let what runs end, then let go of key and connections; doing it twice does no harm."""
        with self._guard:
            held.is_given_up = True
            self._guard.wait_for(lambda: held.pieces_of_work == 0)
        held.opened.store.close()

    def _ended(self, held: _Held) -> None:
        if self._held is held:
            self._held, self._is_ending = None, False
            self.changed.emit(self.state)
        for then in held.when_closed:
            then()
