"""ACR Lung-RADS v2022 (Christensen 2024, Chest 165:738): category of one nodule of a screening CT.

Sizes are mean diameters in mm to one decimal. Cells of the table that do not exist are refused, not filled.
"""

from enum import StrEnum

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.rounding import round_half_up
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.rules import Checked, RuleModel

_ID = "lung-rads-v2022"


class NoduleType(StrEnum):
    """What the table distinguishes; the first ones are states of the examination or its follow-up."""

    PRIOR_CT_AWAITED = "prior_ct_awaited"
    LUNGS_NOT_FULLY_SEEN = "lungs_not_fully_seen"
    PROBABLE_INFECTION = "probable_infection_or_inflammation"
    NO_NODULE = "no_nodule"
    BENIGN_CALCIFICATION_OR_FAT = "benign_calcification_or_fat"
    SOLID = "solid"
    PART_SOLID = "part-solid"
    GROUND_GLASS = "ggn"
    JUXTAPLEURAL = "juxtapleural_smooth_oval_lentiform_triangular_solid"
    AIRWAY_SUBSEGMENTAL = "airway_subsegmental"
    AIRWAY_SEGMENTAL = "airway_segmental_or_proximal"
    CYST_THIN_WALLED = "atypical_cyst_thin_walled"
    CYST_THICK_WALLED = "atypical_cyst_thick_walled"
    CYST_MULTILOCULAR = "atypical_cyst_multilocular"
    SOLID_SLOW_GROWING = "solid_slow_growing_over_multiple_screens"
    PART_SOLID_SLOW_GROWING = "part-solid_slow_growing_over_multiple_screens"
    WAS_CATEGORY_3 = "category3"
    WAS_CATEGORY_4A = "category4A"
    WAS_CATEGORY_4B = "category4B"


class Timepoint(StrEnum):
    """How the nodule compares with the CT before. Growth: mean diameter up by more than 1.5 mm within 12 months."""

    BASELINE = "baseline"
    NEW = "new"
    GROWING = "growing"
    NEW_OR_GROWING_SOLID_COMPONENT = "new_or_growing_solid_component"
    STABLE_OR_SLOWLY_GROWING = "stable_or_slowly_growing"
    SLOW_GROWTH = "growth<=1.5mm/12mo each"
    PERSISTENT_AT_3_MONTHS = "persistent_at_3mo"
    GROWING_CYSTIC_COMPONENT = "growing_cystic_component"
    GROWING_WALL_OR_NODULARITY = "growing_wall_thickness_or_nodularity"
    BECAME_MULTILOCULAR = "became_multilocular"
    MORE_LOCULATION_OR_NEW_OPACITY = "more_loculation_or_new_opacity"
    STABLE_AT_6_MONTHS = "stable_or_smaller_at_6mo"
    STABLE_AT_3_MONTHS = "stable_or_smaller_at_3mo"
    PROVEN_BENIGN = "proven_benign"


CATEGORIES = ("0", "1", "2", "3", "4A", "4B", "4X")
"""From the least to the most suspicious; 0 is an incomplete examination."""

_T, _W = NoduleType, Timepoint

_BY_TYPE = {
    _T.PRIOR_CT_AWAITED: "0",
    _T.LUNGS_NOT_FULLY_SEEN: "0",
    _T.PROBABLE_INFECTION: "0",
    _T.NO_NODULE: "1",
    _T.BENIGN_CALCIFICATION_OR_FAT: "1",
    _T.SOLID_SLOW_GROWING: "4B",
    _T.PART_SOLID_SLOW_GROWING: "4B",
}

_BY_TYPE_AND_TIME = {
    (_T.AIRWAY_SUBSEGMENTAL, _W.BASELINE): "2",
    (_T.AIRWAY_SUBSEGMENTAL, _W.NEW): "2",
    (_T.AIRWAY_SUBSEGMENTAL, _W.STABLE_OR_SLOWLY_GROWING): "2",
    (_T.AIRWAY_SEGMENTAL, _W.BASELINE): "4A",
    (_T.AIRWAY_SEGMENTAL, _W.NEW): "4A",
    (_T.AIRWAY_SEGMENTAL, _W.PERSISTENT_AT_3_MONTHS): "4B",
    (_T.AIRWAY_SEGMENTAL, _W.STABLE_OR_SLOWLY_GROWING): "4B",
    (_T.AIRWAY_SEGMENTAL, _W.GROWING): "4B",
    (_T.CYST_THIN_WALLED, _W.BECAME_MULTILOCULAR): "4A",
    (_T.CYST_THICK_WALLED, _W.BASELINE): "4A",
    (_T.CYST_THICK_WALLED, _W.BECAME_MULTILOCULAR): "4A",
    (_T.CYST_THICK_WALLED, _W.GROWING_CYSTIC_COMPONENT): "3",
    (_T.CYST_THICK_WALLED, _W.GROWING_WALL_OR_NODULARITY): "4B",
    (_T.CYST_MULTILOCULAR, _W.BASELINE): "4A",
    (_T.CYST_MULTILOCULAR, _W.GROWING): "4B",
    (_T.CYST_MULTILOCULAR, _W.MORE_LOCULATION_OR_NEW_OPACITY): "4B",
    (_T.WAS_CATEGORY_3, _W.STABLE_AT_6_MONTHS): "2",
    (_T.WAS_CATEGORY_4A, _W.STABLE_AT_3_MONTHS): "3",
    (_T.WAS_CATEGORY_4B, _W.PROVEN_BENIGN): "2",
}

