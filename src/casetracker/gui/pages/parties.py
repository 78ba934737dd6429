"""Who a party is, in a line or two: other names, how surely identified, what became of them, which units stand above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QWidget

from casetracker.domain import vocabulary as v
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.widgets.basics import plain, quiet, top_line
from casetracker.gui.widgets.wording import date_text
from casetracker.i18n import _


def identity(context: Context, party: Record, parties: Mapping[str, Record]) -> Iterator[QWidget]:
    """Nothing of it that is hidden of a protected person."""
    if not party:
        return
    told = [", ".join(party.get("names") or ()),
            v.IDENTIFICATION.label(party["identification"]) if party["kind"] == "person" else "", _fate(party)]
    if any(told):
        yield plain(" · ".join(part for part in told if part), "party_identity", muted=True)
    above = list(_above(party, parties))
    if above:
        yield _units(context, above)


def _fate(party: Record) -> str:
    if party["fate"] == "not_known":
        return ""
    return ", ".join(part for part in (v.FATE.label(party["fate"]), date_text(party["fate_date"])) if part)


def _above(party: Record, parties: Mapping[str, Record]) -> Iterator[Record]:
    while party["parent"] in parties:
        party = parties[party["parent"]]
        yield party


def _units(context: Context, above: list[Record]) -> QWidget:
    """"part of P-000002 Battalion, part of P-000001 Brigade": the nearest as a link, the others by name."""
    names = _(", part of ").join(str(each["label"]) for each in above)
    holder = QWidget()
    holder.setLayout(top_line(quiet(_("part of"), wrap=False), context.link(above[0]["reference"]),
                              plain(names, "party_units", muted=True)))
    return holder
