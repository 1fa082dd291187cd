"""/profile: what it shows to a guest, a member and an organiser, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.core.reply import Tone
from bot.core.roles import Role
from bot.core.words import words
from bot.domain import member
from bot.domain.member import Purpose
from bot.render.discord.message import messages
from bot.render.text import inline
from tests.kit import NOW, Kit, button, buttons, fields, said, shown

if TYPE_CHECKING:
    from bot.core.reply import Card, Reply
    from bot.storage.store import Tx

HOSTILE = "@everyone <script>alert(1)</script> *bold* <t:0:R> \u202eright"
ANSWERS: dict[str, Any] = {
    "aim": "researcher",
    "organisation": "Acme Biotech",
    "city": "Plovdiv",
    "interests": ["cancer", "ai-data"],
    "offers": "Microscopy",
    "seeks": "Partners",
    "introduction": "I am Mila.",
}


async def knows(kit: Kit, called: str = "Mila", role: Role = Role.MEMBER, **answers: object) -> str:
    """Keep answers of somebody as joining does; returns their id."""
    _, who = await kit.person(role, "en", called)

    def keep(tx: Tx) -> None:
        for name, value in answers.items():
            tx.members.answer(who.id, name, value, kit.clock.now())

    await kit.database.write(keep)
    kit.core.people.forget(who.id)
    return who.id


def card(reply: Reply, title: str) -> Card:
    found = next((one for one in reply.cards if one.title == title), None)
    assert found, f"no card {title!r} among {[one.title for one in reply.cards]}"
    return found


def text(one: Card) -> str:
    return "\n".join("".join(map(inline, line)) for line in one.body)


async def test_whoever_told_nothing_is_told_what_is_missing_and_where_to_begin(kit: Kit) -> None:
    reply = await kit.ask("/profile", called="Gosho")
    assert "Not said yet: What brings you here, Organisation, City" in said(reply)
    assert button(reply, "Join").does.pack() == "1 join"
    assert text(card(reply, "About you")) == "Nothing yet."
    assert reply.private


async def test_every_answer_is_shown_as_it_was_told(kit: Kit) -> None:
    await knows(kit, **ANSWERS)
    about = fields(card(await kit.ask("/profile", Role.MEMBER, called="Mila"), "About you"))
    assert about == {
        "What brings you here": "Researcher",
        "Organisation": "Acme Biotech",
        "City": "Plovdiv",
        "Fields of interest": "Cancer; AI and health data",
        "What I offer": "Microscopy",
        "What I look for": "Partners",
        "Introduction": "I am Mila.",
    }


async def test_answers_are_shown_in_the_language_of_their_owner(kit: Kit) -> None:
    reply = await kit.ask("/profile", Role.MEMBER, "bg", called="Mila")
    assert "Български" in fields(reply.cards[1]).values()
    await kit.press("1 profile-pick add=cancer", Role.MEMBER, "bg", called="Mila")
    assert "Онкология" in shown(await kit.ask("/profile", Role.MEMBER, "bg", called="Mila"), "bg")


async def test_language_zone_and_quiet_hours_are_shown_and_whether_they_are_the_clubs(kit: Kit) -> None:
    between = fields(card(await kit.ask("/profile", called="Gosho"), "Between us"))
    assert between["Time zone"] == "Europe/Sofia, as the club has it"
    assert between["Quiet hours"] == "From 21:00 to 08:00, as the club has them"
    await kit.ask("/quiet 22:00-07:00", called="Gosho")
    await kit.press('1 profile-set zone="Europe/London"', called="Gosho")
    between = fields(card(await kit.ask("/profile", called="Gosho"), "Between us"))
    assert between["Time zone"] == "Europe/London"
    assert between["Quiet hours"] == "From 22:00 to 07:00"
    await kit.ask("/quiet off", called="Gosho")
    assert fields(card(await kit.ask("/profile", called="Gosho"), "Between us"))["Quiet hours"] == "None"


async def test_every_purpose_is_explained_and_none_is_agreed_to_beforehand(kit: Kit) -> None:
    reply = await kit.ask("/profile", Role.MEMBER, called="Mila")
    labels = {
        "Directory of members": "Agree to be found",
        "Introductions": "Agree to be suggested",
        "Digest": "Agree to the digest",
    }
    for title, label in labels.items():
        one = card(reply, title)
        assert one.badge
        assert one.badge.text == "Not agreed"
        assert "You have said neither yes nor no to this." in text(one)
        assert [b.label for b in one.buttons] == [label]
    assert "Members can find me by my name" in text(card(reply, "Directory of members"))


async def test_an_agreement_is_shown_with_its_version_and_date(kit: Kit) -> None:
    id = await knows(kit)
    await kit.database.write(lambda tx: tx.members.consent(id, Purpose.DIRECTORY, NOW, given=True))
    one = card(await kit.ask("/profile", Role.MEMBER, called="Mila"), "Directory of members")
    assert one.badge
    assert (one.badge.text, one.badge.tone) == ("Agreed", Tone.GOOD)
    assert "You agreed to version 1 on Sun 22 November 2026, 09:00 (Sofia)." in text(one)


async def test_an_agreement_to_older_words_does_not_hold_and_says_so(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    id = await knows(kit)
    await kit.database.write(lambda tx: tx.members.consent(id, Purpose.DIRECTORY, NOW, given=True))
    for place in ("bot.storage.members", "bot.commands.profiling.agreements"):
        monkeypatch.setattr(f"{place}.CONSENT_VERSION", member.CONSENT_VERSION + 1)
    one = card(await kit.ask("/profile", Role.MEMBER, called="Mila"), "Directory of members")
    assert one.badge
    assert one.badge.text == "Not agreed"
    assert "The words have changed since" in text(one)


async def test_every_account_is_shown_by_its_name(kit: Kit) -> None:
    id = await knows(kit)
    await kit.database.write(lambda tx: tx.people.link(id, "discord", "7", name="mila_b"))
    assert text(card(await kit.ask("/profile", Role.MEMBER, called="Mila"), "Your accounts")) == (
        "Discord: mila_b\nthe web chat: Mila"
    )


async def test_an_organisation_of_the_directory_is_named_as_it_stands_there(kit: Kit) -> None:
    partner = next(record for (kind, _), record in kit.library.records.items() if kind == "partner")
    title = kit.library.label("partner", partner.id, "en")  # type: ignore[union-attr] # a partner has an id
    await kit.press(f'1 profile-set organisation="{title}"', Role.MEMBER, called="Mila")
    about = fields(card(await kit.ask("/profile", Role.MEMBER, called="Mila"), "About you"))
    assert about["In our directory of organisations"] == title


async def test_hostile_answers_stay_text(kit: Kit) -> None:
    await knows(kit, organisation=HOSTILE, offers=HOSTILE, introduction=HOSTILE * 40)
    reply = await kit.ask("/profile", Role.MEMBER, called="Mila")
    about = card(reply, "About you")
    assert {part for field in about.fields for part in field.value} == {HOSTILE, HOSTILE * 40}


async def test_a_long_answer_is_shortened_in_the_list_alone(kit: Kit) -> None:
    await knows(kit, offers="word " * 150)
    reply = await kit.ask("/profile", Role.MEMBER, called="Mila")
    (about,) = (option.about for option in reply.selects[0].options if option.label == "What I offer")
    assert len(about) <= 90
    assert fields(card(reply, "About you"))["What I offer"] == "word " * 150


async def test_whoever_joined_is_led_to_the_next_answer_that_is_missing(kit: Kit) -> None:
    id = await knows(kit, **{**ANSWERS, "city": None})

    def finish(tx: Tx) -> None:
        tx.members.begin(id, "web:Mila", NOW)
        tx.members.finish(id, NOW)

    await kit.database.write(finish)
    reply = await kit.ask("/profile", Role.MEMBER, called="Mila")
    assert "Join" not in buttons(reply)
    form = (await kit.press(button(reply, "Add: City"), Role.MEMBER, called="Mila")).form
    assert form
    assert form.title == "City"


async def test_members_and_organisers_are_led_to_their_reminders_and_guests_are_not(kit: Kit) -> None:
    assert "My reminders" not in buttons(await kit.ask("/profile"))
    assert "My reminders" in buttons(await kit.ask("/profile", Role.MEMBER))
    assert "My reminders" in buttons(await kit.ask("/profile", Role.ORGANISER))


async def test_it_is_nobodys_business_in_a_channel(kit: Kit) -> None:
    from tests.kit import CHANNEL

    reply = await kit.ask("/profile", Role.MEMBER, called="Mila", place=CHANNEL, aloud=True)
    assert reply.private
    assert "Show here" not in buttons(reply)


async def test_commands_that_the_club_does_not_have_are_not_offered() -> None:
    from bot.commands.mute import Mute
    from bot.commands.profile import Profile
    from bot.commands.profile_agree import ProfileAgree
    from bot.commands.profile_change import ProfileChange
    from bot.commands.search import Search
    from tests.kit import opened

    async with opened(Profile, ProfileChange, ProfileAgree, Mute, Search, facts=False) as kit:
        assert list(buttons(await kit.ask("/profile"))) == ["Mute everything"]


async def test_agreeing_is_one_press_on_every_platform(kit: Kit) -> None:
    reply = await kit.ask("/profile", Role.MEMBER, called="Mila")
    (message,) = messages(reply, words("en"))
    pressed = [part["label"] for row in message.body["components"] for part in row["components"] if "label" in part]
    assert {"Agree to be found: Directory of members", "Mute everything"} <= set(pressed)
