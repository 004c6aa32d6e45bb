"""The reasons for which a target takes a file or not: each kind with its sentence, to be translated and filled in.

`count` and `total` are examples; `limit`, `raised` and `most` what is taken at most; `bytes` and `most_bytes` sizes.
"""

from ftdesk.wording import QT_TRANSLATE_NOOP

SENTENCES = {
    "empty": QT_TRANSLATE_NOOP("Fit", "There is no example in the file."),
    "errors": QT_TRANSLATE_NOOP("Fit", "{count} of {total} examples have errors, which no provider takes."),
    "format.unknown": QT_TRANSLATE_NOOP("Fit", "The format of the examples is not known."),
    "format.foreign": QT_TRANSLATE_NOOP(
        "Fit", "The examples have another program's format and must be converted first."
    ),
    "format.refused": QT_TRANSLATE_NOOP("Fit", "It cannot be trained with this format: {format}."),
    "format.unconfirmed": QT_TRANSLATE_NOOP(
        "Fit", "It is not confirmed that it is trained with this format: {format}."
    ),
    "roles.refused": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples have messages of a role that it does not take: {roles}."
    ),
    "tools.refused": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples have tools, which it does not take."
    ),
    "tools.unconfirmed": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples have tools; it is not confirmed that it takes them."
    ),
    "images.refused": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples have images, which it does not take."
    ),
    "images.unconfirmed": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples have images; it is not confirmed that it takes them."
    ),
    "weights.ignored": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples have weights, which are ignored."
    ),
    "weights.unknown": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples have weights; whether they are obeyed is not known."
    ),
    "findings.refused": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples have what is only a warning elsewhere: {codes}."
    ),
    "tokens.uncounted": QT_TRANSLATE_NOOP(
        "Fit", "Tokens were not counted: the limit of {limit} for an example was not compared."
    ),
    "tokens.bytes": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples may be longer than {limit} tokens; only their bytes were counted."
    ),
    "tokens.cut": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples are longer than {limit} tokens: the end, the answer, is cut off."
    ),
    "tokens.dropped": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples are longer than {limit} tokens and are left out."
    ),
    "tokens.refused": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples are longer than {limit} tokens, which ends the job."
    ),
    "tokens.unknown": QT_TRANSLATE_NOOP(
        "Fit",
        "{count} of {total} examples are longer than {limit} tokens; what happens to them is not known.",
    ),
    "tokens.raised": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples need a context above {limit} tokens; a job can ask for {raised}."
    ),
    "tokens.most": QT_TRANSLATE_NOOP(
        "Fit", "{count} of {total} examples are longer than {raised} tokens, the most that a job can ask for."
    ),
    "examples.few": QT_TRANSLATE_NOOP("Fit", "There are {count} examples; at least {least} are asked for."),
    "examples.many": QT_TRANSLATE_NOOP("Fit", "There are {count} examples; no more than {most} are taken."),
    "size.refused": QT_TRANSLATE_NOOP("Fit", "The file has {bytes}; no more than {most_bytes} are taken."),
    "size.parts": QT_TRANSLATE_NOOP("Fit", "The file has {bytes}: more than {most_bytes} are sent in parts."),
    "mark.wanted": QT_TRANSLATE_NOOP(
        "Fit", "It wants a byte order mark at the start of the file; an export can add it."
    ),
    "mark.refused": QT_TRANSLATE_NOOP(
        "Fit", "It refuses a byte order mark at the start of the file; an export can leave it out."
    ),
    "jobs.over": QT_TRANSLATE_NOOP("Fit", "No job can be created there since {date}."),
    "jobs.ending": QT_TRANSLATE_NOOP("Fit", "Jobs can be created before {date} only."),
    "model.off": QT_TRANSLATE_NOOP("Fit", "It is switched off since {date}, and what was tuned from it too."),
    "model.ending": QT_TRANSLATE_NOOP("Fit", "What is tuned from it answers before {date} only."),
}
