"""The resources of a FHIR file one by one: the deleted ones left out, each with an id, contained results lifted out."""

from collections import Counter
from typing import Any

from pmdesk.records.fhir_codes import IGNORED_TYPES
from pmdesk.records.fhir_elements import Resource
from pmdesk.records.importing import NotUnderstood

Entry = tuple[str, Resource]
"""fullUrl (empty where there is none) and resource."""

_LIFTED = frozenset({"Observation"})
"""Contained resources that are read like any other."""

_LOOKED_UP = IGNORED_TYPES | {"Patient", "Substance", "Encounter"}
"""Contained resources that something refers to, or that a record has no place for."""

_LONGEST_ID = 64


def bundle_entries(content: dict[str, Any], problems: list[NotUnderstood]) -> list[Entry]:
    """The resources of a bundle that it does not delete; what else it holds or lacks is noted."""
    entries = [entry for entry in content.get("entry", []) if isinstance(entry, dict)]
    unread = len(content.get("entry", [])) - len(entries)
    is_history = content.get("type") == "history"
    deleted: set[str] = set()
    seen: set[str] = set()
    found: list[Entry] = []
    for entry in entries:
        resource = entry.get("resource")
        place = _place(entry, resource)
        is_deletion = _method(entry) == "DELETE"
        if is_history and is_deletion and place not in seen:
            # the newest version comes first
            deleted.add(place)
        seen.add(place)
        if not isinstance(resource, dict):
            unread += not (is_history and is_deletion)
        elif is_deletion or (is_history and place in deleted):
            problems.append(_note(resource, "fhir.deleted"))
        else:
            found.append((str(entry.get("fullUrl") or ""), resource))
    if unread:
        problems.append(NotUnderstood("Bundle", "", "fhir.entry_empty", str(unread)))
    links = content.get("link")
    if isinstance(links, list) and any(
        isinstance(link, dict) and link.get("relation") == "next" for link in links
    ):
        problems.append(NotUnderstood("Bundle", "", "fhir.more_pages"))
    return found


def lifted(entries: list[Entry], problems: list[NotUnderstood]) -> list[Entry]:
    """The resources with ids of their own, and behind a report the results that it contains.

    Resources of a transaction have no id but a fullUrl, which then names them. A contained result has the subject of
    its report unless it states one.
    """
    found: list[Entry] = []
    for number, (url, stated) in enumerate(entries):
        resource = stated
        if not resource.get("id") and url:
            name = url.rpartition("/")[2].rpartition(":")[2]
            resource = {**resource, "id": name} if name else resource
        inside = resource.get("contained")
        contained = [item for item in inside if isinstance(item, dict)] if isinstance(inside, list) else []
        is_plain = all(_kind(item) in _LOOKED_UP for item in contained)
        if is_plain or _kind(resource) in IGNORED_TYPES:
            found.append((url, resource))
            continue
        names: dict[str, str] = {}
        results = []
        for item in contained:
            if _kind(item) in _LIFTED:
                results.append(_lifted(item, resource, number, contained))
                names[f"#{item.get('id')}"] = f"{item['resourceType']}/{results[-1]['id']}"
        for kind, count in _unread(contained).items():
            problems.extend([_note(resource, "fhir.contained_unread", kind)] * count)
        found.append((url, _renamed(resource, names)))
        found.extend(("", result) for result in results)
    return found


def _lifted(item: Resource, owner: Resource, number: int, contained: list[Any]) -> Resource:
    stem = str(owner.get("id") or f"contained{number}")
    made = {**item, "id": f"{stem}.{item.get('id')}"[-_LONGEST_ID:]}
    if "subject" not in made and isinstance(owner.get("subject"), dict):
        made["subject"] = owner["subject"]
    others = [one for one in contained if _kind(one) in _LOOKED_UP]
    return {**made, "contained": others} if others else made


def _renamed(resource: Resource, names: dict[str, str]) -> Resource:
    """The resource with its references to contained results leading to where they now stand."""
    changed = dict(resource)
    for key in ("result", "hasMember", "derivedFrom"):
        if isinstance(resource.get(key), list):
            changed[key] = [
                {**one, "reference": names.get(str(one.get("reference")), one.get("reference"))}
                if isinstance(one, dict) and one.get("reference")
                else one
                for one in resource[key]
            ]
    return changed


def _kind(resource: Resource) -> str:
    """What the resource says it is; a file may say so with a list."""
    return str(resource.get("resourceType") or "")


def _unread(contained: list[Resource]) -> Counter[str]:
    kinds = (_kind(item)[:60] for item in contained)
    return Counter(kind for kind in kinds if kind not in _LIFTED | _LOOKED_UP)


def _method(entry: dict[str, Any]) -> str:
    request = entry.get("request")
    return str(request.get("method") or "") if isinstance(request, dict) else ""


def _place(entry: dict[str, Any], resource: object) -> str:
    """``Condition/c1``: what an entry is about, whichever of its parts says so."""
    if isinstance(resource, dict) and resource.get("id"):
        return f"{resource.get('resourceType')}/{resource['id']}"
    request = entry.get("request")
    url = request.get("url") if isinstance(request, dict) and _method(entry) == "DELETE" else None
    return "/".join(str(url or entry.get("fullUrl") or "").split("/_history")[0].split("/")[-2:])


def _note(resource: Resource, reason: str, detail: str = "") -> NotUnderstood:
    kind, name = str(resource.get("resourceType") or ""), str(resource.get("id") or "")
    return NotUnderstood(kind[:60], name[:80], reason, detail)
