"""Two records of one patient into one: first a preview of what is new, the same and contradictory, then the merging.

Nothing is decided here: contradictions need a choice, and so does a patient who is not surely the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.record import DiagnosticReport, PatientRecord, SourceRef
from pmdesk.records.entry_identity import LIST_NAMES, Relation, entry_key, relation_of
from pmdesk.records.matching import MatchOutcome, PatientMatch, match_records, same_person_name

__all__ = [
    "Choice",
    "Comparison",
    "Duplicate",
    "MergePreview",
    "PairStatus",
    "merge",
    "preview_merge",
]

_FACT_GROUPS = tuple(
    name
    for name, field in PatientRecord.model_fields.items()
    if name not in (*LIST_NAMES, "is_synthetic", "stated_inputs")
)


class PairStatus(StrEnum):
    """How something of the second record stands to the first."""

    NEW = "new"
    """Only the second record has it."""
    SAME = "same"
    COMPLETED = "completed"
    """The same, and each may say what the other leaves open; nothing contradicts."""
    CONFLICT = "conflict"


class Choice(StrEnum):
    """Which side is kept."""

    FIRST = "a"
    SECOND = "b"
    BOTH = "both"
    """Only for entries of lists: they are two different things."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A field or an entry that the second record has, beside its counterpart in the first.

    Parameters
    ----------
    key
        Names it in the choices: ``"smoking.status"``, ``"conditions/c-12"`` (the second record's entry id).
    list_name
        Name of the list, ``""`` for a field outside the lists.
    first, second
        Values or entries; ``first`` is None when only the second record has it.
    differing
        For entries: names of the fields that contradict each other.
    """

    key: str
    list_name: str
    status: PairStatus
    first: Any
    second: Any
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entries of one record that say the same; ``side`` is the record."""

    side: Choice
    list_name: str
    kept_id: str
    repeated_id: str


@dataclass(frozen=True)
class MergePreview:
    """What merging two records would do."""

    first: PatientRecord
    second: PatientRecord
    match: PatientMatch
    comparisons: tuple[Comparison, ...]
    duplicates: tuple[Duplicate, ...]

    def of_status(self, status: PairStatus) -> tuple[Comparison, ...]:
        return tuple(item for item in self.comparisons if item.status is status)

    @property
    def conflicts(self) -> tuple[Comparison, ...]:
        return self.of_status(PairStatus.CONFLICT)

    def counts(self) -> dict[str, dict[PairStatus, int]]:
        """Number of comparisons by list (``""``: fields) and status."""
        found: dict[str, dict[PairStatus, int]] = {}
        for item in self.comparisons:
            of_list = found.setdefault(item.list_name, dict.fromkeys(PairStatus, 0))
            of_list[item.status] += 1
        return found


def preview_merge(first: PatientRecord, second: PatientRecord) -> MergePreview:
    """Compare two records, the first being the one that the second is merged into."""
    comparisons = [*_fields(first, second), *_stated_inputs(first, second)]
    duplicates: list[Duplicate] = []
    for name in LIST_NAMES:
        comparisons.extend(_entries(name, getattr(first, name), getattr(second, name)))
        for side, record in ((Choice.FIRST, first), (Choice.SECOND, second)):
            duplicates.extend(_duplicates(side, name, getattr(record, name)))
    return MergePreview(first, second, match_records(first, second), tuple(comparisons), tuple(duplicates))


def merge(
    preview: MergePreview,
    choices: Mapping[str, Choice] | None = None,
    *,
    otherwise: Choice | None = None,
    same_patient: bool = False,
    without_duplicates: bool = False,
) -> PatientRecord:
    """The merged record.

    Parameters
    ----------
    choices
        By the key of the comparison. What is new is taken unless the choice is `Choice.FIRST`; what completes the
        first record is filled in likewise.
    otherwise
        For contradictions without a choice of their own.
    same_patient
        Somebody has confirmed that both records are one patient's; needed unless the match is sure.
    without_duplicates
        Leave out the entries that `MergePreview.duplicates` calls repeated.

    Raises
    ------
    RefusedError
        ``RECORD_MERGE_OTHER_PATIENT`` (with ``fields``) or ``RECORD_MERGE_UNDECIDED`` (with ``count``).
    """
    if preview.match.outcome is not MatchOutcome.MATCH and not same_patient:
        fields = ", ".join(preview.match.differing) or "–"
        raise RefusedError(ErrorCode.RECORD_MERGE_OTHER_PATIENT, fields=fields)
    chosen = dict(choices or {})
    undecided = [item for item in preview.conflicts if item.key not in chosen]
    if undecided and otherwise is None:
        raise RefusedError(ErrorCode.RECORD_MERGE_UNDECIDED, count=len(undecided))
    if otherwise is not None:
        chosen |= {item.key: otherwise for item in undecided}
    return _Merger(preview, chosen, without_duplicates=without_duplicates).record()


def _fields(first: PatientRecord, second: PatientRecord) -> list[Comparison]:
    """Fields outside the lists that the second record states."""
    found = []
    for group in _FACT_GROUPS:
        mine, theirs = getattr(first, group), getattr(second, group)
        for name in type(theirs).model_fields:
            if name == "source":
                continue
            key = group if name == "value" else f"{group}.{name}"
            a, b = getattr(mine, name), getattr(theirs, name)
            if _is_open(b):
                continue
            if _is_open(a):
                status = PairStatus.NEW
            elif a == b or (key == "demographics.name" and same_person_name(a, b)):
                status = PairStatus.SAME
            else:
                status = PairStatus.CONFLICT
            found.append(Comparison(key, "", status, None if _is_open(a) else a, b))
    return found


def _stated_inputs(first: PatientRecord, second: PatientRecord) -> list[Comparison]:
    mine = {item.name: item for item in first.stated_inputs}
    found = []
    for item in second.stated_inputs:
        other = mine.get(item.name)
        if other is None:
            status = PairStatus.NEW
        elif (other.value, other.unit) == (item.value, item.unit):
            status = PairStatus.SAME
        else:
            status = PairStatus.CONFLICT
        found.append(Comparison(f"input.{item.name}", "stated_inputs", status, other, item))
    return found


def _entries(name: str, mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> list[Comparison]:
    """Every entry of the second record with the entry of the first that it repeats, completes or contradicts."""
    by_key: dict[object, list[Any]] = {}
    for entry in mine:
        by_key.setdefault(entry_key(name, entry), []).append(entry)
    pending = list(theirs)
    found: dict[str, Comparison] = {}
    # the surest pairs first, so that no weaker one takes their counterpart
    for wanted, status in (
        (Relation.SAME, PairStatus.SAME),
        (Relation.COMPLETES, PairStatus.COMPLETED),
        (Relation.CONTRADICTS, PairStatus.CONFLICT),
    ):
        left = []
        for entry in pending:
            candidates = by_key.get(entry_key(name, entry), [])
            pair = next((one for one in candidates if relation_of(name, one, entry)[0] is wanted), None)
            if pair is None:
                left.append(entry)
                continue
            del candidates[next(at for at, one in enumerate(candidates) if one is pair)]
            differing = relation_of(name, pair, entry)[1]
            found[entry.id] = Comparison(f"{name}/{entry.id}", name, status, pair, entry, differing)
        pending = left
    for entry in pending:
        found[entry.id] = Comparison(f"{name}/{entry.id}", name, PairStatus.NEW, None, entry)
    return [found[entry.id] for entry in theirs]


def _duplicates(side: Choice, name: str, entries: tuple[Any, ...]) -> list[Duplicate]:
    kept: dict[object, list[Any]] = {}
    found = []
    for entry in entries:
        same_key = kept.setdefault(entry_key(name, entry), [])
        twin = next((one for one in same_key if relation_of(name, one, entry)[0] is Relation.SAME), None)
        if twin is None:
            same_key.append(entry)
        else:
            found.append(Duplicate(side, name, twin.id, entry.id))
    return found


class _Merger:
    def __init__(
        self, preview: MergePreview, chosen: Mapping[str, Choice], *, without_duplicates: bool
    ) -> None:
        self._preview = preview
        self._chosen = chosen
        repeated = preview.duplicates if without_duplicates else ()
        self._dropped = {(item.side, item.list_name, item.repeated_id): item.kept_id for item in repeated}
        first = preview.first
        self._ids = {entry.id for name in LIST_NAMES for entry in getattr(first, name)}
        self._renamed: dict[str, str] = {}
        """Ids of the second record's observations to those of the merged record."""

    def record(self) -> PatientRecord:
        first, second = self._preview.first, self._preview.second
        changes: dict[str, Any] = self._groups()
        changes["stated_inputs"] = self._inputs()
        # observations first: reports name them
        for name in sorted(LIST_NAMES, key=lambda item: item == "reports"):
            changes[name] = self._list(name)
        changes["is_synthetic"] = first.is_synthetic or second.is_synthetic
        return first.model_copy(update=changes)

    def _groups(self) -> dict[str, Any]:
        taken: dict[str, dict[str, Any]] = {}
        for item in self._preview.comparisons:
            if item.list_name or not self._takes_second(item):
                continue
            group, _, name = item.key.partition(".")
            taken.setdefault(group, {})[name or "value"] = item.second
        changes = {}
        for group, fields in taken.items():
            mine, theirs = getattr(self._preview.first, group), getattr(self._preview.second, group)
            stated = [
                name
                for name in type(mine).model_fields
                if name != "source" and not _is_open(getattr(mine, name))
            ]
            source: SourceRef = theirs.source if set(stated) <= set(fields) else mine.source
            if "birth_date" in fields:
                fields["partial_birth_date"] = ""
            if "death_date" in fields:
                fields["partial_death_date"] = ""
            changes[group] = mine.model_copy(update={**fields, "source": source})
        return changes

    def _inputs(self) -> tuple[Any, ...]:
        merged = {item.name: item for item in self._preview.first.stated_inputs}
        for item in self._preview.comparisons:
            if item.list_name == "stated_inputs" and self._takes_second(item):
                merged[item.second.name] = item.second
        return tuple(merged.values())

    def _list(self, name: str) -> tuple[Any, ...]:
        merged: dict[str, Any] = {}
        for entry in getattr(self._preview.first, name):
            if (Choice.FIRST, name, entry.id) not in self._dropped:
                merged[entry.id] = entry
        for item in self._preview.comparisons:
            if item.list_name != name:
                continue
            twin = self._dropped.get((Choice.SECOND, name, item.second.id))
            if twin is not None:
                self._renamed[item.second.id] = self._renamed.get(twin, twin)
            else:
                self._put(merged, item)
        return tuple(self._linked(entry) for entry in merged.values())

    def _put(self, merged: dict[str, Any], item: Comparison) -> None:
        choice = self._chosen.get(item.key)
        if item.first is None:
            if choice is not Choice.FIRST:
                self._add(merged, item.second)
            return
        if choice is Choice.BOTH:
            self._add(merged, item.second)
            return
        mine = item.first.id
        mine = self._dropped.get((Choice.FIRST, item.list_name, mine), mine)
        self._renamed[item.second.id] = mine
        if item.status is PairStatus.COMPLETED and choice is not Choice.FIRST:
            merged[mine] = _completed(item.first, item.second).model_copy(update={"id": mine})
        elif item.status is PairStatus.CONFLICT and choice is Choice.SECOND:
            merged[mine] = _completed(item.second, item.first).model_copy(update={"id": mine})

    def _add(self, merged: dict[str, Any], entry: Any) -> None:
        identifier, number = entry.id, 2
        while identifier in self._ids:
            identifier, number = f"{entry.id}#{number}", number + 1
        self._ids.add(identifier)
        self._renamed[entry.id] = identifier
        merged[identifier] = entry.model_copy(update={"id": identifier})

    def _linked(self, entry: Any) -> Any:
        """A report of the second record names the entries of the merged record."""
        is_theirs = isinstance(entry, DiagnosticReport) and entry not in self._preview.first.reports
        if not is_theirs:
            return entry
        named = tuple(
            dict.fromkeys(
                self._renamed.get(one, one) for one in entry.observation_ids if one in self._renamed
            )
        )
        return entry.model_copy(update={"observation_ids": named})

    def _takes_second(self, item: Comparison) -> bool:
        choice = self._chosen.get(item.key)
        if item.status is PairStatus.NEW:
            return choice is not Choice.FIRST
        return item.status is PairStatus.CONFLICT and choice in (Choice.SECOND, Choice.BOTH)


def _completed(kept: Any, other: Any) -> Any:
    """The entry with what it leaves open taken from the other; id and source stay."""
    filled = {
        name: getattr(other, name)
        for name in type(kept).model_fields
        if name not in ("id", "source", "coding", "condition", "relative_id")
        and _is_open(getattr(kept, name))
        and not _is_open(getattr(other, name))
    }
    for partial, wholes in (("partial_date", _WHOLE_DAYS), ("partial_end", _WHOLE_ENDS)):
        if any(filled.get(name, getattr(kept, name, None)) for name in wholes):
            # a whole day says more than the month or year in its place
            filled[partial] = ""
    filled = {name: value for name, value in filled.items() if name in type(kept).model_fields}
    return kept.model_copy(update=filled)


_WHOLE_DAYS = ("taken_on", "onset", "started", "performed", "issued", "recorded")
_WHOLE_ENDS = ("ended", "stopped")


def _is_open(value: object) -> bool:
    """Whether nobody has stated a value."""
    return value is None or value == "" or value == () or value == "unknown"
