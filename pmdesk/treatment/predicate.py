"""What a rule may ask: a closed vocabulary of predicates over the facts of a case. No expressions, no code."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pmdesk.core.biomarker import Assessment
from pmdesk.core.variant import VariantOrigin
from pmdesk.core.volume import Sex
from pmdesk.treatment.disease import StageGroup


class _Node(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class All(_Node):
    """Every part holds."""

    kind: Literal["all"]
    of: tuple["Predicate", ...] = Field(min_length=1)


class Any(_Node):
    """At least one part holds."""

    kind: Literal["any"]
    of: tuple["Predicate", ...] = Field(min_length=1)


class Not(_Node):
    """The part is known not to hold; unknown stays unknown."""

    kind: Literal["not"]
    of: "Predicate"


class NotEstablished(_Node):
    """The part is false or unknown: the one place where "we do not know" counts, and says so by its name."""

    kind: Literal["not_established"]
    of: "Predicate"


class DiseaseIs(_Node):
    """An active diagnosis of the category, or of one below it, is in the record."""

    kind: Literal["disease"]
    category: str


class StageIs(_Node):
    """The stage of an active diagnosis of the category is one of the groups."""

    kind: Literal["stage"]
    category: str
    groups: tuple[StageGroup, ...] = Field(min_length=1)


class FeatureIs(_Node):
    """A tumour feature (HER2, PD-L1, ...) has the value."""

    kind: Literal["feature"]
    feature: str
    value: str


class FeatureKnown(_Node):
    """A value of the tumour feature is in the record."""

    kind: Literal["feature_known"]
    feature: str


class BiomarkerFound(_Node):
    """One of the biomarkers is found; a file that does not report it leaves this unknown, never false.

    ``origins`` restricts to calls of these origins; a call of unknown origin then leaves it unknown.
    """

    kind: Literal["biomarker"]
    any_of: tuple[str, ...] = Field(min_length=1)
    origins: tuple[VariantOrigin, ...] = ()


class BiomarkerAssessed(_Node):
    """What the file allows one to say of one of the biomarkers: true or false, about the file alone."""

    kind: Literal["biomarker_assessment"]
    any_of: tuple[str, ...] = Field(min_length=1)
    is_: Assessment = Field(alias="is")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class GenomePresent(_Node):
    """A genome has been read."""

    kind: Literal["genome_present"]


class AgeWithin(_Node):
    """Age in completed years, both limits included."""

    kind: Literal["age"]
    at_least: float | None = None
    at_most: float | None = None


class SexIs(_Node):
    kind: Literal["sex"]
    sex: Sex


class TakesDrug(_Node):
    """A drug of the class (table ``drug_classes``) is taken now."""

    kind: Literal["medication"]
    drug_class: str


class AllergicTo(_Node):
    """An allergy to a drug of the class is recorded."""

    kind: Literal["allergy"]
    drug_class: str


class FollowUpIs(_Node):
    """A follow-up rule put a nodule into one of the categories."""

    kind: Literal["follow_up"]
    model: str
    categories: tuple[str, ...] = Field(min_length=1)


Predicate = Annotated[
    All
    | Any
    | Not
    | NotEstablished
    | DiseaseIs
    | StageIs
    | FeatureIs
    | FeatureKnown
    | BiomarkerFound
    | BiomarkerAssessed
    | GenomePresent
    | AgeWithin
    | SexIs
    | TakesDrug
    | AllergicTo
    | FollowUpIs,
    Field(discriminator="kind"),
]

for _model in (All, Any, Not, NotEstablished):
    _model.model_rebuild()


def leaves(predicate: Predicate) -> tuple[Predicate, ...]:
    """All predicates of the tree that ask for a fact."""
    match predicate:
        case All(of=parts) | Any(of=parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case Not(of=part) | NotEstablished(of=part):
            return leaves(part)
        case _:
            return (predicate,)
