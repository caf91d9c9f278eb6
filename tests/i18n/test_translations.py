"""Every text of the window has a Chinese one, the program can find it, and it fits its source."""

import ast
import importlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.repository import REPOSITORY, load_script, module_name, our_files

translations = load_script("packaging/translations.py")
QM_FILE = translations.TS_FILE.with_suffix(".qm")


def faults_in(source: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "panel.py"
    path.write_text(source, encoding="utf-8")
    return [fault.reason for fault in translations.extract_file(path)[1]]


def messages_in(source: str, tmp_path: Path) -> list[tuple[str, str, bool]]:
    path = tmp_path / "panel.py"
    path.write_text(source, encoding="utf-8")
    messages, faults = translations.extract_file(path)
    assert faults == []
    return [(message.context, message.source, message.numerus) for message in messages]


def test_texts_are_literals_that_qt_finds():
    _, faults = translations.extract()
    assert [str(fault) for fault in faults] == []


def test_translation_file_is_in_step_with_the_sources():
    messages, _ = translations.extract()
    in_file = set(translations.read_ts(translations.TS_FILE))
    assert {"not in the .ts": sorted(messages - in_file), "gone": sorted(in_file - messages)} == {
        "not in the .ts": [],
        "gone": [],
    }


def test_every_text_is_translated():
    assert translations.missing(translations.read_ts(translations.TS_FILE)) == {}
    text = translations.TS_FILE.read_text(encoding="utf-8")
    assert not [kind for kind in ("unfinished", "vanished", "obsolete") if f'type="{kind}"' in text]


def test_translations_keep_the_placeholders():
    assert list(translations.placeholder_faults(translations.read_ts(translations.TS_FILE))) == []


def test_compiled_file_is_made_from_the_translation_file(tmp_path: Path):
    translations.release(translations.TS_FILE, tmp_path / "zh.qm")
    assert QM_FILE.read_bytes() == (tmp_path / "zh.qm").read_bytes()


def classes_that_translate() -> Iterator[tuple[str, str]]:
    """(module, qualified name) of each class with ``self.tr`` in its own methods."""

    def visit(module: str, node: ast.AST, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.ClassDef):
                yield from visit(module, child, (*names, child.name))
            else:
                if isinstance(child, ast.Attribute) and child.attr == "tr" and names:
                    yield module, ".".join(names)
                yield from visit(module, child, names)

    for folder in translations.SOURCE_FOLDERS:
        for path in sorted((REPOSITORY / folder).rglob("*.py")):
            yield from visit(module_name(path), ast.parse(path.read_text(encoding="utf-8")), ())


def test_classes_that_translate_are_qt_objects():
    """Qt looks along the meta-objects of self: the name of a plain mixin is not among them."""
    from PySide6.QtCore import QObject

    wrong = []
    for module, name in sorted(set(classes_that_translate())):
        found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
        if not issubclass(found, QObject):
            wrong.append(f"{module}.{name}")
    assert wrong == []


def empty_texts(value: object, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) & {"en", "zh"} and set(value) <= {"en", "zh"}:
            for language in ("en", "zh"):
                text = value.get(language)
                if not isinstance(text, str) or not text.strip():
                    yield f"{where}.{language}"
        else:
            for key, inner in value.items():
                yield from empty_texts(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from empty_texts(inner, f"{where}[{index}]")


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in our_files(".json")
        if path.is_relative_to(REPOSITORY / "resources") and path.parent.name != "schemas"
    ],
    ids=lambda path: path.relative_to(REPOSITORY).as_posix(),
)
def test_texts_in_tables_exist_in_both_languages(path: Path):
    assert list(empty_texts(json.loads(path.read_text(encoding="utf-8")), path.stem)) == []


def test_a_table_text_without_chinese_is_noticed():
    assert list(
        empty_texts({"rows": [{"name": {"en": "Lung", "zh": " "}}, {"name": {"en": "Liver"}}]}, "t")
    ) == [
        "t.rows[0].name.zh",
        "t.rows[1].name.zh",
    ]


