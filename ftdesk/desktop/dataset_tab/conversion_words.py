"""How conversions are told: what a file is, what its columns become, and what cannot be carried over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from ftdesk.dataset.conversion.losses import Loss, LossTally, RowLoss
    from ftdesk.dataset.conversion.pairs import PairStyle
    from ftdesk.dataset.formats import Foreign
    from ftdesk.dataset.lines import Positions

translate = QCoreApplication.translate

_OUR_WORDS = "format"
"""The place in a loss that a word of ours can fill; the others are the file's own."""
_SEEN_AT_A_GLANCE = 20
"""With more losses than this, the kinds of them come first."""


def loss_sentence(loss: Loss) -> str:
    """What was lost, in a sentence."""
    from ftdesk.dataset.conversion.losses import CONTEXT

    places = {
        name: translate(CONTEXT, value) if name == _OUR_WORDS else value for name, value in loss.arguments
    }
    return translate(CONTEXT, loss.template).format(**places)


def losses_by_row(tally: LossTally, places: Positions | None = None) -> str:
    """The losses, one a line; a whole row that cannot be converted is marked as such.

    `places` are the places in the file of the rows that were converted, None where those are all of it.
    """
    words = (
        translate("Conversion", "Row {row}: {loss}"),
        translate("Conversion", "Row {row}, not converted: {loss}"),
        translate("Conversion", "{count} times, as in row {row}: {loss}"),
    )

    def line(entry: RowLoss, template: str, count: int = 0) -> str:
        row = entry.row if places is None else int(places[entry.row - 1]) + 1
        return template.format(row=f"{row:,}", loss=loss_sentence(entry.loss), count=f"{count:,}")

    lines = [line(entry, words[entry.whole_row]) for entry in tally.rows]
    if len(lines) > _SEEN_AT_A_GLANCE:
        kinds = [
            line(tally.firsts[template], words[2], count) for template, count in tally.counts.most_common()
        ]
        lines = [*kinds, "", *lines]
    more = tally.counts.total() - len(tally.rows)
    if more:
        lines.append(translate("Conversion", "… and {count} more.").format(count=f"{more:,}"))
    return "\n".join(lines)


def losses_in_short(tally: LossTally, *, stays: bool) -> str:
    """How many losses there are, and how many rows that are not converted; `stays` is whether they are kept."""
    if not tally.counts:
        return translate("Conversion", "Everything is carried over.")
    sentences = []
    partial = tally.counts.total() - tally.refused
    if partial:
        words = translate("Conversion", "Left out or changed on the way: {count}.")
        sentences.append(words.format(count=f"{partial:,}"))
    if tally.refused:
        words = (
            translate("Conversion", "Rows that cannot be converted and stay as they are: {count}.")
            if stays
            else translate("Conversion", "Rows that cannot be converted and will be left out: {count}.")
        )
        sentences.append(words.format(count=f"{tally.refused:,}"))
    return " ".join(sentences)


def foreign_words(foreign: Foreign | None) -> str:
    """Whose format the rows of a file have."""
    names = {
        "ShareGPT": translate("Conversion", "Examples in the ShareGPT format"),
        "Alpaca": translate("Conversion", "Examples in the Alpaca format"),
        "chosen/rejected": translate("Conversion", "Preferences with chosen and rejected answers"),
        "OpenAI batch input": translate("Conversion", "The input of an OpenAI batch"),
        "OpenAI batch output": translate("Conversion", "The output of an OpenAI batch"),
        "OpenAI stored completion": translate("Conversion", "Stored chat completions of OpenAI"),
        "text": translate("Conversion", "Plain texts"),
    }
    if foreign is None:
        return translate("Conversion", "Examples in several formats")
    return names[foreign.value]


def pair_words(style: PairStyle) -> str:
    """What is taken off prompts and completions that become chats."""
    marks = [repr_of(mark) for mark in (style.separator, style.stop) if mark]
    if not marks:
        return translate("Conversion", "Become chats")
    return translate("Conversion", "Become chats, without {marks}").format(
        marks=translate("Conversion", ", ").join(marks)
    )


def repr_of(mark: str) -> str:
    """A mark that may be nothing but line breaks, made visible."""
    return "“" + mark.replace("\n", "\\n").replace("\t", "\\t") + "”"


def column_titles() -> dict[str, str]:
    """What a column of a table can become, by the values of `Column`."""
    return {
        "left_out": translate("Conversion", "Left out"),
        "system": translate("Conversion", "System prompt"),
        "user": translate("Conversion", "User message"),
        "input": translate("Conversion", "Added to the user message"),
        "assistant": translate("Conversion", "Assistant message"),
        "prompt": translate("Conversion", "Prompt"),
        "completion": translate("Conversion", "Completion"),
        "messages": translate("Conversion", "Messages (JSON)"),
        "tools": translate("Conversion", "Tools (JSON)"),
        "example": translate("Conversion", "Whole example (JSON)"),
    }


def goal_titles() -> dict[str, str]:
    """The formats to export to, by the values of `Goal`."""
    chat_for = translate("Conversion", "Chat for {service}")
    return {
        "as_it_is": translate("Conversion", "As it is (OpenAI)"),
        "azure": translate("Conversion", "Chat for Azure (with a byte order mark)"),
        "nebius": chat_for.format(service="Nebius"),
        "together": chat_for.format(service="Together"),
        "fireworks": chat_for.format(service="Fireworks"),
        "mistral": chat_for.format(service="Mistral"),
        "pairs": translate("Conversion", "Prompt and completion"),
        "sharegpt": translate("Conversion", "ShareGPT"),
        "alpaca": translate("Conversion", "Alpaca"),
        "comparison": translate("Conversion", "Preference: prompt, chosen, rejected"),
        "chat_table": translate("Conversion", "CSV: system, user, assistant"),
        "pair_table": translate("Conversion", "CSV: prompt, completion"),
    }


def letters_titles() -> dict[str, str]:
    """What the letters of a table that is no Unicode may be, by the names that Python's codecs know."""
    return {
        "cp932": translate("Conversion", "Japanese (Shift_JIS)"),
        "cp1252": translate("Conversion", "Western (Windows-1252)"),
        "utf-8": "UTF-8",
    }
