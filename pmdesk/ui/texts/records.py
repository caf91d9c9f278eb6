"""Records in and out: what became of a file, how two records stand to each other."""

from PySide6.QtCore import QCoreApplication

from pmdesk.core.errors import ErrorCode as E


def record_texts() -> dict[str, str]:
    """Code to words."""
    return {**_errors(), **_notes(), **_reports(), **_lists(), **_merging()}


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


def _notes() -> dict[str, str]:
    return {
        "fhir.allergy_past": QCoreApplication.translate(
            "Records", "An allergy that the source calls past; listed among the allergies."
        ),
        "fhir.attachment": QCoreApplication.translate("Records", "An attached document is not read."),
        "fhir.comparator": QCoreApplication.translate(
            "Records", "Above or below a limit, not a number; kept as text."
        ),
        "fhir.duplicate": QCoreApplication.translate("Records", "The same resource again; read once."),
        "fhir.end_date_partial": QCoreApplication.translate(
            "Records", "The end date is incomplete; left out."
        ),
        "fhir.entry_empty": QCoreApplication.translate(
            "Records", "Entries of the bundle without a resource."
        ),
        "fhir.implausible": QCoreApplication.translate(
            "Records", "The value is not possible in a living adult; kept as text, not used."
        ),
        "fhir.more_pages": QCoreApplication.translate(
            "Records", "The file is one page of a longer answer; the other pages are not in it."
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
        "fhir.reference_missing": QCoreApplication.translate(
            "Records", "It refers to something that is not in the file."
        ),
        "fhir.relative_without_condition": QCoreApplication.translate(
            "Records", "A relative without a stated condition; left out."
        ),
        "fhir.several_units": QCoreApplication.translate(
            "Records", "Values of one analyte in several units; each is kept in its own."
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


def _reports() -> dict[str, str]:
    return {
        "record_report.understood": QCoreApplication.translate("Records", "Read:"),
        "record_report.ignored": QCoreApplication.translate("Records", "Of no use for the record:"),
        "record_report.entries": QCoreApplication.translate("Records", "In the record:"),
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
