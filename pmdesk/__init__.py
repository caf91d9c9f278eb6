"""Precision Medicine Desk: chest CT, record, genome, risks and treatment options of one patient in linked views."""

__version__ = "0.1.0"
