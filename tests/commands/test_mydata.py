"""Everything of somebody, for themselves alone: whole, readable, bounded, and nothing of anybody else."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from sqlalchemy import insert

from bot.commands.owning import archive
from bot.commands.owning.labels import FIELDS, LABELS, TITLES
from bot.commands.owning.page import _short
from bot.core.roles import Role
from bot.storage import schema as s
from bot.storage.owning import SECTIONS
from bot.storage.personal import HOLDINGS, traces
from tests.kit import CHANNEL, Kit, said
from tests.owning import announce, fill, one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.reply import Reply
    from tests.owning import One

SECRETS = ("cookie of", "code of", "made-", "used-")  # what opens something


@pytest.fixture
async def ana(kit: Kit) -> One:
    _, who = await kit.person(Role.ORGANISER, "en", "ana")
    _, other = await kit.person(Role.MEMBER, "en", "boris")
    ana = one(who.id, "Ana Цветанова", "Zabravi", "ana", "900000000000000001", "U0ANA0001")
    boris = one(other.id, "Boris Б.", "Pazi", "boris", "900000000000000012", "U0BORIS01")
    now = kit.clock.now()
    await kit.database.write(lambda tx: fill(tx, ana, boris, now))
    await kit.database.write(lambda tx: fill(tx, boris, ana, now))
    await kit.database.write(lambda tx: announce(tx, ana, now, "Open day"))
    await kit.database.write(lambda tx: tx.erasures.ask(ana.id, ana.via(), now, now))
    return ana


def files(reply: Reply) -> tuple[str, dict[str, Any]]:
    """The page, and the JSON."""
    page, data = reply.files
    return page.content.decode(), json.loads(data.content)


async def test_everything_of_somebody_is_there_over_all_their_accounts(kit: Kit, ana: One) -> None:
    reply = await kit.ask("/mydata", Role.ORGANISER, called="ana")
    page, data = files(reply)
    assert [name for name in TITLES if not data[name] and name != "pictures"] == []
    assert {one["id"] for one in data["accounts"]} == set(ana.accounts.values())
    assert {answer["value"] for answer in data["answers"]} >= {f"city: {ana.secret}", f"seeks: {ana.secret}"}
    assert data["audit"][0]["command"].startswith("role who=")
    assert ana.secret in page
    assert data["left_out"] == 0


@pytest.mark.usefixtures("ana")
async def test_nothing_of_anybody_else_is_there_nor_what_opens_something(kit: Kit) -> None:
    for file in (await kit.ask("/mydata", Role.ORGANISER, called="ana")).files:
        text = file.content.decode()
        assert "Pazi" not in text.replace("Let us meet, says Pazi.", "")  # which was written to Ana
        assert "900000000000000012" not in text
        assert not [secret for secret in SECRETS if f'"{secret}' in text]


def test_every_table_that_names_somebody_is_given_out() -> None:
    given = {section.table.name for section in SECTIONS} | {"schedule_place"}  # places stand in what was sent there
    kept_apart = {"pseudonym", "erased"}  # stands with each line of the audit; names nobody
    assert {trace.column.table.name for trace in traces()} - given == kept_apart


def test_every_section_has_its_words_and_its_place_in_the_declaration() -> None:
    names = [section.name for section in SECTIONS]
    assert names == list(TITLES) == list(FIELDS)
    assert {section.holding for section in SECTIONS} == {holding.id for holding in HOLDINGS}
    assert {field for fields in FIELDS.values() for field in fields.split()} <= LABELS.keys()


@pytest.mark.usefixtures("ana")
async def test_the_page_shows_no_field_that_is_not_in_the_data(kit: Kit) -> None:
    _, data = files(await kit.ask("/mydata", Role.ORGANISER, called="ana"))
    missing = {name: set(FIELDS[name].split()) - rows[0].keys() for name in TITLES if (rows := data[name])}
    assert not {name: fields for name, fields in missing.items() if fields}


class _Page(HTMLParser):
    """What a browser would make of it: the elements that are open at the end, and all that were used."""

    VOID = ("meta",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.used: set[str] = set()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.used.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.usefixtures("ana")
@pytest.mark.parametrize("language", ["en", "bg"])
async def test_the_page_is_whole_fetches_nothing_and_runs_nothing(kit: Kit, language: str) -> None:
    await kit.ask(f"/language {language}", Role.ORGANISER, called="ana")
    page = _Page(files(await kit.ask("/mydata", Role.ORGANISER, language, called="ana"))[0])
    assert page.open == []
    assert not page.used & {"script", "img", "link", "iframe", "form", "object", "input"}
    assert all(address.startswith("#") for address in page.addresses)


async def test_hostile_answers_stay_text_on_the_page(kit: Kit) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> &lt; \u202edrowkcab @everyone"
    _, who = await kit.person(Role.MEMBER, "en", "eve")
    await kit.database.write(lambda tx: tx.members.answer(who.id, "offers", evil, kit.clock.now()))
    page, data = files(await kit.ask("/mydata", Role.MEMBER, called="eve"))
    assert not _Page(page).used & {"script", "img"}
    assert data["answers"][0]["value"] == evil


async def test_in_a_channel_the_answer_is_private_and_no_history_keeps_it(kit: Kit) -> None:
    reply = await kit.ask("/mydata", Role.MEMBER, called="ana", place=CHANNEL)
    assert reply.private
    assert reply.fleeting
    assert all(button.label != "Show here" for button in reply.buttons)


@pytest.mark.usefixtures("ana")
async def test_who_looked_is_named_only_if_they_can_be_found_themselves(kit: Kit) -> None:
    _, data = files(await kit.ask("/mydata", Role.ORGANISER, called="ana"))
    assert {view["by"] for view in data["profile_views"]} == {"Boris Б."}
    _, other = await kit.person(Role.MEMBER, "en", "boris")
    from bot.domain.member import Purpose

    await kit.database.write(lambda tx: tx.members.consent(other.id, Purpose.DIRECTORY, kit.clock.now(), given=False))
    _, data = files(await kit.ask("/mydata", Role.ORGANISER, called="ana"))
    assert {view["by"] for view in data["profile_views"]} == {None}


@pytest.mark.usefixtures("ana")
async def test_whom_one_did_not_meet_yet_is_not_named(kit: Kit) -> None:
    await kit.database.write(lambda tx: tx._connection.execute(s.introduction.update().values(state="asked")).close())
    _, data = files(await kit.ask("/mydata", Role.ORGANISER, called="ana"))
    assert {one["with"] for one in data["introductions"]} == {None}


async def test_a_very_big_one_is_packed_and_the_page_stays_short(kit: Kit) -> None:
    _, who = await kit.person(Role.MEMBER, "en", "ana")
    await kit.database.write(lambda tx: tx._connection.execute(insert(s.post), list(_posts(who.id, 20_000))).close())
    reply = await kit.ask("/mydata", Role.MEMBER, called="ana")
    page, data = reply.files
    assert (data.name, data.media_type) == ("mydata.zip", "application/zip")
    with ZipFile(BytesIO(data.content)) as packed:
        assert len(json.loads(packed.read("mydata.json"))["web_chat"]) == 20_000
    assert len(data.content) < archive.PACKED
    assert len(page.content) < 200_000
    assert "19,900 older entries stand in the other file." in page.content.decode()


async def test_what_finds_no_room_is_counted_and_the_newest_is_there(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "PACKED", 20_000)
    monkeypatch.setattr(archive, "PLAIN", 20_000)
    _, who = await kit.person(Role.MEMBER, "en", "ana")
    await kit.database.write(lambda tx: tx._connection.execute(insert(s.post), list(_posts(who.id, 30_000))).close())
    reply = await kit.ask("/mydata", Role.MEMBER, called="ana")
    with ZipFile(BytesIO(reply.files[1].content)) as packed:
        data = json.loads(packed.read("mydata.json"))
    assert 0 < data["left_out"] < 30_000
    assert data["left_out"] + len(data["web_chat"]) == 30_000
    assert data["web_chat"][0]["body"]["text"] == "Line 29999"
    assert "found no room" in said(reply)


async def test_it_is_paced(kit: Kit) -> None:
    for _ in range(5):
        assert (await kit.ask("/mydata", called="ana")).files
    assert "That was a lot at once" in said(await kit.ask("/mydata", called="ana"))


def _posts(person_id: str, many: int) -> Iterator[dict[str, Any]]:
    from tests.kit import NOW

    for n in range(many):
        body = {"id": str(n), "text": f"Line {n}", "author": {"name": "ana", "tag": "", "role": "member"}}
        yield {"place": f"dm-{person_id}", "author": person_id, "only_for": person_id, "body": body, "at": NOW}


def test_what_was_said_in_the_web_chat_reads_as_it_was_shown() -> None:
    text = ["It ends on ", {"when": "2026-11-24T13:47:36+00:00", "shown": "Tue 24 November 2026"}, "."]
    body = {"reply": {"text": text, "cards": [{"title": "A call", "record": ["call", "X-1"]}]}}
    assert _short(body) == "It ends on Tue 24 November 2026. A call"


async def test_what_is_kept_beside_the_answers_has_a_name_too(kit: Kit) -> None:
    _, who = await kit.person(Role.MEMBER, "en", "eve")
    await kit.database.write(lambda tx: tx.members.answer(who.id, "partner", "krib", kit.clock.now()))
    page, _ = files(await kit.ask("/mydata", Role.MEMBER, called="eve"))
    assert "In our directory of organisations" in page
    assert kit.library.label("partner", "krib", "en") in page
