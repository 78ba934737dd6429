"""The words of `findings`: what is missing, and setting a finding aside."""

from __future__ import annotations

from casetracker.cli.arguments_tools import Commands, Parser, command, command_at, json_option, reason_options
from casetracker.domain.findings import KINDS
from casetracker.i18n import _

NAME = "findings"
_LIST, _DISMISS = "list", "dismiss"


def free_reference(argv: list[str]) -> list[str]:
    """`findings` and `findings REF` list; the action may be left out."""
    start = command_at(argv)
    if argv[start:start + 1] != [NAME] or argv[start + 1:start + 2] in ([_LIST], [_DISMISS], ["--help"], ["-h"]):
        return argv
    return [*argv[:start + 1], _LIST, *argv[start + 1:]]


def add_findings_commands(commands: Commands, shared: Parser) -> None:
    text = _("what is missing in an incident, or in the store: computed, never typed")
    parser = commands.add_parser(NAME, help=text, description=text[:1].upper() + text[1:] + ".")
    verbs: Commands = parser.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    listing = command(verbs, shared, _LIST, "findings:listing", _(
        "list what is missing; the action that is meant when none is named"))
    listing.add_argument("reference", metavar=_("REF"), nargs="?", help=_(
        "an incident, or a record that incidents share (default: the whole store)"))
    listing.add_argument("--code", choices=list(KINDS), metavar="CODE", help=_("only of this kind: {codes}").format(
        codes=", ".join(KINDS)))
    listing.add_argument("--dismissed", action="store_true", help=_("the dismissed ones instead, with their reasons"))
    json_option(listing)
    dismiss = command(verbs, shared, _DISMISS, "findings:dismiss", _(
        "set a finding aside as it stands; it shows again when something else is found in its place"))
    dismiss.add_argument("reference", metavar=_("REF"), help=_("the incident, or the record, that has the finding"))
    dismiss.add_argument("code", choices=list(KINDS), metavar="CODE", help=_("what kind of finding it is"))
    dismiss.add_argument("subject", metavar="SUBJECT", nargs="?", default="", help=_(
        "what it is about, where the record has several of the kind"))
    reason_options(dismiss, required=True)
