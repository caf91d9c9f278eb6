"""A pedigree in a narrow room: smaller places for the people before it scrolls sideways."""

import pytest

from pmdesk.core.record import Coding, FamilyHistoryEntry, PatientRecord
from pmdesk.records.pedigree import build_pedigree
from pmdesk.ui.theme import DARK
from pmdesk.ui.widgets.pedigree_view import PedigreeArea, PedigreeView


class Words:
    labels: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    tips: dict[str, str] = {}  # noqa: RUF012
    spoken = ""


@pytest.fixture
def area(qtbot) -> PedigreeArea:
    relations = ("FTH", "MTH", "SIS", "BRO", "PUNCLE", "MAUNT")
    entries = tuple(
        FamilyHistoryEntry(id=f"r{place}", relation=relation, condition=Coding(display="Cancer"))
        for place, relation in enumerate(relations)
    )
    view = PedigreeView(DARK)
    view.show_pedigree(build_pedigree(PatientRecord(family_history=entries)), Words())
    made = PedigreeArea(view)
    qtbot.addWidget(made)
    made.resize(1600, 400)
    made.show()
    return made


def test_in_a_wide_room_every_person_has_the_room_of_two_words(area):
    wide = area.widget().minimumWidth()
    area.resize(2400, 400)
    assert area.widget().minimumWidth() == wide


def test_in_a_narrower_room_the_family_moves_together_and_nothing_is_cut(area):
    wide = area.widget().minimumWidth()
    area.resize(round(wide * 0.8), 400)
    assert area.widget().minimumWidth() <= area.width() + 1
    assert not area.horizontalScrollBar().isVisible()


def test_where_words_would_have_no_room_it_scrolls_and_the_bar_covers_nobody(area):
    area.resize(300, 400)
    assert area.widget().minimumWidth() > area.width()
    assert area.height() >= area.widget().minimumHeight() + area.horizontalScrollBar().sizeHint().height()
