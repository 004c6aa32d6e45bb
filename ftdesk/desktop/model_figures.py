"""The figures of a model that a person may change, as fields under headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ftdesk.dataset.formats import TITLES, TRAINABLE
from ftdesk.dataset.line_report import ROLES
from ftdesk.desktop.budget_field import CURRENCIES
from ftdesk.desktop.figure_fields import (
    FigureField,
    amount_field,
    checks_field,
    choice_field,
    date_field,
    names_field,
    number_field,
    size_field,
    text_field,
)

if TYPE_CHECKING:
    from ftdesk.dataset.own_data import Value

translate = QCoreApplication.translate


def limit_fields() -> dict[str, list[FigureField]]:
    """The limits under their headings."""
    unknown, yes, no = (
        translate("ModelForm", "Not known"),
        translate("ModelForm", "Yes"),
        translate("ModelForm", "No"),
    )
    titles = {str(kind): translate("Format", TITLES[kind]) for kind in sorted(TRAINABLE)}
    tokens = translate("ModelForm", "tokens")
    fates: dict[Value | None, str] = {
        None: unknown,
        "cut": translate("ModelForm", "The end is cut off"),
        "refused": translate("ModelForm", "The job fails"),
        "dropped": translate("ModelForm", "They are left out"),
    }
    marks: dict[Value | None, str] = {
        None: unknown,
        "wanted": translate("ModelForm", "Wanted"),
        "refused": translate("ModelForm", "Refused"),
    }
    return {
        translate("ModelForm", "Contents"): [
            checks_field("formats", translate("ModelForm", "Formats"), titles),
            names_field("roles", translate("ModelForm", "Roles"), ROLES),
            choice_field("tools", translate("ModelForm", "Takes tools"), {True: yes, False: no}),
            choice_field("images", translate("ModelForm", "Takes images"), {True: yes, False: no}),
            choice_field(
                "weights", translate("ModelForm", "Obeys weights"), {None: unknown, True: yes, False: no}
            ),
        ],
        translate("ModelForm", "Length of an example"): [
            number_field("train_token_limit", translate("ModelForm", "Trained on"), tokens),
            number_field("raised_token_limit", translate("ModelForm", "A job may ask for"), tokens),
            number_field("preference_token_limit", translate("ModelForm", "In preference data"), tokens),
            number_field("inference_token_limit", translate("ModelForm", "When it answers"), tokens),
            choice_field("over_long", translate("ModelForm", "Longer examples"), fates),
        ],
        translate("ModelForm", "The file"): [
            number_field("minimum_examples", translate("ModelForm", "Fewest examples")),
            number_field("maximum_examples", translate("ModelForm", "Most examples")),
            size_field("maximum_bytes", translate("ModelForm", "Largest file")),
            size_field("maximum_bytes_in_parts", translate("ModelForm", "Largest file sent in parts")),
            choice_field("byte_order_mark", translate("ModelForm", "Byte order mark"), marks),
        ],
        translate("ModelForm", "Jobs"): [
            number_field("default_epochs", translate("ModelForm", "Epochs where none are asked for")),
            number_field(
                "suffix_length",
                translate("ModelForm", "Longest suffix"),
                translate("ModelForm", "characters"),
            ),
            date_field("last_job", translate("ModelForm", "No jobs from this day on")),
            date_field("shut_down", translate("ModelForm", "Switched off from this day on")),
        ],
    }


def price_fields() -> list[FigureField]:
    """The amounts of a price, and their currency."""
    million, hour = translate("ModelForm", "per million tokens"), translate("ModelForm", "per hour")
    return [
        choice_field("currency", translate("ModelForm", "Currency"), {name: name for name in CURRENCIES}),
        amount_field("training", translate("ModelForm", "Training"), million),
        amount_field("training_per_hour", translate("ModelForm", "Training"), hour),
        amount_field("minimum_charge", translate("ModelForm", "A job costs at least")),
        amount_field("input", translate("ModelForm", "Prompt"), million),
        amount_field("cached_input", translate("ModelForm", "Prompt, cached"), million),
        amount_field("output", translate("ModelForm", "Answer"), million),
        amount_field("hosting_per_hour", translate("ModelForm", "Deployment"), hour),
    ]


def origin_fields() -> list[FigureField]:
    """Where the figures are from."""
    return [
        text_field("source", translate("ModelForm", "Source")),
        date_field("as_of", translate("ModelForm", "As of")),
    ]
