"""Why the final model gives one row of the cohort its probability."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pmdesk.core.progress import JobContext
from pmdesk.risk.learned.explanation import RowExplanation, explain
from pmdesk.risk.learned.package import LoadedLearned
from pmdesk.risk.learned.saving import save_training
from pmdesk.risk.learned.training import TrainingResult
from pmdesk.services.tabular_training import package_words


@dataclass(frozen=True, slots=True)
class CohortPatient:
    """One row after a training.

    Parameters
    ----------
    line
        Of the file.
    out_of_fold
        Mean probability by models that had not seen the row.
    threshold
        From which the final model says "yes".
    has_outcome
        What the table says.
    values
        Its inputs as texts, by column; empty where not known.
    explanation
        Of the final model, which has seen the row; compared with made-up rows.
    """

    line: int
    out_of_fold: float
    threshold: float
    has_outcome: bool
    values: dict[str, str]
    explanation: RowExplanation


class CohortExplainer:
    """Explains rows of one training; the package that this needs is made once, in a folder that is gone again."""

    def __init__(self, result: TrainingResult) -> None:
        self._result = result
        self._model: LoadedLearned | None = None

    def __call__(self, ctx: JobContext, line: int) -> CohortPatient | None:
        """The row on a line of the file; None where it was not used."""
        cleaned = self._result.cleaned
        if line not in cleaned.frame.index:
            return None
        ctx.check()
        if self._model is None:
            self._model = self._loaded()
        ctx.check()
        place = int(cleaned.frame.index.get_loc(line))
        row = cleaned.frame.iloc[[place]]
        document = self._result.document
        scores = self._result.predictions[document.choice.chosen].scores
        return CohortPatient(
            line=line,
            out_of_fold=float(scores[:, place].mean()),
            threshold=document.threshold.value,
            has_outcome=bool(cleaned.outcome[place]),
            values={str(name): _text(row.iloc[0][name]) for name in row.columns},
            explanation=explain(self._model, row)[0],
        )

    def _loaded(self) -> LoadedLearned:
        with TemporaryDirectory(prefix="pmdesk-") as folder:
            return save_training(
                self._result, package_words(self._result), Path(folder), datetime.now(UTC).date()
            )


def _text(cell: object) -> str:
    if cell != cell:
        return ""
    return f"{cell:g}" if isinstance(cell, float) else str(cell)
