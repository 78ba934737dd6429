"""The words, phrases and fields of a search, read from what was typed, as far as there is room for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from casetracker.domain import query_hints as told
from casetracker.domain import query_tokens as typed
from casetracker.domain.query import Condition, Hint, Node
from casetracker.domain.query_fields import FIELDS, QueryField
from casetracker.domain.query_joining import all_of, phrase, word
from casetracker.domain.query_limits import Room, count
from casetracker.domain.query_tokens import Token
from casetracker.i18n import _


@dataclass
class Leaves:
    """A walk over the tokens of a text, `at` the next one, with what there is to say of them; without `fields` their names
    are words like any other."""

    text: str
    fields: bool
    at: int = 0
    room: Room = field(default_factory=Room)
    tokens: list[Token] = field(init=False)
    hints: list[Hint] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tokens = typed.tokens(self.text)

    def next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def coming(self) -> str:
        """What the next token is; empty at the end, or where the search is cut."""
        return typed.kind(self.tokens[self.at]) if self.at < len(self.tokens) and self.room.cut is None else ""

    def goes_on(self) -> bool:
        return self.coming() not in ("", "or", "close")

    def hint(self, token: Token, message: str, last: Token | None = None) -> None:
        self.hints.append(Hint(token.start(), (last or token).end(), message))

    def read_phrase(self, token: Token) -> Node | None:
        return phrase(self.room.fitting(token["phrase"], token.start("phrase"), partly=True))

    def read_word(self, token: Token, follows: bool) -> Node | None:
        message = told.on_word(token, follows, self.goes_on()) if self.fields else ""
        if message:
            self.hint(token, message)
        return self.as_word(token)

    def as_word(self, token: Token) -> Node | None:
        """A token as a word."""
        return word(self.room.fitting(token[0], token.start()), self.ends(token))

    def read_field(self, token: Token) -> Node | None:
        known = FIELDS.get(token["name"].lower()) if self.fields else None
        value, _start = typed.value(token)
        empty = token.lastgroup == "empty"
        if known is None or (empty and token["colon"] == "="):
            # An address has a colon in it, and any word may have one behind it.
            if self.fields and token["colon"] == ":" and not empty and not value.startswith("//"):
                self.hint(token, told.no_field(token["name"], f"{token['name']} {value}"))
            return self._as_words(token)
        if not empty:
            return self._condition(token, token, known)
        if self.coming() in ("word", "phrase"):  # a blank behind the colon
            return self._condition(token, self.next(), known)
        self.hint(token, told.no_value(known.example))
        return None

    def _condition(self, token: Token, last: Token, known: QueryField) -> Node | None:
        """A field whose value stands in the last of these tokens."""
        value, start = typed.value(last)
        try:
            meant = known.read(value)
        except ValueError as error:
            instead = f"{token['name']} {value}" if count(value) else ""
            self.hint(token, told.not_read(str(error), instead), last)
            return self._as_words(token, last) if instead else None
        surely = bool(token["surely"])
        if surely and not known.tells_surely:
            self.hint(token, _("“{name}” is either so or not; it needs no “!”.").format(name=known.name))
            surely = False
        if last is not token and isinstance(meant, str):  # any word can be its value, and any text can say “Body: …”
            self.hint(token, told.taken(f"{known.name}:{value}"), last)
        in_part = known.by_words and not surely
        value = self.room.fitting(value, start, None if isinstance(meant, str) else 1, in_part)
        if not value:
            self.room.cut = token.start()
        return Condition(known.name, value, surely) if value else None

    def _as_words(self, token: Token, last: Token | None = None) -> Node | None:
        """What is no field: as one word, or as the name and what stands in quotes or behind the blank."""
        last = last or token
        if token.lastgroup == "plain" or (last is token and token.lastgroup == "empty"):
            return self.as_word(token)
        if not self.room.fitting(self.text[token.start():last.end()], token.start()):
            return None
        bare = last is token and token["name"] not in typed.JOINING
        name = token["name"] if bare else self.text[token.start():token.end("colon")]
        value, _start = typed.value(last)
        return all_of((word(name), word(last[0], self.ends(last)) if last.lastgroup == "word" else phrase(value)))

    def ends(self, token: Token) -> bool:
        """Whether it may go on, since nothing stands behind it."""
        return token.end() == len(self.text)
