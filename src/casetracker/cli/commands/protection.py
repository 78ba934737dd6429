"""Encrypting a store, laying it open, and the two ways to its secret."""

from __future__ import annotations

import argparse
from contextlib import closing

from casetracker.cli import output
from casetracker.cli.context import actor, asked, first_line, folder, passphrase
from casetracker.errors import UserError
from casetracker.i18n import _
from casetracker.services import protection


def encrypt(args: argparse.Namespace) -> int:
    given, progress = passphrase(args) or _needed(new_passphrase()), output.ProgressLine(_("Encrypting"))
    with closing(progress):
        made = protection.encrypt(folder(args), given, actor=actor(args), progress=lambda _what, done, total: progress(
            done, total))
    output.say(_("The store at {place} is encrypted.").format(place=folder(args)))
    tell_recovery_key(made)
    return 0


def decrypt(args: argparse.Namespace) -> int:
    progress = output.ProgressLine(_("Decrypting"))
    with closing(progress):
        protection.lay_open(folder(args), _present(args), actor=actor(args), progress=lambda _what, done, total: progress(
            done, total))
    output.say(_("The store at {place} is no longer encrypted. Keep it on an encrypted disk.").format(place=folder(args)))
    return 0


def passphrase_command(args: argparse.Namespace) -> int:
    new = first_line(args.new_file) if args.new_file is not None else _needed(new_passphrase())
    protection.change_passphrase(folder(args), _present(args), new)
    output.say(_("The new passphrase opens the store; the old one no more. The recovery key is the same."))
    return 0


def recovery_key(args: argparse.Namespace) -> int:
    tell_recovery_key(protection.change_recovery_key(folder(args), _present(args)))
    return 0


def tell_recovery_key(recovery: str) -> None:
    """Shown this once: it stands nowhere in the store."""
    output.say(_("Recovery key: {key}").format(key=recovery))
    output.note(_("Print it and keep it apart from the computer: it opens the store when the passphrase is forgotten, and it"
                  " is shown only now."))


def new_passphrase() -> str | None:
    """A passphrase for a store that is being made, typed twice; None where nobody sits at a terminal."""
    first = asked(_("New passphrase"))
    if first is not None and first != asked(_("The same once more")):
        raise UserError(_("The two passphrases are not the same; nothing was changed."))
    return first


def _present(args: argparse.Namespace) -> str:
    return passphrase(args) or _needed(asked(_("Passphrase")))


def _needed(given: str | None) -> str:
    if given is None:
        raise UserError(_("A passphrase is needed."),
                        _("Give it by --passphrase-file or CASETRACKER_PASSPHRASE, or sit at a terminal."))
    return given
