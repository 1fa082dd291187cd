from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.database import Database
    from bot.storage.store import Tx

GENERAL, EVENTS = "web:general", "web:events"


def said(now: datetime, tx: Tx) -> None:
    tx.people.create("ana", "web", "1", at=now)
    tx.people.create("boris", "web", "2", at=now)
    tx.posts.add(GENERAL, "ana", {"text": "1"}, now)
    tx.posts.add(EVENTS, "boris", {"text": "2"}, now)
    tx.posts.add(GENERAL, "bot", {"text": "3"}, now, only_for="ana")
    tx.posts.add(GENERAL, "bot", {"text": "4"}, now)


async def test_posts_since_a_seq_come_in_order_from_the_places_asked_for(database: Database, now: datetime) -> None:
    await database.write(lambda tx: said(now, tx))
    both = await database.read(lambda tx: tx.posts.since([GENERAL, EVENTS], "ana", 1, 10))
    assert [(post.seq, post.author, post.body) for post in both] == [
        (2, "boris", {"text": "2"}),
        (3, "bot", {"text": "3"}),
        (4, "bot", {"text": "4"}),
    ]
    assert [post.seq for post in await database.read(lambda tx: tx.posts.since([GENERAL], "ana", 0, 2))] == [1, 3]
    assert await database.read(lambda tx: tx.posts.since([], "ana", 0, 10)) == []


async def test_a_private_answer_is_seen_by_its_person_alone(database: Database, now: datetime) -> None:
    await database.write(lambda tx: said(now, tx))
    for person in ("boris", None):
        later = await database.read(lambda tx, who=person: tx.posts.since([GENERAL], who, 0, 10))  # type: ignore[misc]
        earlier = await database.read(lambda tx, who=person: tx.posts.before(GENERAL, who, None, 10))  # type: ignore[misc]
        assert [post.seq for post in later] == [post.seq for post in earlier] == [1, 4]


async def test_older_posts_are_paged_backwards(database: Database, now: datetime) -> None:
    await database.write(lambda tx: said(now, tx))
    newest = await database.read(lambda tx: tx.posts.before(GENERAL, "ana", None, 2))
    assert [post.seq for post in newest] == [3, 4]
    assert [post.seq for post in await database.read(lambda tx: tx.posts.before(GENERAL, "ana", 3, 2))] == [1]


async def test_the_same_key_posts_once(database: Database, now: datetime) -> None:
    first = await database.write(lambda tx: tx.posts.add(GENERAL, "bot", {"text": "a"}, now, key="r1/0"))
    again = await database.write(lambda tx: tx.posts.add(GENERAL, "bot", {"text": "b"}, now, key="r1/0"))
    other = await database.write(lambda tx: tx.posts.add(GENERAL, "bot", {"text": "c"}, now, key="r1/1"))
    assert (first, again, other) == (1, 1, 2)
    assert [p.body for p in await database.read(lambda tx: tx.posts.since([GENERAL], None, 0, 9))] == [
        {"text": "a"},
        {"text": "c"},
    ]


async def test_a_post_can_be_edited(database: Database, now: datetime) -> None:
    await database.write(lambda tx: said(now, tx))
    assert await database.write(lambda tx: tx.posts.edit(4, {"text": "четири"}))
    assert not await database.write(lambda tx: tx.posts.edit(99, {}))
    post = await database.read(lambda tx: tx.posts.get(4))
    assert post is not None
    assert (post.body, post.at) == ({"text": "четири"}, now)
    assert await database.read(lambda tx: tx.posts.get(99)) is None


async def test_the_newest_seq_is_known(database: Database, now: datetime) -> None:
    assert await database.read(lambda tx: tx.posts.latest()) == 0
    await database.write(lambda tx: said(now, tx))
    assert await database.read(lambda tx: tx.posts.latest()) == 4
