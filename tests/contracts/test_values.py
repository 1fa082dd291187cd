"""Every command's values go through packed text, typed lines and forms unharmed."""

import asyncio
import contextlib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import QUESTION
from bot.core import line
from bot.core.book import Book
from bot.core.codec import Garbled, Parcel, unpack
from bot.core.command import Command
from bot.core.kinds import Kind, Reading
from bot.core.partial import Partial
from bot.flows import EVERY
from tests.contracts.values import anything, exact, sayable
from tests.kit import opened

BOOK = Book(EVERY, QUESTION)
FEW = settings(max_examples=30)  # there are many commands and arguments; together they see thousands
TYPED = pytest.mark.parametrize(
    "command", [c for c in EVERY if not c.spec.hidden], ids=lambda command: command.spec.name
)
COMMANDS = pytest.mark.parametrize("command", EVERY, ids=lambda command: command.spec.name)


@cache
def reading(lang: str) -> Reading:
    async def read() -> Reading:
        async with opened() as kit:
            return kit.reading(lang)

    return asyncio.run(read())


@COMMANDS
@FEW
@given(data=st.data(), public=st.booleans())
def test_a_packed_command_reads_back_as_the_same_value(
    command: type[Command], data: st.DataObject, public: bool
) -> None:
    value = data.draw(anything(command))
    parcel = unpack(value.pack(public=public))
    found = BOOK.find(parcel.command)
    assert found is command
    assert command.of(parcel.texts) == value
    assert parcel.public is public


@TYPED
@FEW
@given(data=st.data(), lang=st.sampled_from(("en", "bg")))
def test_a_command_written_as_a_line_is_typed_as_the_same_value(
    command: type[Command], data: st.DataObject, lang: str
) -> None:
    value = data.draw(sayable(command, reading(lang).library))
    typed = line.read(value.line(), BOOK.by_name)
    assert isinstance(typed, line.Typed)
    assert typed.spec is command.spec
    assert Partial.of(command, Parcel(typed.spec.name, typed.texts)).complete(reading(lang)) == value


@COMMANDS
@FEW
@given(data=st.data(), lang=st.sampled_from(("en", "bg")))
def test_a_form_that_is_sent_as_it_was_opened_is_the_same_value(
    command: type[Command], data: st.DataObject, lang: str
) -> None:
    value = data.draw(sayable(command, reading(lang).library))
    form = Partial(command, value.texts()).form(reading(lang))
    texts = {blank.name: blank.value for blank in form.blanks}
    sent = Parcel(command.spec.name, {**texts, **dict(form.hidden)})
    assert Partial.of(command, sent, submitted=True).complete(reading(lang)) == value


PARAMS = [pytest.param(p.kind, id=f"{c.spec.name} {p.name}") for c in EVERY for p in c.spec.params]


@pytest.mark.parametrize("kind", PARAMS)
@FEW
@given(data=st.data())
def test_what_a_kind_writes_it_parses(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(exact(kind))
    assert kind.parse(kind.write(value)) == value


@pytest.mark.parametrize("kind", PARAMS)
@FEW
@given(text=st.text() | st.from_regex(r"[-+]?[0-9:T.Z+ -]{1,30}", fullmatch=True))
def test_a_kind_refuses_what_it_never_wrote_with_a_value_error_only(kind: Kind, text: str) -> None:
    try:
        value = kind.parse(text)
    except ValueError:
        return
    assert kind.parse(kind.write(value)) == value


@COMMANDS
@FEW
@given(texts=st.dictionaries(st.text(max_size=10), st.text(max_size=20), max_size=3))
def test_names_and_texts_that_are_not_its_own_are_garbled_and_nothing_worse(
    command: type[Command], texts: dict[str, str]
) -> None:
    with contextlib.suppress(Garbled):
        assert isinstance(command.of(texts), command)
