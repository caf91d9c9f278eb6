"""Lays an earlier chest CT over the current one: roughly, rigid, affine, then bent a little where that pays."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pmdesk.core.errors import CancelledError, ErrorCode, RefusedError
from pmdesk.core.growth import Alignment, DisplacementField
from pmdesk.core.progress import JobContext, NullContext, PartContext
from pmdesk.core.sitk_bridge import from_sitk
from pmdesk.core.volume import Volume
from pmdesk.imaging.landmarks import LandmarkMatches, match_landmarks
from pmdesk.imaging.registration_grid import HU_RANGE, WORKING_MM, WorkingImage, working_image

if TYPE_CHECKING:
    import SimpleITK as sitk

SAMPLED = 0.15
"""Share of the region's voxels at which the images are compared in each step."""
SEED = 20
"""Of the sampling: the same two CTs give the same alignment."""
ITERATIONS = 40
ROUGH_STEP = 3
"""Every how many working voxels the rough place is looked for."""
MIN_SHARED_PART = 0.3
"""Least share of the largest possible overlap at which a rough place is considered."""

MIN_COVERED = 0.15
"""Less of the current lungs than this in the earlier CT is not enough to lay one over the other."""
MIN_LANDMARKS = 20
MIN_FOUND_AGAIN = 0.5
"""Vessels found again, of those tried. Two CTs of one phantom, with shifts, breaths and thick slices, gave 0.81 to
0.93, CTs of two phantoms 0.19 to 0.35."""
MAX_RESIDUAL_MM = 6.0
"""Median distance of landmarks after mapping beyond which neighbouring nodules could be taken for each other."""
CONTROL_POINTS = 7
"""Of the deformation along each direction: about 50 mm apart."""
LATTICE_MM = 12.0
"""Step of the lattice on which the deformation is kept."""
DEFORMATION_PAYS_MM = 0.5
"""The deformation is kept where the median distance of landmarks falls by more: on phantoms it took the worst of five
nodules from 3.9 to 2.3 mm (diaphragm 16 mm higher) and from 6.6 to 1.5 mm (24 mm), and added up to 1.5 mm of noise
where the affine map was exact."""
MAX_STRETCH = 1.35
"""A body scales by no more than this along any direction between two breaths."""


def register(current: Volume, prior: Volume, ctx: JobContext | None = None) -> Alignment:
    """Lay an earlier chest CT over the current one.

    The lungs are brought together on a 3 mm grid: the rough place by masked correlation over all shifts (Padfield
    2012), then rigid and affine by mean squared difference, then a coarse B-spline through the vessels found again,
    kept where it brings them closer together. What is left is measured on vessels (`pmdesk.imaging.landmarks`).

    Parameters
    ----------
    current, prior
        Chest CTs in HU, in any orientation; the frames of reference need not agree.

    Raises
    ------
    RefusedError
        No lungs (`COMPARISON_NO_LUNGS`), too little of the current lungs in the earlier CT
        (`COMPARISON_TOO_LITTLE_OVERLAP`), or the two could not be brought together (`COMPARISON_NOT_ALIGNED`, whose
        ``reason`` says which check failed). No alignment is returned in doubt.
    """
    ctx = ctx or NullContext()
    ctx.progress(0.0, "stage.register")
    fixed = working_image(current)
    ctx.progress(0.1, "stage.register")
    moving = working_image(prior)
    ctx.progress(0.2, "stage.register")
    affine = _affine(fixed, moving, PartContext(ctx, 0.2, 0.8))
    ctx.progress(0.8, "stage.register")
    plain, landmarks = _judged(fixed, moving, affine, None)
    _check(plain)
    ctx.progress(0.9, "stage.register")
    bent, _ = _judged(fixed, moving, affine, _deformation(fixed, affine, landmarks))
    ctx.progress(1.0, "stage.register")
    pays = bent.residual_mm < plain.residual_mm - DEFORMATION_PAYS_MM
    chosen = bent if pays else plain
    if chosen.residual_mm > MAX_RESIDUAL_MM:
        raise RefusedError(ErrorCode.COMPARISON_NOT_ALIGNED, reason="comparison.residual")
    return chosen


def _check(found: Alignment) -> None:
    """Refuse what cannot be two CTs of one chest laid over each other."""
    if found.covered < MIN_COVERED:
        raise RefusedError(ErrorCode.COMPARISON_TOO_LITTLE_OVERLAP, found=round(100 * found.covered))
    stretch = np.linalg.svd(found.affine[:3, :3], compute_uv=False)
    if stretch.max() > MAX_STRETCH or stretch.min() < 1 / MAX_STRETCH:
        raise RefusedError(ErrorCode.COMPARISON_NOT_ALIGNED, reason="comparison.stretch")
    if found.landmarks < MIN_LANDMARKS or found.found_again < MIN_FOUND_AGAIN:
        raise RefusedError(ErrorCode.COMPARISON_NOT_ALIGNED, reason="comparison.landmarks")


