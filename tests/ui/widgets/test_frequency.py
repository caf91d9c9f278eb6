import pytest
from PySide6.QtCore import QPoint

from pmdesk.ui.theme import DARK
from pmdesk.ui.widgets.contribution_chart import ContributionChart, Share
from pmdesk.ui.widgets.frequency import NaturalFrequency, frequency_short, frequency_words, natural_frequency
from pmdesk.ui.widgets.icon_array import IconArray
from pmdesk.ui.widgets.labels import text_label


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0, NaturalFrequency(0, 100)),
        (0.061, NaturalFrequency(6, 100)),
        (0.5, NaturalFrequency(50, 100)),
        (1.0, NaturalFrequency(100, 100)),
        (0.0042, NaturalFrequency(4, 1000)),
        (0.00001, NaturalFrequency(1, 10_000, is_limit=True)),
        (0.9999, NaturalFrequency(99, 100, is_limit=True)),
    ],
)
def test_a_probability_is_counted_and_never_becomes_nobody_or_all(probability, expected):
    assert natural_frequency(probability) == expected


def test_the_sentence_says_about_and_the_limits_say_fewer_or_more(qapp):
    assert frequency_words(0.061) == "Of 100 people with these values, about 6 have this outcome"
    assert frequency_short(0.061) == "6 in 100"
    assert frequency_short(0.00001) == "fewer than 1 in 10000"
    assert frequency_short(0.9999) == "more than 99 in 100"


@pytest.mark.parametrize(
    ("probability", "counts"),
    [(0.061, (6, 100)), (0.0042, (4, 1000)), (0.0004, (0, 1000)), (0.0, (0, 100)), (1.0, (100, 100))],
)
def test_an_icon_array_has_a_hundred_or_a_thousand_marks(qtbot, probability, counts):
    array = IconArray("people")
    qtbot.addWidget(array)
    array.show_probability(probability, DARK)
    assert array.counts == counts
    assert array.accessibleName() == frequency_words(probability)


def test_the_marks_differ_in_shape_and_not_in_colour_alone(qtbot):
    array = IconArray("people")
    qtbot.addWidget(array)
    array.show_probability(0.5, DARK)
    array.resize(array.sizeHint())
    image = array.grab().toImage()
    cell = array.width() // 10
    centre, hollow = QPoint(cell // 2, cell // 2), QPoint(cell // 2, array.height() - cell // 2 - 1)
    background = image.pixelColor(0, 0)
    # the middle of a diamond is filled, that of a ring is not
    assert image.pixelColor(centre) != background
    assert image.pixelColor(hollow) == background


def test_bars_are_sorted_by_size_and_say_what_they_do(qtbot):
    chart = ContributionChart("chart")
    qtbot.addWidget(chart)
    chart.show_shares((Share("Age", "60 years", 0.1, "raises"), Share("Sex", "female", -0.4, "lowers")), DARK)
    assert [one.label for one in chart.shares] == ["Sex", "Age"]
    names = {label.accessibleName() for label in chart.findChildren(type(text_label()))}
    assert "Sex: −0.40, lowers" in names
