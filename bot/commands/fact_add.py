"""/fact add: an organiser records something that was not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands.cards.labels import KINDS, RELATIONS
from bot.commands.fact_edit import FactEdit
from bot.commands.fact_undo import FactUndo
from bot.commands.facts import times
from bot.commands.facts.adding import ASKED, JUST_THE_NAME, NEEDED, Added, Known, Taken, add
from bot.commands.facts.labels import fields, label
from bot.commands.facts.storing import Act
from bot.commands.facts.telling import reading
from bot.commands.facts.texts import text_of
from bot.commands.search import card
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Wrong
from bot.core.kinds import Country, Day, OneOf, Text, Times
from bot.core.partial import Partial
from bot.core.reply import Button, Option, Reply, Select, Tone
from bot.core.roles import Role
from bot.core.spec import Param
from bot.core.words import Words, later
from bot.domain.call import BRUSSELS
from bot.domain.partner import RelationType
from bot.domain.when import Toward
from bot.sources.problem import Problems
from bot.sources.record import read_record
from bot.sources.scalars import zone

# Which argument a field of the record was made of.
MADE_OF = {"title": "name", "identifier": "id", "website": "url", "opening": "opens", "tz": "zone"}
FROM_WHEN = ("start", "end", "deadlines")
BY_HAND = later("entered by an organiser")


class FactAdd(
    Command,
    name="fact add",
    needs=Role.ORGANISER,
    writes=True,
    examples=(
        "fact add",
        "fact add partner",
        'fact add event name="Club meeting" when="15.12.2026 18:30" city=Sofia country=BG',
    ),
):
    """Add a partner, programme, project, event, series or call."""

    kind: Added | None = arg("What it is", default=None, kind=OneOf(Added, KINDS))
    name: str = arg("Its name; of a call, its title", default="", kind=Text(500))
    id: str = arg("A call's identifier; of others a short id, if the name should not give it", default="")
    relation: RelationType | None = arg(
        "How a partner stands to the cluster", default=None, kind=OneOf(RelationType, RELATIONS)
    )
    when: str = arg("When it takes place; of a call, its deadline", default="", kind=Times(Toward.EITHER))
    zone: str = arg("The time zone of the hours, if it is not Brussels for a call or else yours", default="")
    opens: date | None = arg("The day on which a call opens", default=None, kind=Day(Toward.EITHER))
    country: str = arg("The country, by name or code", default="", kind=Country())
    city: str = arg("The city", default="")
    url: str = arg("Its page on the web", default="", kind=Text(2000))
    source: str = arg("Where this is known from; left out, it is you", default="", kind=Text(500))
    anyway: bool = arg(default=False, hidden=True)

    @classmethod
    def asks(cls, texts: Mapping[str, str]) -> tuple[Param, ...]:
        """What makes sense for its kind; without one, everything."""
        kind = next((one for one in Added if one == texts.get("kind")), None)
        if kind is None:
            return cls.spec.shown
        asked = (cls.spec.param(name) for name in ASKED[kind])
        return tuple(replace(p, required=p.name in NEEDED.get(kind, JUST_THE_NAME)) for p in asked if p)

    async def run(self, ctx: Context) -> Reply:
        """Ask for the kind, then for what it needs; then store it and show what else can be told of it."""
        t, kind = ctx.t, self.kind
        if kind is None:
            kinds = tuple(Button(t(KINDS[one]), replace(self, kind=one)) for one in Added)  # type: ignore[index] # equal
            return Reply((t("What do you want to add?"),), buttons=kinds)
        if not self.name:
            return self._asked(kind, {}, ctx)
        if errors := dict(self._missing(kind)):
            return self._asked(kind, errors, ctx)
        same = () if self.anyway else tuple(n.id for n in ctx.library.names.exact(self.name, kind.value))
        try:
            body, act = self._body(kind, ctx), Act.of(self, ctx)
            done = await ctx.work(lambda tx: add(tx, act, kind, body, self.id, same))
        except Known as known:
            return self._known(kind, known.id, ctx)
        except Problems as found:
            return self._asked(kind, {_argument(p.path): Wrong(ctx.t(p.says, **p.names)) for p in found.problems}, ctx)
        except _Misread as misread:
            return self._asked(kind, {misread.argument: misread.wrong}, ctx)
        except Taken:
            taken = Wrong("There is a record with the id {id} already. Take another one.", id=self.id)
            return self._asked(kind, {"id": taken}, ctx)
        return _stored(kind, done["id"], done["seq"], done["body"], ctx)

    def _missing(self, kind: Added) -> Iterator[tuple[str, Wrong]]:
        """What is needed and left out, and what was given though this kind has no such thing."""
        given = self.texts()
        for name in NEEDED.get(kind, JUST_THE_NAME):
            if name not in given:
                yield name, Wrong("This one is needed.")
        for param in self.spec.shown:
            if param.name in given and param.name not in ("kind", *ASKED[kind]):
                yield param.name, Wrong("A record of this kind has no “{name}”. Take it out.", name=param.name)

    def _asked(self, kind: Added, errors: Mapping[str, Wrong], ctx: Context) -> Reply:
        texts = self.texts()
        hidden = {"anyway": texts.pop("anyway")} if "anyway" in texts else {}
        partial = Partial(type(self), texts, hidden, errors, submitted=bool(errors))
        reply = partial.reply(reading(ctx))
        title = ctx.t("To add: {kind}", kind=ctx.t(KINDS[kind]))  # type: ignore[index] # equal as texts
        return replace(reply, form=replace(reply.form, title=title)) if reply.form else reply

    def _known(self, kind: Added, id: str, ctx: Context) -> Reply:
        t = ctx.t
        return Reply(
            (t("There is one of this name already: {record}.", record=ctx.library.label(kind, id, t.language)),),
            buttons=(
                Button(t("Correct that one"), FactEdit(record=f"{kind}:{id}")),
                Button(t("Add it all the same"), replace(self, anyway=True)),
            ),
            tone=Tone.WARN,
            private=True,
        )

    def _body(self, kind: Added, ctx: Context) -> dict[str, Any]:
        """The fields that are known, without the id."""
        by, call = reading(ctx), kind is Added.CALL
        by = replace(by, zone=self._zone(BRUSSELS if call else ctx.zone, ctx.t))
        try:
            when = (times.deadline if call else times.stretch)(self.when, by) if self.when else {}
        except Wrong as wrong:
            raise _Misread("when", wrong) from wrong
        if kind is Added.PROJECT:
            when.pop("tz", None)
        made = {
            "title" if call else "name": self.name,
            **({"deadlines": [when]} if call and when else when),
            "opening": self.opens.isoformat() if self.opens else "",
            "country": self.country,
            "city": self.city,
            "relation": {"type": self.relation.value} if self.relation else "",
            "website" if kind in (Added.PARTNER, Added.PROGRAMME, Added.PROJECT) else "url": self.url,
            "source": self.source or BY_HAND,
            "checked_at": ctx.now.astimezone(ctx.club.zone).date().isoformat(),
        }
        return {name: value for name, value in made.items() if value}

    def _zone(self, usual: ZoneInfo, t: Words) -> ZoneInfo:
        if not self.zone:
            return usual
        try:
            return zone(self.zone)
        except Problems as found:
            (problem,) = found.problems
            raise _Misread("zone", Wrong(t(problem.says, **problem.names))) from found


class _Misread(Exception):
    """An argument that cannot be what it says."""

    def __init__(self, argument: str, wrong: Wrong) -> None:
        super().__init__(argument)
        self.argument = argument
        self.wrong = wrong


def _argument(path: str) -> str:
    field = path.split(".", maxsplit=1)[0]
    return "when" if field in FROM_WHEN else MADE_OF.get(field, field)


def _stored(kind: Added, id: str, seq: int, body: dict[str, Any], ctx: Context) -> Reply:
    t, record = ctx.t, f"{kind}:{id}"
    further = tuple(
        Option(label(path, t), FactEdit(record=record, field=path), path)
        for path in fields(kind, body)
        if not text_of(body, path)
    )
    return Reply(
        (t("Stored as {id}.", id=id),),
        cards=(card(read_record(kind, body), ctx),),
        selects=(Select(t("What else is known?"), further),),
        buttons=(Button(t("Undo"), FactUndo(change=seq)), Button(t("Correct it"), FactEdit(record=record))),
        tone=Tone.GOOD,
    )
