"""What the bot writes to people of its own accord."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.commands.about import About
from bot.commands.digest import Digest
from bot.core import outbox

if TYPE_CHECKING:
    from bot.storage.store import Tx
    from tests.scheduler.conftest import Office

HERE = "web:@olga"


async def test_a_message_reaches_somebody_once_however_often_it_is_asked_for(office: Office) -> None:
    now = office.kit.clock.now()

    def ask(tx: Tx) -> list[bool]:
        return [outbox.send(tx, now, place=HERE, says=About(), key="hello") for _ in range(3)]

    assert await office.kit.database.write(ask) == [True, False, False]
    await office.pass_time(timedelta(days=2))
    assert [place.direct for place, _, _ in office.kit.board.posts.values()] == [True]


async def test_a_message_for_later_waits_until_then(office: Office) -> None:
    now = office.kit.clock.now()
    soon = now + timedelta(hours=2)
    await office.kit.database.write(lambda tx: outbox.send(tx, now, place=HERE, says=About(), key="later", at=soon))
    await office.pass_time(timedelta(hours=1))
    assert office.kit.board.posts == {}
    await office.pass_time(timedelta(hours=1))
    assert len(office.kit.board.posts) == 1


async def test_what_has_nothing_to_say_is_not_sent(office: Office) -> None:
    now = office.kit.clock.now()
    await office.kit.database.write(
        lambda tx: outbox.send(tx, now, place=HERE, says=Digest(topic="no such word"), key="nothing")
    )
    await office.pass_time(timedelta(hours=1))
    assert office.kit.board.posts == {}


async def test_somebody_is_reached_where_they_joined_else_where_it_is_likeliest_read(office: Office) -> None:
    now = office.kit.clock.now()

    def unit(tx: Tx) -> tuple[str | None, ...]:
        tx.people.create("ana", "web", "a", at=now)
        alone = outbox.direct(tx, "ana")
        tx.people.link("ana", "slack", "U1")
        likeliest = outbox.direct(tx, "ana")
        tx.members.begin("ana", "web:a", now)
        tx.people.create("terry", "terminal", "local", at=now)
        return alone, likeliest, outbox.direct(tx, "ana"), outbox.direct(tx, "terry")

    assert await office.kit.database.write(unit) == ("web:@a", "slack:@U1", "web:@a", None)
