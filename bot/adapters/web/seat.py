"""The reader at one window: who they are, what they have seen, what they may have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias, assert_never

from bot.adapters.web import wire
from bot.adapters.web.messages import Asked, Fill, History, Move, Press, Refused, Say, Speak, Suggest
from bot.adapters.web.places import named, places
from bot.adapters.web.visitors import is_new, meet, persona, role_of, visitor
from bot.core.errors import Oops
from bot.core.request import Filled, Request
from bot.core.words import words

if TYPE_CHECKING:
    from bot.adapters.web.house import House
    from bot.adapters.web.messages import Hello
    from bot.core.context import Person, Place
    from bot.core.roles import Role
    from bot.render.web import Json
    from bot.storage.store import Tx

PAGE = 50  # posts of a history, and of one reading
MISSED = 500  # posts brought after a lost connection; beyond that the window starts afresh
FARTHEST = timedelta(days=3650)  # what the demo's clock may be ahead

Wish: TypeAlias = Asked | Suggest | History | Speak | Move


class Seat:
    """One reader. `tell` puts a message on the way to them."""

    def __init__(self, house: House, cookie_hash: str, tell: Callable[[Json], None]) -> None:
        self._house = house
        self._core = house.core
        self._cookie_hash = cookie_hash
        self._visitor = visitor(cookie_hash)
        self._role: Role | None = None
        self._tell = tell
        self._person: Person | None = None
        self._newcomer = False
        self._seen = 0
        self._changes = 0

    @property
    def taken(self) -> bool:
        """Whether somebody has said hello."""
        return self._person is not None

    def is_(self, person_id: str) -> bool:
        """Whether this person sits here."""
        return self._person is not None and self._person.id == person_id

    def leave(self) -> None:
        """Nobody sits here any more."""
        self._person = None

    def t(self, text: str, **names: object) -> str:
        """Our words in the reader's language."""
        return words(self._person.language if self._person else self._core.club.language)(text, **names)

    async def hello(self, hello: Hello) -> None:
        """Sit down: only once, and only in the demo as somebody of one's choice."""
        if self.taken:
            raise Refused
        if self._house.demo:
            self._role = role_of(hello.persona)
            self._visitor = persona(self._cookie_hash, self._role, hello.language)
        else:
            self._visitor = visitor(self._cookie_hash, hello.language)
        person = await self._now()
        self._newcomer = await is_new(self._core, self._visitor, person)
        at = [place.id for place in places(person)]
        had = (hello.since, hello.changes) if hello.me == person.id else (None, None)

        def where(tx: Tx) -> tuple[int, int, bool]:
            """From which post and which change on the window reads, and whether it goes on where it stopped."""
            latest, last, (since, changes) = tx.posts.latest(), tx.posts.last_change(), had
            if since is None or changes is None or since > latest or changes > last:
                return latest, last, False
            missed = len(tx.posts.since(at, person.id, since, MISSED + 1))
            missed += len(tx.posts.changed(at, person.id, changes, MISSED + 1))
            return (since, changes, True) if missed <= MISSED else (latest, last, False)

        self._seen, self._changes, resumed = await self._core.database.read(where)
        await self.introduce(fresh=not resumed)

    async def introduce(self, *, fresh: bool = False) -> None:
        """Tell the page everything about its reader; `fresh`: what it has seen so far is not to be relied on."""
        person = await self._now()
        you = wire.you(self._core, person, self._visitor, demo=self._house.demo)
        now = wire.instant(self._house.clock.now())
        have = {"fresh": fresh, "seen": self._seen, "changes": self._changes}
        self._tell({"type": "you", **have, "now": now, "newcomer": self._newcomer, **you})

    async def news(self) -> bool:
        """Tell some of the posts and changes not yet seen, in their order, each once; whether there may be more."""
        if not self.taken:
            return False
        person, seen, changes = await self._now(), self._seen, self._changes
        at = [place.id for place in places(person)]
        found, changed = await self._core.database.read(
            lambda tx: (
                tx.posts.since(at, person.id, seen, PAGE),
                tx.posts.changed(at, person.id, changes, PAGE),
            )
        )
        for stored in found:
            self._seen = stored.seq
            self._tell({"type": "post", "post": wire.post(self._house.talk.whole(stored, person), person)})
        for stored in changed:
            self._changes = stored.changed or self._changes
            self._tell({"type": "change", "post": wire.change(stored, person)})
        return PAGE in (len(found), len(changed))

    async def heed(self, wish: Wish) -> None:
        """Do what the page asks; raises Oops for what its reader may not."""
        match wish:
            case Say() | Press() | Fill():
                await self._house.talk.hear(self._visitor, await self._now(), wish)
                self._tell({"type": "done", "id": wish.id})
            case Suggest():
                await self._suggest(wish)
            case History():
                await self._history(wish)
            case Speak():
                await self._speak(wish)
            case Move():
                await self._move(wish)
            case _:
                assert_never(wish)

    async def _now(self) -> Person:
        """The reader as the club knows them at this moment."""
        self._person = await meet(self._core, self._visitor, self._role)
        return self._person

    async def _place(self, name: str) -> tuple[Person, Place]:
        person = await self._now()
        place = named(name, person)
        if place is None:
            raise Oops("That place is not open to you.")
        return person, place

    async def _suggest(self, asked: Suggest) -> None:
        _, place = await self._place(asked.place)
        request = Request(asked.id, self._visitor.account, place, Filled(asked.command, {}), self._visitor.name)
        found = await self._core.suggest(request, asked.arg, asked.text)
        choices = [{"label": choice.label, "value": choice.value} for choice in found]
        self._tell({"type": "suggestions", "id": asked.id, "choices": choices})

    async def _history(self, asked: History) -> None:
        person, place = await self._place(asked.place)
        found = await self._core.database.read(lambda tx: tx.posts.before(place.id, person.id, asked.before, PAGE + 1))
        more = len(found) > PAGE
        posts = wire.posts(found[1:] if more else found, person)
        self._tell({"type": "history", "id": asked.id, "place": asked.place, "posts": posts, "more": more})

    async def _speak(self, asked: Speak) -> None:
        """The language switch runs the command that a person would type; the page changes, nothing is posted."""
        person = await self._now()
        command = self._core.book.find("language")
        if command is None:
            raise Oops("There is only one language here.")
        said = Filled("language", {command.spec.shown[0].name: asked.language})
        key = f"web:{person.id}:{asked.id}"
        request = Request(key, self._visitor.account, places(person)[0], said, self._visitor.name)
        reply = await self._core.handle(request)
        text = "".join(part for part in reply.text if isinstance(part, str))
        self._house.hub.changed(person.id)
        self._tell({"type": "done", "id": asked.id, "text": text})

    async def _move(self, asked: Move) -> None:
        if not self._house.demo:
            raise Oops("Only the demo's clock can be moved.")
        by = timedelta(seconds=asked.seconds) if asked.to is None else asked.to - self._house.clock.now()
        if not timedelta(0) <= by <= FARTHEST:
            raise Oops("The clock only moves forward, and at most ten years.")
        await self._house.travel(by)
        self._tell({"type": "done", "id": asked.id})
