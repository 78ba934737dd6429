"""The commands for what may be one event entered twice: finding it, telling it apart, merging it."""

from __future__ import annotations

from casetracker.cli.arguments_tools import (
    Commands,
    Parser,
    command,
    json_option,
    limit_option,
    reason_options,
)
from casetracker.i18n import _


def add_similar_command(commands: Commands, shared: Parser) -> None:
    similar = command(commands, shared, "similar", "similar:similar", _("what may be the same event as an incident"))
    similar.add_argument("reference", metavar=_("REF"), nargs="?", help=_("the incident's reference"))
    similar.add_argument("--store-wide", action="store_true", help=_("go through all incidents and list likely pairs"))
    similar.add_argument("--all", action="store_true", help=_("those told apart as well"))
    limit_option(similar)
    json_option(similar)


def add_incident_decisions(verbs: Commands, shared: Parser) -> None:
    apart = command(verbs, shared, "apart", "similar:apart", _("remember that two incidents are not the same event"))
    apart.add_argument("reference", metavar=_("REF"), help=_("one incident"))
    apart.add_argument("other", metavar=_("OTHER"), help=_("the other incident"))
    merge = command(verbs, shared, "merge", "similar:merge", _(
        "merge an incident into another that tells the same event; nothing is lost, and it can be undone"))
    merge.add_argument("reference", metavar=_("REF"), help=_("the incident that is merged; it stays readable"))
    merge.add_argument("--into", metavar=_("REF"), required=True, help=_("the incident that is kept"))
    for parser in (apart, merge):
        reason_options(parser, required=True)
