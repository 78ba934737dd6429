"""What somebody does to a store with care and without its signing key, and to packages: is each of it named?

Forged are the journal (changed, deleted, reordered, chained anew, its tail cut), records behind its back, evidence exchanged
between items, a log that lost its last saves; and single bytes of packages, which `verify.py` has to find all alone.
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests import factories as f
from tests.dossier import packages

from casetracker.dossier.package import check
from casetracker.dossier.package.make import make
from casetracker.errors import UserError
from casetracker.services import checks, evidence, records
from casetracker.services.case_store import CaseStore
from casetracker.store.engine import Connection, connect
from casetracker.store.journal import GENESIS, chain


@dataclass
class Figures:
    """What became of each forgery."""

    named: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false_alarms: int = 0
    pristine: int = 0

    def note(self, where: str, what: str, named: bool) -> None:
        if named:
            self.named[where] += 1
        else:
            self.missed.append(f"{where}: {what}")

    @property
    def well(self) -> bool:
        return not self.missed and not self.false_alarms

    def lines(self) -> list[str]:
        return [f"{sum(self.named.values()) + len(self.missed)} forgeries and damaged packages",
                *(f"  {where}: {count} named" for where, count in sorted(self.named.items())),
                f"  {len(self.missed)} missed",
                f"  {self.false_alarms} false alarms of {self.pristine} looks at what nobody touched",
                *(f"  ! {what}" for what in self.missed[:20])]


# --- what is done to a database ---

def _rechain(db: Connection) -> None:
    """Make the chain agree with the entries as they stand now, head and all."""
    previous, number = GENESIS, 0
    for number, entry in db.execute("SELECT sequence, entry FROM journal ORDER BY sequence").fetchall():
        now = chain(previous, entry)
        db.execute("UPDATE journal SET previous = ?, hash = ? WHERE sequence = ?", (previous, now, number))
        previous = now
    count = db.execute("SELECT count(*) FROM journal").fetchone()[0]
    db.execute("UPDATE journal_head SET (count, sequence, hash) = (?, ?, ?)", (count, number, previous))


def _change(db: Connection, sequence: int) -> None:
    db.execute("UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), '\"who\":\"T', '\"who\":\"F') AS BLOB)"
               " WHERE sequence = ?", (sequence,))


def _swap(db: Connection, one: int, other: int) -> None:
    """Let two entries stand in each other's place."""
    rows = {number: db.execute("SELECT entry, payload FROM journal WHERE sequence = ?", (number,)).fetchone()
            for number in (one, other)}
    for number, taken in ((one, other), (other, one)):
        db.execute("UPDATE journal SET entry = ?, payload = ? WHERE sequence = ?", (*rows[taken], number))


def _then_rechain(act: Callable[[Connection], object]) -> Callable[[Connection], object]:
    def both(db: Connection) -> None:
        act(db)
        _rechain(db)

    return both


def _cut(db: Connection) -> None:
    """Take the last change away with what it made, and mend everything in the database that tells of it."""
    last = db.execute("SELECT max(sequence) FROM journal").fetchone()[0]
    db.execute("DELETE FROM search_record WHERE kind = 'body'"
               " AND record_pk IN (SELECT pk FROM body WHERE last_sequence = ?)", (last,))
    db.execute("DELETE FROM body WHERE last_sequence = ?", (last,))
    db.execute("DELETE FROM journal WHERE sequence = ?", (last,))
    _rechain(db)


def _exchange(db: Connection) -> None:
    """Let two items hold each other's files."""
    one, other = db.execute("SELECT pk, sha256, size FROM evidence_file WHERE sha256 IS NOT NULL ORDER BY pk LIMIT 2")
    for (pk, _sha256, _size), (_pk, sha256, size) in ((one, other), (other, one)):
        db.execute("UPDATE evidence_file SET sha256 = ?, size = ? WHERE pk = ?", (sha256, size, pk))


JOURNAL: dict[str, Callable[[Connection], object]] = {
    "an entry changed": lambda db: _change(db, 3),
    "a payload changed": lambda db: db.execute("UPDATE journal SET payload = payload || ' ' WHERE sequence = 3"),
    "a payload emptied": lambda db: db.execute("UPDATE journal SET payload = x'' WHERE sequence = 3"),
    "the first deleted": lambda db: db.execute("DELETE FROM journal WHERE sequence = 1"),
    "one deleted": lambda db: db.execute("DELETE FROM journal WHERE sequence = 5"),
    "the last deleted": lambda db: db.execute("DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)"),
    "two reordered": lambda db: _swap(db, 3, 4),
    "changed and chained anew": _then_rechain(lambda db: _change(db, 3)),
    "deleted and chained anew": _then_rechain(lambda db: db.execute("DELETE FROM journal WHERE sequence = 5")),
    "reordered and chained anew": _then_rechain(lambda db: _swap(db, 3, 4)),
    "the tail cut and mended": _cut,
}
RECORDS: dict[str, Callable[[Connection], object]] = {
    "a title changed": lambda db: db.execute("UPDATE incident SET title = title || '!'"),
    "a claim changed": lambda db: db.execute("UPDATE claim SET value = 'forged'"),
    "a figure changed": lambda db: db.execute("UPDATE casualty_figure SET high = coalesce(high, low) + 1"),
    "a protection lifted": lambda db: db.execute("UPDATE party SET protected = 0"),
    "a custody entry deleted": lambda db: db.execute("DELETE FROM custody"),
    "a record withdrawn in silence": lambda db: db.execute("UPDATE source SET withdrawn_at = created_at"),
    "files exchanged between items": _exchange,
}


