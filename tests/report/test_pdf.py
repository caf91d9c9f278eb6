import io
import re
import zlib
from base64 import a85decode

import pytest

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import ReviewStatus
from pmdesk.core.texts import Language
from pmdesk.report import pdf_type
from pmdesk.report.codes import ReportText
from pmdesk.report.pdf import pdf_bytes, write_pdf
from pmdesk.report.pdf_words import percent, rests_on_unreviewed
from tests.report.cases import CodesAsWords, document, finding, option

ACCEPTED = ReviewStatus.ACCEPTED


def page_texts(content: bytes) -> list[str]:
    """Latin text of each page, words separated by blanks."""
    pages = []
    for stream in re.findall(
        rb"/ASCII85Decode /FlateDecode \].*?stream\r?\n(.*?)endstream", content, re.DOTALL
    ):
        try:
            drawn = zlib.decompress(
                a85decode(stream.strip(), adobe=False)
                if not stream.strip().endswith(b"~>")
                else a85decode(b"<~" + stream.strip(), adobe=True)
            ).decode("latin-1")
        except (ValueError, zlib.error):
            continue
        if " Tj" in drawn:
            shown = re.findall(r"\(((?:\\.|[^\\)])*)\) Tj", drawn)
            pages.append(re.sub(r"\\([()\\])", r"\1", " ".join(shown)))
    return pages


def whole(case, **more) -> str:
    return " ".join(page_texts(pdf_bytes(case, texts=CodesAsWords(), **more)))


def png(width: int = 40, height: int = 20) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (width, height), 128).save(buffer, "PNG")
    return buffer.getvalue()


def test_every_page_says_what_it_is_not_in_both_languages_and_its_number():
    case = document(*(finding(number, ACCEPTED) for number in range(1, 5)))
    pages = page_texts(pdf_bytes(case, texts=CodesAsWords()))
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        assert "report.research_only_en" in page
        assert "report.research_only_zh" in page
        assert f"[report.page] {number} {len(pages)}" in page
        assert "9f2c9f2c9f2c" in page


def test_without_review_the_first_page_says_so_and_lists_the_findings_apart():
    first = page_texts(pdf_bytes(document(finding(1), finding(2)), texts=CodesAsWords()))[0]
    assert "report.banner.nothing_reviewed] 2" in first
    text = whole(document(finding(1), finding(2)))
    assert "report.findings.none_reviewed" in text
    assert text.index("report.unreviewed]") < text.index("15.3")
    assert "report.signature]" not in text


def test_reviewed_findings_are_in_the_report_and_the_others_are_not():
    text = whole(document(finding(1, ACCEPTED), finding(2, ReviewStatus.REJECTED)))
    assert "report.banner.nothing_reviewed" not in text
    assert "report.unreviewed]" not in text
    assert "report.findings.summary] 1 0 1" in text
    assert "[report.nodule] 1" in text
    assert "[report.nodule] 2" not in text
    assert "report.signature]" in text


def test_scores_show_result_missing_inputs_advice_and_source():
    text = whole(document(finding(1, ACCEPTED)))
    assert "47.7" in text
    assert "report.risk.incomplete" in text
    assert "[report.risk.missing] Ever smoked" in text
    assert "report.risk.advice" in text
    assert "doi:10.1/x" in text


def test_what_the_model_estimates_is_starred():
    assert "[report.risk.input] Nodule type solid*" in re.sub(
        r"\s+", " ", whole(document(finding(1, ACCEPTED)))
    )


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (document(analysis=None), "report.banner.not_analysed"),
        (document(), "report.banner.no_findings"),
        (document(record_used=False), "report.banner.record_not_used"),
        (document(synthetic=True), "report.synthetic"),
    ],
)
def test_what_must_not_be_overlooked_stands_on_the_first_page(case, code):
    assert f"[{code}]" in page_texts(pdf_bytes(case, texts=CodesAsWords()))[0]


def test_the_notes_hold_the_geometry_and_the_device():
    text = whole(document())
    assert "[geometry.thick_slices] 5" in text
    assert text.count("[device.cpu_fallback]") == 1


