"""What follows from a case: biomarkers, risks and options, worked out anew after every change."""

from collections.abc import Callable
from dataclasses import replace

from pmdesk.core.biomarker import Biomarker
from pmdesk.core.record import PatientRecord
from pmdesk.core.variant import Genome
from pmdesk.genomics.interpret import biomarkers
from pmdesk.services.case import Case
from pmdesk.services.comparer import Comparer
from pmdesk.services.learned_models import learned_scores
from pmdesk.services.nodule_risks import nodule_risks
from pmdesk.services.patient_risks import PatientRisks
from pmdesk.treatment.facts import RecordStatements, case_facts
from pmdesk.treatment.knowledge import load_knowledge
from pmdesk.treatment.rules import treatment_options


class Deriver:
    """Fills in what follows from a case: the comparison with an earlier CT, biomarkers, risks and options.

    A record that may belong to another patient is not used until the user confirms it. The biomarkers of a genome
    are kept while it stays the same: a whole genome takes a fifth of a second. So is what a record says of diseases.
    One thread at a time may ask; the session's job does, beside the window.

    Parameters
    ----------
    with_genetic
        True: clinical risks are also combined with polygenic scores where a study allows it.
    with_unverified
        Asked each time: scores that nobody compared with a source are computed too.
    """

    def __init__(
        self, *, with_genetic: bool = False, with_unverified: Callable[[], bool] = lambda: False
    ) -> None:
        self._compare = Comparer()
        self._patient_risks = PatientRisks(with_genetic=with_genetic, with_unverified=with_unverified)
        self._record: PatientRecord | None = None
        self._statements = RecordStatements()
        self._genome: Genome | None = None
        self._biomarkers: tuple[Biomarker, ...] = biomarkers(None)

    def __call__(self, case: Case) -> Case:
        """The case with everything that follows from it."""
        if case.genome is not self._genome:
            self._genome, self._biomarkers = case.genome, biomarkers(case.genome)
        record = case.record if case.record_confirmed else None
        if record is not self._record:
            self._record, self._statements = record, RecordStatements.of(record)
        comparison = self._compare(case)
        risks = nodule_risks(case, comparison, self._patient_risks.facts(case)) + self._patient_risks(case)
        risks += learned_scores(case.learned, record)
        facts = case_facts(
            record, self._biomarkers, risks, on=case.reference_date, statements=self._statements
        )
        options = treatment_options(facts, load_knowledge())
        return replace(case, comparison=comparison, risks=risks, biomarkers=self._biomarkers, options=options)
