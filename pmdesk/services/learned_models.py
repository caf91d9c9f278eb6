"""Learned models for the patient of the open case: inputs from the record, result, explanation. Runs as a job.

Loading scikit-learn takes seconds, and so does the first call here; nothing of it happens when this is imported.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import RiskId
from pmdesk.core.progress import JobContext
from pmdesk.core.record import PatientRecord
from pmdesk.core.risk import InputMissing, InputUsed, RiskFigure, RiskScore, RiskState
from pmdesk.core.texts import Language, LocalizedText
from pmdesk.risk.compute_table import Cell
from pmdesk.risk.knowledge import ModelWords, joined, reason
from pmdesk.risk.learned.catalog import InstalledLearned, learned_packages
from pmdesk.risk.learned.columns import ColumnKind, TableColumn
from pmdesk.risk.learned.manifest import LearnedManifest, RecordLink, SurvivalManifest
from pmdesk.risk.learned.predicting import input_spec
from pmdesk.risk.table_cells import check_column
from pmdesk.risk.table_model import ERROR, NOTE
from pmdesk.services.analyte_values import converted
from pmdesk.services.case import Case, LearnedRisks
from pmdesk.services.known_fact import KnownFact
from pmdesk.services.learned_gates import refusals, unknown_gates
from pmdesk.services.patient_risks import PATIENT, patient_facts
from pmdesk.services.record_facts import RecordFacts

if TYPE_CHECKING:
    from pmdesk.risk.learned.package import LoadedLearned


class LearnedModels:
    """The installed packages, each loaded once, when it is first applied.

    Parameters
    ----------
    root
        A package, or a folder of packages; None for the user's and the product's.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._loaded: dict[Path, LoadedLearned] = {}
        self._lock = threading.Lock()

    def packages(self) -> tuple[InstalledLearned, ...]:
        """By id; of each id the newest version. Fast: nothing is loaded."""
        return learned_packages(self._root)

    def package(self, model_id: str) -> InstalledLearned | None:
        """The newest package of an id; None when there is none."""
        return next((one for one in self.packages() if one.manifest.id == model_id), None)

    def load(self, package: InstalledLearned) -> "LoadedLearned":
        """The package, checked and loaded.

        Raises
        ------
        FailedError
            A check fails.
        """
        from pmdesk.risk.learned.package import load_learned

        with self._lock:
            if package.path not in self._loaded:
                self._loaded[package.path] = load_learned(package.path)
            return self._loaded[package.path]

    def risks(self, case: Case) -> tuple[RiskScore, ...]:
        """`learned_risks` with these packages."""
        return self.risks_of(patient_facts(case)) if case.record is not None else ()

    def risks_of(self, facts: RecordFacts) -> tuple[RiskScore, ...]:
        """Models whose ``shown_with`` columns are known of the patient."""
        scores = []
        for package in self.packages():
            manifest = package.manifest
            known = known_columns(manifest, facts)
            if manifest.shown_with and all(name in known for name in manifest.shown_with):
                scores.append(self._score(package, facts))
        return tuple(scores)

    def _score(self, package: InstalledLearned, facts: RecordFacts) -> RiskScore:
        """The result for a patient; refused with the rule where the record says that the model is not for them."""
        known = known_columns(package.manifest, facts)
        refused = refusals(package.manifest, facts)
        if refused:
            return _refused(package, known, facts, refused)
        found = score(self.load(package), known, facts.on)
        said = unknown_gates(package.manifest, facts)
        return replace(found, reasons=(*found.reasons, *said)) if said else found

    def offers(self, case: Case) -> tuple[RiskScore, ...]:
        """The models whose ``shown_with`` columns nobody has answered, as incomplete scores that ask for them.

        Nothing is loaded for it.
        """
        if case.record is None or not case.record_confirmed:
            return ()
        facts = patient_facts(case)
        return tuple(found for package in self.packages() if (found := _offer(package, facts)) is not None)

    def risk(self, case: Case, model_id: str) -> RiskScore:
        """One model, also where `risks` leaves it out.

        Raises
        ------
        KeyError
            No package of this id.
        """
        package = self.package(model_id)
        if package is None:
            raise KeyError(model_id)
        return self._score(package, patient_facts(case))


