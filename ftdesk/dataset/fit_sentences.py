"""The reasons for which a target takes a file or not: each kind with its sentence, to be translated and filled in.

`count` and `total` are examples; `limit`, `raised` and `most` what is taken at most; `bytes` and `most_bytes` sizes.
"""

from ftdesk.wording import QT_TRANSLATE_NOOP

SENTENCES = {
    "empty": QT_TRANSLATE_NOOP("Fit", "There is no example in the file."),
    "errors": QT_TRANSLATE_NOOP("Fit", "Errors, which no provider takes, in {count} of {total} examples."),
    "format.unknown": QT_TRANSLATE_NOOP("Fit", "The format of the examples is not known."),
    "format.foreign": QT_TRANSLATE_NOOP(
        "Fit", "The examples have another program's format and must be converted first."
    ),
    "format.refused": QT_TRANSLATE_NOOP("Fit", "It cannot be trained with this format: {format}."),
    "format.unconfirmed": QT_TRANSLATE_NOOP(
        "Fit", "It is not confirmed that it is trained with this format: {format}."
    ),
    "roles.refused": QT_TRANSLATE_NOOP(
        "Fit", "Roles that it does not take ({roles}) in {count} of {total} examples."
    ),
    "tools.refused": QT_TRANSLATE_NOOP(
        "Fit", "Tools, which it does not take, in {count} of {total} examples."
    ),
    "tools.unconfirmed": QT_TRANSLATE_NOOP(
        "Fit", "Tools in {count} of {total} examples; it is not confirmed that it takes them."
    ),
    "images.refused": QT_TRANSLATE_NOOP(
        "Fit", "Images, which it does not take, in {count} of {total} examples."
    ),
    "images.unconfirmed": QT_TRANSLATE_NOOP(
        "Fit", "Images in {count} of {total} examples; it is not confirmed that it takes them."
    ),
    "weights.ignored": QT_TRANSLATE_NOOP(
        "Fit", "Weights, which are ignored, in {count} of {total} examples."
    ),
    "weights.unknown": QT_TRANSLATE_NOOP(
        "Fit", "Weights in {count} of {total} examples; whether they are obeyed is not known."
    ),
    "findings.refused": QT_TRANSLATE_NOOP(
        "Fit", "What is only a warning elsewhere ({codes}) in {count} of {total} examples."
    ),
    "tokens.uncounted": QT_TRANSLATE_NOOP(
        "Fit", "Tokens were not counted: the limit of {limit} for an example was not compared."
    ),
    "tokens.bytes": QT_TRANSLATE_NOOP(
        "Fit",
        "Perhaps longer than {limit} tokens: {count} of {total} examples. Only their bytes were counted.",
    ),
    "tokens.cut": QT_TRANSLATE_NOOP(
        "Fit", "Longer than {limit} tokens: {count} of {total} examples. The end, the answer, is cut off."
    ),
    "tokens.dropped": QT_TRANSLATE_NOOP(
        "Fit", "Longer than {limit} tokens: {count} of {total} examples. They are left out."
    ),
    "tokens.refused": QT_TRANSLATE_NOOP(
        "Fit", "Longer than {limit} tokens: {count} of {total} examples. That ends the job."
    ),
    "tokens.unknown": QT_TRANSLATE_NOOP(
        "Fit", "Longer than {limit} tokens: {count} of {total} examples. What happens to them is not known."
    ),
    "tokens.raised": QT_TRANSLATE_NOOP(
        "Fit", "Longer than {limit} tokens: {count} of {total} examples. A job can ask for up to {raised}."
    ),
    "tokens.most": QT_TRANSLATE_NOOP(
        "Fit", "Longer than {raised} tokens, the most that a job can ask for: {count} of {total} examples."
    ),
    "examples.few": QT_TRANSLATE_NOOP("Fit", "Examples: {count}. At least {least} are asked for."),
    "examples.many": QT_TRANSLATE_NOOP("Fit", "Examples: {count}. No more than {most} are taken."),
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
