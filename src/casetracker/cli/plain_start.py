"""Starting the window, which is what most starts are, without laying out the grammar of all commands first."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from casetracker.cli.arguments_tools import clean_texts

_OPTIONS = {"--store": "store", "--passphrase-file": "passphrase_file", "--actor": "actor"}


def read(words: Sequence[str]) -> argparse.Namespace | None:
    """What the grammar would make of these words if they hold no command and none but the options of every command; None
    of all others, right or wrong."""
    args, rest = argparse.Namespace(command=None, **dict.fromkeys(_OPTIONS.values())), iter(words)
    for word in rest:
        name, given, value = word.partition("=")
        if not given:
            value = next(rest, "-")
        if name not in _OPTIONS or (value.startswith("-") and not given):
            return None
        setattr(args, _OPTIONS[name], value)
    return clean_texts(args)
