"""Which store a command works on, and who is working: from the command line, the environment, the machine."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casetracker import paths
from casetracker.cli import output, reading
from casetracker.cli.arguments_tools import clean
from casetracker.errors import PassphraseNeeded, UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore

ACTOR_VARIABLE = "CASETRACKER_ACTOR"
PASSPHRASE_VARIABLE = "CASETRACKER_PASSPHRASE"


def folder(args: argparse.Namespace) -> Path:
    return Path(args.store).expanduser() if args.store else paths.default_store()


def actor(args: argparse.Namespace) -> str:
    """Who is named in the journal; entered, never authenticated."""
    named = named_actor(args)
    return login() if named is None else named


def named_actor(args: argparse.Namespace) -> str | None:
    """The name that the command line or the environment gives; None where neither does."""
    named = args.actor if args.actor is not None else os.environ.get(ACTOR_VARIABLE) or None
    if named is None:
        return None
    if not named.strip():
        raise UserError(_("The name of the actor is empty."), _("Say who you are: --actor NAME."))
    return clean(str(named)).strip()


def login() -> str:
    try:
        return clean(getpass.getuser()).strip() or "unknown"
    except (KeyError, OSError):  # a container's user may have no name
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown"


def passphrase(args: argparse.Namespace) -> str | None:
    """The passphrase that a file or the environment gives; None where neither does."""
    if args.passphrase_file is not None:
        return first_line(args.passphrase_file)
    return os.environ.get(PASSPHRASE_VARIABLE)


def first_line(file: str) -> str:
    return reading.text(file).partition("\n")[0].rstrip("\r")


def asked(sentence: str) -> str | None:
    """What a person types unseen; None where nobody sits at a terminal."""
    return getpass.getpass(f"{sentence}: ") if sys.stdin is not None and sys.stdin.isatty() else None


def open_store(place: Path, args: argparse.Namespace) -> CaseStore:
    """Open a store; the passphrase of an encrypted one is asked for where it is not given."""
    who, given = actor(args), passphrase(args)
    try:
        return CaseStore.open(place, actor=who, passphrase=given, via="cli")
    except PassphraseNeeded:
        given = asked(_("Passphrase"))
        if given is None:
            raise
        return CaseStore.open(place, actor=who, passphrase=given, via="cli")


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[CaseStore]:
    """The store a command works on, closed behind it."""
    store = open_store(folder(args), args)
    if store.backup is not None:
        output.note(_("This is a backup, made {when}; it can be read, not written to.").format(when=store.backup.made_at))
    try:
        yield store
    finally:
        store.close()


def reason(args: argparse.Namespace) -> str:
    """Why, from the command line or from a file."""
    if args.reason_file is not None:
        return reading.text(args.reason_file)
    return args.reason or ""
