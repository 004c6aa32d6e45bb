"""JSON Pointers (RFC 6901): the way to a place inside an example, as one text."""


def pointer(*steps: str | int) -> str:
    """The pointer of the keys and indices on the way; none is "", the whole example."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
