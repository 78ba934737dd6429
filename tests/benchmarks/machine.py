"""On what it was measured, and how much memory was needed at most."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any


def told() -> dict[str, Any]:
    """Processor, cores, memory, system, and the versions of what does the work."""
    from sqlcipher3 import dbapi2

    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "processor": _processor(), "cores": os.cpu_count(),
        "memory_gib": round(_memory() / (1 << 30), 1), "system": platform.platform(),
        "python": sys.version.split()[0], "sqlite": dbapi2.sqlite_version, "pyside": version("PySide6-Essentials"),
        "sqlmodel": version("sqlmodel")}


def load() -> float:
    """How many programs want a processor at this moment; above the number of cores, figures are too high."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else 0.0


def _processor() -> str:
    lines = _lines(Path("/proc/cpuinfo"))
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
                platform.processor())


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 0


def forget_peak() -> None:
    """From here on the peak is counted anew, where the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
