"""Glomerular filtration rate from creatinine: CKD-EPI 2021 without race (Inker 2021, N Engl J Med 385:1737)."""


def egfr_ckd_epi_2021(creatinine_mg_per_dl: float, age_years: float, *, female: bool) -> float:
    """Estimated rate in mL/min/1.73 m2 of an adult.

    142 x min(Scr/k, 1)^a x max(Scr/k, 1)^-1.200 x 0.9938^age, x 1.012 in women; k is 0.7 in women and 0.9 in men, a
    is -0.241 in women and -0.302 in men. For creatinine methods that are traceable to IDMS.

    Raises
    ------
    ValueError
        The creatinine is not a positive number, or the age is below 18 years.
    """
    if not creatinine_mg_per_dl > 0.0 or not age_years >= 18.0:
        raise ValueError("creatinine above 0 and an age of 18 years or more are needed")
    ratio = creatinine_mg_per_dl / (0.7 if female else 0.9)
    power = -0.241 if female else -0.302
    rate: float = 142.0 * min(ratio, 1.0) ** power * max(ratio, 1.0) ** -1.200 * 0.9938**age_years
    return rate * 1.012 if female else rate
