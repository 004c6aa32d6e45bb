"""The Japanese texts are whole: everything the sources mark is in the .ts, finished, and in the .qm that ships."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTranslator

import ftdesk
from ftdesk.dataset.cost import load_prices
from ftdesk.dataset.targets import load_targets
from ftdesk.desktop import data_words
from ftdesk.resource_files import resource_directory

RESOURCES = resource_directory()
ROOT = Path(ftdesk.__file__).parent
sys.path.insert(0, str(ROOT.parent / "packaging"))

import translations  # noqa: E402

ENTRIES = tuple(translations.entries())
KNOWN = {(entry.context, entry.source) for entry in ENTRIES}
WITH_CONTEXT = ("translate", "QT_TRANSLATE_NOOP")
BY_NAME = {
    "cost_panel.py", "data_words.py", "statistics_panel.py", "explanations.py", "finding_sentence.py", "menus.py",
    "profile_name.py", "key_row.py", "provider_form.py", "import_report.py", "query_words.py", "fit_words.py",
    "fix_edit.py",
    "token_words.py",
    "conversion_words.py",
    "model_figures.py",
    "private_data_question.py",
}  # fmt: skip
"""Modules that translate a sentence which another module marked."""


class Marked(ast.NodeVisitor):
    """Collects what a module marks, by its syntax tree: (context, source), or a complaint where it cannot be seen."""

    def __init__(self, module: Path) -> None:
        self.module = module
        self.found: set[tuple[str, str]] = set()
        self.complaints: list[str] = []
        self._classes: list[str] = []
        self.visit(ast.parse(module.read_text(encoding="utf-8")))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func)
        texts = [part.value if isinstance(part, ast.Constant) else None for part in node.args]
        match name.rpartition("."), texts:
            case ("self", _, "tr"), [str(text)] if self._classes:
                self.found.add((self._classes[-1], text))
            case ("" | "QCoreApplication", _, word), [str(context), str(text)] if word in WITH_CONTEXT:
                self.found.add((context, text))
            case ("" | "QCoreApplication", _, word), _ if word in WITH_CONTEXT:
                if self.module.name not in BY_NAME:
                    self.complaints.append(f"{self.module}:{node.lineno}: {ast.unparse(node)}")
            case (_, _, "tr" | "_tr" | "QT_TR_NOOP"), _:
                self.complaints.append(f"{self.module}:{node.lineno}: {ast.unparse(node)}")
        self.generic_visit(node)


def modules() -> Iterator[Marked]:
    return (Marked(path) for path in sorted(ROOT.rglob("*.py")) if path != ROOT / "wording.py")


def test_every_marked_text_stands_in_the_ts_and_nothing_else() -> None:
    marked = set().union(*(module.found for module in modules()))
    assert marked - KNOWN == set()
    assert KNOWN - marked == set()


def test_every_call_for_a_translation_can_be_read_without_running_it() -> None:
    assert [complaint for module in modules() for complaint in module.complaints] == []


def test_every_text_is_translated() -> None:
    assert [entry for entry in ENTRIES if entry.translation is None] == []


def test_every_placeholder_mnemonic_and_ellipsis_of_a_source_is_in_its_translation() -> None:
    def marks(text: str) -> object:
        return Counter(re.findall(r"{\w*}", text)), text.count("&"), text.endswith("…")

    assert [entry for entry in ENTRIES if marks(entry.translation or "") != marks(entry.source)] == []


def test_the_japanese_is_written_as_japanese() -> None:
    clumsy = re.compile(r"[!！]|[ぁ-んァ-ヶ一-龠] [ぁ-んァ-ヶ一-龠]|[ぁ-ん][,.]|ユーザ(?!ー)|サーバ(?!ー)")
    assert [entry.translation for entry in ENTRIES if clumsy.search(entry.translation or "")] == []


def test_what_the_data_files_say_to_people_is_marked() -> None:
    providers = load_targets(RESOURCES / "providers").providers.values()
    targets = [target for provider in providers for target in (provider.default, *provider.models)]
    sources = {source for target in targets for source in (target.source, *target.sources.values())}
    sources |= {price.source for price in load_prices(RESOURCES / "prices").prices}
    assert {provider.title for provider in providers} == data_words.TITLES
    assert sources == data_words.SOURCES


def test_the_compiled_file_says_the_same_as_one_made_now(tmp_path: Path) -> None:
    made, shipped = QTranslator(), QTranslator()
    translations.build(built=tmp_path / "fresh.qm")
    assert made.load(str(tmp_path / "fresh.qm"))
    assert shipped.load(str(translations.BUILT))
    for entry in ENTRIES:
        assert shipped.translate(entry.context, entry.source) == entry.translation
        assert made.translate(entry.context, entry.source) == entry.translation


def test_update_finds_new_texts_and_drops_those_that_are_gone(tmp_path: Path) -> None:
    module, ts = tmp_path / "window.py", tmp_path / "ftdesk_ja.ts"
    module.write_text('class Window(QWidget):\n    def name(self):\n        return self.tr("Old " "name")\n')
    translations.update(ts, tmp_path)
    assert [(entry.context, entry.source) for entry in translations.entries(ts)] == [("Window", "Old name")]
    module.write_text('translate = QCoreApplication.translate\nTITLE = translate("Titles", "New")\n')
    translations.update(ts, tmp_path)
    assert [(entry.context, entry.source) for entry in translations.entries(ts)] == [("Titles", "New")]


def test_the_check_of_the_tool_finds_nothing() -> None:
    assert list(translations.troubles()) == []
