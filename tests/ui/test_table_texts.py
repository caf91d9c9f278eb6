"""Every code of the tables has words."""

import re
from pathlib import Path

from pmdesk.records.tables.cells import Reason
from pmdesk.records.tables.suggesting import QuestionKind
from pmdesk.ui.texts import QtTexts

ROOM = Path(__file__).parents[2] / "pmdesk" / "records" / "tables"


def test_every_reason_question_and_note_has_words():
    known = QtTexts().known_codes()
    codes = {one.value for one in (*Reason, *QuestionKind)}
    for path in ROOM.glob("*.py"):
        codes |= set(re.findall(r'TableNote\(\s*"([\w.]+)"', path.read_text(encoding="utf-8")))
        codes |= set(re.findall(r'"(stage\.\w+)"', path.read_text(encoding="utf-8")))
    assert len(codes) > 30
    assert sorted(codes - known) == []
