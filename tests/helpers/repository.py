"""The files of this checkout, for tests about the checkout itself."""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

REPOSITORY = Path(__file__).resolve().parents[2]

_NOT_OURS = {"build", "demo-output", "dist", "node_modules"}


def our_files(*suffixes: str) -> list[Path]:
    """Files of the checkout with one of `suffixes` (all files if none), without what tools leave in it."""
    found = []
    for folder, folders, names in os.walk(REPOSITORY):
        folders[:] = [
            name
            for name in folders
            if name not in _NOT_OURS
            and name != "__pycache__"
            and not name.endswith(".egg-info")
            and (not name.startswith(".") or name == ".ci")
        ]
        found.extend(Path(folder, name) for name in names if not suffixes or Path(name).suffix in suffixes)
    return sorted(found)


def module_name(path: Path) -> str:
    """Dotted name of the module that a Python file of the checkout is."""
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def load_script(relative: str) -> ModuleType:
    """A script that lies in no package, as a module."""
    path = REPOSITORY / relative
    spec = importlib.util.spec_from_file_location(f"script_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
