"""The commands of the eight kinds of records: add, list, show, edit, and what a kind has of its own."""

from __future__ import annotations

from casetracker.cli.arguments_bulk import add_bulk_command
from casetracker.cli.arguments_care import add_actions
from casetracker.cli.arguments_saved import KIND as SAVED_SEARCH
from casetracker.cli.arguments_similar import add_incident_decisions
from casetracker.cli.arguments_tools import (
    Commands,
    Parser,
    command,
    incident_filters,
    json_option,
    limit_option,
    reason_options,
)
from casetracker.domain import vocabulary as v
from casetracker.domain.shapes import SHAPES
from casetracker.i18n import _

_HIDING = ("source", "party")
_SHOWN_BY = {"allegation": "allegations:show"}


def add_record_commands(commands: Commands, shared: Parser, wanted: str | None) -> None:
    """The kinds' commands; with a command wanted, only its own actions are laid out."""
    for kind in SHAPES:
        if kind == SAVED_SEARCH:  # has words of its own
            continue
        verbs = _verbs(commands, kind, _(SHAPES[kind].plural).lower())
        if wanted not in (kind, None):
            continue
        _add_one_kind(verbs, shared, kind)
        add_actions(kind, verbs, shared)
        if kind == "incident":
            _incident_status(verbs, shared)
            add_incident_decisions(verbs, shared)
            add_bulk_command(verbs, shared)
        elif kind == "proceeding":
            _proceeding_status(verbs, shared)
        elif kind == "evidence":
            _evidence_get(verbs, shared)
            _evidence_destroy(verbs, shared)


def _verbs(commands: Commands, kind: str, about: str) -> Commands:
    parser = commands.add_parser(kind, help=_("add, list, show, edit: {kind}").format(kind=about))
    verbs: Commands = parser.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    return verbs


def _add_one_kind(verbs: Commands, shared: Parser, kind: str) -> None:
    _add(verbs, shared, kind)
    _list(verbs, shared, kind)
    if kind == "custody":
        return
    show = command(verbs, shared, "show", _SHOWN_BY.get(kind, "records:show"), _("show one"))
    show.set_defaults(kind=kind)
    _reference(show)
    json_option(show)
    if kind in _HIDING:
        show.add_argument("--reveal", action="store_true", help=_("with the name of a protected one"))
    edit = command(verbs, shared, "edit", "records:edit", _("change the fields given in a JSON file, no others"))
    edit.set_defaults(kind=kind)
    _reference(edit)
    _file(edit)


def _add(verbs: Commands, shared: Parser, kind: str) -> None:
    if kind == "evidence":
        _evidence_add(verbs, shared)
        return
    add = command(verbs, shared, "add", "records:add", _("add one from a JSON file and print its reference"))
    add.set_defaults(kind=kind)
    _file(add)


def _list(verbs: Commands, shared: Parser, kind: str) -> None:
    if kind == "incident":
        incident_filters(command(verbs, shared, "list", "finding:list_incidents", _("list them")))
        return
    listing = command(verbs, shared, "list", "records:list_records", _("list them"))
    listing.set_defaults(kind=kind)
    if kind == "custody":
        listing.add_argument("exhibit", metavar="EXHIBIT", nargs="?", help=_("only of this evidence item"))
    listing.add_argument("--query", metavar=_("WORDS"), default="", help=_("only those with these words"))
    listing.add_argument("--withdrawn", action="store_true", help=_("withdrawn ones too"))
    limit_option(listing)
    json_option(listing)


def _incident_status(verbs: Commands, shared: Parser) -> None:
    status = command(verbs, shared, "status", "status:incident", _("move the assessment or the handling"))
    _reference(status)
    status.add_argument("--assessment", choices=list(v.ASSESSMENT), metavar="A", help=", ".join(v.ASSESSMENT))
    status.add_argument("--handling", choices=list(v.HANDLING), metavar="H", help=", ".join(v.HANDLING))
    reason_options(status)


def _proceeding_status(verbs: Commands, shared: Parser) -> None:
    status = command(verbs, shared, "status", "status:proceeding", _("record a stage of the proceeding"))
    _reference(status)
    status.add_argument("stage", choices=list(v.STAGE), metavar="STAGE", help=", ".join(v.STAGE))
    status.add_argument("--date", metavar=_("DATE"), help=_("when it happened (an imprecise date such as 2024-10)"))
    status.add_argument("--learned", metavar=_("DATE"), help=_("when it became known"))
    status.add_argument("--source", metavar=_("REF"), help=_("the source that says so"))
    reason_options(status)


def _evidence_add(verbs: Commands, shared: Parser) -> None:
    add = command(verbs, shared, "add", "evidence:add", _("take a file in as evidence of an incident"))
    add.add_argument("reference", metavar=_("REF"), help=_("the incident's reference"))
    add.add_argument("file", metavar=_("FILE"), help=_("the file to take in"))
    add.add_argument("--title", metavar=_("TEXT"), help=_("its title (default: the name of the file)"))
    add.add_argument("--source", metavar=_("REF"), help=_("the source it comes from"))
    add.add_argument("--role", choices=list(v.FILE_ROLE), metavar="R", default="evidentiary_copy", help=_(
        "what the file is to the item (default: evidentiary_copy): {codes}").format(codes=", ".join(v.FILE_ROLE)))
    add.add_argument("--details", metavar="FILE.json", help=_("further fields of the item (- for standard input)"))
    json_option(add)


def _evidence_get(verbs: Commands, shared: Parser) -> None:
    get = command(verbs, shared, "get", "evidence:get", _("give the file back, byte for byte; replaces nothing"))
    get.add_argument("exhibit", metavar="EXHIBIT", help=_("the evidence item's reference"))
    get.add_argument("-o", "--output", metavar="OUT", required=True, help=_("the file to write"))


def _evidence_destroy(verbs: Commands, shared: Parser) -> None:
    destroy = command(verbs, shared, "destroy", "evidence:destroy", _(
        "destroy the files of an item, for good; the item, its hashes and the journal stay"))
    destroy.add_argument("exhibit", metavar="EXHIBIT", help=_("the evidence item's reference"))
    reason_options(destroy, required=True)
    destroy.add_argument("--confirm", metavar="EXHIBIT", required=True, help=_("the same reference once more"))


def _reference(parser: Parser) -> None:
    parser.add_argument("reference", metavar=_("REF"), help=_("the record's reference"))


def _file(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE.json", help=_("a JSON file, or - for standard input"))
