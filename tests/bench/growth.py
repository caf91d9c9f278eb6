"""How true growth is recovered on phantom pairs: pairing, place and volume ratio against what is known.

Outlines are the phantoms' own, measured as any outline is, so that registration, pairing and volumetry are judged
and not the network.
"""

import argparse
import json
import time
from dataclasses import replace

import numpy as np

from pmdesk.core.growth import PriorStudy
from pmdesk.imaging.growth import compare_nodules
from pmdesk.imaging.measuring import measure_nodule
from pmdesk.imaging.phantom import ThoraxPhantom, ThoraxSpec, make_thorax
from pmdesk.imaging.registration import register
from tests.helpers.phantom_pairs import MADE, PRIOR_DATE, true_findings

GRID = ThoraxSpec(shape=(220, 340, 340), spacing_mm=(1.25, 1.05, 1.05))
THICK_GRID = replace(GRID, shape=(92, 340, 340), spacing_mm=(3.0, 1.05, 1.05))
PAIRS = (
    (7, GRID, (14.0, -22.0, 31.0), (0.4, 0.6, 0.8, 1.0, 1.5)),
    (7, THICK_GRID, (-8.0, 5.0, -12.0), (0.5, 0.7, 1.0, 0.8, 0.0)),
    (11, GRID, (3.0, 9.0, -25.0), (0.7, 0.5, 0.0, 1.3, 1.0)),
)


def measured(phantom: ThoraxPhantom, prefix: str) -> tuple:
    """True outlines, measured by the program and not by the phantom."""
    return tuple(
        replace(finding, measurement=measure_nodule(phantom.volume, finding.segment))
        for finding in true_findings(phantom, prefix)
    )


def run_growth_bench() -> dict[str, object]:
    """Figures over all pairs: times, landmark residual, place error, and error of the volume ratio."""
    seconds, residuals, places, ratios, inside, states = [], [], [], [], [], []
    for seed, grid, shift, factors in PAIRS:
        now = make_thorax(GRID, seed=seed)
        then = make_thorax(
            replace(grid, acquisition=2, study_date=PRIOR_DATE, shift_mm=shift, nodule_factors=factors),
            seed=seed,
        )
        begun = time.perf_counter()
        alignment = register(now.volume, then.volume)
        seconds.append(time.perf_counter() - begun)
        residuals.append(alignment.residual_mm)
        prior = PriorStudy(then.volume, measured(then, "then"), MADE, alignment)
        compared = compare_nodules(now.volume, measured(now, "now"), prior)
        there = iter(then.nodules)
        for nodule, factor, growth in zip(now.nodules, factors, compared.growth, strict=True):
            states.append((growth.state == "new") == (factor == 0.0))
            if factor == 0.0:
                continue
            truth = next(there)
            mapped = alignment.to_prior(nodule.center).xyz_lps_mm
            places.append(float(np.linalg.norm(np.subtract(mapped, truth.center.xyz_lps_mm))))
            if growth.measure is not None:
                change = growth.measure.volume_change
                true_change = nodule.volume_mm3 / truth.volume_mm3 - 1
                ratios.append((change.value + 1) / (true_change + 1) - 1)
                inside.append(change.low <= true_change <= change.high)
    return {
        "pairs": len(PAIRS),
        "nodules": len(states),
        "states_right": sum(states),
        "register_s": [round(value, 1) for value in seconds],
        "residual_mm": [round(value, 2) for value in residuals],
        "place_error_mm": {"mean": round(float(np.mean(places)), 2), "max": round(max(places), 2)},
        "volume_ratio_error": {
            "n": len(ratios),
            "mean": round(float(np.mean(ratios)), 3),
            "mean_absolute": round(float(np.mean(np.abs(ratios))), 3),
            "max_absolute": round(float(np.max(np.abs(ratios))), 3),
        },
        "truth_in_interval": sum(inside),
    }


def run(argv: list[str]) -> int:
    """Print the figures as JSON; takes no options."""
    argparse.ArgumentParser(prog="growth", description=__doc__).parse_args(argv)
    print(json.dumps(run_growth_bench(), indent=1))
    return 0
