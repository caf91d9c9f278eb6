"""One sentence an error: what happened, why, what to do."""

from PySide6.QtCore import QCoreApplication

from pmdesk.core.errors import ErrorCode as E


def error_texts() -> dict[str, str]:
    """``error.<code>`` to words."""
    texts = {
        E.FILE_NOT_FOUND: QCoreApplication.translate(
            "Errors", "{path} was not found. Check the name, or whether the drive is connected."
        ),
        E.FILE_UNREADABLE: QCoreApplication.translate(
            "Errors", "{path} could not be read ({reason}). Check your rights to the file and try again."
        ),
        E.FILE_EMPTY: QCoreApplication.translate(
            "Errors", "{path} is empty. Export or copy it again from its source."
        ),
        E.FILE_TOO_LARGE: QCoreApplication.translate(
            "Errors",
            "{path} is larger than the {limit} allowed for this kind of file. Choose a smaller file.",
        ),
        E.WRITE_FAILED: QCoreApplication.translate(
            "Errors", "{path} could not be written ({reason}). Nothing was changed; choose another folder."
        ),
        E.DISK_FULL: QCoreApplication.translate(
            "Errors",
            "The disk is full, {path} was not written. Free some space or choose another folder, then "
            "save again.",
        ),
        E.ARCHIVE_BROKEN: QCoreApplication.translate(
            "Errors", "The archive {path} is damaged. Copy or download it again."
        ),
        E.ARCHIVE_ENCRYPTED: QCoreApplication.translate(
            "Errors",
            "The archive {path} is protected by a password. Unpack it with its password and open the folder.",
        ),
        E.ARCHIVE_UNSAFE: QCoreApplication.translate(
            "Errors",
            "The archive {path} holds entries that point outside of it and was refused. Ask its "
            "sender for a plain archive.",
        ),
        E.ARCHIVE_TOO_LARGE: QCoreApplication.translate(
            "Errors",
            "The archive {path} unpacks to more than is allowed. Unpack it yourself and open the folder.",
        ),
        E.NO_IMAGES_FOUND: QCoreApplication.translate(
            "Errors",
            "No DICOM image was found in {path}. Choose the folder, archive or DICOMDIR of a CT study.",
        ),
        E.NOT_DICOM: QCoreApplication.translate("Errors", "{path} is not a DICOM file and was left out."),
        E.DICOM_TRUNCATED: QCoreApplication.translate(
            "Errors", "{path} ends before its image data is complete. Send or copy the study again."
        ),
        E.NO_PIXEL_DATA: QCoreApplication.translate("Errors", "{path} holds no image. It was left out."),
        E.PIXEL_DECODE_FAILED: QCoreApplication.translate(
            "Errors",
            "The image data of {path} could not be decoded ({reason}). Send or copy the study again.",
        ),
        E.UNSUPPORTED_SYNTAX: QCoreApplication.translate(
            "Errors",
            "{path} is stored in a form this program cannot decode ({reason}). Export the study "
            "uncompressed.",
        ),
        E.COLOUR_IMAGES: QCoreApplication.translate(
            "Errors", "This series holds colour images, not CT densities. Choose the CT series."
        ),
        E.NO_SLICES: QCoreApplication.translate(
            "Errors", "This series holds no slice that can be shown. Choose another series."
        ),
        E.SEVERAL_PATIENTS: QCoreApplication.translate(
            "Errors",
            "These are images of several patients ({reason}). Choose one study in the list, "
            "or name its series with --series.",
        ),
        E.GEOMETRY_UNUSABLE: QCoreApplication.translate(
            "Errors",
            "The positions of the slices do not form a volume ({reason}). Nothing is measured on this "
            "series.",
        ),
        E.SERIES_NOT_FOUND: QCoreApplication.translate(
            "Errors",
            "The series {reason} is not among the opened images. Choose one of the series in the list.",
        ),
        E.OUT_OF_MEMORY: QCoreApplication.translate(
            "Errors", "There is not enough memory for this work. Close other programs and try again."
        ),
        E.MODEL_NOT_FOUND: QCoreApplication.translate(
            "Errors", "The model {model} is not installed. Install its package or repair the program."
        ),
        E.MODEL_MANIFEST_INVALID: QCoreApplication.translate(
            "Errors",
            "The description of the model {model} is not valid ({reason}). The model was not loaded; "
            "install its package again.",
        ),
        E.MODEL_HASH_MISMATCH: QCoreApplication.translate(
            "Errors",
            "The model {model} differs from what was released ({path}). It was not loaded; install "
            "its package again.",
        ),
        E.MODEL_LOAD_FAILED: QCoreApplication.translate(
            "Errors", "The model {model} could not be loaded ({reason}). Install its package again."
        ),
        E.MODEL_SHAPE_MISMATCH: QCoreApplication.translate(
            "Errors",
            "The model {model} does not fit its description ({reason}). It was not loaded; install "
            "its package again.",
        ),
        E.MODEL_SELFTEST_FAILED: QCoreApplication.translate(
            "Errors",
            "The model {model} does not give its known result on this computer ({reason}). It is not "
            "used; update the graphics driver or choose the CPU.",
        ),
        E.MODEL_RUN_FAILED: QCoreApplication.translate(
            "Errors",
            "The model {model} stopped while it ran ({reason}). Try again, or choose the CPU in the "
            "settings.",
        ),
        E.MODEL_INSTALLED: QCoreApplication.translate(
            "Errors",
            "A package {model} {installed} is installed already, so {model} {version} was not. To take its place, "
            "install it with the option to replace.",
        ),
        E.MODEL_SHIPPED: QCoreApplication.translate(
            "Errors",
            "{model} came with the program and cannot be removed; only packages that you installed can.",
        ),
        E.MODEL_NO_PACKAGE: QCoreApplication.translate(
            "Errors",
            "{path} does not hold exactly one model package (a folder with manifest.json). Choose the folder or zip "
            "file of one package.",
        ),
        E.NOT_APPLICABLE: QCoreApplication.translate(
            "Errors", "The model was not run: {reason}. No finding here does not mean that there is none."
        ),
        E.DATA_INVALID: QCoreApplication.translate(
            "Errors",
            "{path} cannot be used as data for training or measuring ({reason}). Mend or copy it again.",
        ),
        E.DATA_EMPTY: QCoreApplication.translate(
            "Errors", "No nodule of {path} is left to work with ({reason}). Choose other folds or other data."
        ),
        E.EXTRA_MISSING: QCoreApplication.translate(
            "Errors", "Training needs PyTorch and ONNX, which are not installed: pip install pmdesk[train]"
        ),
        E.COLUMN_NOT_FOUND: QCoreApplication.translate(
            "Errors", "{path} has no column {column}. Choose one of its columns:"
        ),
        E.NO_INPUTS: QCoreApplication.translate(
            "Errors", "No column of {path} is left as an input. Take at least one into the data dictionary."
        ),
        E.NO_ROWS_LEFT: QCoreApplication.translate(
            "Errors",
            "None of the {rows} rows of {path} can be used (most often: {reason}). Correct the data dictionary or "
            "the table.",
        ),
        E.TARGET_UNCLEAR: QCoreApplication.translate(
            "Errors",
            "It is not clear which values of {column} in {path} mean yes ({values}). Say so: --positive VALUE, or "
            "positive in the data dictionary.",
        ),
        E.DICTIONARY_INVALID: QCoreApplication.translate(
            "Errors", "{path} is not a data dictionary ({reason}). Correct it, or let a new one be proposed."
        ),
        E.TOO_FEW_EVENTS: QCoreApplication.translate(
            "Errors",
            "{path} holds {events} patients with the outcome and {others} without; at least {minimum} of each are "
            "needed to train and to measure. Nothing was trained.",
        ),
        E.LEAKAGE_FOUND: QCoreApplication.translate(
            "Errors",
            "Columns of {path} give the outcome away or name the patient: {columns}. Nothing was trained. Leave "
            "them out (--exclude), or go on in spite of it (--allow-leakage); the result will say so.",
        ),
        E.COHORT_NO_OUTCOME: QCoreApplication.translate(
            "Errors", "No column is the outcome yet. Give one the role “outcome” in the columns step."
        ),
        E.COHORT_NO_POSITIVE: QCoreApplication.translate(
            "Errors",
            "It is not said which values of {column} mean yes. Tick them; at least one must stay unticked.",
        ),
        E.COMPARISON_OTHER_PATIENT: QCoreApplication.translate(
            "Errors",
            "The earlier CT belongs to another patient (the {reason} differs). The two were not compared; choose "
            "an earlier CT of this patient.",
        ),
        E.COMPARISON_SAME_SERIES: QCoreApplication.translate(
            "Errors", "This is the series that is open. Choose an earlier CT to compare it with."
        ),
        E.COMPARISON_NO_LUNGS: QCoreApplication.translate(
            "Errors",
            "The two CTs were not compared: no lungs were found in one of them ({found}). Choose a chest CT.",
        ),
        E.COMPARISON_TOO_LITTLE_OVERLAP: QCoreApplication.translate(
            "Errors",
            "The two CTs were not compared: the earlier one shows only {found} % of the lungs seen here. Choose "
            "a series that shows more of the chest.",
        ),
        E.COMPARISON_NOT_ALIGNED: QCoreApplication.translate(
            "Errors",
            "The two CTs were not compared: they cannot be laid over each other ({reason}). Check that both show "
            "this patient's chest, or choose another series.",
        ),
        E.COMPARISON_UNIT_UNKNOWN: QCoreApplication.translate(
            "Errors",
            "The two CTs were not compared: one of them ({found}) does not say that its values are Hounsfield "
            "units. Choose the original CT series.",
        ),
        E.RECORD_UNREADABLE: QCoreApplication.translate(
            "Errors",
            "The record {path} could not be read ({reason}). Choose a FHIR R4 bundle or a pmdesk record.",
        ),
        E.RECORD_WRONG_TYPE: QCoreApplication.translate(
            "Errors",
            "{path} is not a patient record: it holds {reason}. Choose a FHIR R4 bundle or a pmdesk record.",
        ),
        E.RECORD_SEVERAL_PATIENTS: QCoreApplication.translate(
            "Errors", "{path} holds the records of several patients. Export one patient and open that file."
        ),
        E.RECORD_VALUE_INVALID: QCoreApplication.translate(
            "Errors", "This value is not possible for {field} ({limit}). The record was not changed."
        ),
        E.RECORD_PATIENT_MISMATCH: QCoreApplication.translate(
            "Errors", "The record and the images differ in {reason}. Check that they belong to one patient."
        ),
        E.VCF_NO_HEADER: QCoreApplication.translate(
            "Errors", "{path} has no VCF header (##fileformat and #CHROM lines). Export it again as VCF 4."
        ),
        E.VCF_BROKEN: QCoreApplication.translate(
            "Errors", "{path} is damaged ({reason}). Copy or export it again."
        ),
        E.GENOME_WRONG_TYPE: QCoreApplication.translate(
            "Errors", "{path} is not a variant file ({found}). Choose a VCF file, plain or gz."
        ),
        E.BUILD_UNKNOWN: QCoreApplication.translate(
            "Errors",
            "{path} does not say to which genome build its positions belong. State GRCh37 or GRCh38; "
            "it is never assumed.",
        ),
        E.BUILD_MISMATCH: QCoreApplication.translate(
            "Errors",
            "{path} is on genome build {found}. Only GRCh37 and GRCh38 are read, each as what it is: "
            "state the right build or convert the file.",
        ),
        E.SAMPLE_NOT_FOUND: QCoreApplication.translate(
            "Errors", "{path} holds these samples: {samples}. State which one is the patient's."
        ),
        E.KNOWLEDGE_INVALID: QCoreApplication.translate(
            "Errors", "The knowledge table {path} is not valid ({reason}). Repair the program."
        ),
        E.INPUT_MISSING: QCoreApplication.translate("Errors", "{model}: the input {input} is missing."),
        E.INPUT_OUT_OF_RANGE: QCoreApplication.translate(
            "Errors", "{model}: the value {value} of {input} cannot be used."
        ),
        E.RISK_MODEL_UNKNOWN: QCoreApplication.translate(
            "Errors", "There is no risk model {model}. These are the ones that can be applied to a table:"
        ),
        E.TABLE_UNREADABLE: QCoreApplication.translate(
            "Errors",
            "{path} is not a table that can be read ({reason}). Give text with a header line and , or ; or a tab "
            "between the cells.",
        ),
        E.TABLE_COLUMNS_MISSING: QCoreApplication.translate(
            "Errors",
            "{path} lacks columns that the model {model} needs: {columns}. "
            "Name them as pmdesk risk describe {model} does.",
        ),
        E.TABLE_ENCODING: QCoreApplication.translate(
            "Errors",
            "{path} is not text in the encoding {encoding} (near byte {place}). Choose another encoding.",
        ),
        E.TABLE_ENCODING_UNSURE: QCoreApplication.translate(
            "Errors",
            "{path} does not state its encoding and could be read in several ways ({found}). Save it as UTF-8, or "
            "state the encoding with --encoding.",
        ),
        E.TABLE_NOT_TEXT: QCoreApplication.translate(
            "Errors",
            "{path} is neither text nor a workbook. Export the table as CSV or .xlsx and open that.",
        ),
        E.TABLE_BROKEN: QCoreApplication.translate(
            "Errors",
            "{path} breaks off or is damaged in the record that begins on line {line}: a quotation mark is not "
            "closed, or stands in the wrong place. Export the table again, or choose another separator.",
        ),
        E.TABLE_DAMAGED: QCoreApplication.translate(
            "Errors", "The workbook {path} is damaged or cut off. Copy or export it again."
        ),
        E.TABLE_PROTECTED: QCoreApplication.translate(
            "Errors",
            "The workbook {path} is protected by a password. Save a copy without password and open that.",
        ),
        E.TABLE_TOO_LARGE: QCoreApplication.translate(
            "Errors",
            "The table in {path} reaches beyond {rows} rows or {columns} columns. Split it into smaller files.",
        ),
        E.TABLE_SHEET_UNKNOWN: QCoreApplication.translate(
            "Errors", "{path} has no sheet named {sheet}. It has: {sheets}."
        ),
        E.TABLE_NO_ROWS: QCoreApplication.translate(
            "Errors", "{path} holds no rows below a header. Choose the file or sheet with the data."
        ),
        E.TABLE_WEB_PAGE: QCoreApplication.translate(
            "Errors",
            "{path} is a web page or XML, whatever its name says. Open it in a spreadsheet program, save it as "
            ".xlsx and open that.",
        ),
        E.TABLE_MAPPING_INVALID: QCoreApplication.translate(
            "Errors", "{path} is not a mapping of columns that this program can use ({reason})."
        ),
        E.TABLE_MAPPING_UNKNOWN: QCoreApplication.translate(
            "Errors", "There is no saved mapping named {name}. There are: {names}."
        ),
        E.TABLE_MAPPING_OPEN: QCoreApplication.translate(
            "Errors",
            "The mapping leaves {count} questions open for {path}. Answer them in the mapping; nothing was read.",
        ),
        E.TABLE_MAPPING_NEEDED: QCoreApplication.translate(
            "Errors",
            "No saved mapping fits the columns of {path}, and columns are not read by guesswork. Let --suggest write "
            "a proposal, edit it and pass it with --mapping. Saved mappings: {names}.",
        ),
        E.UNIT_UNKNOWN: QCoreApplication.translate(
            "Errors",
            "The unit {unit} is not known. Write it as UCUM does, for example mg/dL, mmol/L or 10*9/L.",
        ),
        E.BAD_USAGE: QCoreApplication.translate("Errors", "This cannot be done as asked: {reason}."),
        E.INTERNAL: QCoreApplication.translate(
            "Errors",
            "Something went wrong inside the program ({reason} in {place}). Your work is kept; please "
            "report this.",
        ),
    }
    return {f"error.{code.value}": text for code, text in texts.items()}
