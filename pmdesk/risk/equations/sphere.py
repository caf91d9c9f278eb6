"""Volume of a sphere of a given diameter, as the nodule guidelines turn diameters into volumes: pi / 6 * d^3."""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ColumnsModel, Results


def _evaluate(columns: Mapping[str, Column]) -> Results:
    volume = np.pi / 6.0 * np.asarray(columns["diameter_mm"], dtype=np.float64) ** 3
    return {"volume_mm3": volume, "volume_mm3_nearest_int": np.floor(volume + 0.5)}


SPHERE_VOLUME = ColumnsModel(
    id="sphere-volume",
    version="1",
    inputs=(InputSpec("diameter_mm", InputKind.NUMBER, "mm", 0.1, 300),),
    output="volume_mm3",
    grade="A",
    outputs=("volume_mm3", "volume_mm3_nearest_int"),
    evaluate=_evaluate,
)