def learned_risks(case: Case, models: LearnedModels | None = None) -> tuple[RiskScore, ...]:
    """Learned models that apply to the open case: those whose own questions have been answered.

    Returns
    -------
    tuple of RiskScore
        With an empty grade: none is a published score. Empty while no package's ``shown_with`` columns are known.
    """
    return (models or LearnedModels()).risks(case)


def _offer(package: InstalledLearned, facts: RecordFacts) -> RiskScore | None:
    manifest = package.manifest
    known = known_columns(manifest, facts)
    asked = [
        column
        for column in manifest.inputs
        if column.name not in known and (column.required or column.name in manifest.shown_with)
    ]
    if not any(column.name in manifest.shown_with for column in asked):
        return None
    refused = refusals(manifest, facts)
    if refused:
        return _refused(package, known, facts, refused)
    from pmdesk.risk.learned.package import lazy_columns

    words = lazy_columns(package.path, manifest).words
    return _sheet(manifest, words, known, RiskState.INCOMPLETE, facts.on, missing=asked)


def _refused(
    package: InstalledLearned,
    known: Mapping[str, "KnownCell"],
    facts: RecordFacts,
    reasons: tuple[LocalizedText, ...],
) -> RiskScore:
    from pmdesk.risk.learned.package import lazy_columns

    words = lazy_columns(package.path, package.manifest).words
    return _sheet(package.manifest, words, known, RiskState.NOT_APPLICABLE, facts.on, reasons=reasons)


def learned_of(ctx: JobContext, models: LearnedModels, case: Case) -> LearnedRisks | None:
    """Every learned model for the record of a case: computed, or asking for what would make it apply."""
    if case.record is None:
        return None
    ctx.check()
    scores = models.risks(case)
    ctx.check()
    return LearnedRisks(case.record, (*scores, *models.offers(case)))


def learned_scores(learned: LearnedRisks | None, record: PatientRecord | None) -> tuple[RiskScore, ...]:
    """The learned scores that may be shown of a record.

    Those of an earlier state of the record keep their place in the list without a number, until `learned_of` has
    answered for this one.
    """
    if learned is None or record is None:
        return ()
    if learned.record is record:
        return learned.scores
    return tuple(_pending(one) if one.state is RiskState.COMPUTED else one for one in learned.scores)


def _pending(score: RiskScore) -> RiskScore:
    return replace(
        score,
        state=RiskState.INCOMPLETE,
        probability=None,
        interval=None,
        value=None,
        figures=(),
        missing=(),
        inputs=(),
        reasons=(reason("learned_pending"),),
    )


@dataclass(frozen=True, slots=True)
class KnownCell:
    """A value as the model's table would have it, and the fact it came from."""

    cell: str
    fact: KnownFact


def answer_name(manifest: LearnedManifest, column: str) -> str:
    """Name under which a person's answer to a column stands in the record (`pmdesk.core.record.StatedInput`)."""
    return f"{manifest.id}.{column}"


def known_columns(manifest: LearnedManifest, facts: RecordFacts) -> dict[str, KnownCell]:
    """What is known of the columns; a person's answer goes before what is derived from the record."""
    known: dict[str, KnownCell] = {}
    for column in manifest.inputs:
        own = facts.stated(answer_name(manifest, column.name))
        link = manifest.record.get(column.name)
        if own is not None:
            known[column.name] = KnownCell(written(own.value), own)
        elif link is not None and (found := facts.get(link.fact)) is not None:
            cell = _linked(column, link, found)
            if cell is not None:
                known[column.name] = KnownCell(cell, found)
    return known


