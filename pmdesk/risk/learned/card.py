"""The model card of a package: everything in it is in the manifest or the recipe."""

from collections.abc import Sequence

from pmdesk.core.model_package import Evaluation
from pmdesk.risk.learned.columns import ColumnKind, TableColumn
from pmdesk.risk.learned.manifest import LearnedManifest, SurvivalManifest
from pmdesk.risk.learned.measuring import MISSING_INPUTS
from pmdesk.risk.learned.recipe import CardText

_METRICS = {
    "auc": "AUC",
    "brier": "Brier score",
    "log_loss": "log loss",
    "calibration_intercept": "calibration intercept",
    "calibration_slope": "calibration slope",
    "observed_minus_expected": "observed minus expected",
    "concordance": "concordance (Harrell's C)",
}
TOO_SMALL = "too small to say"


def model_card(manifest: LearnedManifest, text: CardText, details: Sequence[str] = ()) -> str:
    """The card as Markdown; ``details`` are sentences about the final fit."""
    purpose = manifest.purpose
    parts = [
        f"# {purpose.title.en}, version {manifest.version}",
        f"{purpose.outcome.en}. For research use; not a cleared medical device.",
        "## Use",
        f"{purpose.intended_use.en}\n\n{_bullets([one.en for one in purpose.not_for])}",
        _stated(manifest),
        "## Population and data",
        f"{purpose.population.en}.",
        *text.data,
        f"Source: {manifest.training.citation}. Licence: {manifest.training.licence} (see DATA_LICENSE).",
        "## Inputs",
        _inputs(manifest),
        _rules(manifest),
        "## Method",
        *text.method,
        *details,
        "## Figures",
        *_figures(manifest),
        "## Limits",
        _bullets(text.limits),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _stated(manifest: LearnedManifest) -> str:
    said = [one.en for one in manifest.purpose.always_said]
    return f"Beside every result stands: {'; '.join(said)}." if said else ""


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _inputs(manifest: LearnedManifest) -> str:
    rows = ["| column | what | values | seen in training |", "| --- | --- | --- | --- |"]
    for column in manifest.inputs:
        label = column.label.en if column.label else column.name
        low, high = manifest.seen.get(column.name, (None, None))
        seen = "" if low is None else f"{low:g} to {high:g}"
        rows.append(f"| `{column.name}` | {label} | {_values(column)} | {seen} |")
    return "\n".join(rows)


def _values(column: TableColumn) -> str:
    if column.kind is ColumnKind.FLAG:
        said = "0 or 1"
    elif column.kind is ColumnKind.CATEGORY:
        said = ", ".join(
            f"{level} {column.category_labels[level].en}"
            if level in column.category_labels and column.category_labels[level].en != level
            else level
            for level in column.categories
        )
    else:
        said = f"{_limits(column)} {'' if column.unit == '1' else column.unit}".strip()
    return said + (", required" if column.required else "")


def _limits(column: TableColumn) -> str:
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return f"{low:g} to {high:g}"
    if low is not None:
        return f"from {low:g}"
    return "any number" if high is None else f"up to {high:g}"


def _rules(manifest: LearnedManifest) -> str:
    rules = [f"Refused: {gate.rule.en}." for gate in manifest.gates if gate.action == "refuse"]
    rules += [f"Warned: {gate.rule.en}." for gate in manifest.gates if gate.action == "warn"]
    rules.append("A value outside the plausible range is refused; one outside what was seen carries a note.")
    if manifest.max_missing:
        rules.append(
            f"At most {manifest.max_missing} of {len(manifest.data.columns)} inputs may be unknown; a row with more "
            "is refused. The note names what was filled in."
        )
    else:
        rules.append("No input may be unknown.")
    return _bullets(rules)


def _figures(manifest: LearnedManifest) -> list[str]:
    overall = [one for one in manifest.evaluation if not one.subgroup and one.metric in _METRICS]
    splits = sorted({one.split for one in overall})
    command = manifest.evaluation[0].command if manifest.evaluation else ""
    parts = [f"`{command}` takes them again. Intervals: 95 %, bootstrap over patients."]
    survival = manifest if isinstance(manifest, SurvivalManifest) else None
    parts.append(f"{'Deaths' if survival else 'With the outcome'}: {_events(manifest.evaluation, '')}.")
    for split in splits:
        parts.append(f"### {split[0].upper()}{split[1:]}")
        parts.append(_table([one for one in overall if one.split == split]))
    if survival is not None:
        parts += ["### Calibration", _calibration(survival)]
        parts += ["### Are the hazards proportional?", _hazards(survival)]
    groups = _names(manifest, lambda name: name.startswith(MISSING_INPUTS))
    if groups:
        parts += ["### With inputs missing", _by_group(manifest, groups)]
    groups = _names(
        manifest, lambda name: not name.startswith((MISSING_INPUTS, "Predicted survival", "Input: "))
    )
    parts += ["### Subgroups", _by_group(manifest, groups)] if groups else []
    return parts


def _table(found: Sequence[Evaluation]) -> str:
    rows = ["|  | value | 95 % interval | n |", "| --- | --- | --- | --- |"]
    rows += [f"| {_METRICS[one.metric]} | {one.value:.3f} | {_interval(one)} | {one.n} |" for one in found]
    return "\n".join(rows)


def _interval(one: Evaluation) -> str:
    return "" if one.ci95 is None else f"{one.ci95[0]:.3f} to {one.ci95[1]:.3f}"


def _names(manifest: LearnedManifest, wanted: object) -> list[str]:
    assert callable(wanted)
    names = dict.fromkeys(one.subgroup for one in manifest.evaluation)
    return [name for name in names if name and wanted(name)]


def _by_group(manifest: LearnedManifest, groups: Sequence[str]) -> str:
    survival = isinstance(manifest, SurvivalManifest)
    metrics = (
        ["concordance"] if survival else ["auc", "brier", "observed_minus_expected", "calibration_slope"]
    )
    head = ["group", "n", "deaths" if survival else "with outcome"]
    head += [part for metric in metrics for part in (_METRICS[metric], "95 % interval")]
    rows = [f"| {' | '.join(head)} |", f"| {' | '.join(['---'] * len(head))} |"]
    for group in groups:
        found = {one.metric: one for one in manifest.evaluation if one.subgroup == group}
        cells = [
            group.removeprefix(f"{MISSING_INPUTS}: "),
            str(next(iter(found.values())).n),
            _events(manifest.evaluation, group),
        ]
        for metric in metrics:
            one = found.get(metric)
            cells += [TOO_SMALL, ""] if one is None else [f"{one.value:.3f}", _interval(one)]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _events(evaluation: Sequence[Evaluation], group: str) -> str:
    found = next(one for one in evaluation if one.subgroup == group and one.metric in ("events", "deaths"))
    return f"{found.value:.0f}" if group else f"{found.value:.0f} of {found.n}"


def _calibration(manifest: SurvivalManifest) -> str:
    rows = [
        "| at | predicted survival | n | mean predicted | Kaplan-Meier | 95 % interval |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for time in manifest.times:
        for one in manifest.evaluation:
            if one.metric != f"predicted_{time.name}":
                continue
            seen = next(
                other
                for other in manifest.evaluation
                if other.metric == f"observed_{time.name}" and other.subgroup == one.subgroup
            )
            group = one.subgroup.removeprefix("Predicted survival: ") or "all"
            rows.append(
                f"| {time.label.en} | {group} | {one.n} | {one.value:.3f} | {seen.value:.3f} | {_interval(seen)} |"
            )
    return "\n".join(rows)


def _hazards(manifest: SurvivalManifest) -> str:
    found = [one for one in manifest.evaluation if one.metric == "proportional_hazards_p"]
    said = ", ".join(f"`{one.subgroup.removeprefix('Input: ')}` p = {one.value:.3f}" for one in found)
    return (
        f"Test by scaled Schoenfeld residuals (Grambsch and Therneau 1994): {said}. "
        "A p below 0.05 would speak against it."
    )
