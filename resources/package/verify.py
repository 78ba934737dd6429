"""Checks a package of casetracker, without casetracker: Python 3.8 or later, and nothing but its standard library.

    python3 -I verify.py [PACKAGE] [--key HEX] [--head FILE]

PACKAGE is the folder or the .zip (default: the folder in which this file lies). It is better to use a copy of this file
that you got in another way than with the package. Exit code: 0 everything is right, 1 something is not, 2 wrong usage.

What is checked, in this order:
1. every file against manifest-sha256.txt and tagmanifest-sha256.txt (BagIt, RFC 8493); no file too many, none missing;
2. the chain of the journal, entry by entry, to the hash in data/head.json; entries that were not handed over stand there
   as the SHA-256 of their bytes, which is all the chain needs;
3. the signature over data/head.json (Ed25519, RFC 8032);
4. that the last entry of the journal is the making of this very package: it holds the SHA-256 of the list of its contents;
5. each record against the journal, each evidence file against its record;
6. time stamps (RFC 3161): that each is one of a head of this journal. The authority's own signature is checked by
   `openssl ts -verify`.

The functions of the last part verify Ed25519 as RFC 8032, section 5.1.7, describes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
import sys
import zipfile
import zlib

SENTENCES = {
    "unreadable": "{where} cannot be read: {detail}.",
    "unsafe": "{where} is no name for a file of a package.",
    "missing": "{where} is missing.",
    "extra": "{where} does not belong to the package: no manifest names it.",
    "altered": "{where} was altered.",
    "manifest": "{where} is not written as a manifest of casetracker is.",
    "bagit": "{where} does not say what it should.",
    "journal": "{where} of the journal cannot be read as one.",
    "order": "{where} of the journal is not where it should stand.",
    "entry": "{where} of the journal says another number of itself.",
    "payload": "{where} of the journal: what it changed is not what the entry says.",
    "chain": "The journal does not lead to the hash in data/head.json: an entry was altered, left out or put in.",
    "count": "The journal holds {detail} entries; data/head.json does not say so.",
    "head": "data/head.json cannot be read as the end of a journal.",
    "signature": "The signature over data/head.json is not by the key that it names.",
    "unsigned": "The package is not signed, but a key was to be compared.",
    "key": "The package is signed by another key than the one to be compared.",
    "public_key": "data/public-key.pem is not the key that data/head.json names.",
    "contents": "The journal's last entry is not the making of this package with these contents.",
    "record": "{where} is not a record that the journal knows.",
    "evidence": "{where} is not a file that the record of the item names.",
    "evidence_missing": "{where}: a file that its record names is not here.",
    "timestamp": "{where} is not a time stamp of a head of this journal.",
    "known_head": "The journal is not the one whose end you were given before: {detail}.",
}
OUTSIDE_CONTENTS = ("data/journal.jsonl", "data/head.json", "data/head.sig", "data/public-key.pem")
TAG_FILES = ("README.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "verify.py")
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PEM = "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n"
UNREADABLE = (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error, struct.error)
_BLOCK = 1 << 20
_LONGEST = 256 << 20  # of a file that is read whole: a list or a record, never an evidence file


class Report:
    """What was found: `faults` as (code, where, detail), and what was seen on the way."""

    def __init__(self):
        self.faults, self.head, self.signed, self.package = [], {}, False, {}
        self.files = self.full = self.withheld = self.records = self.evidence = self.timestamps = 0
        self.own, self.hashes = {}, bytearray()

    def hash_at(self, sequence):
        """The hash of an entry as the chain gives it; nothing where there is no such entry."""
        return bytes(self.hashes[sequence * 32 - 32:sequence * 32]) if isinstance(sequence, int) and sequence > 0 else b""

    def add(self, code, where="", detail=""):
        if (code, where, detail) not in self.faults:
            self.faults.append((code, where, detail))


# --- the files ---------------------------------------------------------------------------------------------------------

class Folder:
    """A package as a folder."""

    def __init__(self, root, report):
        self.root, self.names = root, []
        for base, folders, files in os.walk(root):
            for name in sorted(folders + files):
                path = os.path.join(base, name)
                within = os.path.relpath(path, root).replace(os.sep, "/")
                if os.path.islink(path) or not (os.path.isdir(path) or os.path.isfile(path)):
                    report.add("unsafe", _shown(within))
                elif name in files:
                    self.names.append(within)
            folders[:] = [name for name in folders if not os.path.islink(os.path.join(base, name))]

    def open(self, name):
        return open(os.path.join(self.root, *name.split("/")), "rb")

    def size(self, name):
        return os.path.getsize(os.path.join(self.root, *name.split("/")))


class Zip:
    """A package as a zip file with one folder in it; nothing is ever unpacked."""

    def __init__(self, path, report):
        self.zip, self.names, self.entries = zipfile.ZipFile(path), [], {}
        listed = self.zip.infolist()
        top = listed[0].filename.split("/")[0] + "/" if listed else ""
        for entry in listed:
            within = entry.filename[len(top):]
            if not entry.filename.startswith(top) or within in self.entries or (entry.external_attr >> 28) == 0xA:
                report.add("unsafe", _shown(entry.filename))
            elif within and not within.endswith("/"):
                self.names.append(within)
                self.entries[within] = entry

    def open(self, name):
        if name not in self.entries:
            raise FileNotFoundError(name)
        return self.zip.open(self.entries[name])

    def size(self, name):
        return self.entries[name].file_size


def safe(name):
    """Whether a name leads to a file below its folder, everywhere."""
    parts = name.split("/")
    return all(part not in ("", ".", "..") for part in parts) and not any(sign in name for sign in "\\:\0\n\r%")


def _shown(text):
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _digest(bag, name):
    made = hashlib.sha256()
    with bag.open(name) as file:
        for block in iter(lambda: file.read(_BLOCK), b""):
            made.update(block)
    return made.hexdigest()


def _whole(bag, name):
    with bag.open(name) as file:
        data = file.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise ValueError("it is too long")
    return data


def _json(bag, name):
    given = json.loads(_whole(bag, name).decode("utf-8"))
    if not isinstance(given, dict):
        raise ValueError("it is no JSON object")
    return given


# --- 1. the manifests --------------------------------------------------------------------------------------------------

def manifest(digests):
    """The text of a manifest, in the one way that casetracker writes it."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))


