"""Words of training from tables: stages, findings about a table, refused rows, algorithms, figures."""

from PySide6.QtCore import QCoreApplication


def learning_texts() -> dict[str, str]:
    """Codes of learned models of tables to words."""
    return (
        _stages()
        | _findings()
        | _validation_findings()
        | _validation_words()
        | _proposals()
        | _rows()
        | _algorithms()
        | _figures()
    )


def _stages() -> dict[str, str]:
    return {
        "job.train_tabular": QCoreApplication.translate("Learning", "Training models of a table"),
        "job.cluster": QCoreApplication.translate("Learning", "Grouping the cohort"),
        "stage.read_table": QCoreApplication.translate("Learning", "reading the table"),
        "stage.clean": QCoreApplication.translate("Learning", "checking the table"),
        "stage.train.logistic-regression": QCoreApplication.translate(
            "Learning", "training: logistic regression"
        ),
        "stage.train.support-vector-machine": QCoreApplication.translate(
            "Learning", "training: support vector machine"
        ),
        "stage.train.decision-tree": QCoreApplication.translate("Learning", "training: decision tree"),
        "stage.train.random-forest": QCoreApplication.translate("Learning", "training: random forest"),
        "stage.train.gradient-boosting": QCoreApplication.translate(
            "Learning", "training: gradient boosting"
        ),
        "stage.train.multilayer-perceptron": QCoreApplication.translate(
            "Learning", "training: multilayer perceptron"
        ),
        "stage.figures": QCoreApplication.translate("Learning", "figures with intervals"),
        "stage.final_fit": QCoreApplication.translate("Learning", "training the final model"),
        "stage.subgroups": QCoreApplication.translate("Learning", "figures by subgroup"),
        "stage.learning_curve": QCoreApplication.translate("Learning", "learning curve"),
        "stage.importance": QCoreApplication.translate("Learning", "importance of the columns"),
        "stage.partial_dependence": QCoreApplication.translate("Learning", "partial dependence"),
        "stage.cluster": QCoreApplication.translate("Learning", "grouping patients"),
    }


def _findings() -> dict[str, str]:
    return {
        "severity.severe": QCoreApplication.translate("Learning", "severe"),
        "severity.warning": QCoreApplication.translate("Learning", "warning"),
        "severity.note": QCoreApplication.translate("Learning", "note"),
        "learning.constant": QCoreApplication.translate(
            "Learning", "{column} has the same value in every row: it cannot help. Leave it out."
        ),
        "learning.never_known": QCoreApplication.translate(
            "Learning", "{column} is not known in any row. Leave it out."
        ),
        "learning.identifier": QCoreApplication.translate(
            "Learning",
            "{column} names rows or patients ({distinct} different values): a model learns it by heart. "
            "Leave it out, or name it as the patient column.",
        ),
        "learning.identifier_name": QCoreApplication.translate(
            "Learning", "{column} is named like an identifier. Leave it out unless it is a measurement."
        ),
        "learning.date": QCoreApplication.translate(
            "Learning",
            "{column} holds dates: a date may lie after the outcome, and it does not come again. Leave it out, or "
            "use an interval in days that ends before the prediction.",
        ),
        "learning.after_outcome_name": QCoreApplication.translate(
            "Learning",
            "{column} sounds like something known only after the outcome. Leave it out unless it is known when "
            "the prediction is made.",
        ),
        "learning.target_copy": QCoreApplication.translate(
            "Learning",
            "{column} alone all but tells the outcome (AUC {auc}, {information} of its information): probably the "
            "outcome in other words, or a consequence of it. Leave it out.",
        ),
        "learning.nearly_decides": QCoreApplication.translate(
            "Learning",
            "{column} alone ranks the outcome with an AUC of {auc}. Make sure that it was known before the outcome.",
        ),
        "learning.gaps_tell": QCoreApplication.translate(
            "Learning",
            "Whether {column} was recorded tells the outcome (AUC {auc}): perhaps it is only measured in those who "
            "are known to be ill. Leave it out if so.",
        ),
        "learning.mostly_missing": QCoreApplication.translate(
            "Learning", "{column} is not known in a share of {share} of the rows."
        ),
        "learning.duplicates": QCoreApplication.translate(
            "Learning",
            "{rows} rows repeat another row in every input and the outcome. Equal rows were kept on one side of "
            "each split; remove copies before trusting the numbers of patients.",
        ),
        "learning.duplicates_apart": QCoreApplication.translate(
            "Learning",
            "{rows} rows repeat another row in every input and the outcome, so many that they could not be kept "
            "together. If they are copies of patients, remove them: the figures are too good.",
        ),
        "learning.rows_refused": QCoreApplication.translate(
            "Learning", "{rows} rows could not be used (a share of {share}); they are listed with the reason."
        ),
        "learning.several_negatives": QCoreApplication.translate(
            "Learning",
            "Outcome: {positive} counts as yes, all of these as no: {values}. Correct the table if one of them "
            "means not known.",
        ),
        "learning.no_patient_column": QCoreApplication.translate(
            "Learning",
            "No column names the patient: each row counts as one patient. If patients come more than once, name "
            "the column.",
        ),
        "learning.few_events": QCoreApplication.translate(
            "Learning",
            "{events} patients in the smaller outcome group for {columns} inputs; {wanted} or more are wanted (ten "
            "an input). The model may overfit.",
        ),
        "learning.balanced": QCoreApplication.translate(
            "Learning",
            "Outcome groups were weighted equally in fitting; probabilities rest on the calibration.",
        ),
        "learning.svm_skipped": QCoreApplication.translate(
            "Learning", "The support vector machine was left out: {rows} rows, at most {limit} are practical."
        ),
    }


