"""The closed vocabulary in which a model package describes itself: no expressions, no unknown keys."""

from abc import abstractmethod
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, model_validator

from pmdesk.core.characterisation import Trait
from pmdesk.core.model_package import (
    Evaluation,
    Golden,
    ManifestPart,
    PackageId,
    PackageVersion,
    Sha256,
    TrainingData,
    read_manifest_as,
)
from pmdesk.core.nodule_crop import CropGrid, CropInput
from pmdesk.core.nodule_crop import Window as CropWindow
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.texts import LocalizedText


class Requirements(ManifestPart):
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


class ResampleInPlane(ManifestPart):
    op: Literal["resample_in_plane"]
    spacing_mm: Annotated[float, Field(gt=0)]
    interpolation: Literal["linear"]


class NeighbourSlices(ManifestPart):
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


class Window(ManifestPart):
    op: Literal["window"]
    low_hu: float
    high_hu: float

    @model_validator(mode="after")
    def _rising(self) -> "Window":
        if self.high_hu <= self.low_hu:
            raise ValueError("high_hu must exceed low_hu")
        return self


Preprocessing = Annotated[ResampleInPlane | NeighbourSlices | Window, Field(discriminator="op")]


class InputSpec(ManifestPart):
    name: str
    axes: tuple[Literal["batch"], Literal["slice"], Literal["row"], Literal["col"]]
    dtype: Literal["float32"]
    range: tuple[float, float]
    size_multiple: Annotated[int, Field(ge=1)]
    """Rows and columns must be multiples of this."""


class Threshold(ManifestPart):
    value: Annotated[float, Field(gt=0, lt=1)]
    chosen: str
    """How it was chosen, on which patients."""


class Label(ManifestPart):
    scheme: str
    code: str
    text: LocalizedText


class OutputSpec(ManifestPart):
    name: str
    axes: tuple[Literal["batch"], Literal["channel"], Literal["row"], Literal["col"]]
    activation: Literal["sigmoid"]
    label: Label


class SlidingWindow(ManifestPart):
    """Whole slices inside the lungs' box, several at once."""

    batch_slices: Annotated[int, Field(ge=1, le=64)]
    margin_mm: Annotated[float, Field(ge=0)]


class ConnectedComponents(ManifestPart):
    op: Literal["connected_components"]
    mask: Threshold
    """A voxel belongs to a nodule from this probability on."""
    candidate: Threshold
    """A component is a finding when its peak reaches this probability: the operating point."""
    min_diameter_mm: Annotated[float, Field(gt=0)]
    """Diameter of the sphere of the same volume."""


class InsideLungs(ManifestPart):
    op: Literal["inside_lungs"]
    min_overlap: Annotated[float, Field(ge=0, le=1)]
    """Share of a component that must lie in the closed lungs."""
    min_lung_contact: Annotated[float, Field(ge=0, le=1)]
    """Share of the voxels just around a component, in plane, that must be aerated lung."""
    chosen: str
    """How the two were chosen, on which nodules."""


class ShapeLimits(ManifestPart):
    """Components beyond a limit are vessels or caps of the diaphragm; not judged where slices are too few or thick."""

    op: Literal["shape_limits"]
    max_elongation: Annotated[float, Field(gt=1)]
    """Ratio of the standard deviations along the largest and the middle principal axis."""
    max_flatness: Annotated[float, Field(gt=1)]
    """Ratio of those along the middle and the smallest axis."""
    chosen: str


Postprocessing = Annotated[ConnectedComponents | InsideLungs | ShapeLimits, Field(discriminator="op")]


Shape = tuple[int | None, ...]
"""Shape of an input or output; None for a free axis."""


class PackageManifest(ManifestPart):
    """What every package says of itself."""

    schema_version: Literal[1]
    id: PackageId
    version: PackageVersion
    title: LocalizedText
    intended_use: LocalizedText
    not_for: tuple[LocalizedText, ...]
    requires: Requirements
    model: Literal["model.onnx"]
    training: TrainingData
    evaluation: tuple[Evaluation, ...]
    golden: Golden
    files: dict[str, Sha256]
    """Hash of every file of the package besides the manifest, by its path in POSIX form."""

    @model_validator(mode="after")
    def _has_hashes(self) -> "PackageManifest":
        for name in (self.model, self.golden.input, self.golden.output):
            if name not in self.files:
                raise ValueError(f"{name} has no hash")
        return self


