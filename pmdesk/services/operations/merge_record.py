"""Merge another record of the same patient into the open one."""

from dataclasses import dataclass

from pmdesk.services.operations.edit_record import ReplaceRecord


@dataclass(frozen=True)
class MergeRecord(ReplaceRecord):
    """Replace the record by the one merged from it and a second one."""

    @property
    def title(self) -> str:
        return "operation.merge_record"
