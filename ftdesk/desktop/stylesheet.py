"""The stylesheet in resources/style/ftdesk.qss, filled with a palette's colours and scaled to a text size.

In it "@name" is a field of `Colors`, "@px(13)" a length at 13 px text, and "@control(check)" a small
picture in the palette's colours. A widget asks for a look with a dynamic property: `setProperty("look",
"primary")`, and for a semantic colour with `setProperty("tone", "error")`; `restyle` makes Qt notice a
change.
"""

import dataclasses
import re
from functools import cache

from PySide6.QtWidgets import QWidget

from ftdesk.desktop.palettes import Colors
from ftdesk.resource_files import resource_directory

_TOKEN = re.compile(r"@(?:px\((\d+)\)|control\(([a-z-]+)\)|([a-z_]+))")
_SIZE_IN_FILE = 13


def stylesheet(colors: Colors, size: int) -> str:
    """The style sheet of the application for a palette and a base text size in pixels."""
    values = dataclasses.asdict(colors)
    pictures = (resource_directory() / "icons" / "controls" / colors.name).as_posix()

    def value_of(token: re.Match[str]) -> str:
        pixels, picture, name = token.groups()
        if pixels:
            return f"{round(int(pixels) * size / _SIZE_IN_FILE)}px"
        return f'url("{pictures}/{picture}.svg")' if picture else str(values[name])

    return _TOKEN.sub(value_of, _template())


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a `look` or `tone` property of `widget` changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_look(widget: QWidget, look: str, tone: str = "") -> None:
    """Give `widget` a named look of the style sheet, and a tone (error, warning, success, info, neutral)."""
    widget.setProperty("look", look)
    widget.setProperty("tone", tone)
    restyle(widget)


@cache
def _template() -> str:
    text = (resource_directory() / "style" / "ftdesk.qss").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
