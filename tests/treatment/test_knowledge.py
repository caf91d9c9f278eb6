import json
from pathlib import Path
from typing import Any

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.paths import resources_dir
from pmdesk.treatment.knowledge import load_knowledge

OWN = resources_dir() / "knowledge" / "treatment_rules.json"


def _changed(folder: Path, change: Any) -> Path:
    table = json.loads(OWN.read_text(encoding="utf-8"))
    change(table)
    path = folder / "rules.json"
    path.write_text(json.dumps(table), encoding="utf-8")
    return path


def test_the_table_of_the_product_is_valid_and_versioned() -> None:
    knowledge = load_knowledge()
    assert knowledge.version
    assert knowledge.as_of == "2026-06"
    assert len(knowledge.rules) >= 30


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.update(extra=1),
        lambda table: table["rules"][0].update(formula="age > 50"),
        lambda table: table["rules"][0].update(when="disease == 'nsclc'"),
        lambda table: table["rules"][0].update(when={"kind": "eval", "code": "1"}),
        lambda table: table["rules"][0].update(when={"kind": "disease", "category": "gout"}),
        lambda table: table["rules"][0].update(when={"kind": "feature", "feature": "mood", "value": "high"}),
        lambda table: table["rules"][0].update(when={"kind": "medication", "drug_class": "tea"}),
        lambda table: table["rules"][0].update(when={"kind": "all", "of": []}),
        lambda table: table["rules"][0].update(evidence=[]),
        lambda table: table["rules"][0]["title"].update(zh=""),
        lambda table: table["rules"].append(table["rules"][0]),
        lambda table: table["notes"].pop("read"),
        lambda table: table.update(as_of="June 2026"),
    ],
)
def test_a_table_outside_the_vocabulary_is_refused(tmp_path: Path, change: Any) -> None:
    with pytest.raises(InputError) as caught:
        load_knowledge(_changed(tmp_path, change))
    assert caught.value.code is ErrorCode.KNOWLEDGE_INVALID


def test_a_broken_or_missing_table_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    for path in (broken, tmp_path / "none.json"):
        with pytest.raises(InputError):
            load_knowledge(path)
