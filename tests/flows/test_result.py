"""What came of joining: an event, a call and more, each with its reason; the digest and reminders arranged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.core.reply import Reply, Tone
from bot.core.roles import Role
from bot.domain.schedule import Schedule, Sort, State
from bot.storage.schema import profile_view
from tests.flows.newcomer import Newcomer, asked, offered
from tests.kit import Kit, button, buttons, fields, opened, said, shown


async def kept(mila: Newcomer, sort: Sort, state: State = State.ACTIVE) -> list[Schedule]:
    person = await mila.id()
    return await mila.kit.database.read(lambda tx: tx.schedules.listed((state,), sorts=(sort,), owner=person))


async def test_an_event_and_a_call_are_told_with_their_reasons(mila: Newcomer) -> None:
    reply = await mila.whole()
    _, event, call, _ = reply.cards
    assert event.title == "An event: ASH Annual Meeting 2026"
    assert event.body == (("Because you chose: Cancer.",),)
    assert fields(event)["Where"] == "New Orleans"
    assert call.title.startswith("A call: ")
    assert "Because you chose: " in shown(reply)


async def test_where_nothing_is_in_their_fields_the_next_is_told_as_such(mila: Newcomer) -> None:
    reply = await mila.ask("/join")
    for _ in range(10):
        reply = await mila.skip(reply)
    _, event, call, _ = reply.cards
    assert event.body == (("None is in your fields yet; this is the next one of all.",),)
    assert call.body == (("None is in your fields now; this one closes first of all.",),)


async def test_where_there_is_nothing_it_is_said() -> None:
    async with opened(facts=False) as kit:
        reply = await Newcomer(kit).whole()
    assert "No event has a date yet. As soon as one does, it stands under /events." in shown(reply)
    assert "No call is open just now." in shown(reply)


async def test_a_member_can_be_reminded_of_what_is_suggested(mila: Newcomer) -> None:
    reply = await mila.whole("reminders")
    reply = await mila.answer(reply, value="no")
    assert await kept(mila, Sort.REMINDER) == []
    for _ in range(3):
        reply = await mila.answer(reply)
    done = await mila.press(button(reply, "Remind me"))
    assert "remind you" in said(done)
    assert len(await kept(mila, Sort.REMINDER)) == 1


async def test_who_wants_reminders_gets_one_of_each_once(mila: Newcomer) -> None:
    first = await mila.ask("/join")
    await mila.whole()
    made = await kept(mila, Sort.REMINDER)
    assert sorted(one.anchor.partition(":")[0] for one in made) == ["calls", "events"]
    await mila.press(offered(first, "1 join-answer aim=press"))
    await mila.ask("/join")
    assert len(await kept(mila, Sort.REMINDER)) == 2


async def test_guests_are_offered_no_reminder_that_they_could_not_cancel(kit: Kit) -> None:
    gosho = Newcomer(kit, "Gosho", Role.GUEST)
    assert "Remind me" not in shown(await gosho.whole())
    assert await kept(gosho, Sort.REMINDER) == []


async def test_who_wants_the_digest_and_agrees_gets_it(mila: Newcomer) -> None:
    await mila.whole()
    (digest,) = await kept(mila, Sort.DIGEST)
    assert (digest.command, digest.places) == ("1 digest", ("web:@Mila",))


async def test_who_does_not_agree_gets_no_digest(mila: Newcomer) -> None:
    await mila.answer(await mila.whole("agree_digest"), value="no")
    assert await kept(mila, Sort.DIGEST) == []


async def test_another_rhythm_takes_the_place_of_the_first(mila: Newcomer) -> None:
    await mila.whole()
    await mila.press("1 join-answer digest=daily")
    (digest,) = await kept(mila, Sort.DIGEST)
    assert digest.command == "1 digest days=1"
    await mila.press("1 join-answer digest=no")
    assert await kept(mila, Sort.DIGEST) == []


async def test_taking_the_agreement_back_ends_the_digest(mila: Newcomer) -> None:
    await mila.whole()
    await mila.press("1 join-answer agree_digest=no")
    assert await kept(mila, Sort.DIGEST) == []


async def test_a_guest_who_becomes_a_member_gets_what_they_wanted(kit: Kit) -> None:
    gosho = Newcomer(kit, "Gosho", Role.GUEST)
    await gosho.whole()
    assert await kept(gosho, Sort.DIGEST) == []
    gosho.role = Role.MEMBER
    await gosho.ask("/join")
    assert len(await kept(gosho, Sort.DIGEST)) == 1
    assert len(await kept(gosho, Sort.REMINDER)) == 2


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_the_result_is_in_the_language_of_its_reader(kit: Kit, lang: str) -> None:
    reply = await Newcomer(kit, lang=lang).whole()
    assert "Cancer" in shown(reply) if lang == "en" else "Онкология" in shown(reply)


async def test_the_channel_for_most_of_their_fields_is_told_with_its_reason(mila: Newcomer) -> None:
    wanted = {"cancer": ("web:events", "slack:C1"), "ai-data": ("web:funding",), "policy": ("web:general",)}
    mila.kit.core.places = replace(mila.kit.core.places, interests={**wanted, "devices": ("web:events",)})
    channel = (await mila.whole()).cards[3]
    assert channel.title == "A channel: #events (Web)"
    assert channel.body == (("Because you chose: Cancer.",),)


async def test_a_channel_that_is_not_there_is_not_told(mila: Newcomer) -> None:
    mila.kit.core.places = replace(mila.kit.core.places, interests={"cancer": ("web:gone", "discord:5")})
    channel = (await mila.whole()).cards[3]
    assert channel.body == (("None here is for your fields yet.",),)


async def test_reminders_that_were_made_are_told_and_not_offered_again(mila: Newcomer) -> None:
    reply = await mila.whole()
    assert "I have set 2 reminders for you; /reminders shows them." in said(reply)
    assert "Remind me" not in shown(reply)


async def agreeing(kit: Kit, called: str, **says: object) -> Newcomer:
    """Somebody who joined, and agreed to be suggested."""
    one = Newcomer(kit, called)
    reply = await one.ask("/join")
    while name := asked(reply):
        reply = await one.answer(reply, says.get(name, {"agree_matching": "yes"}.get(name)))
    return one


async def test_a_person_is_told_with_what_both_have_in_common(kit: Kit) -> None:
    await agreeing(kit, "Ana", offers="Partners", interests=["policy"])
    mila = await agreeing(kit, "Mila", seeks="Partners in statistics", interests=["cancer"])
    await agreeing(kit, "Nina", offers="Statistics", interests=["cancer"])
    person = (await mila.ask("/join")).cards[0]
    assert person.title == "A person: Nina"
    assert "statistics" in shown(Reply(cards=(person,)))


async def test_nobody_is_told_to_who_did_not_agree(kit: Kit) -> None:
    await agreeing(kit, "Ana")
    person = (await Newcomer(kit, "Mila").whole()).cards[0]
    assert person.body == (("You did not agree to introductions, so I suggest nobody to you, and you to nobody.",),)


async def test_who_did_not_agree_is_told_to_nobody(kit: Kit) -> None:
    await Newcomer(kit, "Ana").whole()
    person = (await (await agreeing(kit, "Mila")).ask("/join")).cards[0]
    assert person.body == (("Nobody has something in common with you yet. I look again whenever you open /join.",),)


async def test_who_is_not_in_the_directory_is_told_to_nobody(kit: Kit) -> None:
    await agreeing(kit, "Ana", agree_directory="no")
    person = (await (await agreeing(kit, "Mila")).ask("/join")).cards[0]
    assert "Ana" not in shown(Reply(cards=(person,)))


async def test_guests_are_shown_no_member(kit: Kit) -> None:
    await agreeing(kit, "Ana")
    gosho = await agreeing(kit, "Gosho")
    gosho.role = Role.GUEST
    person = (await gosho.ask("/join")).cards[0]
    assert person.body == (("I suggest members to members only.",),)


async def test_who_was_shown_can_see_by_whom(kit: Kit) -> None:
    ana, mila = await agreeing(kit, "Ana"), await agreeing(kit, "Mila")
    seen_of, seen_by = await ana.id(), await mila.id()
    rows = await kit.database.read(
        lambda tx: tx.members._connection.execute(select(profile_view.c.person_id, profile_view.c.by)).all()
    )
    assert (seen_of, seen_by) in [tuple(row) for row in rows]


async def test_the_person_who_is_told_can_be_asked_to_meet(kit: Kit) -> None:
    await agreeing(kit, "Ana")
    mila = await agreeing(kit, "Mila")
    reply = await mila.ask("/join")
    asking = await mila.press(button(reply, "Ask to meet"))
    assert asking.tone in (Tone.PLAIN, Tone.GOOD)
    assert "Ana" in shown(asking)


async def test_a_guest_is_told_how_to_become_a_member_and_can_ask_at_once(kit: Kit) -> None:
    reply = await Newcomer(kit, "Gosho", role=Role.GUEST).whole()
    assert "An organiser lets you in as a member" in said(reply)
    asked_for = await kit.press(button(reply, "Ask to be a member"), Role.GUEST, called="Gosho")
    assert asked_for.form


async def test_members_are_not_asked_to_become_members(mila: Newcomer) -> None:
    assert "Ask to be a member" not in buttons(await mila.whole())
