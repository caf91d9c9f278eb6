import time

import numpy as np
import pytest
from PySide6.QtCore import Qt

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import VariantId
from pmdesk.core.variant import VariantCall
from pmdesk.genomics.filters import ConsequenceClass
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.itemmodels.variants_model import VariantColumns, VariantQuestion, VariantsModel
from pmdesk.ui.theme import DARK
from tests.helpers.cases import genome

ROWS = (("b", 2.0), ("a", None), ("c", 10.0))


@pytest.fixture
def model(qapp, qtmodeltester) -> ColumnTableModel[tuple[str, float | None]]:
    columns = (
        Column("name", lambda: "Name", lambda row: row[0], lambda row: row[0]),
        Column(
            "size", lambda: "Size", lambda row: str(row[1]), lambda row: row[1], unit="mm", is_number=True,
            tip=lambda: "Size, mm",
        ),
    )  # fmt: skip
    made: ColumnTableModel[tuple[str, float | None]] = ColumnTableModel(
        columns, lambda row: NodeRef(NodeKind.FINDING, row[0])
    )
    made.set_rows(ROWS)
    qtmodeltester.check(made)
    return made


def names(model: ColumnTableModel[tuple[str, float | None]]) -> list[str]:
    return [model.index(line, 0).data() for line in range(model.rowCount())]


@pytest.mark.parametrize(
    ("order", "expected"),
    [(Qt.SortOrder.AscendingOrder, ["b", "c", "a"]), (Qt.SortOrder.DescendingOrder, ["c", "b", "a"])],
)
def test_numbers_sort_as_numbers_and_unknown_ones_stay_last(model, order: Qt.SortOrder, expected: list[str]):
    model.sort(1, order)
    assert names(model) == expected


def test_sorting_by_no_column_restores_the_order_of_the_case(model):
    model.sort(0)
    model.sort(-1)
    assert names(model) == ["b", "a", "c"]


def test_a_mask_hides_rows_and_keeps_the_order(model):
    model.sort(0)
    model.set_mask(np.array([True, False, True]))
    assert names(model) == ["b", "c"]
    assert model.index_of(NodeRef(NodeKind.FINDING, "a")) is None


def test_a_selected_row_follows_its_thing_through_a_sort(model):
    from PySide6.QtCore import QPersistentModelIndex

    kept = QPersistentModelIndex(model.index(0, 0))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert kept.data() == "b"


def test_headers_carry_unit_and_definition(model):
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Size\nmm"
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "Size, mm"


def test_linked_rows_are_tinted(model):
    model.set_related(frozenset({NodeRef(NodeKind.FINDING, "a")}), DARK.related)
    tinted = [
        model.index(line, 0).data(Qt.ItemDataRole.BackgroundRole) is not None
        for line in range(model.rowCount())
    ]
    assert tinted == [False, True, False]


def mask(**question: object) -> list[bool]:
    return (
        VariantColumns(genome().calls)
        .mask(VariantQuestion(**question), frozenset({VariantId("v2")}))
        .tolist()
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"text": "egfr leu858"}, [True, False, False]),
        ({"gene": "kr"}, [False, True, False]),
        ({"pass_only": True}, [True, False, False]),
        ({"min_depth": 100}, [True, False, False]),
        ({"consequence": ConsequenceClass.TRUNCATING}, [False, False, True]),
        ({"biomarkers_only": True}, [False, True, False]),
        ({"consequence": ConsequenceClass.MISSENSE, "min_depth": 100}, [True, False, False]),
    ],
)
def test_each_part_of_the_variant_filter_restricts(question: dict[str, object], expected: list[bool]):
    assert mask(**question) == expected


def test_positions_sort_by_chromosome_number_and_not_by_letters(qapp):
    model = VariantsModel(DARK)
    model.set_rows(genome().calls)
    model.sort(1)
    assert [model.row_at(line).chromosome for line in range(3)] == ["2", "7", "12"]


def test_a_hundred_thousand_variants_sort_and_filter_at_once(qapp):
    calls = tuple(
        VariantCall(
            VariantId(str(n)), str(n % 22 + 1), (n * 7919) % 10**8, "A", "G", gene=f"G{n % 20000}",
            consequence="missense_variant", depth=n % 300,
        )
        for n in range(100_000)
    )  # fmt: skip
    model = VariantsModel(DARK)
    model.set_rows(calls)
    arrays = VariantColumns(calls)
    arrays.mask(VariantQuestion(text="g1"), frozenset())
    model.sort(1)
    begin = time.perf_counter()
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.set_mask(arrays.mask(VariantQuestion(text="g77", min_depth=20), frozenset()))
    # Generous for a shared machine; a comparison in Python per row pair would take tens of seconds.
    assert time.perf_counter() - begin < 1.5
    assert 0 < model.rowCount() < 2000
