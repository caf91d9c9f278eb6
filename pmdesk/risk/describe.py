"""A risk model as a document: what it takes, what it gives, where it comes from and for whom it is."""

import json
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from pmdesk.core.evidence import Evidence
from pmdesk.core.model_package import Evaluation, TrainingData
from pmdesk.core.texts import LocalizedText
from pmdesk.risk.compute_table import limits_text
from pmdesk.risk.input_table import input_table
from pmdesk.risk.knowledge import risk_table
from pmdesk.risk.learned.manifest import Gate
from pmdesk.risk.learned.predicting import LearnedColumns, LearnedInput
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.tables import COLUMN_MODELS, TableModel, result_columns, unverified_words

SCHEMA_VERSION: Literal["1.0"] = "1.0"


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ChoiceDocument(_Document):
    """One value of a choice, as it stands in a table."""

    value: str
    label: LocalizedText


class InputDocument(_Document):
    """One input; its name is the name of its column."""

    name: str
    label: LocalizedText
    hint: LocalizedText | None
    """How some answers are written."""
    kind: InputKind
    unit: str
    """UCUM code of a number; empty when it has none."""
    minimum: float | None
    maximum: float | None
    """Limits, both included; outside of them a row gets an error."""
    whole: bool
    choices: tuple[ChoiceDocument, ...]
    """Values of a choice, and of a whole number that stands for levels."""
    required: bool


class LearnedDocument(_Document):
    """What a model learnt from data says beyond the published ones."""

    task: str
    algorithm: str
    training: TrainingData
    evaluation: tuple[Evaluation, ...]
    gates: tuple[Gate, ...]
    max_missing: int
    """A row with more inputs unknown gets an error."""
    interval: str
    """What the columns ``..._low`` and ``..._high`` are."""
    always_said: tuple[LocalizedText, ...]
    model_sha256: str


class ModelDocument(_Document):
    """Content of ``resources/schemas/risk-model-1.json``."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str
    version: str
    grade: str
    """A: two sources and recomputed; B: one source and recomputed; C: a guideline's table; D: not verified; empty: a
    learned model."""
    unverified: LocalizedText | None
    """What of the model nobody compared with a source; null where everything was."""
    title: LocalizedText
    outcome: LocalizedText
    population: LocalizedText
    not_for: tuple[LocalizedText, ...]
    year: int | None
    inputs: tuple[InputDocument, ...]
    outputs: tuple[str, ...]
    """Result columns; ``error`` stands behind them in every table."""
    sources: tuple[Evidence, ...]
    learned: LearnedDocument | None = None
    """Null for a published model."""


def describe(model: TableModel) -> ModelDocument:
    """The document of one model."""
    words = model.words
    return ModelDocument(
        id=model.id,
        version=model.version,
        grade=model.grade,
        unverified=unverified_words(model),
        title=words.title,
        outcome=words.outcome,
        population=words.population,
        not_for=words.not_for,
        year=next((source.year for source in words.evidence if source.year is not None), None),
        inputs=tuple(_input(spec) for spec in model.inputs),
        outputs=result_columns(model),
        sources=words.evidence,
        learned=_learned(model) if isinstance(model, LearnedColumns) else None,
    )


def _learned(model: LearnedColumns) -> LearnedDocument:
    manifest = model.manifest
    return LearnedDocument(
        task=manifest.task,
        algorithm=manifest.algorithm_name,
        training=manifest.training,
        evaluation=manifest.evaluation,
        gates=manifest.gates,
        max_missing=manifest.max_missing,
        interval=manifest.interval,
        always_said=manifest.purpose.always_said,
        model_sha256=manifest.files[manifest.model],
    )


def _input(spec: InputSpec) -> InputDocument:
    flag = spec.kind is InputKind.FLAG
    words = spec.level_words if spec.levels else {}
    return InputDocument(
        name=spec.name,
        label=spec.label,
        hint=_hint(spec),
        kind=spec.kind,
        unit=spec.unit,
        minimum=0 if flag else spec.minimum,
        maximum=1 if flag else spec.maximum,
        whole=spec.whole or flag,
        choices=tuple(
            ChoiceDocument(value=str(one), label=words[one] if spec.levels else spec.choice_label(one))
            for one in (spec.levels or (spec.choices if spec.kind is InputKind.CHOICE else ()))
        ),
        required=spec.required,
    )


def _hint(spec: InputSpec) -> LocalizedText | None:
    words = risk_table().inputs.get(spec.name)
    return None if isinstance(spec, LearnedInput) or words is None else words.hint


def document_schema_text() -> str:
    """Content of ``resources/schemas/risk-model-1.json``: JSON Schema (2020-12) of the document."""
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema.update(ModelDocument.model_json_schema(mode="serialization"))
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def document_json(model: TableModel) -> str:
    """The document as text."""
    return json.dumps(describe(model).model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def list_json(listed: Sequence[TableModel] = COLUMN_MODELS) -> str:
    """The models, in short."""
    models = [
        {
            "id": model.id,
            "version": model.version,
            "title": model.words.title.model_dump(),
            "grade": model.grade,
            "unverified": unverified_words(model) is not None,
            "inputs": [spec.name for spec in model.inputs],
            "outputs": list(result_columns(model)),
            "learned": isinstance(model, LearnedColumns),
        }
        for model in listed
    ]
    return json.dumps({"models": models}, ensure_ascii=False, indent=1) + "\n"


_INTRODUCTION = """# Risk models for tables

