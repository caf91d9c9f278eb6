"""Pathways of a solid nodule: BTS 2015 (Callister, Thorax 70 Suppl 2:ii1), NELSON (van Klaveren 2009, NEJM 361:2221).

BTS has three questions (``rule``): at entry by size and Brock, after PET by Herder, at follow-up by doubling time.
NELSON has two: the first screen by volume, the repeat CT by doubling time once the volume has grown by 25 % or more.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results, row_reason

_NEEDS, _NO_CELL = "row_table_needs", "row_table_has_no_cell"
_SMALL, _MIDDLE, _LARGE = 0, 1, 2
_SIZE_IN_WORDS = {
    "<5 mm": _SMALL,
    ">=5 mm & <300mm3/<8mm": _MIDDLE,
    ">=8 mm or >=300 mm3: Brock >=10%": _LARGE,
}
_BROCK_IN_WORDS = {">=8 mm or >=300 mm3: Brock >=10%": 1.0, "Brock <10%": 0.0}
_HERDER_IN_WORDS = {"<10%": 0, "10-70%": 1, ">70%": 2}
_AFTER_PET = (
    "CT surveillance",
    "image-guided biopsy / other options",
    "consider excision or non-surgical treatment",
)
_AT_FOLLOW_UP = (
    "further work-up/resection",
    "400-600: surveillance or biopsy by preference",
    ">600: consider discharge or ongoing surveillance (1-y CT volumetry)",
)


def _in_words(other: Column, words: Mapping[str, float]) -> Column:
    """What the words say, NaN where they say nothing."""
    return np.select([other == text for text in words], list(words.values()), np.nan).astype(np.float64)


def _classes(values: Column, *steps: tuple[float, str]) -> Column:
    """0, 1, 2, ... by thresholds, each ``"right"`` when the threshold itself belongs below; NaN where not known."""
    total = sum((values > step if side == "right" else values >= step) for step, side in steps)
    return np.where(np.isnan(values), np.nan, total)


def _known(*candidates: Column) -> Column:
    """The first that is known."""
    result = candidates[0]
    for candidate in candidates[1:]:
        result = np.where(np.isnan(result), candidate, result)
    return result


def _pick(texts: tuple[str, ...], classes: Column) -> Column:
    return np.where(np.isnan(classes), "", np.array(texts)[np.nan_to_num(classes).astype(np.int64)])


def _entry(columns: Mapping[str, Column]) -> tuple[Column, Column]:
    """Advice and error of ``bts_entry``; volumetry goes before the diameter."""
    measured = _known(
        _classes(columns["volume_mm3"], (80.0, "left"), (300.0, "left")),
        _classes(columns["diameter_mm"], (5.0, "left"), (8.0, "left")),
    )
    said = _in_words(columns["other"], _SIZE_IN_WORDS)
    size = _known(measured, said)
    brock = _known(_classes(columns["brock_p"], (0.1, "left")), _in_words(columns["other"], _BROCK_IN_WORDS))
    large = size == _LARGE
    advice = np.select(
        [size == _SMALL, size == _MIDDLE, large & (brock == 0.0), large & (brock == 1.0)],
        ["discharge", "CT surveillance", "CT surveillance", "PET-CT then Herder"],
        "",
    )
    disagree = ~np.isnan(measured) & ~np.isnan(said) & (measured != said)
    errors = np.select(
        [np.isnan(size), disagree, large & np.isnan(brock)],
        [row_reason(_NEEDS, "volume_mm3"), row_reason(_NO_CELL, "other"), row_reason(_NEEDS, "brock_p")],
        "",
    )
    return advice, errors


def _bts(columns: Mapping[str, Column]) -> Results:
    entry, entry_errors = _entry(columns)
    herder = _known(
        _classes(columns["herder_p"], (0.1, "left"), (0.7, "right")),
        _in_words(columns["other"], _HERDER_IN_WORDS),
    )
    doubling = _classes(columns["vdt_days"], (400.0, "left"), (600.0, "right"))
    rules = [columns["rule"] == rule for rule in ("bts_entry", "bts_herder", "bts_vdt")]
    return {
        "advice": np.select(rules, [entry, _pick(_AFTER_PET, herder), _pick(_AT_FOLLOW_UP, doubling)], ""),
        ERROR: np.select(
            rules,
            [
                entry_errors,
                np.where(np.isnan(herder), row_reason(_NEEDS, "herder_p"), ""),
                np.where(np.isnan(doubling), row_reason(_NEEDS, "vdt_days"), ""),
            ],
            "",
        ),
    }


BTS_2015 = ColumnsModel(
    id="bts2015",
    version="2015",
    inputs=(
        InputSpec("rule", InputKind.CHOICE, choices=("bts_entry", "bts_herder", "bts_vdt")),
        InputSpec("volume_mm3", InputKind.NUMBER, "mm3", 0.1, 20000, required=False),
        InputSpec("diameter_mm", InputKind.NUMBER, "mm", 0.5, 30, required=False),
        InputSpec("vdt_days", InputKind.NUMBER, "d", 0, 1e6, required=False),
        InputSpec("brock_p", InputKind.NUMBER, "1", 0, 1, required=False),
        InputSpec("herder_p", InputKind.NUMBER, "1", 0, 1, required=False),
        InputSpec(
            "other",
            InputKind.CHOICE,
            choices=tuple(dict.fromkeys([*_SIZE_IN_WORDS, *_BROCK_IN_WORDS, *_HERDER_IN_WORDS])),
            required=False,
        ),
    ),
    output="advice",
    grade="C",
    outputs=("advice",),
    evaluate=_bts,
)
"""``other`` says size, Brock or Herder in the words of the vectors where there is no number."""

GROWN = ">=25% growth"
_FIRST_SCREEN = ("negative", "indeterminate -> 3-mo CT", "positive")
_REPEAT = ("positive", "indeterminate(400-600)/1-y CT", "negative")


def _nelson(columns: Mapping[str, Column]) -> Results:
    first = _classes(columns["volume_mm3"], (50.0, "left"), (500.0, "right"))
    doubling = _classes(columns["vdt_days"], (400.0, "left"), (600.0, "right"))
    growth = _known(columns["growth_percent"], _in_words(columns["other"], {GROWN: 25.0}))
    rules = [columns["rule"] == rule for rule in ("nelson_baseline", "nelson_followup")]
    repeat_errors = np.select(
        [np.isnan(growth), growth < 25.0, np.isnan(doubling)],
        [
            row_reason(_NEEDS, "growth_percent"),
            row_reason(_NO_CELL, "growth_percent"),
            row_reason(_NEEDS, "vdt_days"),
        ],
        "",
    )
    first_errors = np.where(np.isnan(first), row_reason(_NEEDS, "volume_mm3"), "")
    return {
        "result": np.select(rules, [_pick(_FIRST_SCREEN, first), _pick(_REPEAT, doubling)], ""),
        ERROR: np.select(rules, [first_errors, repeat_errors], ""),
    }


NELSON = ColumnsModel(
    id="nelson",
    version="2009",
    inputs=(
        InputSpec("rule", InputKind.CHOICE, choices=("nelson_baseline", "nelson_followup")),
        InputSpec("volume_mm3", InputKind.NUMBER, "mm3", 0.1, 1e7, required=False),
        InputSpec("vdt_days", InputKind.NUMBER, "d", 0, 1e6, required=False),
        InputSpec("growth_percent", InputKind.NUMBER, "%", -100, 1e6, required=False),
        InputSpec("other", InputKind.CHOICE, choices=(GROWN,), required=False),
    ),
    output="result",
    grade="C",
    outputs=("result",),
    evaluate=_nelson,
)
"""Without growth of 25 % the pack has no cell for the repeat CT, and none is made up."""
