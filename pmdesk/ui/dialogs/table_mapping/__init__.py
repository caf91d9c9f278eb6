"""Saying what the columns of a table of patients are, in three steps of one window."""

from pmdesk.ui.dialogs.table_mapping.window import TableMappingDialog

__all__ = ["TableMappingDialog"]
