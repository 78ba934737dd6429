"""One office under several names: originators that an investigating body or a party is known by are one root.

Names are compared whole, folded; a likeness decides nothing. Where two records bear one name, that name is counted with
either, for a root too few can be mended and a root too many misleads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from casetracker.domain.folding import fold
from casetracker.store.engine import Connection
from casetracker.store.search.rows import is_of, record_of

_Record = tuple[str, int]

# A phrase of the search index leads to the few records in which the name can stand; then the names are compared.
_BEARERS = f"SELECT rowid FROM search_fts WHERE search_fts MATCH ? AND ({is_of('body')} OR {is_of('party')})"
_NAMES = {"body": "SELECT name, names, NULL, withdrawn_at FROM body WHERE pk = ?",
          "party": "SELECT name, names, pseudonym, withdrawn_at FROM party WHERE pk = ?"}


def same_roots(connection: Connection, originators: Iterable[str]) -> dict[str, str]:
    """Folded originator → the one of them that stands for its root."""
    names = _folded(originators)
    root = {name: name for name in names}
    for borne in _joined(connection, names).values():
        ends = sorted({_end(root, name) for name in borne})
        root.update(dict.fromkeys(ends, ends[0]))
    return {name: _end(root, name) for name in names}


def joining(connection: Connection, originators: Iterable[str]) -> set[_Record]:
    """The bodies and parties by which several of these originators are one root."""
    return set(_joined(connection, _folded(originators)))


def _folded(originators: Iterable[str]) -> list[str]:
    return sorted({folded for each in originators if (folded := fold(each))})


def _end(root: dict[str, str], name: str) -> str:
    while root[name] != name:
        name = root[name]
    return name


def _joined(connection: Connection, names: list[str]) -> dict[_Record, set[str]]:
    """Record → the names of these that it bears, of the records that bear more than one."""
    if len(names) < 2:
        return {}
    borne: dict[_Record, set[str]] = {}
    for name in names:
        for kind, pk in [record_of(row) for (row,) in connection.execute(_BEARERS, (f'words : "{name}"',))]:
            if name in _names(connection, kind, pk):
                borne.setdefault((kind, pk), set()).add(name)
    return {record: those for record, those in borne.items() if len(those) > 1}


def _names(connection: Connection, kind: str, pk: int) -> set[str]:
    """The folded names of a record that stands; a withdrawn one says no more what anybody is called."""
    name, others, pseudonym, withdrawn = connection.execute(_NAMES[kind], (pk,)).fetchone()
    return set() if withdrawn else {fold(each) for each in (name, pseudonym, *json.loads(others)) if each}
