"""An external validation in words: a Markdown page, and its curves as tables."""

import csv
import io
from collections.abc import Iterable, Sequence

from pmdesk.core.spreadsheet import formula_safe
from pmdesk.core.texts import Texts
from pmdesk.risk.learned.documents import Figure, Finding, Severity, SubgroupFigures
from pmdesk.risk.learned.external_documents import ExternalFigures, ExternalValidation, SurvivalPart
from pmdesk.risk.learned.fairness import GROUP_FIGURES

SHOWN_GROUP_FIGURES = ("auc", "brier", "observed_minus_expected", "calibration_slope", "sensitivity")
DECISION_STEPS = tuple(step / 100 for step in (5, 10, 20, 30, 40, 50, 60, 70, 80, 90))
AT_THRESHOLD = ("sensitivity", "specificity", "ppv", "npv", "accuracy", "f1")
NOTHING = "-"
EMPTY = "''"


def shown(figure: Figure | None, digits: int = 3) -> str:
    """``0.912 [0.880, 0.941]``; a dash where it is not defined."""
    if figure is None or figure.value is None:
        return NOTHING
    if figure.low is None or figure.high is None:
        return f"{figure.value:.{digits}f}"
    return f"{figure.value:.{digits}f} [{figure.low:.{digits}f}, {figure.high:.{digits}f}]"


def finding_sentence(finding: Finding, texts: Texts) -> str:
    """In words, with the severity in front where it is more than a note."""
    said = texts.of(finding.code, **finding.params)
    if finding.severity is Severity.NOTE:
        return said
    return f"{texts.of(f'severity.{finding.severity.value}')}: {said}"


def validation_markdown(document: ExternalValidation, texts: Texts) -> str:
    """The whole page."""
    parts = [
        [
            f"# {document.model.title.in_language(texts.language)}",
            "",
            _summary(document, texts),
            "",
            _outcome(document, texts),
        ],
        [
            f"## {texts.of('validation.part.findings')}",
            "",
            *(f"- {finding_sentence(finding, texts)}" for finding in document.findings),
        ],
        _figures(document, texts),
    ]
    if document.classification is not None:
        parts += [_threshold(document, texts), _calibration(document, texts), _decision(document, texts)]
        parts += [_subgroups(document, texts)] if document.subgroups else []
    if document.survival is not None:
        parts += [_survival_calibration(document.survival, texts)]
        parts += [_survival_groups(document.survival, texts)] if document.survival.subgroups else []
    parts += [_inputs(document, texts)]
    parts += [_refusals(document, texts)] if document.refusals else []
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for row in rows:
        cells = (str(cell).replace("|", "/").replace("\n", " ") for cell in row)
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _summary(document: ExternalValidation, texts: Texts) -> str:
    return texts.of(
        "validation.summary",
        model=document.model.id,
        version=document.model.version,
        table=document.table.name,
        rows=document.rows,
        all=document.table.rows,
        patients=document.patients,
        events=document.events,
        share=f"{100 * document.prevalence:.1f}",
    )


def _outcome(document: ExternalValidation, texts: Texts) -> str:
    said: dict[str, list[str]] = {"yes": [], "no": [], "not known": []}
    for value in document.outcome.values:
        said[value.meaning].append(f"{value.value or EMPTY} ({value.rows})")
    listed = {meaning: ", ".join(values) or NOTHING for meaning, values in said.items()}
    return texts.of(
        "validation.outcome",
        column=document.outcome.column,
        yes=listed["yes"],
        no=listed["no"],
        unknown=listed["not known"],
    )


def _figures(document: ExternalValidation, texts: Texts) -> list[str]:
    rows = [
        (texts.of(f"figure.{name}"), shown(found), shown(document.model.training_figures.get(name)))
        for name, found in main_figures(document)
    ]
    head = ("", texts.of("validation.here"), texts.of("validation.in_training"))
    return [f"## {texts.of('validation.part.figures')}", "", *_table(head, rows)]