_STEPS = {
    # each: categories with the mean diameter in mm under which they hold
    (_T.SOLID, _W.BASELINE): ((6.0, "2"), (8.0, "3"), (15.0, "4A"), (float("inf"), "4B")),
    (_T.SOLID, _W.NEW): ((4.0, "2"), (6.0, "3"), (8.0, "4A"), (float("inf"), "4B")),
    (_T.SOLID, _W.GROWING): ((8.0, "4A"), (float("inf"), "4B")),
    (_T.GROUND_GLASS, _W.BASELINE): ((30.0, "2"), (float("inf"), "3")),
    (_T.GROUND_GLASS, _W.NEW): ((30.0, "2"), (float("inf"), "3")),
    (_T.GROUND_GLASS, _W.GROWING): ((30.0, "2"),),
    (_T.GROUND_GLASS, _W.STABLE_OR_SLOWLY_GROWING): ((float("inf"), "2"),),
}


def _needed(inputs: Checked, name: str) -> float:
    value = inputs[name]
    if value is None:
        raise InputError(ErrorCode.INPUT_MISSING, model=_ID, input=name)
    return round_half_up(float(value), 1)


def _solid_component_mm(inputs: Checked) -> float:
    """The part that cannot be larger than the nodule."""
    solid_mm = _needed(inputs, "solid_component_mm")
    if inputs["mean_diameter_mm"] is not None and solid_mm > _needed(inputs, "mean_diameter_mm"):
        raise InputError(
            ErrorCode.INPUT_OUT_OF_RANGE,
            model=_ID,
            input="solid_component_mm",
            value=inputs["solid_component_mm"],
        )
    return solid_mm


def _no_such_cell(timepoint: Timepoint) -> InputError:
    return InputError(ErrorCode.INPUT_OUT_OF_RANGE, model=_ID, input="timepoint", value=timepoint.value)


def _part_solid(timepoint: Timepoint, inputs: Checked) -> str:
    if timepoint is _W.BASELINE:
        if _needed(inputs, "mean_diameter_mm") < 6.0:
            return "2"
        solid_mm = _solid_component_mm(inputs)
        return "3" if solid_mm < 6.0 else "4A" if solid_mm < 8.0 else "4B"
    if timepoint is _W.NEW and _needed(inputs, "mean_diameter_mm") < 6.0:
        return "3"
    if timepoint in (_W.NEW, _W.GROWING, _W.NEW_OR_GROWING_SOLID_COMPONENT):
        return "4A" if _solid_component_mm(inputs) < 4.0 else "4B"
    raise _no_such_cell(timepoint)


def _category(inputs: Checked) -> str:
    nodule_type = NoduleType(str(inputs["nodule_type"]))
    if nodule_type in _BY_TYPE:
        return _BY_TYPE[nodule_type]
    if inputs["timepoint"] is None:
        raise InputError(ErrorCode.INPUT_MISSING, model=_ID, input="timepoint")
    timepoint = Timepoint(str(inputs["timepoint"]))
    if (nodule_type, timepoint) in _BY_TYPE_AND_TIME:
        return _BY_TYPE_AND_TIME[nodule_type, timepoint]
    if nodule_type is _T.PART_SOLID:
        return _part_solid(timepoint, inputs)
    if nodule_type is _T.JUXTAPLEURAL:
        if timepoint in (_W.BASELINE, _W.NEW) and _needed(inputs, "mean_diameter_mm") < 10.0:
            return "2"
        nodule_type = _T.SOLID
    steps = _STEPS.get((nodule_type, timepoint))
    if steps is None:
        raise _no_such_cell(timepoint)
    diameter_mm = _needed(inputs, "mean_diameter_mm")
    for below_mm, category in steps:
        if diameter_mm < below_mm:
            return category
    raise _no_such_cell(timepoint)


def _rule(inputs: Checked) -> str:
    category = _category(inputs)
    suspicious = inputs["suspicious_features"] == 1.0
    return "4X" if suspicious and category in ("3", "4A", "4B") else category


LUNG_RADS_V2022 = RuleModel(
    id=_ID,
    version="v2022",
    inputs=(
        InputSpec("nodule_type", InputKind.CHOICE, choices=tuple(NoduleType)),
        InputSpec("timepoint", InputKind.CHOICE, choices=tuple(Timepoint), required=False),
        InputSpec("mean_diameter_mm", InputKind.NUMBER, "mm", 0.5, 200, required=False),
        InputSpec("solid_component_mm", InputKind.NUMBER, "mm", 0, 200, required=False),
        InputSpec("suspicious_features", InputKind.FLAG, required=False),
    ),
    output="category",
    grade="C",
    rule=_rule,
)
