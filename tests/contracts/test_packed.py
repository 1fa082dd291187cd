"""Buttons, links and schedules hold packed text for years: its names are an interface, and nothing in it is trusted."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.commands import QUESTION
from bot.core.book import Book
from bot.core.codec import LONGEST, Parcel, pack, unpack
from bot.core.command import Command
from bot.core.reply import Tone
from bot.flows import EVERY
from tests.kit import Kit, buttons, said

KEPT = Path(__file__).with_name("packed.txt").read_text(encoding="utf-8").splitlines()
BOOK = Book(EVERY, QUESTION)
OUTDATED = "This button no longer works. Please type the command instead."


@pytest.mark.parametrize("text", KEPT)
def test_packed_text_that_was_once_given_out_still_means_the_same(text: str) -> None:
    parcel = unpack(text)
    command = BOOK.find(parcel.command)
    assert command is not None
    assert command.of(parcel.texts).pack(public=parcel.public) == text


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.spec.name)
def test_packed_text_is_kept_of_every_command_and_argument(command: type[Command]) -> None:
    spec = command.spec
    kept = [unpack(text) for text in KEPT]
    texts = [set(parcel.texts) for parcel in kept if parcel.command == spec.name]
    assert texts, f"add lines of /{spec.name} to packed.txt"
    assert {param.name for param in spec.params} == set().union(*texts), f"add lines of /{spec.name} to packed.txt"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "calls",
        "0 calls",
        "2 calls",
        "1 nothing",
        "1 calls nothing=1",
        "1 calls page=0",
        "1 calls page=-1",
        "1 calls page=999999999999999999999999",
        "1 calls page=two",
        "1 calls page=2.5",
        "1 calls page=²",
        "1 calls csv=maybe",
        "1 calls status=free",
        "1 calls within=100000",
        "1 partners country=Atlantis",
        "1 partners group=nobody",
        "1 partner name=krib",
        "1 partner name=call:x",
        "1 language language=de",
        "1 search text=" + "a" * 501,
        "1 search text=" + "a" * LONGEST,
        "1 confirmed",
        "1 confirmed token=",
        "1 confirmed token=\x00",
        "1 confirmed token=" + "a" * LONGEST,
        "\ud800",
        '1 search text="\\ud800"',
        '1 wrong record=partner:krib text="\\ud800"',
        '1 wrong record=partner:krib text="\\u0000"',
        '1 wrong record="partner:\\ud800" text=x',
        "1 wrong record=partner:gone text=x",
        "1 events when=garbage",
        "1 wrong record=nothing:krib text=x",
    ],
)
async def test_tampered_text_gets_a_kind_answer_and_no_fault(kit: Kit, text: str) -> None:
    with capture_logs() as logs:
        reply = await kit.press(text)
    assert logs == []
    assert said(reply)
    assert reply.tone is not Tone.BAD


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_text_that_was_never_packed_says_what_to_do_instead(kit: Kit, lang: str) -> None:
    reply = await kit.press("1 calls page=0", lang=lang)
    assert said(reply) == kit.reading(lang).t(OUTDATED)
    assert list(buttons(reply)) == ["/help"]


async def test_nothing_is_reported_of_a_record_that_is_not_there(kit: Kit) -> None:
    await kit.press("1 wrong record=partner:gone text=x")
    assert await kit.database.read(lambda tx: tx.reports.open()) == []
    assert kit.board.posts == {}


async def test_a_record_that_is_gone_is_said_to_be_gone(kit: Kit) -> None:
    for text in (
        "1 partner name=partner:gone",
        "1 call identifier=GONE",
        "1 programmes name=gone",
        "1 projects name=x",
    ):
        reply = await kit.press(text)
        assert "no longer in the records" in said(reply)
        assert reply.tone is Tone.WARN


names = st.sampled_from([*BOOK.commands, "confirmed", "nothing"])
keys = st.sampled_from([*sorted({p.name for c in EVERY for p in c.spec.params}), "token", "nothing"])
texts = st.text(max_size=12) | st.sampled_from(["-1", "0", "1e9", "yes", "partner:", ":", "call:x", "RO", "\x00"])


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=names, said=st.dictionaries(keys, texts, max_size=3), head=st.sampled_from(["1", "1!", "2"]))
async def test_no_packed_text_makes_a_fault(kit: Kit, name: str, said: dict[str, str], head: str) -> None:
    kit.clock.forward(timedelta(minutes=5))
    text = pack(Parcel(name, said, public=head == "1!"))
    with capture_logs() as logs:
        await kit.press(text.replace("1", "2", 1) if head == "2" else text)
    assert logs == []
