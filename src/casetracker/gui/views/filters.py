"""Filters over the list of incidents: one small choice for each of the statuses, and one button to be rid of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QToolButton, QWidget

from casetracker.domain import vocabulary as v
from casetracker.domain.vocabulary import Vocabulary
from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import named
from casetracker.i18n import N_, _

INCIDENT_FILTERS: tuple[tuple[str, str, Vocabulary], ...] = (
    ("assessment", N_("Assessment"), v.ASSESSMENT),
    ("handling", N_("Handling"), v.HANDLING),
    ("stage", N_("Stage"), v.STAGE),
    ("confidentiality", N_("Confidentiality"), v.CONFIDENTIALITY),
)
_ROOM_FOR_ARROW = 40


class FilterChoice(QComboBox):
    """One filter, as wide as what it says; unset, it says what it would filter by."""

    def __init__(self, name: str, label: str, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.name = name
        named(self, f"filter-{name}", _("Filter by {what}").format(what=label.lower()))
        # Beside its name: on X11 a screen reader is told the chosen text in the name's place.
        self.setAccessibleDescription(self.accessibleName())
        self.setPlaceholderText(label)
        self.addItem(_("Any"), "")
        for code in vocabulary:
            self.addItem(vocabulary.label(code), code)
        self.unset()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 3 * theme.GRID)
        self.currentIndexChanged.connect(self._mark)
        self.activated.connect(lambda at: self.unset() if at == 0 else None)

    @property
    def code(self) -> str:
        return str(self.currentData() or "")

    def unset(self) -> None:
        """Nothing chosen: the name of the filter shows again."""
        self.setCurrentIndex(-1)

    def _mark(self) -> None:
        """A filter that is on must not be overlooked."""
        font = self.font()
        font.setBold(bool(self.code))
        self.setFont(font)
        palette = QPalette(QApplication.palette())
        if self.code:
            palette.setColor(QPalette.ColorRole.Button, theme.colours().selection)
        self.setPalette(palette)
        self.updateGeometry()

    # Qt's own names from here on.

    def sizeHint(self) -> QSize:
        shown = self.currentText() or self.placeholderText()
        return QSize(self.fontMetrics().horizontalAdvance(shown) + _ROOM_FOR_ARROW, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, super().minimumSizeHint().height())


class FilterBar(QWidget):
    """All filters of a list in one line."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "filters", _("Filters"))
        self.choices = [FilterChoice(name, _(label), vocabulary) for name, label, vocabulary in INCIDENT_FILTERS]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        for choice in self.choices:
            line.addWidget(choice)
            choice.currentIndexChanged.connect(lambda _at: self._tell())
        self._clear = named(QToolButton(), "clear-filters", _("Clear all filters"))
        self._clear.setText(_("Clear"))
        self._clear.setIcon(icons.icon("funnel-x"))
        self._clear.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._clear.setAutoRaise(True)
        self._clear.clicked.connect(lambda _checked: self.clear())
        self._clear.hide()
        line.addWidget(self._clear)
        line.addStretch(1)

    def values(self) -> Mapping[str, str]:
        return {choice.name: choice.code for choice in self.choices if choice.code}

    def clear(self) -> None:
        """All off."""
        for choice in self.choices:
            choice.unset()

    def _tell(self) -> None:
        self._clear.setVisible(bool(self.values()))
        self.changed.emit()
