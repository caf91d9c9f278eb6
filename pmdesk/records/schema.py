"""pmdesk's own record file: a versioned envelope around `PatientRecord`."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.core.record import PatientRecord

RECORD_FORMAT: Literal["pmdesk.record"] = "pmdesk.record"
RECORD_VERSION: Literal[1] = 1


class RecordFile(BaseModel):
    """What a record file holds. Unknown keys are refused, so that nothing a file says is dropped in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["pmdesk.record"] = RECORD_FORMAT
    version: Literal[1] = RECORD_VERSION
    comment: str = Field(default="", description="Free text of whoever wrote the file")
    record: PatientRecord


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a record file; ``resources/schemas/record-1.json`` is this, written out."""
    schema = RecordFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
