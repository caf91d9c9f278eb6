"""Records in and out: what became of a file, how two records stand to each other."""

from PySide6.QtCore import QCoreApplication

from pmdesk.core.errors import ErrorCode as E


def record_texts() -> dict[str, str]:
    """Code to words."""
    return {
        **_errors(),
        **_reasons(),
        **_notes(),
        **_details(),
        **_reports(),
        **_lists(),
        **_types(),
        **_merging(),
    }


def _errors() -> dict[str, str]:
    texts = {
        E.RECORD_MERGE_OTHER_PATIENT: QCoreApplication.translate(
            "Records",
            "It is not sure that the two records are of one patient (they differ in: {fields}). Confirm it "
            "(--same-patient), or keep them apart; nothing was written.",
        ),
        E.RECORD_MERGE_UNDECIDED: QCoreApplication.translate(
            "Records",
            "The records contradict each other in {count} places. Choose a side for each (--prefer a or --prefer b); "
            "nothing was written.",
        ),
        E.UNIT_NOT_CONVERTIBLE: QCoreApplication.translate(
            "Records",
            "{unit} cannot be converted into {target} for this value. Enter the value in the unit that the "
            "laboratory printed.",
        ),
    }
    return {f"error.{code.value}": text for code, text in texts.items()}


def _reasons() -> dict[str, str]:
    """Why a file is no record, as part of the sentence of the error."""
    return {
        "record.why_folder": QCoreApplication.translate("Records", "a folder"),
        "record.why_cell": QCoreApplication.translate(
            "Records", "line {line}: the column {column} does not hold what belongs there"
        ),
        "record.why_row": QCoreApplication.translate(
            "Records",
            "line {line}: more or fewer cells than the header, or a quotation mark that is not closed",
        ),
        "record.why_line": QCoreApplication.translate(
            "Records", "its JSON is broken or cut off on line {line}"
        ),
        "record.why_nesting": QCoreApplication.translate("Records", "its JSON is nested too deeply"),
        "record.why_number": QCoreApplication.translate(
            "Records", "its JSON holds a number that is too long"
        ),
        "record.why_no_object": QCoreApplication.translate("Records", "a JSON list or value"),
        "record.why_not_utf8": QCoreApplication.translate("Records", "it is not UTF-8 text"),
        "record.why_version": QCoreApplication.translate(
            "Records", "it was written by another version of this program: {version}"
        ),
    }


def _notes() -> dict[str, str]:
    return {
        "fhir.allergy_past": QCoreApplication.translate(
            "Records", "An allergy that the source calls past; listed among the allergies."
        ),
        "fhir.attachment": QCoreApplication.translate("Records", "An attached document is not read."),
        "fhir.birth_implausible": QCoreApplication.translate(
            "Records", "Nobody living can have this birth date; kept as stated, no age follows from it."
        ),
        "fhir.comparator": QCoreApplication.translate(
            "Records", "Above or below a limit, not a number; kept as text."
        ),
        "fhir.contained_unread": QCoreApplication.translate(
            "Records", "Something contained in this resource is not read."
        ),
        "fhir.date_before_birth": QCoreApplication.translate(
            "Records", "The date lies before the birth date; kept as stated."
        ),
        "fhir.date_future": QCoreApplication.translate(
            "Records", "The date lies in the future; kept as stated."
        ),
        "fhir.deceased": QCoreApplication.translate("Records", "The patient is stated to have died."),
        "fhir.deleted": QCoreApplication.translate("Records", "The file deletes this resource; left out."),
        "fhir.duplicate": QCoreApplication.translate("Records", "The same resource again; read once."),
        "fhir.element_unread": QCoreApplication.translate(
            "Records", "This part of the resource has no place in the record; left out."
        ),
        "fhir.end_before_begin": QCoreApplication.translate(
            "Records", "The end lies before the beginning; kept as stated."
        ),
        "fhir.entry_empty": QCoreApplication.translate(
            "Records", "Entries of the bundle without a resource."
        ),
        "fhir.implausible": QCoreApplication.translate(
            "Records", "The value is not possible in a living adult; kept as text, not used."
        ),
        "fhir.modifier": QCoreApplication.translate(
            "Records", "It carries an extension that may change its meaning and is not known here; left out."
        ),
        "fhir.more_pages": QCoreApplication.translate(
            "Records", "The file is one page of a longer answer; the other pages are not in it."
        ),
        "fhir.not_completed": QCoreApplication.translate(
            "Records", "A procedure that was not completed; listed among the procedures."
        ),
        "fhir.number_as_text": QCoreApplication.translate(
            "Records", "A number written as text, without a unit; kept as text."
        ),
        "fhir.older_version": QCoreApplication.translate(
            "Records", "There is a newer version of this resource; the older one is left out."
        ),
        "fhir.onset_unread": QCoreApplication.translate(
            "Records", "The age at onset is not given in years; left out."
        ),
        "fhir.other_focus": QCoreApplication.translate(
            "Records", "It is about somebody or something other than the patient; left out."
        ),
        "fhir.patient_again": QCoreApplication.translate(
            "Records", "The patient's data stand in the file once more and differ; the first are used."
        ),
        "fhir.preliminary": QCoreApplication.translate("Records", "A result that is not final."),
        "fhir.reference_missing": QCoreApplication.translate(
            "Records", "It refers to something that is not in the file."
        ),
        "fhir.relative_without_condition": QCoreApplication.translate(
            "Records", "A relative without a stated condition; left out."
        ),
        "fhir.several_units": QCoreApplication.translate(
            "Records", "Values of one analyte in several units; each is kept in its own."
        ),
        "fhir.subject_unsure": QCoreApplication.translate(
            "Records", "Whose it is cannot be checked; left out."
        ),
        "fhir.unconfirmed": QCoreApplication.translate(
            "Records", "A diagnosis that is not confirmed; listed with this status."
        ),
        "fhir.unit_swapped": QCoreApplication.translate(
            "Records", "Not possible in the stated unit, but in another one: check the unit. Kept as text."
        ),
        "fhir.unit_unusual": QCoreApplication.translate(
            "Records", "The unit does not fit what was measured; kept as stated, not compared."
        ),
    }


