"""What the readers of the FHIR types share: checking, references, ids, dates, and what was not understood."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from pydantic import ValidationError

from pmdesk.records.date_checks import DatePart
from pmdesk.records.fhir_elements import Resource, has_modifier, without_nulls
from pmdesk.records.fhir_subject import Identifier, Subject, identifiers_of
from pmdesk.records.importing import NotUnderstood

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_NOT_TO_BE_DROPPED = frozenset(
    {
        "resourceType",
        "status",
        "verificationStatus",
        "clinicalStatus",
        "modifierExtension",
        "implicitRules",
        "code",
        "subject",
        "patient",
    }
)


class ReadContext:
    """State of reading one patient's resources.

    Parameters
    ----------
    resources
        (fullUrl, resource) of every resource, as they lie in the file.
    is_own
        The file was written by this program: fields of the record stand in it as such, and nothing is concluded.
    """

    def __init__(self, resources: Iterable[tuple[str, Resource]], *, is_own: bool) -> None:
        self.is_own = is_own
        self.understood: Counter[str] = Counter()
        self.ignored: Counter[str] = Counter()
        self.problems: list[NotUnderstood] = []
        self.entry_ids: dict[str, list[str]] = {}
        """Reference of a resource to the ids of the record's entries that came of it."""
        self._ids: set[str] = set()
        self._by_reference: dict[str, Resource] = {}
        references: set[str] = set()
        identifiers: set[Identifier] = set()
        for url, resource in resources:
            names = reference_names(url, resource)
            self._by_reference |= dict.fromkeys(names, resource)
            if resource.get("resourceType") == "Patient":
                references |= names | {f"urn:uuid:{resource.get('id')}"}
                identifiers |= identifiers_of(resource.get("identifier"))
        self.subject = Subject(references, identifiers, self.referenced)

    def problem(self, resource: Resource, reason: str, detail: str = "") -> None:
        """Note what was not read, or not in full; ``detail`` never holds a patient's value."""
        self.problems.append(
            NotUnderstood(
                str(resource.get("resourceType") or "")[:60],
                str(resource.get("id") or "")[:80],
                reason,
                detail[:120],
            )
        )

    def unique_id(self, wanted: str, kind: str) -> str:
        """An id that no entry of the record has yet."""
        stem = wanted or f"{kind}-{len(self._ids) + 1}"
        name, number = stem, 2
        while name in self._ids:
            name, number = f"{stem}#{number}", number + 1
        self._ids.add(name)
        return name

    def referenced(self, owner: Resource, reference: object) -> Resource | None:
        """The resource that a Reference means, contained ones included; None when it is nowhere in the file."""
        target = reference.get("reference") if isinstance(reference, dict) else None
        if not isinstance(target, str):
            return None
        if target.startswith("#"):
            inside = (item for item in owner.get("contained", []) if isinstance(item, dict))
            return next((item for item in inside if f"#{item.get('id')}" == target), None)
        return self._by_reference.get(target) or self._by_reference.get(
            "/".join(target.split("/_history")[0].split("/")[-2:])
        )

    def day(self, resource: Resource, text: object, part: DatePart) -> tuple[date | None, str]:
        """Whole day, or the text of a date of less precision, which is noted."""
        if not isinstance(text, str) or not text:
            return None, ""
        try:
            return date.fromisoformat(text[:10]), ""
        except ValueError:
            if not self.is_own:
                self.problem(resource, "fhir.partial_date", part.value)
            return None, text[:10]

    def checked(self, resource: Resource, kind: str) -> Resource | None:
        """The resource without elements that FHIR does not allow; None when it is invalid beyond that."""
        from fhir.resources.R4B import get_fhir_model_class

        model = get_fhir_model_class(kind)
        late: Resource = {}
        try:
            resource = without_nulls(resource)
            if isinstance(resource.get("issued"), str) and _DATE.fullmatch(resource["issued"]):
                # an instant by the rules, a date in many files: kept as the date that it is
                late = {"issued": resource["issued"]}
                resource = {key: value for key, value in resource.items() if key != "issued"}
            if has_modifier(resource):
                # what is not understood may turn the meaning into its opposite
                self.problem(resource, "fhir.modifier")
                return None
            model.model_validate(resource)
        except ValidationError as error:
            wrong = {str(item["loc"][0]) for item in error.errors(include_input=False) if item["loc"]}
        except (ValueError, TypeError, AttributeError, RecursionError):
            self.problem(resource, "fhir.invalid")
            return None
        else:
            return {**resource, **late}
        if not wrong or wrong & _NOT_TO_BE_DROPPED:
            self.problem(resource, "fhir.invalid", ", ".join(sorted(wrong)))
            return None
        rest = {key: value for key, value in resource.items() if key not in wrong}
        try:
            model.model_validate(rest)
        except (ValueError, TypeError, AttributeError, RecursionError):
            self.problem(resource, "fhir.invalid", ", ".join(sorted(wrong)))
            return None
        self.problem(resource, "fhir.element_dropped", ", ".join(sorted(wrong)))
        return {**rest, **late}


def reference_names(url: str, resource: Resource) -> set[str]:
    """How other resources may refer to this one."""
    identifier = str(resource.get("id") or "")
    names = {url, f"{resource.get('resourceType')}/{identifier}" if identifier else ""}
    if (identifier and url.startswith("urn:uuid:")) or not url:
        names.add(f"urn:uuid:{identifier}" if identifier else "")
    return names - {""}


def current_versions(
    resources: list[tuple[str, Resource]], problems: list[NotUnderstood]
) -> list[tuple[str, Resource]]:
    """The resources without repetitions: of several versions of one the newest, of equal copies the first.

    Two resources of one type and id that differ and do not say which is newer both stay.
    """
    kept: dict[tuple[str, str], list[tuple[str, Resource]]] = {}
    order: list[tuple[str, Resource]] = []
    for url, resource in resources:
        identifier = str(resource.get("id") or "")
        kind = str(resource.get("resourceType") or "")
        if not identifier:
            order.append((url, resource))
            continue
        same = kept.setdefault((kind, identifier), [])
        if any(_content(other) == _content(resource) for _, other in same):
            problems.append(NotUnderstood(kind[:60], identifier[:80], "fhir.duplicate"))
            continue
        newest = max((_updated(other) for _, other in same), default="")
        if same and newest and _updated(resource) and newest != _updated(resource):
            problems.append(NotUnderstood(kind[:60], identifier[:80], "fhir.older_version"))
            if _updated(resource) < newest:
                continue
            order = [pair for pair in order if all(pair is not other for other in same)]
            same.clear()
        entry = (url, resource)
        same.append(entry)
        order.append(entry)
    return order


def _content(resource: Resource) -> str:
    plain = {key: value for key, value in resource.items() if key not in ("meta", "text")}
    try:
        return json.dumps(plain, sort_keys=True, ensure_ascii=False)
    except RecursionError:
        # nested beyond all reason: equal to nothing, and refused when it is checked
        return f"at {id(resource)}"


def _updated(resource: Resource) -> str:
    meta = resource.get("meta")
    return str(meta.get("lastUpdated") or "") if isinstance(meta, dict) else ""