class _MapManifest(PackageManifest):
    """A network that gives a probability for every pixel of the middle slice."""

    input: InputSpec
    output: OutputSpec

    @property
    def shapes(self) -> tuple[Shape, Shape]:
        """Shapes that the input and the output must have."""
        return (None, self.neighbours.count, None, None), (None, 1, None, None)

    @property
    @abstractmethod
    def neighbours(self) -> NeighbourSlices:
        """The slices that the network sees beside the middle one."""


class SegmentationManifest(_MapManifest):
    """A slice network that is run over the whole lungs."""

    task: Literal["lung-nodule-segmentation"]
    preprocessing: tuple[Preprocessing, ...]
    sliding_window: SlidingWindow
    postprocessing: tuple[Postprocessing, ...]

    @model_validator(mode="after")
    def _complete(self) -> "SegmentationManifest":
        for ops, wanted in (
            (self.preprocessing, (ResampleInPlane, NeighbourSlices, Window)),
            (self.postprocessing, (ConnectedComponents, InsideLungs, ShapeLimits)),
        ):
            if sorted(type(op).__name__ for op in ops) != sorted(kind.__name__ for kind in wanted):
                raise ValueError(f"each of {[kind.__name__ for kind in wanted]} must stand exactly once")
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


class ZoomedCrop(ManifestPart):
    """A crop in plane whose pixel size follows the nodule: its diameter over ``pixels_across``, within two bounds."""

    pixels: Annotated[int, Field(ge=16)]
    pixels_across: Annotated[float, Field(gt=0)]
    min_mm: Annotated[float, Field(gt=0)]
    max_mm: Annotated[float, Field(gt=0)]

    @model_validator(mode="after")
    def _ordered(self) -> "ZoomedCrop":
        if self.max_mm < self.min_mm:
            raise ValueError("max_mm must not be below min_mm")
        return self

    def pixel_mm(self, diameter_mm: float) -> float:
        return min(max(diameter_mm / self.pixels_across, self.min_mm), self.max_mm)


class OutlineManifest(_MapManifest):
    """A slice network that draws the outline of one candidate again, in a crop on it."""

    task: Literal["lung-nodule-outline"]
    window: Window
    neighbour_slices: NeighbourSlices
    crop: ZoomedCrop
    rounds: Annotated[int, Field(ge=1, le=4)]
    """How often place and size of the crop are taken from the outline before."""
    flips: bool
    """The mean over four mirrored crops is taken."""
    mask: Threshold

    @property
    def neighbours(self) -> NeighbourSlices:
        return self.neighbour_slices


class CropSpec(ManifestPart):
    """The crop that a classification network is given."""

    pixels: Annotated[int, Field(ge=16)]
    pixel_mm: Annotated[float, Field(gt=0)]
    offsets_mm: tuple[float, ...]
    windows: tuple[tuple[float, float, int, int], ...]
    """Low and high HU, first slice and the one after the last."""
    mask_slices: tuple[int, int] | None

    @model_validator(mode="after")
    def _inside(self) -> "CropSpec":
        parts = [window[2:] for window in self.windows] + ([self.mask_slices] if self.mask_slices else [])
        if not self.windows or any(not 0 <= first < last <= len(self.offsets_mm) for first, last in parts):
            raise ValueError("windows and mask must lie on the slices of offsets_mm")
        if any(high <= low for low, high, _, _ in self.windows):
            raise ValueError("the high HU of a window must exceed the low one")
        return self

    @property
    def given(self) -> CropInput:
        return CropInput(
            CropGrid(self.pixels, self.pixel_mm, self.offsets_mm),
            tuple(CropWindow(*window) for window in self.windows),
            self.mask_slices,
        )


class CropInputSpec(ManifestPart):
    name: str
    axes: tuple[Literal["batch"], Literal["channel"], Literal["row"], Literal["col"]]
    dtype: Literal["float32"]
    range: tuple[float, float]


