"""Organisers add records in the chat."""

import pytest

from bot.commands.fact_add import FactAdd
from bot.commands.facts.adding import ASKED, NEEDED, Added
from bot.core.reply import Tone
from bot.core.request import Filled
from bot.core.roles import Role
from bot.domain.call import Call, Status
from bot.domain.event import Event
from tests.asker import Asker
from tests.kit import Kit, button, buttons, ids, said, shown


def wrong(reply: object) -> dict[str, str]:
    """What a form says is wrong, by blank."""
    form = getattr(reply, "form", None)
    assert form, said(reply)  # type: ignore[arg-type] # a Reply
    return {blank.name: blank.error for blank in form.blanks if blank.error}


async def test_it_asks_what_it_is_then_only_what_such_a_thing_has(ana: Asker) -> None:
    kinds = (await ana.ask("/fact add")).buttons
    assert len(kinds) == len(Added)
    for one, kind in zip(kinds, Added, strict=True):
        form = (await ana.press(one)).form
        assert form
        assert [blank.name for blank in form.blanks] == list(ASKED[kind])
        needed = [blank.name for blank in form.blanks if blank.required]
        assert needed == list(NEEDED.get(kind, ("name",)))
        assert dict(form.hidden) == {"kind": kind.value}


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        (
            "partner",
            {"name": "Health Hub", "relation": "partner", "country": "Румъния", "city": "Iași", "url": "hub.example"},
            {
                "id": "health-hub",
                "name": "Health Hub",
                "country": "RO",
                "city": "Iași",
                "relation": {"type": "partner"},
                "website": "hub.example",
            },
        ),
        ("programme", {"name": "Школа"}, {"id": "shkola", "name": "Школа"}),
        (
            "project",
            {"name": "ALPHA", "when": "01.01.2027 - 31.12.2029"},
            {"id": "alpha", "name": "ALPHA", "start": "2027-01-01", "end": "2029-12-31"},
        ),
        ("series", {"name": "Club nights"}, {"id": "club-nights", "name": "Club nights"}),
        (
            "event",
            {"name": "Meeting", "when": "12-15 декември 2026", "country": "BG"},
            {"id": "meeting", "name": "Meeting", "start": "2026-12-12", "end": "2026-12-15", "country": "BG"},
        ),
        ("event", {"name": "Meeting", "when": "утре"}, {"id": "meeting", "name": "Meeting", "start": "2026-11-23"}),
        (
            "event",
            {"name": "Meeting", "when": "tomorrow at 18:30"},
            {"id": "meeting", "name": "Meeting", "start": "2026-11-23T18:30", "tz": "Europe/Sofia"},
        ),
        (
            "event",
            {"name": "Meeting", "when": "15.12.2026 18:30-20:00", "zone": "Europe/Athens"},
            {
                "id": "meeting",
                "name": "Meeting",
                "start": "2026-12-15T18:30",
                "end": "2026-12-15T20:00",
                "tz": "Europe/Athens",
            },
        ),
        (
            "call",
            {"name": "A call", "id": "X-2027-01", "when": "17.02.2027 17:00"},
            {
                "identifier": "X-2027-01",
                "title": "A call",
                "deadlines": [{"date": "2027-02-17", "time": "17:00", "tz": "Europe/Brussels"}],
            },
        ),
        (
            "call",
            {"name": "A call", "id": "X-2027-01", "when": "17 февруари 2027", "opens": "1 November 2026"},
            {
                "identifier": "X-2027-01",
                "title": "A call",
                "opening": "2026-11-01",
                "deadlines": [{"date": "2027-02-17", "time": "17:00", "tz": "Europe/Brussels"}],
            },
        ),
        (
            "call",
            {"name": "A call", "id": "X-2027-01", "when": "17.02.2027 12:00", "zone": "Europe/Sofia"},
            {
                "identifier": "X-2027-01",
                "title": "A call",
                "deadlines": [{"date": "2027-02-17", "time": "12:00", "tz": "Europe/Sofia"}],
            },
        ),
    ],
)
async def test_what_is_told_is_stored_checked_today_and_undone(
    ana: Asker, kind: str, given: dict[str, str], stored: dict[str, object]
) -> None:
    form = (await ana.ask(f"/fact add {kind}")).form
    reply = await ana.fill(form, **given)
    assert reply.tone is Tone.GOOD, shown(reply)
    id = str(stored.get("id") or stored["identifier"])
    known = {"source": "entered by an organiser", "checked_at": "2026-11-22"}
    assert await ana.body(kind, id) == {**stored, **known}
    assert ids(reply) == [id]
    assert "Source: entered by an organiser · checked on 22 November 2026" in shown(reply)
    await ana.press(button(reply, "Undo"))
    assert await ana.fact(kind, id) is None


async def test_what_was_added_is_found_at_once(ana: Asker, kit: Kit) -> None:
    await ana.ask('/fact add call name="Cancer of the left ear" id=EAR-1 opens=01.11.2026 when="17.02.2027 17:00"')
    call = kit.library.find(Call, "EAR-1")
    assert call
    assert call.status(kit.clock.now()) is Status.OPEN
    assert ids(await ana.ask('/calls "left ear"')) == ["EAR-1"]
    await ana.ask('/fact add event name="Evening of ears" when="15.12.2026 18:30" city=Sofia country=BG')
    event = kit.library.find(Event, "evening-of-ears")
    assert event
    assert "evening-of-ears" in ids(await ana.ask('/events when="15.12.2026"'))


async def test_further_fields_are_offered_and_open_their_forms(ana: Asker) -> None:
    reply = await ana.ask('/fact add event name="Evening of ears" when="15.12.2026"')
    (further,) = reply.selects
    topics = next(option for option in further.options if option.about == "topics")
    await ana.fill((await ana.press(topics)).form, value="cancer; ai")
    assert (await ana.body("event", "evening-of-ears"))["topics"] == ["cancer", "ai"]


