"""Clinical risk combined with a polygenic score, where a study gives the effect of a standard deviation.

The hazard of the clinical model is multiplied by ``HR ** z``: p' = 1 - (1 - p) ** (HR ** z), where z is the score in
standard deviations from the mean of its reference population. This takes the score to be independent of the clinical
risk factors. The interval is that of the hazard ratio alone. Off unless it is asked for.

Coronary disease: metaGRS of 1.7 million variants, HR 1.71 (95 % CI 1.68 to 1.73) a standard deviation in 482,629 people
of the UK Biobank, Inouye 2018, J Am Coll Cardiol 72:1883 (abstract read; one study).
"""

from collections.abc import Mapping
from statistics import NormalDist

import numpy as np

from pmdesk.risk.logistic import Column, Floats
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ColumnsModel, Results

CORONARY_HAZARD_RATIO, CORONARY_HAZARD_RATIO_INTERVAL = 1.71, (1.68, 1.73)
Z_SCORE, PERCENTILE, CLINICAL = "prs_z_cad", "prs_percentile_cad", "clinical_p"


def combined(probability: Floats, hazard_ratio: float, z: Floats) -> Floats:
    """Probability (n,) after the hazard is multiplied by ``hazard_ratio ** z``."""
    return np.asarray(-np.expm1(np.log1p(-probability) * hazard_ratio**z), dtype=np.float64)


def z_of_percentile(percentile: float) -> float:
    """Standard deviations from the mean of a normal score at a percentile between 0 and 100, both excluded."""
    return NormalDist().inv_cdf(percentile / 100.0)


def _coronary(columns: Mapping[str, Column]) -> Results:
    p, z = columns[CLINICAL], columns[Z_SCORE]
    ends = np.stack([combined(p, ratio, z) for ratio in CORONARY_HAZARD_RATIO_INTERVAL])
    return {
        "p": combined(p, CORONARY_HAZARD_RATIO, z),
        "p_low": ends.min(axis=0),
        "p_high": ends.max(axis=0),
    }


CORONARY_WITH_POLYGENIC = ColumnsModel(
    id="prs-cad",
    version="2018",
    inputs=(
        InputSpec(CLINICAL, InputKind.NUMBER, "1", 0, 1),
        InputSpec(Z_SCORE, InputKind.NUMBER, "1", -6, 6),
        InputSpec(PERCENTILE, InputKind.NUMBER, "%", 0.01, 99.99, required=False),
    ),
    output="p",
    grade="B",
    outputs=("p", "p_low", "p_high"),
    evaluate=_coronary,
)
"""``clinical_p`` is the ten-year risk of coronary disease of PREVENT; the percentile serves where no z is given."""
