"""Languages switched while the program runs."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from pmdesk.core.paths import resources_dir
from pmdesk.core.texts import Language


def system_language() -> Language:
    """Chinese where the system speaks Chinese, else English."""
    return Language.CHINESE if QLocale.system().language() == QLocale.Language.Chinese else Language.ENGLISH


class Translation:
    """Installs and removes the translators of the program and of Qt's own words.

    Qt then sends ``LanguageChange`` to every widget, which sets its texts anew.
    """

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def install(self, language: Language) -> None:
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []
        QLocale.setDefault(QLocale("zh_CN" if language is Language.CHINESE else "en_GB"))
        if language is Language.ENGLISH:
            return
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            (f"qtbase_{language.value}", qt_folder),
            (f"pmdesk_{language.value}", str(resources_dir() / "i18n")),
        ):
            translator = QTranslator(self._app)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._installed.append(translator)
