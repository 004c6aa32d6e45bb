"""The common root of every failure that ftdesk raises on purpose.

FtdeskError
├── Cancelled            the person stopped the work; nothing to report
├── dataset.*            a file that cannot be read or written
├── api.errors.*         a server that refused, failed or could not be reached
└── workspace.*          settings, database or keyring trouble
"""


class FtdeskError(Exception):
    """A failure with a sentence for a person; subclasses carry what a decision needs."""


class Cancelled(FtdeskError):
    """Raised by long work when its `Cancellation` was set."""
