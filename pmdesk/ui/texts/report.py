"""Fixed words of the report."""

from PySide6.QtCore import QCoreApplication


def report_texts() -> dict[str, str]:
    """``report.<code>`` to words."""
    return {
        "report.title": QCoreApplication.translate("Report", "Chest CT report"),
        "report.subtitle": QCoreApplication.translate("Report", "Nodules, risks and options for discussion"),
        "report.research_only_en": QCoreApplication.translate(
            "Report", "For research use, not a cleared medical device"
        ),
        "report.research_only_zh": QCoreApplication.translate("Report", "仅供科研使用，非获批医疗器械"),
        "report.page": QCoreApplication.translate("Report", "Page {page} of {pages}"),
        "report.created": QCoreApplication.translate("Report", "Created {time} by pmdesk {version}"),
        "report.synthetic": QCoreApplication.translate("Report", "Synthetic patient: not a real person"),
        "report.banner.nothing_reviewed": QCoreApplication.translate(
            "Report",
            "Nothing in this document has been reviewed by a person. All {count} findings are the "
            "model's own and are not part of the report.",
        ),
        "report.banner.not_analysed": QCoreApplication.translate(
            "Report",
            "No model has been run on these images: an empty list of findings does not mean that "
            "there are no nodules.",
        ),
        "report.banner.no_findings": QCoreApplication.translate(
            "Report",
            "The model marked no nodule. Small or faint nodules can be missed; a person must read the "
            "images.",
        ),
        "report.banner.record_not_used": QCoreApplication.translate(
            "Report",
            "A record was opened, but it may belong to another patient and nobody has confirmed the "
            "match: it was not used.",
        ),
        "report.banner.people_differ": QCoreApplication.translate(
            "Report", "The patient of the record and the patient of the images differ: {fields}."
        ),
        "report.patient": QCoreApplication.translate("Report", "Patient"),
        "report.patient.name": QCoreApplication.translate("Report", "Name"),
        "report.patient.id": QCoreApplication.translate("Report", "ID"),
        "report.patient.birth_date": QCoreApplication.translate("Report", "Born"),
        "report.patient.sex": QCoreApplication.translate("Report", "Sex"),
        "report.patient.age": QCoreApplication.translate("Report", "Age at CT"),
        "report.patient.age_value": QCoreApplication.translate("Report", "{years} y"),
        "report.patient.source": QCoreApplication.translate("Report", "Source"),
        "report.patient.source.record": QCoreApplication.translate("Report", "record"),
        "report.patient.source.headers": QCoreApplication.translate("Report", "image headers"),
        "report.study": QCoreApplication.translate("Report", "Study"),
        "report.study.date": QCoreApplication.translate("Report", "Date"),
        "report.study.description": QCoreApplication.translate("Report", "Description"),
        "report.study.series": QCoreApplication.translate("Report", "Series"),
        "report.study.spacing": QCoreApplication.translate("Report", "Voxel spacing"),
        "report.study.spacing_value": QCoreApplication.translate(
            "Report", "{slice} mm between slices, {row} × {column} mm in plane"
        ),
        "report.study.slices": QCoreApplication.translate("Report", "Slices"),
        "report.study.scanner": QCoreApplication.translate("Report", "Scanner"),
        "report.study.geometry": QCoreApplication.translate("Report", "Geometry"),
        "report.study.contrast": QCoreApplication.translate("Report", "Contrast"),
        "report.not_stated": QCoreApplication.translate("Report", "not stated"),
        "report.yes": QCoreApplication.translate("Report", "yes"),
        "report.no": QCoreApplication.translate("Report", "no"),
        "report.none": QCoreApplication.translate("Report", "none"),
        "report.sex.female": QCoreApplication.translate("Report", "female"),
        "report.sex.male": QCoreApplication.translate("Report", "male"),
        "report.sex.other": QCoreApplication.translate("Report", "other"),
        "report.sex.unknown": QCoreApplication.translate("Report", "not stated"),
        "report.trust.trusted": QCoreApplication.translate("Report", "regular"),
        "report.trust.caution": QCoreApplication.translate("Report", "usable with caution, see notes"),
        "report.trust.locked": QCoreApplication.translate("Report", "not trusted: no measurements"),
        "report.overview": QCoreApplication.translate("Report", "Overview"),
        "report.overview.caption": QCoreApplication.translate(
            "Report", "Outlines show the model's findings, reviewed or not; numbers are those of the tables."
        ),
        "report.findings": QCoreApplication.translate("Report", "Findings"),
        "report.findings.summary": QCoreApplication.translate(
            "Report",
            "{reviewed} reviewed and in this report, {unreviewed} not reviewed, {rejected} rejected.",
        ),
        "report.findings.none_reviewed": QCoreApplication.translate("Report", "No reviewed findings."),
        "report.column.number": QCoreApplication.translate("Report", "No."),
        "report.column.location": QCoreApplication.translate("Report", "Location"),
        "report.column.type": QCoreApplication.translate("Report", "Type"),
        "report.column.axes": QCoreApplication.translate("Report", "Long × short"),
        "report.column.mean": QCoreApplication.translate("Report", "Mean Ø"),
        "report.column.volume": QCoreApplication.translate("Report", "Volume"),
        "report.column.density": QCoreApplication.translate("Report", "Density"),
        "report.column.score": QCoreApplication.translate("Report", "Score"),
        "report.column.status": QCoreApplication.translate("Report", "Status"),
        "report.column.slice": QCoreApplication.translate("Report", "Slice"),
        "report.measure.axes": QCoreApplication.translate("Report", "{long} × {short} mm"),
        "report.measure.mm": QCoreApplication.translate("Report", "{value} mm"),
        "report.measure.volume": QCoreApplication.translate("Report", "{value} mm³"),
        "report.measure.volume_sd": QCoreApplication.translate("Report", "{value} ± {sd} mm³"),
        "report.measure.solid": QCoreApplication.translate(
            "Report", "solid part {diameter} mm{mark}, {volume} mm³ ({share} % of the volume)"
        ),
        "report.measure.solid_stated": QCoreApplication.translate("Report", "solid part {diameter} mm"),
        "report.measure.shape": QCoreApplication.translate(
            "Report", "sphericity {sphericity}, elongation {elongation}, flatness {flatness}"
        ),
        "report.measure.density": QCoreApplication.translate("Report", "{mean} ± {sd} HU"),
        "report.measure.geometry_not_trusted": QCoreApplication.translate(
            "Report", "locked: geometry not trusted"
        ),
        "report.measure.not_measured": QCoreApplication.translate("Report", "not measured"),
        "report.findings.note": QCoreApplication.translate(
            "Report",
            "Location is the third of the lung's height, not the lobe. Long axis: longest on any "
            "axial slice; short axis perpendicular to it. Mean Ø is their mean. Volume ± one standard "
            "deviation. * estimated by the model or by computation, not confirmed.",
        ),
        "report.location": QCoreApplication.translate("Report", "{side}, {zone}"),
        "report.side.right": QCoreApplication.translate("Report", "right"),
        "report.side.left": QCoreApplication.translate("Report", "left"),
        "report.side.unknown": QCoreApplication.translate("Report", "side not known"),
        "report.zone.upper": QCoreApplication.translate("Report", "upper third"),
        "report.zone.middle": QCoreApplication.translate("Report", "middle third"),
        "report.zone.lower": QCoreApplication.translate("Report", "lower third"),
        "report.zone.unknown": QCoreApplication.translate("Report", "zone not known"),
        "report.texture.solid": QCoreApplication.translate("Report", "solid"),
        "report.texture.part_solid": QCoreApplication.translate("Report", "part-solid"),
        "report.texture.ground_glass": QCoreApplication.translate("Report", "ground-glass"),
        "report.texture.unknown": QCoreApplication.translate("Report", "not stated"),
        "report.status.unreviewed": QCoreApplication.translate("Report", "not reviewed"),
        "report.status.accepted": QCoreApplication.translate("Report", "accepted"),
        "report.status.edited": QCoreApplication.translate("Report", "edited"),
        "report.status.rejected": QCoreApplication.translate("Report", "rejected"),
        "report.findings.hidden": QCoreApplication.translate(
            "Report",
            "Further marks of the model below its operating point (about {false_marks} false marks per scan, finds "
            "{share} % of nodules): {count}. Nobody has looked at them; they are not listed.",
        ),
        "report.findings.hidden_unmeasured": QCoreApplication.translate(
            "Report",
            "Further marks of the model below its operating point (about {false_marks} false marks per scan): {count}. "
            "Nobody has looked at them; they are not listed.",
        ),
        "report.nature": QCoreApplication.translate("Report", "What a model says of each nodule"),
        "report.nature.malignancy": QCoreApplication.translate("Report", "Malignancy"),
        "report.nature.interval": QCoreApplication.translate("Report", "Ensemble range"),
        "report.nature.traits": QCoreApplication.translate("Report", "Traits"),
        "report.nature.trait": QCoreApplication.translate("Report", "{name} {rating}/{most}"),
        "report.nature.model": QCoreApplication.translate("Report", "Model: {model}."),
        "report.nature.note": QCoreApplication.translate(
            "Report",
            "Estimated by the model: the probability that four radiologists would rate the nodule above 3 of 5 on "
            "average, and their ratings of the traits (LIDC-IDRI, Armato 2011; 1 is the lowest: subtlety extremely "
            "subtle, calcification popcorn, sphericity linear, margin poorly defined, lobulation and spiculation none, "
            "texture ground-glass). No pathology was seen: not for ruling cancer in or out, nor for leaving out "
            "follow-up or biopsy.",
        ),
        "report.nature.not_judged": QCoreApplication.translate(
            "Report", "Not judged by a model, which is not the same as benign: {numbers}."
        ),
        "report.trait.subtlety": QCoreApplication.translate("Report", "conspicuity"),
        "report.trait.calcification": QCoreApplication.translate("Report", "calcification"),
        "report.trait.sphericity": QCoreApplication.translate("Report", "sphericity"),
        "report.trait.margin": QCoreApplication.translate("Report", "margin"),
        "report.trait.lobulation": QCoreApplication.translate("Report", "lobulation"),
        "report.trait.spiculation": QCoreApplication.translate("Report", "spiculation"),
        "report.trait.texture": QCoreApplication.translate("Report", "texture"),
        "report.comment": QCoreApplication.translate("Report", "Comment: {comment}"),
        "report.nodule": QCoreApplication.translate("Report", "Nodule {number}"),
        "report.risks": QCoreApplication.translate("Report", "Risk and follow-up"),
        "report.patient_risks": QCoreApplication.translate("Report", "Risk scores of the patient"),
        "report.patient_risks.open": QCoreApplication.translate(
            "Report", "Not computed because inputs are missing: {models}"
        ),
        "report.risk.model": QCoreApplication.translate("Report", "Model"),
        "report.risk.result": QCoreApplication.translate("Report", "Result"),
        "report.risk.basis": QCoreApplication.translate("Report", "Basis"),
        "report.risk.percent": QCoreApplication.translate("Report", "{value} %"),
        "report.risk.interval": QCoreApplication.translate("Report", "95 % interval {low}–{high} %"),
        "report.risk.category": QCoreApplication.translate("Report", "Category {category}"),
        "report.risk.incomplete": QCoreApplication.translate("Report", "not computed"),
        "report.risk.not_applicable": QCoreApplication.translate("Report", "does not apply"),
        "report.risk.input": QCoreApplication.translate("Report", "{label}: {value}"),
        "report.risk.missing": QCoreApplication.translate("Report", "Missing: {inputs}"),
        "report.risk.inputs": QCoreApplication.translate("Report", "Inputs: {inputs}"),
        "report.risk.source": QCoreApplication.translate("Report", "Source: {source}"),
        "report.risk.grade": QCoreApplication.translate("Report", "implementation grade {grade}"),
        "report.risk.advice": QCoreApplication.translate("Report", "Follow-up: {advice}"),
        "report.risk.grades_note": QCoreApplication.translate(
            "Report",
            "Implementation grade: A checked against two sources, B against one, C from a guideline's "
            "table, D not verified against a source. Percentages are probabilities in the model's own population.",
        ),
        "report.unreviewed": QCoreApplication.translate("Report", "Not reviewed: not part of the report"),
        "report.unreviewed.explain": QCoreApplication.translate(
            "Report",
            "Marked by the model. Nobody has confirmed that these are nodules, nor their measurements "
            "or the numbers below.",
        ),
        "report.unreviewed.more": QCoreApplication.translate(
            "Report", "{count} more are listed in case.json."
        ),
        "report.genome": QCoreApplication.translate("Report", "Genome"),
        "report.genome.summary": QCoreApplication.translate(
            "Report",
            "{sample}, build {build}. Variants: {total} ({passed} passed the file's filters, {failed} "
            "failed, {unfiltered} not filtered).",
        ),
        "report.genome.origin": QCoreApplication.translate("Report", "Origin: {origin}."),
        "report.origin.germline": QCoreApplication.translate("Report", "germline"),
        "report.origin.somatic": QCoreApplication.translate("Report", "somatic"),
        "report.origin.unknown": QCoreApplication.translate("Report", "germline or somatic not stated"),
        "report.biomarker": QCoreApplication.translate("Report", "Biomarker"),
        "report.biomarker.assessment": QCoreApplication.translate("Report", "Assessment"),
        "report.biomarker.detail": QCoreApplication.translate("Report", "Detail"),
        "report.assessment.found": QCoreApplication.translate("Report", "found"),
        "report.assessment.not_reported": QCoreApplication.translate("Report", "no variant reported"),
        "report.assessment.not_assessable": QCoreApplication.translate("Report", "cannot be assessed"),
        "report.biomarker.note": QCoreApplication.translate(
            "Report",
            '"No variant reported" is not "normal": which places were sequenced is not known from the file.',
        ),
        "report.biomarker.failed_filter": QCoreApplication.translate(
            "Report", "{variants} failed the file's filter and was not used"
        ),
        "report.biomarker.unclear": QCoreApplication.translate("Report", "{variants}: effect not stated"),
        "report.options": QCoreApplication.translate("Report", "Options for discussion"),
        "report.options.none": QCoreApplication.translate(
            "Report", "No rule of the knowledge table was met."
        ),
        "report.options.note": QCoreApplication.translate(
            "Report", "Options are for discussion in the treating team; they are not orders and not complete."
        ),
        "report.options.unreviewed": QCoreApplication.translate(
            "Report", "Options that rest on findings which nobody has reviewed are marked †."
        ),
        "report.option.why": QCoreApplication.translate("Report", "Why: {facts}"),
        "report.option.cautions": QCoreApplication.translate("Report", "Speaks against it: {facts}"),
        "report.option.missing": QCoreApplication.translate("Report", "To be known first: {facts}"),
        "report.option.contraindications": QCoreApplication.translate("Report", "Contraindications: {facts}"),
        "report.option.evidence": QCoreApplication.translate("Report", "Evidence: {sources}"),
        "report.option.level": QCoreApplication.translate("Report", "level {level}"),
        "report.option.kind.follow_up": QCoreApplication.translate("Report", "follow-up"),
        "report.option.kind.systemic": QCoreApplication.translate("Report", "systemic therapy"),
        "report.option.kind.targeted": QCoreApplication.translate("Report", "targeted therapy"),
        "report.option.kind.surgery": QCoreApplication.translate("Report", "surgery"),
        "report.option.kind.radiation": QCoreApplication.translate("Report", "radiation"),
        "report.option.kind.test": QCoreApplication.translate("Report", "test"),
        "report.option.kind.avoid": QCoreApplication.translate("Report", "avoid"),
        "report.option.kind.prevention": QCoreApplication.translate("Report", "prevention"),
        "report.notes": QCoreApplication.translate("Report", "Notes on the images and the run"),
        "report.notes.none": QCoreApplication.translate("Report", "No warnings."),
        "report.provenance": QCoreApplication.translate("Report", "How this was made"),
        "report.provenance.model": QCoreApplication.translate("Report", "Model"),
        "report.provenance.version": QCoreApplication.translate("Report", "Version"),
        "report.provenance.hash": QCoreApplication.translate("Report", "Model SHA-256"),
        "report.provenance.device": QCoreApplication.translate("Report", "Device"),
        "report.provenance.time": QCoreApplication.translate("Report", "Run at"),
        "report.provenance.duration": QCoreApplication.translate("Report", "Run time"),
        "report.provenance.seconds": QCoreApplication.translate("Report", "{value} s"),
        "report.provenance.software": QCoreApplication.translate("Report", "Software"),
        "report.provenance.schema": QCoreApplication.translate("Report", "Document schema"),
        "report.provenance.series": QCoreApplication.translate("Report", "Series UID"),
        "report.provenance.none": QCoreApplication.translate("Report", "No image model was run."),
        "report.footer.model": QCoreApplication.translate("Report", "Model {model} {hash}"),
        "report.signature": QCoreApplication.translate("Report", "Reviewed by"),
        "report.signature.date": QCoreApplication.translate("Report", "Date"),
        "report.separator": QCoreApplication.translate("Report", ", "),
        "report.sentence_separator": QCoreApplication.translate("Report", "; "),
    }
