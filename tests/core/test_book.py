"""All commands by name, and how fast one person may go."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.book import Book
from bot.core.clock import Clock
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.errors import Oops
from bot.core.pace import CAPACITY, Paces
from bot.core.reply import Reply
from bot.core.roles import Role
from bot.core.spec import Pace

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)


def command(name: str, *was: str, needs: Role = Role.GUEST, hidden: bool = False) -> type[Command]:
    class Made(Command, name=name, was=was, needs=needs, hidden=hidden):
        """Something."""

        what: str = arg("What", default="")

        async def run(self, ctx: Context) -> Reply:
            return Reply()

    return Made


ASK = command("ask")


@pytest.mark.parametrize(
    "commands",
    [
        (command("tea"), command("tea")),
        (command("tea"), command("drink", "tea")),
        (command("tea", "brew"), command("drink", "brew")),
    ],
    ids=["two of one name", "one that was called so", "two that were called so"],
)
def test_two_commands_of_one_name_are_refused(commands: tuple[type[Command], ...]) -> None:
    with pytest.raises(ValueError, match="two commands are called"):
        Book(commands, ASK)


@pytest.mark.parametrize("names", [("tea", "tea green"), ("tea green", "tea")])
def test_a_name_is_not_both_a_command_and_a_group(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="both a command and a group: tea"):
        Book(map(command, names), ASK)


def test_a_command_is_found_by_its_former_name_too() -> None:
    tea = command("tea", "brew")
    book = Book((tea,), ASK)
    assert book.find("tea") is book.find("brew") is tea
    assert book.find("coffee") is None
    assert set(book.by_name) == {"tea", "brew"}


def test_a_hidden_command_is_found_by_what_packs_it_and_not_by_what_is_typed() -> None:
    book = Book((command("tea", hidden=True),), ASK)
    assert book.find("tea")
    assert book.by_name == {}
    assert book.near("tea", Role.ORGANISER) == ()


def test_a_group_is_for_one_role() -> None:
    with pytest.raises(ValueError, match="a top-level name has one role: tea is for GUEST and for ORGANISER"):
        Book((command("tea green"), command("tea black", needs=Role.ORGANISER)), ASK)
    unseen = Book((command("tea green"), command("tea black", needs=Role.ORGANISER, hidden=True)), ASK)
    assert unseen.find("tea black")


def test_the_first_word_of_a_group_names_all_of_it_for_those_who_may_use_it() -> None:
    teas = (command(name, needs=Role.MEMBER) for name in ("tea green", "tea black"))
    book = Book((*teas, command("teapot")), ASK)
    assert [spec.name for spec in book.group("tea", Role.MEMBER)] == ["tea green", "tea black"]
    assert book.group("tea", Role.GUEST) == ()


@pytest.mark.parametrize("typed", ["partnrs", "партньорс", "Partners", "partner", "parters"])
def test_a_slip_is_near_what_was_meant(typed: str) -> None:
    book = Book(map(command, ("partners", "calls", "events", "about")), ASK)
    assert next(spec.name for spec in book.near(typed, Role.GUEST)) == "partners"


PACE = Pace(3, timedelta(seconds=30))


def test_a_pace_lets_so_many_through_and_fills_again_with_time() -> None:
    paces = Paces()
    for _ in range(3):
        paces.take("ana", "tea", PACE, NOW)
    with pytest.raises(Oops) as oops:
        paces.take("ana", "tea", PACE, NOW)
    assert oops.value.names["n"] == 10
    with pytest.raises(Oops):
        paces.take("ana", "tea", PACE, NOW + timedelta(seconds=9.9))
    paces.take("ana", "tea", PACE, NOW + timedelta(seconds=10))


def test_asking_too_early_does_not_put_the_next_turn_off() -> None:
    paces = Paces()
    for _ in range(3):
        paces.take("ana", "tea", PACE, NOW)
    for second in range(1, 10):
        with pytest.raises(Oops):
            paces.take("ana", "tea", PACE, NOW + timedelta(seconds=second))
    paces.take("ana", "tea", PACE, NOW + timedelta(seconds=10.1))


def test_a_pace_is_each_persons_and_each_commands_own() -> None:
    paces = Paces()
    for who in ("ana", "boris"):
        for what in ("tea", "coffee"):
            for _ in range(3):
                paces.take(who, what, PACE, NOW)


def test_a_clock_that_went_back_lets_nobody_wait_for_ever() -> None:
    paces = Paces()
    for _ in range(3):
        paces.take("ana", "tea", PACE, NOW)
    with pytest.raises(Oops) as oops:
        paces.take("ana", "tea", PACE, NOW - timedelta(days=1))
    assert oops.value.names["n"] == 10


def test_however_many_people_there_are_only_so_many_are_remembered() -> None:
    paces = Paces()
    for number in range(CAPACITY + 10):
        paces.take(str(number), "", PACE, NOW)
    assert len(paces._buckets) == CAPACITY


def test_a_clock_can_be_started_elsewhere_and_only_moves_forward() -> None:
    clock = Clock(NOW)
    assert timedelta(0) <= clock.now() - NOW < timedelta(minutes=1)
    assert clock.now().tzinfo is UTC
    assert timedelta(days=2) <= clock.forward(timedelta(days=2)) - NOW < timedelta(days=2, minutes=1)
    with pytest.raises(ValueError, match="only moves forward"):
        clock.forward(timedelta(seconds=-1))
