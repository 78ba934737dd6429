"""The commands that keep a store from harm: backing up, bringing back, hashing again."""

from __future__ import annotations

from casetracker.cli.arguments_tools import Commands, Parser, command, count, json_option
from casetracker.i18n import _


def add_safety_commands(commands: Commands, shared: Parser) -> None:
    made = command(commands, shared, "backup", "backups:make", _(
        "copy the store into another folder, or bring its backup there up to date, while others go on working"))
    _making(made)
    verbs: Commands = made.add_subparsers(dest="verb", metavar=_("ACTION"))
    _making(command(verbs, shared, "make", "backups:make", _("the same")))
    listing = command(verbs, shared, "list", "backups:list_copies", _(
        "list the copies of the database that the store has made of itself, or those of a backup"))
    listing.add_argument("folder", metavar=_("FOLDER"), nargs="?", help=_("a backup's folder (default: the store's own)"))
    json_option(listing)
    restore = command(verbs, shared, "restore", "backups:restore", _(
        "make a store of a backup; what stands in its place is moved aside"))
    restore.add_argument("folder", metavar=_("BACKUP"), help=_(
        "a backup's folder, or one copy of a database that “backup list” shows"))
    restore.add_argument("--into", metavar=_("PLACE"), required=True, help=_("the folder of the store to be"))
    restore.add_argument("--accept-faults", action="store_true", help=_(
        "bring back what there is, though the backup is not sound"))
    _fixity(commands, shared)


def _fixity(commands: Commands, shared: Parser) -> None:
    fixity = command(commands, shared, "fixity", "fixity:run", _(
        "hash every evidence file again, and write in the journal that it was done and what was found"))
    fixity.add_argument("--if-due", action="store_true", help=_("only where the last time is too long ago"))
    fixity.add_argument("--every", metavar=_("DAYS"), type=count, help=_(
        "only set after how many days it is due (90; 0 for never)"))
    json_option(fixity)


def _making(parser: Parser) -> None:
    parser.add_argument("-o", "--output", metavar=_("FOLDER"), help=_(
        "the folder of the backup; on another disk, if you can"))
    parser.add_argument("--check", action="store_true", help=_("hash again what earlier runs have copied"))
    parser.add_argument("--forget-destroyed", action="store_true", help=_(
        "destroy in the backup too what the store has destroyed since"))
    json_option(parser)
