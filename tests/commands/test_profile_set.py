"""Changing a profile: forms, lists, the way back, and what was changed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.core.reply import Tone
from bot.core.roles import Role
from bot.domain.schedule import Sort, State
from tests.asker import Asker
from tests.kit import Kit, button, buttons, packed, said, shown

if TYPE_CHECKING:
    from bot.core.reply import Form, Reply
    from bot.domain.schedule import Schedule

HOSTILE = "@everyone <script>alert(1)</script> *bold* <t:0:R> \u202eright"


@pytest.fixture
def mila(kit: Kit) -> Asker:
    return Asker(kit, "Mila", Role.MEMBER)


async def told(asker: Asker) -> dict[str, Any]:
    _, who = await asker.kit.person(asker.role, "en", asker.called)
    return await asker.kit.database.read(lambda tx: tx.members.answers(who.id))


async def form(asker: Asker, name: str) -> Form:
    reply = await asker.press(option(await asker.ask("/profile"), name))
    assert reply.form, said(reply)
    return reply.form


def option(reply: Reply, name: str) -> str:
    return next(packed(one) for one in reply.selects[0].options if packed(one) == f"1 profile-change ask={name}")


async def digests(asker: Asker) -> list[Schedule]:
    _, who = await asker.kit.person(asker.role, "en", asker.called)
    return await asker.kit.database.read(
        lambda tx: tx.schedules.listed((State.ACTIVE,), sorts=(Sort.DIGEST,), owner=who.id)
    )


@pytest.mark.parametrize("name", ["organisation", "city", "offers", "seeks", "introduction"])
async def test_what_is_written_is_changed_in_a_form_and_can_be_undone(mila: Asker, name: str) -> None:
    await mila.fill(await form(mila, name), **{name: "First"})
    again = await form(mila, name)
    assert again.blanks[0].value == "First"
    reply = await mila.fill(again, **{name: "Second"})
    assert reply.tone is Tone.GOOD
    assert (await told(mila))[name] == "Second"
    await mila.press(button(reply, "Undo"))
    assert (await told(mila))[name] == "First"


@pytest.mark.parametrize("name", ["organisation", "city", "offers", "seeks", "introduction"])
async def test_an_empty_form_takes_the_answer_away_and_can_be_undone(mila: Asker, name: str) -> None:
    await mila.fill(await form(mila, name), **{name: "First"})
    reply = await mila.fill(await form(mila, name), **{name: ""})
    assert (await told(mila))[name] is None
    assert "nothing said" in said(reply)
    await mila.press(button(reply, "Undo"))
    assert (await told(mila))[name] == "First"


async def test_the_first_answer_is_undone_to_none(mila: Asker) -> None:
    reply = await mila.fill(await form(mila, "city"), city="Varna")
    await mila.press(button(reply, "Undo"))
    assert (await told(mila))["city"] is None


@pytest.mark.parametrize("text", ["\u200b\u200d", "\u202e", "\u2063"])
async def test_what_cannot_be_seen_is_no_answer(mila: Asker, text: str) -> None:
    await mila.fill(await form(mila, "city"), city="Varna")
    reply = await mila.fill(await form(mila, "city"), city=text)
    assert reply.form
    assert reply.form.blanks[0].error == "This one is needed."
    assert (await told(mila))["city"] == "Varna"


async def test_hostile_answers_are_kept_and_said_as_text(mila: Asker) -> None:
    reply = await mila.fill(await form(mila, "city"), city=HOSTILE[:80])
    assert all(isinstance(part, str) for part in reply.text)
    assert HOSTILE[:80].replace("\u202e", "") in said(reply).replace("\u202e", "")


async def test_an_answer_too_long_comes_back_in_the_form(mila: Asker) -> None:
    reply = await mila.fill(await form(mila, "city"), city="x" * 4000)
    assert reply.form
    assert reply.form.blanks[0].error
    assert dict(reply.form.hidden)["ask"] == "city"
    assert "city" not in await told(mila)


async def test_a_form_that_is_older_than_the_answer_shows_both(mila: Asker) -> None:
    old = await form(mila, "city")
    await mila.fill(await form(mila, "city"), city="Varna")
    reply = await mila.fill(old, city="Burgas")
    assert reply.tone is Tone.WARN
    assert (await told(mila))["city"] == "Varna"
    assert "Now stored: Varna" in shown(reply)
    assert "Yours: Burgas" in shown(reply)
    await mila.press(button(reply, "Take this one"))
    assert (await told(mila))["city"] == "Burgas"


async def test_of_both_what_is_stored_can_be_kept(mila: Asker) -> None:
    old = await form(mila, "city")
    await mila.fill(await form(mila, "city"), city="Varna")
    await mila.press(button(await mila.fill(old, city="Burgas"), "Keep what is stored"))
    assert (await told(mila))["city"] == "Varna"


async def test_an_old_form_that_says_what_is_stored_is_no_matter(mila: Asker) -> None:
    old = await form(mila, "city")
    await mila.fill(await form(mila, "city"), city="Varna")
    assert "It says so already" in said(await mila.fill(old, city="Varna"))


async def test_an_undo_that_was_overtaken_shows_both(mila: Asker) -> None:
    first = await mila.fill(await form(mila, "city"), city="Varna")
    await mila.fill(await form(mila, "city"), city="Burgas")
    assert (await mila.press(button(first, "Undo"))).tone is Tone.WARN
    assert (await told(mila))["city"] == "Burgas"


async def test_a_change_that_is_delivered_again_is_one(mila: Asker) -> None:
    opened = await form(mila, "city")
    first = await mila.fill(opened, once="same", city="Varna")
    assert said(await mila.fill(opened, once="same", city="Varna")) == said(first)


async def test_what_brings_somebody_is_chosen_from_a_list_and_can_be_taken_away(mila: Asker) -> None:
    reply = await mila.press(option(await mila.ask("/profile"), "aim"))
    assert len(reply.selects[0].options) == 8
    done = await mila.press(next(o for o in reply.selects[0].options if o.label == "Investor"))
    assert (await told(mila))["aim"] == "investor"
    assert "Kept. What brings you here: Investor" in said(done)
    reply = await mila.press(option(await mila.ask("/profile"), "aim"))
    assert "Investor" not in [o.label for o in reply.selects[0].options]
    await mila.press(next(o for o in reply.selects[0].options if o.label == "Say nothing"))
    assert (await told(mila))["aim"] is None


async def test_fields_are_added_and_taken_away_one_by_one(mila: Asker) -> None:
    reply = await mila.press(option(await mila.ask("/profile"), "interests"))
    add, *none = reply.selects
    assert none == []
    reply = await mila.press(add.options[0])
    assert "Added: Cancer." in said(reply)
    reply = await mila.press(reply.selects[0].options[0])
    assert len((await told(mila))["interests"]) == 2
    reply = await mila.press(reply.selects[1].options[0])
    assert "Removed: Cancer." in said(reply)
    assert "cancer" not in (await told(mila))["interests"]


async def test_fields_can_be_written_by_number_or_name(mila: Asker) -> None:
    reply = await mila.press(option(await mila.ask("/profile"), "interests"))
    opened = (await mila.press(button(reply, "Write the list"))).form
    await mila.fill(opened, interests="1; Infections and pandemic preparedness")
    assert (await told(mila))["interests"] == ["cancer", "infections"]
    opened = (await mila.press("1 profile-change ask=interests write=yes")).form
    assert opened
    assert opened.blanks[0].value == "Cancer; Infections and pandemic preparedness"
    reply = await mila.fill(opened, interests="no such field")
    assert reply.form
    assert "no such field" in reply.form.blanks[0].error
    assert (await told(mila))["interests"] == ["cancer", "infections"]


async def test_the_language_is_changed_and_answered_in_at_once(mila: Asker) -> None:
    reply = await mila.press(option(await mila.ask("/profile"), "language"))
    done = await mila.press(button(reply, "Български"))
    assert "Език: Български" in said(done)
    _, who = await mila.kit.person(Role.MEMBER, "en", "Mila")
    assert who.language == "bg"


@pytest.mark.parametrize(
    ("text", "zone"),
    [("sofia", "Europe/Sofia"), ("София", "Europe/Sofia"), ("london", "Europe/London"), ("UTC", "UTC")],
)
async def test_a_zone_is_known_by_its_city_in_either_language(mila: Asker, text: str, zone: str) -> None:
    reply = await mila.fill(await form(mila, "zone"), zone=text)
    assert f"Time zone: {zone}" in said(reply)
    _, who = await mila.kit.person(Role.MEMBER, "en", "Mila")
    assert who.zone.key == zone


async def test_a_zone_that_there_is_not_comes_back_in_the_form(mila: Asker) -> None:
    reply = await mila.fill(await form(mila, "zone"), zone="Atlantis")
    assert reply.form
    assert "I don't know the time zone “Atlantis”" in reply.form.blanks[0].error


async def test_a_zone_cannot_be_left_empty(mila: Asker) -> None:
    reply = await mila.fill(await form(mila, "zone"), zone="")
    assert reply.form
    assert reply.form.blanks[0].error == "This one is needed."


async def test_a_new_zone_says_what_time_it_is_there_and_can_be_undone(mila: Asker) -> None:
    reply = await mila.fill(await form(mila, "zone"), zone="New York")
    assert "It is 02:00 there now." in said(reply)
    back = await mila.press(button(reply, "Undo"))
    assert "Time zone: Europe/Sofia" in said(back)


async def test_a_digest_is_sent_only_when_it_was_agreed_to(mila: Asker) -> None:
    reply = await mila.press(option(await mila.ask("/profile"), "digest"))
    asked = await mila.press(button(reply, "Every Monday"))
    assert await digests(mila) == []
    assert "The bot may send me a digest" in shown(asked)
    agreed = await mila.press(button(asked, "Agree to the digest"))
    assert "Digest: Every Monday" in said(agreed)
    (one,) = await digests(mila)
    assert one.places == ("web:@Mila",)


async def test_another_rhythm_takes_the_place_of_the_first_and_never_ends_both(mila: Asker) -> None:
    await mila.press("1 profile-agree purpose=digest given=yes version=1")
    await mila.press("1 profile-set digest=weekly")
    daily = await mila.press("1 profile-set digest=daily")
    (one,) = await digests(mila)
    assert one.command == "1 digest days=1"
    await mila.press(button(daily, "Undo"))
    (one,) = await digests(mila)
    assert one.command == "1 digest"
    await mila.press("1 profile-set digest=no")
    assert await digests(mila) == []


async def test_a_digest_that_was_stopped_elsewhere_says_so_and_can_be_chosen_again(mila: Asker) -> None:
    await mila.press("1 profile-agree purpose=digest given=yes version=1")
    await mila.press("1 profile-set digest=weekly")
    (one,) = await digests(mila)
    await mila.press(f"1 reminder-cancel schedule={one.id}")
    assert "Every Monday, but it does not come now" in shown(await mila.ask("/profile"))
    reply = await mila.press("1 profile-change ask=digest")
    await mila.press(button(reply, "Every Monday"))
    assert len(await digests(mila)) == 1


async def test_a_guest_is_told_that_the_digest_is_for_members(kit: Kit) -> None:
    gosho = Asker(kit, "Gosho", Role.GUEST)
    await gosho.press("1 profile-agree purpose=digest given=yes version=1")
    reply = await gosho.press("1 profile-set digest=weekly")
    assert "for members only" in said(reply)
    assert await digests(gosho) == []


async def test_reminders_are_wanted_or_not(mila: Asker) -> None:
    reply = await mila.press(option(await mila.ask("/profile"), "reminders"))
    done = await mila.press(button(reply, "Yes"))
    assert (await told(mila))["reminders"] is True
    assert "Undo" in buttons(done)
    await mila.press(button(done, "Undo"))
    assert (await told(mila))["reminders"] is False


@pytest.mark.parametrize(
    "packed",
    [
        "1 profile-change ask=introduced",
        "1 profile-change ask=agree_directory",
        "1 profile-set ask=introduced",
        "1 profile-set",
        "1 profile-set city=Varna aim=press",
        "1 profile-set aim=king",
        "1 profile-agree purpose=everything given=yes version=1",
    ],
)
async def test_what_no_button_says_is_refused(mila: Asker, packed: str) -> None:
    assert "no longer works" in said(await mila.press(packed))
    assert await told(mila) == {}


async def test_nobody_changes_the_profile_of_another(kit: Kit, mila: Asker) -> None:
    reply = await mila.fill(await form(mila, "city"), city="Varna")
    boris = Asker(kit, "Boris", Role.ORGANISER)
    await boris.press(button(reply, "Undo"))
    assert (await told(mila))["city"] == "Varna"
