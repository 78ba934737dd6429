"""The commands by which others can be shown that a record is what it was: verify, package, head, timestamp."""

from __future__ import annotations

from casetracker.cli.arguments_tools import Commands, Parser, command, json_option
from casetracker.domain import vocabulary as v
from casetracker.i18n import _


def add_proof_commands(commands: Commands, shared: Parser) -> None:
    _verify(commands, shared)
    _package(commands, shared)
    head = command(commands, shared, "head", "packages:head", _(
        "sign how the journal ends, for somebody else to keep: later it shows whether the journal was rewritten"))
    head.add_argument("-o", "--output", metavar=_("FILE"), required=True, help=_("the file to write"))
    _timestamp(commands, shared)


def _verify(commands: Commands, shared: Parser) -> None:
    verify = command(commands, shared, "verify", "stores:verify", _(
        "check every file, record and journal entry of the store, or of a package; writes nothing"))
    verify.add_argument("package", metavar=_("PACKAGE"), nargs="?", help=_(
        "a package (a folder or a .zip file) instead of the store; it is also compared with the store it comes from"))
    verify.add_argument("--head", metavar=_("FILE"), help=_(
        "a head that was handed over before (of “casetracker head”, or an earlier package), to be compared"))
    verify.add_argument("--key", metavar="HEX", default="", help=_(
        "the public key that a package must be signed with, as you were told it"))
    json_option(verify)


def _package(commands: Commands, shared: Parser) -> None:
    package = command(commands, shared, "package", "packages:make", _(
        "pack one or several incidents, with their evidence and what proves them, so that a stranger can check them"))
    package.add_argument("references", metavar=_("REF"), nargs="+", help=_("an incident's reference"))
    package.add_argument("-o", "--output", metavar="OUT", required=True, help=_(
        "the folder to make, or the file if it ends in .zip; nothing is ever replaced"))
    package.add_argument("--audience", choices=list(v.AUDIENCE), default="prosecutor", help=_(
        "for whom (default: prosecutor, with pseudonyms for the protected)"))
    package.add_argument("--recipient", metavar=_("REF"), help=_(
        "the body it is for: what was given for named recipients is in it only if the body is one of them"))
    package.add_argument("--language", choices=["en", "uk"], default="en", help=_("the language of the dossier in it"))
    package.add_argument("--dossier", action="store_true", help=_("with the dossier as a PDF"))
    json_option(package)


def _timestamp(commands: Commands, shared: Parser) -> None:
    parser = commands.add_parser("timestamp", help=_("have an authority say when the journal was as it is"))
    verbs: Commands = parser.add_subparsers(dest="verb", metavar=_("ACTION"), required=True)
    request = command(verbs, shared, "request", "packages:request_timestamp", _(
        "write a request (RFC 3161) for a time stamp on the journal as it stands; nothing goes online"))
    request.add_argument("-o", "--output", metavar="FILE.tsq", required=True, help=_("the file to write"))
    take_in = command(verbs, shared, "import", "packages:import_timestamp", _(
        "check the authority's answer and keep it"))
    take_in.add_argument("file", metavar="FILE.tsr", help=_("the answer of the authority"))
    take_in.add_argument("--authority", metavar="FILE.pem", required=True, help=_(
        "the certificates of the authority that you trust, its root among them"))
