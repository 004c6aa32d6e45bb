import dataclasses
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ftdesk.desktop import palettes, theme
from ftdesk.desktop.icons import pixmap, set_icon
from ftdesk.desktop.palettes import CONTRAST, DARK, LIGHT, Colors
from ftdesk.desktop.stylesheet import stylesheet
from ftdesk.resource_files import resource_directory

THEMES = [LIGHT, DARK, CONTRAST]
GROUNDS = ("window", "surface", "card", "field", "hover", "code_ground")
WORDS = ("text", "text_muted", "accent", "error", "warning", "success", "info", "neutral")
ROLES = ("role_system", "role_user", "role_assistant", "role_tool")
TONES = ("error", "warning", "success", "info", "neutral", *ROLES)
CONTROLS = {
    "check": ("check", "on_accent"),
    "tick": ("check", "text"),
    "mixed": ("minus", "on_accent"),
    "radio": ("dot", "on_accent"),
    "down": ("chevron-down", "text_muted"),
    "up": ("chevron-up", "text_muted"),
    "right": ("chevron-right", "text_muted"),
}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def used_pairs(colors: Colors) -> list[tuple[str, str]]:
    """Every pair of words and ground that the window uses."""
    pairs = [*product(WORDS, GROUNDS), *product(ROLES, ("surface", "card"))]
    pairs += [(tone, f"{tone}_soft") for tone in TONES] + [("text", f"{tone}_soft") for tone in TONES]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("text", "match_ground")]
    pairs += [(words, "accent_soft") for words in ("text", "text_muted", "accent")]
    pairs += [(words, "pressed") for words in ("text", "text_muted")]
    return pairs + [(f"code_{kind}", "code_ground") for kind in ("key", "string", "number")]


@pytest.mark.parametrize("colors", THEMES, ids=lambda colors: colors.name)
def test_words_stand_out_from_every_ground_they_are_used_on(colors: Colors) -> None:
    values = dataclasses.asdict(colors)
    ratios = {pair: contrast(values[pair[0]], values[pair[1]]) for pair in used_pairs(colors)}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colors", THEMES, ids=lambda colors: colors.name)
def test_shapes_and_the_focus_ring_stand_out_from_their_ground(colors: Colors) -> None:
    values = dataclasses.asdict(colors)
    shapes = ("border_strong", "accent", "focus_on_accent", "chart_train", "chart_valid")
    faint = [
        (shape, ground)
        for shape in shapes
        for ground in ("window", "surface", "card")
        if contrast(values[shape], values[ground]) < 3
    ]
    assert faint == []


@pytest.mark.parametrize("colors", THEMES, ids=lambda colors: colors.name)
def test_the_small_pictures_of_controls_have_their_palettes_colours(colors: Colors) -> None:
    icons = resource_directory() / "icons"
    for name, (source, colour) in CONTROLS.items():
        drawn = (icons / f"{source}.svg").read_text().replace("currentColor", getattr(colors, colour))
        assert (icons / "controls" / colors.name / f"{name}.svg").read_text() == drawn


@pytest.mark.parametrize("colors", THEMES, ids=lambda colors: colors.name)
def test_the_stylesheet_is_filled_completely(colors: Colors) -> None:
    filled = stylesheet(colors, 13)
    assert "@" not in filled
    pictures = [part.split('"')[1] for part in filled.split("url(")[1:]]
    assert all(Path(picture).is_file() for picture in pictures)


def test_the_stylesheet_scales_with_the_text() -> None:
    assert "min-height: 26px" in stylesheet(LIGHT, 13)
    assert "min-height: 36px" in stylesheet(LIGHT, 18)


def test_themes_switch_while_the_window_is_open(qapp: QApplication, qtbot: QtBot) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(theme.notifier().theme_changed):
        theme.apply_theme(qapp, "dark", 15)
    assert window.grab().toImage().pixelColor(5, 5) == QColor(DARK.window)
    assert theme.ui_font().pixelSize() == 15
    assert theme.row_height() == 32


@pytest.mark.parametrize("name", ["auto", "no such theme"])
def test_without_a_hint_from_the_system_auto_is_light(qapp: QApplication, name: str) -> None:
    theme.apply_theme(qapp, name)
    assert palettes.colors() is LIGHT


def test_icons_on_the_screen_follow_the_theme(qapp: QApplication) -> None:
    action = QAction()
    set_icon(action, "save")
    light = action.icon().pixmap(16).toImage()
    theme.apply_theme(qapp, "dark")
    assert action.icon().pixmap(16).toImage() != light


@pytest.mark.parametrize(
    "path", sorted((resource_directory() / "icons").glob("*.svg")), ids=lambda path: path.stem
)
def test_every_icon_draws_something(qapp: QApplication, path: Path) -> None:
    image = pixmap(path.stem, "#000000", 20).toImage()
    assert any(image.pixelColor(x, y).alpha() > 0 for x in range(20) for y in range(20))


def test_a_text_size_beyond_the_limits_is_brought_within_them(qapp: QApplication) -> None:
    theme.apply_theme(qapp, "light", 400)
    assert theme.text_size() == theme.TEXT_SIZES[-1]
