"""One module for each published score or rule; `ALL_MODELS` lists them."""

from pmdesk.risk.equations.brock import BROCK
from pmdesk.risk.equations.fleischner import FLEISCHNER_2017
from pmdesk.risk.equations.lung_rads import LUNG_RADS_V2022
from pmdesk.risk.equations.mayo import MAYO
from pmdesk.risk.model import RiskModel

ALL_MODELS: tuple[RiskModel, ...] = (BROCK, MAYO, LUNG_RADS_V2022, FLEISCHNER_2017)


def model_by_id(model_id: str) -> RiskModel | None:
    """The model of that id (``"brock"``), or None."""
    return next((model for model in ALL_MODELS if model.id == model_id), None)


__all__ = ["ALL_MODELS", "BROCK", "FLEISCHNER_2017", "LUNG_RADS_V2022", "MAYO", "model_by_id"]
