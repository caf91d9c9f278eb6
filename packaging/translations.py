"""Keep the Chinese texts of the window in step with the source: extract, list what is missing, fill in, compile.

::

    python packaging/translations.py update            # sources -> resources/i18n/pmdesk_zh_CN.ts
    python packaging/translations.py missing --json    # {context: [source, ...]} without a Chinese text
    python packaging/translations.py fill FILE.json    # {context: {source: chinese}} into the .ts
    python packaging/translations.py release           # .ts -> .qm, which the program loads

The sources are read with Python's own parser and not with ``pyside6-lupdate``: that tool (6.11.3) gives every
``self.tr`` that follows a ``QCoreApplication.translate`` in the same file the context ``QCoreApplication.self``,
extracts f-strings as if they were literals, and says nothing of either; such a text stays English on the screen. Here
whatever could not be looked up at run time is an error with its file and line. The .ts is the format of Qt Linguist,
which can edit it.
"""

import argparse
import ast
import json
import re
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCE_FOLDERS = ("pmdesk/ui", "pmdesk/app")
TS_FILE = REPOSITORY / "resources" / "i18n" / "pmdesk_zh_CN.ts"

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%L?(?:n|\d+)")


@dataclass(frozen=True, order=True)
class Message:
    """One text that the program looks up: `context` is the class of ``self.tr`` or the first word of ``translate``."""

    context: str
    source: str
    numerus: bool = False


@dataclass(frozen=True)
class Fault:
    """A call that Qt could not translate, and why."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}"


class _Extractor(ast.NodeVisitor):
    def __init__(self, path: Path) -> None:
        self.path = path
        self.messages: list[Message] = []
        self.faults: list[Fault] = []
        self._classes: list[str] = []
        self._called: set[ast.expr] = set()

    def _fault(self, node: ast.AST, reason: str) -> None:
        self.faults.append(Fault(self.path, getattr(node, "lineno", 0), reason))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self._called.add(node.func)
        if isinstance(node.func, ast.Attribute):
            if node.func.attr == "tr":
                self._read_tr(node, node.func)
            elif node.func.attr == "translate":
                self._read_translate(node, node.func)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node not in self._called:
            if node.attr == "tr":
                self._fault(node, "tr is called where it stands, not kept under another name")
            elif node.attr == "translate" and _name(node.value) == "QCoreApplication":
                self._fault(node, "translate is called where it stands, not kept under another name")
        self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name.startswith("QT_TR") or (alias.name == "QCoreApplication" and alias.asname):
                self._fault(node, f"import of {alias.name} hides texts from extraction")

    def _read_tr(self, call: ast.Call, function: ast.Attribute) -> None:
        if _name(function.value) != "self" or not self._classes:
            self._fault(call, "only self.tr, inside a class: the class is the context")
            return
        self._add(call, self._classes[-1], call.args)

    def _read_translate(self, call: ast.Call, function: ast.Attribute) -> None:
        if _name(function.value) != "QCoreApplication":
            if any(isinstance(a, ast.JoinedStr) or _literal(a) is not None for a in call.args[:2]):
                self._fault(call, "only QCoreApplication.translate, by that name")
            return
        context = _literal(call.args[0]) if call.args else None
        if not context:
            self._fault(call, "the context of translate is a literal")
            return
        self._add(call, context, call.args[1:])

    def _add(self, call: ast.Call, context: str, args: list[ast.expr]) -> None:
        source = _literal(args[0]) if args else None
        if not source:
            self._fault(call, "the text is one literal: no f-string, name, sum or format before the call")
            return
        if len(args) > 1 and _literal(args[1]) not in ("", None):
            self._fault(call, "no disambiguation: use another context")
            return
        numerus = len(args) > 2
        if call.keywords:
            self._fault(call, "no keyword arguments")
        elif len(args) == 2:
            self._fault(call, 'the second argument is "", before a count')
        elif numerus != ("%n" in source):
            self._fault(call, "%n and a count come together")
        else:
            self.messages.append(Message(context, source, numerus))


def _name(node: ast.expr) -> str | None:
    return node.id if isinstance(node, ast.Name) else None


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def extract_file(path: Path) -> tuple[list[Message], list[Fault]]:
    """Texts of one Python file and the calls in it that cannot be translated, in the order of the file."""
    extractor = _Extractor(path)
    extractor.visit(ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))
    return extractor.messages, extractor.faults


def extract(repository: Path = REPOSITORY) -> tuple[set[Message], list[Fault]]:
    """Texts and faults of everything under the folders that speak to the user."""
    messages: set[Message] = set()
    faults: list[Fault] = []
    for folder in SOURCE_FOLDERS:
        for path in sorted((repository / folder).rglob("*.py")):
            found, wrong = extract_file(path)
            messages.update(found)
            faults.extend(wrong)
    return messages, faults


def read_ts(path: Path) -> dict[Message, str]:
    """Translations in a .ts file, "" where there is none yet; vanished and obsolete entries are left out."""
    translations: dict[Message, str] = {}
    if not path.exists():
        return translations
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", default="")
        for entry in context.iter("message"):
            translation = entry.find("translation")
            if translation is None or translation.get("type") in ("vanished", "obsolete"):
                continue
            message = Message(name, entry.findtext("source", default=""), entry.get("numerus") == "yes")
            forms = [form.text or "" for form in translation.iter("numerusform")]
            translations[message] = forms[0] if forms else (translation.text or "")
    return translations


def ts_text(translations: Mapping[Message, str]) -> str:
    """The .ts file for `translations`, sorted, without line numbers, so that it changes only with the texts."""
    root = ET.Element("TS", version="2.1", language="zh_CN", sourcelanguage="en")
    context: ET.Element | None = None
    name = None
    for message in sorted(translations):
        if context is None or message.context != name:
            name = message.context
            context = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = name
        entry = ET.SubElement(context, "message", {"numerus": "yes"} if message.numerus else {})
        ET.SubElement(entry, "source").text = message.source
        translation = ET.SubElement(entry, "translation")
        text = translations[message]
        if not text:
            translation.set("type", "unfinished")
        if message.numerus:
            ET.SubElement(translation, "numerusform").text = text
        else:
            translation.text = text
    ET.indent(root, space="  ")
    body = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def updated(messages: Iterable[Message], translations: Mapping[Message, str]) -> dict[Message, str]:
    """What the sources say now, each with the translation that it had; a text whose count was added starts anew."""
    return {message: translations.get(message, "") for message in messages}


def missing(translations: Mapping[Message, str]) -> dict[str, list[str]]:
    """Sources without a translation, by context."""
    found: dict[str, list[str]] = {}
    for message in sorted(translations):
        if not translations[message]:
            found.setdefault(message.context, []).append(message.source)
    return found


def placeholder_faults(translations: Mapping[Message, str]) -> Iterator[str]:
    """Translations whose ``{name}``, ``%n`` or ``%1`` are not those of their source: they would fail when shown."""
    for message, text in sorted(translations.items()):
        if text and sorted(_PLACEHOLDER.findall(message.source)) != sorted(_PLACEHOLDER.findall(text)):
            yield f"{message.context}: {message.source!r} -> {text!r}"


def filled(translations: Mapping[Message, str], words: Mapping[str, Mapping[str, str]]) -> dict[Message, str]:
    """`translations` with `words` put in.

    Raises
    ------
    ValueError
        A context or source is not in the .ts, a text is empty, or its placeholders are not those of its source.
    """
    result = dict(translations)
    by_key = {(message.context, message.source): message for message in translations}
    wrong = []
    for context, texts in words.items():
        for source, text in texts.items():
            message = by_key.get((context, source))
            if message is None or not text:
                wrong.append(f"{context}: {source!r} is {'empty' if message else 'not in the sources'}")
            else:
                result[message] = text
    wrong.extend(placeholder_faults(result))
    if wrong:
        raise ValueError("\n".join(wrong))
    return result


def release(ts_file: Path, qm_file: Path) -> None:
    """Compile `ts_file` with Qt's lrelease."""
    lrelease = Path(sysconfig.get_path("scripts")) / "pyside6-lrelease"
    subprocess.run([lrelease, "-silent", ts_file, "-qm", qm_file], check=True)


