"""Those who stopped midway in joining are reminded twice at most, and nobody else is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.context import Account, Place
from bot.core.reply import Code
from bot.core.request import Line, Request
from bot.core.words import words
from tests.kit import Board, button

if TYPE_CHECKING:
    from bot.core.reply import Reply
    from tests.scheduler.conftest import Office

DAY = timedelta(days=1)


def written(office: Office, board: Board | None = None) -> list[Reply]:
    """What somebody was written alone."""
    return [reply for place, reply, _ in (board or office.kit.board).posts.values() if place.direct]


async def test_who_stops_midway_is_reminded_after_three_days_and_after_seven_and_no_more(office: Office) -> None:
    await office.kit.ask("/join", called="Ana")
    counts = []
    for days in (2, 1, 3, 1, 60):
        await office.pass_time(days * DAY)
        counts.append(len(written(office)))
    assert counts == [0, 1, 1, 2, 2]
    for reply in written(office):
        assert [one.label for one in reply.buttons] == [words("en")("Go on"), words("en")("Stop")]
        assert reply.buttons[0].does.line() == "/join"


async def test_who_says_stop_is_not_reminded(office: Office) -> None:
    reply = await office.kit.ask("/join", called="Ana")
    await office.kit.press(button(reply, "Stop"), called="Ana")
    await office.pass_time(30 * DAY)
    assert written(office) == []


async def test_stop_in_a_reminder_is_the_last_word(office: Office) -> None:
    await office.kit.ask("/join", called="Ana")
    await office.pass_time(3 * DAY)
    (first,) = written(office)
    await office.kit.press(button(first, "Stop"), called="Ana")
    await office.pass_time(30 * DAY)
    assert written(office) == [first]


async def test_who_is_still_at_it_has_not_stopped(office: Office) -> None:
    await office.kit.ask("/join", called="Ana")
    await office.pass_time(3 * DAY - timedelta(hours=2))
    await office.kit.press("1 join-answer city=Sofia", called="Ana")
    await office.pass_time(timedelta(hours=3))
    assert written(office) == []
    await office.pass_time(4 * DAY)
    assert len(written(office)) == 1


async def test_who_is_done_or_muted_everything_is_not_reminded(office: Office) -> None:
    for name in ("Ana", "Boris"):
        await office.kit.ask("/join", called=name)
    _, ana = await office.kit.person(called="Ana")
    _, boris = await office.kit.person(called="Boris")
    now = office.kit.clock.now()
    await office.kit.database.write(lambda tx: tx.members.finish(ana.id, now))
    await office.kit.database.write(lambda tx: tx.members.mute(boris.id, now))
    await office.pass_time(30 * DAY)
    assert written(office) == []


async def test_a_reminder_goes_where_somebody_began_and_waits_for_the_morning(office: Office) -> None:
    board = Board(None, "discord")
    office.kit.core.messengers.append(board)
    await office.pass_time(timedelta(hours=13))
    here = Place("discord", "3")
    await office.kit.core.handle(Request("r", Account("discord", "7"), here, Line("/join"), "Ana", "en"))
    await office.pass_time(3 * DAY)
    assert written(office, board) == []
    await office.pass_time(timedelta(hours=10))
    assert len(written(office, board)) == 1
    assert written(office) == []


async def linked(office: Office, code: str, who: str) -> None:
    """Somebody types a code of another account, and confirms it."""
    shown = await office.kit.ask(f"/link {code}", called=who)
    await office.kit.press(button(shown, "Link them"), called=who)
    await office.scheduler.settle()


async def code(office: Office, who: str) -> str:
    reply = await office.kit.ask("/link", called=who)
    return next(part.text for part in reply.text if isinstance(part, Code))


async def test_who_began_twice_and_is_linked_is_reminded_twice_at_most(office: Office) -> None:
    await office.kit.ask("/join", called="ana")
    await office.pass_time(DAY)
    await office.kit.ask("/join", called="anne")
    await linked(office, await code(office, "ana"), "anne")
    before = len(written(office))
    await office.pass_time(30 * DAY)
    assert len(written(office)) == before + 2


async def test_what_one_account_was_reminded_of_the_other_is_not_once_they_are_linked(office: Office) -> None:
    await office.kit.ask("/join", called="ana")
    await office.pass_time(2 * DAY)
    await office.kit.ask("/join", called="anne")
    await office.pass_time(DAY)
    assert len(written(office)) == 1
    await linked(office, await code(office, "ana"), "anne")
    before = len(written(office))
    await office.pass_time(30 * DAY)
    assert len(written(office)) == before + 1


async def test_a_stop_from_one_account_holds_for_all_that_are_linked(office: Office) -> None:
    reply = await office.kit.ask("/join", called="ana")
    await office.kit.press(button(reply, "Stop"), called="ana")
    await office.pass_time(DAY)
    await office.kit.ask("/join", called="anne")
    await linked(office, await code(office, "ana"), "anne")
    before = len(written(office))
    await office.pass_time(30 * DAY)
    assert len(written(office)) == before
