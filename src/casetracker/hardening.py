"""What keeps other programs of this user, and crash reporters, out of this process: no core dump, no look into its memory.

The names in a case stand in the memory of an open window. A core dump would write them to the disk in the open, and a
crash reporter might send them away. What a system does not know is left out in silence.
"""

from __future__ import annotations

import sys

_PR_SET_DUMPABLE = 4


def shut() -> None:
    """Called before anything else; a program that this one starts begins anew and must call it for itself."""
    _no_core_dump()
    if sys.platform.startswith("linux"):
        _not_dumpable()


def _no_core_dump() -> None:
    try:
        import resource
    except ImportError:  # Windows has none; its crash reports are the system's to forbid
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def _not_dumpable() -> None:
    """Neither a dump that is piped into a program, which knows no limit, nor a debugger of the same user."""
    import ctypes

    try:
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    except (OSError, AttributeError):  # a C library without it
        return
