"""What `make demo` leaves on a machine without a display."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from pmdesk.app.container import Desk
from pmdesk.app.main import take_pictures
from pmdesk.core.texts import Language


@pytest.mark.parametrize("language", list(Language))
def test_every_tab_is_pictured_in_the_language_asked_for(desk: Desk, tmp_path: Path, language: Language):
    pictures = list(take_pictures(desk, tmp_path, [language]))
    tabs = "imaging record genome risks cohort report".split()
    assert [picture.name for picture in pictures] == [f"{tab}-{language.value}.png" for tab in tabs]
    images = [QImage(str(picture)) for picture in pictures]
    assert all(image.size() == desk.window.size() for image in images)
    assert len({image.constBits().tobytes() for image in images}) == len(tabs)