class ColumnsSpec(ManifestPart):
    """A table out: one row a crop, columns by name (first, and the one after the last)."""

    name: str
    axes: tuple[Literal["batch"], Literal["column"]]
    columns: dict[str, tuple[int, int]]

    @model_validator(mode="after")
    def _one_after_another(self) -> "ColumnsSpec":
        end = 0
        for first, last in sorted(self.columns.values()):
            if first != end or last <= first:
                raise ValueError("columns must follow one another from 0")
            end = last
        return self

    @property
    def count(self) -> int:
        return max(last for _, last in self.columns.values())


class _CropManifest(PackageManifest):
    """An ensemble of networks that judge one crop."""

    input: CropInputSpec
    crop: CropSpec
    output: ColumnsSpec

    @property
    def shapes(self) -> tuple[Shape, Shape]:
        """Shapes that the input and the output must have."""
        given = self.crop.given
        return (None, given.channels, self.crop.pixels, self.crop.pixels), (None, self.output.count)


class LogitScale(ManifestPart):
    """Probability = sigmoid(scale * logit + log_diameter * ln(diameter in mm) + offset)."""

    scale: float
    log_diameter: float = 0.0
    offset: float
    chosen: str


class FrocPoint(ManifestPart):
    """A point of the curve from which the operating point is chosen."""

    false_positives_per_scan: Annotated[float, Field(ge=0)]
    threshold: Annotated[float, Field(gt=0, lt=1)]
    sensitivity: Annotated[float, Field(ge=0, le=1)]
    nodules: Annotated[int, Field(ge=1)]

    @property
    def point(self) -> OperatingPoint:
        return OperatingPoint(self.false_positives_per_scan, self.threshold, self.sensitivity, self.nodules)


class CandidateManifest(_CropManifest):
    """Second stage of finding: is the candidate a nodule? Column ``nodule``: one logit a member."""

    task: Literal["lung-nodule-candidate"]
    first_peak: Annotated[float, Field(gt=0, lt=1)]
    """Marks of the first network are candidates from this peak on."""
    probability: LogitScale
    peak_weight: float
    """Weight of the logit of the first network's peak beside the mean logit of the members."""
    froc: tuple[FrocPoint, ...]
    froc_measured: str
    """On which scans and nodules."""
    default_threshold: Annotated[float, Field(gt=0, lt=1)]

    @model_validator(mode="after")
    def _has_default(self) -> "CandidateManifest":
        if not any(point.threshold == self.default_threshold for point in self.froc):
            raise ValueError("default_threshold is no point of froc")
        if set(self.output.columns) != {"nodule"}:
            raise ValueError("the only column is nodule")
        return self


class MalignancyManifest(_CropManifest):
    """What readers would rate. Columns ``malignancy`` (one logit a member), ``traits`` and ``embedding``."""

    task: Literal["lung-nodule-malignancy"]
    probability: LogitScale
    traits: tuple[Trait, ...]
    """In the order of the column ``traits``, which holds ratings on the readers' scales."""
    similar: str
    """Table of labelled training nodules: an npz file of the package."""
    spiculated_from: float
    """Rating from which a nodule counts as spiculated."""
    solid_from: float
    """Rating of texture from which a nodule counts as solid; below `part_solid_from` as ground-glass."""
    part_solid_from: float

    @model_validator(mode="after")
    def _has_columns(self) -> "MalignancyManifest":
        if set(self.output.columns) != {"malignancy", "traits", "embedding"}:
            raise ValueError("the columns are malignancy, traits and embedding")
        first, last = self.output.columns["traits"]
        if last - first != len(self.traits):
            raise ValueError("as many columns as traits")
        if self.similar not in self.files:
            raise ValueError(f"{self.similar} has no hash")
        return self


Manifest = SegmentationManifest | OutlineManifest | CandidateManifest | MalignancyManifest
"""``manifest.json`` of a package; ``task`` tells which."""
_MANIFESTS: TypeAdapter[Manifest] = TypeAdapter(Annotated[Manifest, Field(discriminator="task")])


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a package folder.

    Raises
    ------
    FailedError
        `ErrorCode.MODEL_NOT_FOUND` without a manifest, `ErrorCode.MODEL_MANIFEST_INVALID` for one that is not in
        the vocabulary.
    """
    return read_manifest_as(folder, _MANIFESTS)