def _check_manifests(bag, report):
    digests = {}
    for name in bag.names:
        if not safe(name):
            report.add("unsafe", _shown(name))
            continue
        try:
            digests[name] = _digest(bag, name)
        except UNREADABLE as error:
            report.add("unreadable", _shown(name), _shown(str(error)))
            digests[name] = ""
    report.files = len(digests)
    payload = {name: digest for name, digest in digests.items() if name.startswith("data/")}
    tags = {name: digest for name, digest in digests.items() if not name.startswith("data/")}
    tags.pop("tagmanifest-sha256.txt", None)
    for name in sorted(set(tags) - set(TAG_FILES)):
        report.add("extra", _shown(name))
        del tags[name]
    for name in TAG_FILES:
        if name not in tags:
            report.add("missing", name)
    _compare(bag, "manifest-sha256.txt", payload, digests, report)
    _compare(bag, "tagmanifest-sha256.txt", tags, digests, report)
    return digests, payload


def _compare(bag, name, found, digests, report):
    """Hold a manifest against the files; it must be, byte for byte, what the files give."""
    if name not in digests:
        report.add("missing", name)
        return
    try:
        text = _whole(bag, name).decode("utf-8")
    except UNREADABLE as error:
        report.add("unreadable", name, _shown(str(error)))
        return
    said = {}
    for line in text.split("\n")[:-1]:
        digest, gap, path = line[:64], line[64:66], line[66:]
        if gap != "  " or not safe(path) or path in said or set(digest) - set("0123456789abcdef"):
            report.add("manifest", name)
        else:
            said[path] = digest
    for path in sorted(set(said) | set(found)):
        if path not in found:
            report.add("missing", _shown(path))
        elif path not in said:
            report.add("extra", _shown(path))
        elif said[path] != found[path]:
            report.add("altered", _shown(path))
    if text != manifest(said):
        report.add("manifest", name)


def _check_tags(bag, digests, payload, report):
    if "bagit.txt" in digests and _whole(bag, "bagit.txt") != BAGIT:
        report.add("bagit", "bagit.txt")
    if "bag-info.txt" in digests:
        size = sum(bag.size(name) for name in payload)
        oxum = f"Payload-Oxum: {size}.{len(payload)}\n".encode()
        if oxum not in _whole(bag, "bag-info.txt").replace(b"\r\n", b"\n"):
            report.add("bagit", "bag-info.txt")


# --- 2. the journal ----------------------------------------------------------------------------------------------------

def _check_journal(bag, digests, report):
    """Follow the chain; returns what the entries that were handed over say, by their number."""
    entries, previous, count, last = {}, bytes(32), 0, None
    if "data/journal.jsonl" not in digests:
        return entries, None
    with bag.open("data/journal.jsonl") as file:
        for count, line in enumerate(file, 1):
            where = f"entry {count}"
            try:
                given = json.loads(line.decode("utf-8"))
                if given["seq"] != count:
                    report.add("order", where)
                if "entry" in given:
                    digest = hashlib.sha256(given["entry"].encode("utf-8")).digest()
                    last = entries[count] = _entry(given, where, count, report)
                    report.full += 1
                else:
                    digest, last = bytes.fromhex(given["digest"]), None
                    report.withheld += 1
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                report.add("journal", where)
                digest, last = bytes(32), None
            previous = hashlib.sha256(previous + digest).digest()
            report.hashes += previous
    if count != report.head.get("count") or count != report.head.get("sequence"):
        report.add("count", "", str(count))
    if previous.hex() != report.head.get("hash"):
        report.add("chain")
    return entries, last


