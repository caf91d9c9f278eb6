"""Words and numbers of a training for the screen."""

from PySide6.QtCore import QCoreApplication

from pmdesk.risk.learned.columns import Algorithm, ColumnKind
from pmdesk.risk.learned.documents import Figure
from pmdesk.ui.widgets.clinical_numbers import MISSING


def algorithm_name(algorithm: Algorithm) -> str:
    match algorithm:
        case Algorithm.LOGISTIC:
            return QCoreApplication.translate("CohortWords", "Logistic regression")
        case Algorithm.SVM:
            return QCoreApplication.translate("CohortWords", "Support vector machine")
        case Algorithm.TREE:
            return QCoreApplication.translate("CohortWords", "Decision tree")
        case Algorithm.FOREST:
            return QCoreApplication.translate("CohortWords", "Random forest")
        case Algorithm.BOOSTING:
            return QCoreApplication.translate("CohortWords", "Gradient boosting")
        case Algorithm.MLP:
            return QCoreApplication.translate("CohortWords", "Multilayer perceptron")


def kind_name(kind: ColumnKind) -> str:
    match kind:
        case ColumnKind.NUMBER:
            return QCoreApplication.translate("CohortWords", "number")
        case ColumnKind.FLAG:
            return QCoreApplication.translate("CohortWords", "yes or no")
        case ColumnKind.CATEGORY:
            return QCoreApplication.translate("CohortWords", "category")


def number(value: float | None, digits: int = 3) -> str:
    """A figure, ``–`` where it is not defined; the minus sign is a minus sign."""
    if value is None:
        return MISSING
    text = f"{value:.{digits}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")


def with_interval(figure: Figure | None, digits: int = 3) -> str:
    """Value and 95 % interval, as ``0.912 [0.874, 0.941]``."""
    if figure is None or figure.value is None:
        return MISSING
    if figure.low is None or figure.high is None:
        return number(figure.value, digits)
    return f"{number(figure.value, digits)} [{number(figure.low, digits)}, {number(figure.high, digits)}]"


def figure_name(figure: str) -> str:
    """What a figure of `pmdesk.risk.learned.documents` is called."""
    return {
        "auc": QCoreApplication.translate("CohortWords", "AUC"),
        "average_precision": QCoreApplication.translate("CohortWords", "Average precision"),
        "brier": QCoreApplication.translate("CohortWords", "Brier score"),
        "log_loss": QCoreApplication.translate("CohortWords", "Log loss"),
        "calibration_slope": QCoreApplication.translate("CohortWords", "Calibration slope"),
        "calibration_intercept": QCoreApplication.translate("CohortWords", "Calibration in the large"),
        "observed_minus_expected": QCoreApplication.translate("CohortWords", "Observed − predicted"),
        "observed_over_expected": QCoreApplication.translate("CohortWords", "Observed / predicted"),
        "concordance": QCoreApplication.translate("CohortWords", "Concordance (Harrell's C)"),
        "accuracy": QCoreApplication.translate("CohortWords", "Accuracy"),
        "sensitivity": QCoreApplication.translate("CohortWords", "Sensitivity"),
        "specificity": QCoreApplication.translate("CohortWords", "Specificity"),
        "false_positive_rate": QCoreApplication.translate("CohortWords", "False-positive rate"),
        "ppv": QCoreApplication.translate("CohortWords", "PPV"),
        "npv": QCoreApplication.translate("CohortWords", "NPV"),
        "f1": QCoreApplication.translate("CohortWords", "F1"),
    }[figure]


def figure_tip(figure: str) -> str:
    """What it means, in a line; empty where the name says it."""
    return {
        "auc": QCoreApplication.translate(
            "CohortWords",
            "Share of pairs, one with and one without the outcome, that the model ranks rightly; 0.5 is chance",
        ),
        "brier": QCoreApplication.translate(
            "CohortWords", "Mean squared distance of probability and outcome; lower is better"
        ),
        "log_loss": QCoreApplication.translate("CohortWords", "Lower is better; punishes sure mistakes"),
        "calibration_slope": QCoreApplication.translate(
            "CohortWords", "1 is right; below 1 the predictions are too extreme"
        ),
        "calibration_intercept": QCoreApplication.translate(
            "CohortWords", "0 is right; above 0 the model predicts too little on average"
        ),
        "observed_over_expected": QCoreApplication.translate(
            "CohortWords", "1 is right; above 1 the model predicts too little"
        ),
        "concordance": QCoreApplication.translate(
            "CohortWords", "Share of pairs of patients that the model puts in the right order; 0.5 is chance"
        ),
    }.get(figure, "")
