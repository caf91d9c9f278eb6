"""What "why?" says of a model's opinion on a nodule: the statement, its source, what it is not for."""

from PySide6.QtCore import QCoreApplication

from pmdesk.core.characterisation import Trait
from pmdesk.core.evidence import Evidence
from pmdesk.core.finding import Finding
from pmdesk.ui.itemmodels.findings_model import ESTIMATE_MARK
from pmdesk.ui.widgets.clinical_numbers import percent, percent_range
from pmdesk.ui.widgets.trait_words import rating_text

_LIDC = Evidence(
    source="LIDC-IDRI",
    reference="Armato et al. Med Phys 2011;38:915-931",
    year=2011,
    doi="10.1118/1.3528204",
)


def malignancy_statement(finding: Finding) -> list[str]:
    """The probability with its interval, then the traits; that nobody judged it where that is so."""
    judged = finding.characterisation
    if judged is None:
        return [
            QCoreApplication.translate(
                "MalignancyWords", "Malignancy: not judged by a model, which is not the same as benign"
            )
        ]
    said = judged.malignancy
    value = f"{ESTIMATE_MARK} {percent(said.value)}"
    if said.interval is not None:
        value = f"{value} ({percent_range(said.interval)})"
    told = [
        QCoreApplication.translate(
            "MalignancyWords", "Malignancy {value}: mean rating of four radiologists above 3 of 5"
        ).format(value=value)
    ]
    traits = {item.trait: item for item in judged.traits}
    return told + [f"{ESTIMATE_MARK} {rating_text(traits[trait])}" for trait in Trait if trait in traits]


def malignancy_model(finding: Finding) -> str:
    """The model that judged it; empty where none did."""
    if finding.characterisation is None:
        return ""
    provenance = finding.characterisation.malignancy.provenance
    return QCoreApplication.translate(
        "MalignancyWords", "Malignancy: {model}, version {version}, on {device}, {time}"
    ).format(
        model=provenance.model.model_id,
        version=provenance.model.version,
        device=provenance.device,
        time=provenance.created_at.strftime("%Y-%m-%d %H:%M"),
    )


def malignancy_source(finding: Finding) -> tuple[Evidence, ...]:
    """Where the ratings come from; nothing for a nodule that was not judged."""
    return (_LIDC,) if finding.characterisation is not None else ()


def malignancy_not_for(finding: Finding) -> tuple[str, ...]:
    """What the score is not for."""
    if finding.characterisation is None:
        return ()
    return (
        QCoreApplication.translate(
            "MalignancyWords",
            "Ruling cancer in or out, or leaving out follow-up or biopsy: it predicts radiologists' ratings, not "
            "pathology.",
        ),
    )