Written by `pmdesk risk list --markdown`; a test compares it with the program.

`pmdesk risk compute MODEL --table IN.csv --out OUT.csv` applies a model to every row of a table. The file is text with
a header line; cells are separated by `,`, `;` or a tab, and the result has the separator of its source. UTF-8, UTF-16
and UTF-32 with a byte order mark, and GB18030 are read (what is not UTF-8 is said); a file that could be read in
several ways is refused until `--encoding` states one. The result is UTF-8. Decimal point, not decimal comma.

- A column that the model does not know passes through unchanged. The results stand behind the columns of the file,
  `error` last. A column of the file that has the name of a result (`risk`, `error`, ...) makes way for it.
- A required column that the file does not have: nothing is computed, exit code 2, the columns are named. An optional
  one: not known in every row.
- A row that cannot be computed has a sentence in `error` and no result; the other rows are computed. Nothing is assumed
  for an empty required cell. `NA`, `N/A`, `NaN` and `null` count as empty for numbers and flags. A `note` is no error:
  the row has a result, and something that belongs to it. Empty lines are left out. Cells beyond the header stand in
  the row's `error`.
- The answers to a questionnaire may stand in one column, `items` (`2;1;0;...`).
- Flags are 0 or 1 (`no`, `yes`, `n`, `y`, `false`, `true`, `否`, `是` are understood). Choices are taken whatever
  their case; where they are female and male, also `F`, `M`, `女`, `男`. A number outside its range is refused, which
  also catches most swapped units.
- Numbers are written in full double precision. A probability (`p`, `risk`) lies between 0 and 1; `risk_pct` is in
  percent.
- Grade: A two sources and recomputed, B one source and recomputed, C a guideline's table, D not verified against a
  source: computed because the model was named, said on stderr and in `note`, and off by default in the program (so are
  the cells T2 N2b and T3 N2a of `tnm9`, whose rows have a `note`). "learned": a package in
  `models/`, learnt from the data of few patients of one place; its MODEL_CARD.md says whose, how well it does and what
  it is not for. There `p_low` and `p_high` (or `..._low`, `..._high`) are the interval of the fit, `?` also counts as
  empty, and a row may have some inputs unknown: the note names what was filled in.
- `pmdesk risk describe MODEL` prints labels, sources, population and what the model is not for, as JSON by
  [risk-model-1.json](../resources/schemas/risk-model-1.json).
"""


def list_markdown(listed: Sequence[TableModel] = COLUMN_MODELS) -> str:
    """The page ``docs/risk-tables.md``."""
    parts = [_INTRODUCTION, "| model | title | results | grade |\n| --- | --- | --- | --- |"]
    parts += [
        f"| [`{model.id}`](#{model.id}) | {model.words.title.en} | {_codes(result_columns(model))} | {_grade(model)} |"
        for model in listed
    ]
    for model in listed:
        parts.append(f"\n## {model.id}\n\n{_about(model)}\n\n| column | what | values |\n| --- | --- | --- |")
        parts += [f"| `{spec.name}` | {_what(spec)} | {_values(spec)} |" for spec in model.inputs]
    return "\n".join(parts) + "\n"


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _grade(model: TableModel) -> str:
    return "learned" if isinstance(model, LearnedColumns) else model.grade


def _about(model: TableModel) -> str:
    words = model.words
    sources = "; ".join(f"{source.source} {source.reference}".strip() for source in words.evidence)
    results = ", ".join(f"`{name}`{_meaning(model, name)}" for name in result_columns(model))
    return f"{words.title.en}: {words.outcome.en}. {words.population.en}. {sources}. Results: {results}."


def _meaning(model: TableModel, column: str) -> str:
    """What the numbers of a yes/no result stand for."""
    use = input_table().models.get(model.id)
    if use is None or use.category != column or set(use.words) != {"0", "1"}:
        return ""
    return f" (1 {use.words['1'].en}; 0 {use.words['0'].en})"


def _what(spec: InputSpec) -> str:
    hint = _hint(spec)
    label = spec.label.en if hint is None else f"{spec.label.en} ({hint.en})"
    return label if spec.required else f"{label}; optional"


def _values(spec: InputSpec) -> str:
    if spec.kind is InputKind.FLAG:
        return "0, 1"
    if spec.kind is InputKind.CHOICE:
        return _codes(tuple(map(str, spec.choices)))
    if spec.levels:
        return ", ".join(f"`{one}` {spec.level_words[one].en}" for one in spec.levels)
    return limits_text(spec) + (", whole" if spec.whole else "")
