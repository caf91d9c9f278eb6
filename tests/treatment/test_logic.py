import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.treatment.logic import Truth, conjunction, disjunction, negation

truths = st.sampled_from(list(Truth))


@given(st.lists(truths))
def test_de_morgan_holds(values: list[Truth]) -> None:
    assert negation(conjunction(values)) is disjunction([negation(value) for value in values])


@given(truths)
def test_two_negations_cancel(value: Truth) -> None:
    assert negation(negation(value)) is value


@given(st.lists(truths), st.randoms())
def test_order_does_not_matter(values: list[Truth], random: object) -> None:
    shuffled = values[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert conjunction(values) is conjunction(shuffled)
    assert disjunction(values) is disjunction(shuffled)


@given(st.lists(truths))
def test_learning_a_fact_never_turns_an_answer_round(values: list[Truth]) -> None:
    before = conjunction(values), disjunction(values)
    for known in (Truth.TRUE, Truth.FALSE):
        learned = [known if value is Truth.UNKNOWN else value for value in values]
        for old, new in zip(before, (conjunction(learned), disjunction(learned)), strict=True):
            assert old is Truth.UNKNOWN or old is new


@given(st.lists(truths))
def test_unknown_is_never_taken_for_false_or_true(values: list[Truth]) -> None:
    assert disjunction([*values, Truth.UNKNOWN]) is not Truth.FALSE
    assert conjunction([*values, Truth.UNKNOWN]) is not Truth.TRUE


def test_nothing_is_true_for_all_and_false_for_any() -> None:
    assert conjunction([]) is Truth.TRUE
    assert disjunction([]) is Truth.FALSE


def test_a_truth_is_not_a_boolean() -> None:
    with pytest.raises(TypeError):
        bool(Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("value", "truth"), [(True, Truth.TRUE), (False, Truth.FALSE), (None, Truth.UNKNOWN)]
)
def test_none_is_unknown(value: bool | None, truth: Truth) -> None:
    assert Truth.of(value) is truth
