import pytest

from pmdesk.core.person_names import person_name


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("Wang^XiaoDong=王^小东", "Wang XiaoDong (王小东)"),
        ("Wang^XiaoDong", "Wang XiaoDong"),
        ("=王^小东", "王小东"),
        ("王小东", "王小东"),
        ("", ""),
    ],
)
def test_a_name_of_the_headers_is_shown_as_people_write_it(stated: str, shown: str) -> None:
    assert person_name(stated) == shown
