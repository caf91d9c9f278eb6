"""Packages of other people taken into the user's folder of models, after every check, and thrown out again."""

import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from uuid import uuid4

from pmdesk.core.atomic_file import write_failure
from pmdesk.core.errors import ErrorCode, InputError, PmdeskError, RefusedError
from pmdesk.core.model_package import MANIFEST_FILE, is_tabular, stated_task
from pmdesk.core.paths import models_dir, user_models_dir
from pmdesk.inference.manifest import read_manifest
from pmdesk.inference.package import load_package
from pmdesk.risk.learned.manifest import read_learned_manifest
from pmdesk.services.model_packages import ListedPackage

MOST_FILES = 200
MOST_BYTES = 1024 * 1024 * 1024
MOST_RATIO = 200
"""An archive that unpacks to more than so many times its size is a trap."""
RATIO_FREE_BYTES = 16 * 1024 * 1024
_CHUNK = 1 << 20


def install_package(
    source: Path, *, replace: bool = False, root: Path | None = None, shipped: Path | None = None
) -> ListedPackage:
    """Copy a package into the user's folder of models.

    The copy is checked as on every load (manifest, hash of every file, types or shapes, self-test), and only then
    takes its place under the id of its manifest.

    Parameters
    ----------
    source
        Folder or zip file with one package; its files may lie in one folder inside.
    replace
        Take the place of a package of the same id, the user's or the product's; without it that is refused.
    root, shipped
        Folders of packages; None: the user's and the product's.

    Returns
    -------
    ListedPackage
        Where it lies now. Exactly this package, installed before, is left as it is.

    Raises
    ------
    InputError
        Nothing there, no package in it, or a broken, encrypted, unsafe or overlarge archive.
    RefusedError
        ``MODEL_INSTALLED``: another package of this id is there.
    FailedError
        A check of the package fails, or the folder cannot be written.
    """
    root, shipped = root or user_models_dir(), shipped or models_dir()
    part = root / f".{uuid4().hex[:12]}.part"
    try:
        folder = _copied(source, part)
        found = _checked(folder)
        target = root / found.id
        if _same(folder, target):
            return _at(found, target)
        if not replace:
            _refuse_taken(found, _packages(root), _packages(shipped))
        _put(folder, target, [one.path for one in _packages(root) if one.id == found.id])
        return _at(found, target)
    except OSError as error:
        raise write_failure(root, error) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def remove_package(model: str, root: Path | None = None, shipped: Path | None = None) -> ListedPackage:
    """Delete a package of the user's folder of models, sound or not.

    Parameters
    ----------
    model
        Its id, or the name of its folder where the manifest cannot be read.

    Raises
    ------
    InputError
        ``MODEL_NOT_FOUND``: the user has no such package; the choices are those that there are.
    RefusedError
        ``MODEL_SHIPPED``: it came with the product.
    FailedError
        It cannot be deleted.
    """
    root, shipped = root or user_models_dir(), shipped or models_dir()
    own = _packages(root)
    found = next((one for one in own if one.id == model), None)
    if found is None:
        if any(one.id == model for one in _packages(shipped)):
            raise RefusedError(ErrorCode.MODEL_SHIPPED, model=model)
        raise InputError(ErrorCode.MODEL_NOT_FOUND, model=model, choices=tuple(one.id for one in own))
    # out of sight first: what is left of a deletion that fails is no package any more
    part = root / f".{uuid4().hex[:12]}.part"
    try:
        found.path.rename(part)
        shutil.rmtree(part)
    except OSError as error:
        raise write_failure(found.path, error) from error
    return found


def _packages(root: Path) -> list[ListedPackage]:
    """Package folders directly below a root; one whose manifest cannot be read goes by its folder's name."""
    if not root.is_dir():
        return []
    folders = [path for path in sorted(root.iterdir()) if (path / MANIFEST_FILE).is_file()]
    found = []
    for folder in folders:
        if folder.name.startswith("."):
            continue
        try:
            found.append(_stated(folder))
        except PmdeskError:
            found.append(ListedPackage(folder.name, "?", stated_task(folder) or "?", folder))
    return found


def _stated(folder: Path) -> ListedPackage:
    manifest = read_learned_manifest(folder) if is_tabular(folder) else read_manifest(folder)
    return ListedPackage(manifest.id, manifest.version, str(manifest.task), folder)


