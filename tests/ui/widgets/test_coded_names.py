"""Names in the source's English, as a Chinese reader reads them."""

import pytest

from pmdesk.core.record import Coding
from pmdesk.core.texts import Language
from pmdesk.ui.i18n import Translation
from pmdesk.ui.itemmodels.variants_model import consequence_words
from pmdesk.ui.panels.node_words import coding_text
from pmdesk.ui.panels.record_columns import code_text, kept_coding
from pmdesk.ui.widgets.coded_names import local_name

BREAST = Coding(system="http://snomed.info/sct", code="254837009", display="Malignant neoplasm of breast")


@pytest.fixture
def chinese(qapp):
    translation = Translation(qapp)
    translation.install(Language.CHINESE)
    yield
    translation.install(Language.ENGLISH)


@pytest.mark.usefixtures("qapp")
def test_english_stays_as_the_source_writes_it():
    assert local_name("malignant neoplasm of BREAST") == "malignant neoplasm of BREAST"
    assert consequence_words("missense_variant") == "missense variant"


@pytest.mark.usefixtures("chinese")
def test_a_known_name_is_read_in_chinese_and_the_tooltip_keeps_the_source():
    assert coding_text(BREAST) == "乳腺恶性肿瘤"
    assert code_text(BREAST).splitlines() == [
        "乳腺恶性肿瘤", "Malignant neoplasm of breast", "SNOMED CT 254837009",
    ]  # fmt: skip
    assert consequence_words("missense_variant&splice_region_variant") == "错义变异, 剪接区变异"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    "stated",
    ["Infiltrating duct carcinoma of breast", "Malignant neoplasm of breast, left", "乳腺癌", "", "Zzz"],
)
def test_a_name_that_says_more_or_is_not_listed_stays_whole(stated: str):
    assert local_name(stated) == stated


@pytest.mark.usefixtures("chinese")
def test_an_entry_saved_unchanged_keeps_the_sources_words_and_code():
    class Entry:
        coding = BREAST

    assert kept_coding(coding_text(BREAST), Entry(), lambda entry: entry.coding) is BREAST
