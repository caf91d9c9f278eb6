"""A pedigree from the family history: who is drawn where, and what only the table can hold.

Drawn are parents, full siblings, children, grandparents, aunts and uncles whose side of the family is known; symbols
follow Bennett RL et al. 2008, J Genet Couns 17:424-433. Any other relation stays in the table.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from pmdesk.core.record import Coding, FamilyHistoryEntry, PatientRecord
from pmdesk.core.volume import Sex

PATIENT = "patient"
MOST_CONDITIONS = 4
"""Conditions that have a part of the symbol of their own."""


class Place(StrEnum):
    """Where somebody stands relative to the patient."""

    PATERNAL_GRANDPARENT = "paternal_grandparent"
    MATERNAL_GRANDPARENT = "maternal_grandparent"
    PATERNAL_SIBLING = "paternal_sibling"
    MATERNAL_SIBLING = "maternal_sibling"
    FATHER = "father"
    MOTHER = "mother"
    SIBLING = "sibling"
    PATIENT = "patient"
    CHILD = "child"


_CODES: dict[str, tuple[Place, Sex]] = {
    "PGRFTH": (Place.PATERNAL_GRANDPARENT, Sex.MALE),
    "PGRMTH": (Place.PATERNAL_GRANDPARENT, Sex.FEMALE),
    "MGRFTH": (Place.MATERNAL_GRANDPARENT, Sex.MALE),
    "MGRMTH": (Place.MATERNAL_GRANDPARENT, Sex.FEMALE),
    "PUNCLE": (Place.PATERNAL_SIBLING, Sex.MALE),
    "PAUNT": (Place.PATERNAL_SIBLING, Sex.FEMALE),
    "MUNCLE": (Place.MATERNAL_SIBLING, Sex.MALE),
    "MAUNT": (Place.MATERNAL_SIBLING, Sex.FEMALE),
    "FTH": (Place.FATHER, Sex.MALE),
    "NFTH": (Place.FATHER, Sex.MALE),
    "MTH": (Place.MOTHER, Sex.FEMALE),
    "NMTH": (Place.MOTHER, Sex.FEMALE),
    "BRO": (Place.SIBLING, Sex.MALE),
    "NBRO": (Place.SIBLING, Sex.MALE),
    "SIS": (Place.SIBLING, Sex.FEMALE),
    "NSIS": (Place.SIBLING, Sex.FEMALE),
    "SIB": (Place.SIBLING, Sex.UNKNOWN),
    "NSIB": (Place.SIBLING, Sex.UNKNOWN),
    "SON": (Place.CHILD, Sex.MALE),
    "SONC": (Place.CHILD, Sex.MALE),
    "DAU": (Place.CHILD, Sex.FEMALE),
    "DAUC": (Place.CHILD, Sex.FEMALE),
    "CHILD": (Place.CHILD, Sex.UNKNOWN),
    "NCHILD": (Place.CHILD, Sex.UNKNOWN),
}
"""HL7 v3 RoleCode. Half-siblings, cousins and relatives of a side that is not known are not among them."""

_GENERATION = {
    Place.PATERNAL_GRANDPARENT: 0,
    Place.MATERNAL_GRANDPARENT: 0,
    Place.PATERNAL_SIBLING: 1,
    Place.FATHER: 1,
    Place.MOTHER: 1,
    Place.MATERNAL_SIBLING: 1,
    Place.SIBLING: 2,
    Place.PATIENT: 2,
    Place.CHILD: 3,
}

_ONE_OF_A_KIND = frozenset(
    {Place.FATHER, Place.MOTHER, Place.PATERNAL_GRANDPARENT, Place.MATERNAL_GRANDPARENT}
)


@dataclass(frozen=True, slots=True)
class Illness:
    """A disease of one person, with the entry that states it; the patient's own has no entry of the family history."""

    name: str
    onset_age_years: float | None = None
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A symbol of the pedigree.

    ``x`` counts places from the left, ``generation`` rows from the top. ``is_stated`` is False for somebody who must
    exist for the family to hang together, and of whom the record says nothing.
    """

    id: str
    place: Place
    sex: Sex
    relation: str = ""
    illnesses: tuple[Illness, ...] = ()
    age_years: float | None = None
    is_deceased: bool | None = None
    is_stated: bool = True
    x: float = 0.0
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """A couple and its children, by ids; one parent alone where the other is not in the record."""

    parents: tuple[str, ...]
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pedigree:
    """People and families; ``conditions`` are those with a part of the symbol of their own, most frequent first.

    ``not_drawn`` are entries for the table alone; ``perhaps_same`` relations of which several entries name nobody.
    """

    people: tuple[Person, ...]
    families: tuple[Family, ...]
    conditions: tuple[str, ...]
    not_drawn: tuple[str, ...] = ()
    perhaps_same: tuple[str, ...] = ()

    def person(self, person_id: str) -> Person:
        return next(one for one in self.people if one.id == person_id)


def build_pedigree(record: PatientRecord) -> Pedigree:
    """The pedigree of a record; without relatives that can be drawn it holds the patient alone."""
    found, not_drawn, perhaps_same = _relatives(record.family_history)
    conditions = _frequent(found)
    patient = Person(
        PATIENT,
        Place.PATIENT,
        record.demographics.sex,
        illnesses=tuple(
            Illness(_name(item.coding))
            for item in record.conditions
            if _name(item.coding).casefold() in {name.casefold() for name in conditions}
        ),
        generation=_GENERATION[Place.PATIENT],
    )
    people = _with_missing_links([patient, *found])
    people = _placed(people)
    return Pedigree(tuple(people), tuple(_families(people)), conditions, not_drawn, perhaps_same)


def _name(coding: Coding) -> str:
    return coding.display or coding.code


def _relatives(
    entries: tuple[FamilyHistoryEntry, ...],
) -> tuple[list[Person], tuple[str, ...], tuple[str, ...]]:
    """People of the entries; entries of one person are joined where the source, or nature, says that it is one."""
    people: dict[str, Person] = {}
    not_drawn: list[str] = []
    unnamed: dict[str, int] = {}
    for entry in entries:
        known = _CODES.get(entry.relation.upper())
        if known is None:
            not_drawn.append(entry.id)
            continue
        place, sex = known
        if place in _ONE_OF_A_KIND:
            key = f"{place}:{sex}"
        elif entry.relative_id:
            key = f"{place}:{entry.relative_id}"
        else:
            key = f"{place}:entry:{entry.id}"
            unnamed[entry.relation] = unnamed.get(entry.relation, 0) + 1
        before = people.get(key)
        person = before or Person(
            key, place, sex if sex is not Sex.UNKNOWN else entry.sex, entry.relation,
            generation=_GENERATION[place],
        )  # fmt: skip
        name = _name(entry.condition)
        illness = (Illness(name, entry.onset_age_years, entry.id),) if name else ()
        people[key] = replace(
            person,
            illnesses=(*person.illnesses, *illness),
            age_years=person.age_years if entry.age_years is None else entry.age_years,
            is_deceased=person.is_deceased if entry.is_deceased is None else entry.is_deceased,
        )
    same = tuple(relation for relation, count in unnamed.items() if count > 1)
    return list(people.values()), tuple(not_drawn), same


def _frequent(people: list[Person]) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for person in people:
        for illness in person.illnesses:
            counts[illness.name] = counts.get(illness.name, 0) + 1
    ranked = sorted(counts, key=lambda name: -counts[name])
    return tuple(ranked[:MOST_CONDITIONS])


def _with_missing_links(people: list[Person]) -> list[Person]:
    """Add those without whom a line would hang in the air."""
    there = {person.place for person in people}
    for place, father_side in ((Place.PATERNAL_SIBLING, True), (Place.MATERNAL_SIBLING, False)):
        grandparents = Place.PATERNAL_GRANDPARENT if father_side else Place.MATERNAL_GRANDPARENT
        if place in there or grandparents in there:
            people = _with(people, grandparents, Sex.MALE, Sex.FEMALE)
            people = _with(people, *((Place.FATHER, Sex.MALE) if father_side else (Place.MOTHER, Sex.FEMALE)))
    there = {person.place for person in people}
    if there & {Place.FATHER, Place.MOTHER, Place.SIBLING}:
        people = _with(people, Place.FATHER, Sex.MALE)
        people = _with(people, Place.MOTHER, Sex.FEMALE)
    return people


def _with(people: list[Person], place: Place, *sexes: Sex) -> list[Person]:
    added = [
        Person(f"{place}:{sex}", place, sex, is_stated=False, generation=_GENERATION[place])
        for sex in sexes
        if not any(person.place is place and person.sex is sex for person in people)
    ]
    return [*people, *added]


def _placed(people: list[Person]) -> list[Person]:
    """Give everybody an x: the parents' generation first, the others above and below its middle."""
    at = {place: [person for person in people if person.place is place] for place in Place}
    grandparents = bool(at[Place.PATERNAL_GRANDPARENT] or at[Place.MATERNAL_GRANDPARENT])
    x: dict[str, float] = {}
    paternal, maternal = at[Place.PATERNAL_SIBLING], at[Place.MATERNAL_SIBLING]
    for place, person in enumerate(paternal):
        x[person.id] = float(place)
    father_x = float(len(paternal))
    brood = len(at[Place.SIBLING]) + 1
    mother_x = father_x + (2.0 if grandparents else 1.0)
    for person in at[Place.FATHER]:
        x[person.id] = father_x
    for person in at[Place.MOTHER]:
        x[person.id] = mother_x
    for place, person in enumerate(maternal):
        x[person.id] = mother_x + 1 + place
    _spread(x, at[Place.PATERNAL_GRANDPARENT], father_x / 2)
    _spread(x, at[Place.MATERNAL_GRANDPARENT], mother_x + len(maternal) / 2)
    middle = (father_x + mother_x) / 2 if at[Place.FATHER] else 0.0
    generation = [*at[Place.PATIENT], *at[Place.SIBLING]]
    _spread(x, generation, middle)
    _spread(x, at[Place.CHILD], middle - (brood - 1) / 2)
    leftmost = min(x.values())
    return [replace(person, x=x[person.id] - leftmost) for person in people]


def _spread(x: dict[str, float], people: list[Person], middle: float) -> None:
    for place, person in enumerate(sorted(people, key=_men_first)):
        x[person.id] = middle + place - (len(people) - 1) / 2


def _men_first(person: Person) -> int:
    """Couples stand with the man at the left; brothers and sisters in the order of the record, the patient first."""
    if person.place in (Place.PATERNAL_GRANDPARENT, Place.MATERNAL_GRANDPARENT):
        return 0 if person.sex is Sex.MALE else 1
    return 0


def _families(people: list[Person]) -> list[Family]:
    def ids(*places: Place) -> tuple[str, ...]:
        return tuple(person.id for person in people if person.place in places)

    wanted = (
        (ids(Place.PATERNAL_GRANDPARENT), ids(Place.PATERNAL_SIBLING, Place.FATHER)),
        (ids(Place.MATERNAL_GRANDPARENT), ids(Place.MATERNAL_SIBLING, Place.MOTHER)),
        (ids(Place.FATHER, Place.MOTHER), ids(Place.SIBLING, Place.PATIENT)),
        (ids(Place.PATIENT), ids(Place.CHILD)),
    )
    return [Family(parents, children) for parents, children in wanted if parents and children]
