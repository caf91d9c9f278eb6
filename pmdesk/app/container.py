"""Everything is built once, here, and handed on by constructor."""

import gc
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from pmdesk.core.texts import Language
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services.derive import Deriver
from pmdesk.services.jobs import JobService
from pmdesk.services.session import Session
from pmdesk.services.settings import Settings, SettingsFile
from pmdesk.ui.bridge import MainThreadPoster
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.context import UiContext, UiSignals
from pmdesk.ui.i18n import Translation, system_language
from pmdesk.ui.main_window import MainWindow
from pmdesk.ui.override_guard import NEEDED, guard_overrides, own_classes
from pmdesk.ui.redraws import Redraws
from pmdesk.ui.saving import CaseSaver
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.theme import ThemeService
from pmdesk.ui.undo import UndoStack


@dataclass
class Desk:
    """The running program."""

    app: QApplication
    context: UiContext
    controller: CaseController
    saver: CaseSaver
    window: MainWindow
    settings_file: SettingsFile
    registry: ModelRegistry

    def close(self) -> None:
        """Stop all work and remember the settings."""
        self.context.jobs.close()
        self.context.session.set_catalog(None)
        self.registry.unload()
        self.settings_file.save(self.context.settings)
        self._let_go()

    def _let_go(self) -> None:
        """Have the objects without a parent deleted, with what their signals hold.

        The window and its services know each other; a part of that ring lies in Qt's connections, where Python's
        garbage collector does not see it. Without this a closed window would stay in memory with its case.
        """
        context = self.context
        for owner in (
            self.controller,
            self.saver,
            context.undo,
            context.theme,
            context.signals,
            context.redraws,
            context.post,
        ):
            owner.deleteLater()


def keep_start_up_out_of_collections() -> None:
    """Take what the program itself is made of out of the garbage collector's sight.

    It lives as long as the program; going through it again in each full collection stops the window for more than
    a tenth of a second. Called once, when the window stands and before a patient is open.
    """
    gc.freeze()


def build_desk(
    app: QApplication, *, language: Language | None = None, settings_file: SettingsFile | None = None
) -> Desk:
    """Build the program on a `QApplication`.

    Parameters
    ----------
    language
        Overrides the remembered language for this run.
    """
    if NEEDED:
        guard_overrides(own_classes())
    settings_file = settings_file or SettingsFile()
    settings: Settings = settings_file.load()
    spoken = language or settings.language or system_language()
    translation = Translation(app)
    texts = QtTexts(spoken)

    def set_language(chosen: Language) -> None:
        # the tables must speak the new language before widgets hear of the change
        texts.set_language(chosen)
        translation.install(chosen)
        texts.set_language(chosen)
        settings.language = chosen

    translation.install(spoken)
    redraws = Redraws(spread=True)
    theme = ThemeService(settings.theme, redraws)
    theme.apply()
    poster = MainThreadPoster()
    jobs = JobService(poster)
    session = Session(
        Deriver(
            with_genetic=settings.combine_genetic_risk,
            with_unverified=lambda: settings.show_unverified_risks,
        ),
        jobs,
    )
    context = UiContext(
        session=session,
        jobs=jobs,
        undo=UndoStack(session, texts),
        theme=theme,
        texts=texts,
        settings=settings,
        signals=UiSignals(),
        post=poster,
        set_language=set_language,
        redraws=redraws,
    )
    registry = ModelRegistry(engine=context.settings.engine)
    controller = CaseController(context, registry)
    saver = CaseSaver(context)
    window = MainWindow(context, controller, saver)
    return Desk(app, context, controller, saver, window, settings_file, registry)
