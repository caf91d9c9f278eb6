"""Inputs that several of the equations take in the same form."""

from pmdesk.risk.model import InputKind, InputSpec

SEX = InputSpec("sex", InputKind.CHOICE, choices=("female", "male"))

# Wide enough for any patient, narrow enough to catch mmol/L under a name that says mg/dL.
TOTAL_CHOLESTEROL_MG_PER_DL = InputSpec("tc_mgdl", InputKind.NUMBER, "mg/dL", 80, 500)
HDL_CHOLESTEROL_MG_PER_DL = InputSpec("hdl_mgdl", InputKind.NUMBER, "mg/dL", 10, 150)

SYSTOLIC = InputSpec("sbp", InputKind.NUMBER, "mm[Hg]", 70, 260)
BP_TREATED = InputSpec("bp_treated", InputKind.FLAG)
SMOKER = InputSpec("smoker", InputKind.FLAG)
DIABETES = InputSpec("diabetes", InputKind.FLAG)
