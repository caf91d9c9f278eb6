"""Domain types that every room shares: geometry, volumes, findings, records, variants, evidence, errors, paths."""
