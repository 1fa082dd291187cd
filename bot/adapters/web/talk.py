"""From what the page says to posts in the history: each request once, whatever is lost on the way."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.adapters.web.drawing import drawn
from bot.adapters.web.messages import Asked, Fill, Press, Say
from bot.adapters.web.places import named
from bot.adapters.web.wire import BOT, author
from bot.core import line
from bot.core.codec import Garbled, Parcel, unpack
from bot.core.errors import Oops
from bot.core.line import Typed
from bot.core.pace import Paces
from bot.core.reply import SILENCE, Reply
from bot.core.request import Filled, Line, Packed, Request, Said
from bot.core.spec import Pace
from bot.core.words import words
from bot.render import web

if TYPE_CHECKING:
    from bot.adapters.web.hub import Hub
    from bot.adapters.web.visitors import Visitor
    from bot.core.context import Person, Place
    from bot.core.core import Core
    from bot.render.web import Json
    from bot.storage.posts import ShownPicture, StoredPost
    from bot.storage.store import Tx

CHATTER = Pace(20, timedelta(seconds=30))  # lines of one person in the channels
SAID = 1_000_000  # the step under which a request's posts are kept, beyond any step of a command
MENTION = re.compile(r"(?<![\w@])@(?:club|клуб)\b[\s,:]*", re.IGNORECASE)


class Talk:
    """Runs what people ask and keeps what was said. A request that is asked again joins the first or finds it done."""

    def __init__(self, core: Core, hub: Hub) -> None:
        self._core = core
        self._hub = hub
        self._paces = Paces()
        self._running: dict[str, asyncio.Task[None]] = {}
        self._fleeting: dict[tuple[str, object], Json] = {}

    async def hear(self, visitor: Visitor, person: Person, asked: Asked) -> None:
        """Answer one request; returns when it stands in the history. Raises Oops for a place that is not theirs."""
        place = named(asked.place, person)
        if place is None:
            raise Oops("That place is not open to you.")
        key = f"web:{person.id}:{asked.id}"
        task = self._running.get(key)
        if task is None:
            # A task of its own: a window that closes takes nobody's answer along.
            task = asyncio.create_task(self._once(key, visitor, person, place, asked))
            self._running[key] = task
            task.add_done_callback(lambda _: self._running.pop(key, None))
        await asyncio.shield(task)

    def whole(self, post: StoredPost, person: Person) -> StoredPost:
        """The post as it is told the first time: with what is fleeting, of which the history keeps nothing."""
        key = (person.id, post.body.get("id"))
        first = self._fleeting.pop(key, None) if post.author == BOT else None
        return replace(post, body=first) if first else post

    async def settle(self) -> None:
        """Wait for what is still being answered."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _once(self, key: str, visitor: Visitor, person: Person, place: Place, asked: Asked) -> None:
        if await self._core.database.read(lambda tx: tx.requests.find(key, SAID)):
            return
        if isinstance(asked, Say) and not for_bot(asked.text, place):
            self._paces.take(person.id, "", CHATTER, self._core.clock.now())
            await self._keep(key, place, person, [(person.id, self._line(asked, visitor, person), None)])
            return
        said, aloud = self._said(asked)
        request = Request(key, visitor.account, place, said, visitor.name, visitor.language, aloud=aloud)
        reply = await self._core.handle(request)
        after = await self._core.people.of(visitor.account, visitor.name, visitor.language)
        if after.id != person.id:  # the request itself has made them somebody else: two accounts were joined or parted
            person, place = replace(person, id=after.id), named(asked.place, after) or place
            key = f"web:{after.id}:{asked.id}"
        only_for = person.id if place.direct or reply.private else None
        rows: list[tuple[str, Json, str | None]] = []
        if isinstance(asked, Say):
            rows.append(
                (person.id, self._line(asked, visitor, person), None if aloud and not place.direct else only_for)
            )
        if reply == SILENCE:
            await self._keep(key, place, person, rows)
            return
        shown, pictures = await drawn(reply, words(after.language))
        answer = self._answer(asked, reply, shown, visitor, person, after)
        if reply.fleeting:
            self._fleeting[person.id, asked.id] = answer
            kept = Reply((words(after.language)("This was shown once. It is kept nowhere."),))
            answer = {**answer, "reply": web.reply(kept)}
        rows.append((BOT, answer, only_for))
        await self._keep(key, place, person, rows, pictures)
        if (after.role, after.language, after.zone) != (person.role, person.language, person.zone):
            self._hub.changed(person.id)

    async def _keep(
        self,
        key: str,
        place: Place,
        person: Person,
        rows: list[tuple[str, Json, str | None]],
        pictures: tuple[ShownPicture, ...] = (),
    ) -> None:
        now = self._core.clock.now()

        def keep(tx: Tx) -> None:
            if tx.requests.find(key, SAID):
                return
            for number, (by, body, only_for) in enumerate(rows):
                shown = pictures if by == BOT else ()
                tx.posts.add(place.id, by, body, now, only_for=only_for, key=f"{key}/{number}", pictures=shown)
            tx.requests.record(key, SAID, None, now, person.id)

        await self._core.database.write(keep)
        self._hub.wake()

    def _said(self, asked: Asked) -> tuple[Said, bool]:
        """What the core is asked, and whether for all to hear."""
        match asked:
            case Say(text=text):
                bare = MENTION.sub("", text).strip()
                return (Line(bare), True) if bare and MENTION.search(text) else (Line(text), False)
            case Press(does=does):
                return Packed(does), False
            case Fill(command=command, texts=texts, hidden=hidden):
                return Filled(command, texts, hidden), False
            case _:
                assert_never(asked)

    def _line(self, asked: Say, visitor: Visitor, person: Person) -> Json:
        return {"id": asked.id, "text": asked.text, "author": author(person, visitor), "lang": person.language}

    def _answer(self, asked: Asked, reply: Reply, said: Json, visitor: Visitor, person: Person, after: Person) -> Json:
        command, typed = self._command(asked)
        body: Json = {"id": asked.id, "reply": said, "lang": after.language, "command": command}
        if not isinstance(asked, Say):
            body["asked"] = {"by": author(person, visitor), "line": typed}
            body["paged"] = isinstance(asked, Press) and " page=" in asked.does
            # Only one's own view is changed in place; what others read stays as it was.
            if asked.replaces is not None and reply.private and not reply.files:
                body["replaces"] = asked.replaces
        return body

    def _command(self, asked: Asked) -> tuple[str, str]:
        """The name of the command that ran, and how one would type it."""
        parcel = Parcel("")
        match asked:
            case Say(text=text):
                try:
                    typed = line.read(MENTION.sub("", text), self._core.book.by_name)
                except Oops:
                    typed = None
                name = typed.spec.name if isinstance(typed, Typed) else self._core.book.question.spec.name
                return name, text
            case Press(does=does):
                try:
                    parcel = unpack(does)
                except Garbled:
                    return "", ""
            case Fill(command=command, texts=texts):
                parcel = Parcel(command, texts)
            case _:
                assert_never(asked)
        found = self._core.book.find(parcel.command)
        if found is None:
            return "", ""
        shown = {p.name for p in found.spec.shown}
        texts = {name: text for name, text in parcel.texts.items() if name in shown and text}
        return found.spec.name, line.write(found.spec.name, texts)


def for_bot(text: str, place: Place) -> bool:
    """Whether a line is meant for the bot: everything in the DM, commands and mentions elsewhere."""
    return place.direct or text.lstrip().startswith("/") or MENTION.search(text) is not None
