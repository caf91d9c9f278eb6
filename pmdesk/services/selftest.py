"""Does everything the program needs work on this machine?"""

from collections.abc import Callable
from dataclasses import dataclass

from pmdesk.core.errors import PmdeskError
from pmdesk.core.paths import resources_dir, user_cache_dir, user_config_dir, user_data_dir


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a text code, whether it passed, and what was found (no patient data)."""

    name: str
    ok: bool
    detail: str = ""


def run_checks(device: str = "auto") -> tuple[Check, ...]:
    """Folders, resources, knowledge tables, image codecs, and every model with its golden test."""
    checks = [
        _check("selftest.folders", _folders),
        _check("selftest.resources", _resources),
        _check("selftest.knowledge", _knowledge),
        _check("selftest.codecs", _codecs),
    ]
    from pmdesk.inference.registry import ModelRegistry

    models = ModelRegistry().verify(device)
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
    from pmdesk.genomics.interpret import biomarkers
    from pmdesk.risk.equations import ALL_MODELS
    from pmdesk.treatment.knowledge import load_knowledge

    rules = load_knowledge()
    return f"{len(rules.rules)} rules, {len(ALL_MODELS)} risk models, {len(biomarkers(None))} biomarkers"


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