def _write(translations: Mapping[Message, str]) -> None:
    TS_FILE.parent.mkdir(parents=True, exist_ok=True)
    TS_FILE.write_text(ts_text(translations), encoding="utf-8")


def main(argv: list[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update", help="bring the .ts in step with the sources")
    commands.add_parser("missing", help="list texts without a translation").add_argument(
        "--json", action="store_true"
    )
    commands.add_parser("fill", help="put translations in").add_argument("file", type=Path)
    commands.add_parser("release", help="compile the .ts")
    arguments = parser.parse_args(argv)
    translations = read_ts(TS_FILE)

    if arguments.command == "update":
        messages, faults = extract()
        for fault in faults:
            print(fault, file=sys.stderr)
        if faults:
            return 1
        translations = updated(messages, translations)
        _write(translations)
        print(f"{len(translations)} texts, {sum(not text for text in translations.values())} to translate")
    elif arguments.command == "missing":
        todo = missing(translations)
        if arguments.json:
            print(json.dumps(todo, ensure_ascii=False, indent=2))
        else:
            for context, sources in todo.items():
                print(*(f"{context}: {source}" for source in sources), sep="\n")
    elif arguments.command == "fill":
        try:
            translations = filled(translations, json.loads(arguments.file.read_text(encoding="utf-8")))
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        _write(translations)
        print(f"{sum(not text for text in translations.values())} of {len(translations)} still to translate")
    else:
        release(TS_FILE, TS_FILE.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
