"""/fact edit: an organiser corrects one field of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.commands.fact_history import FactHistory
from bot.commands.fact_undo import FactUndo
from bot.commands.facts.labels import FieldName, fields, label, meant
from bot.commands.facts.records import KINDS, SEQ, Surely
from bot.commands.facts.storing import Act, check, checked, store
from bot.commands.facts.telling import name_of, problems, reading, stale, turns
from bot.commands.facts.texts import is_long, template, text_of, written
from bot.commands.facts.typed import plain
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.kinds import LongText, Text
from bot.core.partial import Partial
from bot.core.reply import Button, Card, Field, Form, Option, Reply, Select, Tone, Weight
from bot.core.roles import Role
from bot.core.spec import Param
from bot.sources.problem import Problems
from bot.storage.errors import StaleFact
from bot.storage.store import Tx
from bot.storage.values import FactChange, StoredFact


class Meanwhile(Exception):
    """Somebody else wrote the field since the form was opened."""

    def __init__(self, fact: StoredFact) -> None:
        super().__init__(fact.id)
        self.fact = fact


class FactEdit(
    Command,
    name="fact edit",
    needs=Role.ORGANISER,
    writes=True,
    examples=("fact edit КРИБ", "fact edit КРИБ field=city", "fact edit КРИБ field=city value=Sofia"),
):
    """Correct a record: see its fields, choose one, write the new value."""

    record: str = arg("The record, by any of its names", kind=Surely(KINDS))
    field: str = arg("Which field, such as city or deadlines.0.date", default="", kind=FieldName(200))
    value: str = arg("What is right; empty or - where nothing is known", default="", kind=LongText(4000), in_form=True)
    version: int = arg(default=0, kind=SEQ, hidden=True)

    @classmethod
    def asks(cls, texts: Mapping[str, str]) -> tuple[Param, ...]:
        """The value alone, once the record and the field are known."""
        known = texts.get("record") and texts.get("field")
        return tuple(p for p in cls.spec.shown if p.name == "value" or not known)

    async def run(self, ctx: Context) -> Reply:
        """Show the record and its fields, ask for one field's value, or write it."""
        kind, _, id = self.record.partition(":")
        fact = await ctx.look(lambda tx: tx.facts.get(kind, id))
        if fact is None:
            raise Oops("This record is no longer there. /fact history tells what became of it.")
        if not self.field:
            return _shown(fact, ctx)
        path = _writable(fact, meant(kind, fact.body, self.field, ctx.t), ctx)
        try:
            if self.value or self.version:
                return await self._write(fact, path, ctx)
        except Problems as found:  # nothing was stored; the form holds what was typed
            why = problems(found.problems, ctx.t, of=path)
            return Reply((why,), form=self._form(fact, path, self.value, why, ctx), tone=Tone.WARN, private=True)
        except Meanwhile as meanwhile:
            return self._both(meanwhile.fact, path, ctx)
        except StaleFact as error:
            raise stale(error) from error
        text = text_of(fact.body, path) or template(kind, path)
        return Reply(_asked(fact, path, ctx), form=self._form(fact, path, text, "", ctx), private=True)

    async def _write(self, fact: StoredFact, path: str, ctx: Context) -> Reply:
        act, kind, id = Act.of(self, ctx), fact.kind, fact.id
        text = plain(kind, path, self.value, reading(ctx))
        done = await ctx.work(lambda tx: _edit(tx, act, kind, id, path, text, self.version))
        if done is None:
            said = ctx.t("{field} says so already; nothing was changed.", field=label(path, ctx.t))
            return Reply((said,), buttons=(_other(self.record, ctx),))
        name = name_of(done["after"], id, ctx.t)
        lines = turns(kind, id, done["before"], done["after"], ctx)
        return Reply(
            (ctx.t("Stored. This is what changed:"),),
            cards=(Card(name, body=lines, record=(kind, id)),),
            buttons=(
                Button(ctx.t("Undo"), FactUndo(change=done["seq"])),
                _other(self.record, ctx),
                Button(ctx.t("History"), FactHistory(record=self.record)),
            ),
            tone=Tone.GOOD,
        )

    def _form(self, fact: StoredFact, path: str, text: str, error: str, ctx: Context) -> Form:
        """The kernel's form, named after the field, that remembers as of which change it was opened."""
        texts = {"record": self.record, "field": path, "value": text}
        version = self.version or fact.version
        form = Partial(type(self), texts, {"version": str(version)}).form(reading(ctx))
        kind = LongText.name if is_long(fact.kind, path, text) else Text.name
        (blank,) = form.blanks
        named = replace(blank, label=label(path, ctx.t), kind=kind, error=error)
        return replace(form, title=name_of(fact.body, fact.id, ctx.t), blanks=(named,))

    def _both(self, fact: StoredFact, path: str, ctx: Context) -> Reply:
        t = ctx.t
        theirs = text_of(fact.body, path) or t("nothing")
        card = Card(
            name_of(fact.body, fact.id, t),
            fields=(Field(t("Now stored"), (theirs,)), Field(t("Yours"), (self.value or t("nothing"),))),
        )
        mine = replace(self, field=path, version=fact.version)
        return Reply(
            (t("Somebody changed {field} after you opened the form. Which one is right?", field=label(path, t)),),
            cards=(card,),
            buttons=(
                Button(t("Take mine"), mine, Weight.MAIN),
                Button(t("Keep what is stored"), FactEdit(record=self.record)),
                Button(t("History"), FactHistory(record=self.record)),
            ),
            tone=Tone.WARN,
            private=True,
        )