def _validation_findings() -> dict[str, str]:
    return {
        "validation.training_data": QCoreApplication.translate(
            "Learning",
            "This looks like the table that the model was trained on: as many rows and events, and the same range of "
            "every number. The figures then say nothing about other patients.",
        ),
        "validation.training_data_site": QCoreApplication.translate(
            "Learning",
            "Site {where} looks like the patients that the model was trained on: as many rows and events, and the "
            "same range of every number. Take it out: its figures say nothing about other patients.",
        ),
        "validation.cannot_know": QCoreApplication.translate(
            "Learning",
            "Whether single patients of this table were in the training cannot be told: a package keeps no rows, and "
            "nothing by which a patient could be recognised.",
        ),
        "validation.one_outcome": QCoreApplication.translate(
            "Learning", "All rows have the same outcome: order and calibration cannot be measured."
        ),
        "validation.few_events": QCoreApplication.translate(
            "Learning",
            "{events} patients in the smaller outcome group; with fewer than {wanted} the figures are rough (Collins "
            "2016).",
        ),
        "validation.columns_absent": QCoreApplication.translate(
            "Learning",
            "Inputs that the table does not have, not known in any row and filled in by the model: {columns}.",
        ),
        "validation.mostly_unknown": QCoreApplication.translate(
            "Learning", "Inputs not known in more than half of the rows: {columns}."
        ),
        "validation.other_names": QCoreApplication.translate(
            "Learning", "Read from a column of another name: {columns}."
        ),
        "validation.outside_training": QCoreApplication.translate(
            "Learning", "Rows with values outside the range seen in training: {columns}."
        ),
        "validation.no_threshold": QCoreApplication.translate(
            "Learning",
            "The package names no threshold: no sensitivity and no specificity. Give one to measure them.",
        ),
        "validation.predicts_too_little": QCoreApplication.translate(
            "Learning",
            "The probabilities are too low here on average (calibration intercept above 0). Recalibrate before any "
            "use with these patients.",
        ),
        "validation.predicts_too_much": QCoreApplication.translate(
            "Learning",
            "The probabilities are too high here on average (calibration intercept below 0). Recalibrate before any "
            "use with these patients.",
        ),
        "validation.too_extreme": QCoreApplication.translate(
            "Learning",
            "The probabilities are too extreme here (calibration slope below 1): low ones too low, high ones too high.",
        ),
        "validation.too_moderate": QCoreApplication.translate(
            "Learning",
            "The probabilities are too moderate here (calibration slope above 1): they differ less than they should.",
        ),
    }


