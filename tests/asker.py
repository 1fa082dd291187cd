"""Somebody who asks: a name, a role, and the facts as they are stored afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.request import Filled
from bot.core.roles import Role
from tests.kit import DIRECT, Kit, said

if TYPE_CHECKING:
    from bot.core.context import Place
    from bot.core.reply import Action, Button, Form, Option, Reply
    from bot.storage.values import StoredFact


@dataclass
class Asker:
    """Asks under one name and role; an action that has a `once` is delivered again under the same one."""

    kit: Kit
    called: str
    role: Role = Role.ORGANISER
    place: Place = DIRECT

    async def ask(self, line: str, *, once: str = "") -> Reply:
        """Type a line."""
        return await self.kit.ask(line, self.role, called=self.called, place=self.place, id=once)

    async def press(self, what: Button | Option | Action | str, *, once: str = "") -> Reply:
        """Press a button or pick an option."""
        return await self.kit.press(what, self.role, called=self.called, place=self.place, id=once)

    async def fill(self, form: Form | None, *, once: str = "", **values: str) -> Reply:
        """Send a form with what stands in it already, and these values."""
        assert form is not None, "there is no form"
        texts = {blank.name: blank.value for blank in form.blanks} | values
        sent = Filled(form.command, texts, dict(form.hidden))
        return await self.kit.say(sent, self.role, called=self.called, place=self.place, id=once)

    async def send(self, command: str, **texts: str) -> Reply:
        """Send texts as a form does, whatever the form would ask."""
        return await self.kit.say(Filled(command, texts), self.role, called=self.called, place=self.place)

    async def edit(self, record: str, field: str, value: str) -> Reply:
        """Open a field's form and send it."""
        asked = await self.send("fact edit", record=record, field=field)
        assert asked.form, said(asked)
        return await self.fill(asked.form, value=value)

    async def fact(self, kind: str, id: str) -> StoredFact | None:
        """A fact as it is stored."""
        return await self.kit.database.read(lambda tx: tx.facts.get(kind, id))

    async def body(self, kind: str, id: str) -> dict[str, Any]:
        """The fields of a fact that is stored."""
        fact = await self.fact(kind, id)
        assert fact, f"there is no {kind} {id}"
        return fact.body

    async def version(self) -> int:
        """The number of the last change."""
        return await self.kit.database.read(lambda tx: tx.facts.version())

    async def audit(self) -> list[str]:
        """What was audited, the latest first."""
        return [entry.command for entry in await self.kit.database.read(lambda tx: tx.audit.latest(100))]
