"""What the readers of LIDC-IDRI rated, in the words of radiologists: each trait with the ends of its scale."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from pmdesk.core.characterisation import TRAIT_RANGE, RatedTrait, Trait


@dataclass(frozen=True, slots=True)
class TraitWords:
    """Name of a trait, and what its lowest and its highest rating mean."""

    name: str
    low: str
    high: str


def trait_words(trait: Trait) -> TraitWords:
    """Words for one trait, in the language of the screen."""
    match trait:
        case Trait.SUBTLETY:
            return TraitWords(
                QCoreApplication.translate("Traits", "Conspicuity"),
                QCoreApplication.translate("Traits", "extremely subtle"),
                QCoreApplication.translate("Traits", "obvious"),
            )
        case Trait.CALCIFICATION:
            return TraitWords(
                QCoreApplication.translate("Traits", "Calcification"),
                QCoreApplication.translate("Traits", "popcorn"),
                QCoreApplication.translate("Traits", "absent"),
            )
        case Trait.SPHERICITY:
            return TraitWords(
                QCoreApplication.translate("Traits", "Sphericity"),
                QCoreApplication.translate("Traits", "linear"),
                QCoreApplication.translate("Traits", "round"),
            )
        case Trait.MARGIN:
            return TraitWords(
                QCoreApplication.translate("Traits", "Margin"),
                QCoreApplication.translate("Traits", "poorly defined"),
                QCoreApplication.translate("Traits", "sharp"),
            )
        case Trait.LOBULATION:
            return TraitWords(
                QCoreApplication.translate("Traits", "Lobulation"),
                QCoreApplication.translate("Traits", "none"),
                QCoreApplication.translate("Traits", "marked"),
            )
        case Trait.SPICULATION:
            return TraitWords(
                QCoreApplication.translate("Traits", "Spiculation"),
                QCoreApplication.translate("Traits", "none"),
                QCoreApplication.translate("Traits", "marked"),
            )
        case Trait.TEXTURE:
            return TraitWords(
                QCoreApplication.translate("Traits", "Texture"),
                QCoreApplication.translate("Traits", "ground-glass"),
                QCoreApplication.translate("Traits", "solid"),
            )


def rating_text(rated: RatedTrait) -> str:
    """``Margin 4.2 of 5 (poorly defined – sharp)``."""
    words = trait_words(rated.trait)
    return QCoreApplication.translate("Traits", "{name} {rating} of {most} ({low} – {high})").format(
        name=words.name,
        rating=f"{rated.rating:.1f}",
        most=TRAIT_RANGE[rated.trait][1],
        low=words.low,
        high=words.high,
    )
