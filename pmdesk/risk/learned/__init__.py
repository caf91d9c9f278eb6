"""Models learnt from tables of patients: cleaned, cross-validated, calibrated, explained, saved as packages."""
