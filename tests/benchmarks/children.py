"""Measuring in a process of its own: what a window needs from the start on, with nothing there before it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import casetracker

_ROOT = Path(__file__).parents[2]
_SESSION = _ROOT / "tests" / "x11_session.sh"
# That this platform knows no smallest size of a window need not be said for every window.
_UNSEEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
_ACTOR = "B. Enchmark"


def ask(name: str, *arguments: str | Path, shown: bool = False) -> dict[str, Any]:
    """What the module `tests.benchmarks.<name>` prints as its last line, as JSON, and the seconds it took. A window is
    drawn on no screen; `shown`, it is on a screen with a window manager, if there is one or one can be had."""
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", *map(str, arguments)]
    before, variables = _screen() if shown else ([], _UNSEEN)
    with tempfile.TemporaryDirectory() as home:
        begun = perf_counter()
        done = subprocess.run([*before, *command], cwd=_ROOT, env={**os.environ, **_settings(home), **variables},
                              stdout=subprocess.PIPE, text=True, check=False)
        took = perf_counter() - begun
    if done.returncode:
        raise RuntimeError(f"{name} ended with {done.returncode}: {done.stdout[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {"took": took, **found}


def _settings(home: str) -> dict[str, str]:
    """Neither the settings nor the stores of whoever measures are touched."""
    places = {f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    path = os.pathsep.join((str(_ROOT), str(Path(casetracker.__file__).parents[1])))
    return {**places, "CASETRACKER_CONFIG": home, "CASETRACKER_ACTOR": _ACTOR, "PYTHONPATH": path, "LANGUAGE": "en",
            "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": _compiled().name}


@cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    """Where modules are kept compiled from the first child on, as those of an installed program are from its installing
    on; kept until this process ends."""
    return tempfile.TemporaryDirectory()


def _screen() -> tuple[list[str], dict[str, str]]:
    """(what the command is begun with, variables): the screen that is there, else one of our own, else none."""
    if os.environ.get("QT_QPA_PLATFORM") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return [], {}
    if all(map(shutil.which, ("sh", "Xvfb", "openbox", "dbus-daemon", "xprop"))):
        # The session asks for the helpers of the blind, which few people run.
        return ["sh", str(_SESSION), "env", "-u", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"], {}
    return [], _UNSEEN
