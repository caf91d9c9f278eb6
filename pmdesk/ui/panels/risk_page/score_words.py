"""What is said about a score: number, interval, state, inputs, and the whole of it as text."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from pmdesk.core.evidence import NodeKind
from pmdesk.core.risk import InputMissing, InputUsed, RiskFigure, RiskScore, RiskState
from pmdesk.core.texts import Language, LocalizedText
from pmdesk.risk.knowledge import risk_table
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.services.case import Case
from pmdesk.services.risk_groups import risk_groups
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.card_list import evidence_text
from pmdesk.ui.panels.node_words import describe, risk_value
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import day, millimetres, percent, percent_range, quantity, significant
from pmdesk.ui.widgets.frequency import frequency_words

_LONGEST_CODE = 3


def running(sentences: Iterable[str], texts: QtTexts) -> str:
    """Sentences one after the other; Chinese has no space between them."""
    return ("" if texts.language is Language.CHINESE else " ").join(sentences)


def with_unit(value: float, ucum: str) -> str:
    return f"{significant(value)} {terms.unit(ucum)}".strip()


def range_words(score: RiskScore) -> str:
    """The 95 % interval as a range, with the unit; empty where there is none."""
    if score.interval is None:
        return ""
    if score.probability is not None:
        return percent_range(score.interval)
    low, high = (significant(end) for end in score.interval)
    return f"{low}–{high} {terms.unit(score.unit)}".strip()


def interval_words(score: RiskScore) -> str:
    """The interval, or for a probability that nobody published one."""
    if score.interval is None and score.probability is None:
        return ""
    if score.interval is None:
        return QCoreApplication.translate("RiskWords", "no published interval")
    return QCoreApplication.translate("RiskWords", "95 % interval {range}").format(range=range_words(score))


def short_state(score: RiskScore, texts: QtTexts) -> str:
    """The result on one line of a list: the number, or what is missing."""
    if score.state is RiskState.INCOMPLETE and score.missing:
        return missing_count(len(score.missing))
    return said_category(score) or risk_value(score, texts)


def said_category(score: RiskScore) -> str:
    """A category that people say by its code (Lung-RADS 4A); empty for one that is said in words."""
    is_code = len(score.category) <= _LONGEST_CODE and score.subject.kind is NodeKind.FINDING
    return score.category if score.state is RiskState.COMPUTED and is_code else ""


def missing_count(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("RiskWords", "needs 1 value")
    return QCoreApplication.translate("RiskWords", "needs {count} values").format(count=count)


def state_words(state: RiskState) -> str:
    match state:
        case RiskState.COMPUTED:
            return QCoreApplication.translate("RiskWords", "computed")
        case RiskState.INCOMPLETE:
            return QCoreApplication.translate("RiskWords", "incomplete")
        case _:
            return QCoreApplication.translate("RiskWords", "not applicable")


def group_words(score: RiskScore, case: Case, texts: QtTexts) -> str:
    """The heading under which a score stands: the nodule, else its field of medicine."""
    if score.subject.kind is NodeKind.FINDING:
        return describe(case, texts, score.subject).line
    return field_words(score.field, texts)


def population_of(score: RiskScore) -> LocalizedText | None:
    """Whom the model was made for, as the score says, else as the table of the models says."""
    if score.population is not None:
        return score.population
    words = risk_table().models.get(score.model_id)
    return None if words is None else words.population


def field_words(field: str, texts: QtTexts) -> str:
    found = next((one for one in risk_groups().fields if one.id == field), None)
    return texts.local(found.title) if found else QCoreApplication.translate("RiskWords", "Other")


def input_value(item: InputUsed, texts: QtTexts) -> str:
    """The value without its unit."""
    if item.value_text is not None:
        return texts.local(item.value_text)
    if isinstance(item.value, bool):
        return terms.yes_no(item.value)
    if isinstance(item.value, str):
        return item.value
    if item.unit == "mm" and not float(item.value).is_integer():
        return millimetres(item.value)
    return significant(item.value)


def input_value_unit(item: InputUsed, texts: QtTexts) -> str:
    if item.value_text is not None:
        return input_value(item, texts)
    return f"{input_value(item, texts)} {unit_words(item.unit, item.label)}".strip()


def unit_words(ucum: str, label: LocalizedText) -> str:
    """The unit as it is printed; years of age and years of duration are two words in Chinese."""
    if ucum == "a" and not label.en.casefold().startswith("age"):
        return QCoreApplication.translate("RiskWords", "years")
    return terms.unit(ucum)


def with_remark(text: str, remark: str) -> str:
    """``text (remark)``, in the brackets of the language."""
    return QCoreApplication.translate("RiskWords", "{text} ({remark})").format(text=text, remark=remark)


def with_value(title: str, value: str) -> str:
    """``title: value``, with the colon of the language."""
    return QCoreApplication.translate("NodeWords", "{title}: {value}").format(title=title, value=value)


def limits_words(spec: InputSpec | None) -> str:
    """What the model takes for an input: ``4–30 mm``, or its choices; empty where it has no limits."""
    if spec is None or spec.kind is not InputKind.NUMBER:
        return ""
    return limits_text(spec.minimum, spec.highest, unit_words(spec.unit, spec.label))


def limits_text(low: float | None, high: float | None, unit: str) -> str:
    """``4–30 mm``; ``unit`` is ready to show."""
    if low is not None and high is not None and low < 0:
        return (
            QCoreApplication.translate("RiskWords", "{low} to {high} {unit}")
            .format(low=quantity(low), high=quantity(high), unit=unit)
            .strip()
        )
    if low is not None and high is not None:
        return f"{quantity(low)}–{quantity(high)} {unit}".strip()
    if low is not None:
        return f"≥ {quantity(low)} {unit}".strip()
    return f"≤ {quantity(high)} {unit}".strip() if high is not None else ""


def missing_label(item: InputMissing, texts: QtTexts) -> str:
    label = texts.local(item.label)
    unit = unit_words(item.unit, item.label)
    return with_remark(label, unit) if unit else label


def figure_value(figure: RiskFigure) -> str:
    if figure.probability is not None:
        return percent(figure.probability)
    return "" if figure.value is None else with_unit(figure.value, figure.unit)


def gain_words(figure: RiskFigure) -> str:
    """What a treatment adds to the figure before it; empty where the figure is no such step."""
    return "" if figure.gain is None else difference_words(figure.gain)


def grade_words(grade: str) -> str:
    """What a grade says about how sure the implementation is."""
    match grade:
        case "A":
            return QCoreApplication.translate(
                "RiskWords", "A: formula confirmed by two independent sources and recomputed"
            )
        case "B":
            return QCoreApplication.translate("RiskWords", "B: formula from one source, recomputed")
        case "C":
            return QCoreApplication.translate("RiskWords", "C: table of a guideline, taken over as printed")
        case "D":
            return QCoreApplication.translate(
                "RiskWords", "D: entered from general knowledge, not verified against a source"
            )
        case _:
            return grade


def difference_words(change: float) -> str:
    """A change of a probability in percentage points."""
    value = change * 100
    number = f"{value:+.0f}" if abs(value) >= 9.95 else f"{value:+.1f}"
    if float(number) == 0:
        return QCoreApplication.translate("RiskWords", "no change")
    return QCoreApplication.translate("RiskWords", "{number} percentage points").format(
        number=number.replace("-", "−")
    )


def score_text(score: RiskScore, context: UiContext) -> str:
    """The score as text for a letter: number, what it is of, inputs, what is missing, sources, limits."""
    texts, case = context.texts, context.session.case
    lines = [with_remark(texts.local(score.title), group_words(score, case, texts)), risk_value(score, texts)]
    if score.state is RiskState.COMPUTED:
        if interval_words(score):
            lines[1] = with_remark(lines[1], interval_words(score))
        if score.outcome is not None:
            lines.append(texts.local(score.outcome))
        if score.probability is not None:
            lines.append(frequency_words(score.probability))
        lines += [with_value(texts.local(one.label), figure_value(one)) for one in score.figures]
        if score.management is not None:
            lines.append(texts.local(score.management))
    lines += [texts.local(one) for one in score.reasons]
    if score.inputs:
        lines.append(QCoreApplication.translate("RiskWords", "Inputs:"))
        lines += [f"- {_input_line(item, texts)}" for item in score.inputs]
    if score.missing:
        lines.append(QCoreApplication.translate("RiskWords", "Not known, nothing was assumed:"))
        lines += [f"- {missing_label(item, texts)}" for item in score.missing]
    lines.append(version_words(score))
    if score.computed_for is not None:
        lines.append(
            QCoreApplication.translate("RiskWords", "Computed for {date}").format(
                date=day(score.computed_for)
            )
        )
    lines += [evidence_text(item, context) for item in score.evidence]
    population = population_of(score)
    if population is not None:
        lines.append(
            QCoreApplication.translate("RiskWords", "Made for: {who}").format(who=texts.local(population))
        )
    lines += [
        QCoreApplication.translate("RiskWords", "Not for: {what}").format(what=texts.local(one))
        for one in score.not_for
    ]
    lines.append(QCoreApplication.translate("RiskWords", "For research use, not a cleared medical device"))
    return "\n".join(lines) + "\n"


def version_words(score: RiskScore) -> str:
    return QCoreApplication.translate("RiskWords", "Model {model}, version {version}").format(
        model=score.model_id, version=score.model_version
    )


def _input_line(item: InputUsed, texts: QtTexts) -> str:
    line = with_value(texts.local(item.label), input_value_unit(item, texts))
    said = [terms.origin(item.origin)]
    if item.taken_on is not None:
        said.append(day(item.taken_on))
    return with_remark(line, texts.join(said))