def _details() -> dict[str, str]:
    """Dates, elements of resources and states that a note concerns."""
    return {
        "fhir_detail.birth": QCoreApplication.translate("Records", "date of birth"),
        "fhir_detail.death": QCoreApplication.translate("Records", "date of death"),
        "fhir_detail.onset": QCoreApplication.translate("Records", "onset"),
        "fhir_detail.taken": QCoreApplication.translate("Records", "date of the result"),
        "fhir_detail.begin": QCoreApplication.translate("Records", "beginning"),
        "fhir_detail.performed": QCoreApplication.translate("Records", "date of the procedure"),
        "fhir_detail.recorded": QCoreApplication.translate("Records", "date of recording"),
        "fhir_detail.issued": QCoreApplication.translate("Records", "date of the report"),
        "fhir_detail.end": QCoreApplication.translate("Records", "end"),
        "fhir_detail.bodySite": QCoreApplication.translate("Records", "site in the body"),
        "fhir_detail.severity": QCoreApplication.translate("Records", "severity"),
        "fhir_detail.onsetAge": QCoreApplication.translate("Records", "age at onset"),
        "fhir_detail.onsetRange": QCoreApplication.translate("Records", "age range at onset"),
        "fhir_detail.onsetString": QCoreApplication.translate("Records", "onset in words"),
        "fhir_detail.abatementAge": QCoreApplication.translate("Records", "age at the end"),
        "fhir_detail.abatementRange": QCoreApplication.translate("Records", "age range at the end"),
        "fhir_detail.abatementString": QCoreApplication.translate("Records", "end in words"),
        "fhir_detail.note": QCoreApplication.translate("Records", "note"),
        "fhir_detail.interpretation": QCoreApplication.translate("Records", "interpretation"),
        "fhir_detail.outcome": QCoreApplication.translate("Records", "outcome"),
        "fhir_detail.complication": QCoreApplication.translate("Records", "complication"),
        "fhir_detail.performedString": QCoreApplication.translate("Records", "date in words"),
        "fhir_detail.performedAge": QCoreApplication.translate("Records", "age at the procedure"),
        "fhir_detail.performedRange": QCoreApplication.translate("Records", "age range at the procedure"),
        "fhir_detail.onsetDateTime": QCoreApplication.translate("Records", "date of onset"),
        "fhir_detail.diagnosis": QCoreApplication.translate("Records", "diagnosis of the visit"),
        "fhir_detail.provisional": QCoreApplication.translate("Records", "provisional"),
        "fhir_detail.differential": QCoreApplication.translate("Records", "differential diagnosis"),
        "fhir_detail.unconfirmed": QCoreApplication.translate("Records", "unconfirmed"),
        "fhir_detail.cancelled": QCoreApplication.translate("Records", "cancelled"),
        "fhir_detail.registered": QCoreApplication.translate("Records", "registered, no result yet"),
        "fhir_detail.not-done": QCoreApplication.translate("Records", "not done"),
        "fhir_detail.preparation": QCoreApplication.translate("Records", "in preparation"),
        "fhir_detail.in-progress": QCoreApplication.translate("Records", "in progress"),
        "fhir_detail.on-hold": QCoreApplication.translate("Records", "on hold"),
        "fhir_detail.stopped": QCoreApplication.translate("Records", "stopped"),
        "fhir_detail.planned": QCoreApplication.translate("Records", "planned"),
        "fhir_detail.not-taken": QCoreApplication.translate("Records", "not taken"),
        "fhir_detail.intended": QCoreApplication.translate("Records", "intended"),
        "fhir_detail.draft": QCoreApplication.translate("Records", "draft"),
        "fhir_detail.proposal": QCoreApplication.translate("Records", "proposal"),
        "fhir_detail.plan": QCoreApplication.translate("Records", "plan"),
        "fhir_detail.option": QCoreApplication.translate("Records", "option"),
        "fhir_detail.doNotPerform": QCoreApplication.translate("Records", "not to be given"),
        "fhir_detail.preliminary": QCoreApplication.translate("Records", "preliminary"),
        "fhir_detail.partial": QCoreApplication.translate("Records", "partial"),
        "fhir_detail.unknown": QCoreApplication.translate("Records", "not known"),
        "fhir_detail.asked-unknown": QCoreApplication.translate("Records", "asked, not known"),
        "fhir_detail.temp-unknown": QCoreApplication.translate("Records", "not known yet"),
        "fhir_detail.not-asked": QCoreApplication.translate("Records", "not asked"),
        "fhir_detail.asked-declined": QCoreApplication.translate("Records", "declined"),
        "fhir_detail.masked": QCoreApplication.translate("Records", "withheld"),
        "fhir_detail.not-applicable": QCoreApplication.translate("Records", "not applicable"),
        "fhir_detail.unsupported": QCoreApplication.translate("Records", "not supported"),
        "fhir_detail.as-text": QCoreApplication.translate("Records", "as text only"),
        "fhir_detail.error": QCoreApplication.translate("Records", "error of measurement"),
        "fhir_detail.not-a-number": QCoreApplication.translate("Records", "not a number"),
        "fhir_detail.negative-infinity": QCoreApplication.translate("Records", "below all numbers"),
        "fhir_detail.positive-infinity": QCoreApplication.translate("Records", "above all numbers"),
        "fhir_detail.not-performed": QCoreApplication.translate("Records", "not tested"),
        "fhir_detail.not-permitted": QCoreApplication.translate("Records", "not permitted"),
        "fhir_detail.valueSampledData": QCoreApplication.translate("Records", "measured curve"),
        "fhir_detail.valueAttachment": QCoreApplication.translate("Records", "attached file"),
        "fhir_detail.valueReference": QCoreApplication.translate("Records", "reference"),
    }


