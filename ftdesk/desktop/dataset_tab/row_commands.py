"""What can be done with many examples, and how they are shown, as actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from ftdesk.dataset.row_query import Key, RowOrder
from ftdesk.desktop.actions import make_action

if TYPE_CHECKING:
    from ftdesk.desktop.dataset_tab.dataset_tab import DatasetTab

translate = QCoreApplication.translate

BULK_EDITS = (
    "replace_in_examples",
    "bulk_system_prompt",
    "bulk_weights",
    "trim_blanks",
    "put_in_order",
    "convert_examples",
)
COMPARING = ("find_near_duplicates", "compare_with_validation")
ORDERING = ("order_by_line", "order_by_tokens", "order_by_findings")
SHOWING = (*COMPARING, "filter_conditions", *ORDERING, "shorten_prompts")


def make_row_commands(tab: DatasetTab) -> list[QAction]:
    """Make the actions; they need a file."""
    bulk, bar = tab.bulk, tab.left.filter
    return [
        make_action(
            tab,
            "replace_in_examples",
            translate("DatasetTab", "Replace in examples…"),
            bulk.ask_replace,
            "Ctrl+H",
            "replace",
        ),
        make_action(
            tab,
            "bulk_system_prompt",
            translate("DatasetTab", "System prompt of many examples…"),
            bulk.ask_system_prompt,
            None,
            "edit",
        ),
        make_action(
            tab,
            "shorten_prompts",
            translate("DatasetTab", "Shorten system prompts…"),
            tab.prompts.show,
            None,
            "edit",
        ),
        make_action(
            tab,
            "bulk_weights",
            translate("DatasetTab", "Weights of many answers…"),
            bulk.ask_weights,
            None,
            "edit",
        ),
        make_action(
            tab,
            "trim_blanks",
            translate("DatasetTab", "Trim blanks…"),
            bulk.fixes.ask_trim,
            None,
            "edit",
        ),
        make_action(
            tab,
            "put_in_order",
            translate("DatasetTab", "Put the file in the order shown"),
            bulk.put_in_order,
            None,
            "list",
        ),
        make_action(
            tab,
            "convert_examples",
            translate("DatasetTab", "Convert examples…"),
            bulk.conversion.ask,
            None,
            "wand",
        ),
        make_action(
            tab,
            "find_near_duplicates",
            translate("DatasetTab", "Find near duplicates…"),
            tab.duplicates.find,
            None,
            "duplicate",
        ),
        make_action(
            tab,
            "compare_with_validation",
            translate("DatasetTab", "Compare with a validation file…"),
            tab.duplicates.ask_for_validation_file,
            None,
            "split",
        ),
        make_action(
            tab,
            "filter_conditions",
            translate("DatasetTab", "Filter by conditions"),
            bar.open_conditions,
            "Ctrl+Shift+F",
            "filter",
        ),
        make_action(
            tab,
            "order_by_line",
            translate("DatasetTab", "Show in the order of the file"),
            lambda: bar.show_order(RowOrder()),
        ),
        make_action(
            tab,
            "order_by_tokens",
            translate("DatasetTab", "Show by tokens, most first"),
            lambda: bar.show_order(RowOrder(Key.TOKENS, falling=True)),
        ),
        make_action(
            tab,
            "order_by_findings",
            translate("DatasetTab", "Show by findings, worst first"),
            lambda: bar.show_order(RowOrder(Key.FINDINGS, falling=True)),
        ),
    ]
