"""Tables of patients: notes about a file, reasons why a cell is not in the record, questions about a column."""

from PySide6.QtCore import QCoreApplication


def table_texts() -> dict[str, str]:
    """Codes of `pmdesk.records.tables` to words."""
    return {**_notes(), **_reasons(), **_questions()}


def _notes() -> dict[str, str]:
    return {
        "stage.table": QCoreApplication.translate("Tables", "reading the table"),
        "stage.table_rows": QCoreApplication.translate("Tables", "reading the rows"),
        "stage.table_patients": QCoreApplication.translate("Tables", "making the records"),
        "job.read_table": QCoreApplication.translate("Tables", "Reading the table"),
        "job.apply_mapping": QCoreApplication.translate("Tables", "Making records of the table"),
        "table.encoding_tried": QCoreApplication.translate(
            "Tables",
            "The file does not state its encoding; it was read as {detail}. Look at the names, and choose another "
            "encoding if they are wrong.",
        ),
        "table.merged_cells": QCoreApplication.translate(
            "Tables", "The sheet has merged cells: only the first row or column of each holds its value."
        ),
        "table.lines_above_header": QCoreApplication.translate(
            "Tables", "{count} rows above the header were left out."
        ),
        "table.header_has_numbers": QCoreApplication.translate(
            "Tables", "The row taken as the header holds numbers; check which row names the columns."
        ),
        "table.header_twice": QCoreApplication.translate(
            "Tables", "The column {detail} is there more than once; the later ones are numbered."
        ),
        "table.header_empty": QCoreApplication.translate("Tables", "The column {detail} has no name."),
        "table.rows_ragged": QCoreApplication.translate(
            "Tables",
            "{count} rows have more or fewer cells than the header and are left out, since their cells may have moved.",
        ),
        "table.summary": QCoreApplication.translate(
            "Tables", "{file} ({read_as}): {rows} rows read, {used} used, {patients} patients"
        ),
        "table.more_issues": QCoreApplication.translate("Tables", "... and {count} more"),
        "table.why_no_name": QCoreApplication.translate("Tables", "it has no name, or one that is too long"),
        "table.why_column_twice": QCoreApplication.translate(
            "Tables", "these columns are there twice: {columns}"
        ),
        "table.why_broken_row": QCoreApplication.translate(
            "Tables",
            "in the row that begins near line {line} a quotation mark is not closed or a cell is too long",
        ),
        "table.encoding_read": QCoreApplication.translate(
            "Tables", "Read as {detail}, as stated; the results are written as UTF-8."
        ),
        "table.encoding_found": QCoreApplication.translate(
            "Tables",
            "Read as {detail}, which the file does not state; the results are written as UTF-8. Look at the texts, and "
            "state the encoding with --encoding if they are wrong.",
        ),
        "table.proposal": QCoreApplication.translate("Tables", "Proposed for the columns:"),
        "table.proposal_questions": QCoreApplication.translate("Tables", "To be answered first:"),
        "table.proposal_question": QCoreApplication.translate("Tables", "{column}: {question}"),
        "table.proposal_answers": QCoreApplication.translate("Tables", "({place} in the mapping: {answers})"),
        "table.proposal_next": QCoreApplication.translate(
            "Tables",
            "Write the proposal with --suggest > mapping.json, edit it, and read the table with --mapping "
            "mapping.json; --save-as NAME keeps it, so that tables with these columns are recognised.",
        ),
        "table.mapping_saved": QCoreApplication.translate("Tables", "Mapping kept as {name}."),
        "table.outcome_kept": QCoreApplication.translate("Tables", "kept"),
        "table.outcome_refused": QCoreApplication.translate("Tables", "left out"),
    }


def _reasons() -> dict[str, str]:
    return {
        "table.not_a_number": QCoreApplication.translate("Tables", "not a number"),
        "table.thousands": QCoreApplication.translate(
            "Tables", "a comma or space in the number: decimals or thousands?"
        ),
        "table.sheet_error": QCoreApplication.translate("Tables", "an error of the spreadsheet"),
        "table.comparator": QCoreApplication.translate(
            "Tables", "only a limit is stated (< or >); text, no number"
        ),
        "table.unit_unknown": QCoreApplication.translate(
            "Tables", "the unit is not known; never computed with"
        ),
        "table.unit_other_kind": QCoreApplication.translate("Tables", "not a unit of this analyte"),
        "table.unit_differs": QCoreApplication.translate(
            "Tables", "the cell has another unit than its column; the cell's unit is used"
        ),
        "table.implausible": QCoreApplication.translate("Tables", "not possible in a living person"),
        "table.unit_swapped": QCoreApplication.translate(
            "Tables", "not possible in this unit, but in another: units swapped?"
        ),
        "table.not_a_date": QCoreApplication.translate("Tables", "not a date"),
        "table.date_ambiguous": QCoreApplication.translate("Tables", "day or month first?"),
        "table.date_future": QCoreApplication.translate("Tables", "the date lies in the future"),
        "table.date_too_old": QCoreApplication.translate(
            "Tables", "the date lies before the birth of anybody living"
        ),
        "table.date_before_birth": QCoreApplication.translate(
            "Tables", "the date lies before the birth date; kept without a date"
        ),
        "table.date_partial": QCoreApplication.translate("Tables", "the date is incomplete; kept as stated"),
        "table.two_digit_year": QCoreApplication.translate("Tables", "the year has two digits only"),
        "table.word_unknown": QCoreApplication.translate(
            "Tables", "the mapping does not say what this word means"
        ),
        "table.id_digits_lost": QCoreApplication.translate(
            "Tables",
            "a spreadsheet has lost digits of this number; format the column as text at its source and export again",
        ),
        "table.too_long": QCoreApplication.translate("Tables", "the text is too long"),
        "table.no_patient": QCoreApplication.translate("Tables", "the row does not say whose it is"),
        "table.no_name": QCoreApplication.translate("Tables", "the row does not say what was measured"),
        "table.duplicate": QCoreApplication.translate(
            "Tables", "the same value of the same day is there already"
        ),
        "table.contradiction": QCoreApplication.translate(
            "Tables", "the rows of this patient contradict each other; stays not known"
        ),
        "table.identity_contradiction": QCoreApplication.translate(
            "Tables",
            "rows of one patient number state different names, sexes or birth dates; the patient is left out",
        ),
        "table.ragged": QCoreApplication.translate("Tables", "more or fewer cells than the header"),
    }


def _questions() -> dict[str, str]:
    return {
        "table.ask_nothing_mapped": QCoreApplication.translate("Tables", "No column is used yet."),
        "table.ask_grouping": QCoreApplication.translate(
            "Tables", "Which rows belong to one patient? Say which column is the patient id, or choose above."
        ),
        "table.ask_twice": QCoreApplication.translate("Tables", "Another column is already used for this."),
        "table.ask_unit": QCoreApplication.translate("Tables", "Choose the unit."),
        "table.ask_date_order": QCoreApplication.translate("Tables", "Day or month first?"),
        "table.ask_words": QCoreApplication.translate("Tables", "Say what these mean: {detail}"),
        "table.ask_too_many_words": QCoreApplication.translate(
            "Tables", "More than {detail} different texts: this column does not answer the question."
        ),
        "table.ask_long_parts": QCoreApplication.translate(
            "Tables", "Name the columns with what was measured and with its value."
        ),
        "table.ask_absent_column": QCoreApplication.translate("Tables", "The table has no such column."),
    }
