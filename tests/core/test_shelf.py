"""The library in use is swapped whole when the stored version changes."""

import asyncio
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.core.shelf import Shelf
from bot.search.library import empty
from bot.storage.values import FactChange
from tests.kit import Kit, ids, said

PARTNER: dict[str, Any] = {
    "id": "new-lab",
    "name": "New Lab",
    "country": "RO",
    "relation": {"type": "partner"},
}


async def store(kit: Kit, *changes: FactChange) -> None:
    await kit.database.write(lambda tx: tx.facts.apply(changes, by=None, how="import", at=kit.clock.now()))


def added(**fields: Any) -> FactChange:  # noqa: ANN401 - any column of a fact
    body = PARTNER | fields
    return FactChange("partner", body["id"], None, body)


async def test_what_is_stored_is_seen_after_a_refresh_and_not_before(kit: Kit) -> None:
    await store(kit, added())
    assert ids(await kit.ask("/partners country=Romania")) == ["rohealth"]
    await kit.core.shelf.refresh()
    assert set(ids(await kit.ask("/partners country=Romania"))) == {"rohealth", "new-lab"}
    assert ids(await kit.ask("/partner New Lab")) == ["new-lab"]


async def test_a_reader_keeps_the_snapshot_that_it_began_with(kit: Kit) -> None:
    before = kit.library
    await store(kit, added())
    await kit.core.shelf.refresh()
    assert kit.library is not before
    assert kit.library.version > before.version
    assert not before.has("partner", "new-lab")
    assert len(before.partners) + 1 == len(kit.library.partners)
    assert before.names.exact("New Lab") == ()
    assert [hit.id for hit in before.index.search("New Lab", kinds=("partner",), need_all=True)] == []


async def test_where_nothing_changed_the_same_snapshot_stays(kit: Kit) -> None:
    before = kit.library
    await kit.core.shelf.refresh()
    assert kit.library is before


async def test_what_is_removed_is_gone_from_names_search_and_lists(kit: Kit) -> None:
    await store(kit, added())
    await kit.core.shelf.refresh()
    await store(kit, FactChange("partner", "new-lab", PARTNER, None))
    await kit.core.shelf.refresh()
    assert ids(await kit.ask("/partners country=Romania")) == ["rohealth"]
    assert "no longer in the records" in said(await kit.press("1 partner name=partner:new-lab"))


async def test_readers_that_ask_at_the_same_time_build_it_once(kit: Kit) -> None:
    await store(kit, added())
    shelf = kit.core.shelf
    seen = []

    async def read() -> None:
        await shelf.refresh()
        seen.append(shelf.library)

    await asyncio.gather(*(read() for _ in range(5)))
    assert len({id(library) for library in seen}) == 1


async def test_an_answer_never_mixes_two_snapshots(kit: Kit) -> None:
    async def change() -> None:
        for number in range(3):
            await store(kit, added(id=f"lab-{number}", name=f"Lab {number}"))
            await kit.core.shelf.refresh()

    async def ask() -> None:
        for _ in range(10):
            reply = await kit.ask("/partners country=Romania")
            assert said(reply).startswith(f"{len(ids(reply))} partner")
            await asyncio.sleep(0)

    await asyncio.gather(change(), ask())
    assert len(ids(await kit.ask("/partners country=Romania"))) == 4


async def test_before_anything_is_stored_the_library_is_empty_and_answers(kit: Kit) -> None:
    assert Shelf(kit.database).library is empty()
    kit.core.shelf.library = empty()
    for line in ("/partners", "/programmes", "/projects", "/events", "/calls", "/about", "anything", "/partner x"):
        reply = await kit.ask(line)
        assert said(reply)
        assert not [card for card in reply.cards if card.record]


async def test_a_snapshot_cannot_be_changed(kit: Kit) -> None:
    with pytest.raises(FrozenInstanceError):
        kit.library.version = 7  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        kit.library.partners[0].name = "x"  # type: ignore[misc]
    assert replace(kit.library, version=7).version == 7


async def test_a_stored_fact_that_cannot_be_read_takes_no_other_along(kit: Kit) -> None:
    await store(kit, FactChange("partner", "bad", None, {"id": "bad", "shape": "of another version"}), added())
    with capture_logs() as logs:
        await kit.core.shelf.refresh()
    assert [(log["kind"], log["id"]) for log in logs] == [("partner", "bad")]
    assert not kit.library.has("partner", "bad")
    assert kit.library.has("partner", "new-lab")
