"""Fixed words of the report."""


def report_texts() -> dict[str, str]:
    """``report.<code>`` to words."""
    return {}
