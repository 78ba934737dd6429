"""The claims of an incident by matter: the adopted value or the values as they are, each with its mark; the rest on demand.

Nothing is chosen for the reader: where nobody adopted a value, all of them stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.pages.claims import adoption, claim
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts
from casetracker.gui.widgets.basics import column, named, plain, quiet, top_line
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.flow import flowing
from casetracker.gui.widgets.section import Section, Unfolding
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.tips import tip
from casetracker.gui.widgets.wording import row_text
from casetracker.i18n import _, ngettext

MOST_LINKS = 8
"""Links to sources that a value shows at once; all of them stand in the list on demand."""


def matters_section(context: Context, field: Field, rows: list[Record], matters: Sequence[Record], empty: str) -> Section:
    """One list of claims of an incident, sorted into the matters it speaks of."""
    section = Section(field.name, _(field.label))
    context.action(section, "edit", _("Edit…") if rows else _("Add…"), lambda: context.edit(field.name))
    if rows:
        by_id = {row["id"]: row for row in rows}
        section.add(Parts(field.name, matters, lambda each: _matter(context, field, each, by_id)))
    else:
        section.add_empty(empty)
    return section


def _matter(context: Context, field: Field, matter: Record, rows: Mapping[str, Record]) -> QWidget:
    claims = _rows(matter, rows)
    if len(claims) == 1:
        parts: list[QWidget] = [_whole(context, field, claims[0], matter["mark"])]
    else:
        shown = [value for value in matter["values"] if value["adopted"]] or matter["values"]
        parts = [_value(context, field, value, rows) for value in shown]
        parts.append(_rest(context, field, matter, claims))
    holder = named(QWidget(), f"matter_{claims[0]['id']}", f"{matter['label']}: {matter['mark']}")
    holder.setLayout(column(*parts))
    return holder


def _rows(matter: Record, rows: Mapping[str, Record]) -> list[Record]:
    """The rows of a matter, each once, in the order in which they are kept."""
    wanted = {each for value in matter["values"] for each in (*value["claims"], *value["against"])}
    return [row for key, row in rows.items() if key in wanted]


def _value(context: Context, field: Field, value: Record, rows: Mapping[str, Record]) -> QWidget:
    """What is said, from how many roots, what stands against it, and one press to each who says so."""
    said = [rows[each] for each in value["claims"]]
    against = [rows[each] for each in value["against"]]
    shown = next((row for row in said if row.get("adopted")), (said or against)[0])
    told = row_text(field, shown, context.labels)
    parts: list[QWidget] = [plain(told, f"{field.name}_value"), _marked(_tags(value, said), value["mark"])]
    parts += [line for line in (_links(context, _("according to"), said), _links(context, _("against it"), against)) if line]
    if shown.get("adopted"):
        parts.append(plain(adoption(shown), "claim_adopted", muted=True))
    holder = named(QWidget(), f"value_{shown['id']}", told)
    holder.setLayout(column(*parts, gap=2))
    return holder


def _tags(value: Record, said: Sequence[Record]) -> list[QWidget]:
    """What must be seen at a glance."""
    told = ((value["adopted"], _("adopted"), "corroborated"), (value["dissent"], _("sources differ"), "contested"),
            (any(row.get("basis") == "inferred" for row in said), _("inferred by us"), "under_verification"))
    return [Tag(text, code) for holds, text, code in told if holds]


def _marked(before: Sequence[QWidget], mark: str, *after: QWidget) -> QWidget:
    """A line with the mark of a value: from how many sources and roots it is, and who says otherwise."""
    line = top_line(*before, plain(mark, "value_mark", muted=True))
    for widget in after:
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    holder = QWidget()
    holder.setLayout(line)
    return holder


def _links(context: Context, caption: str, rows: Sequence[Record]) -> QWidget | None:
    """The sources and the items of some claims, each a press away."""
    records = list(dict.fromkeys(str(row[name]) for name in ("source", "evidence") for row in rows if row.get(name)))
    if not records:
        return None
    more = len(records) - MOST_LINKS
    rest = [quiet(ngettext("and {n} more", "and {n} more", more).format(n=more), wrap=False)] if more > 0 else []
    links = [context.link(each) for each in records[:MOST_LINKS]]
    for link, reference in zip(links, records, strict=False):
        link.setToolTip(tip(context.name_of(reference)))
    return flowing(quiet(caption, wrap=False), *links, *rest)


def _rest(context: Context, field: Field, matter: Record, claims: Sequence[Record]) -> QWidget:
    count = len(claims)
    title = ngettext("{n} claim on this, and who says so", "All {n} claims on this, and who says so", count).format(n=count)
    name = f"claims_{claims[0]['id']}"
    return Unfolding(name, title, lambda: Parts(name, claims, lambda each: _whole(context, field, each)),
                     accessible=f"{matter['label']}: {title}")


def _whole(context: Context, field: Field, row: Record, mark: str = "") -> QWidget:
    """One claim with all of its attribution, and the way to adopt it."""
    from casetracker.gui import dialogs

    tags = [Tag(_("contradicts"), "contested")] if row.get("stance") == "contradicts" else []
    adopting: list[QWidget] = []
    if not row.get("adopted") and not tags:
        told = row_text(field, row, context.labels)
        adopt = action(f"adopt_{row['id']}", _("Adopt…"), partial(
            dialogs.adopt, context.ops, context.reference, str(row["id"]), told, context.page),
            _("Adopt: {value}").format(value=told), "check")
        adopt.setEnabled(context.editable)
        adopting.append(adopt)
    holder = QWidget()
    holder.setLayout(column(claim(context, field, row), _marked(tags, mark, *adopting), gap=2))
    return holder


def by_list(matters: Sequence[Record]) -> dict[str, list[Any]]:
    """The matters of an incident by the list that they are read off."""
    sorted_out: dict[str, list[Any]] = {}
    for matter in matters:
        sorted_out.setdefault(matter["list"], []).append(matter)
    return sorted_out
