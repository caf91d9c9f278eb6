"""Units of measurement (UCUM): reading what people write, conversion, and values that look as if in another unit.

Dimensions and factors come from ``ucumvert`` over ``pint``; what no library can know is here: mass to amount of
substance through the analyte, milliequivalents, HbA1c, and annotations that change the meaning.
"""

import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pmdesk.core.analytes import Analyte
from pmdesk.core.errors import ErrorCode, InputError

if TYPE_CHECKING:
    from ucumvert import PintUcumRegistry

_ANNOTATION = re.compile(r"\{([^{}]*)\}")
_DEFINING_ANNOTATIONS = frozenset({"1.73_m2", "FEU", "DDU"})
"""To UCUM an annotation is a comment; these say what was measured, so that values with and without differ."""

_LONGEST_UNIT = 40
_HBA1C = "hba1c"
_NGSP_SLOPE, _NGSP_INTERCEPT = 0.09148, 2.152
"""NGSP % = slope x IFCC mmol/mol + intercept: the master equation, Hoelzel W et al. 2004, Clin Chem 50:166-174."""

_WRITTEN = {
    "mmhg": "mm[Hg]", "mm hg": "mm[Hg]", "毫米汞柱": "mm[Hg]", "°c": "Cel", "℃": "Cel", "degc": "Cel", "摄氏度": "Cel",
    "°f": "[degF]", "℉": "[degF]", "bpm": "/min", "次/分": "/min", "次/分钟": "/min", "beats/min": "/min",
    "breaths/min": "/min", "1/min": "/min", "/分": "/min", "kg/m2": "kg/m2", "u/l": "U/L", "u/ml": "U/mL", "fl": "fL",
    "l": "L", "ml": "mL", "dl": "dL",
    "公斤": "kg", "千克": "kg",
    "克": "g", "厘米": "cm", "米": "m", "岁": "a", "年": "a", "years": "a", "year": "a", "yrs": "a", "lb": "[lb_av]",
    "lbs": "[lb_av]", "in": "[in_i]", "inch": "[in_i]", "inches": "[in_i]", "ft": "[ft_i]", "feet": "[ft_i]",
    "升": "L", "毫升": "mL", "pack-years": "{PackYears}", "pack years": "{PackYears}", "packyears": "{PackYears}",
    "包年": "{PackYears}", "包·年": "{PackYears}", "分": "{score}", "score": "{score}", "inr": "{INR}",
    "iu/l": "[IU]/L", "iu/ml": "[IU]/mL", "miu/l": "m[IU]/L", "miu/ml": "m[IU]/mL", "uiu/ml": "u[IU]/mL",
    "mu/l": "mU/L", "uu/ml": "uU/mL", "ku/l": "kU/L", "mm/hr": "mm/h", "mm/1h": "mm/h",
    "ml/min/1.73m2": "mL/min/{1.73_m2}", "ml/min/1.73 m2": "mL/min/{1.73_m2}", "ml/(min·1.73m2)": "mL/min/{1.73_m2}",
    "ml/min/1.73m^2": "mL/min/{1.73_m2}", "ml/min/1.73m²": "mL/min/{1.73_m2}", "ml/min/{1.73_m2}": "mL/min/{1.73_m2}",
    "10*3/ul": "10*3/uL", "10*6/ul": "10*6/uL", "10*9/l": "10*9/L", "10*12/l": "10*12/L", "k/ul": "10*3/uL",
    "m/ul": "10*6/uL", "thou/ul": "10*3/uL", "g/l": "g/L", "meq/l": "meq/L", "mg/l feu": "mg/L{FEU}",
    "mg/lfeu": "mg/L{FEU}", "ug/ml feu": "ug/mL{FEU}", "ng/ml feu": "ng/mL{FEU}", "ug/l feu": "ug/L{FEU}",
}  # fmt: skip
"""What people and laboratories write, folded (see `_as_written`), and the UCUM code it means."""

_CONCENTRATION = re.compile(r"(k|m|u|n|p|f|d|c)?(g|mol|kat)/(k|m|u|n|p|f|d|c)?l")