def _rough_shift(fixed: WorkingImage, moving: WorkingImage) -> NDArray[np.float64]:
    """LPS shift in mm from current to earlier CT at which the lungs agree best, over all shifts."""
    import SimpleITK as sitk

    def thinned(work: WorkingImage) -> tuple["sitk.Image", "sitk.Image"]:
        region = work.region(2 * WORKING_MM * ROUGH_STEP)
        smooth = ndimage.uniform_filter(work.values, ROUGH_STEP)[::ROUGH_STEP, ::ROUGH_STEP, ::ROUGH_STEP]
        mask = region[::ROUGH_STEP, ::ROUGH_STEP, ::ROUGH_STEP].astype(np.float32)
        return sitk.GetImageFromArray(smooth), sitk.GetImageFromArray(mask)

    (fixed_image, fixed_mask), (moving_image, moving_mask) = thinned(fixed), thinned(moving)
    scores = sitk.GetArrayFromImage(
        sitk.MaskedFFTNormalizedCorrelation(
            fixed_image, moving_image, fixed_mask, moving_mask, 0, MIN_SHARED_PART
        )
    )
    peak = np.array(np.unravel_index(int(scores.argmax()), scores.shape))
    # at an offset, voxel i of the current CT lies on voxel i - offset of the earlier one
    offset = peak - (np.array(moving_image.GetSize()[::-1]) - 1)
    step = WORKING_MM * ROUGH_STEP
    origins: NDArray[np.float64] = moving.geometry.affine[:3, 3] - fixed.geometry.affine[:3, 3]
    shift: NDArray[np.float64] = origins - offset[::-1] * step
    return shift


def _affine(fixed: WorkingImage, moving: WorkingImage, ctx: JobContext) -> NDArray[np.float64]:
    """(4, 4): LPS mm of the current CT to LPS mm of the earlier one."""
    import SimpleITK as sitk

    ctx.progress(0.0)
    rigid = sitk.Euler3DTransform()
    middle = fixed.geometry.to_lps_mm(np.argwhere(fixed.lungs).mean(axis=0))
    rigid.SetCenter([float(value) for value in middle])
    rigid.SetTranslation([float(value) for value in _rough_shift(fixed, moving)])
    ctx.progress(0.15)
    _optimise(fixed, moving, rigid, PartContext(ctx, 0.15, 0.5), shrink=(2,), smooth_mm=(3.0,))
    affine = sitk.AffineTransform(3)
    affine.SetCenter(rigid.GetCenter())
    affine.SetMatrix(rigid.GetMatrix())
    affine.SetTranslation(rigid.GetTranslation())
    _optimise(fixed, moving, affine, PartContext(ctx, 0.5, 1.0), shrink=(2, 1), smooth_mm=(3.0, 0.0))
    matrix = np.eye(4)
    matrix[:3, :3] = np.array(affine.GetMatrix()).reshape(3, 3)
    center = np.array(affine.GetCenter())
    matrix[:3, 3] = center + np.array(affine.GetTranslation()) - matrix[:3, :3] @ center
    return matrix


def _method(
    fixed: WorkingImage, ctx: JobContext, shrink: tuple[int, ...], smooth_mm: tuple[float, ...]
) -> tuple["sitk.ImageRegistrationMethod", list[BaseException]]:
    """A registration that reports progress and stops when the work is cancelled; what stopped it is kept."""
    import SimpleITK as sitk

    method = sitk.ImageRegistrationMethod()
    method.SetMetricAsMeanSquares()
    method.SetMetricFixedMask(fixed.mask(fixed.region()))
    method.SetMetricSamplingStrategy(method.RANDOM)
    method.SetMetricSamplingPercentage(SAMPLED, SEED)
    method.SetInterpolator(sitk.sitkLinear)
    method.SetShrinkFactorsPerLevel(list(shrink))
    method.SetSmoothingSigmasPerLevel(list(smooth_mm))
    method.SetSmoothingSigmasAreSpecifiedInPhysicalUnits(True)
    stopped: list[BaseException] = []
    iterations = ITERATIONS * len(shrink)
    done = [0]

    def step() -> None:
        done[0] += 1
        try:
            ctx.progress(min(done[0] / iterations, 1.0), "stage.register")
            ctx.check()
        except CancelledError as cancelled:
            # an exception must not cross the native code
            stopped.append(cancelled)
            method.StopRegistration()

    method.AddCommand(sitk.sitkIterationEvent, step)
    return method, stopped


