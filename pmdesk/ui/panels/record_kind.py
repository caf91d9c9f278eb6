"""What a list of the record is: its columns, its form, its order, and what stands for it in the case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pmdesk.core.evidence import NodeRef
from pmdesk.core.record import PatientRecord
from pmdesk.records.timeline import first_day
from pmdesk.ui.itemmodels.column_model import Column
from pmdesk.ui.panels.record_columns import Entry
from pmdesk.ui.theme import Theme
from pmdesk.ui.widgets import terms


@dataclass(frozen=True)
class FormField:
    """One box of the form: ``id`` names it, ``title`` is called when shown.

    ``choices`` (value, words) makes it a box to choose from; ``is_free`` lets other texts in as well.
    """

    id: str
    title: Callable[[], str]
    is_required: bool = False
    choices: Callable[[], Sequence[tuple[str, str]]] | None = None
    is_free: bool = False
    hint: Callable[[], str] | None = None


def _all(_entry: Entry) -> bool:
    return True


def _none(_entry: Entry) -> bool:
    return False


@dataclass(frozen=True)
class EntryKind:
    """How one list of the record is shown, and how a form of texts becomes an entry."""

    attribute: str
    """Name of the list in `PatientRecord`."""
    title: Callable[[], str]
    columns: Callable[[Theme], Sequence[Column[Entry]]]
    fields: tuple[FormField, ...]
    read: Callable[[Entry], dict[str, str]]
    """Texts of the form for an entry."""
    make: Callable[[dict[str, str], str, Entry | None], Entry]
    """An entry from the texts of the form, its id, and the entry that it replaces."""
    node: Callable[[Entry], NodeRef | None]
    name: str = ""
    """Object name of the list; the attribute where only one list shows it."""
    shows: Callable[[Entry], bool] = _all
    """Which entries of the attribute belong in this list."""
    is_past: Callable[[Entry], bool] = _none
    """Entries that stand folded below the others."""
    past_title: Callable[[int], str] | None = None
    order: Callable[[Entry], tuple] | None = None
    empty: Callable[[], str] = terms.not_known
    """What an empty list says; never that there is nothing."""
    stretched: int = 0
    """Column that takes the room that is left."""
    can_edit: bool = True
    key: Callable[[Entry], str] = lambda entry: entry.id
    """What tells entries of the list apart."""

    @property
    def id(self) -> str:
        return self.name or self.attribute

    def entries(self, record: PatientRecord | None) -> tuple[Entry, ...]:
        """Every entry of the attribute, those of other lists too."""
        found: tuple[Entry, ...] = getattr(record, self.attribute) if record is not None else ()
        return found

    def shown(self, record: PatientRecord | None) -> tuple[Entry, ...]:
        """Entries of this list in its order, the past ones last."""
        found = [entry for entry in self.entries(record) if self.shows(entry)]
        order = self.order
        if order is not None:
            found.sort(key=order)
        found.sort(key=self.is_past)
        return tuple(found)

    def with_entries(self, record: PatientRecord | None, entries: Sequence[Entry]) -> PatientRecord:
        """A copy of the record with the attribute replaced."""
        return (record or PatientRecord()).model_copy(update={self.attribute: tuple(entries)})

    def new_id(self, record: PatientRecord | None) -> str:
        used = {self.key(entry) for entry in self.entries(record)}
        number = 1
        while f"{self.attribute}-{number}" in used:
            number += 1
        return f"{self.attribute}-{number}"


def newest_first(*names: str) -> Callable[[Entry], tuple]:
    """Order by the first date of ``names`` that is known, the latest first, the undated last."""

    def order(entry: Entry) -> tuple:
        for name in names:
            found = getattr(entry, name)
            day = first_day(found) if isinstance(found, str) and found else found
            if day:
                return (0, -day.toordinal())
        return (1, 0)

    return order
