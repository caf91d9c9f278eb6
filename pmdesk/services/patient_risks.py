"""Every published score of the patient as a whole, from the record as of the day of the case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.record import PatientRecord
from pmdesk.core.risk import UNVERIFIED, RiskScore, RiskState
from pmdesk.core.volume import ImagePatient
from pmdesk.risk.input_table import ModelUse, input_table
from pmdesk.risk.knowledge import reason
from pmdesk.risk.patient_score import PatientInputs, score_patient
from pmdesk.risk.polygenic import CORONARY_WITH_POLYGENIC
from pmdesk.risk.tables import TableModel, column_model
from pmdesk.services.case import Case
from pmdesk.services.genetic_risk import coronary_with_polygenic
from pmdesk.services.record_facts import RecordFacts
from pmdesk.services.risk_inputs import patient_inputs

PATIENT = NodeRef(NodeKind.PATIENT, "patient")
"""Subject of the scores that are not about one finding."""

PREVENT_VARIANTS = ("prevent-base", "prevent-hba1c", "prevent-uacr", "prevent-full")
_PREVENT_OPTIONAL = ("hba1c", "uacr", "sdi")


def patient_facts(case: Case, on: date | None = None) -> RecordFacts:
    """Facts of the case as of a day; None: the day of the case. A record that may be another patient's says nothing."""
    description = case.description
    patient = description.patient if description is not None else None
    record = case.record if case.record_confirmed else None
    return RecordFacts(record, on or case.reference_date, patient)


def patient_risks(
    case: Case, *, with_genetic: bool = False, with_unverified: bool = False
) -> tuple[RiskScore, ...]:
    """The scores that are shown for the patient, in the order of the knowledge table.

    Of the four PREVENT models one is chosen by what is known. Questionnaires, stages and the like are left out while
    nobody has answered any of their questions.

    Parameters
    ----------
    with_genetic
        True adds the clinical risks that are combined with a polygenic score (`pmdesk.services.genetic_risk`).
    with_unverified
        True adds what nobody compared with a source (`RiskScore.is_unverified`).

    Returns
    -------
    tuple of RiskScore
        Computed, incomplete or not applicable; empty where there is neither a record nor an image.
    """
    if case.record is None and case.volume is None:
        return ()
    return risks_of(patient_facts(case), with_genetic=with_genetic, with_unverified=with_unverified)


def risks_of(
    facts: RecordFacts, *, with_genetic: bool = False, with_unverified: bool = False
) -> tuple[RiskScore, ...]:
    """`patient_risks` of facts that are at hand."""
    scores: list[RiskScore] = []
    chosen = _chosen_prevent(facts)
    for model_id, use in input_table().models.items():
        if model_id in PREVENT_VARIANTS and model_id != chosen:
            continue
        model = known_model(model_id)
        if model.grade == UNVERIFIED and not with_unverified:
            continue
        inputs = patient_inputs(model, facts)
        if use.answered and not any(name in inputs.known for name in use.answered):
            continue
        score = _score(model, use, inputs, facts)
        scores.append(score if with_unverified else without_unverified(score))
        if with_genetic and model_id == chosen:
            together = coronary_with_polygenic(facts, scores[-1])
            scores += [together] if together is not None else []
    return tuple(scores)


def without_unverified(score: RiskScore) -> RiskScore:
    """The score as it is shown while what is not verified is off: such a result is withheld, and that is said."""
    if not score.is_unverified or score.state is not RiskState.COMPUTED:
        return score
    model = known_model(score.model_id)
    return replace(
        score,
        title=model.words.title,
        grade=model.grade,
        state=RiskState.NOT_APPLICABLE,
        probability=None,
        interval=None,
        value=None,
        unit="",
        category="",
        category_text=None,
        management=None,
        figures=(),
        missing=(),
        reasons=(reason("unverified_withheld"),),
    )


def patient_risk(case: Case, model_id: str, on: date | None = None) -> RiskScore:
    """One model, also where `patient_risks` leaves it out.

    Raises
    ------
    KeyError
        No model of this id is applied to patients.
    """
    return risk_of(patient_facts(case, on), model_id)


def risk_of(facts: RecordFacts, model_id: str) -> RiskScore:
    """`patient_risk` of facts that are at hand."""
    if model_id == CORONARY_WITH_POLYGENIC.id:
        together = coronary_with_polygenic(facts, risk_of(facts, _chosen_prevent(facts)))
        if together is None:
            raise KeyError(model_id)
        return together
    use, model = input_table().models[model_id], known_model(model_id)
    return _score(model, use, patient_inputs(model, facts), facts)


def known_model(model_id: str) -> TableModel:
    """The model of an id; raises KeyError for an unknown one."""
    model = column_model(model_id)
    if model_id == CORONARY_WITH_POLYGENIC.id:
        return CORONARY_WITH_POLYGENIC
    if model is None:
        raise KeyError(model_id)
    return model


def _score(model: TableModel, use: ModelUse, inputs: PatientInputs, facts: RecordFacts) -> RiskScore:
    return score_patient(model, use, inputs, PATIENT, facts.on)


def _chosen_prevent(facts: RecordFacts) -> str:
    """The PREVENT model that uses what is known: full for more than one further value, or for the deprivation index."""
    full = known_model("prevent-full")
    known = patient_inputs(full, facts).known
    usable = [
        name
        for name in _PREVENT_OPTIONAL
        if name in known and full.input(name).within_limits(float(known[name].value))
    ]
    if not usable:
        return "prevent-base"
    return f"prevent-{usable[0]}" if len(usable) == 1 and usable[0] != "sdi" else "prevent-full"


class PatientRisks:
    """Facts and scores of the patient, kept while record, day and image headers stay the same objects.

    Parameters
    ----------
    with_unverified
        Asked each time: the user may switch it.
    """

    def __init__(
        self, *, with_genetic: bool = False, with_unverified: Callable[[], bool] = lambda: False
    ) -> None:
        self._with_genetic, self._with_unverified = with_genetic, with_unverified
        self._unverified_shown = False
        self._asked: tuple[PatientRecord | None, date, ImagePatient | None] | None = None
        self._facts = RecordFacts(None, date.min)
        self._scores: tuple[RiskScore, ...] | None = None

    def facts(self, case: Case) -> RecordFacts:
        """`patient_facts`."""
        description = case.description
        patient = description.patient if description is not None else None
        record = case.record if case.record_confirmed else None
        asked = (record, case.reference_date, patient)
        if self._asked is None or self._asked[0] is not record or self._asked[1:] != asked[1:]:
            self._asked, self._facts, self._scores = asked, patient_facts(case), None
        return self._facts

    def __call__(self, case: Case) -> tuple[RiskScore, ...]:
        """`patient_risks`."""
        if case.record is None and case.volume is None:
            return ()
        facts = self.facts(case)
        if self._scores is None or self._unverified_shown is not self._with_unverified():
            self._unverified_shown = self._with_unverified()
            self._scores = risks_of(
                facts, with_genetic=self._with_genetic, with_unverified=self._unverified_shown
            )
        return self._scores