def ucum_of(text: str) -> str | None:
    """UCUM code of a unit as people write it (``"mmHg"``, ``"×10⁹/L"``, ``"次/分"``); None when not sure."""
    plain = text.strip()
    if not plain or len(plain) > _LONGEST_UNIT:
        return None
    folded = _as_written(plain)
    known = _WRITTEN.get(folded) or _WRITTEN.get(folded.replace(" ", ""))
    if known:
        return known
    if _CONCENTRATION.fullmatch(folded):
        return folded[:-1] + "L"
    greek = plain.replace("µ", "u").replace("μ", "u")
    return greek if is_ucum(greek) and not _misread(greek) else None


def is_ucum(code: str) -> bool:
    """Whether ``code`` is a unit of UCUM, annotations included."""
    return code != "" and len(code) <= _LONGEST_UNIT and (_is_annotation(code) or _parsed(code) is not None)


def convert(value: float, from_ucum: str, to_ucum: str, analyte: Analyte | None = None) -> float:
    """A value in another unit.

    Parameters
    ----------
    value
        Number in ``from_ucum``.
    from_ucum, to_ucum
        UCUM codes.
    analyte
        What was measured; needed between mass and amount of substance, for milliequivalents and for HbA1c.

    Raises
    ------
    InputError
        ``UNIT_UNKNOWN`` (with ``unit``): not UCUM. ``UNIT_NOT_CONVERTIBLE`` (with ``unit``, ``target``): another
        dimension, or a factor that nobody knows for this analyte.
    """
    if analyte is not None and {from_ucum, to_ucum} <= set(analyte.units):
        # units of the table are known to be UCUM; the registry that would say so takes a second to load
        if from_ucum == to_ucum:
            return float(value)
        if analyte.id == _HBA1C:
            return _hba1c(value, from_ucum, to_ucum)
    if from_ucum == to_ucum:
        if not is_ucum(from_ucum):
            raise InputError(ErrorCode.UNIT_UNKNOWN, unit=from_ucum)
        return float(value)
    for code in (from_ucum, to_ucum):
        if not is_ucum(code):
            raise InputError(ErrorCode.UNIT_UNKNOWN, unit=code)
    if analyte is not None and analyte.id == _HBA1C:
        return _hba1c(value, from_ucum, to_ucum)
    if _is_annotation(from_ucum) or _is_annotation(to_ucum):
        if analyte is not None and {from_ucum, to_ucum} <= set(analyte.units):
            return float(value)
        raise _not_convertible(from_ucum, to_ucum)
    if _defining(from_ucum) != _defining(to_ucum):
        raise _not_convertible(from_ucum, to_ucum)
    factor, offset = _line(from_ucum, to_ucum, *_chemistry(analyte))
    return factor * value + offset


def in_unit_of(analyte: Analyte, value: float, unit: str) -> float | None:
    """A value in the analyte's own unit; None when its unit cannot be converted."""
    try:
        return convert(value, unit, analyte.unit, analyte)
    except InputError:
        return None


def is_plausible(value: float, unit: str, analyte: Analyte) -> bool | None:
    """Whether a living adult can have this value; None when the unit cannot be compared."""
    own = in_unit_of(analyte, value, unit)
    if own is None:
        return None
    # the limits themselves are plausible whatever the rounding of the conversion
    slack = 1e-9 * max(abs(analyte.minimum), abs(analyte.maximum))
    return math.isfinite(own) and analyte.minimum - slack <= own <= analyte.maximum + slack


def looks_swapped(value: float, unit: str, analyte: Analyte) -> str | None:
    """Another usual unit of the analyte in which an implausible value would be plausible; None when there is none.

    It is a question for the user ("5.2 mg/dL of cholesterol: was mmol/L meant?"); nothing is converted.
    """
    if is_plausible(value, unit, analyte) is not False:
        return None
    others = (other for other in analyte.units if other != unit)
    return next((other for other in others if is_plausible(value, other, analyte)), None)


@cache
def _registry() -> "PintUcumRegistry":
    # about one second
    from ucumvert import PintUcumRegistry

    return PintUcumRegistry()


@cache
def _parsed(code: str) -> Any:
    """The pint quantity of a UCUM code; None when it is not one."""
    try:
        quantity = _registry().from_ucum(code)
        _ = quantity.dimensionality
    except Exception:  # noqa: BLE001  parser and registry raise many kinds for what is no unit
        return None
    return quantity


