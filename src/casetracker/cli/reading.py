"""What the command line is given in files: records as JSON, reasons as text. Faults are named where they stand."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from casetracker.errors import UserError
from casetracker.i18n import _

STANDARD_INPUT = "-"


def record(name: str) -> dict[str, Any]:
    """One record from a JSON file, or from standard input."""
    value = _parsed(_bytes(name), _where(name))
    if not isinstance(value, dict):
        raise UserError(
            _("{where} holds no record.").format(where=_where(name)),
            _("Give one JSON object, from { to }, with the names of the fields."),
        )
    return value


def text(name: str) -> str:
    """A text such as a reason, from a file or from standard input: command lines end in shell histories."""
    return whole_text(name).strip()


def whole_text(name: str) -> str:
    """The same with the blank lines at its ends, where lines are counted."""
    try:
        return _bytes(name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(
            _("{where} is no UTF-8 text.").format(where=_where(name)), _("Save it as UTF-8.")
        ) from None


def _where(name: str) -> str:
    return _("Standard input") if name == STANDARD_INPUT else name


def _bytes(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read() if sys.stdin is not None else b""
    try:
        return Path(name).read_bytes()
    except OSError as fault:
        raise UserError(
            _("{where} cannot be read: {why}.").format(where=name, why=fault.strerror or type(fault).__name__),
            _("Check the name of the file."),
        ) from None


def _parsed(data: bytes, where: str) -> Any:
    try:
        written = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        raise UserError(_("{where} is no UTF-8 text.").format(where=where), _("Save it as UTF-8.")) from None
    try:
        value = json.loads(written, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        raise _no_json(where, fault) from None
    except RecursionError:
        raise UserError(_("{where} is nested too deeply to be a record.").format(where=where)) from None
    except ValueError as fault:
        raise UserError(_("{where} cannot be used: {why}.").format(where=where, why=fault)) from None
    _check_letters(value, where)
    return value


def _no_json(where: str, fault: json.JSONDecodeError) -> UserError:
    return UserError(
        _("{where}, line {line}, column {column}: this is no JSON ({why}).").format(
            where=where, line=fault.lineno, column=fault.colno, why=fault.msg),
        _("Correct it there; texts stand in double quotes, and no comma stands before } or ]."),
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A field given twice would silently lose its first value."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [pair[0] for pair in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("the field “{name}” stands in it twice").format(name=twice))
    return fields


def _no_constant(name: str) -> Any:
    raise ValueError(_("{name} is no number").format(name=name))


def _check_letters(value: Any, where: str) -> None:
    """Half a surrogate pair is no letter, in a name or a reference as little as in a text, and could not be stored."""
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise UserError(
            _("{where} holds half of a character (a lone surrogate such as \\ud83d).").format(where=where),
            _("Write the whole character, or leave it out."),
        ) from None
