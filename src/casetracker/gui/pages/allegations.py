"""Allegations on a page: what is alleged, by which text of the law and why, and the matrix of its elements to work in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casetracker.domain import vocabulary as v
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts
from casetracker.gui.widgets.basics import STEP, column, heading, named, plain, quiet, top_line
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.element_matrix import SIDES, ElementMatrix
from casetracker.gui.widgets.flow import HeadLine, flowing
from casetracker.gui.widgets.section import Disclosure, Section
from casetracker.gui.widgets.tags import Tag
from casetracker.i18n import _, ngettext


def section(context: Context, page: dict[str, Any]) -> Section:
    """The allegations of an incident; `page["matrices"]` holds the matrix of each by its reference."""
    from casetracker.gui import dialogs

    made = Section("allegations", _("Allegations in law"))
    context.action(made, "add", _("Add allegation…"), lambda: dialogs.allege(context.ops, context.reference, context.page))
    if page["allegations"]:
        made.add(quiet(_("Candidate qualifications: the program proposes, counsel decides. Everybody is presumed "
                         "innocent.")))
        several = len(page["allegations"]) > 1
        made.add(Parts("allegations", page["allegations"],
                       lambda each: allegation(context, each, page["matrices"][each["reference"]], folded=several)))
    else:
        made.add_empty(_("No allegation is recorded yet."))
    return made


def allegation(context: Context, record: Record, matrix: Mapping[str, Any], folded: bool) -> QWidget:
    """One allegation as it stands on the page of its incident."""
    reference = str(record["reference"])
    title = " — ".join(part for part in (matrix["citation"], matrix["title"]) if part)
    shown = heading(title)
    shown.setWordWrap(True)
    called, head = QWidget(), HeadLine()
    called.setLayout(top_line(context.link(reference), named(shown, "allegation_title", title)))
    head.addWidget(called)
    head.addWidget(edit_button(context, record))
    holder = named(QWidget(), f"allegation_{reference}", title)
    holder.setLayout(column(head, *particulars(context, record, matrix), elements(context, record, matrix, folded),
                            gap=STEP // 2))
    return holder


def edit_button(context: Context, record: Record) -> QWidget:
    from casetracker.gui import dialogs

    reference = str(record["reference"])
    button = action(f"edit_{reference}", _("Edit…"),
                    lambda: dialogs.allege(context.ops, str(record["incident"]), context.page, reference),
                    _("Edit {reference}").format(reference=reference), "pencil")
    button.setEnabled(context.editable)
    return button


def particulars(context: Context, record: Record, matrix: Mapping[str, Any]) -> list[QWidget]:
    """The text of the law with the reasons on demand, and how the act is to be answered for."""
    parts: list[QWidget] = [flowing(*_versions(matrix))] if matrix["versions"] else []
    parts += [named(plain(warning, "allegation_warning"), "allegation_warning", warning) for warning in matrix["warnings"]]
    if matrix["forms"]:
        parts.append(plain(_("This provision has forms of its own; the elements are those of the form."),
                           "allegation_forms"))
    liability = _("Mode of liability: {mode}").format(mode=v.LIABILITY.label(record["liability"]).lower())
    parts.append(plain(liability, "allegation_liability", muted=True))
    if record["party"]:
        parts.append(flowing(quiet(_("Alleged perpetrator:"), wrap=False), context.link(record["party"]),
                             plain(context.name_of(record["party"]), "allegation_party")))
    if record["note"]:
        parts.append(plain(_("Note: {text}").format(text=record["note"]), "allegation_note", muted=True))
    if matrix["reasons"]:
        parts.append(Disclosure(f"why_{record['reference']}", _("Why this text"), _why(matrix)))
    return parts


def _versions(matrix: Mapping[str, Any]) -> Iterable[Tag]:
    """The texts considered, each marked as chosen or proposed, and what is not confirmed about it."""
    mark = _("chosen: {version}") if matrix["chosen"] else _("proposed: {version}")
    for version in matrix["versions"]:
        yield Tag(mark.format(version=version["title"]), "ready_to_hand_over" if matrix["chosen"] else "under_verification")
        if version["in_force_from"] is None:
            yield Tag(_("entry into force to be confirmed"), "on_hold")
        elif version["to_be_confirmed"]:
            yield Tag(_("partly to be confirmed"), "on_hold")


def _why(matrix: Mapping[str, Any]) -> QWidget:
    open_points = [_("To be confirmed: {what}").format(what=f"{version['title']}: {what}")
                   for version in matrix["versions"] for what in version["to_be_confirmed"]]
    open_points += [_("To be confirmed: {what}").format(what=what) for what in matrix["to_be_confirmed"]]
    lines = [plain(sentence, f"reason_{number}") for number, sentence in enumerate([*matrix["reasons"], *open_points])]
    holder = QWidget()
    box = column(*lines, gap=STEP // 2)
    box.setContentsMargins(2 * STEP, 0, 0, 0)
    holder.setLayout(box)
    return holder


def elements(context: Context, record: Record, matrix: Mapping[str, Any], folded: bool) -> QWidget:
    """How many elements, which of them have nothing yet, and the matrix itself; folded, it is made when first opened."""
    if not matrix["rows"]:
        return quiet("")
    gaps = matrix["gaps"]
    told = ngettext("{n} element", "{n} elements", len(matrix["rows"])).format(n=len(matrix["rows"]))
    told += ", " + (ngettext("{n} gap", "{n} gaps", len(gaps)).format(n=len(gaps)) if gaps else _("no gap"))
    content = _Content(context, record, matrix)
    if not folded:
        content.build()
        holder = QWidget()
        holder.setLayout(column(quiet(told), content, gap=STEP // 2))
        return holder
    made = Disclosure(f"elements_{record['reference']}", _("Elements: {told}").format(told=told), content)
    made.head.clicked.connect(content.build)
    return made


class _Content(QWidget):
    """The matrix, the gaps in words, and whose words the elements are."""

    def __init__(self, context: Context, record: Record, matrix: Mapping[str, Any]) -> None:
        super().__init__()
        self._context, self._record, self._found = context, record, matrix
        self._box: QVBoxLayout = column(gap=STEP // 2)
        self.setLayout(self._box)

    def build(self) -> None:
        if self._box.count():
            return
        table = ElementMatrix(str(self._record["reference"]), self._found["rows"])
        table.setToolTip(_("Click a cell, or press Enter on it, to work on it."))
        table.chosen.connect(self._work_on)
        self._box.addWidget(table)
        if self._found["gaps"]:
            listed = "\n".join(f"• {gap['label']}" for gap in self._found["gaps"])
            self._box.addWidget(plain(_("Gaps, for nothing speaks for them yet:") + "\n" + listed, "allegation_gaps"))
        self._box.addWidget(named(quiet(self._found["ours"], selectable=True), "allegation_ours", self._found["ours"]))

    def _work_on(self, element: str, at: int) -> None:
        from casetracker.gui import dialogs

        if not self._context.editable:
            return
        row = next(each for each in self._found["rows"] if each["element"] == element)
        ops, reference, page = self._context.ops, str(self._record["reference"]), self._context.page
        if at in SIDES:
            dialogs.element_evidence(ops, reference, row, SIDES[at], page)
        else:
            dialogs.assess_element(ops, reference, row, page)
