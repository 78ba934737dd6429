"""What the page of a person, a unit, a body or a proceeding tells besides its own fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from casetracker.gui.pages import accounts, handovers, steps
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts
from casetracker.gui.widgets.basics import plain, top_line
from casetracker.gui.widgets.section import Section
from casetracker.i18n import _


def sections(context: Context, about: dict[str, Any], record: Record) -> Iterator[QWidget]:
    """The sections of one page, from what `services.about` tells."""
    if context.kind == "party":
        if record.get("kind") in ("unit", "organisation"):
            yield from _hierarchy(context, about)
        else:
            yield accounts.of_person(context, about["accounts"])
            yield accounts.consents(context, about["consents"], context.reference)
    elif context.kind == "account":
        yield accounts.consents(context, about["consents"], str(record["party"]))
    elif context.kind == "body":
        yield handovers.of_body(context, about["handovers"])
        if about["consents"]:
            yield accounts.consents(context, about["consents"])
    elif context.kind == "proceeding":
        yield steps.section(context, record)
        yield from _cases(context, about)


def _hierarchy(context: Context, about: dict[str, Any]) -> Iterator[QWidget]:
    """Brigade over battalion: the units above from the top down, then those directly below."""
    above, below = about["above"][::-1], about["below"]
    if above:
        yield _linked(context, "above", _("Part of, from the top"), above)
    if below:
        yield _linked(context, "below", _("Units directly below"), below)


def _cases(context: Context, about: dict[str, Any]) -> Iterator[QWidget]:
    if about["merged"]:
        yield _linked(context, "merged", _("Merged into this proceeding"), about["merged"])
    if about["severed"]:
        yield _linked(context, "severed", _("Severed from this proceeding"), about["severed"])


def _linked(context: Context, name: str, title: str, records: list[Record]) -> Section:
    section = Section(name, title)
    section.add(Parts(name, records, lambda each: _line(context, name, each), lines=False))
    return section


def _line(context: Context, name: str, record: Record) -> QWidget:
    holder = QWidget()
    holder.setLayout(top_line(context.link(record["reference"]), plain(str(record["label"]), f"{name}_name")))
    return holder
