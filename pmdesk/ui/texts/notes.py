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
        "geometry.tilted_gantry": QCoreApplication.translate(
            "Notes", "The gantry was tilted by {angle_deg}°."
        ),
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
        "comparison.residual": QCoreApplication.translate("Notes", "vessels stay too far apart"),
        "comparison.stretch": QCoreApplication.translate("Notes", "one would have to be stretched too far"),
        "comparison.landmarks": QCoreApplication.translate(
            "Notes", "too few vessels of one are found in the other"
        ),
        "comparison.overlap": QCoreApplication.translate("Notes", "they show too little in common"),
        "growth.date_missing": QCoreApplication.translate(
            "Notes", "A study date is missing: no doubling time, and growth within 12 months is not judged."
        ),
        "growth.same_day": QCoreApplication.translate(
            "Notes",
            "Both CTs bear the same date: no doubling time, and growth within 12 months is not judged.",
        ),
        "growth.dates_reversed": QCoreApplication.translate(
            "Notes",
            "The CT opened as the earlier one is the later one by its date: no doubling time, and growth is not "
            "judged.",
        ),
        "growth.thickness_differs": QCoreApplication.translate(
            "Notes",
            "Slice thickness differs: {prior_mm} mm then, {current_mm} mm now; volumes are less comparable.",
        ),
        "growth.kernel_differs": QCoreApplication.translate(
            "Notes",
            "The reconstruction kernel differs: {prior} then, {current} now; volumes are less comparable.",
        ),
        "growth.contrast_differs": QCoreApplication.translate(
            "Notes",
            "Only one of the two CTs was made with contrast; densities and volumes are less comparable.",
        ),
        "growth.geometry_not_trusted": QCoreApplication.translate(
            "Notes", "The geometry of one of the two CTs cannot be trusted: changes are not measured."
        ),
        "growth.residual_large": QCoreApplication.translate(
            "Notes", "The two CTs lie {residual_mm} mm apart after registration; check each pair by eye."
        ),
        "growth.patient_not_verified": QCoreApplication.translate(
            "Notes", "The two CTs do not both state a patient id: check that they are of one patient."
        ),
        "growth.ambiguous_partner": QCoreApplication.translate(
            "Notes", "Another nodule lies about as near: check the pair by eye."
        ),
        "growth.contradictory": QCoreApplication.translate(
            "Notes", "Volume and diameter changed in opposite directions: check both outlines."
        ),
        "growth.method_differs": QCoreApplication.translate(
            "Notes", "The volume was counted in another way in the earlier CT; the change is less sure."
        ),
        "build.stated": QCoreApplication.translate("Notes", "stated in the file"),
        "build.contig_lengths": QCoreApplication.translate(
            "Notes", "known from the chromosome lengths in the file"
        ),
        "build.user": QCoreApplication.translate("Notes", "stated by the user"),
        "build.contradictory": QCoreApplication.translate("Notes", "the file contradicts itself"),
        "build.none": QCoreApplication.translate("Notes", "not stated"),
        "build.other": QCoreApplication.translate("Notes", "another build"),
        "genome.skipped_records": QCoreApplication.translate(
            "Notes", "Some lines of the variant file could not be read and were left out."
        ),
        "genome.tumour_sample_chosen": QCoreApplication.translate(
            "Notes", "The file names a tumour and a normal sample; the tumour sample is shown."
        ),
        "genome.no_genotypes": QCoreApplication.translate(
            "Notes", "The file holds no genotypes: whether the patient carries a variant is not known."
        ),
        "genome.no_annotation": QCoreApplication.translate(
            "Notes",
            "The file is not annotated: genes and protein changes are known only where the position tells.",
        ),
        "genome.gvcf_blocks_dropped": QCoreApplication.translate(
            "Notes", "Reference blocks of the gVCF are not listed as variants."
        ),
        "genome.last_line_cut": QCoreApplication.translate(
            "Notes", "The last line of the variant file is cut off."
        ),
        "genome.bgzf_no_eof": QCoreApplication.translate(
            "Notes", "The compressed variant file has no end mark; it may be incomplete."
        ),
        "genome.no_records": QCoreApplication.translate("Notes", "The variant file holds no variants."),
        "genome.header_lines_unread": QCoreApplication.translate(
            "Notes", "Some header lines of the variant file could not be read."
        ),
        "genome.outside_build": QCoreApplication.translate(
            "Notes", "Some positions lie outside the stated genome build; check the build."
        ),
        "field.patient_id": QCoreApplication.translate("Notes", "patient id"),
        "field.name": QCoreApplication.translate("Notes", "name"),
        "field.birth_date": QCoreApplication.translate("Notes", "birth date"),
        "field.sex": QCoreApplication.translate("Notes", "sex"),
        "fhir.element_dropped": QCoreApplication.translate(
            "Notes", "An element could not be read and was left out."
        ),
        "fhir.entered_in_error": QCoreApplication.translate("Notes", "Marked as entered in error; not used."),
        "fhir.invalid": QCoreApplication.translate("Notes", "Not a valid FHIR R4 resource; left out."),
        "fhir.medication_unknown": QCoreApplication.translate(
            "Notes", "The medication is not named; left out."
        ),
        "fhir.no_code": QCoreApplication.translate("Notes", "Without a code or a name; left out."),
        "fhir.no_result": QCoreApplication.translate("Notes", "Without a result; left out."),
        "fhir.not_done": QCoreApplication.translate("Notes", "Recorded as not done; left out."),
        "fhir.other_patient": QCoreApplication.translate("Notes", "Belongs to another patient; left out."),
        "fhir.pack_years_unit": QCoreApplication.translate(
            "Notes", "Pack-years in an unknown unit; not used."
        ),
        "fhir.partial_date": QCoreApplication.translate("Notes", "The date is incomplete; kept as stated."),
        "fhir.refuted": QCoreApplication.translate("Notes", "Marked as refuted; not used."),
        "fhir.smoking_contradiction": QCoreApplication.translate(
            "Notes", "Smoking is stated in contradicting ways; not used."
        ),
        "fhir.smoking_unclear": QCoreApplication.translate(
            "Notes", "The smoking status is not clear; not used."
        ),
        "fhir.type_unknown": QCoreApplication.translate("Notes", "This kind of resource is not read."),
        "fhir.unit_unknown": QCoreApplication.translate("Notes", "The unit is not known; kept as text."),
        "fhir.value_kind": QCoreApplication.translate("Notes", "This kind of value is not read."),
        "gate.thick_slices": QCoreApplication.translate(
            "Notes", "Thick slices: small nodules can be missed, outlines are rough."
        ),
        "gate.child": QCoreApplication.translate(
            "Notes", "The patient is a child; the model was trained on adults only."
        ),
        "gate.modality": QCoreApplication.translate(
            "Notes", "it is made for CT, and these images are {found}"
        ),
        "gate.unit": QCoreApplication.translate("Notes", "the densities are not known in Hounsfield units"),
        "gate.geometry": QCoreApplication.translate("Notes", "the geometry of the series cannot be trusted"),
        "gate.few_slices": QCoreApplication.translate(
            "Notes", "there are only {found} slices, at least {limit} are needed"
        ),
        "gate.slice_spacing": QCoreApplication.translate(
            "Notes", "the slices are {found} mm apart, more than {limit} mm"
        ),
        "gate.not_axial": QCoreApplication.translate("Notes", "the slices are not axial"),
        "gate.body_part": QCoreApplication.translate(
            "Notes", "it is made for the chest, and these images are of another body part ({found})"
        ),
        "manifest.newer_schema": QCoreApplication.translate(
            "Notes", "it is made for a later version of this program"
        ),
        "gate.values": QCoreApplication.translate("Notes", "some of the densities are no numbers"),
        "gate.body_part_other": QCoreApplication.translate(
            "Notes",
            "The images name another body part than the chest; lungs were found and searched in them.",
        ),
        "gate.lungs_cut": QCoreApplication.translate(
            "Notes", "The images end inside the lungs: what lies above or below them was not searched."
        ),
        "gate.one_lung": QCoreApplication.translate(
            "Notes", "Aerated lung was found on one side only; check that the other side is in the images."
        ),
        "gate.no_lungs": QCoreApplication.translate("Notes", "no lungs were found in these images"),
        "device.cpu_fallback": QCoreApplication.translate(
            "Notes", "A GPU was asked for and is not usable: the model ran on the CPU."
        ),
        "device.cpu": QCoreApplication.translate(
            "Notes", "No GPU was found: the model ran on the CPU, which takes longer."
        ),
        "engine.openvino_missing": QCoreApplication.translate(
            "Notes", "OpenVINO was asked for and is not installed: ONNX Runtime ran the model."
        ),
        "engine.openvino_failed": QCoreApplication.translate(
            "Notes", "OpenVINO could not run the model: ONNX Runtime ran it."
        ),
        "engine.openvino_differs": QCoreApplication.translate(
            "Notes",
            "OpenVINO does not give the model's known result on this computer: ONNX Runtime ran it.",
        ),
        "device.smaller_batch": QCoreApplication.translate(
            "Notes", "The GPU's memory was small; the model ran in smaller parts."
        ),
        "biomarker.protein_change": QCoreApplication.translate("Notes", "by its protein change"),
        "biomarker.coordinate": QCoreApplication.translate("Notes", "by its position in the stated build"),
        "biomarker.inframe_in_exon": QCoreApplication.translate("Notes", "in-frame change inside the exon"),
        "biomarker.splice_site": QCoreApplication.translate("Notes", "change at the splice site"),
        "biomarker.stated_exon_skipping": QCoreApplication.translate(
            "Notes", "the file states exon skipping"
        ),
        "biomarker.stated_fusion": QCoreApplication.translate("Notes", "the file states a fusion"),
        "biomarker.stated_pathogenic": QCoreApplication.translate(
            "Notes", "the file states it as pathogenic"
        ),
        "biomarker.truncating": QCoreApplication.translate("Notes", "truncates the protein"),
        "biomarker.no_genome": QCoreApplication.translate("Notes", "no variant file is open"),
        "biomarker.no_genotypes": QCoreApplication.translate("Notes", "the file holds no genotypes"),
        "biomarker.no_annotation": QCoreApplication.translate("Notes", "the file is not annotated"),
        "biomarker.failed_filter": QCoreApplication.translate(
            "Notes", "the variant failed the file's filter and is not used"
        ),
        "biomarker.unclear_calls": QCoreApplication.translate("Notes", "the calls are not clear"),
        "biomarker.breakend_unconfirmed": QCoreApplication.translate(
            "Notes", "a breakend without a confirmed partner"
        ),
        "biomarker.small_variants_only": QCoreApplication.translate(
            "Notes", "the file holds small variants only; fusions are not seen in it"
        ),
        "images.other_files": QCoreApplication.translate(
            "Notes", "{count} files are not DICOM and were left out."
        ),
    }
