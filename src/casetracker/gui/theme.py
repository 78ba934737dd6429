"""How the window looks: Fusion with two palettes of our own, one accent, chips that say a status without shouting."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from casetracker import assets

GRID = 8
SYSTEM, LIGHT, DARK = "system", "light", "dark"
_SMALLEST_POINT_SIZE = 10


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window by what it is for. Text on its ground has a contrast of at least 4.5 to 1."""

    window: str
    side: str
    card: str
    stripe: str
    text: str
    muted: str
    disabled: str
    line: str
    edge: str
    """Round a field to type in: seen at three to one against its ground."""
    control: str
    accent: str
    on_accent: str
    selection: str
    hover: str
    link: str
    note: str
    on_note: str
    alarm: str
    on_alarm: str
    found: str
    """Under the words that a search asked for."""


_LIGHT = Colours(
    window="#f6f7f9", side="#eceff3", card="#ffffff", stripe="#f8f9fb", text="#1a2029", muted="#59636f",
    disabled="#98a1ac", line="#d5dae1", edge="#8a94a1",
    control="#ffffff", accent="#1f4f8f", on_accent="#ffffff",
    selection="#dbe7f6", hover="#edf2f9", link="#1b559f",
    note="#e8f0fa", on_note="#17406f", alarm="#fbeaea", on_alarm="#8c1d23", found="#fbe7a8",
)
_DARK = Colours(
    window="#1e2227", side="#191c21", card="#23282e", stripe="#262b32", text="#e4e8ed", muted="#a9b3be",
    disabled="#6a737e", line="#3a424c", edge="#6f7a88",
    control="#2b3138", accent="#3a71bb", on_accent="#ffffff",
    selection="#2c4565", hover="#2b323b", link="#8ab6ee",
    note="#22344a", on_note="#bfd7f4", alarm="#46272a", on_alarm="#f3c1c3", found="#5f5220",
)

# assessment, handling and confidentiality codes -> a hue; every other code is grey
_HUES = {
    "under_verification": "blue", "partly_corroborated": "teal", "corroborated": "green", "contested": "amber",
    "contradicted": "red", "insufficient": "grey", "recorded": "grey",
    "ready_to_hand_over": "green", "on_hold": "amber", "entered_in_error": "red",
    "confidential": "amber", "strictly_confidential": "red", "verified": "green", "partly_verified": "teal",
    "in_progress": "blue", "refuted": "red", "incriminating": "amber", "exonerating": "teal",
}
_CHIPS_LIGHT = {
    "grey": ("#e6e9ed", "#3f4853"), "blue": ("#c6dbf5", "#174078"), "teal": ("#d6eeed", "#115450"),
    "green": ("#dbf0e1", "#1a5934"), "amber": ("#fbecd0", "#6f4300"), "red": ("#fadfe0", "#871b21"),
}
_CHIPS_DARK = {
    "grey": ("#3a414a", "#d3d9e0"), "blue": ("#1b375c", "#cfe1f8"), "teal": ("#1f4a49", "#c4ebe8"),
    "green": ("#24492f", "#c9ecd5"), "amber": ("#54401b", "#f6dfb2"), "red": ("#5a2a2e", "#f8cfd1"),
}


class _Look:
    """Which of the two is on; one for the program, as the palette is."""

    wanted = SYSTEM
    dark = False


def is_dark() -> bool:
    return _Look.dark


def colours() -> Colours:
    return _DARK if _Look.dark else _LIGHT


def chip_colours(code: str) -> tuple[str, str]:
    """Ground and text of the chip that shows a code."""
    chips = _CHIPS_DARK if _Look.dark else _CHIPS_LIGHT
    return chips[_HUES.get(code, "grey")]


def use(app: QApplication, name: str) -> None:
    """Light, dark, or as the system has it."""
    _Look.wanted = name
    schemes = {LIGHT: Qt.ColorScheme.Light, DARK: Qt.ColorScheme.Dark}
    # Frames and native dialogs follow this where the platform listens; not every one does.
    QGuiApplication.styleHints().setColorScheme(schemes.get(name, Qt.ColorScheme.Unknown))
    apply(app)


def apply(app: QApplication) -> None:
    """Dress the program in the colours that hold now; called again when the system changes its mind."""
    system_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _Look.dark = _Look.wanted == DARK or (_Look.wanted != LIGHT and system_dark)
    app.setPalette(palette(colours()))
    app.setStyleSheet(style_sheet(colours()))


def prepare(app: QApplication) -> None:
    """What holds in both looks: the style, and letters big enough to read for a day."""
    app.setStyle("Fusion")
    app.focusChanged.connect(_show_focus)
    font = app.font()
    if 0 < font.pointSize() < _SMALLEST_POINT_SIZE:
        font.setPointSize(_SMALLEST_POINT_SIZE)
        app.setFont(font)


def _show_focus(_before: QWidget | None, now: QWidget | None) -> None:
    """Fusion frames a button or a drop-down that has the keyboard only in a window where Tab was pressed before."""
    if now is not None:
        now.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def style_sheet(shown: Colours) -> str:
    tick = assets.path("styles", "check.svg").as_posix()
    return Template(assets.read_text("styles", "window.qss")).substitute(asdict(shown), check=tick)


def palette(shown: Colours) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for where, colour in {
        role.Window: shown.window, role.WindowText: shown.text, role.Base: shown.card, role.Text: shown.text,
        role.AlternateBase: shown.stripe, role.Button: shown.control, role.ButtonText: shown.text,
        role.BrightText: shown.on_accent, role.Highlight: shown.accent, role.HighlightedText: shown.on_accent,
        role.Accent: shown.accent, role.Link: shown.link, role.LinkVisited: shown.link,
        role.PlaceholderText: shown.muted, role.ToolTipBase: shown.card, role.ToolTipText: shown.text,
        role.Mid: shown.line, role.Dark: shown.line, role.Light: shown.card, role.Midlight: shown.line,
    }.items():
        made.setColor(where, QColor(colour))
    for where in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(shown.disabled))
    return made


def heading_font(base: QFont, step: int = 4) -> QFont:
    made = QFont(base)
    made.setPointSizeF(base.pointSizeF() + step)
    made.setWeight(QFont.Weight.DemiBold)
    return made
