"""A prompt and its completion; the preparation checks that compare examples are in `completion_style`."""

from ftdesk.dataset.rules.characters import check_characters
from ftdesk.dataset.rules.finding import Found, shown
from ftdesk.dataset.rules.masking import masked

KEYS = frozenset({"prompt", "completion"})
_LOOKED_AT = 8_192
EDGE = 100
"""How many characters of each end are remembered for comparison with the other examples."""


def check_completion(
    example: dict[str, object], found: Found, *, private: bool = False
) -> tuple[str, str, str, str] | None:
    """Check one example; returns the edges of its two texts if it has them (see `line_report.Trace`).

    They are kept on disk, so what is `private` in them is masked first.
    """
    prompt = _text(example, "prompt", found)
    completion = _text(example, "completion", found)
    if completion is not None:
        if not completion or completion.isspace():
            found.add("completion.empty", "/completion")
        elif not completion[0].isspace():
            found.add("completion.no_leading_space", "/completion")
    if prompt is None or completion is None:
        return None
    if private:
        prompt, completion = _with_masked_ends(prompt), _with_masked_ends(completion)
    return prompt[:EDGE], prompt[: -EDGE - 1 : -1], completion[:EDGE], completion[: -EDGE - 1 : -1]


def _text(example: dict[str, object], key: str, found: Found) -> str | None:
    if key not in example:
        found.add(f"{key}.missing")
        return None
    text = example[key]
    if not isinstance(text, str):
        found.add(f"{key}.type", f"/{key}", found=shown(text))
        return None
    check_characters(text, f"/{key}", found)
    return text


def _with_masked_ends(text: str) -> str:
    """The text, its secrets and personal data masked; of a long one only the ends are left."""
    if len(text) <= 2 * _LOOKED_AT:
        return masked(text)
    return masked(text[:_LOOKED_AT]) + masked(text[-_LOOKED_AT:])
