"""Where things lie: the product's own resources and models, and the user's folders."""

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import platformdirs

_APP = "pmdesk"


def _bundle_root(name: str) -> Path:
    """Folder ``name`` of the product: frozen, installed or repository layout, in that order."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / name
    package = Path(__file__).resolve().parents[1]
    installed = package / f"_{name}"
    return installed if installed.is_dir() else package.parent / name


@cache
def resources_dir() -> Path:
    """Read-only resources: icons, themes, translations, knowledge tables, schemas."""
    return _bundle_root("resources")


@cache
def models_dir() -> Path:
    """Model packages that come with the product."""
    return _bundle_root("models")


def _user_dir(kind: str, default: str) -> Path:
    home = os.environ.get("PMDESK_HOME")
    path = Path(home) / kind if home else Path(default)
    # a home that cannot be written stops nobody from reading; whoever writes there says what is wrong
    with suppress(OSError):
        path.mkdir(parents=True, exist_ok=True)
    return path


def user_config_dir() -> Path:
    return _user_dir("config", platformdirs.user_config_dir(_APP, appauthor=False))


def user_data_dir() -> Path:
    return _user_dir("data", platformdirs.user_data_dir(_APP, appauthor=False))


def user_cache_dir() -> Path:
    return _user_dir("cache", platformdirs.user_cache_dir(_APP, appauthor=False))


def user_models_dir() -> Path:
    """Model packages that the user added."""
    path = user_data_dir() / "models"
    with suppress(OSError):
        path.mkdir(exist_ok=True)
    return path
