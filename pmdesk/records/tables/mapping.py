"""What each column of a table is: the answers of a person, kept under a name and found again by the header."""

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pmdesk.core.analytes import analyte
from pmdesk.core.units import is_ucum
from pmdesk.records.editing import RECORD_FIELDS
from pmdesk.records.tables.cells import DateOrder
from pmdesk.records.tables.table import plain

UNIT_NOT_KNOWN = ""
"""As a column's unit: nobody knows it, so that its values are kept as text and never computed with."""

MAPPED_FIELDS = tuple(field.key for field in RECORD_FIELDS)
"""Fields of `pmdesk.records.editing` that a column can fill."""

FIELD_UNITS = {
    "demographics.height_cm": ("cm", "m", "[in_i]"),
    "demographics.weight_kg": ("kg", "g", "[lb_av]"),
}
"""Fields whose column has a unit to be chosen, with the units; the first is the record's own."""


class Layout(StrEnum):
    """Wide: a row is a patient or a visit, a column an item. Long: a row is one observation."""

    WIDE = "wide"
    LONG = "long"


class Grouping(StrEnum):
    """Which rows belong to one patient."""

    BY_ID = "id"
    BY_NAME_AND_BIRTH_DATE = "name_and_birth_date"
    EVERY_ROW = "row"
    ONE_PATIENT = "one"


class EntryKind(StrEnum):
    """Lists of the record that a column can add to."""

    CONDITION = "condition"
    DRUG = "drug"
    PROCEDURE = "procedure"
    ALLERGY = "allergy"


class LongPart(StrEnum):
    """Parts of an observation in a long table."""

    CODE = "code"
    NAME = "name"
    VALUE = "value"
    UNIT = "unit"
    LOW = "low"
    HIGH = "high"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IgnoreTarget(_Frozen):
    kind: Literal["ignore"] = "ignore"


class FieldTarget(_Frozen):
    """A field of the record (`MAPPED_FIELDS`).

    ``words`` says what each word of the column means: for sex, smoking status and yes/no facts; the keys are folded
    by `pmdesk.records.tables.table.plain`, the values are the field's choices, ``"yes"``, ``"no"`` or ``""`` for not
    known. Numbers such as 1 and 2 mean nothing unless they stand in it.
    """

    kind: Literal["field"] = "field"
    field: str
    words: dict[str, str] = Field(default_factory=dict, max_length=200)
    date_order: DateOrder | None = None
    unit: str = ""

    @model_validator(mode="after")
    def _known(self) -> "FieldTarget":
        if self.field not in MAPPED_FIELDS:
            raise ValueError("field")
        units = FIELD_UNITS.get(self.field, ())
        if self.unit and self.unit not in units:
            raise ValueError("unit")
        return self


class AnalyteTarget(_Frozen):
    """A laboratory value or vital sign.

    ``unit`` is a UCUM code or `UNIT_NOT_KNOWN`; None means that nobody has been asked yet, and no value is read.
    """

    kind: Literal["analyte"] = "analyte"
    analyte: str
    unit: str | None = None

    @model_validator(mode="after")
    def _known(self) -> "AnalyteTarget":
        try:
            analyte(self.analyte)
        except KeyError as error:
            raise ValueError("analyte") from error
        if self.unit and not is_ucum(self.unit):
            raise ValueError("unit")
        return self


class EntryTarget(_Frozen):
    """A diagnosis, drug, procedure or allergy.

    Without ``words`` each cell holds names, several separated by ``;``. With it the column's ``label`` is the name,
    and ``words`` says which words mean yes or no; "no" adds nothing.
    """

    kind: Literal["entry"] = "entry"
    entry: EntryKind
    label: str = Field(default="", max_length=200)
    words: dict[str, str] = Field(default_factory=dict, max_length=200)


class DateUse(StrEnum):
    """What happened on a day. The day of a visit is not the day on which a disease or a drug began."""

    ROW = "row"
    """Observations of the row were taken, procedures done."""
    CONDITION = "condition"
    DRUG_START = "drug_start"
    DRUG_STOP = "drug_stop"


class DateTarget(_Frozen):
    """A day that belongs to other columns of the row."""

    kind: Literal["date"] = "date"
    of: DateUse = DateUse.ROW
    date_order: DateOrder | None = None


class LongTarget(_Frozen):
    """A part of the observation that the row is."""

    kind: Literal["long"] = "long"
    part: LongPart


Target = Annotated[
    IgnoreTarget | FieldTarget | AnalyteTarget | EntryTarget | DateTarget | LongTarget,
    Field(discriminator="kind"),
]


class ColumnMapping(_Frozen):
    """One column, named as in the header, and what it is."""

    column: str = Field(min_length=1, max_length=200)
    target: Target = IgnoreTarget()


class TableMapping(_Frozen):
    """All columns of one kind of table.

    Parameters
    ----------
    fingerprint
        Of the header for which it was made (`header_fingerprint`).
    names
        In a long table: names or codes of the table (folded) to ids of analytes; ``""`` leaves one out, one that is
        absent is kept under its own name without a code.
    """

    format: Literal["pmdesk.table-mapping"] = "pmdesk.table-mapping"
    version: Literal[1] = 1
    name: str = Field(default="", max_length=120)
    fingerprint: str = ""
    layout: Layout = Layout.WIDE
    grouping: Grouping = Grouping.BY_ID
    decimal_comma: bool = False
    columns: tuple[ColumnMapping, ...] = Field(max_length=1000)
    names: dict[str, str] = Field(default_factory=dict, max_length=5000)

    @model_validator(mode="after")
    def _consistent(self) -> "TableMapping":
        columns = [one.column for one in self.columns]
        if len(columns) != len(set(columns)):
            raise ValueError("column twice")
        for value in self.names.values():
            if value:
                try:
                    analyte(value)
                except KeyError as error:
                    raise ValueError("analyte") from error
        return self

    def column_of_field(self, field: str) -> str | None:
        """Name of the column that fills a field."""
        for one in self.columns:
            if isinstance(one.target, FieldTarget) and one.target.field == field:
                return one.column
        return None

    def column_of_part(self, part: LongPart) -> str | None:
        """Name of the column that holds a part of a long table's observations."""
        for one in self.columns:
            if isinstance(one.target, LongTarget) and one.target.part is part:
                return one.column
        return None

    def for_header(self, header: Sequence[str]) -> "TableMapping":
        """The same with its columns spelled as in ``header``, where only case, width or spaces differ."""
        spelled = {_folded(name): name for name in header}
        columns = tuple(
            one
            if one.column in header
            else one.model_copy(update={"column": spelled.get(_folded(one.column), one.column)})
            for one in self.columns
        )
        return self.model_copy(update={"columns": columns})

    def fits(self, header: Sequence[str]) -> bool:
        """True when every column that it reads is there."""
        return {one.column for one in self.columns if one.target.kind != "ignore"} <= set(header)


def header_fingerprint(header: Sequence[str]) -> str:
    """The same for the same set of names, whatever their order, case and spaces."""
    names = "\n".join(sorted(_folded(name) for name in header))
    return hashlib.sha256(names.encode()).hexdigest()[:32]


def _folded(name: str) -> str:
    return plain(name).replace(" ", "")
