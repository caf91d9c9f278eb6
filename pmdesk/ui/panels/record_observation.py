"""A laboratory value or vital sign typed in: its analyte, its unit, and whether a living adult can have it."""

from PySide6.QtCore import QCoreApplication

from pmdesk.core.analytes import Analyte, analyte_of, analytes, coding_of
from pmdesk.core.record import Coding, Observation
from pmdesk.core.texts import Language
from pmdesk.core.units import convert, is_plausible, looks_swapped, ucum_of
from pmdesk.ui.panels.node_words import coding_text
from pmdesk.ui.panels.record_columns import BY_HAND, Entry, EntryInvalidError, dated, number
from pmdesk.ui.widgets.clinical_numbers import quantity, unit_sign

_SEPARATOR = " · "


def analyte_choices(language: Language) -> tuple[str, ...]:
    """What the name's box suggests: both names, the code and the short names that people type."""
    return tuple(choice_text(one, language) for one in analytes())


def choice_text(one: Analyte, language: Language) -> str:
    """``HbA1c · 糖化血红蛋白 · 4548-4 · A1c``: searched as a whole, and unique."""
    first, second = (
        (one.label.zh, one.label.en) if language is Language.CHINESE else (one.label.en, one.label.zh)
    )
    return _SEPARATOR.join(
        dict.fromkeys(part for part in (first, second, *one.loinc[:1], *one.aliases[:3]) if part)
    )


def chosen_analyte(text: str) -> Analyte | None:
    """The analyte of a suggestion taken, of its whole name or its LOINC code.

    None for anything else: short names mean other things elsewhere, so they suggest and never decide.
    """
    first = text.split(_SEPARATOR, maxsplit=1)[0].strip().casefold()
    for one in analytes():
        if first in (one.label.en.casefold(), one.label.zh.casefold()) or first in one.loinc:
            return one
    return None


def range_words(one: Analyte, unit: str) -> str:
    """What is plausible in a living adult, in ``unit`` where it can be converted, else in the analyte's own."""
    try:
        low, high = (convert(limit, one.unit, unit, one) for limit in (one.minimum, one.maximum))
    except Exception:  # noqa: BLE001  an unknown unit leaves the analyte's own
        low, high, unit = one.minimum, one.maximum, one.unit
    return f"{_rounded(low)}–{_rounded(high)} {unit_sign(unit)}".strip()


def _rounded(value: float) -> str:
    return quantity(float(f"{value:.3g}"))


def make_observation(texts: dict[str, str], entry_id: str, before: Entry | None) -> Observation:
    """An observation from the texts of the form.

    Raises
    ------
    EntryInvalidError
        The value is not plausible for its analyte, or a number or date is none.
    """
    coding, one = _coding(texts["name"], texts["unit"], before)
    try:
        value, words = number(texts["value"]), ""
    except EntryInvalidError:
        value, words = None, texts["value"]
    if value is None and one is not None and words:
        raise EntryInvalidError(
            QCoreApplication.translate("RecordEntries", "{text} is not a number").format(text=words)
        )
    unit = ucum_of(texts["unit"]) or texts["unit"]
    if one is not None and value is not None and unit:
        _refuse_implausible(one, value, unit)
    low, high = number(texts["low"]), number(texts["high"])
    if low is not None and high is not None and low > high:
        raise EntryInvalidError(
            QCoreApplication.translate("RecordEntries", "The lower limit is above the upper limit")
        )
    return Observation(
        id=entry_id,
        coding=coding,
        value=value,
        text=words,
        unit=unit,
        reference_low=low,
        reference_high=high,
        category=_category(one, before),
        **dated(texts["date"], "taken_on"),
        source=BY_HAND,
    )


def _coding(name: str, unit: str, before: Entry | None) -> tuple[Coding, Analyte | None]:
    if before is not None and coding_text(before.coding) == name:
        return before.coding, analyte_of(before.coding)
    one = chosen_analyte(name)
    return (Coding(display=name), None) if one is None else (coding_of(one, unit), one)


def _category(one: Analyte | None, before: Entry | None) -> str:
    if before is not None:
        return str(before.category)
    if one is None:
        return ""
    return "vital-signs" if one.group == "vital-signs" else "laboratory"


def _refuse_implausible(one: Analyte, value: float, unit: str) -> None:
    plausible = is_plausible(value, unit, one)
    if plausible:
        return
    if plausible is None:
        raise EntryInvalidError(
            QCoreApplication.translate(
                "RecordEntries", "{unit} is no unit of this test; its units are: {units}"
            ).format(unit=unit, units=" ".join(unit_sign(other) for other in one.units))
        )
    words = QCoreApplication.translate(
        "RecordEntries", "{value} {unit} is outside what a living adult can have: {range}."
    ).format(value=quantity(value), unit=unit_sign(unit), range=range_words(one, unit))
    other = looks_swapped(value, unit, one)
    if other is not None:
        words += " " + QCoreApplication.translate("RecordEntries", "Did you mean {value} {unit}?").format(
            value=quantity(value), unit=unit_sign(other)
        )
    raise EntryInvalidError(words)