def _reports() -> dict[str, str]:
    return {
        "record_report.understood": QCoreApplication.translate("Records", "Read: {count} ({listed})"),
        "record_report.ignored": QCoreApplication.translate(
            "Records", "Of no use for the record: {count} ({listed})"
        ),
        "record_report.entries": QCoreApplication.translate("Records", "In the record: {listed}"),
        "record_report.note": QCoreApplication.translate("Records", "{effect}: {place}: {text}"),
        "record_report.incomplete": QCoreApplication.translate(
            "Records", "{left_out} parts were left out and {as_text} are kept as text only."
        ),
        "record_effect.left-out": QCoreApplication.translate("Records", "Left out"),
        "record_effect.as-text": QCoreApplication.translate("Records", "As text only"),
        "record_effect.noted": QCoreApplication.translate("Records", "To be checked"),
        "stage.record_export": QCoreApplication.translate("Records", "Writing the record"),
        "job.record_export": QCoreApplication.translate("Records", "Exporting the record"),
        "operation.merge_record": QCoreApplication.translate("Records", "Merge records"),
        "job.record_merge": QCoreApplication.translate("Records", "Comparing the records"),
    }


def _lists() -> dict[str, str]:
    return {
        "record_list.fields": QCoreApplication.translate("Records", "Personal data, smoking and facts"),
        "record_list.stated_inputs": QCoreApplication.translate("Records", "Answers for risk models"),
        "record_list.observations": QCoreApplication.translate("Records", "Results and vital signs"),
        "record_list.conditions": QCoreApplication.translate("Records", "Diagnoses"),
        "record_list.medications": QCoreApplication.translate("Records", "Drugs"),
        "record_list.procedures": QCoreApplication.translate("Records", "Procedures"),
        "record_list.allergies": QCoreApplication.translate("Records", "Allergies"),
        "record_list.encounters": QCoreApplication.translate("Records", "Visits and stays"),
        "record_list.family_history": QCoreApplication.translate("Records", "Family history"),
        "record_list.reports": QCoreApplication.translate("Records", "Reports"),
    }


