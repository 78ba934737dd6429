"""The words of `saved-search`: searches kept under a name."""

from __future__ import annotations

from casetracker.cli.arguments_tools import (
    Commands,
    Parser,
    command,
    json_option,
    limit_option,
    rank_option,
    reason_options,
)
from casetracker.i18n import _

NAME, KIND = "saved-search", "saved_search"


def add_saved_search_commands(commands: Commands, shared: Parser) -> None:
    text = _("searches kept under a name: add, list, run, rename, remove, hand on as text")
    parser = commands.add_parser(NAME, help=text, description=text[:1].upper() + text[1:] + ".")
    verbs: Commands = parser.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    listing = command(verbs, shared, "list", "saved_searches:listing", _(
        "list them, each with the number of incidents found"))
    listing.add_argument("--no-counts", action="store_true", help=_("without the numbers, which take their time"))
    json_option(listing)
    add = command(verbs, shared, "add", "saved_searches:add", _("keep a search under a name and print its reference"))
    _name(add)
    _query(add)
    add.add_argument("--note", metavar=_("TEXT"), help=_("what it is for"))
    run = command(verbs, shared, "run", "saved_searches:run", _("find the incidents that it finds now"))
    _name(run)
    rank_option(run)
    limit_option(run)
    json_option(run)
    _changing(verbs, shared)
    _as_record(verbs, shared)
    export = command(verbs, shared, "export", "saved_searches:export", _("print them as text, one a line: “name: search”"))
    export.add_argument("names", metavar=_("NAME"), nargs="*", help=_("only these (default: all)"))
    take_in = command(verbs, shared, "import", "saved_searches:take_in", _(
        "keep the searches of such a text, all or none; what is here already is left as it is"))
    take_in.add_argument("file", metavar=_("FILE"), help=_("a text file, or - for standard input"))


def _changing(verbs: Commands, shared: Parser) -> None:
    rename = command(verbs, shared, "rename", "saved_searches:rename", _("give one another name"))
    _name(rename)
    rename.add_argument("new_name", metavar=_("NEW_NAME"), help=_("the new name"))
    change = command(verbs, shared, "change", "saved_searches:change", _("let a name stand for another search"))
    _name(change)
    _query(change)
    remove = command(verbs, shared, "remove", "saved_searches:remove", _("withdraw one; undo and restore bring it back"))
    _name(remove)
    reason_options(remove)


def _as_record(verbs: Commands, shared: Parser) -> None:
    """As of every other kind."""
    show = command(verbs, shared, "show", "records:show", _("show one"))
    edit = command(verbs, shared, "edit", "records:edit", _("change the fields given in a JSON file, no others"))
    for parser in (show, edit):
        parser.set_defaults(kind=KIND)
        parser.add_argument("reference", metavar=_("REF"), help=_("the record's reference"))
    json_option(show)
    edit.add_argument("file", metavar="FILE.json", help=_("a JSON file, or - for standard input"))


def _name(parser: Parser) -> None:
    parser.add_argument("name", metavar=_("NAME"), help=_("its name, or its reference"))


def _query(parser: Parser) -> None:
    parser.add_argument("query", metavar=_("QUERY"), help=_(
        "the search, as one argument; one that begins with a dash stands behind --"))
