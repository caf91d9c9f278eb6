"""Errors as codes with parameters; the user interface turns them into sentences.

Every error a user can meet is a `PmdeskError`. Its class says what became of the request (and so the exit code
of the command line), its code says what happened, its parameters name the file, the value and the limit.
"""

from enum import StrEnum


class ErrorCode(StrEnum):
    """What went wrong. Each code has a sentence (what, why, what to do) in `pmdesk.ui.texts`."""

    # files
    FILE_NOT_FOUND = "file.not_found"
    FILE_UNREADABLE = "file.unreadable"
    FILE_EMPTY = "file.empty"
    FILE_TOO_LARGE = "file.too_large"
    WRITE_FAILED = "file.write_failed"
    DISK_FULL = "file.disk_full"
    # archives
    ARCHIVE_BROKEN = "archive.broken"
    ARCHIVE_ENCRYPTED = "archive.encrypted"
    ARCHIVE_UNSAFE = "archive.unsafe"
    ARCHIVE_TOO_LARGE = "archive.too_large"
    # images
    NO_IMAGES_FOUND = "images.none_found"
    NOT_DICOM = "images.not_dicom"
    DICOM_TRUNCATED = "images.truncated"
    NO_PIXEL_DATA = "images.no_pixel_data"
    PIXEL_DECODE_FAILED = "images.decode_failed"
    UNSUPPORTED_SYNTAX = "images.unsupported_syntax"
    COLOUR_IMAGES = "images.colour"
    NO_SLICES = "images.no_slices"
    SEVERAL_PATIENTS = "images.several_patients"
    GEOMETRY_UNUSABLE = "images.geometry_unusable"
    SERIES_NOT_FOUND = "images.series_not_found"
    OUT_OF_MEMORY = "images.out_of_memory"
    # models
    MODEL_NOT_FOUND = "model.not_found"
    MODEL_MANIFEST_INVALID = "model.manifest_invalid"
    MODEL_HASH_MISMATCH = "model.hash_mismatch"
    MODEL_LOAD_FAILED = "model.load_failed"
    MODEL_SHAPE_MISMATCH = "model.shape_mismatch"
    MODEL_SELFTEST_FAILED = "model.selftest_failed"
    MODEL_RUN_FAILED = "model.run_failed"
    MODEL_INSTALLED = "model.installed"
    MODEL_SHIPPED = "model.shipped"
    MODEL_NO_PACKAGE = "model.no_package"
    NOT_APPLICABLE = "model.not_applicable"
    # training and evaluation
    DATA_INVALID = "data.invalid"
    DATA_EMPTY = "data.empty"
    EXTRA_MISSING = "training.extra_missing"
    # learned models of tables
    COLUMN_NOT_FOUND = "learning.column_not_found"
    NO_INPUTS = "learning.no_inputs"
    NO_ROWS_LEFT = "learning.no_rows_left"
    TARGET_UNCLEAR = "learning.target_unclear"
    DICTIONARY_INVALID = "learning.dictionary_invalid"
    TOO_FEW_EVENTS = "learning.too_few_events"
    LEAKAGE_FOUND = "learning.leakage_found"
    COHORT_NO_OUTCOME = "learning.no_outcome"
    COHORT_NO_POSITIVE = "learning.no_positive"
    # records
    RECORD_UNREADABLE = "record.unreadable"
    RECORD_WRONG_TYPE = "record.wrong_type"
    RECORD_SEVERAL_PATIENTS = "record.several_patients"
    RECORD_VALUE_INVALID = "record.value_invalid"
    RECORD_PATIENT_MISMATCH = "record.patient_mismatch"
    RECORD_MERGE_UNDECIDED = "record.merge_undecided"
    RECORD_MERGE_OTHER_PATIENT = "record.merge_other_patient"
    # genome
    VCF_NO_HEADER = "genome.vcf_no_header"
    VCF_BROKEN = "genome.vcf_broken"
    GENOME_WRONG_TYPE = "genome.wrong_type"
    BUILD_UNKNOWN = "genome.build_unknown"
    BUILD_MISMATCH = "genome.build_mismatch"
    SAMPLE_NOT_FOUND = "genome.sample_not_found"
    # comparison with an earlier CT
    COMPARISON_OTHER_PATIENT = "comparison.other_patient"
    COMPARISON_SAME_SERIES = "comparison.same_series"
    COMPARISON_NO_LUNGS = "comparison.no_lungs"
    COMPARISON_TOO_LITTLE_OVERLAP = "comparison.too_little_overlap"
    COMPARISON_NOT_ALIGNED = "comparison.not_aligned"
    COMPARISON_UNIT_UNKNOWN = "comparison.unit_unknown"
    # store
    STORE_EXISTS = "store.exists"
    STORE_PASSPHRASE_MISSING = "store.passphrase_missing"
    STORE_WRONG_PASSPHRASE = "store.wrong_passphrase"
    STORE_WRONG_TYPE = "store.wrong_type"
    STORE_NEWER = "store.newer"
    STORE_DAMAGED = "store.damaged"
    STORE_BUSY = "store.busy"
    STORE_IN_USE = "store.in_use"
    STORE_READ_ONLY = "store.read_only"
    STORE_AUDIT_BROKEN = "store.audit_broken"
    STORE_CHANGED_MEANWHILE = "store.changed_meanwhile"
    STORE_SIGN_IN_FAILED = "store.sign_in_failed"
    STORE_NOT_ALLOWED = "store.not_allowed"
    STORE_PATIENT_NOT_FOUND = "store.patient_not_found"
    STORE_PATIENT_EXISTS = "store.patient_exists"
    STORE_ENTRY_UNREADABLE = "store.entry_unreadable"
    STORE_USER_INVALID = "store.user_invalid"
    STORE_LOCKED = "store.locked"
    STORE_GONE = "store.gone"
    STORE_NOTHING_TO_SAVE = "store.nothing_to_save"
    # knowledge tables and results
    KNOWLEDGE_INVALID = "knowledge.invalid"
    INPUT_MISSING = "risk.input_missing"
    INPUT_OUT_OF_RANGE = "risk.input_out_of_range"
    RISK_MODEL_UNKNOWN = "risk.model_unknown"
    # tables of patients
    TABLE_UNREADABLE = "table.unreadable"
    TABLE_COLUMNS_MISSING = "table.columns_missing"
    TABLE_ENCODING = "table.encoding"
    TABLE_ENCODING_UNSURE = "table.encoding_unsure"
    TABLE_NOT_TEXT = "table.not_text"
    TABLE_BROKEN = "table.broken"
    TABLE_DAMAGED = "table.damaged"
    TABLE_PROTECTED = "table.protected"
    TABLE_TOO_LARGE = "table.too_large"
    TABLE_SHEET_UNKNOWN = "table.sheet_unknown"
    TABLE_NO_ROWS = "table.no_rows"
    TABLE_WEB_PAGE = "table.web_page"
    TABLE_MAPPING_INVALID = "table.mapping_invalid"
    TABLE_MAPPING_UNKNOWN = "table.mapping_unknown"
    TABLE_MAPPING_OPEN = "table.mapping_open"
    TABLE_MAPPING_NEEDED = "table.mapping_needed"
    UNIT_UNKNOWN = "unit.unknown"
    UNIT_NOT_CONVERTIBLE = "unit.not_convertible"
    BAD_USAGE = "usage.bad"
    INTERNAL = "internal"


class PmdeskError(Exception):
    """Base of all errors a user may see.

    Parameters
    ----------
    code
        What happened.
    **params
        Values for the sentence: ``path``, ``reason``, ``limit``, ... Paths are paths that the user gave, never
        patient data.
    """

    exit_code = 1

    def __init__(self, code: ErrorCode, **params: object) -> None:
        self.code = code
        self.params = params
        detail = ", ".join(f"{name}={value}" for name, value in params.items())
        super().__init__(f"{code.value}({detail})")


class FailedError(PmdeskError):
    """The work began and could not be finished (disk full, a file broke while it was read)."""

    exit_code = 1


class InputError(PmdeskError):
    """The input or the usage is wrong; the user can mend it."""

    exit_code = 2


class RefusedError(PmdeskError):
    """The input is sound, but the question cannot be answered for it; the code names the rule."""

    exit_code = 3


class CancelledError(Exception):
    """The user cancelled the work; never shown as an error."""