def main_figures(document: ExternalValidation) -> tuple[tuple[str, Figure], ...]:
    """Names (``figure.*`` has their words) and values of the figures of all rows."""
    if document.classification is not None:
        figures = document.classification.figures
        return tuple((name, getattr(figures, name)) for name in ExternalFigures.model_fields)
    if document.survival is not None:
        survival = document.survival
        return (("concordance", survival.concordance), ("calibration_slope", survival.calibration_slope))
    return ()


def _threshold(document: ExternalValidation, texts: Texts) -> list[str]:
    part = document.classification.at_threshold if document.classification else None
    if part is None:
        return []
    rule = texts.of("threshold.given" if part.rule == "given" else "threshold.package")
    rows = [(texts.of(f"figure.{name}"), shown(getattr(part, name))) for name in AT_THRESHOLD]
    return [
        f"## {texts.of('validation.part.threshold')} {part.threshold:.3f} ({rule})",
        "",
        *_table(("", texts.of("validation.here")), rows),
    ]


def _calibration(document: ExternalValidation, texts: Texts) -> list[str]:
    assert document.classification is not None
    head = [texts.of(f"validation.{name}") for name in ("rows", "predicted", "observed", "interval")]
    rows = [
        (one.n, f"{one.predicted:.3f}", f"{one.observed:.3f}", f"[{one.low:.3f}, {one.high:.3f}]")
        for one in document.classification.calibration
    ]
    return [f"## {texts.of('validation.part.calibration')}", "", *_table(head, rows)]


def _decision(document: ExternalValidation, texts: Texts) -> list[str]:
    assert document.classification is not None
    curve = document.classification.decision
    head = [
        texts.of(f"validation.{name}") for name in ("at_threshold", "net_benefit", "interval", "treat_all")
    ]
    rows = [
        (f"{step:.2f}", f"{model:.3f}", f"[{low:.3f}, {high:.3f}]", f"{everybody:.3f}")
        for step, model, low, high, everybody in zip(
            curve.threshold, curve.model, curve.model_low, curve.model_high, curve.treat_all, strict=True
        )
        if any(abs(step - wanted) < 1e-9 for wanted in DECISION_STEPS)
    ]
    return [f"## {texts.of('validation.part.decision')}", "", *_table(head, rows)]


def _subgroups(document: ExternalValidation, texts: Texts) -> list[str]:
    head = [texts.of(f"validation.{name}") for name in ("column", "group", "rows", "events")]
    head += [texts.of(f"figure.{name}") for name in SHOWN_GROUP_FIGURES]
    rows = [
        (axis.column, group.group, group.rows, group.events, *_group_cells(group, texts))
        for axis in document.subgroups
        for group in axis.groups
    ]
    lines = [f"## {texts.of('validation.part.subgroups')}", "", *_table(head, rows)]
    warned = gap_sentences(document, texts)
    return [*lines, "", *(f"- {said}" for said in warned)] if warned else lines


def gap_sentences(
    document: ExternalValidation, texts: Texts, *, with_severity: bool = True
) -> tuple[str, ...]:
    """The gaps between groups that are worth a warning."""
    return tuple(
        (f"{texts.of('severity.warning')}: " if with_severity else "")
        + texts.of(
            "validation.gap",
            column=axis.column,
            figure=texts.of(f"figure.{gap.figure}"),
            gap=shown(gap.gap),
            highest=gap.highest,
            lowest=gap.lowest,
        )
        for axis in document.subgroups
        for gap in axis.gaps
        if gap.warn
    )


def _group_cells(group: SubgroupFigures, texts: Texts) -> list[str]:
    if group.too_small:
        return [texts.of("subgroups.too_small"), *[""] * (len(SHOWN_GROUP_FIGURES) - 1)]
    return [shown(getattr(group, name)) for name in SHOWN_GROUP_FIGURES]


