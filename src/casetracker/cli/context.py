"""Which store a command works on, and who is working: from the command line, the environment, the machine."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casetracker import paths
from casetracker.cli import reading
from casetracker.cli.arguments_tools import clean
from casetracker.errors import UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore

ACTOR_VARIABLE = "CASETRACKER_ACTOR"


def folder(args: argparse.Namespace) -> Path:
    return Path(args.store).expanduser() if args.store else paths.default_store()


def actor(args: argparse.Namespace) -> str:
    """Who is named in the journal; entered, never authenticated."""
    named = args.actor if args.actor is not None else os.environ.get(ACTOR_VARIABLE) or _login()
    if not named.strip():
        raise UserError(_("The name of the actor is empty."), _("Say who you are: --actor NAME."))
    return clean(str(named)).strip()



def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown"


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[CaseStore]:
    """The store a command works on, closed behind it."""
    store = CaseStore.open(folder(args), actor=actor(args), via="cli")
    try:
        yield store
    finally:
        store.close()


def reason(args: argparse.Namespace) -> str:
    """Why, from the command line or from a file."""
    if args.reason_file is not None:
        return reading.text(args.reason_file)
    return args.reason or ""
