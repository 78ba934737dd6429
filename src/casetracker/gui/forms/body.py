"""The fields of a whole record in their tabs, and the sentences about what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from casetracker.domain.shapes import Shape
from casetracker.gui.forms.arrangement import Part, parts_of
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.forms.picker import RecordPicker
from casetracker.gui.forms.quick import QuickLines
from casetracker.gui.forms.rows import RowsEditor
from casetracker.gui.widgets.basics import STEP, column, keys_of, named
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.i18n import _

_MARK = " •"


class FormBody(QTabWidget):
    """One tab for each part; a tab with a fault in it carries a dot."""

    touched = Signal()

    def __init__(self, shape: Shape, kit: Kit, *, new: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "form_tabs", _("Parts of the form"))
        self._shape, self._kit = shape, kit
        self._panels: list[Panel] = []
        self._insides: list[QVBoxLayout] = []
        self.quick: QuickLines | None = None
        self.setDocumentMode(True)
        self.tabBar().setExpanding(False)
        for part in parts_of(shape, new=new):
            self._add_part(part)
        self.tabBar().setVisible(self.count() > 1)
        if new and shape.kind == "incident":
            self._add_quick()

    @property
    def editors(self) -> dict[str, Editor]:
        return {name: editor for panel in self._panels for name, editor in panel.editors.items()}

    @property
    def dirty(self) -> bool:
        return any(panel.dirty for panel in self._panels) or (self.quick is not None and self.quick.panel.dirty)

    def values(self) -> dict[str, Value]:
        return {name: editor.value() for name, editor in self.editors.items()}

    def fill(self, record: Mapping[str, Value]) -> None:
        for panel in self._panels:
            panel.fill(record)

    def learn_names(self) -> None:
        """What the records that are referred to are called is known now."""
        for editor in self.editors.values():
            if isinstance(editor, RecordPicker | RowsEditor):
                editor.learn_names()

    def focus_on(self, name: str = "") -> None:
        """Goes to a field, or to the first one."""
        line = next((line for line, panel in enumerate(self._panels) if name in panel.editors), 0)
        self.setCurrentIndex(line)
        editors = self._panels[line].editors
        self._panels[line].focus_on(name if name in editors else next(iter(editors)))

    def own_problems(self, hidden: Iterable[str] = ()) -> dict[str, str]:
        """What can be known to be wrong before asking the store; `hidden` fields hold more than they show."""
        problems: dict[str, str] = {}
        for name, editor in self.editors.items():
            sentence = editor.problem()
            if isinstance(editor, RowsEditor):
                problems.update(editor.own_problems())
            elif sentence:
                problems[name] = sentence
            elif editor.field.required and editor.value() in (None, "", []) and name not in hidden:
                problems[name] = _("This must be filled in.")
        if self.quick is not None:
            problems.update(self.quick.own_problems())
        return problems

    def show_problems(self, problems: Mapping[str, str]) -> list[str]:
        """Puts every sentence where it belongs and goes to the first; gives back those that belong nowhere here."""
        for panel in self._panels:
            panel.show_problems(problems)
        quick = self.quick.show_problems(problems) if self.quick is not None else False
        wrong = [{_root(place) for place in problems} & panel.editors.keys() for panel in self._panels]
        for line, names in enumerate(wrong):
            text = self.tabText(line).removesuffix(_MARK)
            self.setTabText(line, text + _MARK if names else text)
        if not quick:
            self._go_to_first(wrong)
        known: set[str] = {"quick"}.union(*wrong)
        return [f"{place}: {why}" if place else why for place, why in problems.items() if _root(place) not in known]

    def _go_to_first(self, wrong: list[set[str]]) -> None:
        for line, names in enumerate(wrong):
            if names:
                self.setCurrentIndex(line)
                self._panels[line].focus_on(next(name for name in self._panels[line].editors if name in names))
                return

    def _add_part(self, part: Part) -> None:
        panel = Panel(part.fields, f"field_{self._shape.kind}", self._kit, taken_keys=keys_of(_("&Save"), _("&Cancel")))
        panel.changed.connect(lambda _name: self.touched.emit())
        self._panels.append(panel)
        inside = column(panel, gap=2 * STEP)
        inside.setContentsMargins(STEP, 2 * STEP, 2 * STEP, STEP)
        inside.addStretch(1)
        self._insides.append(inside)
        page = QWidget()
        page.setLayout(inside)
        area = named(QScrollArea(), f"part_{len(self._panels)}", _(part.title))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        self.addTab(area, _(part.title))

    def _add_quick(self) -> None:
        dates, places = self.editors["dates"], self.editors["places"]
        assert isinstance(dates, RowsEditor)
        assert isinstance(places, RowsEditor)
        self.quick = QuickLines(self._kit, dates, places, self._panels[0].keys, self)
        self.quick.changed.connect(self.touched)
        self._insides[0].insertWidget(1, self.quick)


def _root(place: str) -> str:
    return place.partition("[")[0].partition(".")[0]
