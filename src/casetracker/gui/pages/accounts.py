"""What persons told and what they agreed to; who must not be asked again is said first and in colour."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from casetracker.domain import vocabulary as v
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts, facts
from casetracker.gui.widgets.basics import STEP, column, named, plain, quiet, top_line
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.flow import flowing
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.wording import date_text
from casetracker.i18n import _


def of_incident(context: Context, page: dict[str, Any]) -> Section:
    """The accounts on an incident, and what these persons and other parties agreed to."""
    section = _section(context, page["accounts"], {"incident": context.reference},
                       _("No account is recorded. An account elsewhere spares a person from being asked twice."))
    if page["consents"]:
        section.add(quiet(_("Consents of the persons of this incident")))
        section.add(Parts("consents", page["consents"], partial(_consent, context)))
    return section


def of_person(context: Context, accounts: list[Record]) -> Section:
    return _section(context, accounts, {"party": context.reference}, _("No account of this person is recorded."))


def _section(context: Context, accounts: list[Record], preset: dict[str, Any], empty: str) -> Section:
    section = Section("accounts", _("Accounts"))
    context.action(section, "add", _("Add account…"), lambda: context.add("account", {
        **preset, "taken_by": context.ops.store.actor}))
    if accounts:
        section.add(Parts("accounts", accounts, partial(_account, context)))
    else:
        section.add_empty(empty)
    return section


def _account(context: Context, account: Record) -> QWidget:
    """When, by whom and with what care; what was told stands on the account's own page only."""
    reference = str(account["reference"])
    told = " · ".join((context.name_of(account["party"]) or str(account["party"]), date_text(account["date"])))
    head = top_line(context.link(reference), plain(told, "account_of"))
    parts: list[QWidget] = []
    tags = care_tags(account)
    if tags:
        parts.append(flowing(*tags))
    parts.append(facts(f"account_{reference}_facts", [
        (_("Person"), _person(context, account["party"]) if account["party"] != context.reference else ""),
        (_("Taken by"), str(account.get("taken_by") or "")),
        (_("Interpreter"), _person(context, account.get("interpreter"))),
        (_("Support person"), _person(context, account.get("support_person"))),
        (_("Language"), str(account.get("language") or "")),
        (_("Recording"), context.link(account["recording"]) if account.get("recording") else ""),
        (_("Earlier accounts"), str(account.get("earlier_accounts") or "")),
        (_("Confidentiality"), v.CONFIDENTIALITY.label(account["confidentiality"])),
    ]))
    holder = named(QWidget(), f"account_{reference}", told)
    holder.setLayout(column(head, *parts, gap=STEP // 2))
    return holder


def care_tags(account: Record) -> list[Tag]:
    """What must be known before anybody calls on the person."""
    told = (("do_not_contact", _("do not contact again"), "refuted"),
            ("first_account_only", _("first account only"), "on_hold"))
    return [Tag(text, code) for name, text, code in told if account.get(name)]


def _person(context: Context, reference: object) -> QWidget | str:
    if not reference:
        return ""
    holder = QWidget()
    holder.setLayout(top_line(context.link(str(reference)), plain(context.name_of(str(reference)), "account_person")))
    return holder


def consents(context: Context, given: list[Record], party: str = "") -> Section:
    """What somebody agreed to, each recipient and use by itself; what was taken back stays to be read."""
    section = Section("consents", _("Consents"))
    if party:
        context.action(section, "add", _("Add consent…"), lambda: context.add("consent", {"party": party}))
    if given:
        section.add(Parts("consents", given, partial(_consent, context)))
    else:
        section.add_empty(_("No consent is recorded. Without one, nothing of this person's is handed on."))
    return section


def _consent(context: Context, consent: Record) -> QWidget:
    reference = str(consent["reference"])
    revoked = consent.get("revoked_on")
    told = _("{use}: {recipient}").format(use=v.CONSENT_USE.label(consent["use"]), recipient=consent["recipient"])
    head = top_line(context.link(reference), plain(told, "consent_told"))
    if revoked:
        head.addWidget(Tag(_("revoked"), "refuted"))
    else:
        head.addWidget(_revoke(context, reference))
    explained = ", ".join(part for part in (
        _("by {who}").format(who=consent["explained_by"]) if consent.get("explained_by") else "",
        _("in {language}").format(language=consent["language"]) if consent.get("language") else "") if part)
    taken_back = " · ".join(part for part in (date_text(revoked), str(consent.get("revoked_reason") or "")) if part)
    holder = named(QWidget(), f"consent_{reference}", told)
    holder.setLayout(column(head, facts(f"consent_{reference}_facts", [
        (_("Person"), _person(context, consent["party"]) if consent["party"] != context.reference else ""),
        (_("Body"), _person(context, consent.get("body")) if consent.get("body") != context.reference else ""),
        (_("Given on"), date_text(consent["given_on"])),
        (_("Explained"), explained),
        (_("About"), context.link(consent["evidence"]) if consent.get("evidence") else _("whatever comes from this person")),
        (_("Revoked on"), taken_back),
        (_("Note"), str(consent.get("note") or "")),
    ]), gap=2))
    return holder


def _revoke(context: Context, reference: str) -> QWidget:
    from casetracker.gui import dialogs

    button = action(f"revoke_{reference}", _("Revoke…"),
                    lambda: dialogs.revoke_consent(context.ops, reference, context.page),
                    _("Record that {reference} was revoked").format(reference=reference), "ban")
    button.setEnabled(context.editable)
    return button
