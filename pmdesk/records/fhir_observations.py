"""Observations of a FHIR file: results with their units, and what the record keeps of smoking, height and weight."""

from datetime import date

from pmdesk.core.analytes import Analyte, analyte_of
from pmdesk.core.record import Coding, Demographics, Observation, Smoking, SmokingStatus, SourceRef
from pmdesk.core.units import in_unit_of, is_plausible, looks_swapped
from pmdesk.records import fhir_codes as codes
from pmdesk.records.date_checks import DatePart
from pmdesk.records.fhir_context import ReadContext
from pmdesk.records.fhir_elements import (
    Resource,
    code_pairs,
    code_values,
    coding_of_concept,
    concept_text,
    dated,
    has_value,
    nested,
    number_of,
    quantity_text,
    source_of,
    ucum_of_quantity,
)
from pmdesk.records.fhir_own import is_field_copy, own_id, own_source
from pmdesk.records.importing import NotUnderstood

_TOBACCO = codes.SMOKING_STATUS | codes.PACK_YEARS
_LONGEST_TEXT = 2000
_UNREAD_VALUES = ("valueSampledData", "valueAttachment", "valueReference")


class ObservationReader:
    """Reads observations one after another and says at the end what follows from all of them."""

    def __init__(self, context: ReadContext) -> None:
        self._context = context
        self.observations: list[Observation] = []
        self._units: dict[str, set[str]] = {}
        self._smoking: list[tuple[date | None, int, SmokingStatus | None, str]] = []
        self._pack_years: list[tuple[date | None, int, float]] = []
        self._height: list[tuple[date | None, int, float]] = []
        self._weight: list[tuple[date | None, int, float]] = []

    def read(self, resource: Resource) -> bool:
        """Read one resource; False when nothing of it is in the record."""
        context = self._context
        if is_field_copy(resource):
            return True
        if resource.get("status") in ("cancelled", "registered"):
            context.problem(resource, "fhir.no_result", str(resource["status"]))
            return False
        when = resource.get("effectiveDateTime") or nested(resource, "effectivePeriod", "start")
        if resource.get("status") == "preliminary":
            context.problem(resource, "fhir.preliminary", "preliminary")
        when = when or resource.get("effectiveInstant") or resource.get("issued")
        day, partial = context.day(resource, when, DatePart.TAKEN)
        stem = context.unique_id(own_id(resource) or str(resource.get("id") or ""), "Observation")
        category = next((code for item in resource.get("category", []) for code in code_values(item)), "")
        parts = [part for part in self._parts(resource) if self._has_result(resource, part)]
        for part in parts:
            number = 0 if part is resource else resource["component"].index(part) + 1
            identifier = stem if number == 0 else context.unique_id(f"{stem}.{number}", "Observation")
            value, text, unit = self._value(resource, part)
            low, high = self._range(part, unit)
            observation = Observation(
                id=identifier,
                coding=coding_of_concept(part.get("code"), codes.LOINC),
                value=value,
                text=text[:_LONGEST_TEXT],
                unit=unit,
                reference_low=low,
                reference_high=high,
                category=category,
                taken_on=day,
                partial_date=partial,
                source=own_source(resource) or source_of("Observation", resource),
            )
            self.observations.append(observation)
            context.entry_ids.setdefault(f"Observation/{resource.get('id')}", []).append(identifier)
            if not context.is_own:
                self._interpret(resource, part, observation)
        return bool(parts) or bool(resource.get("hasMember"))

    def measured(self) -> Demographics:
        """Latest height (cm) and weight (kg)."""
        latest = {
            key: max(values, key=dated)[2]
            for key, values in (("height_cm", self._height), ("weight_kg", self._weight))
            if values
        }
        return Demographics(**latest)

    def smoking_history(self) -> Smoking:
        """The latest stated status; "never" after an earlier "former" or "current" contradicts itself."""
        stated = sorted((entry for entry in self._smoking if entry[2] is not None), key=dated)
        status = stated[-1][2] if stated else None
        if status is SmokingStatus.NEVER and any(entry[2] is not SmokingStatus.NEVER for entry in stated):
            self._context.problems.append(
                NotUnderstood("Observation", stated[-1][3], "fhir.smoking_contradiction")
            )
            status = None
        pack_years = max(self._pack_years, key=dated)[2] if self._pack_years else None
        document = f"Observation/{stated[-1][3]}" if stated else ""
        return Smoking(status=status, pack_years=pack_years, source=SourceRef(document=document))

    def note_several_units(self) -> None:
        """Note every analyte whose values stand in more than one unit."""
        for analyte_id, units in sorted(self._units.items()):
            if len(units) > 1:
                detail = f"{analyte_id}: {', '.join(sorted(units))}"
                self._context.problems.append(NotUnderstood("Observation", "", "fhir.several_units", detail))

    def _parts(self, resource: Resource) -> list[Resource]:
        components = resource.get("component", [])
        if not components:
            return [resource]
        return [resource, *components] if has_value(resource) else list(components)

    def _has_result(self, resource: Resource, part: Resource) -> bool:
        quantity = part.get("valueQuantity")
        is_empty = isinstance(quantity, dict) and number_of(quantity.get("value")) is None
        unread = next((key for key in _UNREAD_VALUES if key in part), "")
        if unread:
            self._context.problem(resource, "fhir.value_kind", unread)
            return False
        if (has_value(part) and not is_empty) or (self._context.is_own and part is resource):
            return True
        if not resource.get("hasMember"):
            # "not tested" is no result
            reason = next(iter(code_values(part.get("dataAbsentReason"))), "")
            self._context.problem(resource, "fhir.no_result", reason)
        return False

    def _value(self, resource: Resource, part: Resource) -> tuple[float | None, str, str]:
        """Number, text and UCUM unit of a result; a number that is not sure stays text."""
        known = analyte_in(part)
        quantity = part.get("valueQuantity")
        if isinstance(quantity, dict):
            return self._quantity(resource, quantity, known, code_pairs(part.get("code")))
        for key in ("valueInteger", "valueDecimal"):
            if key in part and not isinstance(part[key], bool):
                number = number_of(part[key])
                if number is not None and known is not None and known.unit.startswith("{"):
                    return self._plausible(resource, number, known.unit, known)
                self._context.problem(resource, "fhir.unit_unknown", key)
                return None, str(part[key]), ""
        if isinstance(part.get("valueCodeableConcept"), dict):
            return None, concept_text(part["valueCodeableConcept"]), ""
        if isinstance(part.get("valueString"), str):
            if known is not None and number_of(part["valueString"]) is not None:
                self._context.problem(resource, "fhir.number_as_text", known.id)
            return None, part["valueString"], ""
        return self._other_kind(resource, part)

    def _quantity(
        self, resource: Resource, quantity: Resource, known: Analyte | None, pairs: set[tuple[str, str]]
    ) -> tuple[float | None, str, str]:
        number = number_of(quantity.get("value"))
        unit, shown = ucum_of_quantity(quantity)
        if number is None:
            return None, "", ""
        if self._context.is_own:
            return number, "", str(quantity.get("code") or "")
        if quantity.get("comparator"):
            # "<5" is not 5
            self._context.problem(resource, "fhir.comparator", known.id if known else "")
            return None, f"{quantity['comparator']}{number:g} {shown}".strip(), ""
        if unit is None:
            if not pairs & _TOBACCO:
                self._context.problem(resource, "fhir.unit_unknown", shown[:40])
            return None, f"{number:g} {shown}".strip(), ""
        if known is None or pairs & _TOBACCO:
            return number, "", unit
        self._units.setdefault(known.id, set()).add(unit)
        return self._plausible(resource, number, unit, known)

    def _plausible(
        self, resource: Resource, number: float, unit: str, known: Analyte
    ) -> tuple[float | None, str, str]:
        """The number when a living adult can have it, else its text."""
        plausible = is_plausible(number, unit, known)
        if plausible is None:
            self._context.problem(resource, "fhir.unit_unusual", f"{known.id}: {unit}")
        if plausible is not False:
            return number, "", unit
        meant = looks_swapped(number, unit, known)
        if meant is None:
            self._context.problem(resource, "fhir.implausible", known.id)
        else:
            self._context.problem(resource, "fhir.unit_swapped", f"{known.id}: {unit} → {meant}")
        return None, f"{number:g} {unit}", ""

    def _other_kind(self, resource: Resource, part: Resource) -> tuple[float | None, str, str]:
        for key in ("valueDateTime", "valueTime"):
            if isinstance(part.get(key), str):
                return None, part[key], ""
        if isinstance(part.get("valueBoolean"), bool):
            return None, "true" if part["valueBoolean"] else "false", ""
        if isinstance(part.get("valueRatio"), dict):
            shown = (quantity_text(part["valueRatio"].get(end)) for end in ("numerator", "denominator"))
            return None, ":".join(shown), ""
        if isinstance(part.get("valueRange"), dict):
            return None, _range_text(part["valueRange"]), ""
        if isinstance(part.get("valuePeriod"), dict):
            return None, " – ".join(str(part["valuePeriod"].get(end, "?")) for end in ("start", "end")), ""
        return None, "", ""

    def _range(self, part: Resource, unit: str) -> tuple[float | None, float | None]:
        ranges = part.get("referenceRange") or []
        if len(ranges) != 1:
            return None, None
        bounds = []
        for end in ("low", "high"):
            bound = ranges[0].get(end)
            fits = isinstance(bound, dict) and (
                not (bound.get("unit") or bound.get("code"))
                or unit in (ucum_of_quantity(bound)[0], str(bound.get("code") or ""))
            )
            bounds.append(number_of(bound.get("value")) if isinstance(bound, dict) and fits else None)
        return bounds[0], bounds[1]

    def _interpret(self, resource: Resource, part: Resource, item: Observation) -> None:
        pairs = code_pairs(part.get("code"))
        order = len(self.observations)
        if pairs & codes.SMOKING_STATUS:
            answers = code_pairs(part.get("valueCodeableConcept"))
            known = {codes.SMOKING_ANSWERS[pair] for pair in answers if pair in codes.SMOKING_ANSWERS}
            status = known.pop() if len(known) == 1 else None
            if status is None and not answers & codes.SMOKING_NOT_KNOWN:
                self._context.problem(resource, "fhir.smoking_unclear")
            self._smoking.append((item.taken_on, order, status, str(resource.get("id") or "")))
        elif pairs & codes.PACK_YEARS:
            self._pack_years_of(resource, part, item, order)
        elif item.value is not None:
            known_as = analyte_in(part)
            for analyte_id, into in (("height", self._height), ("weight", self._weight)):
                if known_as is not None and known_as.id == analyte_id:
                    own = in_unit_of(known_as, item.value, item.unit)
                    if own is not None:
                        into.append((item.taken_on, order, round(own, 3)))

    def _pack_years_of(self, resource: Resource, part: Resource, item: Observation, order: int) -> None:
        shown = nested(part, "valueQuantity", "code") or nested(part, "valueQuantity", "unit") or ""
        number = number_of(nested(part, "valueQuantity", "value"))
        if number is None:
            return
        if "pack" not in str(shown).lower() or nested(part, "valueQuantity", "comparator"):
            self._context.problem(resource, "fhir.pack_years_unit", str(shown)[:40])
        elif not 0 <= number <= 400:
            self._context.problem(resource, "fhir.implausible", "8664-5")
        else:
            self._pack_years.append((item.taken_on, order, number))


def analyte_in(part: Resource) -> Analyte | None:
    """The analyte that any of the codes of an observation means."""
    pairs = sorted(code_pairs(part.get("code")))
    found = (analyte_of(Coding(system=system, code=code)) for system, code in pairs)
    return next((one for one in found if one is not None), None)


def _range_text(span: Resource) -> str:
    if "low" in span and "high" in span:
        return f"{quantity_text(span['low'])}–{quantity_text(span['high'])}"
    return f"≥ {quantity_text(span['low'])}" if "low" in span else f"≤ {quantity_text(span.get('high'))}"
