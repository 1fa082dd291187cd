"""Members are found by what they told, if they agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.roles import Role
from bot.domain.member import Purpose
from bot.storage.owning import SECTIONS
from tests.commands.meeting import BOTH, Meeting, opened_meeting
from tests.kit import button, buttons, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply

VIEWS = next(one for one in SECTIONS if one.name == "profile_views")
HOSTILE = (
    "@everyone <@U1> <!channel>",
    "**bold** [x](https://evil.example)",
    "\u202etxet",
    "<script>",
    "{name} %s",
    "🧬",
)


@pytest.fixture
async def club() -> AsyncIterator[Meeting]:
    async with opened_meeting() as meeting:
        yield meeting


def names(reply: Reply) -> list[str]:
    return [card.title for card in reply.cards]


async def looks(club: Meeting, person: str) -> list[tuple[str, str]]:
    """Who was shown somebody's profile, and how."""
    rows = await club.kit.database.read(lambda tx: tx.owning.page(person, VIEWS, 0))
    return [(row["by"], row["how"]) for row in rows]


async def test_a_field_is_found_by_its_name_in_either_language_and_inflection(club: Meeting) -> None:
    mila = await club.member("mila")
    await club.member("Ana", *BOTH, interests=["cancer"])
    for words in ("oncology", "cancers", "онкология", "онкологията", "onkologia"):
        assert names(await mila.ask(f"/find who={words}")) == ["Ana"], words


async def test_every_word_must_fit_and_filters_narrow(club: Meeting) -> None:
    mila = await club.member("mila")
    await club.member("Ana", *BOTH, offers="clinical trials", city="София", organisation="KRIB")
    await club.member("Boris", *BOTH, offers="clinical trials", city="Varna")
    assert names(await mila.ask('/find who="clinical trial"')) == ["Ana", "Boris"]
    assert names(await mila.ask('/find who="clinical trial" city=Sofia')) == ["Ana"]
    assert names(await mila.ask("/find offers=trials organisation=КРИБ")) == ["Ana"]
    assert names(await mila.ask('/find who="clinical moon"')) == []


async def test_without_words_those_are_shown_who_have_something_in_common_with_why(club: Meeting) -> None:
    mila = await club.member("mila", *BOTH, interests=["cancer", "digital-health"], seeks="клинични изпитвания")
    await club.member("Ana", *BOTH, interests=["digital-health"], offers="Клинично изпитване")
    await club.member("Boris", *BOTH, interests=["policy"])
    reply = await mila.ask("/find")
    assert names(reply) == ["Ana"]
    assert "Offers what you look for: клинично, изпитване." in shown(reply)
    assert "Shares your fields: Digital health." in shown(reply)
    assert names(await mila.press(button(reply, "Everybody"))) == ["Ana", "Boris"]


async def test_nobody_is_suggested_who_did_not_agree_to_introductions(club: Meeting) -> None:
    mila = await club.member("mila", *BOTH, interests=["cancer"])
    await club.member("Ana", Purpose.DIRECTORY, interests=["cancer"])
    assert names(await mila.ask("/find")) == []
    found = await mila.ask("/find who=Ana")
    assert names(found) == ["Ana"]
    assert "Ask to meet" not in [one.label for card in found.cards for one in card.buttons]


async def test_nobody_is_shown_who_does_not_agree_now(club: Meeting) -> None:
    mila = await club.member("mila")
    for name in ("Given", "Never", "Withdrawn", "Outdated", "Muted", "Leaving"):
        await club.member(name, *(BOTH if name != "Never" else (Purpose.MATCHING,)), interests=["cancer"])
    await club.consent("Withdrawn", Purpose.DIRECTORY, given=False)
    await club.outdated("Outdated")
    await club.mute("Muted")
    await club.leaving("Leaving")
    assert names(await mila.ask("/find who=cancer")) == ["Given"]
    for name in ("Never", "Withdrawn", "Outdated", "Muted", "Leaving"):
        reply = await mila.press(f"1 find-member person={await club.id(name)}")
        assert "not in the directory any more" in said(reply), name


