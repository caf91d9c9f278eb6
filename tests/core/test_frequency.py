import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.frequency import plain_frequency


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0612, (6, 100)),
        (0.01, (1, 100)),
        (0.0042, (4, 1000)),
        (0.00031, (3, 10000)),
        (0.00001, (0, 10000)),
        (0.0, (0, 100)),
        (1.0, (100, 100)),
    ],
)
def test_a_probability_is_said_in_people(probability, expected):
    assert plain_frequency(probability) == expected


@given(st.floats(0.0, 1.0))
def test_the_count_is_within_one_person_of_the_probability(probability):
    count, total = plain_frequency(probability)
    assert abs(count - probability * total) <= 0.5 + 1e-9
    assert 0 <= count <= total


@pytest.mark.parametrize("wrong", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_is_refused(wrong):
    with pytest.raises(ValueError, match="probability"):
        plain_frequency(wrong)