def _validation_words() -> dict[str, str]:
    return {
        "job.validate": QCoreApplication.translate("Learning", "Testing a model on a table"),
        "job.validate_packages": QCoreApplication.translate("Learning", "Looking for model packages"),
        "job.install_package": QCoreApplication.translate(
            "Learning", "Checking and installing a model package"
        ),
        "stage.apply_model": QCoreApplication.translate("Learning", "applying the model"),
        "threshold.given": QCoreApplication.translate("Learning", "given for this table"),
        "threshold.package": QCoreApplication.translate("Learning", "the package's own"),
        "validation.part.findings": QCoreApplication.translate("Learning", "What a reader must know"),
        "validation.part.rows": QCoreApplication.translate("Learning", "Rows"),
        "validation.part.inputs": QCoreApplication.translate("Learning", "Inputs"),
        "validation.part.figures": QCoreApplication.translate("Learning", "Figures"),
        "validation.part.threshold": QCoreApplication.translate("Learning", "At the threshold"),
        "validation.part.calibration": QCoreApplication.translate("Learning", "Calibration"),
        "validation.part.decision": QCoreApplication.translate("Learning", "Decision curve"),
        "validation.part.subgroups": QCoreApplication.translate("Learning", "Subgroups"),
        "validation.part.refused": QCoreApplication.translate("Learning", "Rows refused"),
        "validation.summary": QCoreApplication.translate(
            "Learning",
            "{model} {version} on {table}: {rows} of {all} rows used, {patients} patients, {events} with the outcome "
            "({share} %).",
        ),
        "validation.column": QCoreApplication.translate("Learning", "column"),
        "validation.group": QCoreApplication.translate("Learning", "group"),
        "validation.rows": QCoreApplication.translate("Learning", "rows"),
        "validation.events": QCoreApplication.translate("Learning", "with outcome"),
        "validation.reason": QCoreApplication.translate("Learning", "reason"),
        "validation.unknown": QCoreApplication.translate("Learning", "not known"),
        "validation.outside": QCoreApplication.translate("Learning", "outside training"),
        "validation.absent": QCoreApplication.translate("Learning", "not in the table"),
        "validation.here": QCoreApplication.translate("Learning", "here"),
        "validation.in_training": QCoreApplication.translate("Learning", "in its training"),
        "validation.predicted": QCoreApplication.translate("Learning", "predicted"),
        "validation.observed": QCoreApplication.translate("Learning", "observed"),
        "validation.interval": QCoreApplication.translate("Learning", "95 % interval"),
        "validation.net_benefit": QCoreApplication.translate("Learning", "net benefit"),
        "validation.treat_all": QCoreApplication.translate("Learning", "treat all"),
        "validation.at_threshold": QCoreApplication.translate("Learning", "threshold"),
        "validation.outcome": QCoreApplication.translate(
            "Learning", "Outcome {column}: yes {yes}; no {no}; not known {unknown}."
        ),
        "validation.gap": QCoreApplication.translate(
            "Learning", "{column}: {figure} differs by {gap} between {highest} and {lowest}."
        ),
        "validation.at_time": QCoreApplication.translate(
            "Learning", "{label}: observed over expected events {ratio}; {at_risk} still followed."
        ),
        "validation.band.all": QCoreApplication.translate("Learning", "all"),
        "validation.band.lowest third": QCoreApplication.translate("Learning", "lowest third"),
        "validation.band.middle third": QCoreApplication.translate("Learning", "middle third"),
        "validation.band.highest third": QCoreApplication.translate("Learning", "highest third"),
    }


def _proposals() -> dict[str, str]:
    return {
        "proposal.constant": QCoreApplication.translate(
            "Learning", "{column}: left out, the same value everywhere."
        ),
        "proposal.empty": QCoreApplication.translate("Learning", "{column}: left out, empty."),
        "proposal.date": QCoreApplication.translate("Learning", "{column}: left out, dates."),
        "proposal.identifier": QCoreApplication.translate(
            "Learning", "{column}: left out, it names rows or patients."
        ),
        "proposal.identifier_name": QCoreApplication.translate(
            "Learning", "{column}: taken as a number, but named like an identifier. Please check."
        ),
        "proposal.free_text": QCoreApplication.translate(
            "Learning", "{column}: left out, free text ({distinct} different values)."
        ),
        "proposal.codes": QCoreApplication.translate(
            "Learning",
            "{column}: few whole numbers ({values}), proposed as a category. Make it a number if it counts or "
            "grades something.",
        ),
        "proposal.perhaps_codes": QCoreApplication.translate(
            "Learning",
            "{column}: {values} different whole numbers, proposed as a number. Make it a category if they are "
            "codes.",
        ),
        "proposal.text_in_numbers": QCoreApplication.translate(
            "Learning",
            "{column}: a number, but {rows} cells hold other text ({examples}). These rows will be refused unless "
            "the text is declared as missing.",
        ),
        "proposal.zero_perhaps_missing": QCoreApplication.translate(
            "Learning",
            "{column}: holds 0, which may stand for not measured. Declare 0 as missing if so.",
        ),
    }


