"""Dialogs: command palette, keys, and questions a file leaves open."""