async def test_a_source_that_is_told_is_kept(ana: Asker) -> None:
    await ana.ask('/fact add series name="Club nights" source="the club\'s page"')
    assert (await ana.body("series", "club-nights"))["source"] == "the club's page"


async def test_an_id_that_is_taken_gets_a_number(ana: Asker) -> None:
    for _ in range(3):
        reply = await ana.ask('/fact add series name="Club nights!"')
        if "Add it all the same" in buttons(reply):
            await ana.press(button(reply, "Add it all the same"))
    assert [bool(await ana.fact("series", f"club-nights{end}")) for end in ("", "-2", "-3", "-4")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("name", ["КРИБ", "krib", "Association Bioscientific Society Bulgaria"])
async def test_a_name_that_is_known_is_no_second_record_unless_it_is_meant(ana: Asker, name: str) -> None:
    version = await ana.version()
    reply = await ana.ask(f'/fact add partner name="{name}" relation=partner')
    assert "There is one of this name already" in said(reply)
    assert (await ana.press(button(reply, "Correct that one"))).selects
    assert await ana.version() == version
    assert (await ana.press(button(reply, "Add it all the same"))).tone is Tone.GOOD


@pytest.mark.parametrize(
    ("kind", "given", "blank", "why"),
    [
        ("partner", {"name": "Hub"}, "relation", "This one is needed"),
        ("partner", {"name": "Hub", "relation": "friend"}, "relation", "is not one of"),
        ("partner", {"name": "Hub", "relation": "partner", "country": "Atlantis"}, "country", "Atlantis"),
        ("partner", {"name": "Hub", "relation": "partner", "url": "no address"}, "url", "Not a web address"),
        ("partner", {"name": "Hub", "relation": "partner", "id": "два"}, "id", "Not an id"),
        ("partner", {"name": "Hub", "relation": "partner", "id": "krib"}, "id", "with the id krib already"),
        ("partner", {"name": "Hub", "relation": "partner", "when": "tomorrow"}, "when", "has no “when”"),
        ("partner", {"name": "x" * 501, "relation": "partner"}, "name", "characters long"),
        ("partner", {"name": "a\u202eb", "relation": "partner"}, "name", "cannot be seen"),
        ("event", {"name": "Meeting"}, "when", "This one is needed"),
        ("event", {"name": "Meeting", "when": "garbage"}, "when", "can't read"),
        ("event", {"name": "Meeting", "when": "March 2027"}, "when", "names no days"),
        ("event", {"name": "Meeting", "when": "tomorrow at 18:30", "zone": "Sofia"}, "zone", "Not a time zone"),
        ("call", {"name": "A call"}, "id", "This one is needed"),
        ("call", {"name": "A call", "id": "X 1"}, "id", "Not an id"),
        ("call", {"name": "A call", "id": "X", "when": "March 2027"}, "when", "one moment"),
        ("call", {"name": "A call", "id": "X", "when": "12-15.12.2026"}, "when", "one moment"),
        ("call", {"name": "A call", "id": "X", "when": "1.1.2027 17:00", "opens": "1.2.2027"}, "when", "before the"),
        ("call", {"name": "A call", "id": "X", "opens": "March 2027"}, "opens", "more than one day"),
        ("call", {"name": "A call", "id": "HORIZON-HLTH-2027-01-CARE-02"}, "id", "already"),
    ],
)
async def test_a_mistake_is_told_at_its_blank_and_stores_nothing(
    ana: Asker, kind: str, given: dict[str, str], blank: str, why: str
) -> None:
    version = await ana.version()
    reply = await ana.send("fact add", kind=kind, **given)
    assert why in wrong(reply)[blank]
    assert reply.form
    assert {one.name: one.value for one in reply.form.blanks}.get("name", given["name"]) == given["name"]
    assert dict(reply.form.hidden)["kind"] == kind
    assert await ana.version() == version
    assert await ana.audit() == []


async def test_a_mistake_is_mended_in_the_same_form(ana: Asker) -> None:
    reply = await ana.send("fact add", kind="event", name="Meeting", when="garbage", city="Sofia")
    await ana.fill(reply.form, when="15.12.2026 18:30")
    assert (await ana.body("event", "meeting"))["city"] == "Sofia"


@pytest.mark.parametrize("kind", ["topic", "cluster", "nothing", "partner Hub"])
async def test_a_kind_that_cannot_be_added_is_told(ana: Asker, kind: str) -> None:
    assert "is not one of" in wrong(await ana.send("fact add", kind=kind, name="x"))["kind"]


async def test_the_same_request_again_adds_once_and_says_the_same(ana: Asker) -> None:
    line = '/fact add event name="Evening of ears" when="15.12.2026"'
    first = await ana.ask(line, once="x")
    version = await ana.version()
    again = await ana.ask(line, once="x")
    assert await ana.version() == version
    assert len(await ana.audit()) == 1
    assert ids(again) == ids(first)


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_others_add_nothing_by_any_road(kit: Kit, role: Role) -> None:
    version = await kit.database.read(lambda tx: tx.facts.version())
    for reply in (
        await kit.ask('/fact add series name="Club nights"', role),
        await kit.press(FactAdd(kind=Added.SERIES, name="Club nights"), role),
        await kit.say(Filled("fact add", {"kind": "series", "name": "Club nights"}), role),
        await kit.say(Filled("fact add", {}, {"kind": "series", "name": "Club nights", "anyway": "yes"}), role),
    ):
        assert "is for organisers" in said(reply)
    assert await kit.database.read(lambda tx: tx.facts.version()) == version
