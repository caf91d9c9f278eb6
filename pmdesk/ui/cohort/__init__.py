"""The cohort tab: a table of patients in, models trained, compared, inspected and saved."""
