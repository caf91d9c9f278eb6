"""The linked image panes: what each should show, the picture of it, and the hands on it."""
