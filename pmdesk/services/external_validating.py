"""A learned package tested on a table of another hospital, from files and into files."""

from pathlib import Path

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.model_package import is_tabular
from pmdesk.core.progress import JobContext, NullContext, PartContext
from pmdesk.core.texts import Texts
from pmdesk.risk.learned.catalog import InstalledLearned, learned_package, learned_packages
from pmdesk.risk.learned.documents import document_json
from pmdesk.risk.learned.external_documents import ExternalValidation
from pmdesk.risk.learned.external_rows import ValidationQuestion
from pmdesk.risk.learned.manifest import read_learned_manifest
from pmdesk.risk.learned.reading import CohortTable, read_cohort
from pmdesk.services.external_report import validation_markdown, validation_tables

DOCUMENT_FILE = "validation.json"
PAGE_FILE = "validation.md"


def find_package(model: str) -> InstalledLearned:
    """A package by its id, or by its folder.

    Raises
    ------
    InputError
        `ErrorCode.RISK_MODEL_UNKNOWN` with the ids that there are.
    FailedError
        The folder is a package whose manifest is not valid.
    """
    folder = Path(model)
    if is_tabular(folder):
        return InstalledLearned(folder, read_learned_manifest(folder))
    found = learned_package(model)
    if found is None:
        choices = tuple(one.manifest.id for one in learned_packages())
        raise InputError(ErrorCode.RISK_MODEL_UNKNOWN, model=model, choices=choices)
    return found


def is_learned(model: str) -> bool:
    """True for the id or the folder of a package of tables."""
    return is_tabular(Path(model)) or learned_package(model) is not None


def validate_file(
    model: str, table: Path, question: ValidationQuestion, ctx: JobContext | None = None
) -> ExternalValidation:
    """Test a package on a CSV file.

    Raises
    ------
    InputError
        No such package or table, a column that is not there, no row that can be used.
    FailedError
        A check of the package fails.
    """
    ctx = ctx or NullContext()
    package = find_package(model)
    ctx.progress(0.0, "stage.read_table")
    return validate_table(PartContext(ctx, 0.1, 1.0), package, read_cohort(table, ctx), question)


def validate_table(
    ctx: JobContext, package: InstalledLearned, table: CohortTable, question: ValidationQuestion
) -> ExternalValidation:
    """The same with a table that was read before: the function to submit to the compute lane."""
    from threadpoolctl import threadpool_limits

    from pmdesk.risk.learned.external_validation import validate
    from pmdesk.risk.learned.package import load_learned

    # one thread: the same figures on every machine, and the window stays responsive
    with threadpool_limits(limits=1):
        return validate(load_learned(package.path), table, question, ctx)


def write_validation(document: ExternalValidation, texts: Texts, folder: Path) -> tuple[Path, ...]:
    """Document, page and curves as files of a folder.

    Raises
    ------
    FailedError
        A file cannot be written, or the disk is full.
    """
    files = {DOCUMENT_FILE: document_json(document), PAGE_FILE: validation_markdown(document, texts)}
    files |= {f"{name}.csv": text for name, text in validation_tables(document).items()}
    for name, text in files.items():
        with atomic_write(folder / name) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="")
    return tuple(folder / name for name in files)
