"""Fleischner Society 2017 follow-up of incidental nodules: MacMahon 2017, Radiology 284:228, table 1.

For people of 35 years and more, without known cancer or immunosuppression, outside screening. Sizes are mean diameters
rounded to whole mm: under 6, 6 to 8, over 8.
"""

from enum import StrEnum

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.rounding import round_half_up
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.rules import Checked, RuleModel

_ID = "fleischner2017"
MINIMUM_AGE_YEARS = 35
LARGEST_NODULE_MM = 30


class NoduleType(StrEnum):
    SOLID = "solid"
    GROUND_GLASS = "ggn"
    PART_SOLID = "part-solid"
    SUBSOLID = "subsolid"
    """Ground-glass or part-solid, among several nodules."""


class Advice(StrEnum):
    """Cells of the table; words are in ``followup_rules.json``."""

    NONE = "no_routine_follow_up"
    OPTIONAL_12 = "optional_ct_12"
    SOLID_6_12_CONSIDER_18_24 = "ct_6_12_consider_18_24"
    SOLID_6_12_THEN_18_24 = "ct_6_12_then_18_24"
    SOLID_3_6_CONSIDER_18_24 = "ct_3_6_consider_18_24"
    SOLID_3_6_THEN_18_24 = "ct_3_6_then_18_24"
    WORK_UP = "ct_3_pet_or_tissue"
    GROUND_GLASS_6_12_THEN_2_YEARLY = "ct_6_12_then_2_yearly_to_5_years"
    PART_SOLID_3_6 = "ct_3_6_annual_5_years_if_solid_part_small"
    PART_SOLID_SUSPICIOUS = "ct_3_6_suspicious_if_persistent"
    SUBSOLID_3_6_CONSIDER_2_4_YEARS = "ct_3_6_consider_2_and_4_years"
    SUBSOLID_3_6_MOST_SUSPICIOUS = "ct_3_6_then_most_suspicious"


def _subsolid(nodule_type: NoduleType, multiple: bool, diameter_mm: float, solid_mm: float | None) -> Advice:
    small = diameter_mm < 6
    if multiple:
        return Advice.SUBSOLID_3_6_CONSIDER_2_4_YEARS if small else Advice.SUBSOLID_3_6_MOST_SUSPICIOUS
    if small:
        return Advice.NONE
    if nodule_type is NoduleType.GROUND_GLASS:
        return Advice.GROUND_GLASS_6_12_THEN_2_YEARLY
    if solid_mm is not None and solid_mm >= 6:
        return Advice.PART_SOLID_SUSPICIOUS
    return Advice.PART_SOLID_3_6


def _solid(multiple: bool, high_risk: bool, diameter_mm: float) -> Advice:
    if diameter_mm < 6:
        return Advice.OPTIONAL_12 if high_risk else Advice.NONE
    if multiple:
        return Advice.SOLID_3_6_THEN_18_24 if high_risk else Advice.SOLID_3_6_CONSIDER_18_24
    if diameter_mm > 8:
        return Advice.WORK_UP
    return Advice.SOLID_6_12_THEN_18_24 if high_risk else Advice.SOLID_6_12_CONSIDER_18_24


def _refused(name: str, value: object) -> InputError:
    return InputError(ErrorCode.INPUT_OUT_OF_RANGE, model=_ID, input=name, value=value)


def _rule(inputs: Checked) -> str:
    nodule_type = NoduleType(str(inputs["type"]))
    multiple = inputs["number"] == "multiple"
    diameter_mm = round_half_up(float(inputs["diameter_mm_rounded"] or 0.0))
    if nodule_type is not NoduleType.SOLID:
        if nodule_type is NoduleType.SUBSOLID and not multiple:
            raise _refused("type", nodule_type.value)
        solid = inputs["solid_component_mm"]
        solid_mm = None if solid is None else round_half_up(float(solid))
        if solid_mm is not None and solid_mm > diameter_mm:
            raise _refused("solid_component_mm", solid)
        return _subsolid(nodule_type, multiple, diameter_mm, solid_mm)
    if inputs["risk"] is None:
        raise InputError(ErrorCode.INPUT_MISSING, model=_ID, input="risk")
    if inputs["risk"] == "any":
        raise _refused("risk", "any")
    return _solid(multiple, inputs["risk"] == "high", diameter_mm)


FLEISCHNER_2017 = RuleModel(
    id=_ID,
    version="2017",
    inputs=(
        InputSpec("type", InputKind.CHOICE, choices=tuple(NoduleType)),
        InputSpec("number", InputKind.CHOICE, choices=("single", "multiple")),
        InputSpec("risk", InputKind.CHOICE, choices=("low", "high", "any"), required=False),
        InputSpec("diameter_mm_rounded", InputKind.NUMBER, "mm", 1, LARGEST_NODULE_MM),
        InputSpec("solid_component_mm", InputKind.NUMBER, "mm", 0, LARGEST_NODULE_MM, required=False),
    ),
    output="advice",
    grade="C",
    rule=_rule,
)
