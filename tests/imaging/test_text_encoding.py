import pytest

from pmdesk.imaging.text_encoding import TextEncoding, decode_text

NAME = "王^小东"


@pytest.mark.parametrize(
    ("value", "charset", "text", "encoding"),
    [
        (b"Doe^Jane ", b"", "Doe^Jane", TextEncoding.ASCII),
        (NAME.encode("utf-8"), b"ISO_IR 192", NAME, TextEncoding.DECLARED),
        (NAME.encode("gb18030"), b"GB18030", NAME, TextEncoding.DECLARED),
        (b"J\xe9r\xf4me", b"ISO_IR 100", "Jérôme", TextEncoding.DECLARED),
        (NAME.encode("utf-8"), b"", NAME, TextEncoding.UTF_8),
        (NAME.encode("gb18030"), b"", NAME, TextEncoding.GB18030),
        (NAME.encode("gb18030"), b"ISO_IR 192", NAME, TextEncoding.GB18030),
        (NAME.encode("gb18030"), b"NO SUCH SET", NAME, TextEncoding.GB18030),
        (b"caf\xff", b"", "cafÿ", TextEncoding.LATIN_1),
    ],
)
def test_declared_then_utf_8_then_gb18030_then_latin_1(
    value: bytes, charset: bytes, text: str, encoding: TextEncoding
) -> None:
    assert decode_text(value, charset, person_name=True) == (text, encoding)


def test_escape_sequences_are_followed() -> None:
    value = b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B"
    text, encoding = decode_text(value, b"\\ISO 2022 IR 87", person_name=True)
    assert text == "Yamada^Tarou=山田^太郎"
    assert encoding is TextEncoding.DECLARED
