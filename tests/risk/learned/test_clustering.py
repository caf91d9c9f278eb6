import numpy as np
import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, InputError
from pmdesk.core.progress import NullContext
from pmdesk.risk.learned.clustering import (
    ClusterMethod,
    ClusterSettings,
    CohortGroups,
    Structure,
    group_cohort,
)
from pmdesk.risk.learned.columns import ColumnKind, DataDictionary, TableColumn
from pmdesk.risk.learned.reading import cohort_of
from tests.risk.learned.tables import DICTIONARY, table

NUMBERS = DataDictionary(
    columns=tuple(TableColumn(name=name, kind=ColumnKind.NUMBER) for name in ("x", "y")), target=""
)
QUICK = ClusterSettings(maximum=4, draws=5)


def three_groups(spread=0.2):
    rng = np.random.default_rng(2)
    centres = np.repeat([[0, 0], [4, 0], [0, 4]], [30, 20, 10], axis=0)
    x, y = (centres + rng.normal(0, spread, centres.shape)).T
    return {"x": [f"{value:.3f}" for value in x], "y": [f"{value:.3f}" for value in y]}


@pytest.mark.parametrize("method", list(ClusterMethod))
def test_groups_that_are_there_are_found_and_are_stable(method):
    found = group_cohort(cohort_of(three_groups()), NUMBERS, QUICK.model_copy(update={"method": method}))
    assert found.chosen == 3
    assert found.labels == (0,) * 30 + (1,) * 20 + (2,) * 10
    assert found.lines == tuple(range(2, 62))
    count = next(item for item in found.counts if item.clusters == 3)
    assert count.structure is Structure.STRONG
    assert count.stability > 0.99
    assert count.sizes == (30, 20, 10)


def test_noise_has_no_structure():
    found = group_cohort(table(), DICTIONARY, QUICK)
    assert all(count.structure in (Structure.NONE, Structure.WEAK) for count in found.counts)


def test_components_explain_in_falling_order_and_name_their_columns():
    found = group_cohort(table(), DICTIONARY, QUICK).components
    assert list(found.explained) == sorted(found.explained, reverse=True)
    assert len(found.scores) == 160
    assert len(found.loadings[0]) == len(found.features) == len(found.columns)
    assert set(found.columns) == {"age", "marker", "smoker", "stage"}
    assert np.linalg.norm(found.loadings[0]) == pytest.approx(1)
    assert max(found.loadings[0], key=abs) > 0


def test_what_was_imputed_and_what_was_left_out_is_said():
    cells = three_groups()
    cells["x"][0] = "far"
    cells["y"][1] = "?"
    found = group_cohort(cohort_of(cells), NUMBERS, QUICK)
    assert found.refused_lines == (2,)
    assert found.missing_by_column == {"x": 0, "y": 1}
    assert found.missing_share == pytest.approx(1 / (2 * 59))
    assert sum(profile.rows for profile in found.profiles) == 59


def test_a_number_of_groups_that_was_asked_for():
    found = group_cohort(cohort_of(three_groups()), NUMBERS, QUICK.model_copy(update={"clusters": 5}))
    assert found.chosen == 5
    assert len(found.counts) == 1


def test_the_document_comes_back():
    found = group_cohort(cohort_of(three_groups()), NUMBERS, QUICK)
    assert CohortGroups.model_validate_json(found.model_dump_json()) == found


def test_equal_rows_make_no_groups():
    with pytest.raises(InputError) as raised:
        group_cohort(cohort_of({"x": ["1"] * 30, "y": ["2"] * 30}), NUMBERS, QUICK)
    assert raised.value.code is ErrorCode.BAD_USAGE


@pytest.mark.parametrize(
    ("cells", "dictionary", "code"),
    [
        ({"x": ["1"] * 30}, NUMBERS, ErrorCode.COLUMN_NOT_FOUND),
        ({"x": ["1"] * 9, "y": ["1"] * 9}, NUMBERS, ErrorCode.NO_ROWS_LEFT),
        ({"x": ["a"] * 30, "y": ["1"] * 30}, NUMBERS, ErrorCode.NO_ROWS_LEFT),
        ({"x": ["1"] * 30}, NUMBERS.model_copy(update={"columns": ()}), ErrorCode.NO_INPUTS),
    ],
)
def test_what_cannot_be_grouped(cells, dictionary, code):
    with pytest.raises(InputError) as raised:
        group_cohort(cohort_of(cells), dictionary, QUICK)
    assert raised.value.code is code


def test_too_many_rows_for_the_agglomerative_method(monkeypatch):
    monkeypatch.setattr("pmdesk.risk.learned.clustering.MAXIMUM_AGGLOMERATIVE_ROWS", 50)
    settings = QUICK.model_copy(update={"method": ClusterMethod.AGGLOMERATIVE})
    with pytest.raises(InputError) as raised:
        group_cohort(cohort_of(three_groups()), NUMBERS, settings)
    assert raised.value.code is ErrorCode.BAD_USAGE


def test_cancelling():
    class Cancelled(NullContext):
        def check(self):
            raise CancelledError

    with pytest.raises(CancelledError):
        group_cohort(cohort_of(three_groups()), NUMBERS, QUICK, Cancelled())
