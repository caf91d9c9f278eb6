"""Geometry issues, device and applicability notes: what a reader must see beside a result."""

from PySide6.QtCore import QCoreApplication


def note_texts() -> dict[str, str]:
    """Codes of notes and warnings to words."""
    return {
        "trust.trusted": QCoreApplication.translate("Notes", "Geometry regular"),
        "trust.caution": QCoreApplication.translate("Notes", "Geometry: look"),
        "trust.locked": QCoreApplication.translate("Notes", "Measurements locked"),
        "geometry.missing_slices": QCoreApplication.translate(
            "Notes", "{count} slices are missing; distances and volumes are not measured."
        ),
        "geometry.duplicate_slices": QCoreApplication.translate(
            "Notes", "{count} slices are there twice; the first of each is shown."
        ),
        "geometry.overlapping_slices": QCoreApplication.translate("Notes", "Slices overlap."),
        "geometry.jittered_spacing": QCoreApplication.translate(
            "Notes", "The distance between slices varies; distances and volumes are not measured."
        ),
        "geometry.shifted_slices": QCoreApplication.translate(
            "Notes", "Slices are shifted against each other; distances and volumes are not measured."
        ),
        "geometry.tilted_gantry": QCoreApplication.translate("Notes", "The gantry was tilted by {angle_deg}°."),
        "geometry.oblique": QCoreApplication.translate(
            "Notes", "The slices are oblique by {angle_deg}°; the panes follow the acquisition."
        ),
        "geometry.mixed_orientation": QCoreApplication.translate(
            "Notes", "Slices of several orientations are mixed; nothing is measured."
        ),
        "geometry.orientation_unknown": QCoreApplication.translate(
            "Notes", "The orientation is not stated; sides are not labelled and nothing is measured."
        ),
        "geometry.spacing_unknown": QCoreApplication.translate(
            "Notes", "The pixel spacing is not stated; nothing is measured in millimetres."
        ),
        "geometry.single_slice": QCoreApplication.translate("Notes", "There is only one slice."),
        "geometry.thick_slices": QCoreApplication.translate(
            "Notes", "Slices are {spacing_mm} mm apart; small nodules can be missed and volumes are rough."
        ),
        "geometry.rescale_missing": QCoreApplication.translate(
            "Notes", "The conversion to Hounsfield units is missing; densities are not known."
        ),
        "geometry.lossy_compression": QCoreApplication.translate(
            "Notes", "The images were compressed with loss; densities and edges may be changed."
        ),
        "geometry.unreadable_slices": QCoreApplication.translate(
            "Notes", "{count} slices could not be read; distances and volumes are not measured."
        ),
    }
