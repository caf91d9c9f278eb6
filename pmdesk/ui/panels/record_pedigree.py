"""The words of a pedigree: under each symbol, in its tooltip, in the legend, and as one text to be read aloud."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from pmdesk.core.record import PatientRecord
from pmdesk.records.pedigree import Pedigree, Person, Place
from pmdesk.ui.panels import record_words
from pmdesk.ui.widgets.clinical_numbers import quantity
from pmdesk.ui.widgets.coded_names import local_name


@dataclass(frozen=True)
class PedigreeWords:
    """Texts by the id of a person; ``spoken`` is the whole drawing in words."""

    labels: dict[str, tuple[str, ...]]
    tips: dict[str, str]
    spoken: str
    note: str


def pedigree_words(record: PatientRecord, pedigree: Pedigree, on: date) -> PedigreeWords:
    """Words for everybody who is drawn; ``on`` is the day on which the patient's age is taken."""
    labels, tips = {}, {}
    for person in pedigree.people:
        age = record.age_on(on) if person.place is Place.PATIENT else person.age_years
        labels[person.id] = _label(person, age)
        tips[person.id] = "\n".join(_tip(person, age))
    spoken = "; ".join(tips[person.id].replace("\n", ", ") for person in pedigree.people if person.is_stated)
    return PedigreeWords(
        labels=labels,
        tips=tips,
        spoken=spoken,
        note=_note(record, pedigree),
    )


def _who(person: Person) -> str:
    match person.place:
        case Place.PATIENT:
            return QCoreApplication.translate("Pedigree", "patient")
        case Place.FATHER:
            return record_words.relation("FTH")
        case Place.MOTHER:
            return record_words.relation("MTH")
    return record_words.relation(person.relation) if person.relation else ""


def _illness_words(name: str, onset: float | None) -> str:
    if onset is None:
        return local_name(name)
    return QCoreApplication.translate("Pedigree", "{disease} at {age}").format(
        disease=local_name(name), age=quantity(onset)
    )


def _age_words(person: Person, age: float | None) -> str:
    if person.is_deceased:
        if age is None:
            return QCoreApplication.translate("Pedigree", "deceased")
        return QCoreApplication.translate("Pedigree", "deceased at {age}").format(age=quantity(age))
    return "" if age is None else QCoreApplication.translate("Pedigree", "{age} y").format(age=quantity(age))


def _label(person: Person, age: float | None) -> tuple[str, ...]:
    if not person.is_stated:
        return ()
    years = _age_words(person, age)
    who = _who(person)
    both = QCoreApplication.translate("Pedigree", "{person}, {age}").format(person=who, age=years)
    head = both if who and years else who or years
    return (head, *(_short_illness(one.name, one.onset_age_years) for one in person.illnesses[:3]))


def _short_illness(name: str, onset: float | None) -> str:
    """Age first, so that it survives where the name is cut."""
    if onset is None:
        return local_name(name)
    return QCoreApplication.translate("Pedigree", "{age} y: {disease}").format(
        age=quantity(onset), disease=local_name(name)
    )


def _tip(person: Person, age: float | None) -> list[str]:
    if not person.is_stated:
        return [QCoreApplication.translate("Pedigree", "Nothing is stated about this person")]
    lines = [part for part in (_who(person), _age_words(person, age)) if part]
    return [*lines, *(_illness_words(one.name, one.onset_age_years) for one in person.illnesses)]


def _note(record: PatientRecord, pedigree: Pedigree) -> str:
    parts = [_signs(pedigree)] if len(pedigree.people) > 1 else []
    if pedigree.not_drawn:
        entries = {entry.id: entry for entry in record.family_history}
        names = dict.fromkeys(record_words.relation(entries[one].relation) for one in pedigree.not_drawn)
        parts.append(
            QCoreApplication.translate(
                "Pedigree", "Only in the table, because their place in the family is not known: {relatives}."
            ).format(relatives=", ".join(names))
        )
    if pedigree.perhaps_same:
        names = dict.fromkeys(record_words.relation(code) for code in pedigree.perhaps_same)
        parts.append(
            QCoreApplication.translate(
                "Pedigree",
                "Several entries do not say which relative is meant; they may be one person: {relatives}.",
            ).format(relatives=", ".join(names))
        )
    return " ".join(part for part in parts if part)


def _signs(pedigree: Pedigree) -> str:
    """What the signs in the symbols mean, for those that are drawn."""
    names = {name.casefold() for name in pedigree.conditions}
    signs = [QCoreApplication.translate("Pedigree", "arrow: patient")]
    if any(one.name.casefold() not in names for person in pedigree.people for one in person.illnesses):
        signs.append(QCoreApplication.translate("Pedigree", "+: another disease"))
    if not all(person.is_stated for person in pedigree.people):
        signs.append(QCoreApplication.translate("Pedigree", "?: nothing is stated about this person"))
    if any(person.is_deceased for person in pedigree.people):
        signs.append(QCoreApplication.translate("Pedigree", "line through: deceased"))
    return "  ·  ".join(signs) + "  ·  "
