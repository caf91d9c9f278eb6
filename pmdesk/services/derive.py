"""What follows from a case: biomarkers, risks and options, computed anew after every change (milliseconds)."""

from dataclasses import replace

from pmdesk.core.biomarker import Biomarker
from pmdesk.core.variant import Genome
from pmdesk.genomics.interpret import biomarkers
from pmdesk.records.derived_facts import with_derived_facts
from pmdesk.risk.assess import assess_findings
from pmdesk.risk.facts import ClinicalFacts
from pmdesk.services.case import Case
from pmdesk.services.comparison import Comparer
from pmdesk.treatment.facts import case_facts
from pmdesk.treatment.knowledge import load_knowledge
from pmdesk.treatment.rules import treatment_options


class Deriver:
    """Fills in what follows from a case: the comparison with an earlier CT, biomarkers, risks and options.

    A record that may belong to another patient is not used until the user confirms it. The biomarkers of a genome
    are kept while it stays the same: a whole genome takes a fifth of a second.
    """

    def __init__(self) -> None:
        self._compare = Comparer()
        self._genome: Genome | None = None
        self._biomarkers: tuple[Biomarker, ...] = biomarkers(None)

    def __call__(self, case: Case) -> Case:
        """The case with everything that follows from it."""
        if case.genome is not self._genome:
            self._genome, self._biomarkers = case.genome, biomarkers(case.genome)
        record = case.record if case.record_confirmed else None
        description = case.description
        facts = ClinicalFacts.from_case(
            with_derived_facts(record, case.reference_date) if record is not None else None,
            patient=description.patient if description is not None else None,
            examined_on=description.study_date if description is not None else None,
        )
        comparison = self._compare(case)
        risks = assess_findings(case.findings, facts, comparison=comparison)
        options = treatment_options(
            case_facts(record, self._biomarkers, risks, on=case.reference_date), load_knowledge()
        )
        return replace(case, comparison=comparison, risks=risks, biomarkers=self._biomarkers, options=options)
