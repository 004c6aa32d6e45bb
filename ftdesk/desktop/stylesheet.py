"""The stylesheet: quiet chrome, a 2 px accent focus ring, and the few named looks that widgets ask for.

A widget asks for a look with a dynamic property: `setProperty("look", "primary")`.
"""

from ftdesk.desktop.palettes import Colors


def stylesheet(colors: Colors, size: int) -> str:
    """The style sheet of the application for a palette and a base text size in pixels."""
    return f"* {{ font-size: {size}px; }} QToolTip {{ color: {colors.text}; background: {colors.card}; }}"
