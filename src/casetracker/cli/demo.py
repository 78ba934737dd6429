"""A first look at the program: the window on the sample cases, or their dossier where no window can open.

The sample has a store of its own among the user's data, made the first time and kept, whatever the environment says of
other stores: nobody's real cases are shown to a room by mistake.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from casetracker import paths, syslibs
from casetracker.cli import output
from casetracker.cli.context import actor, login, named_actor, open_store, passphrase
from casetracker.i18n import _
from casetracker.services import sample
from casetracker.services.case_store import CaseStore


def run(args: argparse.Namespace) -> int:
    place = Path(args.store).expanduser() if args.store else paths.sample_store()
    references = _load(place, args)
    problem = syslibs.gui_problem()
    if problem:
        output.note(problem)
        return _write_dossier(place, args, references[0])
    from casetracker.gui.app import run as open_window

    return open_window(place, named_actor(args), login(), passphrase(args))


def _load(place: Path, args: argparse.Namespace) -> list[str]:
    """The sample's incidents, in a store that is made if there is none."""
    made = (place / "store.json").exists()
    store = open_store(place, args) if made else CaseStore.create(
        place, actor=actor(args), name=_("Sample cases"), sample=True)
    with store:
        return sample.load(store)


def _write_dossier(place: Path, args: argparse.Namespace, reference: str) -> int:
    from casetracker.dossier import make

    file = place.with_name(f"{place.name}-dossier.pdf")
    with open_store(place, args) as store:
        make.make(store, [reference], file, force=True)
    output.say(_("The dossier of the sample case {reference} is in {file}").format(reference=reference, file=file))
    return 0
