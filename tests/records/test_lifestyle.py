"""Smoking in numbers: what is computed, and what is left unknown."""

from datetime import date

import pytest

from pmdesk.core.record import Coding, Observation, PatientRecord, Smoking
from pmdesk.records.lifestyle import PackYears, pack_years, quitting


def status(number: int, text: str, day: date | None, partial: str = "") -> Observation:
    return Observation(
        id=f"s{number}",
        coding=Coding(system="http://loinc.org", code="72166-2"),
        text=text,
        taken_on=day,
        partial_date=partial,
    )


def of(*statements: Observation) -> PatientRecord:
    return PatientRecord(observations=statements)


@pytest.mark.parametrize(
    ("a_day", "years", "computed"),
    [(20.0, 30.0, 30.0), (10.0, 30.0, 15.0), (0.0, 30.0, 0.0), (None, 30.0, None), (20.0, None, None)],
)
def test_pack_years_are_packs_of_twenty_times_years(a_day, years, computed) -> None:
    smoking = Smoking(cigarettes_per_day=a_day, years_smoked=years)
    assert pack_years(smoking) == PackYears(None, computed)
    assert pack_years(smoking).best == computed


def test_a_stated_number_is_kept_and_a_difference_is_said() -> None:
    numbers = pack_years(Smoking(pack_years=40, cigarettes_per_day=20, years_smoked=30))
    assert numbers.best == 40
    assert numbers.differ


@pytest.mark.parametrize("stated", [30.0, 30.4, 29.5])
def test_a_rounded_statement_is_no_difference(stated: float) -> None:
    assert not pack_years(Smoking(pack_years=stated, cigarettes_per_day=20, years_smoked=30)).differ


def test_quitting_lies_between_the_last_statement_as_a_smoker_and_the_first_as_a_former_one() -> None:
    found = quitting(
        of(
            status(1, "Current every day smoker", date(2010, 1, 1)),
            status(2, "Current some day smoker", date(2015, 1, 1)),
            status(3, "Former smoker", date(2017, 1, 1)),
            status(4, "Former smoker", date(2020, 1, 1)),
        )
    )
    assert found is not None
    assert (found.last_smoking, found.first_former) == (date(2015, 1, 1), date(2017, 1, 1))
    assert found.years_on(date(2020, 1, 1)) == (pytest.approx(3, abs=0.01), pytest.approx(5, abs=0.01))


def test_a_relapse_begins_anew() -> None:
    found = quitting(
        of(
            status(1, "Former smoker", date(2010, 1, 1)),
            status(2, "Current every day smoker", date(2015, 1, 1)),
            status(3, "Former smoker", date(2018, 1, 1)),
        )
    )
    assert found is not None
    assert (found.last_smoking, found.first_former) == (date(2015, 1, 1), date(2018, 1, 1))


def test_without_an_earlier_statement_only_the_least_is_known() -> None:
    found = quitting(of(status(1, "Former smoker", date(2018, 1, 1))))
    assert found is not None
    assert found.years_on(date(2020, 1, 1))[1] is None


def test_a_year_alone_counts_until_its_end() -> None:
    found = quitting(of(status(1, "Former smoker", None, "2018")))
    assert found is not None
    assert found.first_former == date(2018, 12, 31)


@pytest.mark.parametrize(
    "record",
    [
        PatientRecord(),
        of(status(1, "Never smoker", date(2018, 1, 1))),
        of(status(1, "Former smoker", None)),
        of(
            status(1, "Former smoker", date(2010, 1, 1)),
            status(2, "Current every day smoker", date(2018, 1, 1)),
        ),
    ],
)
def test_what_does_not_tell_gives_nothing(record: PatientRecord) -> None:
    assert quitting(record) is None
