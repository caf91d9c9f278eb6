"""Does everything the program needs work on this machine?"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pmdesk.core.errors import PmdeskError
from pmdesk.core.paths import resources_dir, user_cache_dir, user_config_dir, user_data_dir


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a text code, whether it passed, and what was found (no patient data)."""

    name: str
    ok: bool
    detail: str = ""


def run_checks(device: str = "auto") -> tuple[Check, ...]:
    """Folders, resources, knowledge tables, image codecs, the store, and every model with its golden test."""
    checks = [
        _check("selftest.folders", _folders),
        _check("selftest.resources", _resources),
        _check("selftest.knowledge", _knowledge),
        _check("selftest.codecs", _codecs),
        _check("selftest.store", _store),
    ]
    from pmdesk.services.model_packages import verify_packages

    models = verify_packages(None, device, "auto")
    checks += [
        Check("selftest.model", error is None, name if error is None else f"{name}: {error}")
        for name, error in models
    ]
    if not models:
        checks.append(Check("selftest.model", ok=False))
    return tuple(checks)


def _check(name: str, probe: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, detail=probe())
    except (PmdeskError, OSError, ImportError, ValueError) as error:
        return Check(name, ok=False, detail=f"{type(error).__name__}: {error}")


def _folders() -> str:
    for folder in (user_config_dir(), user_data_dir(), user_cache_dir()):
        probe = folder / ".write-test"
        probe.write_bytes(b"")
        probe.unlink()
    return ""


def _resources() -> str:
    for name in ("knowledge", "schemas", "demo", "i18n"):
        if not any((resources_dir() / name).iterdir()):
            raise FileNotFoundError(name)
    return ""


def _knowledge() -> str:
    from pmdesk.core.analytes import analytes
    from pmdesk.genomics.interpret import biomarkers
    from pmdesk.risk.input_table import input_table
    from pmdesk.risk.knowledge import follow_up_table, risk_table
    from pmdesk.risk.tables import COLUMN_MODELS
    from pmdesk.treatment.knowledge import load_knowledge

    rules = load_knowledge()
    known = risk_table().models
    wordless = [model.id for model in COLUMN_MODELS if model.id not in known]
    if wordless:
        raise ValueError(", ".join(wordless))
    follow_up_table()
    input_table()
    return (
        f"{len(rules.rules)} rules, {len(COLUMN_MODELS)} risk models, {len(biomarkers(None))} biomarkers, "
        f"{len(analytes())} analytes"
    )


def _store() -> str:
    from pmdesk.store.store import Store

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "selftest.store"
        Store.create(path, "selftest").close()
        if path.read_bytes().startswith(b"SQLite"):
            raise ValueError("not encrypted")
    return ""


def _codecs() -> str:
    from pydicom.pixels import get_decoder
    from pydicom.uid import (
        JPEG2000Lossless,
        JPEGBaseline8Bit,
        JPEGLosslessSV1,
        JPEGLSLossless,
        RLELossless,
    )

    found = []
    for syntax in (JPEGBaseline8Bit, JPEGLosslessSV1, JPEGLSLossless, JPEG2000Lossless, RLELossless):
        if not get_decoder(syntax).is_available:
            raise ImportError(syntax.name)
        found.append(syntax.name.split(" (")[0])
    return ", ".join(found)
