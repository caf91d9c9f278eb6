"""The comparison of ways to deal with missing inputs, as the heart model's card quotes it."""

import numpy as np
import pytest

from pmdesk.risk.learned.cleaning import clean_table
from pmdesk.risk.learned.missing_comparison import WAYS, compare, lines, patterns_of
from pmdesk.risk.learned.recipe import read_recipe
from pmdesk.risk.learned.sources import read_source
from tests.helpers.shared_data import shared_data


def test_every_optional_input_is_blanked_by_itself_and_so_are_the_patterns_of_the_recipe():
    recipe = read_recipe("heart-disease-cleveland")
    names = [pattern.name for pattern in patterns_of(recipe)]
    assert names[0] == ""
    assert {pattern.name for pattern in recipe.patterns} < set(names)
    assert "thal not known" in names
    assert "age not known" not in names


@pytest.mark.slow
def test_all_ways_answer_every_row_and_blanking_moves_nobody_one_way():
    recipe = read_recipe("heart-disease-cleveland")
    table = clean_table(read_source(recipe, shared_data("tables/uci-cleveland.zip").parent), recipe.data)
    compared = compare(table, recipe, repeats=1)
    for pattern, ways in compared.scores.items():
        assert set(ways) == set(WAYS)
        assert all(((scores > 0) & (scores < 1)).all() for scores in ways.values())
        assert abs(compared.shift[pattern].mean()) < 0.05
        assert compared.held[pattern].mean() > 0.9
    assert np.allclose(compared.shift[""], 0)
    assert len(list(lines(table, compared))) == 2 + len(compared.scores)
