"""/search: words looked up in everything the club knows; what a plain question runs."""

from __future__ import annotations

import re
from typing import assert_never

from bot.commands.call import CallByName
from bot.commands.calls import Calls
from bot.commands.cards import call as calls
from bot.commands.cards import event as events
from bot.commands.cards import partner as partners
from bot.commands.cards import programme as programmes
from bot.commands.cards import project as projects
from bot.commands.events import Events
from bot.commands.help import Help
from bot.commands.partner import PartnerByName
from bot.commands.partners import Partners
from bot.commands.programmes import Programmes
from bot.commands.projects import Projects
from bot.commands.tell import tell
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text
from bot.core.reply import Button, Card, Reply
from bot.domain.call import Call
from bot.domain.event import Event, Series
from bot.domain.partner import Cluster, Partner
from bot.domain.programme import Programme
from bot.domain.project import Project
from bot.domain.record import Kind, Record
from bot.domain.topic import Topic
from bot.search.index import Hit
from bot.search.library import Library
from bot.search.narrowing import narrowed

MOST = 5
NUMBER = re.compile(r"\b\d{1,3}\b")  # “60 days” is not the 60% in a call's notes; a year is longer and counts
LISTS: dict[str, type[Partners | Events | Calls | Projects | Programmes]] = {
    Kind.PARTNER: Partners,
    Kind.EVENT: Events,
    Kind.CALL: Calls,
    Kind.PROJECT: Projects,
    Kind.PROGRAMME: Programmes,
}


class Search(Command, name="search", examples=("search Alzheimer", "search дигитално здраве")):
    """Look for words in everything I know."""

    text: str = arg("What to look for", kind=Text(500))

    async def run(self, ctx: Context) -> Reply:
        """Show the records that fit best, or what to do when there are none."""
        t, library = ctx.t, ctx.library
        named = library.names.exact(self.text)
        keys = [(n.kind, n.id) for n in named if n.kind != "topic"]
        kinds, words = narrowed(self.text)
        keys = keys or [(hit.kind, hit.id) for hit in _hits(library, words, kinds)]
        lists = tuple(Button(f"/{LISTS[kind].spec.name}", LISTS[kind]()) for kind in kinds if kind in LISTS)
        keys = keys or [(n.kind, n.id) for n in library.names.near(self.text, limit=3) if n.kind != "topic"]
        if not keys and lists:
            return await LISTS[kinds[0]]().run(ctx)
        if not keys:
            said = t("I found nothing on that. Try other words, or see what I can do.")
            return Reply((said,), buttons=(Button(t("Help"), Help()),))
        shown = tuple(card(library.records[key], ctx) for key in keys[:MOST])
        return Reply((t.many("This is what I found:", "These fit best:", len(shown)),), cards=shown, buttons=lists)


def _hits(library: Library, words: str, kinds: tuple[str, ...]) -> tuple[Hit, ...]:
    """What says every word, else what says some of them, a short number not counted."""
    every = library.index.search(words, kinds=kinds, limit=MOST, need_all=True)
    return every or library.index.search(NUMBER.sub(" ", words), kinds=kinds, limit=MOST)


def card(record: Record, ctx: Context) -> Card:
    """Any record as a short card with a button to all of it."""
    t, library = ctx.t, ctx.library
    match record:
        case Cluster():
            return partners.full(record, library, t, (tell("cluster", record.id, t),))
        case Partner():
            more = Button(t("Details"), PartnerByName(name=f"partner:{record.id}"))
            return partners.short(record, library, t, (more, tell("partner", record.id, t)))
        case Programme():
            more = Button(t("Details"), Programmes(name=record.id))
            return programmes.short(record, t, (more, tell("programme", record.id, t)))
        case Project():
            return projects.short(
                record, t, (Button(t("Details"), Projects(name=record.id)), tell("project", record.id, t))
            )
        case Event():
            return events.of_event(record, ctx.now, ctx.zone, library, t, (tell("event", record.id, t),))
        case Series():
            return events.of_series(record, library, t, (tell("series", record.id, t),))
        case Call():
            more = Button(t("Details"), CallByName(identifier=record.identifier))
            return calls.short(record, ctx.now, ctx.zone, t, (more, tell("call", record.identifier, t)))
        case Topic():
            return Card(record.title(t.language), record=("topic", record.id))
        case _:
            assert_never(record)