def _entry(given, where, count, report):
    said = json.loads(given["entry"])
    if said["seq"] != count:
        report.add("entry", where)
    if "payload" in given and hashlib.sha256(given["payload"].encode("utf-8")).hexdigest() != said["payload"]:
        report.add("payload", where)
    return said


# --- 3. the head and its signature -------------------------------------------------------------------------------------

def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def public_key_pem(key):
    """A public key as others write it (RFC 8410), for OpenSSL and the like."""
    import base64

    return PEM.format(base64.b64encode(bytes.fromhex("302a300506032b6570032100") + key).decode("ascii"))


def _check_head(bag, digests, report):
    try:
        content = _whole(bag, "data/head.json")
        head = json.loads(content.decode("utf-8"))
        key = bytes.fromhex(head["key"])
        if canonical(head) != content or head["format"] != "casetracker head 1" or len(bytes.fromhex(head["hash"])) != 32:
            raise ValueError
        if not all(isinstance(head[name], int) for name in ("count", "sequence")):
            raise ValueError
        if not all(isinstance(head[name], str) for name in ("at", "store")):
            raise ValueError
        report.head = head
    except (ValueError, KeyError, TypeError, OSError, RecursionError):
        report.add("head")
        return
    if not key:
        for name in ("data/head.sig", "data/public-key.pem"):
            if name in digests:
                report.add("signature", name)
        return
    if "data/head.sig" not in digests or not verify_ed25519(key, content, _whole(bag, "data/head.sig")):
        report.add("signature")
    else:
        report.signed = True
    if "data/public-key.pem" not in digests or _whole(bag, "data/public-key.pem") != public_key_pem(key).encode("ascii"):
        report.add("public_key")


# --- 4. to 6. what the package holds -----------------------------------------------------------------------------------

def contents_digest(digests):
    """The SHA-256 of the list of contents, as the package's own journal entry holds it."""
    return hashlib.sha256(manifest({name: digest for name, digest in digests.items()
                                    if name not in OUTSIDE_CONTENTS}).encode("utf-8")).hexdigest()


def _check_contents(bag, payload, entries, last, report):
    if last is None or last.get("kind") != "package" or last.get("sha256") != contents_digest(payload):
        report.add("contents")
    report.own = last or {}
    try:
        report.package = _json(bag, "data/package.json")
    except (ValueError, KeyError, OSError) as error:
        report.add("unreadable", "data/package.json", _shown(str(error)))
    held = {}
    for name in sorted(payload):
        if name.startswith("data/evidence/"):
            held.setdefault(name.split("/")[2], {})[name] = payload[name]
    for name in sorted(payload):
        if name.startswith("data/records/"):
            report.records += 1
            _check_record(bag, name, entries, held, report)
    for files in held.values():
        for name in sorted(files):
            report.add("evidence", name)


def _check_record(bag, name, entries, held, report):
    try:
        given = _json(bag, name)
        record, entry = given["record"], entries.get(given["entry"])
        ours = {"kind": given["kind"], "id": record["id"], "reference": record["reference"]}
        if not report.hash_at(given["entry"]) or (entry is not None and entry["record"] != ours):
            report.add("record", name)
        if name != "data/records/{}.json".format(record["reference"]):
            report.add("record", name)
        if given["kind"] == "evidence":
            files = held.pop(record["reference"], {})
            _check_files(record, files, given["files_withheld"], report)
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        report.add("record", name)


def _check_files(record, files, withheld, report):
    known = {file["sha256"] for file in record["files"] if file["sha256"]}
    wanted = {file["sha256"] for file in record["files"] if file["sha256"] and not file.get("destroyed_at")}
    for name in sorted(files):
        report.evidence += 1
        if files[name] not in known:
            report.add("evidence", name)
    if not withheld and wanted - set(files.values()):
        report.add("evidence_missing", record["reference"])


def _check_timestamps(bag, payload, report):
    for name in sorted(payload):
        if name.startswith("data/timestamps/") and name.endswith(".tsr"):
            report.timestamps += 1
            try:
                content = _whole(bag, name[:-4] + ".json")
                head = json.loads(content.decode("utf-8"))
                mine = report.hash_at(head["sequence"]).hex() == head["hash"]
                # The token holds the SHA-256 of the head it was made for.
                if not mine or hashlib.sha256(content).digest() not in _whole(bag, name):
                    report.add("timestamp", name)
            except (ValueError, KeyError, TypeError, OSError):
                report.add("timestamp", name)


