"""What is remembered between runs: language, theme, recent files, layouts, keys.

No patient data besides the paths that the user opened.
"""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pmdesk.core.paths import user_config_dir
from pmdesk.core.texts import Language
from pmdesk.inference.engine import EngineName

RECENT_LIMIT = 12


class RecentCase(BaseModel):
    """Files that were opened together."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    images: tuple[str, ...] = ()
    record: str = ""
    genome: str = ""


class Settings(BaseModel):
    """Settings file ``settings.json`` in the user's configuration folder."""

    model_config = ConfigDict(extra="ignore", validate_assignment=True)

    version: int = 1
    language: Language | None = None
    """None: follow the system."""
    theme: str = "dark"
    device: str = "auto"
    engine: EngineName = "auto"
    """What computes the networks on the CPU; "auto": OpenVINO where it is installed, else ONNX Runtime."""
    recent: tuple[RecentCase, ...] = ()
    layouts: dict[str, str] = Field(default_factory=dict)
    """Window geometry and dock state (base64) for each set of monitors."""
    shortcuts: dict[str, str] = Field(default_factory=dict)
    """Keys the user changed, by command id; an empty text means no key."""
    store_path: str = ""
    """The store that was open last; empty: none was."""
    store_lock_minutes: int = Field(default=10, ge=0, le=240)
    """Idle minutes after which the store locks; 0: never by itself."""
    combine_genetic_risk: bool = False
    """True: clinical risks are also shown combined with a polygenic score (from the next start on)."""
    show_unverified_risks: bool = False
    """True: scores that nobody compared with a source are computed too, and marked."""
    slab_thickness_mm: float = Field(default=10.0, ge=1.0, le=200.0)
    false_positives_per_scan: float | None = Field(default=None, ge=0.0)
    """Operating point that the user chose; None: the default of the model's package."""

    def remember(self, case: RecentCase) -> None:
        """Put a case first among the recent ones."""
        others = tuple(item for item in self.recent if item != case)
        self.recent = (case, *others)[:RECENT_LIMIT]


class SettingsFile:
    """Loads and saves `Settings`; a broken file is set aside, never a reason not to start."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or user_config_dir() / "settings.json"

    def load(self) -> Settings:
        try:
            return Settings.model_validate_json(self.path.read_bytes())
        except FileNotFoundError:
            return Settings()
        except (OSError, ValidationError, ValueError):
            self._set_aside()
            return Settings()

    def save(self, settings: Settings) -> bool:
        """Write atomically; False when the disk refuses (a setting lost is not worth an error box)."""
        temporary = self.path.with_suffix(".tmp")
        try:
            temporary.write_text(
                json.dumps(settings.model_dump(mode="json"), ensure_ascii=False, indent=2), encoding="utf-8"
            )
            temporary.replace(self.path)
        except OSError:
            return False
        return True

    def _set_aside(self) -> None:
        try:
            self.path.replace(self.path.with_suffix(".broken.json"))
        except OSError:
            return
