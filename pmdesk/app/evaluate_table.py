"""`pmdesk model evaluate ID --table CSV`: a package of a learned model on another hospital's table."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pmdesk.app.evaluate import LineProgress
from pmdesk.app.headless import make_texts
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.texts import Language

if TYPE_CHECKING:
    from pmdesk.risk.learned.external_rows import ValidationQuestion


def renamed(pairs: list[str]) -> dict[str, str]:
    """``THEIRS=OURS`` as column of the table to input of the model.

    Raises
    ------
    InputError
        No equals sign, or a name twice.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        theirs, sign, ours = pair.rpartition("=")
        if not (sign and theirs and ours) or theirs in found or ours in found.values():
            raise InputError(ErrorCode.BAD_USAGE, reason=f"--rename {pair}")
        found[theirs] = ours
    return found


def evaluate_table(
    *,
    model: str,
    table: Path,
    question: "ValidationQuestion",
    out: Path | None,
    language: Language,
    as_json: bool,
) -> int:
    """Measure a package on a table; Markdown or JSON on stdout, progress and findings on stderr."""
    from pmdesk.risk.learned.documents import document_json
    from pmdesk.services.external_report import finding_sentence, validation_markdown
    from pmdesk.services.external_validating import validate_file, write_validation

    texts = make_texts(language)
    progress = LineProgress(texts)
    document = validate_file(model, table, question, progress)
    progress.finish()
    if as_json:
        for finding in document.findings:
            sys.stderr.write(f"! {finding_sentence(finding, texts)}\n")
    if out is not None:
        write_validation(document, texts, out)
    sys.stdout.write(document_json(document) if as_json else validation_markdown(document, texts))
    return 0