@pytest.mark.parametrize(
    "line",
    [
        'self.tr(f"{n} nodules")',
        "self.tr(title)",
        'self.tr("a" + title)',
        'self.tr("Nodule {}".format(n))',
        "words = self.tr",
        'parent.tr("Open")',
        'self.tr("Open", "menu")',
        'self.tr("%n nodules")',
        'self.tr("nodules", "", n)',
        "QCoreApplication.translate(context, 'Open')",
        "QCoreApplication.translate('Menu', f'{n}')",
        "QApplication.translate('Menu', 'Open')",
        "find = QCoreApplication.translate",
        "from PySide6.QtCore import QCoreApplication as Q",
        "from PySide6.QtCore import QT_TRANSLATE_NOOP",
    ],
)
def test_a_text_that_qt_would_not_find_is_a_fault(line: str, tmp_path: Path):
    assert len(faults_in(f"class Panel:\n    def show(self, n, title):\n        {line}\n", tmp_path)) == 1


def test_tr_outside_a_class_is_a_fault(tmp_path: Path):
    assert len(faults_in("def show(self):\n    self.tr('Open')\n", tmp_path)) == 1


def test_moving_a_painter_is_no_text(tmp_path: Path):
    assert faults_in("painter.translate(1.0, 2.0)\nline.translate(table)\n", tmp_path) == []


def test_context_of_tr_is_its_class_whatever_stands_before_it(tmp_path: Path):
    source = (
        "class Panel(QWidget):\n"
        "    def show(self, n):\n"
        '        QCoreApplication.translate("Menu", "Open")\n'
        '        self.tr("Close " "panel")\n'
        '        self.tr("%n nodule(s)", "", n)\n'
    )
    assert messages_in(source, tmp_path) == [
        ("Menu", "Open", False),
        ("Panel", "Close panel", False),
        ("Panel", "%n nodule(s)", True),
    ]


def test_written_file_reads_back_the_same(tmp_path: Path):
    words = {
        translations.Message("Panel", 'a <b> & "c"\nd'): "甲 <乙>",
        translations.Message("Panel", "%n nodule(s)", True): "%n 个结节",
        translations.Message("Menu", "Open"): "",
    }
    path = tmp_path / "zh.ts"
    path.write_text(translations.ts_text(words), encoding="utf-8")
    assert translations.read_ts(path) == words
    assert translations.missing(words) == {"Menu": ["Open"]}


def test_update_keeps_translations_and_drops_what_is_gone():
    old = {translations.Message("Menu", "Open"): "打开", translations.Message("Menu", "Shut"): "关"}
    new = {translations.Message("Menu", "Open"), translations.Message("Menu", "Save")}
    assert translations.updated(new, old) == {
        translations.Message("Menu", "Open"): "打开",
        translations.Message("Menu", "Save"): "",
    }


@pytest.mark.parametrize(
    "words",
    [{"Menu": {"Opne": "打开"}}, {"Menu": {"Open {name}": "打开"}}, {"Menu": {"Open {name}": ""}}],
    ids=["unknown source", "lost placeholder", "empty"],
)
def test_fill_refuses_what_would_not_be_shown(words: dict[str, dict[str, str]]):
    with pytest.raises(ValueError, match="Menu"):
        translations.filled({translations.Message("Menu", "Open {name}"): ""}, words)


def test_compiled_text_is_found_by_a_translator(tmp_path: Path):
    from PySide6.QtCore import QTranslator

    path = tmp_path / "zh.ts"
    path.write_text(translations.ts_text({translations.Message("Menu", "Open"): "打开"}), encoding="utf-8")
    translations.release(path, tmp_path / "zh.qm")
    translator = QTranslator()
    assert translator.load(str(tmp_path / "zh.qm"))
    assert translator.translate("Menu", "Open") == "打开"