def _rows() -> dict[str, str]:
    return {
        "table.row.ragged": QCoreApplication.translate("Learning", "too few or too many cells"),
        "table.row.not_a_number": QCoreApplication.translate("Learning", "not a number"),
        "table.row.out_of_range": QCoreApplication.translate("Learning", "outside the plausible limits"),
        "table.row.not_a_flag": QCoreApplication.translate("Learning", "neither yes nor no"),
        "table.row.not_a_category": QCoreApplication.translate("Learning", "not among the categories"),
        "table.row.required_missing": QCoreApplication.translate("Learning", "required and not known"),
        "table.row.target_missing": QCoreApplication.translate("Learning", "outcome not known"),
        "table.row.nothing_known": QCoreApplication.translate("Learning", "no input known"),
        "table.row.outcome_not_listed": QCoreApplication.translate(
            "Learning", "outcome is neither a value for yes nor one for no"
        ),
        "table.row.too_many_unknown": QCoreApplication.translate("Learning", "too many inputs not known"),
        "table.row.gate": QCoreApplication.translate("Learning", "outside what the model is for"),
    }


def _algorithms() -> dict[str, str]:
    return {
        "algorithm.logistic-regression": QCoreApplication.translate("Learning", "Logistic regression"),
        "algorithm.support-vector-machine": QCoreApplication.translate("Learning", "Support vector machine"),
        "algorithm.decision-tree": QCoreApplication.translate("Learning", "Decision tree"),
        "algorithm.random-forest": QCoreApplication.translate("Learning", "Random forest"),
        "algorithm.gradient-boosting": QCoreApplication.translate("Learning", "Gradient boosting"),
        "algorithm.multilayer-perceptron": QCoreApplication.translate("Learning", "Multilayer perceptron"),
    }


def _figures() -> dict[str, str]:
    return {
        "figure.auc": QCoreApplication.translate("Learning", "AUC"),
        "figure.average_precision": QCoreApplication.translate("Learning", "Average precision"),
        "figure.brier": QCoreApplication.translate("Learning", "Brier score"),
        "figure.log_loss": QCoreApplication.translate("Learning", "Log loss"),
        "figure.calibration_intercept": QCoreApplication.translate("Learning", "Calibration intercept"),
        "figure.calibration_slope": QCoreApplication.translate("Learning", "Calibration slope"),
        "figure.observed_minus_expected": QCoreApplication.translate("Learning", "Observed minus expected"),
        "figure.observed_over_expected": QCoreApplication.translate("Learning", "Observed over expected"),
        "figure.concordance": QCoreApplication.translate("Learning", "Concordance (Harrell's C)"),
        "figure.accuracy": QCoreApplication.translate("Learning", "Accuracy"),
        "figure.sensitivity": QCoreApplication.translate("Learning", "Sensitivity"),
        "figure.specificity": QCoreApplication.translate("Learning", "Specificity"),
        "figure.ppv": QCoreApplication.translate("Learning", "Positive predictive value"),
        "figure.npv": QCoreApplication.translate("Learning", "Negative predictive value"),
        "figure.f1": QCoreApplication.translate("Learning", "F1"),
        "figure.false_positive_rate": QCoreApplication.translate("Learning", "False positive rate"),
        "threshold.youden": QCoreApplication.translate(
            "Learning", "largest sensitivity + specificity − 1, chosen without the fold it is applied to"
        ),
        "threshold.sensitivity": QCoreApplication.translate(
            "Learning",
            "highest that reaches the sensitivity asked for, chosen without the fold it is applied to",
        ),
        "threshold.fixed": QCoreApplication.translate("Learning", "fixed beforehand"),
        "subgroups.too_small": QCoreApplication.translate("Learning", "too small to say"),
    }
