"""What persons told, and what they agreed to. Outside readers learn that an account exists, and not what it says."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.tree import Block, Column, Pairs, Paragraph, Section, Span, Table, Text
from casetracker.i18n import _, ngettext


def sections(case: Case) -> Iterator[Section]:
    accounts = case.page["accounts"]
    if case.audience.reveals:
        if accounts:
            yield Section(_("Accounts"), ())
        for account in accounts:
            yield Section(account["reference"], (_whole(case, account),), 2)
        if case.page["consents"]:
            yield Section(_("Consents"), (_consents(case),))
    elif accounts:
        yield Section(_("Accounts"), tuple(_listed(case, accounts)))


def _listed(case: Case, accounts: list[Json]) -> Iterator[Block]:
    """That there are accounts, whose, when taken and in which language; what was told is not handed on here."""
    shown = [account for account in accounts if account["confidentiality"] != "strictly_confidential"]
    yield Paragraph(_("What was told is not part of this dossier. Whoever wishes to hear a person asks the keepers of the "
                      "record first."))
    yield Table(
        (Column(_("Account"), 1.1), Column(_("Person"), 2.2), Column(_("Date"), 1.2), Column(_("Taken by"), 1.5),
         Column(_("Language"), 0.9), Column(_("To be heeded"), 1.8)),
        tuple((w.mono(account["reference"]), case.party(account["party"]), case.date(account["date"]),
               case.fixed(account["taken_by"]), account["language"] or "", _care(account)) for account in shown),
        empty=_("Nothing is recorded that may be shown here."))
    held = len(accounts) - len(shown)
    if held:
        yield Paragraph(ngettext("{n} account is strictly confidential and not listed.",
                                 "{n} accounts are strictly confidential and not listed.", held).format(n=held), "small")


def _care(account: Json) -> Text:
    return w.lines(Span(_("Do not contact again"), bold=True) if account["do_not_contact"] else "",
                   _("First account only") if account["first_account_only"] else "")


def _whole(case: Case, account: Json) -> Block:
    helpers = ((_("Interpreter"), account["interpreter"]), (_("Support person"), account["support_person"]))
    return Pairs(w.pairs(
        (_("To be heeded"), _care(account)),
        (_("Person"), case.party(account["party"])),
        (_("Date"), case.date(account["date"])),
        (_("Taken by"), account["taken_by"]),
        *((title, case.party(who) if who else "") for title, who in helpers),
        (_("Language"), account["language"]),
        (_("Recording"), w.mono(account["recording"]) if account["recording"] else ""),
        (_("Read back to the person"), w.yes_or_no(account["read_back"])),
        (_("What was told"), account["summary"] or _("not recorded here")),
        (_("Earlier accounts elsewhere"), account["earlier_accounts"]),
        (_("Referrals offered"), account["referrals"]),
        (_("Confidentiality"), v.CONFIDENTIALITY.label(account["confidentiality"])),
        (_("Note"), account["note"])))


def _consents(case: Case) -> Table:
    return Table(
        (Column(_("Person"), 1.8), Column(_("Recipient and use"), 2.2), Column(_("Given"), 1.3),
         Column(_("Explained"), 1.4), Column(_("Revoked"), 1.7)),
        tuple((case.party(each["party"]), _agreed(case, each), case.date(each["given_on"]), _explained(each),
               w.lines(case.date(each["revoked_on"]), each["revoked_reason"] or "")) for each in case.page["consents"]))


def _agreed(case: Case, consent: Json) -> Text:
    body = case.page["bodies"].get(consent["body"])
    return w.lines(
        consent["recipient"], w.cat(w.mono(body["reference"]), " ", body["name"]) if body else "",
        v.CONSENT_USE.label(consent["use"]),
        w.cat(_("About: "), w.mono(consent["evidence"])) if consent["evidence"] else _("Whatever comes from this person"),
        w.muted(consent["note"] or ""))


def _explained(consent: Json) -> Text:
    return w.lines(_("by {who}").format(who=consent["explained_by"]) if consent["explained_by"] else "",
                   _("in {language}").format(language=consent["language"]) if consent["language"] else "")