async def test_no_account_and_nothing_else_than_was_agreed_stands_on_a_card(club: Meeting) -> None:
    mila = await club.member("mila")
    await club.member("Ana", *BOTH, interests=["cancer"], introduction="A secret of mine", offers="data")
    await club.link("Ana", "discord", "4711")
    reply = await mila.ask("/find who=Ana")
    full = await mila.press(button(reply, "Details"))
    for text in (shown(reply), shown(full)):
        assert "4711" not in text
        assert "A secret of mine" not in text


async def test_each_look_is_noted_once_a_day_and_none_at_oneself(club: Meeting) -> None:
    mila = await club.member("mila", *BOTH, interests=["cancer"])
    await club.member("Ana", *BOTH, interests=["cancer"])
    for _ in range(3):
        await mila.ask("/find who=cancer")
    ana, own = await club.id("Ana"), await club.id("mila")
    assert await looks(club, ana) == [("mila", "find")]
    club.kit.clock.forward(timedelta(days=1))
    await mila.press(f"1 find-member person={ana}")
    assert await looks(club, ana) == [("mila", "card"), ("mila", "find")]
    assert await looks(club, own) == []


async def test_a_long_list_has_pages(club: Meeting) -> None:
    mila = await club.member("mila")
    for n in range(7):
        await club.member(f"Ana{n}", *BOTH)
    first = await mila.ask("/find who=Ana")
    second = await mila.press(button(first, "More"))
    assert [*names(first), *names(second)] == [f"Ana{n}" for n in range(7)]


async def test_an_empty_directory_offers_to_be_its_first(club: Meeting) -> None:
    mila = await club.member("mila")
    reply = await mila.ask("/find who=oncology")
    assert "Nobody else has agreed" in said(reply)
    assert [*buttons(reply)] == ["Agree to be found"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_answers_stay_text(club: Meeting, text: str) -> None:
    mila = await club.member("mila", *BOTH, seeks=text, city=text)
    await club.member("Ana", *BOTH, offers=text, city=text, organisation=text, interests=["cancer", "<b>"])
    assert names(await mila.ask("/find who=Ana")) == ["Ana"]
    (card,) = (await mila.press(f"1 find-member person={await club.id('Ana')}")).cards
    assert [field.value for field in card.fields if field.label in ("Offers", "City", "Organisation")] == [(text,)] * 3


async def test_a_guest_finds_nobody(club: Meeting) -> None:
    guest = await club.member("gosho", role=Role.GUEST)
    await club.member("Ana", *BOTH)
    ana = await club.id("Ana")
    for packed in ("1 find who=Ana", f"1 find-member person={ana}", f"1 introduce person={ana}"):
        assert not (await guest.press(packed)).cards


async def test_visitors_and_those_who_left_are_no_members_to_be_found(club: Meeting) -> None:
    mila, now = await club.member("mila"), club.kit.clock.now()
    for name in ("Visitor", "Here", "Unknown", "Left"):
        await club.member(name, *BOTH, role=Role.GUEST)
        if name != "Visitor":
            await club.link(name, "discord", name)
    await club.kit.database.write(lambda tx: tx.memberships.baseline("discord", "1", {"Here": None, "Left": None}, now))
    await club.kit.database.write(lambda tx: tx.memberships.leave("discord", "1", "Left", now))
    assert names(await mila.press("1 find every=yes")) == ["Here", "Unknown"]


async def test_nobody_is_found_by_words_that_say_nothing(club: Meeting) -> None:
    mila = await club.member("mila")
    await club.member("Ana", *BOTH, city="Sofia")
    assert names(await mila.ask('/find who="?!"')) == []
    assert names(await mila.ask('/find city="—"')) == []