def test_an_option_that_rests_on_an_unreviewed_finding_is_marked():
    case = document(
        finding(1),
        finding(2, ACCEPTED),
        options=(
            option("a", NodeRef(NodeKind.RISK, "brock:f1")),
            option("b", NodeRef(NodeKind.FINDING, "f2")),
            option("c", NodeRef(NodeKind.RECORD_FIELD, "smoking.status")),
        ),
    )
    assert [rests_on_unreviewed(one, case) for one in case.options] == [True, False, False]
    assert "report.options.unreviewed" in whole(case)


def test_more_unreviewed_findings_than_fit_are_counted():
    text = whole(document(*(finding(number) for number in range(1, 26))))
    assert "[report.unreviewed.more] 5" in text


def test_a_case_of_nothing_still_makes_a_report():
    empty = document(
        volume=None, record=None, genome=None, biomarkers=(), options=(), analysis=None, warnings=()
    )
    assert "report.provenance.none" in whole(empty)


def test_images_are_placed_from_bytes_and_files(tmp_path):
    path = tmp_path / "nodule.png"
    path.write_bytes(png())
    case = document(finding(1, ACCEPTED))
    content = pdf_bytes(case, texts=CodesAsWords(), images={"overview": png(400, 300), "f1": path})
    assert content.count(b"/Subtype /Image") == 2
    assert "report.overview.caption" in " ".join(page_texts(content))


@pytest.mark.parametrize("language", list(Language))
def test_a_report_is_written_in_both_languages_with_hostile_text(tmp_path, language):
    case = document(finding(1, ACCEPTED, comment="<b>&边缘</font>"), language=language)
    path = tmp_path / "report.pdf"
    write_pdf(case, path, texts=CodesAsWords(language))
    assert path.read_bytes().startswith(b"%PDF")
    assert b"/Lang" in path.read_bytes()


def test_without_a_font_on_the_system_chinese_is_written_in_song_by_name(monkeypatch):
    monkeypatch.setattr(pdf_type, "_font_folders", lambda: ())
    pdf_type.cjk_font.cache_clear()
    try:
        content = pdf_bytes(document(finding(1)), texts=CodesAsWords(Language.CHINESE))
    finally:
        pdf_type.cjk_font.cache_clear()
    assert b"STSong-Light" in content


def test_markup_is_escaped_and_chinese_gets_its_font():
    assert pdf_type.markup("a<b>&") == "a&lt;b&gt;&amp;"
    font = pdf_type.cjk_font()
    assert pdf_type.markup("CT 肺") == f'CT <font name="{font}">肺</font>'


@pytest.mark.parametrize("sign", ["\N{MINUS SIGN}", "≥", "≤"])
def test_no_sign_is_lost_that_the_cjk_font_does_not_have(monkeypatch, sign):
    monkeypatch.setattr(pdf_type, "has_cjk_glyph", lambda _character: False)
    assert pdf_type.font_runs(f"{sign}520") == ((pdf_type.LATIN, f"{sign}520"),)
    case = document(finding(1, comment=f"{sign}520 HU"))
    assert b"/Symbol" in pdf_bytes(case, texts=CodesAsWords())


@pytest.mark.parametrize(("probability", "shown"), [(0.0004, "< 0.1"), (0.9996, "> 99.9"), (0.12345, "12.3")])
def test_probabilities_are_never_shown_as_certain(probability, shown):
    assert percent(probability) == shown


def test_codes_are_unique_and_belong_to_the_report():
    assert len({code.value for code in ReportText}) == len(ReportText)
    assert all(code.value.startswith("report.") for code in ReportText)


def test_every_enumeration_that_is_printed_has_its_codes():
    from pmdesk.core.biomarker import Assessment
    from pmdesk.core.characterisation import Trait
    from pmdesk.core.finding import LungZone, Side, Texture
    from pmdesk.core.geometry import TrustLevel
    from pmdesk.core.treatment import OptionKind
    from pmdesk.core.variant import VariantOrigin
    from pmdesk.core.volume import Sex

    groups = {
        "side": Side,
        "zone": LungZone,
        "texture": Texture,
        "status": ReviewStatus,
        "sex": Sex,
        "trust": TrustLevel,
        "origin": VariantOrigin,
        "assessment": Assessment,
        "option.kind": OptionKind,
        "trait": Trait,
    }
    for group, members in groups.items():
        for member in members:
            assert ReportText(f"report.{group}.{member.value}")
