"""Deciding of two incidents that look alike: that they are not the same event, or that one is merged into the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QRadioButton, QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import STEP, buddy, column, named, plain, quiet, whenever_alive
from casetracker.gui.widgets.texts import LongEditor
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from casetracker.gui.ops import Operations
    from casetracker.services.changes import ChangeSet

_REASON = Field("reason", N_("Reason"), "long", required=True)
_HAPPENS = (
    N_("Every claim, date, place and figure of the one that is merged is added to the one that is kept, and so are its "
       "narrative and its title."),
    N_("Its evidence, parties, proceedings, allegations and accounts come to hang on the one that is kept."),
    N_("It stays readable, is marked as merged, and is not offered as alike any more."),
    N_("The stricter confidentiality of both holds."),
    N_("One undo takes all of it back."),
)


class _Decision(Dialog):
    """A reason is needed; the safe button is the default one."""

    def __init__(self, name: str, title: str, explanation: str, ops: Operations, parent: QWidget | None,
                 size: QSize) -> None:
        super().__init__(name, title, parent, explanation, size)
        self._ops = ops
        self.reason = LongEditor(_REASON, f"{name}_reason", 3)
        self.reason.changed.connect(self._weigh)

    def finish(self, do: str, keep: str) -> None:
        self.add(column(buddy(_("&Reason") + " *", self.reason.box), self.reason, gap=STEP // 2))
        self.add_space()
        self.do_button = self.add_confirm("confirm", do)
        safe = self.add_cancel(keep)
        safe.setAutoDefault(True)
        safe.setDefault(True)
        self.reason.box.setFocus()
        self._weigh()

    def work(self) -> Callable[[], ChangeSet]:
        raise NotImplementedError

    def confirm(self) -> None:
        self.write(self._ops, self.work())

    def ready(self) -> bool:
        return bool(self.reason.value())

    def _weigh(self) -> None:
        self.do_button.setEnabled(self.ready())


class TellApart(_Decision):
    """Two incidents are two: they are not offered as alike any more, from either side."""

    def __init__(self, ops: Operations, one: str, other: str, parent: QWidget | None) -> None:
        super().__init__(
            "tell_apart", _("{one} and {other} are not the same").format(one=one, other=other),
            _("This is remembered as a relation of both. They are not offered as alike any more; the relation can be "
              "withdrawn."), ops, parent, QSize(540, 300))
        self._one, self._other = one, other
        self.finish(_("&Not the same"), _("&Cancel"))

    def work(self) -> Callable[[], ChangeSet]:
        from casetracker.services import relations

        store, one, other, reason = self._ops.store, self._one, self._other, str(self.reason.value() or "")
        return lambda: relations.decide_apart(store, one, other, reason)


class Merge(_Decision):
    """Says what will happen, asks which of the two is kept, and does nothing before that is chosen and a reason given."""

    def __init__(self, ops: Operations, one: str, other: str, parent: QWidget | None) -> None:
        super().__init__("merge", _("Merge {one} and {other}").format(one=one, other=other),
                         _("Both tell the same event, and one of them is to be kept. This is what happens:"), ops, parent,
                         QSize(640, 560))
        self._pair = (one, other)
        happens = [plain(f"•\u00a0{_(line)}", f"merge_happens_{number}") for number, line in enumerate(_HAPPENS)]
        self.add(column(*happens, gap=STEP // 2))
        self.choices = {each: named(QRadioButton(_("Keep {reference}").format(reference=each)), f"merge_keep_{each}",
                                    _("Keep {reference}").format(reference=each)) for each in self._pair}
        self._titles = {each: named(quiet(""), f"merge_title_{each}") for each in self._pair}
        for each in self._pair:
            self._titles[each].setContentsMargins(3 * STEP, 0, 0, 0)
            self.add(column(self.choices[each], self._titles[each], gap=0))
            self.choices[each].toggled.connect(lambda _on: self._weigh())
        self.finish(_("&Merge"), _("&Keep both"))
        store = ops.store
        ops.read(lambda: _titles(store, self._pair), whenever_alive(self, self._arrived), whenever_alive(self, self.refused))

    @property
    def kept(self) -> str:
        """The incident that is kept; empty while none is chosen."""
        return next((each for each, choice in self.choices.items() if choice.isChecked()), "")

    def ready(self) -> bool:
        return super().ready() and bool(self.kept)

    def work(self) -> Callable[[], ChangeSet]:
        from casetracker.services.merge import merge

        store, kept, reason = self._ops.store, self.kept, str(self.reason.value() or "")
        (lost,) = (each for each in self._pair if each != kept)
        return lambda: merge(store, lost, kept, reason)

    def _arrived(self, titles: dict[str, str]) -> None:
        for each, title in titles.items():
            self._titles[each].setText(title)
            self._titles[each].setAccessibleName(title)


def _titles(store: Any, references: tuple[str, str]) -> dict[str, str]:
    from casetracker.services import show

    return {each: show.label(store, each) for each in references}
