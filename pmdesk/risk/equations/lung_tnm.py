"""TNM stage groups of lung cancer and T by size.

8th edition: Goldstraw 2016, J Thorac Oncol 11:39. 9th edition: Rami-Porta 2024, J Thorac Oncol 19:1007, in force since
2025; its T is that of the 8th. The cells T2 N2b and T3 N2a of the 9th were entered from general knowledge: no source
was read for them, and rows that fall into them say so.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, NOTE, ColumnsModel, Results, row_reason

_GROUPS_8 = {
    # N0, N1, N2, N3
    "T1a": ("IA1", "IIB", "IIIA", "IIIB"),
    "T1b": ("IA2", "IIB", "IIIA", "IIIB"),
    "T1c": ("IA3", "IIB", "IIIA", "IIIB"),
    "T2a": ("IB", "IIB", "IIIA", "IIIB"),
    "T2b": ("IIA", "IIB", "IIIA", "IIIB"),
    "T3": ("IIB", "IIIA", "IIIB", "IIIC"),
    "T4": ("IIIA", "IIIA", "IIIB", "IIIC"),
}
_GROUPS_9 = {
    # N0, N1, N2a, N2b, N3
    "T1a": ("IA1", "IIA", "IIB", "IIIA", "IIIB"),
    "T1b": ("IA2", "IIA", "IIB", "IIIA", "IIIB"),
    "T1c": ("IA3", "IIA", "IIB", "IIIA", "IIIB"),
    "T2a": ("IB", "IIB", "IIIA", "IIIB", "IIIB"),
    "T2b": ("IIA", "IIB", "IIIA", "IIIB", "IIIB"),
    "T3": ("IIB", "IIIA", "IIIA", "IIIB", "IIIC"),
    "T4": ("IIIA", "IIIA", "IIIB", "IIIB", "IIIC"),
}
_WITHOUT_NODES = {"Tis": "0", "T1mi": "IA1"}
_NODES_8 = ("N0", "N1", "N2", "N3")
_NODES_9 = ("N0", "N1", "N2a", "N2b", "N3")
_DISTANT_8 = {"M1a": "IVA", "M1b": "IVA", "M1c": "IVB"}
_DISTANT_9 = {"M1a": "IVA", "M1b": "IVA", "M1c1": "IVB", "M1c2": "IVB"}
_UNKNOWN_T, _UNKNOWN_N = "TX", "NX"
_NO_SOURCE_9 = frozenset({("T2a", "N2b"), ("T2b", "N2b"), ("T3", "N2a")})
"""Cells of the 9th edition that were not compared with a source."""


def _stage_model(
    edition: int,
    groups: Mapping[str, tuple[str, ...]],
    nodes: tuple[str, ...],
    distant: Mapping[str, str],
    no_source: frozenset[tuple[str, str]] = frozenset(),
) -> ColumnsModel:
    stages = {(t, n): stage for t, row in groups.items() for n, stage in zip(nodes, row, strict=True)}
    stages |= {(t, "N0"): stage for t, stage in _WITHOUT_NODES.items()}
    unverified = "unverified_tnm9_cells" if no_source else ""

    def evaluate(columns: Mapping[str, Column]) -> Results:
        rows = list(zip(columns["T"].tolist(), columns["N"].tolist(), columns["M"].tolist(), strict=True))
        # any T and any N with distant metastases
        found = np.array([distant.get(m) or stages.get((t, n), "") for t, n, m in rows], dtype=np.str_)
        said: dict[str, Column] = {
            "stage": found,
            ERROR: np.where(found == "", row_reason("tnm_no_stage"), ""),
        }
        if no_source:
            doubtful = np.array(
                [m not in distant and (t, n) in no_source for t, n, m in rows], dtype=np.bool_
            )
            said[NOTE] = np.where(doubtful, unverified, "")
        return said

    return ColumnsModel(
        id=f"tnm{edition}",
        version=str(edition),
        inputs=(
            InputSpec(
                "edition", InputKind.NUMBER, minimum=edition, maximum=edition, required=False, whole=True
            ),
            InputSpec("T", InputKind.CHOICE, choices=(_UNKNOWN_T, *_WITHOUT_NODES, *groups)),
            InputSpec("N", InputKind.CHOICE, choices=(_UNKNOWN_N, *nodes)),
            InputSpec("M", InputKind.CHOICE, choices=("M0", *distant)),
        ),
        output="stage",
        grade="A" if edition == 8 else "C",
        outputs=("stage", NOTE) if no_source else ("stage",),
        evaluate=evaluate,
        unverified=unverified,
    )


TNM8 = _stage_model(8, _GROUPS_8, _NODES_8, _DISTANT_8)
TNM9 = _stage_model(9, _GROUPS_9, _NODES_9, _DISTANT_9, _NO_SOURCE_9)
"""A row that names another edition is refused: N2 and M1c mean something else there."""

_UP_TO_CM = (1.0, 2.0, 3.0, 4.0, 5.0, 7.0)
_T_BY_SIZE = np.array(["T1a", "T1b", "T1c", "T2a", "T2b", "T3", "T4"])


def _t_by_size(columns: Mapping[str, Column]) -> Results:
    return {"T": _T_BY_SIZE[np.searchsorted(_UP_TO_CM, columns["size_cm"], side="left")]}


TNM_T_BY_SIZE = ColumnsModel(
    id="tnm-t-by-size",
    version="8",
    inputs=(InputSpec("size_cm", InputKind.NUMBER, "cm", 0.1, 30),),
    output="T",
    grade="A",
    outputs=("T",),
    evaluate=_t_by_size,
)
"""Of the size alone (of the solid part where a nodule is part-solid); invasion can only raise it."""