# --- the whole ---------------------------------------------------------------------------------------------------------

def check(path, key="", known=None):
    """Check a package. `key` is a public key (hex) and `known` a head that you were given before, to be compared."""
    report = Report()
    try:
        bag = Folder(path, report) if os.path.isdir(path) else Zip(path, report)
        digests, payload = _check_manifests(bag, report)
        readable = {name for name, digest in digests.items() if digest}
        for name in ("data/head.json", "data/journal.jsonl", "data/package.json"):
            if name not in digests:
                report.add("missing", name)
        if set(digests) != readable or "data/head.json" not in digests:
            return report
        _check_tags(bag, digests, payload, report)
        _check_head(bag, digests, report)
        entries, last = _check_journal(bag, digests, report)
        _check_contents(bag, payload, entries, last, report)
        _check_timestamps(bag, payload, report)
        _compare_known(report, key.lower(), known)
    except UNREADABLE as error:
        report.add("unreadable", _shown(os.path.basename(os.path.abspath(path))), _shown(str(error)))
    return report


def head_of(path):
    """The head that a package holds, unchecked; ValueError where it cannot be read."""
    report = Report()
    try:
        return _json(Folder(path, report) if os.path.isdir(path) else Zip(path, report), "data/head.json")
    except UNREADABLE as error:
        raise ValueError(str(error)) from error


def _compare_known(report, key, known):
    if key and not report.signed:
        report.add("unsigned")
    elif key and key != report.head.get("key"):
        report.add("key")
    if known is not None:
        if known.get("store") != report.head.get("store"):
            report.add("known_head", "", "it is of another store")
        elif not report.hash_at(known.get("sequence")):
            report.add("known_head", "", "the journal here ends before it")
        elif report.hash_at(known["sequence"]).hex() != known.get("hash"):
            report.add("known_head", "", "entry {} is another one".format(known["sequence"]))


def sentence(fault):
    code, where, detail = fault
    return SENTENCES[code].format(where=where, detail=detail)


def _summary(report):
    head = report.head
    yield "Store {}, journal of {} entries: {} handed over in full, {} as digests only.".format(
        head.get("store"), head.get("count"), report.full, report.withheld)
    yield "{} records, {} evidence files, {} time stamps; made for: {}.".format(
        report.records, report.evidence, report.timestamps, _shown(str(report.package.get("audience"))))
    if report.signed:
        yield "Signed on {} by the key {}.".format(head["at"], head["key"])
        yield "Compare this key with the one you were given in another way: anybody can make a key."
    else:
        yield "NOT SIGNED: whoever had this package in hand can have made it anew from end to end."


def main(argv):
    sys.stdout.reconfigure(errors="backslashreplace")
    key, known, places = "", None, []
    words = list(argv)
    while words:
        word = words.pop(0)
        if word in ("--key", "--head") and words:
            if word == "--key":
                key = words.pop(0)
            else:
                with open(words.pop(0), encoding="utf-8") as file:
                    known = json.load(file)
                known = known.get("head", known)
        elif word.startswith("-") or places:
            print(__doc__)
            return 2
        else:
            places.append(word)
    report = check(places[0] if places else os.path.dirname(os.path.abspath(__file__)), key, known)
    for fault in report.faults:
        print("WRONG: " + sentence(fault))
    if report.head:
        for line in _summary(report):
            print(line)
    right = "Everything is right." if report.signed else "Everything is right, but nothing is signed."
    print(f"Faults found: {len(report.faults)}." if report.faults else right)
    return 1 if report.faults else 0


# --- Ed25519 (RFC 8032) ------------------------------------------------------------------------------------------------

_P = 2 ** 255 - 19
_L = 2 ** 252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)  # of -1


def verify_ed25519(public, message, signature):
    """Whether `signature` (64 bytes) over `message` was made by the holder of the private half of `public` (32 bytes)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, scalar = _point(public), int.from_bytes(signature[32:], "little")
    if key is None or scalar >= _L:
        return False
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _L
    negative = (_P - key[0], key[1], key[2], _P - key[3])
    return _bytes(_add(_times(scalar, _BASE), _times(hashed, negative))) == signature[:32]


def _x_of(y, sign):
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (not x and sign):
        return None
    return _P - x if x % 2 != sign else x


def _point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = _x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % _P)


def _add(one, other):
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % _P, (one[1] + one[0]) * (other[1] + other[0]) % _P
    c, d = 2 * one[3] * other[3] * _D % _P, 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar, point):
    made = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            made = _add(made, point)
        point, scalar = _add(point, point), scalar >> 1
    return made


def _bytes(point):
    inverse = pow(point[2], _P - 2, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_BASE = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
