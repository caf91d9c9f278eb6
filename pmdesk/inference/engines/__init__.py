"""Runtimes that compute a packaged network, behind the one interface of `pmdesk.inference.engine`."""
