"""One proceeding on the page of an incident: whose it is, how far it has come, under which number."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casetracker.domain import vocabulary as v
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import facts
from casetracker.gui.widgets.basics import STEP, column, named, plain, top_line
from casetracker.gui.widgets.buttons import Chip
from casetracker.gui.widgets.flow import flowing
from casetracker.gui.widgets.wording import date_text
from casetracker.i18n import _


def proceeding(context: Context, values: Record) -> QWidget:
    from casetracker.gui import dialogs

    reference = str(values["reference"])
    chip = Chip(_("Stage"), v.STAGE.label(values["stage"]), values["stage"])
    chip.leads_to(lambda: dialogs.move_stage(context.ops, reference, context.page), _("Move the stage…"))
    chip.setObjectName(f"stage_{reference}")
    chip.setEnabled(context.editable)
    head = top_line(context.link(reference), plain(str(values["label"]), "proceeding_name"))
    holder = named(QWidget(), f"proceeding_{reference}", str(values["label"]))
    holder.setLayout(column(head, flowing(chip), facts(f"facts_{reference}", [
        (_("Jurisdiction"), v.JURISDICTION.label(values["jurisdiction"])),
        (_("Register number"), str(values.get("register_number") or _("not known"))),
        (_("Registered on"), date_text(values.get("registered_on"))),
        (_("Article cited"), str(values.get("article") or "")),
        (_("Bodies"), _bodies(context, values)),
        (_("Next action"), " · ".join(part for part in (str(values.get("next_action") or ""),
                                                        date_text(values.get("next_action_date"))) if part)),
        (_("Covers this incident"), _coverage(context, values)),
    ]), gap=STEP // 2))
    return holder


def _bodies(context: Context, values: Record) -> QWidget | str:
    lines = []
    for each in values.get("bodies") or []:
        role = v.BODY_ROLE.label(each.get("role")).lower()
        source = each.get("source")
        told = f"{context.name_of(each['body'])} — {role}"
        shown = plain(f"{told}, {_('according to')} {source}" if source else told, "body_role")
        lines.append(top_line(context.link(each["body"]), shown))
    if not lines:
        return _("no investigating body named")
    holder = QWidget()
    holder.setLayout(column(*lines, gap=2))
    return holder


def _coverage(context: Context, values: Record) -> str:
    for each in values.get("incidents") or []:
        if each.get("incident") == context.reference:
            told = v.COVERAGE_BASIS.label(each.get("basis"))
            source = each.get("source")
            return f"{told} ({source} {context.name_of(source)})".replace(" )", ")") if source else told
    return ""
