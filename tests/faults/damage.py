"""Single flipped bytes and cut ends in every file of a store: is each named, or has it provably no effect?

*Named* means: the store is refused in a sentence, or verifying it finds a fault. *No effect* means: the same logical dump,
every row of every table. An encrypted database leaves nothing without effect.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests import factories as f

from casetracker.errors import UserError
from casetracker.services import checks, checks_schema, evidence, records
from casetracker.services.case_store import CaseStore

NAMED, NO_EFFECT, MISSED, CRASHED = "named", "without effect", "MISSED", "CRASHED"


@dataclass
class Figures:
    """What became of each damage, by what was damaged."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    false_alarms: int = 0
    pristine: int = 0

    def note(self, where: str, what: str, outcome: str) -> None:
        self.outcomes.setdefault(where, Counter())[outcome] += 1
        if outcome in (MISSED, CRASHED):
            self.wrong.append(f"{where}: {what}: {outcome}")

    @property
    def well(self) -> bool:
        return not self.wrong and not self.false_alarms

    def lines(self) -> list[str]:
        total = sum(sum(each.values()) for each in self.outcomes.values())
        return [f"{total} single-byte flips and truncations",
                *(f"  {where}: " + ", ".join(f"{count} {outcome}" for outcome, count in sorted(counted.items()))
                  for where, counted in sorted(self.outcomes.items())),
                f"  {self.false_alarms} false alarms of {self.pristine} looks at pristine stores",
                *(f"  ! {what}" for what in sorted(self.wrong, key=lambda what: " log: " in what)[:20])]


@dataclass(frozen=True)
class Subject:
    """A store at rest, what it holds, and which of its files may be damaged."""

    name: str
    folder: Path
    key: bytes | None
    targets: dict[str, list[str]]


def run(count: int, seed: int, work: Path) -> Figures:
    figures, chance = Figures(), random.Random(seed)
    subjects = [subject for key in (None, chance.randbytes(32)) for subject in _subjects(work, key)]
    plan = [(subject, where) for subject in subjects for where in subject.targets]
    dumps = {}
    for subject in subjects:
        dumps[subject.name], alarms = _pristine(subject, work)
        figures.pristine += 1
        figures.false_alarms += alarms
    for number in range(count):
        subject, where = plan[number % len(plan)]
        _damage_one(subject, where, chance, number, work, dumps[subject.name], figures)
    return figures


def _subjects(work: Path, key: bytes | None) -> list[Subject]:
    """A closed store, and one whose last changes stand in its log only; with rows everywhere and with free pages."""
    kind, base = ("encrypted" if key else "plain"), work / ("encrypted" if key else "plain")
    base.mkdir(parents=True)
    with CaseStore.create(base / "store", actor="T. Ester", key=key, clock=f.Ticking()) as store:
        web = f.weave(store, base)
        long = records.add(store, "incident", f.incident(narrative="x" * 60_000)).reference
        records.amend(store, long, {"narrative": None})
        (base / "film").write_bytes(random.Random(0).randbytes(1_300_000))
        evidence.take_in(store, web.incident, base / "film")
        connection = store.database.open_writer()
        connection.execute("CREATE TABLE filler AS SELECT randomblob(200000) AS data")
        connection.execute("DROP TABLE filler")
    store = CaseStore.open(base / "store", actor="T. Ester", key=key, clock=f.Ticking())
    for number in range(6):
        records.add(store, "body", f.body(name=f"written last {number}"))
    shutil.copytree(base / "store", base / "logged")  # as a crash would leave it
    store.close()
    vault = [str(path.relative_to(base / "store")) for path in sorted((base / "store" / "vault").rglob("*"))
             if path.is_file()]
    return [Subject(f"{kind}, closed", base / "store", key, {f"{kind} database": ["cases.db"], f"{kind} vault": vault}),
            Subject(f"{kind}, crashed", base / "logged", key, {f"{kind} log": ["cases.db-wal"]})]


def _pristine(subject: Subject, work: Path) -> tuple[str, int]:
    copy = work / "pristine"
    shutil.copytree(subject.folder, copy)
    try:
        with CaseStore.open(copy, actor="a", key=subject.key) as store:
            return dump(store), len(checks.verify(store).faults)
    finally:
        shutil.rmtree(copy)


def _damage_one(subject: Subject, where: str, chance: random.Random, number: int, work: Path, sound: str,
                figures: Figures) -> None:
    copy = work / "damaged"
    shutil.copytree(subject.folder, copy)
    target = chance.choice(subject.targets[where])
    what = _hit(copy / target, chance, cut=number % 5 == 4)
    try:
        outcome = _outcome(copy, subject.key, sound, strict=subject.key is not None and "log" not in where)
    except Exception as error:
        outcome = CRASHED
        what = f"{what} ({error!r})"
    figures.note(where, f"{target} {what}", outcome)
    shutil.rmtree(copy)


def _hit(path: Path, chance: random.Random, cut: bool) -> str:
    """Flip one byte, or cut the end off."""
    os.chmod(path, 0o600)
    size = path.stat().st_size
    if cut:
        length = chance.choice((chance.randrange(size), size - 1, size // 4096 * 4096 // 2, max(0, size - 4096)))
        os.truncate(path, length)
        return f"cut to {length} of {size}"
    place, other = chance.randrange(size), chance.randrange(1, 256)
    with path.open("rb+") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ other]))
    return f"byte {place} of {size} ^ {other:#04x}"


def _outcome(folder: Path, key: bytes | None, sound: str, strict: bool) -> str:
    """`strict`: nothing may be without effect."""
    try:
        with CaseStore.open(folder, actor="a", key=key) as store:
            if checks.verify(store).faults:
                return NAMED
            return NO_EFFECT if not strict and dump(store) == sound else MISSED
    except UserError:
        return NAMED


def dump(store: CaseStore) -> str:
    """The digest of every row of every table, and of what the database says it is made of."""
    with store.database.snapshot() as connection:
        names = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%USING%'"
            " AND name NOT LIKE 'search_fts%'")]
        rows = {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in sorted(names)}
        schema = sorted(checks_schema.described(connection).items())
    return hashlib.sha256(repr((rows, schema)).encode()).hexdigest()
