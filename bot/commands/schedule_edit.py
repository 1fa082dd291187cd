"""/schedule-edit: what an announcement says is changed, from what is stored. Behind a button only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.commands.announcing.drafts import TITLE, plain
from bot.commands.schedules.approval import approved, revised
from bot.commands.schedules.changing import alter, asks, ordered_now, reworded
from bot.commands.schedules.storing import ordered
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops, Wrong
from bot.core.kinds import LongText, Text, Whole
from bot.core.partial import Partial
from bot.core.reply import Button, Card, Field, Reply, Tone, Weight
from bot.core.roles import Role
from bot.domain.announcement import Announcement
from bot.domain.schedule import Schedule
from bot.storage.schedules import StaleSchedule
from bot.storage.store import Tx

LEADS = ("https://", "http://")
SHOWN = 300  # characters of a text that are compared


class ScheduleEdit(Command, name="schedule-edit", needs=Role.ORGANISER, writes=True, hidden=True):
    """Change what an announcement says."""

    title_bg: str = arg("The title in Bulgarian", default="", kind=Text(150))
    text_bg: str = arg("The text in Bulgarian", default="", kind=LongText(3000), in_form=True)
    title_en: str = arg("The title in English", default="", kind=Text(150))
    text_en: str = arg("The text in English", default="", kind=LongText(3000), in_form=True)
    link: str = arg("A link, such as https://example.org", default="", kind=Text(500))
    schedule: int = arg(default=0, kind=Whole(0, 10**15), hidden=True)
    version: int = arg(default=0, kind=Whole(0, 10**9), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        """Open the form with what is stored; or store what was written, and ask about what is posted already."""
        if not self.version:
            now, said = await ctx.look(lambda tx: self._read(tx, ctx))
            return _form(self._of(now, said), ctx, {})
        errors = self._errors()
        if errors:
            return _form(self, ctx, errors)
        try:
            done = await ctx.work(lambda tx: self._write(tx, ctx))
        except StaleSchedule:
            return await self._both(ctx)
        return await reworded(done, ctx)

    def _read(self, tx: Tx, ctx: Context) -> tuple[Schedule, Announcement]:
        now = ordered_now(tx, self.schedule, ctx)
        content = tx.contents.get(now.content) if now.content else None
        if content is None:
            raise Oops("This schedule runs a command, so it has no text of its own.")
        return now, Announcement.of(content.body)

    def _of(self, now: Schedule, said: Announcement) -> ScheduleEdit:
        return ScheduleEdit(
            title_bg=said.title.get("bg", ""),
            text_bg=said.text.get("bg", ""),
            title_en=said.title.get("en", ""),
            text_en=said.text.get("en", ""),
            link=said.link,
            schedule=now.id,
            version=now.version,
        )

    def _errors(self) -> dict[str, Wrong]:
        errors = {}
        if not any((self.title_bg, self.text_bg, self.title_en, self.text_en)):
            errors["text_bg"] = Wrong("Please write a title or a text.")
        if self.link and not self.link.startswith(LEADS):
            errors["link"] = Wrong("A link begins with https://.")
        return errors

    def _write(self, tx: Tx, ctx: Context) -> dict[str, Any]:
        ordered(tx, self.schedule, ctx.who, self.version)
        before, old = self._read(tx, ctx)
        title = plain({"bg": self.title_bg, "en": self.title_en})
        text = plain({"bg": self.text_bg, "en": self.text_en})
        said = Announcement(title, text, self.link, old.picture, old.alt)
        if said.body() == old.body():
            return {"id": before.id, "change": 0, "same": True}
        name = next(iter(title.values()), "") or next(iter(text.values()))
        content = tx.contents.add(said.body(), ctx.who.id, ctx.now)
        tx.contents.touch(before.content or 0, ctx.now)  # until it is too late to undo
        command = ctx.opener("post", content=content).pack()
        after = replace(before, content=content, command=command, title=name.split("\n")[0][:TITLE])
        after = revised(before, after, ctx)
        if not approved(after, ctx):
            tx.deliveries.pin(before.id, before.command)
        return asks(alter(tx, before.id, 0, self, ctx, lambda _: after, "edit"), tx)

    async def _both(self, ctx: Context) -> Reply:
        """What somebody else wrote meanwhile, beside what was written now."""
        t = ctx.t
        now, said = await ctx.look(lambda tx: self._read(tx, ctx))
        theirs = self._of(now, said)
        fields = []
        for param in self.spec.shown:
            stored, mine = getattr(theirs, param.name), getattr(self, param.name)
            if stored != mine:
                fields.append(Field(t("{field}: now stored", field=t(param.help)), (_short(stored) or t("nothing"),)))
                fields.append(Field(t("{field}: yours", field=t(param.help)), (_short(mine) or t("nothing"),)))
        return Reply(
            (t("Somebody changed this schedule after you opened the form. Which one is right?"),),
            cards=(Card(now.title, fields=tuple(fields)),),
            buttons=(
                Button(t("Take mine"), replace(self, version=now.version), Weight.MAIN),
                Button(t("Keep what is stored"), ctx.opener("schedules", number=now.id)),
            ),
            tone=Tone.WARN,
            private=True,
        )


def _form(edit: ScheduleEdit, ctx: Context, errors: dict[str, Wrong]) -> Reply:
    texts = {p.name: getattr(edit, p.name) for p in edit.spec.shown}
    hidden = {"schedule": str(edit.schedule), "version": str(edit.version)}
    partial = Partial(ScheduleEdit, texts, hidden, errors, submitted=bool(errors))
    if errors:
        return partial.reply(ctx.reading)
    return Reply((ctx.t("Change what is to be read there."),), form=partial.form(ctx.reading), private=True)


def _short(text: str) -> str:
    return f"{text[:SHOWN]}…" if len(text) > SHOWN else text
