"""The commands on what is claimed about an incident: add a claim, see the matters, adopt a value."""

from __future__ import annotations

from casetracker.cli.arguments_tools import Commands, Parser, command, json_option, reason_options
from casetracker.i18n import _


def add_claim_commands(commands: Commands, shared: Parser) -> None:
    parser = commands.add_parser("claim", help=_("what sources claim about an incident: add, list, adopt"))
    verbs: Commands = parser.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    add = command(verbs, shared, "add", "claims:add", _(
        "add one claim from a JSON file, a row of one of the incident's lists, and print its id"))
    _incident(add)
    add.add_argument("file", metavar="FILE.json", help=_(
        "a JSON file, or - for standard input; \"list\" names the list where the fields do not tell it"))
    listing = command(verbs, shared, "list", "claims:list_matters", _(
        "the matters of an incident: what is said of each, from how many roots, and who says otherwise"))
    _incident(listing)
    json_option(listing)
    adopt = command(verbs, shared, "adopt", "claims:adopt", _(
        "adopt the value of a claim; no other value of its matter stays adopted"))
    _incident(adopt)
    adopt.add_argument("claim", metavar="CLAIM_ID", help=_("the id of the claim, as “claim list” prints it"))
    reason_options(adopt, required=True)
    adopt.add_argument("--reviewed-by", metavar=_("NAME"), default="", help=_(
        "who looked at it again; somebody else than you"))


def _incident(parser: Parser) -> None:
    parser.add_argument("incident", metavar="INCIDENT", help=_("the incident's reference"))
