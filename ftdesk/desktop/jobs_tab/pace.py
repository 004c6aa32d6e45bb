"""When to ask a server again: soon while all is well, ever later while it fails, never before it allows."""

import random
from dataclasses import dataclass, field

LONGEST_SECONDS = 60.0
"""Between two tries at a server that does not answer."""
LONGEST_WISH_SECONDS = 900.0
"""The most that a server's Retry-After is obeyed."""
_JITTER = 0.2


@dataclass(slots=True)
class Pace:
    """`usual` is the interval in seconds while all is well; `chance` gives numbers from 0 to 1."""

    usual: float
    failures: int = 0
    chance: random.Random = field(default_factory=random.Random)

    def after_success(self) -> float:
        """Seconds until the next round."""
        self.failures = 0
        return self.usual

    def after_failure(self, wish: float | None = None) -> float:
        """Seconds until the next try: doubled each time, capped, jittered, at least the server's `wish`."""
        self.failures += 1
        doubled = self.usual * 2.0 ** min(self.failures, 30)
        wait = min(max(doubled, 1.0), LONGEST_SECONDS) * self.chance.uniform(1 - _JITTER, 1.0)
        if wish is not None and wish == wish:  # NaN is no wish
            wait = max(wait, min(max(wish, 1.0), LONGEST_WISH_SECONDS))
        return wait
