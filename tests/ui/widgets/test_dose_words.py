"""Doses and ethnic groups in Chinese: closed vocabularies are translated, free text never."""

import pytest

from pmdesk.core.texts import Language
from pmdesk.ui.i18n import Translation
from pmdesk.ui.widgets.coded_names import local_name
from pmdesk.ui.widgets.dose_words import dose_words
from pmdesk.ui.widgets.ethnic_words import ethnic_source, ethnic_words


@pytest.fixture
def chinese(qapp):
    translation = Translation(qapp)
    translation.install(Language.CHINESE)
    yield
    translation.install(Language.ENGLISH)


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("500 mg bid", "500 mg，每日 2 次"),
        ("500 mg BID po", "500 mg，每日 2 次，口服"),
        ("1 qd", "1，每日 1 次"),
        ("2 tablets three times a day by mouth", "2 片，每日 3 次，口服"),
        ("1–2 puffs q4h prn", "1–2 喷，每 4 小时 1 次，必要时"),
        ("10 mL tid", "10 mL，每日 3 次"),
        ("3/wk", "每周 3 次"),
        ("1/3 wk", "每 3 周 1 次"),
        ("2–3/d", "每日 2–3 次"),
        ("5 mg qod sc", "5 mg，隔日 1 次，皮下注射"),
        ("prn", "必要时"),
        ("500 mg bid; 250 mg at night", "500 mg，每日 2 次; 250 mg，每晚"),
    ],
)
def test_a_dose_of_the_closed_vocabulary(chinese, stated, said):
    assert dose_words(stated) == said


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "as directed by Dr Wang",
        "500 mg bid for 5 days",
        "take 2 tablets with food",
        "1/2 tablet bid",
        "5 mg/kg bid",
        "10% iv",
        "每日一次",
        "poly",
    ],
)
def test_what_is_free_text_stays_whole(chinese, stated):
    assert dose_words(stated) == stated


def test_in_english_every_dose_stands_as_stated():
    assert dose_words("500 mg bid po") == "500 mg bid po"


def test_ethnic_groups_there_and_back(chinese):
    assert ethnic_words("Han Chinese") == "汉族"
    assert ethnic_words("white") == "白人"
    assert ethnic_words("Hui") == "Hui"
    assert ethnic_source("汉族") == "Han Chinese"
    assert ethnic_source("回族") == "回族"


def test_ethnic_groups_stay_in_english():
    assert ethnic_words("Han Chinese") == "Han Chinese"


def test_the_semantic_tag_of_a_name_does_not_hide_it(chinese):
    assert local_name("Plain chest X-ray (procedure)") == local_name("Plain chest X-ray")
    assert local_name("Hyperlipidemia (disorder)") != "Hyperlipidemia (disorder)"
    assert local_name("Hyperlipidemia (cured)") == "Hyperlipidemia (cured)"
