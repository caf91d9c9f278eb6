"""Words of Qt's own file dialog that Qt's Chinese lacks, or has in a way that misleads.

Qt looks them up by itself under its own contexts; the program's translations are asked before Qt's.
"""

from PySide6.QtCore import QCoreApplication


def words_of_file_dialog() -> tuple[str, ...]:
    """The words, in the language of the screen."""
    return (
        QCoreApplication.translate("QFileDialog", "&Look in:"),
        QCoreApplication.translate("QFileDialog", "Files of &type:"),
        QCoreApplication.translate("QFileSystemModel", "Size"),
        QCoreApplication.translate("QAbstractFileIconProvider", "Folder"),
        QCoreApplication.translate("QAbstractFileIconProvider", "File"),
        QCoreApplication.translate("QAbstractFileIconProvider", "Drive"),
        QCoreApplication.translate("QAbstractFileIconProvider", "%1 File"),
    )
