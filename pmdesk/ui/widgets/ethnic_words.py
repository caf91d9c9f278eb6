"""Names of ethnic groups that records hold as closed vocabularies, in the language of the screen.

The races and ethnicities of US Core (OMB), as FHIR files of the United States give them, and the words that this
program's own tables know. What a person entered in other words stays as it stands.
"""

from collections.abc import Callable
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

_GROUPS: MappingProxyType[str, Callable[[], str]] = MappingProxyType(
    {
        "White": lambda: QCoreApplication.translate("EthnicWords", "White"),
        "Black or African American": lambda: QCoreApplication.translate(
            "EthnicWords", "Black or African American"
        ),
        "Asian": lambda: QCoreApplication.translate("EthnicWords", "Asian"),
        "American Indian or Alaska Native": lambda: QCoreApplication.translate(
            "EthnicWords", "American Indian or Alaska Native"
        ),
        "Native Hawaiian or Other Pacific Islander": lambda: QCoreApplication.translate(
            "EthnicWords", "Native Hawaiian or Other Pacific Islander"
        ),
        "Hispanic or Latino": lambda: QCoreApplication.translate("EthnicWords", "Hispanic or Latino"),
        "Not Hispanic or Latino": lambda: QCoreApplication.translate("EthnicWords", "Not Hispanic or Latino"),
        "Other": lambda: QCoreApplication.translate("EthnicWords", "Other"),
        "Other Race": lambda: QCoreApplication.translate("EthnicWords", "Other Race"),
        "Unknown": lambda: QCoreApplication.translate("EthnicWords", "Unknown"),
        "Han Chinese": lambda: QCoreApplication.translate("EthnicWords", "Han Chinese"),
        "Chinese": lambda: QCoreApplication.translate("EthnicWords", "Chinese"),
        "Japanese": lambda: QCoreApplication.translate("EthnicWords", "Japanese"),
        "Korean": lambda: QCoreApplication.translate("EthnicWords", "Korean"),
    }
)


def ethnic_words(stated: str) -> str:
    """The group in the language of the screen; ``stated`` itself where it is none of the known ones."""
    folded = stated.strip().casefold()
    return next((words() for name, words in _GROUPS.items() if name.casefold() == folded), stated)


def ethnic_source(shown: str) -> str:
    """The name under which records keep a group that is shown in the language of the screen."""
    return next((name for name, words in _GROUPS.items() if words() == shown.strip()), shown)
