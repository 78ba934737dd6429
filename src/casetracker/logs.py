"""The log: enough to find a fault by, and nothing about any case.

A log leaves the house: people attach it to mails asking for help. So a line holds what the program did and where
an error arose, by type and by our own lines of code; never the words of an error, for those quote the record.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from casetracker import paths

_PACKAGE = Path(__file__).resolve().parent
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BYTES_PER_FILE = 512 * 1024
_OLD_FILES = 3


def file() -> Path:
    """Where the log is."""
    return paths.state_home() / "casetracker.log"


def setup(verbose: bool = False) -> None:
    """Log from now on: to the file if it can be written, and to standard error if asked to be talkative."""
    logger = logging.getLogger("casetracker")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = False  # what other libraries log may quote a record: it goes nowhere
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    for handler in _handlers(verbose):
        handler.setFormatter(_DiscreetFormatter(_LINE))
        handler.addFilter(_without_quotations)
        logger.addHandler(handler)


def _handlers(verbose: bool) -> list[logging.Handler]:
    return [*([logging.StreamHandler(sys.stderr)] if verbose else []), _WhenNeeded()]


class _WhenNeeded(logging.Handler):
    """The file, once there is something to be written: most runs have nothing."""

    _file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            self._file = _log_file()
            self._file.setFormatter(self.formatter)
        self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def _log_file() -> logging.Handler:
    from casetracker.log_file import (
        PrivateFile,  # late: what it stands on takes longer to import than all of this
    )

    try:
        file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return PrivateFile(file(), "a", _BYTES_PER_FILE, _OLD_FILES, "utf-8")
    except OSError:
        # A full or read-only disk must not keep anyone from reading a case.
        return logging.NullHandler()


class _DiscreetFormatter(logging.Formatter):
    """Tells of an error its types and our own lines of code."""

    def formatException(  # noqa: N802, the library's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return describe(ei[1]) if ei[1] is not None else ""


def describe(error: BaseException) -> str:
    """An error and what led to it without a word of what it says: type names and our own lines."""
    lines: list[str] = []
    step: BaseException | None = error
    while step is not None and len(lines) < 100:
        lines.append(type(step).__qualname__)
        lines.extend(_own_lines(step))
        step = step.__cause__ or step.__context__
    return "\n".join(lines)


def _own_lines(error: BaseException) -> list[str]:
    frames = [(frame.f_code, line) for frame, line in walk_tb(error.__traceback__)]
    return [
        f"  {Path(code.co_filename).relative_to(_PACKAGE).as_posix()}:{line} {code.co_name}"
        for code, line in frames
        if Path(code.co_filename).is_relative_to(_PACKAGE)
    ]


def _without_quotations(record: logging.LogRecord) -> bool:
    """An error given to a log line stands there by its type only."""
    if isinstance(record.args, tuple):
        record.args = tuple(type(a).__qualname__ if isinstance(a, BaseException) else a for a in record.args)
    if isinstance(record.msg, BaseException):
        record.msg = type(record.msg).__qualname__
    return True
