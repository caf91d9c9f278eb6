"""What a reader of an external validation must know: of the table, of the rows, and whether they are new at all.

A package keeps no rows, and no hash of rows or of its table either: whoever knows all of a table but one patient could
try that patient's possible rows against a hash. So whether a patient of this table was in the training cannot be told.
What can be told: a package states how many rows and events it had and the range of every number. A table, or one site
of it, with the same of all is taken for the training data.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.learned.documents import Figure, Finding, Severity
from pmdesk.risk.learned.external_documents import ExternalValidation
from pmdesk.risk.learned.external_rows import TestedRows
from pmdesk.risk.learned.leakage import REFUSED_SHARE
from pmdesk.risk.learned.manifest import ClassificationManifest, LearnedManifest

WANTED_EVENTS = 100
"""Patients with, and without, the outcome below which a validation says little (Collins et al., Stat Med
2016;35:214-226; Vergouwe et al., J Clin Epidemiol 2005;58:475-483)."""
MOSTLY = 0.5
FEWEST_RANGES = 2
"""A package that states fewer ranges of numbers says too little to recognise its table by."""


def external_findings(
    document: ExternalValidation,
    manifest: LearnedManifest,
    rows: TestedRows,
    sites: NDArray[np.object_] | None = None,
) -> Iterator[Finding]:
    """Findings by severity.

    Parameters
    ----------
    sites
        (n) hospital of each row used; None: not known.
    """
    found = [
        *_training_data(manifest, rows, sites),
        *_of_outcome(document),
        *_of_rows(document),
        *_of_inputs(document),
        *_of_figures(document, manifest),
    ]
    order = list(Severity)
    return iter(sorted(found, key=lambda item: order.index(item.severity)))


def _training_data(
    manifest: LearnedManifest, rows: TestedRows, sites: NDArray[np.object_] | None
) -> Iterator[Finding]:
    everyone = np.ones(len(rows.outcome), dtype=np.bool_)
    if looks_like_training(manifest, rows, everyone):
        yield _severe("validation.training_data", where="")
    for site in () if sites is None else sorted(set(sites)):
        members = sites == site
        if not members.all() and looks_like_training(manifest, rows, members):
            yield _severe("validation.training_data_site", where=site or "?")
    yield Finding(code="validation.cannot_know", severity=Severity.NOTE)


def looks_like_training(manifest: LearnedManifest, rows: TestedRows, members: NDArray[np.bool_]) -> bool:
    """Whether as many rows and events, and the least and greatest value of every number, are those of the training."""
    counted = next(
        (one for one in manifest.evaluation if not one.subgroup and one.metric in ("events", "deaths")), None
    )
    if counted is None or len(manifest.seen) < FEWEST_RANGES:
        return False
    if (counted.n, counted.value) != (int(members.sum()), float(rows.outcome[members].sum())):
        return False
    part = rows.frame[members]
    return all(
        bool(np.allclose((part[name].min(), part[name].max()), seen)) for name, seen in manifest.seen.items()
    )


def _of_outcome(document: ExternalValidation) -> Iterator[Finding]:
    said: dict[str, list[str]] = {meaning: [] for meaning in ("yes", "no")}
    for value in document.outcome.values:
        if value.meaning != "not known":
            said[value.meaning].append(value.value)
    if len(said["no"]) > 1:
        yield Finding(
            code="learning.several_negatives",
            severity=Severity.WARNING,
            columns=(document.outcome.column,),
            params={"positive": ", ".join(said["yes"]), "values": ", ".join(said["no"])},
        )
    if document.survival is None and document.events in (0, document.rows):
        yield _warning("validation.one_outcome")
    fewer = document.events if document.survival else min(document.events, document.rows - document.events)
    if fewer < WANTED_EVENTS:
        yield _warning("validation.few_events", events=fewer, wanted=WANTED_EVENTS)


def _of_rows(document: ExternalValidation) -> Iterator[Finding]:
    refused = document.table.rows - document.rows
    if refused:
        share = refused / document.table.rows
        yield Finding(
            code="learning.rows_refused",
            severity=Severity.WARNING if share > REFUSED_SHARE else Severity.NOTE,
            params={"rows": refused, "share": round(share, 3)},
        )
    if not document.patient_column:
        yield Finding(code="learning.no_patient_column", severity=Severity.NOTE)


def _of_inputs(document: ExternalValidation) -> Iterator[Finding]:
    absent = [use.column for use in document.inputs if not use.read_from]
    if absent:
        yield Finding(
            code="validation.columns_absent",
            severity=Severity.WARNING,
            columns=tuple(absent),
            params={"columns": ", ".join(absent)},
        )
    mostly = [use for use in document.inputs if use.read_from and use.unknown > MOSTLY * document.rows]
    if mostly:
        yield Finding(
            code="validation.mostly_unknown",
            severity=Severity.WARNING,
            columns=tuple(use.column for use in mostly),
            params={"columns": ", ".join(f"{use.column} ({use.unknown})" for use in mostly)},
        )
    taken = [use for use in document.inputs if use.read_from not in ("", use.column)]
    if taken:
        yield Finding(
            code="validation.other_names",
            severity=Severity.NOTE,
            params={"columns": ", ".join(f"{use.column} = {use.read_from}" for use in taken)},
        )
    outside = [use for use in document.inputs if use.outside_training]
    if outside:
        yield Finding(
            code="validation.outside_training",
            severity=Severity.NOTE,
            params={"columns": ", ".join(f"{use.column} ({use.outside_training})" for use in outside)},
        )


def _of_figures(document: ExternalValidation, manifest: LearnedManifest) -> Iterator[Finding]:
    part = document.classification
    if part is None:
        return
    if isinstance(manifest, ClassificationManifest) and part.at_threshold is None:
        yield Finding(code="validation.no_threshold", severity=Severity.NOTE)
    intercept, slope = part.figures.calibration_intercept, part.figures.calibration_slope
    if _misses(intercept, 0.0):
        code = (
            "validation.predicts_too_little" if (intercept.value or 0) > 0 else "validation.predicts_too_much"
        )
        yield _warning(code)
    if _misses(slope, 1.0):
        code = "validation.too_extreme" if (slope.value or 0) < 1 else "validation.too_moderate"
        yield _warning(code)


def _misses(figure: Figure, right: float) -> bool:
    """Whether the interval leaves the right value out."""
    return figure.low is not None and figure.high is not None and not figure.low <= right <= figure.high


def _warning(code: str, **params: str | int | float) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, params=params)


def _severe(code: str, **params: str | int | float) -> Finding:
    return Finding(code=code, severity=Severity.SEVERE, params=params)
