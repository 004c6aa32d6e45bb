"""The simplest model of a document that can be undone: lists, and a copy of the list for each step."""

from dataclasses import dataclass, field

Row = tuple[int, bytes]


@dataclass
class ListModel:
    """Rows by id with their lines, and all states that undo and redo lead to."""

    rows: list[Row]
    states: list[list[Row]] = field(default_factory=list)
    """What the rows were before the first step, after it, after the second …"""
    position: int = 0

    def __post_init__(self) -> None:
        self.states = self.states or [list(self.rows)]

    def copy(self) -> "ListModel":
        """As it stands now; later changes of either do not touch the other."""
        return ListModel(list(self.rows), [list(state) for state in self.states], self.position)

    def done(self) -> None:
        """The rows were changed by one more step."""
        self.position += 1
        self.states[self.position :] = [list(self.rows)]

    def go(self, position: int) -> None:
        """Undo or redo to a position."""
        self.position = position
        self.rows = list(self.states[position])
