"""What every panel is given by its constructor."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from pmdesk.core.texts import Language
from pmdesk.services.jobs import JobService
from pmdesk.services.learned_models import LearnedModels
from pmdesk.services.session import Session
from pmdesk.services.settings import Settings
from pmdesk.ui.access import CaseAccess
from pmdesk.ui.bridge import MainThreadPoster
from pmdesk.ui.redraws import Redraws
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.theme import ThemeService
from pmdesk.ui.undo import UndoStack


class UiSignals(QObject):
    """What a panel asks of the window.

    ``why_requested(NodeRef, QPoint)``: open the evidence popover for a node at a global position.
    ``navigate_requested(NodeRef)``: select a thing and bring the view that shows it to the front.
    ``open_requested(str)``: open files of a kind: ``"images"``, ``"record"``, ``"genome"``, ``"demo"``.
    ``message(str, str)``: show an inline message; level is ``"info"``, ``"caution"`` or ``"danger"``.
    """

    why_requested = Signal(object, object)
    navigate_requested = Signal(object)
    open_requested = Signal(str)
    message = Signal(str, str)


@dataclass(frozen=True)
class UiContext:
    """Services and shared objects of one window."""

    session: Session
    jobs: JobService
    undo: UndoStack
    theme: ThemeService
    texts: QtTexts
    settings: Settings
    signals: UiSignals
    post: MainThreadPoster
    set_language: Callable[[Language], None]
    """Install another language; every widget then hears ``LanguageChange``."""
    redraws: Redraws = field(default_factory=Redraws)
    learned: LearnedModels = field(default_factory=LearnedModels)
    """Each package is loaded once, whoever asks for it first."""

    @property
    def access(self) -> CaseAccess:
        """What may be done with the open case besides looking at it."""
        return self.undo.access
