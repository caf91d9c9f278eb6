"""`pmdesk model evaluate`: figures of an installed package on nodules with the readers' outlines and ratings."""

import sys
from pathlib import Path

from pmdesk.app.headless import StderrProgress, make_texts
from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.texts import Language
from pmdesk.ui.texts import QtTexts

SHOWN_EVERY = 0.1


class LineProgress(StderrProgress):
    """Also speaks where stderr is no terminal: a line every tenth."""

    def __init__(self, texts: QtTexts) -> None:
        super().__init__(texts)
        self._next = SHOWN_EVERY

    def progress(self, fraction: float, stage: str = "") -> None:
        if sys.stderr.isatty():
            super().progress(fraction, stage)
        elif fraction >= self._next:
            self._next = fraction - fraction % SHOWN_EVERY + SHOWN_EVERY
            sys.stderr.write(f"{round(100 * fraction)} %\n")
            sys.stderr.flush()


def parse_folds(values: list[str], more: list[str]) -> tuple[int, ...] | None:
    """Folds as the command line gives them: repeated, with commas, or one after another.

    Raises
    ------
    InputError
        Something that is no whole number of 0 or more.
    """
    words = [word.strip() for value in [*values, *more] for word in value.split(",")]
    if not values:
        if more:
            raise InputError(ErrorCode.BAD_USAGE, reason=" ".join(more))
        return None
    for word in words:
        if not word.isdecimal():
            raise InputError(ErrorCode.BAD_USAGE, reason=f"--folds {word}")
    return tuple(sorted({int(word) for word in words}))


def evaluate_model(
    *,
    model: str,
    data: Path,
    folds: tuple[int, ...] | None,
    tasks: list[str],
    limit: int | None,
    device: str,
    card: Path | None,
    as_json: bool,
) -> int:
    """Measure a package; tables or JSON on stdout, progress on stderr. Returns the exit code."""
    from pmdesk.inference.registry import ModelRegistry
    from pmdesk.services.evaluating import EvaluationRequest, Measurement, evaluate
    from pmdesk.training.card_tables import card_tables
    from pmdesk.training.evaluation.document import evaluation_json

    ctx = LineProgress(make_texts(Language.ENGLISH))
    request = EvaluationRequest(
        model=model,
        data=data,
        folds=folds,
        measurements=_measurements(tasks, list(Measurement)),
        limit=limit,
        device=device,
    )
    document = evaluate(request, ModelRegistry(), ctx)
    ctx.finish()
    for name in document.missing:
        sys.stderr.write(f"! {data / name} is not there\n")
    tables = card_tables(document)
    if card is not None:
        with atomic_write(card) as temporary:
            temporary.write_text(tables, encoding="utf-8")
    sys.stdout.write(evaluation_json(document) if as_json else tables)
    return 0


def _measurements(tasks: list[str], known: list) -> frozenset | None:
    if "all" in tasks:
        return frozenset(known)
    return frozenset(item for item in known if item.value in tasks) or None
