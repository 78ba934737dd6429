"""The way in: reads the command line, calls the one function that does it, and turns every error into a sentence.

Exit codes: 0 done · 1 nothing found, or a check failed · 2 wrong usage · 3 an error that the user can cure · 70 an
error of the program itself · 130 interrupted.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence

from casetracker import hardening, i18n, logs
from casetracker.cli import output, plain_start
from casetracker.cli.context import folder, login, named_actor, passphrase
from casetracker.errors import UserError
from casetracker.i18n import _

DONE, NOTHING, USAGE, CURABLE, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130
_DEBUG = "CASETRACKER_DEBUG"


def main(argv: Sequence[str] | None = None) -> int:
    hardening.shut()
    output.prepare_streams()
    i18n.use()
    words = sys.argv[1:] if argv is None else argv
    try:
        args = plain_start.read(words) or _parsed(words)
    except SystemExit as leaving:  # argparse has said what there was to say
        return leaving.code if isinstance(leaving.code, int) else USAGE
    return _guarded(args)


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    from casetracker.cli import argparse_words, arguments

    argparse_words.speak()
    return arguments.parse(words)


def _guarded(args: argparse.Namespace) -> int:
    try:
        code = _run(args)
        sys.stdout.flush()
    except UserError as fault:
        output.note(str(fault))
        return CURABLE
    except BrokenPipeError:  # the reader has seen enough
        output.silence(sys.stdout)
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as fault:
        return _disturbed(fault)
    except Exception as fault:
        return _bug(fault)
    return code


def _run(args: argparse.Namespace) -> int:
    if args.command is None:
        return _open_window(args)
    logs.setup()
    module, _colon, function = args.run.partition(":")
    run: Callable[[argparse.Namespace], int] = getattr(
        importlib.import_module(f"casetracker.cli.commands.{module}"), function)
    return run(args)


def _open_window(args: argparse.Namespace) -> int:
    from casetracker import syslibs

    problem = syslibs.gui_problem()
    if problem:
        raise UserError(problem, _("The command line works without: casetracker --help lists its commands."))
    gc.disable()  # the window looks for circles itself; there are none yet to be found among what is imported
    from casetracker.gui.app import run

    return run(folder(args), named_actor(args), login(), passphrase(args))


def _disturbed(fault: OSError) -> int:
    """The world said no where nobody expected it: a full disk behind standard output, a file without permission."""
    if sys.stdout is not None and not sys.stdout.closed:
        output.silence(sys.stdout)
    output.note(f"{fault.strerror or type(fault).__name__}{f': {fault.filename}' if fault.filename else ''}")
    _log(fault)
    return CURABLE


def _bug(fault: Exception) -> int:
    if os.environ.get(_DEBUG):
        traceback.print_exception(fault)
    output.note(_("This is an error of the program itself; nothing was half-written. Its log is {file}.").format(
        file=logs.file()))
    _log(fault)
    return BUG


def _log(fault: Exception) -> None:
    logging.getLogger(__name__).error("a command failed", exc_info=fault)
