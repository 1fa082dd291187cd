"""Nobody gets in where they do not belong: every command, tried as every role, by every road there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.core import line
from bot.core.codec import unpack
from bot.core.context import Place
from bot.core.reply import Button, Reply
from bot.core.request import Filled, Line, Packed, Request
from bot.core.roles import Role
from bot.core.words import words
from bot.domain.delivery import Stage
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.flows import EVERY
from bot.scheduler.service import Scheduler
from bot.storage.schema import metadata
from tests.adapters.discord import rig as discord
from tests.adapters.slack import rig as slack
from tests.adapters.web.rig import served
from tests.contracts.test_packed import BOOK, KEPT
from tests.kit import DIRECT, opened, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.core.request import Said
    from bot.core.spec import Spec
    from bot.storage.store import Tx

GENERAL = Place("web", "general")
WHILE = timedelta(minutes=10)  # after which nobody has been too quick
# Who is there, and what they said and were answered.
UNTOLD = {"account", "community", "handled", "kept", "membership", "person", "post", "session"}
REFUSED = {
    Role.MEMBER: "/{command} is for members. Ask an organiser for an invitation.",
    Role.ORGANISER: "/{command} is for organisers. If you should be one, ask an organiser for an invitation.",
}
BELOW = [Role.GUEST, Role.MEMBER]
BATCH = 20  # buttons of one message


@dataclass(frozen=True)
class Try:
    """A command with the texts of its arguments."""

    spec: Spec
    packed: str

    @property
    def texts(self) -> dict[str, str]:
        return dict(unpack(self.packed).texts)

    def no(self, lang: str = "en") -> str:
        """How it is refused."""
        return words(lang)(REFUSED[self.spec.needs], command=self.spec.name)


def tries() -> Iterator[Try]:
    """Everything that was ever packed; a command of each sort is among it, `test_packed` sees to that."""
    for packed in KEPT:
        command = BOOK.find(unpack(packed).command)
        assert command
        yield Try(command.spec, packed)


def above(role: Role) -> list[Try]:
    return [one for one in tries() if one.spec.needs > role]


def open_to(role: Role) -> list[Try]:
    return [one for one in tries() if one.spec.needs <= role]


def once_each(them: list[Try]) -> list[Try]:
    return list({one.spec.name: one for one in them}.values())


def typed(one: Try) -> Said:
    shown = {param.name for param in one.spec.shown}
    return Line(line.write(one.spec.name, {k: v for k, v in one.texts.items() if k in shown}))


def pressed(one: Try) -> Said:
    return Packed(one.packed)


def filled(one: Try) -> Said:
    hidden = {param.name for param in one.spec.params if param.hidden}
    given = one.texts
    return Filled(
        one.spec.name,
        {k: v for k, v in given.items() if k not in hidden},
        {k: v for k, v in given.items() if k in hidden},
    )


ROADS: dict[str, tuple[Callable[[Try], Said], Place, bool]] = {
    "a line": (typed, DIRECT, False),
    "a mention": (typed, GENERAL, True),
    "a button": (pressed, DIRECT, False),
    "a button for all": (pressed, GENERAL, True),
    "a form": (filled, DIRECT, False),
}


def stored(tx: Tx) -> dict[str, list[Any]]:
    """Every row that a command may have written."""
    tables = (table for table in metadata.sorted_tables if table.name not in UNTOLD)
    return {table.name: sorted(map(repr, tx._connection.execute(select(table)))) for table in tables}


def test_every_command_is_tried() -> None:
    assert {one.spec.name for one in tries()} == {command.spec.name for command in EVERY}


@pytest.mark.parametrize("role", BELOW, ids=lambda role: role.name)
@pytest.mark.parametrize("road", ROADS)
async def test_what_needs_more_is_refused_kindly_and_does_nothing(road: str, role: Role) -> None:
    make, place, aloud = ROADS[road]
    async with opened(*EVERY) as kit:
        await kit.person(role)
        before = await kit.database.read(stored)
        for one in above(role):
            if make is typed and one.spec.hidden:
                continue  # nobody can type it
            kit.clock.forward(WHILE)
            reply = await kit.say(make(one), role, place=place, aloud=aloud)
            assert said(reply) == one.no(), one.packed
            assert reply.private
            assert (reply.cards, reply.form, reply.files, reply.selects, reply.previews) == ((), None, (), (), ())
        assert await kit.database.read(stored) == before
        assert kit.board.posts == {}


@pytest.mark.parametrize("role", BELOW, ids=lambda role: role.name)
async def test_what_is_behind_buttons_alone_can_not_be_typed(role: Role) -> None:
    async with opened(*EVERY) as kit:
        await kit.person(role)
        before = await kit.database.read(stored)
        for one in above(role):
            if one.spec.hidden:
                kit.clock.forward(WHILE)
                assert "I don't know the command" in said(await kit.say(typed(one), role)), one.packed
        assert await kit.database.read(stored) == before


@pytest.mark.parametrize("role", BELOW, ids=lambda role: role.name)
async def test_nothing_is_suggested_for_what_needs_more(role: Role) -> None:
    async with opened(*EVERY) as kit:
        account, _ = await kit.person(role)
        for one in once_each(above(role)):
            for param in one.spec.params:
                request = Request("r", account, DIRECT, Filled(one.spec.name, {}))
                assert await kit.core.suggest(request, param.name, "") == (), f"{one.spec.name} {param.name}"


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
@pytest.mark.parametrize("road", ROADS)
async def test_what_one_may_is_never_refused_for_the_role(road: str, role: Role) -> None:
    make, place, aloud = ROADS[road]
    async with opened(*EVERY) as kit:
        for one in open_to(role):
            if make is typed and one.spec.hidden:
                continue
            kit.clock.forward(WHILE)
            told = said(await kit.say(make(one), role, place=place, aloud=aloud))
            assert told not in {words("en")(no, command=one.spec.name) for no in REFUSED.values()}, one.packed
            _, who = await kit.person(role)  # some change one's own role or end one's own stay
            assert who.role is role


@pytest.mark.parametrize("role", BELOW, ids=lambda role: role.name)
async def test_what_was_scheduled_with_rights_that_are_gone_does_not_run(role: Role) -> None:
    start = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - a wall time
    async with opened(*EVERY) as kit:
        _, olga = await kit.person(role, called="olga")
        tried = above(role)

        def order(tx: Tx) -> list[int]:
            now, ids = kit.clock.now(), []
            for one in tried:
                made = Schedule(
                    id=0,
                    sort=Sort.DIGEST,
                    owner=olga.id,
                    via="web:olga",
                    command=one.packed,
                    title=one.spec.name,
                    series=Series(start, "Europe/Sofia"),
                    places=("web:general",),
                    state=State.ACTIVE,
                )
                ids.append(tx.schedules.add(made, now).id)
            return ids

        ids = await kit.database.write(order)
        scheduler = Scheduler(kit.core)
        await scheduler.settle()
        kit.clock.forward(timedelta(days=1, hours=2))
        await scheduler.settle()
        rows = await kit.database.read(lambda tx: [tx.deliveries.of(id) for id in ids])
        assert [[row.stage for row in of] for of in rows] == [[Stage.DEAD]] * len(tried)
        assert [place.id for place, _, _ in kit.board.posts.values() if place.id == "general"] == []


async def test_the_web_s_socket_is_no_way_in() -> None:
    async with served(commands=EVERY) as rig:
        window = await rig.browser().open()
        before = await rig.kit.database.read(stored)
        for one in once_each(above(Role.GUEST)):
            rig.kit.clock.forward(WHILE)
            post = await window.press(one.packed)
            assert one.no() in str(post["reply"]["text"]), one.packed
            assert not post["reply"].keys() & {"cards", "form", "files", "selects"}, one.packed
            rig.kit.clock.forward(WHILE)
            id = await window.send("fill", place="dm", command=one.spec.name, texts=one.texts, hidden={})
            await window.hear("done", id=id)
            assert one.no() in str((await window.answer(id))["reply"]["text"]), one.packed
        assert await rig.kit.database.read(stored) == before


def posted(them: list[Try]) -> list[Reply]:
    """Messages with a button for each."""
    batches = [them[start : start + BATCH] for start in range(0, len(them), BATCH)]
    return [
        Reply((".",), buttons=tuple(Button(one.spec.name, _Carried(one.packed)) for one in some)) for some in batches
    ]


@dataclass(frozen=True)
class _Carried:
    packed: str

    def pack(self, *, public: bool = False) -> str:
        return self.packed.replace("1", "1!", 1) if public else self.packed

    def line(self) -> str:
        return ""


@pytest.mark.parametrize("role", BELOW, ids=lambda role: role.name)
async def test_a_button_that_stands_on_discord_is_no_way_in(role: Role) -> None:
    members = () if role is Role.MEMBER else (1,)  # of whom Ana is none
    tried = once_each(above(role))
    async with discord.clubhouse(*EVERY, member_roles=members) as club:
        for number, reply in enumerate(posted(tried)):
            await club.chat.messenger.post(Place("discord", str(club.general.id)), reply, f"key{number}", words("en"))
        before = await club.kit.database.read(stored)
        standing = {label: message for message in club.discord.messages(club.general) for label in message.buttons}
        for one in tried:
            club.kit.clock.forward(WHILE)
            answer = await (await club.discord.press(club.ana, standing[one.spec.name], one.spec.name)).settled()
            assert _plain(one.no()) in _plain(answer.text), one.packed
            assert answer.ephemeral
            assert answer.modal is None
        assert await club.kit.database.read(stored) == before


async def test_a_button_that_stands_on_slack_is_no_way_in() -> None:
    tried = once_each(above(Role.MEMBER))
    async with slack.clubhouse(*EVERY) as club:
        for number, reply in enumerate(posted(tried)):
            await club.chat.messenger.post(Place("slack", club.general.id), reply, f"key{number}", words("en"))
        before = await club.kit.database.read(stored)
        standing = {label: message for message in club.slack.messages(club.general) for label in message.buttons}
        for one in tried:
            club.kit.clock.forward(WHILE)
            answer = await (await club.slack.press(club.ana, standing[one.spec.name], one.spec.name)).settled()
            assert "is for organisers" in answer.text, one.packed
            assert answer.ephemeral
        assert await club.kit.database.read(stored) == before


def _plain(text: str) -> str:
    return text.replace("\\", "")
