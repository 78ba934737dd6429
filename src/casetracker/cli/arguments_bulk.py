"""The words of the change of many incidents at once."""

from __future__ import annotations

from casetracker.cli.arguments_tools import Commands, Parser, command, json_option, reason_options
from casetracker.domain import vocabulary as v
from casetracker.i18n import _


def add_bulk_command(verbs: Commands, shared: Parser) -> None:
    bulk = command(verbs, shared, "bulk", "bulk_changes:bulk", _(
        "change all incidents that a search finds, as one change that one undo takes back"))
    bulk.add_argument("query", metavar=_("QUERY"), nargs="?", help=_("as for “search”; one argument: put it in quotes"))
    bulk.add_argument("--all", action="store_true", help=_("every incident, instead of a query"))
    for name, text in (("--add-tag", _("a tag to add; may be given again")),
                       ("--remove-tag", _("a tag to take away; may be given again"))):
        bulk.add_argument(name, metavar=_("TAG"), action="append", default=[], help=text)
    lead = bulk.add_mutually_exclusive_group()
    lead.add_argument("--lead", metavar=_("NAME"), help=_("the lead investigator"))
    lead.add_argument("--no-lead", action="store_true", help=_("take the lead investigator away"))
    bulk.add_argument("--handling", choices=list(v.HANDLING), metavar="H", help=", ".join(v.HANDLING))
    bulk.add_argument("--assessment", choices=list(v.ASSESSMENT), metavar="A", help=", ".join(v.ASSESSMENT))
    reason_options(bulk)
    bulk.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    json_option(bulk)
