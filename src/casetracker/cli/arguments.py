"""The words of the command line: which commands there are, what each takes, and how each is explained.

Nothing is done here. A command names its function as `module:function` below `casetracker.cli.commands`, so that only
what is called is ever loaded.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from casetracker import __version__
from casetracker.cli.arguments_care import statement_command
from casetracker.cli.arguments_claims import add_claim_commands
from casetracker.cli.arguments_findings import add_findings_commands, free_reference
from casetracker.cli.arguments_law import add_law_commands
from casetracker.cli.arguments_proof import add_proof_commands
from casetracker.cli.arguments_records import add_record_commands
from casetracker.cli.arguments_safety import add_safety_commands
from casetracker.cli.arguments_saved import add_saved_search_commands
from casetracker.cli.arguments_similar import add_similar_command
from casetracker.cli.arguments_tools import (
    Commands,
    Parser,
    clean_texts,
    command,
    command_of,
    facets_option,
    free_query,
    incident_filters,
    json_option,
    limit_option,
    rank_option,
    reason_options,
)
from casetracker.domain import vocabulary as v
from casetracker.i18n import _

PROGRAM = "casetracker"


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """What was asked for; wrong usage ends in `SystemExit(2)` after a line that says what was wrong."""
    words = free_reference(free_query(list(argv)))
    return clean_texts(build(command_of(words)).parse_args(words))


def build(wanted: str | None = None) -> Parser:
    """The grammar; of the record kinds only the wanted one in full, for building all takes longer than most commands."""
    parser = Parser(prog=PROGRAM, description=_(
        "A desk program for investigators who document alleged war crimes. Without a command it opens the window."))
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    _global_options(parser, None)
    shared = Parser(add_help=False)
    _global_options(shared, argparse.SUPPRESS)
    commands: Commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), title=_("commands"))
    _store_commands(commands, shared)
    add_record_commands(commands, shared, wanted)
    add_law_commands(commands, shared)
    add_claim_commands(commands, shared)
    _finding_commands(commands, shared)
    add_saved_search_commands(commands, shared)
    add_similar_command(commands, shared)
    add_findings_commands(commands, shared)
    _history_commands(commands, shared)
    add_safety_commands(commands, shared)
    return parser


def _global_options(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument("--store", metavar=_("FOLDER"), default=default, help=_(
        "the folder of the case store (default: CASETRACKER_STORE, else a folder among your data)"))
    parser.add_argument("--passphrase-file", metavar=_("FILE"), default=default, help=_(
        "a file whose first line is the passphrase, or the recovery key, of an encrypted store (default:"
        " CASETRACKER_PASSPHRASE, else it is asked for); never an argument, for command lines end in shell histories"))
    parser.add_argument("--actor", metavar=_("NAME"), default=default, help=_(
        "who you are, as the journal is to say (default: CASETRACKER_ACTOR, else your login name)"))


def _store_commands(commands: Commands, shared: Parser) -> None:
    init = command(commands, shared, "init", "stores:init", _("make an empty store"))
    init.add_argument("--name", metavar=_("NAME"), default="", help=_("what the store is called"))
    init.add_argument("--owner", metavar=_("NAME"), default="", help=_("the organisation that owns it"))
    init.add_argument("--plain", action="store_true", help=_("without encryption, for a disk that is encrypted itself"))
    command(commands, shared, "sample", "stores:sample", _(
        "load the sample cases, making the store if there is none; a second time changes nothing"))
    command(commands, shared, "demo", "stores:demo", _(
        "open the window on the sample store; without a display, write the sample's dossier instead"))
    command(commands, shared, "encrypt", "protection:encrypt", _(
        "encrypt a plain store, and print its recovery key once"))
    command(commands, shared, "decrypt", "protection:decrypt", _("make an encrypted store a plain one"))
    passphrase = command(commands, shared, "passphrase", "protection:passphrase_command", _(
        "change the passphrase of a store; the recovery key opens it too"))
    passphrase.add_argument("--new-file", metavar=_("FILE"), help=_(
        "a file whose first line is the new passphrase (default: it is asked for)"))
    command(commands, shared, "recovery-key", "protection:recovery_key", _(
        "print a new recovery key; the one before opens the store no more"))
    add_proof_commands(commands, shared)


def _finding_commands(commands: Commands, shared: Parser) -> None:
    listing = command(commands, shared, "list", "finding:list_incidents", _("list the incidents"))
    incident_filters(listing)
    search = command(commands, shared, "search", "finding:search", _(
        "find incidents by any word of theirs or of what hangs on them"))
    search.add_argument("query", metavar=_("QUERY"), help=_(
        "words, \"an exact phrase\", -without, in any script; one argument: put it in quotes"))
    rank_option(search)
    facets_option(search)
    limit_option(search)
    json_option(search)
    dossier = command(commands, shared, "dossier", "dossiers:make", _("print one or several incidents as a PDF"))
    dossier.add_argument("references", metavar=_("REF"), nargs="+", help=_("an incident's reference"))
    dossier.add_argument("-o", "--output", metavar="OUT.pdf", required=True, help=_("the file to write"))
    dossier.add_argument("--audience", choices=list(v.AUDIENCE), default="prosecutor", help=_(
        "for whom (default: prosecutor, with pseudonyms for the protected)"))
    dossier.add_argument("--recipient", metavar=_("REF"), help=_(
        "the body it is for: what was given for named recipients is in it only if the body is one of them"))
    dossier.add_argument("--language", choices=["en", "uk"], default="en", help=_("the dossier's language"))
    dossier.add_argument("--force", action="store_true", help=_("replace the file if there is one"))
    statement_command(commands, shared)


def _history_commands(commands: Commands, shared: Parser) -> None:
    journal = command(commands, shared, "journal", "history:journal", _("what was done, by whom and when"))
    journal.add_argument("reference", metavar=_("REF"), nargs="?", help=_("only what concerns this record"))
    limit_option(journal)
    json_option(journal)
    command(commands, shared, "undo", "history:undo", _("take back your last change"))
    command(commands, shared, "redo", "history:redo", _("do again what you took back last"))
    withdraw = command(commands, shared, "withdraw", "history:withdraw", _("hide a record; nothing is ever deleted"))
    restore = command(commands, shared, "restore", "history:restore", _("show a withdrawn record again"))
    for parser in (withdraw, restore):
        parser.add_argument("reference", metavar=_("REF"), help=_("the record's reference"))
        reason_options(parser, required=True)