def run(flips: int, seed: int, work: Path) -> Figures:
    """Every forgery on a plain and on an encrypted store, and `flips` damaged packages."""
    figures, chance = Figures(), random.Random(seed)
    for key in (None, chance.randbytes(32)):
        base = work / ("encrypted" if key else "plain")
        base.mkdir(parents=True)
        _store(base, key)
        _alarms(base / "store", key, figures)
        for where, forgeries in (("journal", JOURNAL), ("records", RECORDS)):
            for what, act in forgeries.items():
                _forge(base, key, f"{base.name} {where}", what, act, figures)
        _swap_on_the_disk(base, key, figures)
        _lose_saves(base, key, figures)
        _damage_packages(base, flips // 2, chance, figures)
    return figures


def _store(base: Path, key: bytes | None) -> None:
    with CaseStore.create(base / "store", actor="T. Ester", key=key, clock=f.Ticking()) as store:
        web = f.weave(store, base)
        (base / "other").write_bytes(b"another invented file")
        evidence.take_in(store, web.incident, base / "other")
        make(store, [web.incident], base / "package", audience="internal")
        make(store, [web.incident], base / "package.zip", audience="internal")
        records.add(store, "body", f.body(name="written last"))


def _alarms(folder: Path, key: bytes | None, figures: Figures) -> None:
    figures.pristine += 1
    figures.false_alarms += not _sound(folder, key)


def _sound(folder: Path, key: bytes | None) -> bool:
    try:
        with CaseStore.open(folder, actor="a", key=key) as store:
            return not checks.verify(store).faults
    except UserError:
        return False


def _forge(base: Path, key: bytes | None, where: str, what: str, act: Callable[[Connection], object],
           figures: Figures) -> None:
    forged = base / "forged"
    shutil.copytree(base / "store", forged)
    connection = connect(forged / "cases.db", key)
    before = connection.total_changes
    connection.execute("PRAGMA foreign_keys = OFF")
    act(connection)
    assert connection.total_changes > before, f"{what}: nothing was forged"
    connection.close()
    figures.note(where, what, not _sound(forged, key))
    shutil.rmtree(forged)


def _swap_on_the_disk(base: Path, key: bytes | None, figures: Figures) -> None:
    """Give two kept files each other's name."""
    forged = base / "forged"
    shutil.copytree(base / "store", forged)
    one, other = sorted(path for path in (forged / "vault").rglob("*") if path.is_file())[:2]
    os.replace(one, forged / "aside")
    os.replace(other, one)
    os.replace(forged / "aside", other)
    figures.note(f"{base.name} vault", "two files exchanged", not _sound(forged, key))
    shutil.rmtree(forged)


def _lose_saves(base: Path, key: bytes | None, figures: Figures) -> None:
    """Put the database and its log back to an earlier save, as a disk does that lost the last ones."""
    lost = base / "lost"
    shutil.copytree(base / "store", base / "losing")
    with CaseStore.open(base / "losing", actor="a", key=key) as store:
        records.add(store, "body", f.body(name="kept"))
        early = {path.name: path.read_bytes() for path in (base / "losing").glob("cases.db*") if path.suffix != ".db-shm"}
        records.add(store, "body", f.body(name="lost"))
        shutil.copytree(base / "losing", lost)
    for name, data in early.items():
        (lost / name).write_bytes(data)
    (lost / "cases.db-shm").unlink(missing_ok=True)
    figures.note(f"{base.name} log", "the last save lost", not _sound(lost, key))


def _damage_packages(base: Path, count: int, chance: random.Random, figures: Figures) -> None:
    """Single bytes and cut ends in files of a package, found by `verify.py` alone and by our own check."""
    for package in (base / "package", base / "package.zip"):
        figures.pristine += 1
        figures.false_alarms += packages.run(package).returncode != 0
    for number in range(count):
        damaged = base / "damaged"
        shutil.copytree(base / "package", damaged)
        name, path = chance.choice(sorted(packages.files(damaged).items()))
        what = f"{name} {_hit(path, chance, cut=number % 5 == 4)}"
        told = packages.run(damaged)
        figures.note(f"package of the {base.name} store, by verify.py alone", what, told.returncode == 1 and not told.stderr)
        figures.note(f"package of the {base.name} store, by casetracker", what, bool(check.check(damaged).faults))
        shutil.rmtree(damaged)


def _hit(path: Path, chance: random.Random, cut: bool) -> str:
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    if cut:
        del data[at:]
    else:
        data[at] ^= chance.randrange(1, 256)
    path.write_bytes(data)
    return f"{'cut at' if cut else 'byte'} {at}"
