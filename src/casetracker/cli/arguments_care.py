"""The words for what goes beyond plain records: further files of an item, consents revoked, collectors' statements."""

from __future__ import annotations

from casetracker.cli.arguments_tools import Commands, Parser, command, reason_options
from casetracker.domain import vocabulary as v
from casetracker.i18n import _


def add_actions(kind: str, verbs: Commands, shared: Parser) -> None:
    """What a record kind has of its own, beside add, list, show and edit."""
    if kind == "evidence":
        _add_file(verbs, shared)
    elif kind == "consent":
        _revoke(verbs, shared)


def _add_file(verbs: Commands, shared: Parser) -> None:
    add = command(verbs, shared, "add-file", "evidence:add_file", _(
        "take a further file in to an item: its page source, a full-page capture, a transcript"))
    add.add_argument("exhibit", metavar="EXHIBIT", help=_("the evidence item's reference"))
    add.add_argument("file", metavar=_("FILE"), help=_("the file to take in"))
    roles = [role for role in v.FILE_ROLE if role != "evidentiary_copy"]
    add.add_argument("--role", choices=roles, metavar="R", required=True, help=", ".join(roles))


def _revoke(verbs: Commands, shared: Parser) -> None:
    revoke = command(verbs, shared, "withdraw", "care:revoke", _(
        "record that the person took their consent back; the record of it stays, and is not hidden by this"))
    revoke.add_argument("reference", metavar=_("REF"), help=_("the consent's reference"))
    revoke.add_argument("--date", metavar=_("DATE"), required=True, help=_("when the person took it back"))
    reason_options(revoke, required=True)


def statement_command(commands: Commands, shared: Parser) -> None:
    statement = command(commands, shared, "statement", "care:statement", _(
        "print the statement of an item's collector, for signature, as a PDF"))
    statement.add_argument("exhibit", metavar="EXHIBIT", help=_("the evidence item's reference"))
    statement.add_argument("-o", "--output", metavar="OUT.pdf", required=True, help=_("the file to write"))
    statement.add_argument("--language", choices=["en", "uk"], default="en", help=_("the statement's language"))
    statement.add_argument("--force", action="store_true", help=_("replace the file if there is one"))