def _types() -> dict[str, str]:
    """FHIR types that fill no list of the record."""
    return {
        "fhir_type.Patient": QCoreApplication.translate("Records", "Patient"),
        "fhir_type.Claim": QCoreApplication.translate("Records", "Claims"),
        "fhir_type.ExplanationOfBenefit": QCoreApplication.translate("Records", "Insurance statements"),
        "fhir_type.Immunization": QCoreApplication.translate("Records", "Vaccinations"),
        "fhir_type.Organization": QCoreApplication.translate("Records", "Organisations"),
        "fhir_type.Practitioner": QCoreApplication.translate("Records", "Staff"),
        "fhir_type.PractitionerRole": QCoreApplication.translate("Records", "Staff roles"),
        "fhir_type.CarePlan": QCoreApplication.translate("Records", "Care plans"),
        "fhir_type.CareTeam": QCoreApplication.translate("Records", "Care teams"),
        "fhir_type.Goal": QCoreApplication.translate("Records", "Goals"),
        "fhir_type.ImagingStudy": QCoreApplication.translate("Records", "Imaging studies"),
        "fhir_type.Device": QCoreApplication.translate("Records", "Devices"),
        "fhir_type.Location": QCoreApplication.translate("Records", "Places"),
        "fhir_type.Provenance": QCoreApplication.translate("Records", "Provenance"),
        "fhir_type.SupplyDelivery": QCoreApplication.translate("Records", "Supplies"),
        "fhir_type.DocumentReference": QCoreApplication.translate("Records", "Documents"),
        "fhir_type.Coverage": QCoreApplication.translate("Records", "Insurance"),
        "fhir_type.Medication": QCoreApplication.translate("Records", "Drug names"),
        "fhir_type.Specimen": QCoreApplication.translate("Records", "Specimens"),
        "fhir_type.ServiceRequest": QCoreApplication.translate("Records", "Orders"),
        "fhir_type.MedicationAdministration": QCoreApplication.translate("Records", "Doses given"),
        "fhir_type.MedicationDispense": QCoreApplication.translate("Records", "Drugs handed out"),
        "fhir_type.Appointment": QCoreApplication.translate("Records", "Appointments"),
        "fhir_type.Composition": QCoreApplication.translate("Records", "Document texts"),
        "fhir_type.QuestionnaireResponse": QCoreApplication.translate("Records", "Answered questionnaires"),
        "fhir_type.RiskAssessment": QCoreApplication.translate("Records", "Risk assessments"),
        "fhir_type.Binary": QCoreApplication.translate("Records", "Attached files"),
        "fhir_type.Bundle": QCoreApplication.translate("Records", "The file itself"),
    }


def _merging() -> dict[str, str]:
    return {
        "record_match.match": QCoreApplication.translate("Records", "The records are of the same patient."),
        "record_match.mismatch": QCoreApplication.translate("Records", "The records differ in:"),
        "record_match.unknown": QCoreApplication.translate(
            "Records", "Too little is stated to be sure that the records are of the same patient."
        ),
        "merge_status.new": QCoreApplication.translate("Records", "new"),
        "merge_status.same": QCoreApplication.translate("Records", "the same"),
        "merge_status.completed": QCoreApplication.translate("Records", "completed"),
        "merge_status.conflict": QCoreApplication.translate("Records", "contradictory"),
        "merge.duplicates": QCoreApplication.translate(
            "Records", "{count} entries stand twice in one of the records."
        ),
    }
