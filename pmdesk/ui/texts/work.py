"""Names of jobs, their stages, operations and links."""

from PySide6.QtCore import QCoreApplication


def work_texts() -> dict[str, str]:
    """Codes of jobs, stages, operations and evidence links to words."""
    return {
        "job.scan": QCoreApplication.translate("Work", "Reading folder"),
        "job.load_series": QCoreApplication.translate("Work", "Loading series"),
        "job.read_record": QCoreApplication.translate("Work", "Reading record"),
        "job.read_genome": QCoreApplication.translate("Work", "Reading variants"),
        "job.analyse": QCoreApplication.translate("Work", "Finding nodules"),
        "job.explain": QCoreApplication.translate("Work", "Making the heat map"),
        "job.compare": QCoreApplication.translate("Work", "Comparing with the earlier CT"),
        "job.demo": QCoreApplication.translate("Work", "Making the demo patient"),
        "job.save": QCoreApplication.translate("Work", "Saving"),
        "job.selftest": QCoreApplication.translate("Work", "Self-test"),
        "stage.scan": QCoreApplication.translate("Work", "reading headers"),
        "stage.unpack": QCoreApplication.translate("Work", "unpacking"),
        "stage.load": QCoreApplication.translate("Work", "loading slices"),
        "stage.model": QCoreApplication.translate("Work", "checking the model"),
        "stage.lung_mask": QCoreApplication.translate("Work", "finding the lungs"),
        "stage.resample": QCoreApplication.translate("Work", "resampling"),
        "stage.register": QCoreApplication.translate("Work", "laying the two CTs over each other"),
        "stage.infer": QCoreApplication.translate("Work", "running the model"),
        "stage.postprocess": QCoreApplication.translate("Work", "collecting findings"),
        "stage.candidates": QCoreApplication.translate("Work", "judging candidates"),
        "stage.outline": QCoreApplication.translate("Work", "drawing outlines"),
        "stage.measure": QCoreApplication.translate("Work", "measuring"),
        "stage.explain": QCoreApplication.translate("Work", "covering one place after another"),
        "stage.record": QCoreApplication.translate("Work", "reading the record"),
        "stage.genome": QCoreApplication.translate("Work", "reading variants"),
        "stage.write": QCoreApplication.translate("Work", "writing results"),
        "stage.phantom": QCoreApplication.translate("Work", "making the synthetic chest CT"),
        "operation.accept": QCoreApplication.translate("Work", "Accept finding"),
        "operation.reject": QCoreApplication.translate("Work", "Reject finding"),
        "operation.edit_finding": QCoreApplication.translate("Work", "Edit finding"),
        "operation.unreview": QCoreApplication.translate("Work", "Set finding back to unreviewed"),
        "operation.set_operating_point": QCoreApplication.translate(
            "Work", "Change the number of false marks"
        ),
        "operation.edit_record": QCoreApplication.translate("Work", "Edit record"),
        "operation.set_variant_origin": QCoreApplication.translate("Work", "State origin of variants"),
        "link.measured_on": QCoreApplication.translate("Work", "measured on this series"),
        "link.found_by": QCoreApplication.translate("Work", "found by {value}"),
        "link.subject": QCoreApplication.translate("Work", "computed for this finding"),
        "link.trigger": QCoreApplication.translate("Work", "brought this up"),
        "link.caution": QCoreApplication.translate("Work", "speaks against it"),
        "selftest.folders": QCoreApplication.translate("Work", "Folders can be written"),
        "selftest.resources": QCoreApplication.translate("Work", "Resources are complete"),
        "selftest.knowledge": QCoreApplication.translate("Work", "Knowledge tables are valid"),
        "selftest.codecs": QCoreApplication.translate("Work", "Image decoders are there"),
        "selftest.model": QCoreApplication.translate("Work", "Model gives its known result"),
    }
