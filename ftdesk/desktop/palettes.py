"""The colours: light, dark and high contrast, each semantic colour readable (≥ 4.5:1) on the ground it is
used on.

Grounds go from `window` (chrome) over `surface` (what the person works on) to `card` (a message, a panel on
a surface).
"""

from dataclasses import dataclass
from enum import StrEnum


class ThemeName(StrEnum):
    """What the person may choose; AUTO follows the system."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Colors:
    """One palette. All values are "#rrggbb"."""

    window: str  # chrome: top bar, status bar, dialogs
    surface: str  # panes: tables, editors, transcripts
    card: str  # a message card, an inspector group
    field: str  # inputs
    hover: str  # a row or quiet button under the pointer
    pressed: str
    border: str  # hairlines between panes and around cards
    border_button: str  # around buttons and inputs at rest
    border_menu: str
    focus_on_accent: str  # the focus ring of a button that is filled with the accent
    scroll_handle: str
    border_strong: str  # around inputs: ≥ 3:1 on surface where a shape must be seen
    text: str
    text_muted: str  # second-rank text, still ≥ 4.5:1
    text_disabled: str
    accent: str  # the one accent: focus ring, links, the active tab, primary buttons
    accent_hover: str
    on_accent: str  # text on `accent`
    accent_soft: str  # ground of the selected row
    error: str
    warning: str
    success: str
    info: str
    neutral: str  # pills of states that are neither good nor bad
    error_soft: str
    warning_soft: str
    success_soft: str
    info_soft: str
    neutral_soft: str
    role_system: str
    role_user: str
    role_assistant: str
    role_tool: str
    role_system_soft: str
    role_user_soft: str
    role_assistant_soft: str
    role_tool_soft: str
    code_ground: str
    code_key: str
    code_string: str
    code_number: str
    match_ground: str  # a find match
    chart_train: str
    chart_valid: str
    chart_grid: str
    shadow: str
    is_dark: bool
    name: str  # its folder in resources/icons/controls


LIGHT = Colors(
    window="#f4f4f2",
    surface="#ffffff",
    card="#ffffff",
    field="#ffffff",
    hover="#efefec",
    pressed="#e4e4e0",
    border="#e1e1dc",
    border_button="#c9c9c3",
    border_menu="#d4d4ce",
    focus_on_accent="#000000",
    scroll_handle="#c4c4be",
    border_strong="#8a8a83",
    text="#1d1e20",
    text_muted="#5f6166",
    text_disabled="#a3a4a8",
    accent="#3355c4",
    accent_hover="#2947ab",
    on_accent="#ffffff",
    accent_soft="#e6ebfa",
    error="#b3261e",
    warning="#8a5300",
    success="#1b6e3c",
    info="#0b6480",
    neutral="#55585e",
    error_soft="#fbe9e7",
    warning_soft="#fbf0da",
    success_soft="#e3f3e8",
    info_soft="#e0f2f7",
    neutral_soft="#ececea",
    role_system="#6a3fa0",
    role_user="#2c50b8",
    role_assistant="#0f6b5c",
    role_tool="#865008",
    role_system_soft="#f1eaf9",
    role_user_soft="#e7ecfb",
    role_assistant_soft="#e0f3ee",
    role_tool_soft="#faf0dc",
    code_ground="#f7f7f5",
    code_key="#2c50b8",
    code_string="#1b6e3c",
    code_number="#865008",
    match_ground="#ffe58a",
    chart_train="#3355c4",
    chart_valid="#b4540a",
    chart_grid="#e7e7e3",
    shadow="#000000",
    is_dark=False,
    name="light",
)

DARK = Colors(
    window="#1b1c1f",
    surface="#212226",
    card="#27282d",
    field="#1a1b1e",
    hover="#2c2e33",
    pressed="#36383e",
    border="#34363c",
    border_button="#484b53",
    border_menu="#3e4047",
    focus_on_accent="#ffffff",
    scroll_handle="#4a4d55",
    border_strong="#7b7e87",
    text="#e7e7e9",
    text_muted="#a6a8b0",
    text_disabled="#686b73",
    accent="#8ea8ff",
    accent_hover="#a6bbff",
    on_accent="#10142a",
    accent_soft="#2c3557",
    error="#ff9389",
    warning="#f0b45c",
    success="#74d199",
    info="#6fcbe6",
    neutral="#b4b7bf",
    error_soft="#46262a",
    warning_soft="#403119",
    success_soft="#1f3a2b",
    info_soft="#1b3842",
    neutral_soft="#35373d",
    role_system="#c6a6f5",
    role_user="#9db4ff",
    role_assistant="#6fd3bd",
    role_tool="#eab766",
    role_system_soft="#382d4a",
    role_user_soft="#2b3456",
    role_assistant_soft="#1f3a36",
    role_tool_soft="#403119",
    code_ground="#1a1b1e",
    code_key="#9db4ff",
    code_string="#74d199",
    code_number="#eab766",
    match_ground="#5c4a12",
    chart_train="#8ea8ff",
    chart_valid="#f2a65a",
    chart_grid="#303238",
    shadow="#000000",
    is_dark=True,
    name="dark",
)

CONTRAST = Colors(
    window="#000000",
    surface="#000000",
    card="#000000",
    field="#000000",
    hover="#262626",
    pressed="#3d3d3d",
    border="#ffffff",
    border_button="#ffffff",
    border_menu="#ffffff",
    focus_on_accent="#ffffff",
    scroll_handle="#b3b3b3",
    border_strong="#ffffff",
    text="#ffffff",
    text_muted="#e6e6e6",
    text_disabled="#9c9c9c",
    accent="#ffd84d",
    accent_hover="#ffe58a",
    on_accent="#000000",
    accent_soft="#3d3300",
    error="#ff9b94",
    warning="#ffc65c",
    success="#7df0a6",
    info="#7fdcff",
    neutral="#ffffff",
    error_soft="#330a08",
    warning_soft="#332200",
    success_soft="#00260f",
    info_soft="#002633",
    neutral_soft="#1f1f1f",
    role_system="#e0c2ff",
    role_user="#b3c8ff",
    role_assistant="#7df0d0",
    role_tool="#ffc65c",
    role_system_soft="#1f1033",
    role_user_soft="#0d1a40",
    role_assistant_soft="#00261d",
    role_tool_soft="#332200",
    code_ground="#000000",
    code_key="#b3c8ff",
    code_string="#7df0a6",
    code_number="#ffc65c",
    match_ground="#665200",
    chart_train="#7fdcff",
    chart_valid="#ffc65c",
    chart_grid="#4d4d4d",
    shadow="#000000",
    is_dark=True,
    name="contrast",
)

BY_NAME = {ThemeName.LIGHT: LIGHT, ThemeName.DARK: DARK, ThemeName.CONTRAST: CONTRAST}


class _Chosen:
    """The palette on the screen; there is one screen, so there is one."""

    colors: Colors = LIGHT


def colors() -> Colors:
    """The palette in use now."""
    return _Chosen.colors


def use(palette: Colors) -> None:
    """Make `palette` the one in use (called by `theme`)."""
    _Chosen.colors = palette
