"""Units: what people write, conversion through the analyte, and values that look as if in another unit."""

import math
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmdesk.core.analytes import analyte, analyte_named, analyte_of, analytes, coding_of
from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.record import Coding
from pmdesk.core.units import convert, in_unit_of, is_plausible, is_ucum, looks_swapped, ucum_of

LOINC = "http://loinc.org"


# what is refused


@pytest.mark.parametrize("unit", ["", "foo", "mmHg", "mg/dL mg/dL", "gramms", "{", "m" * 60])
def test_what_is_no_ucum_unit_is_refused(unit: str) -> None:
    assert not is_ucum(unit)
    for pair in ((unit, "mg/dL"), ("mg/dL", unit), (unit, unit)):
        with pytest.raises(InputError) as caught:
            convert(1, *pair)
        assert caught.value.code is ErrorCode.UNIT_UNKNOWN


@pytest.mark.parametrize(
    ("source", "target", "of"),
    [
        ("kg", "cm", None),
        ("mg/dL", "mmol/L", None),
        ("mg/dL", "nmol/L", "lipoprotein_a_mass"),
        ("meq/L", "mmol/L", None),
        ("%", "mmol/mol", None),
        ("g/L", "%", "hba1c"),
        ("mL/min", "mL/min/{1.73_m2}", "egfr"),
        ("mg/L", "mg/L{FEU}", "d_dimer"),
        ("mg/L{DDU}", "mg/L{FEU}", "d_dimer"),
        ("{score}", "{INR}", None),
        ("[IU]/mL", "kU/L", None),
        ("Cel", "kg", "temperature"),
    ],
)
def test_what_nobody_can_convert_is_refused(source: str, target: str, of: str | None) -> None:
    with pytest.raises(InputError) as caught:
        convert(1, source, target, analyte(of) if of else None)
    assert caught.value.code is ErrorCode.UNIT_NOT_CONVERTIBLE
    assert caught.value.params == {"unit": source, "target": target}


# conversion; expected values by hand or from the named source


@pytest.mark.parametrize(
    ("value", "source", "target", "of", "expected"),
    [
        (200, "mg/dL", "mmol/L", "cholesterol", 200 / 38.665),
        (150, "mg/dL", "mmol/L", "triglycerides", 150 / 88.57),
        (100, "mg/dL", "mmol/L", "glucose", 100 / 18.0156),
        (1, "mg/dL", "umol/L", "creatinine", 88.40),
        (1, "mg/dL", "umol/L", "bilirubin", 17.10),
        (14, "mg/dL", "mmol/L", "urea_nitrogen", 4.9975),
        (10, "mg/dL", "mmol/L", "calcium", 2.495),
        (5, "meq/L", "mmol/L", "calcium", 2.5),
        (4.2, "meq/L", "mmol/L", "potassium", 4.2),
        (13.2, "g/dL", "g/L", "haemoglobin", 132),
        (3.39, "mg/mmol", "mg/g", "uacr", 29.97),
        (7.5, "10*3/uL", "10*9/L", "leukocytes", 7.5),
        (4500, "/uL", "10*9/L", "neutrophils", 4.5),
        (45, "%", "L/L", "haematocrit", 0.45),
        (2.5, "u[IU]/mL", "m[IU]/L", "tsh", 2.5),
        (2.5, "mU/L", "m[IU]/L", "tsh", 2.5),
        (35, "U/mL", "kU/L", "ca_125", 35),
        (98.6, "[degF]", "Cel", "temperature", 37.0),
        (60, "U/L", "ukat/L", "alt", 1.0),
        (500, "ng/mL{FEU}", "mg/L{FEU}", "d_dimer", 0.5),
        (120, "mm[Hg]", "kPa", "systolic_bp", 15.9987),
    ],
)
def test_known_conversions(value: float, source: str, target: str, of: str, expected: float) -> None:
    assert convert(value, source, target, analyte(of)) == pytest.approx(expected, rel=4e-4)


@pytest.mark.parametrize(
    ("ngsp", "ifcc"), [(5.0, 31), (6.0, 42), (6.5, 48), (7.0, 53), (8.0, 64), (10.0, 86)]
)
def test_hba1c_follows_the_master_equation(ngsp: float, ifcc: float) -> None:
    """The pairs that laboratories print (NGSP conversion table, whole mmol/mol)."""
    assert round(convert(ngsp, "%", "mmol/mol", analyte("hba1c"))) == ifcc
    assert convert(ifcc, "mmol/mol", "%", analyte("hba1c")) == pytest.approx(ngsp, abs=0.06)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(analytes()), st.floats(0, 1), st.integers(0, 5))
def test_every_unit_of_the_table_converts_there_and_back(one, part, number) -> None:
    value = one.minimum + part * (one.maximum - one.minimum)
    unit = one.units[number % len(one.units)]
    there = convert(value, one.unit, unit, one)
    assert convert(there, unit, one.unit, one) == pytest.approx(value, rel=1e-9, abs=1e-9)
    assert in_unit_of(one, there, unit) == pytest.approx(value, rel=1e-9, abs=1e-9)
    assert is_plausible(there, unit, one)


