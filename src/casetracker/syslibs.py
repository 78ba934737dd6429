"""Which libraries of the system a window needs, asked before Qt is touched.

Qt does not raise an error when a library or the display is missing: it ends the process. So the program asks here first
and can say in one sentence what is wrong; and `./dev` asks here, with the system's own Python and before anything is
installed, which packages to fetch. Therefore: the standard library only, and nothing of ours at the top.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable

# library as the loader knows it -> the Debian package (and Ubuntu's) that brings it
ANY_WINDOW = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11 = {
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_NO_SCREEN_NEEDED = {"offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay"}


def missing(table: Iterable[str]) -> list[str]:
    """The libraries of a table that the loader does not find."""
    return [name for name in table if not _loads(name)]


def missing_packages() -> list[str]:
    """The packages to install before a window can open here; none on systems where Qt brings all it needs."""
    if not sys.platform.startswith("linux"):
        return []
    table = ANY_WINDOW | X11 | (WAYLAND if os.environ.get("WAYLAND_DISPLAY") else {})
    return sorted({table[name] for name in missing(table)})


def gui_problem() -> str | None:
    """Why no window can open here, in a sentence and a cure; None if one can."""
    if not sys.platform.startswith("linux"):
        return None
    lacking = missing(ANY_WINDOW)
    if lacking:
        return _lacking(lacking)
    if _wished_platform() in _NO_SCREEN_NEEDED:
        return None
    return _display_problem()


def _display_problem() -> str | None:
    from casetracker.i18n import _  # late: `./dev` runs this file alone

    displays = [name for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)]
    if not displays:
        return _("There is no display here to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).")
    problems = [_wayland_problem() if name == "WAYLAND_DISPLAY" else _x11_problem() for name in displays]
    return None if None in problems else problems[-1]


def _x11_problem() -> str | None:
    return _lacking(missing(X11)) or (None if _x11_answers() else _silent("DISPLAY"))


def _wayland_problem() -> str | None:
    return _lacking(missing(WAYLAND)) or (None if _wayland_answers() else _silent("WAYLAND_DISPLAY"))


def _x11_answers() -> bool:
    """Whether the X server lets us in: only a real greeting tells, for a permission may be missing too."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _wayland_answers() -> bool:
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    wayland.wl_display_connect.argtypes = [ctypes.c_char_p]
    wayland.wl_display_disconnect.argtypes = [ctypes.c_void_p]
    connection = wayland.wl_display_connect(None)
    if connection:
        wayland.wl_display_disconnect(connection)
    return bool(connection)


def _wished_platform() -> str:
    return os.environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]


def _lacking(libraries: list[str]) -> str | None:
    from casetracker.i18n import _

    if not libraries:
        return None
    table = ANY_WINDOW | X11 | WAYLAND
    packages = " ".join(sorted({table[name] for name in libraries}))
    sentence = _("A window needs system libraries that are not installed here ({libraries}).")
    cure = _("On Debian or Ubuntu: sudo apt-get install {packages}")
    return f"{sentence.format(libraries=', '.join(libraries))} {cure.format(packages=packages)}"


def _silent(variable: str) -> str:
    from casetracker.i18n import _

    sentence = _("The display named by {variable} ({value}) does not answer or does not let us in.")
    return sentence.format(variable=variable, value=os.environ.get(variable, ""))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    print(*missing_packages())
