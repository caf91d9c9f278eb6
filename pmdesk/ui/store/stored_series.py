"""What is said of a series when it is opened again: analysed or not, by what, and what was found."""

from PySide6.QtCore import QCoreApplication

from pmdesk.core.kept_series import AnalysisState, KeptSeries


def kept_words(kept: KeptSeries) -> list[tuple[str, str]]:
    """Messages with their levels. "Nothing found", "not analysed" and "not known" are three things."""
    analysis = kept.analysis
    if analysis.state is AnalysisState.UNKNOWN:
        unknown = QCoreApplication.translate(
            "StoredSeries",
            "An earlier version saved these images and did not note whether they were analysed: that is not known.",
        )
        return [(unknown, "caution")]
    if analysis.provenance is None:
        return [
            (
                QCoreApplication.translate(
                    "StoredSeries", "These images were saved before they were analysed."
                ),
                "info",
            )
        ]
    made = analysis.provenance
    when = made.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
    if kept.findings or kept.hidden:
        text = QCoreApplication.translate(
            "StoredSeries",
            "From the store: {count} findings, {hidden} marks below the operating point; analysed {when} by {model}.",
        )
    else:
        text = QCoreApplication.translate(
            "StoredSeries",
            "From the store: analysed {when} by {model}, nothing found. This does not exclude nodules.",
        )
    said = text.format(
        count=len(kept.findings),
        hidden=len(kept.hidden) if analysis.is_whole else "?",
        when=when,
        model=f"{made.model.model_id} {made.model.version}",
    )
    if analysis.is_whole:
        return [(said, "info")]
    missing = QCoreApplication.translate(
        "StoredSeries",
        "An earlier version saved them without marks below the operating point; find nodules again to see those.",
    )
    return [(said, "info"), (missing, "caution")]
