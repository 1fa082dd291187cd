"""Every record that is shipped can be read in full, in both languages, with where it comes from."""

from datetime import timedelta

import pytest

from bot.commands.cards.labels import KINDS
from bot.domain.call import Call
from bot.domain.event import Series
from bot.search.library import title
from tests.kit import Kit, fields, ids, shown

LINES = {
    "partner": "/partner name=partner:{id}",
    "cluster": "/partner name=cluster:{id}",
    "programme": "/programmes name={id}",
    "project": "/projects name={id}",
    "call": "/call identifier={id}",
    "event": "/search text={title}",
    "series": "/search text={title}",
}


def quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_every_record_is_shown_with_its_source_and_the_day_it_was_checked(kit: Kit, lang: str) -> None:
    t = kit.reading(lang).t
    seen = 0
    for (kind, id), record in kit.library.records.items():
        if kind == "topic":
            continue
        kit.clock.forward(timedelta(seconds=1))
        line = LINES[kind].format(id=id, title=quoted(title(record, "en")))
        reply = await kit.ask(line, lang=lang)
        card = next(card for card in reply.cards if card.record == (kind, id))
        footer = shown(reply, lang)
        assert card.title == title(record, lang)
        assert card.footer
        source, checked = record.source, record.checked_at  # type: ignore[union-attr] # only topics have none
        assert t("the day it was checked is not recorded") in footer if checked is None else t.day(checked) in footer
        if source.text:
            assert t(source.text) in footer
        elif source.seed_line is not None:
            assert str(source.seed_line) in footer
        assert not [part for part in footer.split("\n") if "None" in part or "{" in part], footer
        seen += 1
    assert seen >= 140


async def test_a_series_says_that_its_date_is_not_confirmed(kit: Kit) -> None:
    for series in kit.library.series:
        kit.clock.forward(timedelta(seconds=1))
        reply = await kit.ask(f"/search text={quoted(series.name)}")
        card = next(card for card in reply.cards if card.record == ("series", series.id))
        assert isinstance(series, Series)
        assert card.badge
        assert card.badge.text == "No confirmed date"
        known = series.next_edition not in ("", "unknown")
        said = series.next_edition if known else "the date is not confirmed yet"
        assert fields(card)["Next edition"] == said


async def test_every_kind_of_record_has_a_name_for_people(kit: Kit) -> None:
    assert {kind for kind, _ in kit.library.records} <= {kind.value for kind in KINDS}


async def test_every_call_is_found_by_its_own_identifier(kit: Kit) -> None:
    for (kind, id), record in kit.library.records.items():
        if kind == "call":
            kit.clock.forward(timedelta(seconds=1))
            assert isinstance(record, Call)
            assert ids(await kit.ask(f"/call {id}")) == [id]