def _edit(tx: Tx, act: Act, kind: str, id: str, path: str, text: str, version: int) -> dict[str, Any] | None:
    """Write a field and give the change; None when it says so already."""
    fact = tx.facts.get(kind, id)
    if fact is None:
        raise StaleFact(kind, id, None)
    after = written(kind, fact.body, path, text)
    check(tx, kind, id, after)
    if text_of(after, path) == text_of(fact.body, path):
        return None
    if version and version != fact.version:
        opened = tx.facts.change(version)
        known = opened is not None and (opened.kind, opened.id) == (kind, id)
        if not known or text_of((opened and opened.after) or {}, path) != text_of(fact.body, path):
            raise Meanwhile(fact)
    if path != "checked_at":
        after = checked(kind, after, act.day)
    seq = store(tx, act, FactChange(kind, id, fact.body, after))
    return {"seq": seq, "before": fact.body, "after": after}


def _shown(fact: StoredFact, ctx: Context) -> Reply:
    """The record as it is stored, and its fields to choose from: those that are known, and those that are not."""
    t, record = ctx.t, f"{fact.kind}:{fact.id}"
    paths = fields(fact.kind, fact.body)
    known = [path for path in paths if text_of(fact.body, path)]
    stored = tuple(Field(label(path, t), (text_of(fact.body, path),)) for path in known)

    def options(chosen: list[str]) -> tuple[Option, ...]:
        return tuple(Option(label(path, t), FactEdit(record=record, field=path), path) for path in chosen)

    right = FactEdit(record=record, field="checked_at", value="today")
    return Reply(
        cards=(Card(name_of(fact.body, fact.id, t), body=((record,),), fields=stored, record=(fact.kind, fact.id)),),
        selects=(
            Select(t("Which field do you want to correct?"), options(known)),
            Select(t("What is not recorded yet?"), options([path for path in paths if path not in known])),
        ),
        buttons=(
            *((Button(t("All right, checked today"), right),) if "checked_at" in paths else ()),
            Button(t("History"), FactHistory(record=record)),
        ),
    )


def _asked(fact: StoredFact, path: str, ctx: Context) -> tuple[str]:
    name, field = name_of(fact.body, fact.id, ctx.t), label(path, ctx.t)
    return (ctx.t("{record}, {field}: what is right?", record=name, field=field),)


def _writable(fact: StoredFact, path: str, ctx: Context) -> str:
    """The path itself, if something can be written there; else Oops with those that can be."""
    if path in ("id", "identifier"):
        raise Oops("An id stays as it is: other records and buttons rely on it.")
    try:
        written(fact.kind, fact.body, path, "-")
    except Problems as found:
        known = ", ".join(fields(fact.kind, fact.body))
        why = problems(found.problems, ctx.t)
        raise Oops("{why}\nThe fields of this record: {known}.", why=why, known=known) from found
    return path


def _other(record: str, ctx: Context) -> Button:
    return Button(ctx.t("Another field"), FactEdit(record=record))
