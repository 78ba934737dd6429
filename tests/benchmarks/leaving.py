"""How a process that was started to be measured says what it needed, and ends. It asks for as little as can be."""

from __future__ import annotations

import os
import sys
from time import process_time


def leave() -> None:
    """With the computing of all its threads, from the start of Python on, and the most memory it held."""
    sys.stdout.write(f'{{"cpu": {process_time() * 1000}, "peak": {peak_mib()}}}\n')
    sys.stdout.flush()
    os._exit(0)


def peak_mib() -> float:
    """The most memory that this process held since it began, or since `machine.forget_peak`."""
    return _status("VmHWM")


def held_mib() -> float:
    """What it holds now."""
    return _status("VmRSS")


def _status(name: str) -> float:
    try:
        with open("/proc/self/status", encoding="utf-8") as file:
            return next(int(line.split()[1]) / 1024 for line in file if line.startswith(name))
    except OSError:  # another system than Linux
        return 0.0
