"""From what a record states to what the models ask for, and how each model is used on one patient: a knowledge table.

``resources/knowledge/risk_inputs.json``. A *fact* is something that may be known of a patient (systolic pressure,
current smoking); several inputs of several models ask for one fact, each in its own words and unit.
"""

from enum import StrEnum
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pmdesk.core.knowledge_file import read_knowledge
from pmdesk.core.paths import resources_dir
from pmdesk.core.texts import LocalizedText


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceKind(StrEnum):
    """Places of a record in which a fact can stand, and ways to compute one."""

    AGE = "age"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    BODY = "body"
    SMOKING = "smoking"
    ANALYTE = "analyte"
    ANALYTE_ABOVE = "analyte_above"
    LOINC = "loinc"
    LOINC_TEXT = "loinc_text"
    CONDITION = "condition"
    PROCEDURE = "procedure"
    DRUG = "drug"
    FAMILY = "family"
    RECORD_FACT = "record_fact"
    ONSET_AGE = "onset_age"
    TNM = "tnm"
    COMPUTED = "computed"
    CONSTANT = "constant"


class FactSource(_Table):
    """One place to look; which of the fields it needs follows from ``kind``."""

    kind: SourceKind = Field(alias="from")
    name: str = ""
    """Analyte, set of codes or drugs, field of the record, or computation."""
    codes: tuple[str, ...] = ()
    """LOINC codes."""
    part: Literal["", "T", "N", "M"] = ""
    answer: Literal["", "degree", "first_degree", "count"] = ""
    """What is asked about the family."""
    ever: bool = False
    """True: what was once there counts, also when it is over."""
    yes_only: bool = False
    """True: a stated "no" is not an answer to this question."""
    value: float | None = None
    limit: float | None = None
    unit: str = ""
    note: str = ""
    """Sentence of the reasons table that belongs to a value from here."""


class FactSpec(_Table):
    """One fact and where it may stand, the best source first."""

    sources: tuple[FactSource, ...] = ()
    unit: str = ""
    """UCUM unit of a number."""
    fill: str = ""
    """Field of the record in which it is stated; empty: an answer of its own, ``input.NAME``."""
    older_than_days: int | None = None
    """Age from which a value carries a caution."""


class InputSource(_Table):
    """The fact behind an input. ``values`` translates it (lower-case text) into the model's words."""

    fact: str
    values: dict[str, bool | float | str] | None = None


OUTSIDE = "outside"
"""Translation of a value for which the model has no equation."""


class CodeSet(_Table):
    """Codes of a diagnosis or procedure; an ICD-10 code stands for everything that begins with it."""

    snomed: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()


class DrugSet(_Table):
    """A class of drugs: ATC codes stand for everything that begins with them, names for the words of a display."""

    atc: tuple[str, ...] = ()
    rxnorm: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Gate(_Table):
    """A rule about whom the model is for; it reads one fact."""

    fact: str
    must_be: bool | str | None = None
    """Anything else, not known included, refuses."""
    must_not_be: bool | str | None = None
    at_least: float | None = None
    reason: str
    """Sentence of the refusal."""
    unknown: str = ""
    """Sentence of a result for which the fact is not known; empty: nothing is said."""


class Result(_Table):
    """A result column as a number. A percentage becomes a probability."""

    column: str
    shown_as: Literal["probability", "percent", "value"] = Field(alias="as")
    unit: str = ""


class Figure(Result):
    label: LocalizedText
    only_with: str = ""
    """Input without which the figure says nothing: a treatment that is not given adds nothing to the one before."""


class Band(_Table):
    """Limits of three categories for people below an age; None: for all others."""

    below_age: float | None = None
    limits: tuple[float, float]


class Reference(_Table):
    """The person with whom contributions compare; what is not named is as in the patient."""

    values: dict[str, bool | float | str]
    text: LocalizedText


class Horizon(_Table):
    """A further figure: the model once more with one input changed."""

    input: str
    value: float
    figure: str
    column: str


class ModelUse(_Table):
    """How one model is applied to a patient."""

    field: Literal["lung", "cardiovascular", "diabetes", "breast", "general"]
    main: Result | None = None
    category: str = ""
    """Result column that is a category."""
    words: dict[str, LocalizedText] = {}
    """Categories in words, where the table of inputs has none."""
    outcome: LocalizedText | None = None
    """What the main figure is of, where the model has several."""
    figures: tuple[Figure, ...] = ()
    horizon: Horizon | None = None
    gates: tuple[Gate, ...] = ()
    answered: tuple[str, ...] = ()
    """The model is shown only when one of these inputs is known; empty: always."""
    same_day: tuple[str, ...] = ()
    """Inputs that are taken from one day, the latest."""
    notes: tuple[str, ...] = ()
    """Sentences that belong to every result."""
    quiet: tuple[str, ...] = ()
    """Optional inputs whose absence needs no word."""
    bands: tuple[Band, ...] = ()
    band_words: dict[str, LocalizedText] = {}
    """In rising order: the three categories of the bands."""
    link: Literal["", "logit", "cloglog", "identity"] = ""
    """Scale of the contributions."""
    pairwise: bool = False
    """True: no more than two inputs act together in any term."""
    reference: Reference | None = None

    favourable: bool = False
    """True: the main figure is of something good, such as being alive."""
    no_shares: LocalizedText | None = None
    """Why nothing is said about what each input does."""

    @model_validator(mode="after")
    def _complete(self) -> "ModelUse":
        if self.main is None and not self.category:
            raise ValueError("neither a number nor a category")
        if (self.reference is None) != (self.link == ""):
            raise ValueError("a scale belongs to a reference person")
        return self


class InputTable(_Table):
    """Content of ``risk_inputs.json``."""

    schema_version: int
    as_of: str
    codes: dict[str, CodeSet]
    procedures: dict[str, CodeSet]
    family_history_codes: dict[str, str]
    """ICD-10 codes that themselves mean "in the family", and the set of codes they stand for."""
    drugs: dict[str, DrugSet]
    facts: dict[str, FactSpec]
    inputs: dict[str, InputSource]
    model_inputs: dict[str, dict[str, InputSource]]
    """Inputs whose words differ from model to model."""
    models: dict[str, ModelUse]
    learned_gates: dict[str, tuple[Gate, ...]] = {}
    """For whom learned models are, by what the record says beyond their own columns; by package."""

    def source_of(self, model_id: str, name: str) -> InputSource | None:
        """Where an input comes from; None for what only a person can answer."""
        return self.model_inputs.get(model_id, {}).get(name) or self.inputs.get(name)

    @model_validator(mode="after")
    def _named_facts(self) -> "InputTable":
        sources = [*self.inputs.values(), *(one for of in self.model_inputs.values() for one in of.values())]
        gates = [gate for use in self.models.values() for gate in use.gates]
        gates += [gate for of in self.learned_gates.values() for gate in of]
        asked = {one.fact for one in sources} | {gate.fact for gate in gates}
        unknown = sorted(asked - set(self.facts))
        if unknown:
            raise ValueError(f"no such fact: {', '.join(unknown)}")
        return self


@cache
def input_table() -> InputTable:
    """The table.

    Raises
    ------
    FailedError
        The program's own file is missing or broken (`ErrorCode.KNOWLEDGE_INVALID`).
    """
    return read_knowledge(resources_dir() / "knowledge" / "risk_inputs.json", InputTable)