def _optimise(
    fixed: WorkingImage,
    moving: WorkingImage,
    transform: Any,
    ctx: JobContext,
    *,
    shrink: tuple[int, ...],
    smooth_mm: tuple[float, ...],
) -> None:
    """Improve a linear transform in place."""
    method, stopped = _method(fixed, ctx, shrink, smooth_mm)
    # a regular step runs away into absurd stretches where the two breaths differ; the line search did not
    method.SetOptimizerAsConjugateGradientLineSearch(
        learningRate=1.0,
        numberOfIterations=ITERATIONS,
        convergenceMinimumValue=1e-6,
        convergenceWindowSize=8,
    )
    method.SetOptimizerScalesFromPhysicalShift()
    method.SetInitialTransform(transform, inPlace=True)
    _run(method, fixed, moving, stopped)


def _run(
    method: "sitk.ImageRegistrationMethod",
    fixed: WorkingImage,
    moving: WorkingImage,
    stopped: list[BaseException],
) -> None:
    try:
        method.Execute(fixed.image(), moving.image())
    except RuntimeError as error:
        # SimpleITK raises where too few samples lie inside the earlier image
        raise RefusedError(ErrorCode.COMPARISON_NOT_ALIGNED, reason="comparison.overlap") from error
    if stopped:
        raise stopped[0]


def _deformation(
    fixed: WorkingImage, affine: NDArray[np.float64], matches: LandmarkMatches
) -> DisplacementField:
    """A coarse cubic B-spline through what is left between the landmarks, sampled on a lattice."""
    import SimpleITK as sitk

    image = fixed.image()
    here = fixed.geometry.to_lps_mm(matches.places)
    there = fixed.geometry.to_lps_mm(matches.places + matches.shifts)
    spline = sitk.LandmarkBasedTransformInitializer(
        sitk.BSplineTransform(3, 3),
        here.ravel().tolist(),
        there.ravel().tolist(),
        referenceImage=image,
        numberOfControlPoints=CONTROL_POINTS,
    )
    extent_mm = np.array(fixed.geometry.shape[::-1]) * WORKING_MM
    size = [max(2, int(float(length) // LATTICE_MM) + 1) for length in extent_mm]
    lattice = sitk.TransformToDisplacementField(
        spline, sitk.sitkVectorFloat64, size, image.GetOrigin(), [LATTICE_MM] * 3, image.GetDirection()
    )
    values = sitk.GetArrayFromImage(lattice) @ affine[:3, :3].T
    _, geometry = from_sitk(sitk.VectorIndexSelectionCast(lattice, 0), fixed.geometry.for_uid)
    return DisplacementField(geometry, values.astype(np.float32))


def _judged(
    fixed: WorkingImage, moving: WorkingImage, affine: NDArray[np.float64], field: DisplacementField | None
) -> tuple[Alignment, LandmarkMatches]:
    """An alignment with how well it holds, and the landmarks that say so."""
    draft = Alignment(
        affine, field, fixed.geometry.for_uid, moving.geometry.for_uid, np.inf, np.inf, 0, 0.0, 0.0, 0.0
    )
    index = np.stack(np.meshgrid(*(np.arange(n) for n in fixed.geometry.shape), indexing="ij"), axis=-1)
    mapped = moving.geometry.to_index(draft.map_points(fixed.geometry.to_lps_mm(index.astype(np.float64))))
    warped = ndimage.map_coordinates(moving.values, np.moveaxis(mapped, -1, 0), order=1, cval=np.nan)
    shown = ~np.isnan(warped)
    warped = np.where(shown, warped, HU_RANGE[0]).astype(np.float32)
    lungs = fixed.lungs & shown
    covered = float(np.count_nonzero(lungs)) / max(1, int(np.count_nonzero(fixed.lungs)))
    region = fixed.region() & shown
    correlation = float(np.corrcoef(fixed.values[region], warped[region])[0, 1]) if region.sum() > 1 else 0.0
    matches = match_landmarks(fixed.values, warped, _inner(lungs))
    residual, p95 = _residual(matches)
    found = Alignment(
        affine,
        field,
        fixed.geometry.for_uid,
        moving.geometry.for_uid,
        residual,
        p95,
        len(matches.places),
        matches.share,
        correlation,
        covered,
    )
    return found, matches


def _inner(lungs: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Lungs without their rim: there the chest wall would be matched instead of vessels."""
    inner: NDArray[np.bool_] = ndimage.binary_erosion(lungs, iterations=4)
    return inner


def _residual(matches: LandmarkMatches) -> tuple[float, float]:
    """Median and 95th percentile of the distances that are left, in mm."""
    if not len(matches.places):
        return float("inf"), float("inf")
    lengths = np.linalg.norm(matches.shifts, axis=1) * WORKING_MM
    return float(np.median(lengths)), float(np.percentile(lengths, 95))
