"""What has been kept of a web page or post, line by line, with the way to mend what is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from casetracker.domain.capture import TITLE
from casetracker.gui import icons
from casetracker.gui.pages.context import Context
from casetracker.gui.widgets.basics import STEP, column, named, plain, quiet
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.section import Section
from casetracker.i18n import _

# Where a missing line is mended: a field of the item's form, or a further file in that role.
_FIELDS = {"url": "url", "captured_at": "captured_at", "confirmed": "capture_confirmed_by",
           "embedded_media": "embedded_media"}
_ROLES = ("page_source", "full_page_capture")


def section(context: Context, capture: dict[str, Any]) -> Section:
    """The checklist, from `derived.capture` of the item."""
    made = Section("capture", _(TITLE))
    made.add(named(quiet(_("{met} recorded. A checklist of our own: it does not judge whether that is enough.").format(
        met=capture["label"])), "capture_summary"))
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(STEP)
    grid.setVerticalSpacing(STEP)
    grid.setColumnStretch(1, 1)
    for number, line in enumerate(capture["lines"]):
        grid.addWidget(_sign(line), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_told(line), number, 1, Qt.AlignmentFlag.AlignTop)
        if not line["met"]:
            button = _mend(context, line)
            if button is not None:
                grid.addWidget(button, number, 2, Qt.AlignmentFlag.AlignTop)
    made.add(holder)
    return made


def _sign(line: dict[str, Any]) -> QLabel:
    sign = named(QLabel(), f"capture_{line['code']}_sign", _("recorded") if line["met"] else _("missing"))
    side = sign.fontMetrics().height()
    name, colour = ("circle-check", "accent") if line["met"] else ("circle-x", "muted")
    sign.setPixmap(icons.icon(name, colour).pixmap(side, side))
    return sign


def _told(line: dict[str, Any]) -> QWidget:
    state = _("recorded") if line["met"] else _("missing")
    head = plain(f"{line['label']} · {line['paragraph']}", f"capture_{line['code']}",
                 f"{line['label']}, {line['paragraph']}: {state}")
    holder = QWidget()
    parts = [head] + ([plain(line["note"], f"capture_{line['code']}_note", muted=True)] if line["note"] else [])
    holder.setLayout(column(*parts, gap=0))
    return holder


def _mend(context: Context, line: dict[str, Any]) -> QWidget | None:
    code = str(line["code"])
    call = _way(context, code)
    if call is None:
        return None
    text, sign = {"field": (_("Edit…"), "pencil"), "file": (_("Add file…"), "paperclip"),
                  "custody": (_("Add custody entry…"), "plus")}[_sort(code)]
    button = action(f"capture_mend_{code}", text, call, f"{line['label']}: {text.rstrip('…')}", sign)
    button.setEnabled(context.editable)
    return button


def _sort(code: str) -> str:
    return "field" if code in _FIELDS else "custody" if code == "custody" else "file"


def _way(context: Context, code: str) -> Callable[[], object] | None:
    from casetracker.gui import dialogs

    if code in _FIELDS:
        return partial(context.edit, _FIELDS[code])
    if code in _ROLES or code == "hash":
        return partial(dialogs.add_file, context.ops, context.reference, context.page, code if code in _ROLES else "")
    if code == "custody":
        return partial(context.add, "custody", {"evidence": context.reference, "by": context.ops.store.actor})
    return None
