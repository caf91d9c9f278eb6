"""The window: PySide6 and pyqtgraph live here and in `pmdesk.app`, nowhere below."""
