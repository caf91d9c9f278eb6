"""Genomes in: variant files, their builds, their annotation, and what they say about biomarkers."""
