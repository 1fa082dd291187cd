"""The monthly coffee round: once a month, with people who agree, none of them twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.commands.matching.coffees import round_at
from bot.core.reply import Mention
from bot.domain.member import Purpose
from bot.scheduler.coffee import Coffees
from bot.scheduler.service import Scheduler
from bot.storage.introductions import Coffee
from tests.commands.meeting import BOTH, Meeting, opened_meeting
from tests.kit import SOFIA, button, buttons, said, shown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.core.reply import Reply
    from tests.asker import Asker

DAY = timedelta(days=1)
DECEMBER = datetime(2026, 12, 1, 10, tzinfo=SOFIA)
JANUARY = datetime(2027, 1, 4, 10, tzinfo=SOFIA)


@pytest.fixture
async def club() -> AsyncIterator[Meeting]:
    async with opened_meeting() as meeting:
        yield meeting


async def drinker(club: Meeting, name: str, **answers: Any) -> Asker:  # noqa: ANN401 - any JSON
    """Somebody who takes part."""
    who = await club.member(name, *BOTH, **answers)
    await who.press("1 coffee-set wish=in")
    return who


async def until(club: Meeting, at: datetime) -> None:
    await club.wait(at - club.kit.clock.now())


async def pairs(club: Meeting, round: str = "2026-12") -> set[frozenset[str]]:
    """Who was brought together, by name."""
    rows = await club.kit.database.read(lambda tx: tx.introductions.met())
    names = {}
    for row in rows:
        for id in row[:2]:
            profile = await club.kit.database.read(lambda tx, one=id: tx.members.profile(one))  # type: ignore[misc]
            names[id] = profile.name if profile else ""
    return {frozenset((names[one], names[other])) for one, other, when, _ in rows if when == round}


def heard(club: Meeting, name: str) -> list[str]:
    return [shown(reply) for reply in club.heard(name)]


def last(club: Meeting, name: str) -> Reply:
    return club.heard(name)[-1]


@pytest.mark.parametrize(
    ("month", "day"),
    [("2026-12", 1), ("2027-01", 4), ("2026-11", 2), ("2027-03", 1), ("2027-05", 5), ("2026-08", 3)],
)
def test_a_round_is_on_the_first_working_day_of_its_month(month: str, day: int) -> None:
    at = round_at(date.fromisoformat(f"{month}-20"), SOFIA)
    assert at == datetime.fromisoformat(f"{month}-{day:02}T10:00").replace(tzinfo=SOFIA)


async def test_two_who_take_part_are_brought_together_on_the_day(club: Meeting) -> None:
    for name in ("Ana", "Boris"):
        await drinker(club, name)
        await club.link(name, "discord", f"7{name}")
    await until(club, DECEMBER - timedelta(minutes=1))
    assert await pairs(club) == set()
    await until(club, DECEMBER)
    assert await pairs(club) == {frozenset(("Ana", "Boris"))}


async def test_each_hears_with_whom_and_how_to_reach_them(club: Meeting) -> None:
    await drinker(club, "Ana", interests=["cancer"])
    await drinker(club, "Boris", interests=["cancer"])
    await until(club, DECEMBER)
    assert "This month you have coffee with Boris." in heard(club, "Ana")[0]
    assert "This month you have coffee with Ana." in heard(club, "Boris")[0]
    await club.link("Ana", "slack", "U1")
    await club.link("Boris", "slack", "U2")
    ana = await club.kit.press("1 coffee-pair round=2026-12", called="Ana")
    assert [part for part in ana.text if isinstance(part, Mention)] == [Mention("Boris", "slack", "U2")]


async def test_a_round_is_made_once_however_often_it_is_looked(club: Meeting) -> None:
    for name in ("Ana", "Boris", "Ceca", "Dora"):
        await drinker(club, name)
    await until(club, DECEMBER)
    before = await pairs(club)
    for _ in range(3):
        await Coffees(club.kit.core).run()  # as after a start anew
        await Scheduler(club.kit.core).settle()
    assert await pairs(club) == before
    assert [len(heard(club, name)) for name in ("Ana", "Boris", "Ceca", "Dora")] == [1, 1, 1, 1]


async def test_a_round_that_breaks_off_is_undone_whole_and_made_the_next_time(
    club: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.scheduler import coffee

    await drinker(club, "Ana")
    await drinker(club, "Boris")
    with monkeypatch.context() as broken:
        broken.setattr(coffee, "_tell", _breaks)
        await until(club, DECEMBER)
    assert await pairs(club) == set()
    await club.wait(timedelta(hours=1))
    assert await pairs(club) == {frozenset(("Ana", "Boris"))}


def _breaks(*_: object) -> None:
    raise ValueError("the plug is pulled")


async def test_a_round_is_caught_up_within_a_week_and_passed_over_after_that(club: Meeting) -> None:
    await drinker(club, "Ana")
    await drinker(club, "Boris")
    club.kit.clock.forward(DECEMBER + 8 * DAY - club.kit.clock.now())
    await club.settle()
    assert await pairs(club) == set()
    club.kit.clock.forward(JANUARY + 6 * DAY - club.kit.clock.now())
    await club.settle()
    assert await pairs(club, "2027-01") == {frozenset(("Ana", "Boris"))}


@pytest.mark.parametrize("how", ["withdrawn", "outdated", "muted", "leaving", "out", "pause"])
async def test_nobody_is_paired_who_does_not_agree_on_the_day(club: Meeting, how: str) -> None:
    ana = await drinker(club, "Ana")
    await drinker(club, "Boris")
    match how:
        case "withdrawn":
            await club.consent("Ana", Purpose.MATCHING, given=False)
        case "outdated":
            await club.outdated("Ana")
        case "muted":
            await club.mute("Ana")
        case "leaving":
            club.kit.clock.forward(DECEMBER - timedelta(hours=12) - club.kit.clock.now())
            await club.leaving("Ana")
        case _:
            await ana.press(f"1 coffee-set wish={how}")
    await until(club, DECEMBER)
    assert await pairs(club) == set()
    assert heard(club, "Ana") == []


async def test_who_paused_takes_part_again_the_month_after(club: Meeting) -> None:
    ana = await drinker(club, "Ana")
    await drinker(club, "Boris")
    await ana.press("1 coffee-set wish=pause")
    await until(club, DECEMBER)
    await until(club, JANUARY)
    assert await pairs(club, "2027-01") == {frozenset(("Ana", "Boris"))}


async def test_whoever_was_left_over_is_told_kindly_and_comes_first_next_time(club: Meeting) -> None:
    await drinker(club, "Ana", organisation="KRIB")
    await drinker(club, "Boris", organisation="КРИБ")
    await drinker(club, "Ceca")
    await until(club, DECEMBER)
    (pair,) = await pairs(club)
    (alone,) = {"Ana", "Boris"} - pair
    assert "Next time you come first" in heard(club, alone)[0]
    await until(club, JANUARY)
    assert await pairs(club, "2027-01") == {frozenset((alone, "Ceca"))}


async def test_three_have_coffee_together_and_each_hears_of_both(club: Meeting) -> None:
    for name in ("Ana", "Boris", "Ceca"):
        await drinker(club, name)
    await until(club, DECEMBER)
    assert len(await pairs(club)) == 3
    assert "Boris" in heard(club, "Ana")[0]
    assert "Ceca" in heard(club, "Ana")[0]


async def test_two_weeks_later_they_are_asked_whether_they_met_and_may_put_it_off(club: Meeting) -> None:
    ana = await drinker(club, "Ana")
    await drinker(club, "Boris")
    await until(club, DECEMBER)
    await until(club, DECEMBER + 14 * DAY)
    assert "Did you meet?" in heard(club, "Ana")[1]
    await ana.press(button(last(club, "Ana"), "Ask me in a week"))
    await club.wait(7 * DAY)
    assert len(heard(club, "Ana")) == 3
    await ana.press(button(last(club, "Ana"), "We met"))
    rows = await club.kit.database.read(lambda tx: tx.introductions.met())
    assert sorted(row[3] for row in rows) == [Coffee.PAIRED, Coffee.MET]


async def test_who_has_answered_is_not_asked(club: Meeting) -> None:
    ana = await drinker(club, "Ana")
    await drinker(club, "Boris")
    await until(club, DECEMBER)
    await ana.press(button(await ana.ask("/coffee"), "We met"))
    await until(club, DECEMBER + 14 * DAY)
    assert len(heard(club, "Ana")) == 1


async def test_not_with_this_one_again_holds_and_is_told_to_nobody(club: Meeting) -> None:
    ana, boris = await drinker(club, "Ana"), await drinker(club, "Boris")
    await until(club, DECEMBER)
    never = await ana.press(button(await ana.ask("/coffee"), "Not with this one again"))
    assert "They are not told" in said(never)
    assert "Not again" not in shown(await boris.ask("/coffee"))
    await until(club, JANUARY)
    assert await pairs(club, "2027-01") == set()


async def test_nobody_meets_again_while_there_is_somebody_else(club: Meeting) -> None:
    for name in ("Ana", "Boris", "Ceca", "Dora"):
        await drinker(club, name)
    await until(club, DECEMBER)
    await until(club, JANUARY)
    await until(club, datetime(2027, 2, 1, 10, tzinfo=SOFIA))
    every = [await pairs(club, round) for round in ("2026-12", "2027-01", "2027-02")]
    assert len(set.union(*every)) == 6


async def test_taking_part_needs_the_agreement_and_offers_it(club: Meeting) -> None:
    ana = await club.member("Ana")
    offered = await ana.ask("/coffee")
    assert len(buttons(offered)) == 1
    assert "you agree to introductions" in said(await ana.press("1 coffee-set wish=in"))
    await ana.press(offered.buttons[0])
    joined = await ana.press(button(await ana.ask("/coffee"), "Take part"))
    assert "You take part" in said(joined)
    left = await ana.press(button(joined, "Undo"))
    assert "no part" in said(left)


async def test_nobody_answers_for_somebody_else(club: Meeting) -> None:
    await drinker(club, "Ana")
    await drinker(club, "Boris")
    dora = await club.member("Dora", *BOTH)
    await until(club, DECEMBER)
    assert "not there any more" in said(await dora.press("1 coffee-say coffee=1 says=never"))
    assert "not there any more" in said(await dora.press("1 coffee-pair round=2026-12"))


async def test_the_clockwork_wakes_for_the_round(club: Meeting) -> None:
    nearest = await club.kit.database.read(Coffees(club.kit.core).nearest)
    assert nearest == DECEMBER.astimezone(UTC)