def test_not_a_number_is_never_plausible() -> None:
    for value in (math.nan, math.inf, -math.inf):
        assert is_plausible(value, "mmol/L", analyte("glucose")) is False
    assert is_plausible(5, "kg", analyte("glucose")) is None


# units swapped


@pytest.mark.parametrize(
    ("value", "unit", "of", "meant"),
    [
        (5.2, "mg/dL", "cholesterol", "mmol/L"),
        (200, "mmol/L", "cholesterol", "mg/dL"),
        (1.2, "mg/dL", "hdl_cholesterol", "mmol/L"),
        (45, "mmol/L", "hdl_cholesterol", "mg/dL"),
        (130, "mmol/L", "ldl_cholesterol", "mg/dL"),
        (1.5, "mg/dL", "triglycerides", "mmol/L"),
        (5.5, "mg/dL", "glucose", "mmol/L"),
        (100, "mmol/L", "glucose_fasting", "mg/dL"),
        (90, "mg/dL", "creatinine", "umol/L"),
        (1.0, "umol/L", "creatinine", "mg/dL"),
        (140, "g/dL", "haemoglobin", "g/L"),
        (14, "g/L", "haemoglobin", "g/dL"),
        (48, "%", "hba1c", "mmol/mol"),
        (6.5, "mmol/mol", "hba1c", "%"),
        (170, "m", "height", "cm"),
        (1.7, "cm", "height", "m"),
        (98.6, "Cel", "temperature", "[degF]"),
    ],
)
def test_a_value_that_fits_another_unit_is_asked_about(value: float, unit: str, of: str, meant: str) -> None:
    assert looks_swapped(value, unit, analyte(of)) == meant


@pytest.mark.parametrize(
    ("value", "unit", "of"),
    [
        (5.2, "mmol/L", "cholesterol"),
        (200, "mg/dL", "cholesterol"),
        (600, "mg/dL", "glucose"),
        (12, "mg/dL", "creatinine"),
        (900, "/min", "heart_rate"),
        (5.2, "kg", "cholesterol"),
    ],
)
def test_no_other_unit_is_suggested_without_reason(value: float, unit: str, of: str) -> None:
    assert looks_swapped(value, unit, analyte(of)) is None


# what people write


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mmHg", "mm[Hg]"), ("×10⁹/L", "10*9/L"), ("x10^12/L", "10*12/L"), ("10E9/L", "10*9/L"), ("10*3/uL", "10*3/uL"),
        ("µmol/L", "umol/L"), ("μmol/l", "umol/L"), ("MG/DL", "mg/dL"), ("ng/ml", "ng/mL"), ("次/分", "/min"),
        ("kg/m²", "kg/m2"), ("℃", "Cel"), ("mL/min/1.73m²", "mL/min/{1.73_m2}"), ("IU/L", "[IU]/L"), ("u/l", "U/L"),
        (" mmol/L ", "mmol/L"), ("%", "%"), ("mg/g", "mg/g"), ("岁", "a"), ("包年", "{PackYears}"),
        ("mg/L FEU", "mg/L{FEU}"),
        ("", None), ("foo", None), ("pH", None), ("cells", None), ("mg/dL)", None), ("?" * 100, None),
    ],
)  # fmt: skip
def test_units_as_people_write_them(text: str, code: str | None) -> None:
    assert ucum_of(text) == code


@given(st.text(max_size=50))
@settings(max_examples=50, deadline=None)
def test_any_text_is_a_unit_or_is_not(text: str) -> None:
    found = ucum_of(text)
    assert found is None or is_ucum(found)


# the table


def test_every_unit_of_the_table_is_ucum() -> None:
    assert [(one.id, unit) for one in analytes() for unit in one.units if not is_ucum(unit)] == []


def test_codes_and_names_find_their_analyte() -> None:
    assert analyte_of(Coding(system=LOINC, code="4548-4")) is analyte("hba1c")
    assert analyte_of(Coding(system="http://snomed.info/sct", code="4548-4")) is None
    assert analyte_of(Coding(display="HbA1c")) is None
    assert analyte_named("hba1c") is analyte_named("糖化血红蛋白") is analyte("hba1c")
    for one in analytes():
        for unit in one.units:
            assert analyte_of(coding_of(one, unit)) is one


def test_the_code_fits_the_unit() -> None:
    assert coding_of(analyte("glucose"), "mmol/L").code == "14749-6"
    assert coding_of(analyte("glucose"), "mg/dL").code == "2345-7"
    assert coding_of(analyte("pro_grp")).code == "pro_grp"


def test_importing_the_module_loads_no_unit_library() -> None:
    code = "import sys, pmdesk.core.units; print([m for m in ('pint', 'ucumvert') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
