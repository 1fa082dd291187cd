"""/audit: who changed what, when, and what was there before. Lines are only ever added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.commands.helping.telling import BADGES
from bot.commands.owning.labels import LABELS, VALUES
from bot.commands.paging import PAGE, onward
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Text, Times, Whole
from bot.core.reply import Button, Card, Code, Field, Line, Reply
from bot.core.roles import Role
from bot.domain.fold import fold
from bot.domain.when import Toward
from bot.storage.audit import Entry
from bot.storage.store import Tx

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.words import Words

FIELDS = 12  # that one line shows
LONGEST = 160  # characters of a value
NAMES = {**LABELS, "stand": LABELS["state"]}  # of fields; those of records stand as they are
WORDS: dict[str, dict[str, str]] = {
    "stand": {stand.value: label for stand, (label, _) in BADGES.items()},
    "state": VALUES,
    "sort": VALUES,
}


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[Entry]
    names: dict[str, str]
    more: bool


class Audit(
    Command,
    name="audit",
    needs=Role.ORGANISER,
    personal=True,
    examples=("audit", "audit what=fact", 'audit when="last week"'),
):
    """Who changed what, when, and what was there before."""

    who: str = arg("Only what this organiser did, by their name", default="", kind=Text(100))
    what: str = arg("Only this command, such as fact or schedule", default="", kind=Text(60))
    when: str = arg("Only this time, such as yesterday or last week", default="", kind=Times(Toward.PAST))
    page: int = arg(default=1, kind=Whole(1, 10_000), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """A page of lines, the newest first."""
        t, span = ctx.t, self._span(ctx)
        found = await ctx.look(lambda tx: self._read(tx, span))
        if not found.lines:
            said = t("Nothing has been changed yet.") if self == Audit() else t("There is no such line.")
            return Reply((said,), buttons=(Button(t("All"), Audit()),) if self != Audit() else (), private=True)
        pages = onward(lambda n: replace(self, page=n), self.page, t, more=found.more)
        said = t("What organisers changed, the latest first. Nobody can change these lines.")
        cards = tuple(_card(line, found.names, ctx) for line in found.lines)
        return Reply((said,), cards=cards, buttons=pages, private=True)

    def _span(self, ctx: Context) -> tuple[datetime | None, datetime | None]:
        if not self.when:
            return None, None
        read = Times(Toward.PAST).span(self.when, ctx.reading)
        return read.start, read.end

    def _read(self, tx: Tx, span: tuple[datetime | None, datetime | None]) -> _Page:
        names = tx.pseudonyms.names()
        by = tuple(id for id, name in names.items() if fold(self.who) in fold(name)) if self.who else ()
        if self.who and not by:
            return _Page([], names, more=False)
        lines = tx.audit.listed(
            by=by,
            what=self.what.removeprefix("/"),
            since=span[0],
            until=span[1],
            offset=(self.page - 1) * PAGE,
            limit=PAGE + 1,
        )
        return _Page(lines[:PAGE], names, len(lines) > PAGE)


def _card(line: Entry, names: dict[str, str], ctx: Context) -> Card:
    t = ctx.t
    who = names.get(line.person_id) or t("Somebody who was forgotten ({code})", code=line.person_id[:6])
    body: tuple[Line, ...] = ((t.moment(line.at, ctx.zone),), (Code(f"/{line.command}"),))
    return Card(who, body=body, fields=_turns(line.before, line.after, names, t))


def _turns(before: object, after: object, names: dict[str, str], t: Words) -> tuple[Field, ...]:
    """What was there before and is now, field by field."""
    was, now = ({k: names.get(str(v), v) for k, v in _fields(value).items()} for value in (before, after))
    other = [name for name in dict.fromkeys((*was, *now)) if was.get(name) != now.get(name)]
    shown = [
        Field(
            t(NAMES[name]) if name in NAMES else name,
            (_turn(_word(name, was.get(name), t), _word(name, now.get(name), t), t),),
        )
        for name in other[:FIELDS]
    ]
    if left := len(other[FIELDS:]):
        shown.append(Field("…", (t.many("{n} more field", "{n} more fields", left),)))
    return tuple(shown)


def _word(name: str, value: object, t: Words) -> object:
    """The word of ours for a value, where it is one of a list."""
    words = WORDS.get(name, {})
    return t(words[value]) if isinstance(value, str) and value in words else value


def _fields(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _turn(was: object, now: object, t: Words) -> str:
    if was is None:
        return _short(now)
    return t("{before} → {after}", before=_short(was), after=_short(now) if now is not None else "—")


def _short(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
