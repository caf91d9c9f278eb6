"""The images of a stored patient: offered, looked for where they lay, compared with their hashes, opened."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from pmdesk.core.dossier import Study
from pmdesk.core.errors import PmdeskError
from pmdesk.imaging.catalog import Catalog
from pmdesk.services.jobs import Lane
from pmdesk.services.opening import scan_images
from pmdesk.services.stored_studies import StudyCheck, check_study
from pmdesk.ui.case_controller import CaseController
from pmdesk.ui.context import UiContext
from pmdesk.ui.message_bar import MessageBar


class StoredImages(QObject):
    """Opens a study of a stored patient; what is missing or changed is said before."""

    def __init__(
        self, context: UiContext, controller: CaseController, messages: MessageBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._controller = controller
        self._messages = messages
        self._withdraw: Callable[[], None] = lambda: None

    def withdraw(self) -> None:
        """Nobody need answer any more."""
        self._withdraw()

    def offer(self, studies: tuple[Study, ...]) -> None:
        """Ask which of the newest studies to open."""
        newest = sorted(studies, key=lambda one: str(one.study_date or ""), reverse=True)[:3]
        self._withdraw = self._messages.ask(
            self.tr("Images of this patient:"),
            (
                *((study_words(study), lambda one=study: self._check_images(one)) for study in newest),
                (self.tr("Not now"), lambda: None),
            ),
        )

    def _check_images(self, study: Study) -> None:
        self._submit(
            "job.store_images",
            check_study,
            study,
            lane=Lane.IO,
            on_done=self._images_checked,
        )

    def _images_checked(self, check: StudyCheck) -> None:
        total = len(check.study.files)
        if not check.present:
            place = check.study.files[0].path if check.study.files else ""
            self._context.signals.message.emit(
                self.tr("The images are not where they were (%1). Open them from their new place.").replace(
                    "%1", place
                )
                if place
                else self.tr("The store does not know where these images lie."),
                "caution",
            )
            return
        said = []
        if check.missing:
            said.append(
                self.tr("%1 of %2 files are missing.")
                .replace("%1", str(len(check.missing)))
                .replace("%2", str(total))
            )
        if check.changed:
            said.append(
                self.tr("%1 of %2 files were changed since they were saved.")
                .replace("%1", str(len(check.changed)))
                .replace("%2", str(total))
            )
        if not said:
            self._open_images(check)
            return
        self._withdraw = self._messages.ask(
            " ".join(said),
            (
                (self.tr("Open them as they are"), lambda: self._open_images(check)),
                (self.tr("Do not open"), lambda: None),
            ),
        )

    def _open_images(self, check: StudyCheck) -> None:
        def scanned(catalog: Catalog) -> None:
            self._context.session.set_catalog(catalog, self)
            try:
                series = catalog.find(check.study.id)
            except PmdeskError as error:
                self._context.session.failed.emit(error)
            else:
                self._controller.open_series(series)

        self._submit("job.scan", scan_images, list(check.present), lane=Lane.IO, key="scan", on_done=scanned)

    def _submit(self, title: str, function: Callable[..., object], *arguments: object, **options) -> None:
        self._context.jobs.submit(
            title, function, *arguments, on_error=self._context.session.failed.emit, **options
        )


def study_words(study: Study) -> str:
    """Kind, day and description of a study."""
    unknown = QCoreApplication.translate("StoredImages", "date not known")
    day = study.study_date.isoformat() if study.study_date is not None else unknown
    return " ".join(filter(None, (study.modality, day, study.description)))