def _chemistry(analyte: Analyte | None) -> tuple[float | None, int | None, bool]:
    """Molar mass, valence, and whether its units are arbitrary or enzyme units."""
    if analyte is None:
        return None, None, False
    return analyte.molar_mass_g_per_mol, analyte.valence, any("U" in unit for unit in analyte.units)


@cache
def _line(
    from_ucum: str, to_ucum: str, molar_mass: float | None, valence: int | None, is_arbitrary: bool
) -> tuple[float, float]:
    """Factor and offset of a conversion; kept, because the library takes long for each."""
    source, target = (_parsed(_comparable(code, is_arbitrary)) for code in (from_ucum, to_ucum))
    if source is None or target is None:
        raise _not_convertible(from_ucum, to_ucum)
    if _has_offset(source) or _has_offset(target):
        if source.dimensionality != target.dimensionality:
            raise _not_convertible(from_ucum, to_ucum)
        at_0, at_1 = (type(source)(value, source.units).to(target.units).magnitude for value in (0.0, 1.0))
        return float(at_1 - at_0), float(at_0)
    amount = source
    if ("eq" in from_ucum) != ("eq" in to_ucum):
        if valence is None:
            raise _not_convertible(from_ucum, to_ucum)
        amount = amount / valence if "eq" in from_ucum else amount * valence
    if _counts_substance(from_ucum) != _counts_substance(to_ucum):
        if molar_mass is None:
            raise _not_convertible(from_ucum, to_ucum)
        per_mole = molar_mass * _parsed("g/mol")
        dimensions = (amount / target).dimensionality
        amount = amount / per_mole if dimensions == per_mole.dimensionality else amount * per_mole
    if amount.dimensionality != target.dimensionality:
        raise _not_convertible(from_ucum, to_ucum)
    return float((amount / target).to("dimensionless").magnitude), 0.0


def _has_offset(unit: Any) -> bool:
    """Degrees Celsius and Fahrenheit."""
    return not unit._is_multiplicative


def _counts_substance(code: str) -> bool:
    return "mol" in code or "eq" in code


def _hba1c(value: float, from_ucum: str, to_ucum: str) -> float:
    match from_ucum, to_ucum:
        case "mmol/mol", "%":
            return _NGSP_SLOPE * value + _NGSP_INTERCEPT
        case "%", "mmol/mol":
            return (value - _NGSP_INTERCEPT) / _NGSP_SLOPE
    raise _not_convertible(from_ucum, to_ucum)


def _comparable(code: str, is_arbitrary: bool) -> str:
    """UCUM code without annotations; international and enzyme units of one analyte are the same unit."""
    bare = _ANNOTATION.sub("", code)
    return bare.replace("[IU]", "U").replace("[iU]", "U") if is_arbitrary else bare


def _is_annotation(code: str) -> bool:
    return _ANNOTATION.fullmatch(code) is not None


def _defining(code: str) -> frozenset[str]:
    return frozenset(_ANNOTATION.findall(code)) & _DEFINING_ANNOTATIONS


def _misread(code: str) -> bool:
    """Codes of UCUM that nobody means who writes them in a patient's table: ``pH`` is a picohenry to UCUM."""
    return code in {"pH", "IU", "H", "C", "F", "K", "Y"}


def _as_written(text: str) -> str:
    folded = text.casefold().replace("µ", "u").replace("μ", "u").replace("／", "/")
    folded = (
        folded.replace("⁹", "^9")
        .replace("¹²", "^12")
        .replace("³", "^3")
        .replace("⁶", "^6")
        .replace("²", "^2")
    )
    folded = re.sub(r"^[x×*]\s*", "", folded)
    folded = folded.replace("m^2", "m2")
    return re.sub(r"10\s*(?:\^|\*\*|e)\s*(\d+)", r"10*\1", folded).replace(" /", "/").replace("/ ", "/")


def _not_convertible(from_ucum: str, to_ucum: str) -> InputError:
    return InputError(ErrorCode.UNIT_NOT_CONVERTIBLE, unit=from_ucum, target=to_ucum)
