"""Change the record by hand."""

from dataclasses import dataclass, replace

from pmdesk.core.record import PatientRecord
from pmdesk.services.case import Case
from pmdesk.services.changes import OpChanges


@dataclass(frozen=True)
class ReplaceRecord:
    """Replace the record by an edited copy."""

    before: PatientRecord | None
    after: PatientRecord

    @property
    def title(self) -> str:
        return "operation.edit_record"

    def redo(self, case: Case) -> tuple[Case, OpChanges]:
        return replace(case, record=self.after), OpChanges(record=True)

    def undo(self, case: Case) -> tuple[Case, OpChanges]:
        return replace(case, record=self.before), OpChanges(record=True)