def _checked(folder: Path) -> ListedPackage:
    if is_tabular(folder):
        from pmdesk.risk.learned.package import load_learned

        load_learned(folder)
    else:
        load_package(folder, "cpu")
    return _stated(folder)


def _at(found: ListedPackage, path: Path) -> ListedPackage:
    return ListedPackage(found.id, found.version, found.task, path)


def _same(folder: Path, target: Path) -> bool:
    """The manifest holds the hash of every other file, so that it stands for the whole package."""
    try:
        return (folder / MANIFEST_FILE).read_bytes() == (target / MANIFEST_FILE).read_bytes()
    except OSError:
        return False


def _refuse_taken(found: ListedPackage, own: list[ListedPackage], shipped: list[ListedPackage]) -> None:
    for other in (*own, *shipped):
        if other.id == found.id:
            raise RefusedError(
                ErrorCode.MODEL_INSTALLED, model=found.id, version=found.version, installed=other.version
            )


def _put(folder: Path, target: Path, earlier: list[Path]) -> None:
    """The new package in its place, and only then the earlier ones away."""
    aside = []
    for path in dict.fromkeys((*earlier, *([target] if target.exists() else []))):
        moved = target.parent / f".{uuid4().hex[:12]}.part"
        path.rename(moved)
        aside.append((path, moved))
    try:
        folder.rename(target)
    except OSError:
        for path, moved in aside:
            moved.rename(path)
        raise
    for _, moved in aside:
        shutil.rmtree(moved, ignore_errors=True)


def _copied(source: Path, part: Path) -> Path:
    """The package folder inside a copy of what was given."""
    if source.is_dir():
        _copy_folder(source, part)
    elif source.is_file():
        _unpack(source, part)
    else:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(source))
    found = [path.parent for path in sorted(part.rglob(MANIFEST_FILE))]
    if not found:
        raise InputError(ErrorCode.MODEL_NO_PACKAGE, path=str(source))
    if len(found) > 1:
        names = tuple(folder.name for folder in found)
        raise InputError(ErrorCode.MODEL_NO_PACKAGE, path=str(source), choices=names)
    return found[0]


def _copy_folder(source: Path, part: Path) -> None:
    files = [path for path in source.rglob("*") if path.is_symlink() or not path.is_dir()]
    if len(files) > MOST_FILES or sum(path.lstat().st_size for path in files) > MOST_BYTES:
        raise InputError(ErrorCode.ARCHIVE_TOO_LARGE, path=str(source))
    for path in files:
        if path.is_symlink() or not path.is_file():
            raise InputError(ErrorCode.ARCHIVE_UNSAFE, path=str(source), member=path.name)
        target = part / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _unpack(source: Path, part: Path) -> None:
    shown = str(source)
    try:
        with zipfile.ZipFile(source) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse_unsafe(members, source)
            for member in members:
                if not _is_clutter(member.filename):
                    _write_member(archive, member, part / PurePosixPath(member.filename))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, UnicodeDecodeError) as error:
        raise InputError(ErrorCode.ARCHIVE_BROKEN, path=shown, reason=str(error)) from error
    except (NotImplementedError, RuntimeError) as error:
        raise InputError(ErrorCode.ARCHIVE_BROKEN, path=shown, reason=str(error)) from error


def _refuse_unsafe(members: list[zipfile.ZipInfo], source: Path) -> None:
    shown = str(source)
    total, packed = sum(member.file_size for member in members), source.stat().st_size
    if len(members) > MOST_FILES or total > MOST_BYTES:
        raise InputError(ErrorCode.ARCHIVE_TOO_LARGE, path=shown)
    if total > RATIO_FREE_BYTES and total > MOST_RATIO * packed:
        raise InputError(ErrorCode.ARCHIVE_TOO_LARGE, path=shown)
    if any(member.flag_bits & 0x1 for member in members):
        raise InputError(ErrorCode.ARCHIVE_ENCRYPTED, path=shown)
    for member in members:
        if _leads_outside(member.filename) or stat.S_ISLNK(member.external_attr >> 16):
            raise InputError(ErrorCode.ARCHIVE_UNSAFE, path=shown, member=member.filename)


def _leads_outside(name: str) -> bool:
    if "\\" in name or ":" in name or "\0" in name:
        return True
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts


def _is_clutter(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name in (".DS_Store", "Thumbs.db")


def _write_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(member) as packed, target.open("xb") as sink:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > member.file_size:
                raise zipfile.BadZipFile("member is larger than declared")
            sink.write(chunk)
