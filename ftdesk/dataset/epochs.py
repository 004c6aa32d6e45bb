"""The epochs that a provider takes when they are left to it."""

USUAL_EPOCHS, MOST_EPOCHS = 3, 25
FEWEST_SEEN, MOST_SEEN = 100, 25_000
LOCAL_STEPS, LOCAL_FEWEST, LOCAL_MOST = 1_200, 3, 10


def epochs_for(n_examples: int, provider: str | None = None, default: int | None = None) -> int:
    """The epochs that `provider` (None: OpenAI and those that follow it) takes where a job does not say how many.

    `default` is what its data says that it always takes then (`Target.default_epochs`).
    """
    if default is not None:
        return default
    return local_epochs(n_examples) if provider == "local" else usual_epochs(n_examples)


def local_epochs(n_examples: int) -> int:
    """What the local engine's own trainer takes: enough for some 1,200 steps, which its loss needs to settle."""
    return min(LOCAL_MOST, max(LOCAL_FEWEST, round(LOCAL_STEPS / max(1, n_examples))))


def usual_epochs(n_examples: int) -> int:
    """The epochs that OpenAI takes for `n_epochs="auto"`, by the rule in its cookbook.

    3, but more for fewer than 34 examples (up to 25 epochs, to see 100 examples) and fewer for more than
    8,333 (to see no more than 25,000). Three independent public runs agree with it.
    """
    if n_examples <= 0:
        return USUAL_EPOCHS
    if n_examples * USUAL_EPOCHS < FEWEST_SEEN:
        return min(MOST_EPOCHS, FEWEST_SEEN // n_examples)
    if n_examples * USUAL_EPOCHS > MOST_SEEN:
        return max(1, MOST_SEEN // n_examples)
    return USUAL_EPOCHS
