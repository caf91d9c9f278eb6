"""How a shipped package is made: its words, columns and gates, where its rows come from, how it is measured."""

from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.evidence import Evidence
from pmdesk.core.model_package import ManifestPart
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.learned.manifest import ModelDefinition, SurvivalTime

SHIPPED = (
    "heart-disease-cleveland",
    "diabetes-pima",
    "breast-mass-wdbc",
    "lung-survival-ncctg",
)


class ArchiveSource(ManifestPart):
    """CSV files in a zip archive of the data folder (or in a folder of the archive's name)."""

    kind: Literal["archive"]
    archive: str
    members: tuple[str, ...]


class LibrarySource(ManifestPart):
    """A data set that scikit-learn brings along."""

    kind: Literal["scikit-learn"]
    loader: Literal["load_breast_cancer"]


Source = Annotated[ArchiveSource | LibrarySource, Field(discriminator="kind")]


class MissingPattern(ManifestPart):
    """Inputs that are not known together elsewhere; figures are also taken with them blanked."""

    name: str
    columns: tuple[str, ...]


class Subgroup(ManifestPart):
    """A column by which figures are broken down; ``cuts`` are the borders of bands of a number, each the first value
    of the upper band.
    """

    column: str
    title: str
    cuts: tuple[float, ...] = ()
    names: dict[str, str] = Field(default_factory=dict)


class CardText(ManifestPart):
    """What only a person can write, one sentence or paragraph an item (Markdown)."""

    data: tuple[str, ...]
    method: tuple[str, ...]
    limits: tuple[str, ...]


class DataSource(ManifestPart):
    name: str
    licence: str
    citation: str
    population: LocalizedText
    notice: tuple[str, ...]
    """``DATA_LICENSE`` of the package, one paragraph an item."""


class Recipe(ModelDefinition):
    """One file of ``configs``."""

    source: Source
    training: DataSource
    patterns: tuple[MissingPattern, ...] = ()
    subgroups: tuple[Subgroup, ...]
    times: tuple[SurvivalTime, ...] = ()
    evidence: tuple[Evidence, ...]
    card: CardText


def read_recipe(model_id: str) -> Recipe:
    """The recipe of a shipped model.

    Raises
    ------
    InputError
        `ErrorCode.RISK_MODEL_UNKNOWN`.
    """
    if model_id not in SHIPPED:
        raise InputError(ErrorCode.RISK_MODEL_UNKNOWN, model=model_id, choices=SHIPPED)
    path = files("pmdesk.risk.learned") / "configs" / f"{model_id}.json"
    return Recipe.model_validate_json(path.read_bytes())
