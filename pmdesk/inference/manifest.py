"""The closed vocabulary in which a model package describes itself: no expressions, no unknown keys."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.texts import LocalizedText

MANIFEST_FILE = "manifest.json"
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Task = Literal["lung-nodule-segmentation"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Requirements(_Part):
    """What an image must be for the model to apply."""

    modality: Literal["CT"]
    unit: Literal["[hnsf'U]"]
    body_part: Literal["chest"]
    min_slices: Annotated[int, Field(ge=1)]
    warn_slice_spacing_mm: Annotated[float, Field(gt=0)]
    """Above this distance of slices the run carries a visible warning."""
    max_slice_spacing_mm: Annotated[float, Field(gt=0)]
    """Above this distance the model is refused."""
    min_age_years: Annotated[float, Field(ge=0)]
    """Below this age, where it is stated, the run carries a visible warning: the training had adults only."""


class ResampleInPlane(_Part):
    op: Literal["resample_in_plane"]
    spacing_mm: Annotated[float, Field(gt=0)]
    interpolation: Literal["linear"]


class NeighbourSlices(_Part):
    op: Literal["neighbour_slices"]
    count: Annotated[int, Field(ge=1)]
    spacing_mm: Annotated[float, Field(gt=0)]
    """Neighbours are taken about this far apart: every n-th slice, n at least 1."""
    edge: Literal["repeat"]

    @model_validator(mode="after")
    def _odd(self) -> "NeighbourSlices":
        if self.count % 2 == 0:
            raise ValueError("count must be odd")
        return self


class Window(_Part):
    op: Literal["window"]
    low_hu: float
    high_hu: float

    @model_validator(mode="after")
    def _rising(self) -> "Window":
        if self.high_hu <= self.low_hu:
            raise ValueError("high_hu must exceed low_hu")
        return self


Preprocessing = Annotated[ResampleInPlane | NeighbourSlices | Window, Field(discriminator="op")]


class InputSpec(_Part):
    name: str
    axes: tuple[Literal["batch"], Literal["slice"], Literal["row"], Literal["col"]]
    dtype: Literal["float32"]
    range: tuple[float, float]
    size_multiple: Annotated[int, Field(ge=1)]
    """Rows and columns must be multiples of this."""


class Threshold(_Part):
    value: Annotated[float, Field(gt=0, lt=1)]
    chosen: str
    """How it was chosen, on which patients."""


class Label(_Part):
    scheme: str
    code: str
    text: LocalizedText


class OutputSpec(_Part):
    name: str
    axes: tuple[Literal["batch"], Literal["channel"], Literal["row"], Literal["col"]]
    activation: Literal["sigmoid"]
    label: Label


class SlidingWindow(_Part):
    """Whole slices inside the lungs' box, several at once."""

    batch_slices: Annotated[int, Field(ge=1, le=64)]
    margin_mm: Annotated[float, Field(ge=0)]


class ConnectedComponents(_Part):
    op: Literal["connected_components"]
    mask: Threshold
    """A voxel belongs to a nodule from this probability on."""
    candidate: Threshold
    """A component is a finding when its peak reaches this probability: the operating point."""
    min_diameter_mm: Annotated[float, Field(gt=0)]
    """Diameter of the sphere of the same volume."""


class InsideLungs(_Part):
    op: Literal["inside_lungs"]
    min_overlap: Annotated[float, Field(ge=0, le=1)]
    """Share of a component that must lie in the closed lungs."""
    min_lung_contact: Annotated[float, Field(ge=0, le=1)]
    """Share of the voxels just around a component, in plane, that must be aerated lung."""
    chosen: str
    """How the two were chosen, on which nodules."""


class ShapeLimits(_Part):
    """Components beyond a limit are vessels or caps of the diaphragm; not judged where slices are too few or thick."""

    op: Literal["shape_limits"]
    max_elongation: Annotated[float, Field(gt=1)]
    """Ratio of the standard deviations along the largest and the middle principal axis."""
    max_flatness: Annotated[float, Field(gt=1)]
    """Ratio of those along the middle and the smallest axis."""
    chosen: str


Postprocessing = Annotated[ConnectedComponents | InsideLungs | ShapeLimits, Field(discriminator="op")]


class TrainingData(_Part):
    name: str
    licence: str
    citation: str
    patients: Annotated[int, Field(ge=1)]
    population: LocalizedText
    split: str


class Evaluation(_Part):
    """One figure with what it was measured on."""

    metric: str
    value: float
    ci95: tuple[float, float] | None
    n: Annotated[int, Field(ge=1)]
    patients: Annotated[int, Field(ge=1)]
    split: str
    subgroup: str = ""
    command: str


class Golden(_Part):
    """Known input and output: the self-test of the package on the machine at hand."""

    input: str
    output: str
    max_difference: Annotated[float, Field(gt=0, lt=0.1)]
    """Largest allowed difference of the activated output."""


class Manifest(_Part):
    """``manifest.json`` of a package."""

    schema_version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]+$")]
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    task: Task
    title: LocalizedText
    intended_use: LocalizedText
    not_for: tuple[LocalizedText, ...]
    requires: Requirements
    model: Literal["model.onnx"]
    input: InputSpec
    preprocessing: tuple[Preprocessing, ...]
    sliding_window: SlidingWindow
    output: OutputSpec
    postprocessing: tuple[Postprocessing, ...]
    training: TrainingData
    evaluation: tuple[Evaluation, ...]
    golden: Golden
    files: dict[str, Sha256]
    """Hash of every file of the package besides the manifest, by its path in POSIX form."""

    @model_validator(mode="after")
    def _complete(self) -> "Manifest":
        for ops, wanted in (
            (self.preprocessing, (ResampleInPlane, NeighbourSlices, Window)),
            (self.postprocessing, (ConnectedComponents, InsideLungs, ShapeLimits)),
        ):
            if sorted(type(op).__name__ for op in ops) != sorted(kind.__name__ for kind in wanted):
                raise ValueError(f"each of {[kind.__name__ for kind in wanted]} must stand exactly once")
        for name in (self.model, self.golden.input, self.golden.output):
            if name not in self.files:
                raise ValueError(f"{name} has no hash")
        return self

    @property
    def resample(self) -> ResampleInPlane:
        return next(op for op in self.preprocessing if isinstance(op, ResampleInPlane))

    @property
    def neighbours(self) -> NeighbourSlices:
        return next(op for op in self.preprocessing if isinstance(op, NeighbourSlices))

    @property
    def window(self) -> Window:
        return next(op for op in self.preprocessing if isinstance(op, Window))

    @property
    def components(self) -> ConnectedComponents:
        return next(op for op in self.postprocessing if isinstance(op, ConnectedComponents))

    @property
    def inside_lungs(self) -> InsideLungs:
        return next(op for op in self.postprocessing if isinstance(op, InsideLungs))

    @property
    def shape_limits(self) -> ShapeLimits:
        return next(op for op in self.postprocessing if isinstance(op, ShapeLimits))


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a package folder.

    Raises
    ------
    FailedError
        `ErrorCode.MODEL_NOT_FOUND` without a manifest, `ErrorCode.MODEL_MANIFEST_INVALID` for one that is not in
        the vocabulary.
    """
    try:
        text = (folder / MANIFEST_FILE).read_bytes()
    except OSError as error:
        raise FailedError(ErrorCode.MODEL_NOT_FOUND, model=folder.name) from error
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FailedError(
            ErrorCode.MODEL_MANIFEST_INVALID, model=folder.name, reason=f"{place}: {first['msg']}"
        ) from error