def _survival_calibration(part: SurvivalPart, texts: Texts) -> list[str]:
    lines = [f"## {texts.of('validation.part.calibration')}"]
    head = [texts.of(f"validation.{name}") for name in ("group", "rows", "predicted", "observed")]
    for one in part.times:
        said = texts.of(
            "validation.at_time",
            label=one.label.in_language(texts.language),
            ratio=shown(one.observed_over_expected),
            at_risk=one.at_risk,
        )
        rows = [
            (texts.of(f"validation.band.{row.group}"), row.n, f"{row.predicted:.3f}", shown(row.observed))
            for row in one.bins
        ]
        lines += ["", said, "", *_table(head, rows)]
    return lines


def _survival_groups(part: SurvivalPart, texts: Texts) -> list[str]:
    head = [texts.of(f"validation.{name}") for name in ("column", "group", "rows", "events")]
    head.append(texts.of("figure.concordance"))
    too_small = texts.of("subgroups.too_small")
    rows = [
        (
            axis.column,
            group.group,
            group.rows,
            group.events,
            too_small if group.too_small else shown(group.concordance),
        )
        for axis in part.subgroups
        for group in axis.groups
    ]
    return [f"## {texts.of('validation.part.subgroups')}", "", *_table(head, rows)]


def _inputs(document: ExternalValidation, texts: Texts) -> list[str]:
    head = [texts.of(f"validation.{name}") for name in ("column", "unknown", "outside")]
    absent = texts.of("validation.absent")
    rows = [
        (
            use.column,
            f"{use.unknown} ({100 * use.unknown / document.rows:.0f} %)" if use.read_from else absent,
            use.outside_training,
        )
        for use in document.inputs
    ]
    return [f"## {texts.of('validation.part.inputs')}", "", *_table(head, rows)]


def _refusals(document: ExternalValidation, texts: Texts) -> list[str]:
    head = [texts.of(f"validation.{name}") for name in ("column", "reason", "rows")]
    rows = [(one.column or NOTHING, texts.of(one.code), one.rows) for one in document.refusals]
    return [f"## {texts.of('validation.part.refused')}", "", *_table(head, rows)]


def validation_tables(document: ExternalValidation) -> dict[str, str]:
    """CSV texts by file name: curves, subgroups, refused rows; those without rows are left out."""
    tables: dict[str, tuple[Sequence[str], list[Sequence[object]]]] = {
        "subgroups": (
            ("column", "group", "rows", "events", "figure", "value", "low", "high"),
            list(_group_rows(document)),
        ),
        "refused-rows": (
            ("line", "column", "reason", "value"),
            [
                (row.line, row.column, row.code.rpartition(".")[2], row.value)
                for row in document.table.refused
            ],
        ),
    }
    part = document.classification
    if part is not None:
        roc, decision = part.roc, part.decision
        tables["roc"] = (
            ("false_positive_rate", "sensitivity", "threshold"),
            list(zip(roc.x, roc.y, roc.threshold, strict=True)),
        )
        tables["calibration"] = (
            ("n", "predicted", "observed", "low", "high"),
            [(one.n, one.predicted, one.observed, one.low, one.high) for one in part.calibration],
        )
        tables["decision-curve"] = (
            ("threshold", "net_benefit", "low", "high", "treat_all"),
            list(
                zip(
                    decision.threshold,
                    decision.model,
                    decision.model_low,
                    decision.model_high,
                    decision.treat_all,
                    strict=True,
                )
            ),
        )
    return {name: _csv(head, rows) for name, (head, rows) in tables.items() if rows}


def _group_rows(document: ExternalValidation) -> Iterable[Sequence[object]]:
    for axis in document.subgroups:
        for group in axis.groups:
            start = axis.column, group.group, group.rows, group.events
            if group.too_small:
                yield *start, "too small to say", None, None, None
                continue
            for name in GROUP_FIGURES:
                found = getattr(group, name)
                if found is not None:
                    yield *start, name, found.value, found.low, found.high
    for survival_axis in document.survival.subgroups if document.survival else ():
        for one in survival_axis.groups:
            found = one.concordance
            values = (None, None, None) if found is None else (found.value, found.low, found.high)
            name = "too small to say" if one.too_small else "concordance"
            yield survival_axis.column, one.group, one.rows, one.events, name, *values


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([formula_safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return buffer.getvalue()
