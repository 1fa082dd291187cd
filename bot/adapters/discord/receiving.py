"""Files put in the place of their names: what people attached becomes the id of a kept picture, or is told off."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.adapters.discord.uploads import fetch
from bot.core.errors import Oops
from bot.core.kinds import Picture
from bot.core.reply import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiohttp import ClientSession

    from bot.adapters.discord.uploads import Upload
    from bot.core.context import Person
    from bot.core.core import Core
    from bot.core.reply import Form, Reply
    from bot.core.words import Words

REFUSED = "?"  # no picture's id, so that the command asks again


@dataclass(frozen=True, slots=True)
class Received:
    """The ids of what was kept, and what is wrong with the others, by argument."""

    texts: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, Oops] = field(default_factory=dict)


async def receive(
    core: Core, session: ClientSession, person: Person, command: str, uploads: Mapping[str, Upload]
) -> Received:
    """Keep the pictures of a command that the person may use; of another one nothing is fetched."""
    received = Received()
    found = core.book.find(command)
    for name, upload in uploads.items():
        param = found.spec.param(name) if found and found.spec.needs <= person.role else None
        if param is None or not isinstance(param.kind, Picture):
            continue
        try:
            received.texts[name] = await core.pictures.keep(person.id, upload.name, await fetch(session, upload))
        except Oops as oops:
            received.texts[name], received.wrong[name] = REFUSED, oops
    return received


def asked_again(reply: Reply, wrong: Mapping[str, Oops], t: Words) -> Reply:
    """The core's answer to a form with refused pictures, saying what is wrong with them."""
    if not wrong or reply.form is None:
        return reply
    said = "\n".join(t(oops.text, **oops.names) for oops in wrong.values())
    return replace(reply, text=(said,), form=with_wrong(reply.form, wrong, t), tone=Tone.WARN)


def with_wrong(form: Form, wrong: Mapping[str, Oops], t: Words) -> Form:
    """The form with what is wrong at the questions themselves, and no picture there."""
    told = {name: t(oops.text, **oops.names) for name, oops in wrong.items()}
    blanks = (replace(b, value="", error=told[b.name]) if b.name in told else b for b in form.blanks)
    return replace(form, blanks=tuple(blanks))
