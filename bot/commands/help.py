"""/help: what the bot can do, from the Specs alone."""

from __future__ import annotations

from bot.core.actions import Opener
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import Text
from bot.core.reply import Button, Card, Code, Field, Inline, Line, Option, Reply, Select
from bot.core.roles import Role
from bot.core.spec import Param, Spec
from bot.core.words import Words, later

ROLES = {Role.GUEST: "", Role.MEMBER: later("For members"), Role.ORGANISER: later("For organisers")}


class Help(Command, name="help", examples=("help", "help calls")):
    """What I can do, and how to ask."""

    command: str = arg("A command's name, such as calls", default="", kind=Text(40))

    async def run(self, ctx: Context) -> Reply:
        """Explain one command, or list those that the person may use."""
        mine = tuple(s for s in ctx.book if not s.hidden and s.needs <= ctx.who.role)
        if not self.command:
            return _all(mine, ctx.t)
        name = self.command.strip().lstrip("/").casefold()
        found = [s for s in mine if name in (s.name, *s.was) or s.name.split()[0] == name]
        if not found:
            raise Oops("I don't know the command /{name}. /help lists them all.", name=name)
        return Reply(cards=tuple(_one(spec, ctx.t) for spec in found))


def _all(specs: tuple[Spec, ...], t: Words) -> Reply:
    said = t("Ask in your own words, or type / and choose. These are my commands:")
    fields = tuple(Field(f"/{s.name}", (t(s.help),)) for s in specs)
    options = tuple(Option(f"/{s.name}", Help(command=s.name), t(s.help)) for s in specs)
    return Reply(
        (said,), cards=(Card(t("Commands"), fields=fields),), selects=(Select(t("Explain a command"), options),)
    )


def _one(spec: Spec, t: Words) -> Card:
    fields = [Field(_label(param, t), (t(param.help),)) for param in spec.shown]
    examples: list[Inline] = []
    for line in spec.examples:
        examples += ["\n", Code(f"/{line}")] if examples else [Code(f"/{line}")]
    if examples:
        fields.append(Field(t("For example"), tuple(examples)))
    who = ROLES[spec.needs]
    body: tuple[Line, ...] = ((t(spec.help),), (Code(spec.usage),), *(((t(who),),) if who else ()))
    run = Button(t("Try it"), Opener(spec))
    return Card(f"/{spec.name}", body=body, fields=tuple(fields), buttons=(run,))


def _label(param: Param, t: Words) -> str:
    return t("{name} (needed)", name=param.name) if param.required else param.name
