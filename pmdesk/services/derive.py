"""What follows from a case: biomarkers, risks and options, computed anew after every change (milliseconds)."""

from dataclasses import replace

from pmdesk.genomics.interpret import biomarkers
from pmdesk.records.risk_inputs import with_derived_facts
from pmdesk.risk.assess import assess_findings
from pmdesk.risk.facts import ClinicalFacts
from pmdesk.services.case import Case
from pmdesk.treatment.facts import case_facts
from pmdesk.treatment.knowledge import load_knowledge
from pmdesk.treatment.rules import treatment_options


def derive(case: Case) -> Case:
    """The case with its biomarkers, risks and options as they follow from findings, record and genome.

    A record that may belong to another patient is not used until the user confirms it.
    """
    record = case.record if case.record_confirmed else None
    description = case.description
    facts = ClinicalFacts.from_case(
        with_derived_facts(record, case.reference_date) if record is not None else None,
        patient=description.patient if description is not None else None,
        examined_on=description.study_date if description is not None else None,
    )
    risks = assess_findings(case.findings, facts)
    markers = biomarkers(case.genome)
    options = treatment_options(case_facts(record, markers, risks, on=case.reference_date), load_knowledge())
    return replace(case, risks=risks, biomarkers=markers, options=options)