def _linked(column: TableColumn, link: RecordLink, found: KnownFact) -> str | None:
    """The fact in the words or the unit of the column; None where that cannot be said."""
    if link.values:
        return link.values.get(str(found.value).strip().casefold())
    if isinstance(found.value, bool | str):
        return written(found.value)
    unit = link.unit or column.unit
    value = found.value if not found.unit or found.unit == unit else _in_unit(found, link, unit)
    if value is None:
        return None
    return written(value) if link.above is None else written(value > link.above)


def _in_unit(found: KnownFact, link: RecordLink, unit: str) -> float | None:
    from pmdesk.core.analytes import analyte
    from pmdesk.risk.input_table import SourceKind, input_table

    sources = input_table().facts[link.fact].sources
    name = next((one.name for one in sources if one.kind is SourceKind.ANALYTE), None)
    return converted(float(found.value), found.unit, unit, None if name is None else analyte(name))


def written(value: bool | float | str) -> str:
    """A value as a cell of the model's table."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return repr(value) if isinstance(value, float) else str(value).strip()


def score(
    model: "LoadedLearned",
    known: Mapping[str, KnownCell],
    on: date | None = None,
    *,
    with_shares: bool = True,
) -> RiskScore:
    """The result of a model for one patient.

    Parameters
    ----------
    known
        By column (`known_columns`).
    on
        Day on which ages and "latest value" were taken.
    with_shares
        False: without what each input does to the result, which takes as long as the result.
    """
    manifest, words = model.manifest, model.columns.words
    absent = [column for column in manifest.inputs if column.name not in known]
    required = [column for column in absent if column.required]
    if required:
        return _sheet(manifest, words, known, RiskState.INCOMPLETE, on, missing=required)
    table = {name: [one.cell] for name, one in known.items()}
    english = model.predict(table)
    inputs = [column for column in absent if column in manifest.data.columns]
    if english[ERROR][0]:
        refusal = (_both(english[ERROR][0], model.predict(table, Language.CHINESE)[ERROR][0]),)
        too_few = len(inputs) > manifest.max_missing
        state = RiskState.INCOMPLETE if too_few else RiskState.NOT_APPLICABLE
        return _sheet(manifest, words, known, state, on, missing=inputs if too_few else (), reasons=refusal)
    cautions = dict.fromkeys(text for one in known.values() for text in one.fact.cautions)
    return _sheet(
        manifest,
        words,
        known,
        RiskState.COMPUTED,
        on,
        missing=inputs,
        reasons=(*_notes(model, table), *cautions),
        results=english,
        shares=_shares(model, table) if with_shares else None,
    )


def _shares(model: "LoadedLearned", table: Mapping[str, list[str]]) -> dict[str, float]:
    from pmdesk.risk.learned.explanation import explain

    explained = explain(model, model.checked_frame(table))[0]
    return {one.column: one.share for one in explained.contributions}


def _both(english: Cell, chinese: Cell) -> LocalizedText:
    text = str(english)
    return LocalizedText(en=text[:1].upper() + text[1:], zh=str(chinese))


def _notes(model: "LoadedLearned", table: Mapping[str, list[str]]) -> tuple[LocalizedText, ...]:
    """What must be said about the result, a sentence each, with the inputs by their labels."""
    columns = model.columns
    checked = {spec.name: check_column(spec, table.get(spec.name), 1).values for spec in columns.inputs}
    labels = {spec.name: spec.label for spec in columns.inputs}
    said: list[LocalizedText] = []
    for part in str(columns.evaluate(checked)[NOTE][0]).split(";"):
        code, _, about = part.partition("|")
        if about:
            names = joined(tuple(labels[name] for name in about.split(", ")))
            sentence = reason(code, input=names)
        elif code:
            sentence = columns.sentence(code, "")
        else:
            continue
        said.append(_both(sentence.en, sentence.zh))
    return tuple(said)


def _sheet(
    manifest: LearnedManifest,
    words: ModelWords,
    known: Mapping[str, KnownCell],
    state: RiskState,
    on: date | None,
    *,
    missing: list[TableColumn] | tuple[TableColumn, ...] = (),
    reasons: tuple[LocalizedText, ...] = (),
    results: Mapping[str, list[Cell]] | None = None,
    shares: Mapping[str, float] | None = None,
) -> RiskScore:
    probability, interval, outcome, figures = (
        _numbers(manifest, results) if results else (None, None, None, ())
    )
    return RiskScore(
        id=RiskId(f"{manifest.id}:{PATIENT.kind.value}"),
        model_id=manifest.id,
        model_version=manifest.version,
        title=words.title,
        subject=PATIENT,
        state=state,
        probability=probability,
        interval=interval,
        outcome=outcome or words.outcome,
        inputs=tuple(
            used_input(column, known[column.name], (shares or {}).get(column.name))
            for column in manifest.inputs
            if column.name in known
        ),
        missing=tuple(_missing(manifest, column) for column in missing),
        reasons=(reason("learned_model"), *reasons),
        evidence=words.evidence,
        not_for=words.not_for,
        figures=figures,
        field=manifest.purpose.field,
        population=words.population,
        computed_for=on,
        is_learned=True,
        is_favourable=isinstance(manifest, SurvivalManifest),
    )


Numbers = tuple[float | None, tuple[float, float] | None, LocalizedText | None, tuple[RiskFigure, ...]]


def _numbers(manifest: LearnedManifest, results: Mapping[str, list[Cell]]) -> Numbers:
    """Main probability with its interval and what it is of, and the other figures."""
    if not isinstance(manifest, SurvivalManifest):
        return _probability(results, "p"), _interval(results, "p"), None, ()
    last = manifest.times[-1]
    figures = [
        RiskFigure(one.name, one.label, probability=_probability(results, one.name))
        for one in manifest.times[:-1]
    ]
    median = results["median"][0]
    if median != "":
        label = reason("learned_median")
        figures.append(RiskFigure("median", label, value=float(median), unit=manifest.data.time_unit))
    return _probability(results, last.name), _interval(results, last.name), last.label, tuple(figures)


def _probability(results: Mapping[str, list[Cell]], name: str) -> float | None:
    cell = results[name][0]
    return None if cell == "" else float(cell)


def _interval(results: Mapping[str, list[Cell]], name: str) -> tuple[float, float] | None:
    cells = [results.get(f"{name}_{end}", [""])[0] for end in ("low", "high")]
    return None if "" in cells else (float(cells[0]), float(cells[1]))


def used_input(column: TableColumn, known: KnownCell, share: float | None) -> InputUsed:
    """The column as the score shows it."""
    spec, fact = input_spec(column), known.fact
    choice = known.cell.removesuffix(".0")
    value: bool | float | str = choice
    if column.kind is ColumnKind.FLAG:
        value = choice == "1"
    elif column.kind is ColumnKind.NUMBER:
        value = _number(known.cell)
    return InputUsed(
        column.name,
        spec.label,
        value,
        column.unit,
        fact.origin,
        fact.ref,
        share,
        spec.choice_label(choice) if column.kind is ColumnKind.CATEGORY else None,
        fact.taken_on,
        fact.document,
    )


def _number(cell: str) -> float | str:
    try:
        return float(cell)
    except ValueError:
        return cell  # refused, and shown as it stands


def _missing(manifest: LearnedManifest, column: TableColumn) -> InputMissing:
    ref = NodeRef(NodeKind.RECORD_FIELD, _fill(manifest, column))
    return InputMissing(column.name, input_spec(column).label, column.unit, ref)


def _fill(manifest: LearnedManifest, column: TableColumn) -> str:
    """Where it is filled in: a field of the record, or an answer of the model's own."""
    from pmdesk.risk.input_table import input_table

    link = manifest.record.get(column.name)
    fact = input_table().facts.get(link.fact) if link is not None else None
    if fact is not None and fact.fill:
        return fact.fill
    return f"input.{answer_name(manifest, column.name)}"
