"""Several accounts of one person are linked by a code, and parted again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.commands.link_join import LinkJoin
from bot.commands.link_told import LinkTold
from bot.core import linking
from bot.core.context import Account, Place
from bot.core.reply import Code, Reply, Tone
from bot.core.request import Line, Packed, Request
from bot.core.roles import Role
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from tests.kit import Kit, button, packed, said
from tests.owning import everything

if TYPE_CHECKING:
    from bot.core.request import Said
    from bot.storage.store import Tx

ANA, ANNE = ("discord", "900000000000000001", "Ana"), ("slack", "U0ANNE001", "Anne")
Who = tuple[str, str, str]


async def ask(kit: Kit, who: Who, what: Said, id: str = "") -> Reply:
    platform, account, name = who
    place = Place(platform, f"dm-{account}", direct=True)
    number = id or f"r{next(kit._ids)}"
    return await kit.core.handle(Request(number, Account(platform, account), place, what, name, "en"))


async def press(kit: Kit, who: Who, reply: Reply, label: str, id: str = "") -> Reply:
    return await ask(kit, who, Packed(packed(button(reply, label))), id)


async def code(kit: Kit, who: Who = ANA) -> str:
    reply = await ask(kit, who, Line("/link"))
    return next(part.text for part in reply.text if isinstance(part, Code))


async def linked(kit: Kit) -> Reply:
    given = await code(kit)
    shown = await ask(kit, ANNE, Line(f"/link {given}"))
    return await press(kit, ANNE, shown, "Link them")


async def person(kit: Kit, who: Who) -> str:
    found = await kit.database.read(lambda tx: tx.people.find(who[0], who[1]))
    assert found
    return found.id


async def wants(kit: Kit, who: Who, *, agrees: bool = True) -> None:
    """Somebody, a member, says how often the digest is to come, and whether they agree to it; a minute passes."""
    id = (await kit.core.people.of(Account(who[0], who[1]), who[2])).id
    await kit.database.write(lambda tx: tx.people.set_role(id, int(Role.MEMBER)))
    kit.core.people.forget(id)
    await ask(kit, who, Packed("1 join-answer digest=weekly"))
    for given in dict.fromkeys((True, agrees)):
        await ask(kit, who, Packed(f"1 join-answer agree_digest={'yes' if given else 'no'}"))
        kit.clock.forward(timedelta(minutes=1))


async def digests(kit: Kit) -> list[tuple[str, ...]]:
    """Where a digest comes to."""
    found = await kit.database.read(lambda tx: tx.schedules.listed((State.ACTIVE,), sorts=(Sort.DIGEST,)))
    return [one.places for one in found]


async def test_who_is_linked_gets_one_digest(kit: Kit) -> None:
    await wants(kit, ANA)
    await wants(kit, ANNE)
    assert len(await digests(kit)) == 2
    await linked(kit)
    assert len(await digests(kit)) == 1


async def test_a_no_to_the_digest_holds_for_all_accounts_that_are_linked(kit: Kit) -> None:
    await wants(kit, ANA)
    await wants(kit, ANNE, agrees=False)
    assert len(await digests(kit)) == 1
    await linked(kit)
    assert await digests(kit) == []


async def test_a_digest_that_was_asked_for_after_a_no_goes_on(kit: Kit) -> None:
    await wants(kit, ANNE, agrees=False)
    await wants(kit, ANA)
    await linked(kit)
    assert len(await digests(kit)) == 1


async def test_of_two_organisations_the_later_is_theirs_also_in_the_directory(kit: Kit) -> None:
    for who, organisation in ((ANA, "КРИБ"), (ANNE, "Acme Biotech")):
        await ask(kit, who, Packed(f'1 join-answer organisation="{organisation}"'))
        kit.clock.forward(timedelta(minutes=1))
    await linked(kit)
    id = await person(kit, ANA)
    answers = await kit.database.read(lambda tx: tx.members.answers(id))
    assert answers["organisation"] == "Acme Biotech"
    assert "partner" not in answers


async def test_a_code_is_shown_once_and_to_its_asker_alone(kit: Kit) -> None:
    reply = await ask(kit, ANA, Line("/link"), id="once")
    assert (reply.private, reply.fleeting) == (True, True)
    again = await ask(kit, ANA, Line("/link"), id="once")
    assert "only once" in said(again)


async def test_a_code_stands_nowhere_in_the_database(kit: Kit) -> None:
    given = await code(kit)
    shown = await ask(kit, ANNE, Line(f"/link {given}"))
    tables = str(await kit.database.read(everything))
    await press(kit, ANNE, shown, "Link them")
    tables += str(await kit.database.read(everything))
    assert given not in tables
    assert given.replace("-", "") not in tables
    assert linking.marked(given) in tables


async def test_typing_it_shows_both_accounts_and_joins_nothing_yet(kit: Kit) -> None:
    given = await code(kit)
    reply = await ask(kit, ANNE, Line(f"/link {given}"))
    text = said(reply)
    assert text.index("Slack: Anne") < text.index("Discord: Ana")
    assert "in your name" in text
    assert reply.tone is Tone.WARN
    assert await person(kit, ANA) != await person(kit, ANNE)


async def test_once_confirmed_both_are_one_at_once(kit: Kit) -> None:
    reply = await linked(kit)
    assert "Discord: Ana\n• Slack: Anne" in said(reply)
    assert await person(kit, ANA) == await person(kit, ANNE)
    for who in (ANA, ANNE):
        asked = Request("x", Account(who[0], who[1]), Place(who[0], "dm", direct=True), Line("/home"), who[2])
        assert (await kit.core.who(asked)).id == await person(kit, ANA)


async def test_what_is_confirmed_twice_is_joined_once(kit: Kit) -> None:
    given = await code(kit)
    shown = await ask(kit, ANNE, Line(f"/link {given}"))
    first = await press(kit, ANNE, shown, "Link them", id="once")
    again = await press(kit, ANNE, shown, "Link them", id="once")
    assert said(again) == said(first)


def altered() -> dict[str, str]:
    plain = "ACDE-HKMT"
    look = str.maketrans("ACEHKMT", "АСЕНКМТ")
    return {
        "small": plain.lower(),
        "bare": plain.replace("-", ""),
        "apart": " ACDE  HKMT ",
        "Cyrillic": plain.translate(look),
        "small Cyrillic": plain.translate(look).lower(),
        "a long dash": "ACDE—HKMT",
    }


@pytest.mark.parametrize("how", altered())
def test_a_code_is_read_however_it_is_typed(how: str) -> None:
    assert linking.marked(altered()[how]) == linking.marked("ACDEHKMT")


async def test_a_newer_code_makes_the_one_before_void(kit: Kit) -> None:
    first = await code(kit)
    await code(kit)
    assert "I don't know this code" in said(await ask(kit, ANNE, Line(f"/link {first}")))


async def test_after_ten_minutes_a_code_is_too_old(kit: Kit) -> None:
    given = await code(kit)
    kit.clock.forward(timedelta(minutes=10))
    assert "older than ten minutes" in said(await ask(kit, ANNE, Line(f"/link {given}")))


async def test_it_joins_nothing_that_was_confirmed_too_late(kit: Kit) -> None:
    given = await code(kit)
    kit.clock.forward(timedelta(minutes=6))
    shown = await ask(kit, ANNE, Line(f"/link {given}"))
    kit.clock.forward(timedelta(minutes=6))
    assert "older than ten minutes" in said(await press(kit, ANNE, shown, "Link them"))
    assert await person(kit, ANA) != await person(kit, ANNE)


async def test_a_used_code_joins_nobody_else(kit: Kit) -> None:
    given = await code(kit)
    shown = await ask(kit, ANNE, Line(f"/link {given}"))
    await press(kit, ANNE, shown, "Link them")
    assert "used already" in said(await ask(kit, ("slack", "U0EVIL001", "Eve"), Line(f"/link {given}")))
    assert "linked already" in said(await ask(kit, ANNE, Line(f"/link {given}")))


async def test_typed_where_it_was_given_it_says_where_it_belongs(kit: Kit) -> None:
    given = await code(kit)
    assert "type it there" in said(await ask(kit, ANA, Line(f"/link {given}")))


async def test_without_a_confirmation_a_packed_button_joins_nothing(kit: Kit) -> None:
    given = await code(kit)
    reply = await ask(kit, ANNE, Packed(LinkJoin(mark=linking.marked(given)).pack()))
    assert "I don't know this code" in said(reply)
    assert not reply.buttons
    assert await person(kit, ANA) != await person(kit, ANNE)


async def test_guessing_is_paced(kit: Kit) -> None:
    for n in range(10):
        await ask(kit, ANNE, Line(f"/link AAAA-AAA{n}"))
    assert "a lot at once" in said(await ask(kit, ANNE, Line("/link AAAA-AAAA")))


async def raised(kit: Kit, who: Who, role: Role = Role.ORGANISER) -> None:
    await ask(kit, who, Line("/about"))
    id = await person(kit, who)
    await kit.database.write(lambda tx: tx.people.set_role(id, int(role)))
    kit.core.people.forget(id)


async def test_whoever_has_the_higher_role_sees_that_it_is_given_and_confirms_it(kit: Kit) -> None:
    await raised(kit, ANNE)
    given = await code(kit)
    shown = await ask(kit, ANNE, Line(f"/link {given}"))
    assert "get your role: Organiser" in said(shown)
    await press(kit, ANNE, shown, "Link them")
    found = await kit.database.read(lambda tx: tx.people.find(ANA[0], ANA[1]))
    assert found
    assert found.role == Role.ORGANISER


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ORGANISER])
async def test_a_code_that_somebody_saw_gives_them_no_role(kit: Kit, role: Role) -> None:
    await raised(kit, ANA, role)
    given = await code(kit)
    assert "the other way round" in said(await ask(kit, ANNE, Line(f"/link {given}")))
    assert await person(kit, ANA) != await person(kit, ANNE)


async def test_a_role_that_rose_after_it_was_shown_is_not_given(kit: Kit) -> None:
    given = await code(kit)
    shown = await ask(kit, ANNE, Line(f"/link {given}"))
    await raised(kit, ANA)
    assert "the other way round" in said(await press(kit, ANNE, shown, "Link them"))
    assert await person(kit, ANA) != await person(kit, ANNE)


async def test_a_role_that_whoever_confirms_got_meanwhile_is_shown_first(kit: Kit) -> None:
    given = await code(kit)
    shown = await ask(kit, ANNE, Line(f"/link {given}"))
    await raised(kit, ANNE)
    assert "A role has changed" in said(await press(kit, ANNE, shown, "Link them"))
    assert await person(kit, ANA) != await person(kit, ANNE)


@pytest.mark.parametrize("leaving", [ANA, ANNE])
async def test_who_is_about_to_be_forgotten_is_not_linked(kit: Kit, leaving: Who) -> None:
    given = await code(kit)
    await ask(kit, leaving, Line("/about"))
    id = await person(kit, leaving)
    await kit.database.write(lambda tx: tx.erasures.ask(id, "", kit.clock.now(), kit.clock.now()))
    assert "about to be forgotten" in said(await ask(kit, ANNE, Line(f"/link {given}")))


async def told(kit: Kit) -> list[str]:
    rows = (await kit.database.read(everything))["delivery"]
    return [row for row in rows if LinkTold().pack() in row]


async def test_all_accounts_hear_of_it(kit: Kit) -> None:
    await linked(kit)
    heard = await told(kit)
    assert len(heard) == 2
    assert all(any(f"{who[0]}:@{who[1]}" in row for row in heard) for who in (ANA, ANNE))


async def test_what_all_accounts_hear_cannot_be_asked_for(kit: Kit) -> None:
    assert "no longer works" in said(await ask(kit, ANA, Packed(LinkTold().pack())))


async def test_who_has_one_account_has_nothing_to_part(kit: Kit) -> None:
    assert "nothing to part" in said(await ask(kit, ANA, Line("/unlink")))


async def test_a_parted_account_is_a_guest_of_its_own_and_the_rest_keep_what_was_told(kit: Kit) -> None:
    await linked(kit)
    one = await person(kit, ANA)
    await kit.database.write(lambda tx: tx.members.answer(one, "city", "Sofia", kit.clock.now()))
    shown = await press(kit, ANA, await ask(kit, ANA, Line("/unlink")), "Slack: Anne")
    assert "stay with your other accounts" in said(shown)
    reply = await press(kit, ANA, shown, "Part it")
    assert reply.tone is Tone.GOOD
    assert await person(kit, ANA) == one
    other = await person(kit, ANNE)
    assert other != one
    assert await kit.database.read(lambda tx: tx.members.answers(other)) == {}
    asked = Request("x", Account(*ANNE[:2]), Place("slack", "dm", direct=True), Line("/home"), "Anne")
    assert (await kit.core.who(asked)).id == other


async def test_whoever_parts_the_account_they_write_from_is_answered(kit: Kit) -> None:
    await linked(kit)
    shown = await press(kit, ANNE, await ask(kit, ANNE, Line("/unlink")), "Slack: Anne")
    reply = await press(kit, ANNE, shown, "Part it", id="once")
    assert "a guest of its own" in said(reply)
    assert await person(kit, ANA) != await person(kit, ANNE)


async def test_reminders_of_a_parted_account_come_to_the_rest(kit: Kit) -> None:
    await linked(kit)
    one = await person(kit, ANA)

    def remind(tx: Tx) -> int:
        series = Series(datetime(2026, 12, 7, 10), "Europe/Sofia", "")  # noqa: DTZ001 - a wall time
        order = Schedule(
            0, Sort.REMINDER, one, "slack:U0ANNE001", "1 reminder", "Tea", series, ("slack:@U0ANNE001",), State.ACTIVE
        )
        return tx.schedules.add(order, kit.clock.now()).id

    number = await kit.database.write(remind)
    shown = await press(kit, ANA, await ask(kit, ANA, Line("/unlink")), "Slack: Anne")
    assert "1 reminder that came there" in said(await press(kit, ANA, shown, "Part it"))
    kept = await kit.database.read(lambda tx: tx.schedules.get(number))
    assert kept
    assert (kept.owner, kept.places, kept.via) == (one, (f"discord:@{ANA[1]}",), f"discord:{ANA[1]}")


async def test_somebody_else_s_account_is_not_parted(kit: Kit) -> None:
    await linked(kit)
    reply = await ask(kit, ("web", "eve", "Eve"), Packed("1 unlink-part account=slack:U0ANNE001"))
    assert "not linked with yours" in said(reply)
