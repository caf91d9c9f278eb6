"""The risk tab."""

from pmdesk.ui.panels.risk_page.page import RiskPage

__all__ = ["RiskPage"]
