from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage.posts import ShownPicture

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


async def test_changes_are_numbered_and_each_post_is_told_once_as_it_is_now(database: Database, now: datetime) -> None:
    await database.write(lambda tx: said(now, tx))
    assert await database.read(lambda tx: tx.posts.last_change()) == 0
    for seq, text in ((1, "a"), (4, "b"), (1, "c")):
        await database.write(lambda tx, seq=seq, text=text: tx.posts.edit(seq, {"text": text}))  # type: ignore[misc]
    changed = await database.read(lambda tx: tx.posts.changed([GENERAL], "ana", 0, 10))
    assert [(post.changed, post.seq, post.body) for post in changed] == [(2, 4, {"text": "b"}), (3, 1, {"text": "c"})]
    assert [p.seq for p in await database.read(lambda tx: tx.posts.changed([GENERAL], "ana", 2, 10))] == [1]
    assert await database.read(lambda tx: tx.posts.changed([EVENTS], "ana", 0, 10)) == []
    assert await database.read(lambda tx: tx.posts.last_change()) == 3


async def test_a_change_of_what_somebody_else_alone_may_read_is_not_told(database: Database, now: datetime) -> None:
    await database.write(lambda tx: said(now, tx))
    await database.write(lambda tx: tx.posts.edit(3, {"text": "drei"}))
    assert await database.read(lambda tx: tx.posts.changed([GENERAL], "boris", 0, 10)) == []
    assert len(await database.read(lambda tx: tx.posts.changed([GENERAL], "ana", 0, 10))) == 1


async def test_of_a_deleted_post_nothing_is_left_but_its_key(database: Database, now: datetime) -> None:
    seq = await database.write(lambda tx: tx.posts.add(GENERAL, "bot", {"text": "a"}, now, key="r1/0"))
    assert await database.write(lambda tx: tx.posts.delete(seq))
    assert not await database.write(lambda tx: tx.posts.delete(seq))
    assert not await database.write(lambda tx: tx.posts.edit(seq, {"text": "b"}))
    assert await database.read(lambda tx: tx.posts.get(seq)) is None
    assert await database.read(lambda tx: tx.posts.since([GENERAL], None, 0, 9)) == []
    assert await database.read(lambda tx: tx.posts.before(GENERAL, None, None, 9)) == []
    (gone,) = await database.read(lambda tx: tx.posts.changed([GENERAL], None, 0, 9))
    assert (gone.deleted, gone.body) == (True, {})
    again = await database.write(lambda tx: tx.posts.add(GENERAL, "bot", {"text": "a"}, now, key="r1/0"))
    assert again == seq == await database.read(lambda tx: tx.posts.find("r1/0"))


async def test_a_picture_lies_there_once_and_goes_with_its_last_post(database: Database, now: datetime) -> None:
    shown = ShownPicture("d1", "image/png", b"\x89PNG")

    def add(tx: Tx) -> tuple[int, int]:
        one = tx.posts.add(GENERAL, "bot", {"text": "a"}, now, pictures=(shown, shown))
        return one, tx.posts.add(EVENTS, "bot", {"text": "b"}, now, pictures=(shown,))

    one, other = await database.write(add)
    await database.write(lambda tx: tx.posts.delete(one))
    assert await database.read(lambda tx: tx.posts.picture("d1")) == shown
    await database.write(lambda tx: tx.posts.edit(other, {"text": "c"}))
    assert await database.read(lambda tx: tx.posts.picture("d1")) is None
