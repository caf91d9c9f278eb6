"""The bundled demonstration case: a synthetic patient with images, record and genome.

Record and genome lie in the resources; the images are too large for that and are computed once, into the user's
cache.
"""

import errno
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.paths import resources_dir, user_cache_dir
from pmdesk.core.progress import JobContext, PartContext

if TYPE_CHECKING:
    from pmdesk.imaging.phantom import ThoraxSpec

DEMO_VERSION = 1
"""Raised whenever the images that `prepare_demo_case` makes would differ from those cached before."""

DEMO_SEED = 7


@dataclass(frozen=True, slots=True)
class DemoCase:
    """Where the demonstration case lies: a folder of DICOM files, a record file and a VCF."""

    images: Path
    record: Path
    genome: Path


def prepare_demo_case(ctx: JobContext, folder: Path | None = None) -> DemoCase:
    """Make the demonstration images unless they are there already.

    Parameters
    ----------
    ctx
        Progress and cancellation; a cancelled run leaves nothing behind.
    folder
        Where to keep the images; the user's cache when None.

    Returns
    -------
    DemoCase
        220 CT slices of 1.25 mm, written as DICOM, and the record and genome of the same synthetic patient.

    Raises
    ------
    FailedError
        The disk is full or the folder cannot be written.
    """
    root = folder if folder is not None else user_cache_dir() / f"demo-v{DEMO_VERSION}"
    images = root / "images"
    demo = resources_dir() / "demo"
    case = DemoCase(images, demo / "record.json", demo / "genome.vcf")
    if images.is_dir():
        ctx.progress(1.0, "stage.phantom")
        return case
    try:
        _make_images(ctx, root, images)
    except OSError as error:
        code = ErrorCode.DISK_FULL if error.errno == errno.ENOSPC else ErrorCode.WRITE_FAILED
        raise FailedError(code, path=str(root), reason=error.strerror or type(error).__name__) from error
    return case


def prepare_demo_prior(ctx: JobContext, folder: Path | None = None) -> Path:
    """Make the demonstration patient's earlier CT unless it is there already; see `prepare_demo_case`.

    Half a year before, on another place of the couch: the spiculated nodule smaller, the part-solid one a little
    smaller, the juxtapleural one not there yet, the others as they are.
    """
    root = folder if folder is not None else user_cache_dir() / f"demo-v{DEMO_VERSION}"
    images = root / "prior"
    if not images.is_dir():
        try:
            _make_images(ctx, root, images, _prior_spec())
        except OSError as error:
            code = ErrorCode.DISK_FULL if error.errno == errno.ENOSPC else ErrorCode.WRITE_FAILED
            raise FailedError(code, path=str(root), reason=error.strerror or type(error).__name__) from error
    ctx.progress(1.0, "stage.phantom")
    return images


def _prior_spec() -> "ThoraxSpec":
    from pmdesk.imaging.phantom import ThoraxSpec

    return ThoraxSpec(
        acquisition=2,
        study_date=date(2025, 3, 14),
        shift_mm=(9.0, -14.0, 12.0),
        nodule_factors=(0.45, 0.75, 1.0, 0.0, 1.0),
    )


def _make_images(ctx: JobContext, root: Path, images: Path, spec: "ThoraxSpec | None" = None) -> None:
    """Write into a folder beside the final one and rename it, so that a half-written case is never taken for whole."""
    from pmdesk.imaging.dicom_writer import write_ct_series
    from pmdesk.imaging.phantom import ThoraxSpec, make_thorax

    root.mkdir(parents=True, exist_ok=True)
    phantom = make_thorax(spec or ThoraxSpec(), seed=DEMO_SEED, ctx=PartContext(ctx, 0.0, 0.85))
    ctx.check()
    unfinished = Path(tempfile.mkdtemp(prefix="images-unfinished-", dir=root))
    try:
        write_ct_series(phantom.volume, unfinished, synthetic=True, uid_seed=f"demo-{DEMO_VERSION}")
        ctx.check()
        if not images.is_dir():
            try:
                unfinished.replace(images)
            except OSError:
                # another window may have finished the same images first
                if not images.is_dir():
                    raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    ctx.progress(1.0, "stage.phantom")
