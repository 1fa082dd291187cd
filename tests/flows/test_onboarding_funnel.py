"""How far people come in joining, as organisers read it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image as Picture

from bot.commands.contact_ask import ContactAsk
from bot.commands.membership.answers import ANSWERS
from bot.core.roles import Role
from bot.flows.counting import count
from bot.flows.onboarding import ONBOARDING
from bot.storage.funnel import Joiner
from tests.flows.joiners import come
from tests.kit import Kit, button, fields, said, shown

if TYPE_CHECKING:
    from bot.core.reply import Reply

EVERYTHING: dict[str, Any] = {ask.name: "x" for ask in ONBOARDING.asks if not ask.name.startswith("agree_")}
AGREED = {"directory", "matching", "digest"}
DAY = timedelta(days=1)


def joiner(*told: str, skipped: tuple[str, ...] = (), **more: Any) -> Joiner:  # noqa: ANN401 - answers
    """Somebody whose platform told no language and who answered these."""
    answers = {**{name: EVERYTHING[name] for name in told}, **dict.fromkeys(skipped), **more}
    return Joiner(None, finished=False, stopped=False, answers=answers)


DONE = Joiner("bg", finished=True, stopped=False, answers=EVERYTHING, agreed=AGREED)


async def numbers(kit: Kit, line: str = "/onboarding", lang: str = "en") -> Reply:
    return await kit.ask(line, Role.ORGANISER, lang)


def test_every_question_has_a_label() -> None:
    assert all(ask.name in ANSWERS for ask in ONBOARDING.asks)


def test_who_was_asked_a_question_came_to_it_and_who_answered_it_came_to_the_next() -> None:
    found = count([joiner("language", "aim")] * 10 + [joiner()] * 5, 15, 0)
    told = {step.name: str(step.reached) for step in found.steps}
    assert (told["language"], told["aim"], told["organisation"], told["city"]) == ("15", "10", "10", "0")
    assert (str(found.welcomed), str(found.began), str(found.finished)) == ("15", "15", "0")


def test_who_skipped_is_told_apart_from_who_answered() -> None:
    found = count([joiner("language")] * 20 + [joiner("language", skipped=("aim",))] * 10, 30, 0)
    aim = found.steps[1]
    assert (aim.name, str(aim.reached), str(aim.skipped), str(aim.answered)) == ("aim", "30", "10", "0")


def test_what_needs_no_asking_counts_as_answered() -> None:
    at_home = Joiner("bg", finished=False, stopped=False, answers={})
    found = count([at_home] * 6, 6, 0)
    assert str(found.steps[1].reached) == "6"
    visitor = joiner("language", aim="visitor")
    found = count([visitor] * 6, 6, 0)
    assert {step.name: str(step.reached) for step in found.steps}["city"] == "6"


def test_who_came_to_the_end_came_to_every_question() -> None:
    found = count([DONE] * 9, 9, 0)
    assert {str(step.reached) for step in found.steps} == {"9"}
    assert str(found.finished) == "9"


def test_fewer_than_five_stand_out_nowhere() -> None:
    found = count([DONE] * 20 + [joiner("language", "aim")] * 2, 22, 3)
    assert [str(step.reached) for step in found.steps][2:5] == ["22", "18–21", "18–21"]
    assert str(found.finished) == "18–21"
    assert str(found.helped) == "<5"


def test_who_stopped_and_came_back_to_the_end_has_not_stopped() -> None:
    stopped = Joiner("bg", finished=False, stopped=True)
    back = Joiner("bg", finished=True, stopped=True, answers=EVERYTHING, agreed=AGREED)
    assert str(count([stopped] * 3 + [back] * 9, 12, 0).stopped) == "<5"


def test_more_who_joined_than_came_are_no_part_of_them() -> None:
    found = count([DONE] * 9, 7, 0)
    assert (str(found.welcomed), str(found.began)) == ("5–9", "9")


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_it_is_told_in_numbers_and_drawn_with_the_same_numbers_in_words(kit: Kit, lang: str) -> None:
    await come(kit, 12, answered=("language", "aim"))
    await come(kit, 3, tag="q")
    reply = await numbers(kit, lang=lang)
    whole, steps = reply.cards
    assert list(fields(whole).values()) == ["15", "15", "0", "0", "0"]
    assert len(steps.fields) == len(ONBOARDING.asks)
    (image,) = reply.images
    assert Picture.open(BytesIO(image.content)).format == "PNG"
    for label in fields(steps):
        assert label in image.alt
    assert ": 15;" in image.alt
    assert len(image.alt) < 1000


async def test_one_person_is_never_one(kit: Kit) -> None:
    await come(kit, 1, answered=("language",), skipped=("aim",))
    reply = await numbers(kit)
    assert set(fields(reply.cards[0]).values()) <= {"0", "<5"}
    text = "\n".join(fields(reply.cards[1]).values())
    assert "<5 came to it" in text
    assert not [word for word in text.split() if word.strip(",") in {"1", "2", "3", "4"}]


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_when_nobody_came_it_says_so(kit: Kit, lang: str) -> None:
    reply = await numbers(kit, lang=lang)
    assert said(reply)
    assert not reply.cards
    assert not reply.images


async def test_the_last_thirty_days_count_unless_another_time_is_named(kit: Kit) -> None:
    await come(kit, 6)
    kit.clock.forward(29 * DAY)
    assert (await numbers(kit)).cards
    kit.clock.forward(2 * DAY)
    assert not (await numbers(kit)).cards
    assert (await numbers(kit, '/onboarding period="last month"')).cards
    assert not (await numbers(kit, '/onboarding period="last week"')).cards


async def test_minutes_are_told_as_the_whole_day_they_are_of(kit: Kit) -> None:
    await come(kit, 6)
    day = await numbers(kit, '/onboarding period="22.11.2026"')
    assert shown(await numbers(kit, '/onboarding period="22.11.2026 10:00 to 22.11.2026 10:05"')) == shown(day)
    assert day.cards


async def test_a_time_that_cannot_be_read_is_asked_for_again(kit: Kit) -> None:
    reply = await numbers(kit, "/onboarding period=gibberish")
    assert reply.form
    assert "gibberish" in said(reply)


async def test_who_asked_for_help_while_joining_is_counted_and_found(kit: Kit) -> None:
    await come(kit, 6)
    for number in range(6):
        now = kit.clock.now()
        account = f"w{number}"
        _, who = await kit.person(Role.GUEST, called=account)
        await kit.database.write(lambda tx, one=who.id, now=now: tx.members.begin(one, f"web:{one}", now))  # type: ignore[misc]
        await kit.press(ContactAsk(text=f"Help {number}"), called=account)
    reply = await numbers(kit)
    assert fields(reply.cards[0])["Asked for help while joining"] == "5–9"
    listed = await kit.press(button(reply, "Who asked for help"), Role.ORGANISER)
    assert len(listed.cards) == 5


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_only_organisers_read_it(kit: Kit, role: Role) -> None:
    await come(kit, 6)
    for reply in (await kit.ask("/onboarding", role), await kit.press("1 onboarding", role)):
        assert "for organisers" in said(reply)
        assert "6" not in shown(reply)
