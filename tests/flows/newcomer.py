"""Somebody who joins: answers whatever is asked, in either language, by buttons, lists, forms or typed lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.codec import unpack
from bot.core.roles import Role
from bot.flows.state import state
from tests.kit import DIRECT, Kit, every_button, packed

if TYPE_CHECKING:
    from bot.core.context import Place
    from bot.core.reply import Action, Button, Form, Option, Reply
    from bot.storage.members import Onboarding

STEPS = (
    *("aim", "organisation", "city", "interests", "offers", "seeks", "digest", "reminders"),
    *("agree_directory", "agree_matching", "agree_digest"),
)
"""The questions that somebody is asked whose language is known and who wants everything."""

SAYS: dict[str, Any] = {
    "language": "bg",
    "aim": "researcher",
    "organisation": "Acme Biotech",
    "city": "Plovdiv",
    "interests": ["cancer", "ai-data"],
    "offers": "Microscopy",
    "seeks": "Partners",
    "digest": "weekly",
    "reminders": True,
    "agree_directory": True,
    "agree_matching": False,
    "agree_digest": True,
}
"""What they answer, as it is kept."""


@dataclass
class Newcomer:
    """Acts from one account."""

    kit: Kit
    called: str = "Mila"
    role: Role = Role.MEMBER
    lang: str = "en"
    place: Place = DIRECT

    async def ask(self, line: str, *, once: str = "", aloud: bool = False, place: Place | None = None) -> Reply:
        at = place or self.place
        return await self.kit.ask(line, self.role, self.lang, called=self.called, place=at, id=once, aloud=aloud)

    async def press(self, what: Button | Option | Action | str, *, once: str = "") -> Reply:
        return await self.kit.press(what, self.role, self.lang, called=self.called, place=self.place, id=once)

    async def fill(self, form: Form | None, *, once: str = "", **values: str) -> Reply:
        return await self.kit.fill(form, self.role, self.lang, called=self.called, place=self.place, id=once, **values)

    async def skip(self, reply: Reply) -> Reply:
        """Go on without an answer."""
        return await self.press(f"1 join-skip ask={asked(reply)}")

    async def answer(self, reply: Reply, value: Any = None) -> Reply:  # noqa: ANN401 - as it is kept
        """Answer what the reply asks, in the way that it offers."""
        name = asked(reply)
        value = SAYS[name] if value is None else value
        if name == "interests":
            for one in value:
                reply = await self.press(offered(reply, f"1 join-pick add={one} page=2"))
            return await self.press(offered(reply, "1 join-answer ask=interests"))
        text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
        if any(packed(one).startswith("1 join-write") for one in reply.buttons):
            form = (await self.press(offered(reply, f"1 join-write ask={name}"))).form
            return await self.fill(form, **{name: text})
        return await self.press(offered(reply, f"1 join-answer {name}={text}"))

    async def whole(self, until: str = "") -> Reply:
        """Join, and answer everything up to a question, or everything."""
        reply = await self.ask("/join")
        while (name := asked(reply)) and name != until:
            reply = await self.answer(reply)
        return reply

    async def id(self) -> str:
        _, who = await self.kit.person(self.role, self.lang, self.called)
        return who.id

    async def told(self) -> dict[str, Any]:
        person = await self.id()
        return await self.kit.database.read(lambda tx: state(tx, person))

    async def joining(self) -> Onboarding:
        person = await self.id()
        found = await self.kit.database.read(lambda tx: tx.members.onboarding(person))
        assert found
        return found

    async def linked(self, called: str) -> Newcomer:
        """The same person at another account."""
        person = await self.id()
        await self.kit.database.write(lambda tx: tx.people.link(person, "web", called))
        return Newcomer(self.kit, called, self.role, self.lang)


def asked(reply: Reply) -> str:
    """The question that a reply puts; empty when it puts none."""
    parcels = [unpack(packed(one)) for one in reply.buttons]
    return next((parcel.texts["ask"] for parcel in parcels if parcel.command == "join-skip"), "")


def offered(reply: Reply, does: str) -> Button | Option:
    """The button or the option that does this."""
    found = next((one for one in every_button(reply) if packed(one) == does), None)
    assert found, f"nothing does {does!r}"
    return found
