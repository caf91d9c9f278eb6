"""Whose a resource is: by reference, by identifier, by a patient contained in it."""

from collections.abc import Callable
from typing import Any

from pmdesk.records.fhir_elements import Resource

Identifier = tuple[str, str]
"""System (empty where it is not stated) and value."""

OTHER, UNSURE, OTHER_FOCUS = "fhir.other_patient", "fhir.subject_unsure", "fhir.other_focus"
"""Codes of the notes about a resource that is not the patient's, or not surely."""


class Subject:
    """The file's patient, as resources may name them.

    Parameters
    ----------
    references
        How the patient is referred to.
    identifiers
        The patient's identifiers.
    resolve
        The resource that a reference of a resource means, None where it is not in the file.
    """

    def __init__(
        self,
        references: set[str],
        identifiers: set[Identifier],
        resolve: Callable[[Resource, object], Resource | None],
    ) -> None:
        self._references = references
        self._identifiers = identifiers
        self._resolve = resolve

    def fault_of(self, resource: Resource) -> str:
        """Code of the note for what is not this patient's; empty where nothing says otherwise."""
        about = resource.get("focus")
        if isinstance(about, list) and any(self._fault(resource, one) for one in about):
            return OTHER_FOCUS
        return self._fault(resource, resource.get("subject") or resource.get("patient"))

    def _fault(self, resource: Resource, named: Any) -> str:
        if not isinstance(named, dict):
            return ""
        reference = named.get("reference")
        if isinstance(reference, str) and reference:
            return self._by_reference(resource, named, reference)
        stated = identifiers_of([named.get("identifier")])
        return self._by_identifier(stated) if stated else ""

    def _by_reference(self, resource: Resource, named: dict[str, Any], reference: str) -> str:
        if reference.startswith("#"):
            inside = self._resolve(resource, named)
            if inside is None or inside.get("resourceType") != "Patient":
                return OTHER
            return self._by_identifier(identifiers_of(inside.get("identifier")))
        kind, mark, query = reference.partition("?identifier=")
        if mark:
            system, _, value = query.rpartition("|")
            return OTHER if not kind.endswith("Patient") else self._by_identifier({(system, value)})
        bare = reference.split("/_history", maxsplit=1)[0]
        is_known = any(bare == known or bare.endswith("/" + known) for known in self._references)
        return "" if is_known else OTHER

    def _by_identifier(self, stated: set[Identifier]) -> str:
        if not stated or not self._identifiers:
            return UNSURE
        is_same = any(
            value == own and (system == space or not system or not space)
            for system, value in stated
            for space, own in self._identifiers
        )
        return "" if is_same else OTHER


def identifiers_of(stated: object) -> set[Identifier]:
    """(system, value) of a list of Identifiers."""
    listed = stated if isinstance(stated, list) else []
    return {
        (str(item.get("system") or ""), str(item["value"]))
        for item in listed
        if isinstance(item, dict) and item.get("value")
    }
