"""Where things are kept on this machine: the stores, and the log that says what went wrong with them."""

from __future__ import annotations

import os
from pathlib import Path

STORE_VARIABLE = "CASETRACKER_STORE"
_NAME = "casetracker"


def data_home() -> Path:
    """The program's own folder among this user's data; not made before something is put there."""
    from platformdirs import user_data_path  # late: most commands are told their store and never ask

    return user_data_path(_NAME, appauthor=False)


def state_home() -> Path:
    """Where the log is kept: apart from the cases, for it is nothing anyone needs to back up."""
    from platformdirs import user_state_path

    return user_state_path(_NAME, appauthor=False)


def default_store() -> Path:
    """The store to open when none is named: the environment's, else the one in the user's data folder."""
    named = os.environ.get(STORE_VARIABLE, "")
    return Path(named).expanduser() if named else data_home() / "cases"


def sample_store() -> Path:
    """The store of the sample cases: made once, kept, and never mixed with real ones."""
    return data_home() / "sample"
