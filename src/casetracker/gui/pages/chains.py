"""On the page of a source: the whole chain it stands in, who quotes whom, up to the roots and to what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from casetracker.domain import vocabulary as v
from casetracker.gui.pages.context import Context
from casetracker.gui.pages.facts import Parts
from casetracker.gui.widgets.basics import STEP, column, named, plain, quiet, top_line
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.chains import Chain, Link

_DEEPEST = 6
"""Steps that are set further in; a longer chain goes on in line, with its number of steps."""


def chain_section(context: Context, chain: Chain) -> Section:
    section = Section("chain", _("Where it has its knowledge from"))
    context.action(section, "edit", _("Edit…"), lambda: context.edit("origin"))
    section.add(plain(str(chain.roots), "chain_roots", _("Counted")))
    section.add(Parts("chain", chain.links, lambda each: _link(context, each), lines=False))
    return section


def _link(context: Context, link: Link) -> QWidget:
    how = v.DERIVATION.label(link.how).lower() if link.how else ""
    steps = _("{n} steps on:").format(n=link.depth) if link.depth > _DEEPEST else ""
    before = [quiet(text, wrap=False) for text in (steps, how) if text]
    record = [context.link(link.reference)] if link.depth else [quiet(link.reference, wrap=False)]
    head = top_line(*before, *record, plain(link.label, "chain_name"))
    parts = [end for end in (_end(link), plain(link.note, "chain_note", muted=True) if link.note else None) if end]
    holder = named(QWidget(), f"chain_{link.reference}", " ".join(part for part in (how, link.label) if part))
    box = column(head, *parts, gap=2)
    box.setContentsMargins(2 * STEP * min(link.depth, _DEEPEST), 0, 0, 0)
    holder.setLayout(box)
    return holder


def _end(link: Link) -> QWidget | None:
    """What is at the end of a branch: a root, something not known, a source that was withdrawn."""
    if link.withdrawn:
        return _tagged(_("withdrawn"), "insufficient", _("not counted, nor what it derives from"))
    if link.again:
        return quiet(_("told above"))
    if link.origin == "first_hand":
        return _tagged(_("root"), "corroborated", link.originator or _("the source itself, or not shown"))
    if link.origin == "unknown":
        return _tagged(_("origin not known"), "contested", _("never counted as independent"))
    return None


def _tagged(text: str, code: str, rest: str) -> QWidget:
    holder = QWidget()
    holder.setLayout(top_line(Tag(text, code), plain(rest, "chain_end", muted=True)))
    return holder
