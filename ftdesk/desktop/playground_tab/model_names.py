"""What a model's name tells: whether it was tuned, and whether it completes text rather than chats."""

from collections.abc import Iterable

_COMPLETION_BASES = ("babbage-002", "davinci-002", "gpt-3.5-turbo-instruct")


def is_tuned(name: str) -> bool:
    """Whether the name is that of a tuned model: OpenAI's `ft:…`, Azure's `….ft-…`, Nebius' `…-LoRa:…`."""
    return name.startswith(("ft:", "ftmodel-")) or ".ft-" in name or "-lora:" in name.lower()


def is_checkpoint(name: str) -> bool:
    """Whether the name is that of a state kept during training."""
    return ":ckpt-step-" in name


def completes_text(name: str) -> bool:
    """Whether the model is asked through `/v1/completions`: it continues a prompt and knows no messages."""
    return name.removeprefix("ft:").startswith(_COMPLETION_BASES)


def in_order(names: Iterable[str]) -> list[str]:
    """Each name once: tuned models first, as the server lists them, then base models, then checkpoints."""
    known = dict.fromkeys(name for name in names if name)
    return sorted(known, key=lambda name: (is_checkpoint(name), not is_tuned(name)))
