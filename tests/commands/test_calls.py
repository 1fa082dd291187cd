"""EU calls at 9 in the morning of 22 November 2026, and at other moments, by rules written down here once more."""

import csv
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.core.reply import Tone
from bot.core.request import Filled
from tests.kit import NOW, Kit, button, buttons, fields, ids, opened, said, shown

BRUSSELS, SOFIA = ZoneInfo("Europe/Brussels"), ZoneInfo("Europe/Sofia")
Row = dict[str, Any]
# Whatever the file says is text: NO is a country, 17:00 is no number.
ROWS: list[Row] = yaml.load(files("bot.sample").joinpath("calls.yaml").read_bytes(), Loader=yaml.BaseLoader)["calls"]  # noqa: S506

MOMENTS = [
    NOW,
    datetime(2026, 11, 24, 17, 59, 59, tzinfo=SOFIA),
    datetime(2026, 11, 24, 18, tzinfo=SOFIA),
    datetime(2026, 12, 15, 0, 59, 59, tzinfo=SOFIA),
    datetime(2026, 12, 15, 1, tzinfo=SOFIA),
    datetime(2027, 2, 17, 17, 59, tzinfo=SOFIA),
    datetime(2027, 2, 17, 18, tzinfo=SOFIA),
    datetime(2027, 4, 7, 12, tzinfo=SOFIA),
    datetime(2027, 6, 3, 12, tzinfo=SOFIA),
    datetime(2030, 1, 1, tzinfo=SOFIA),
]
AT = pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now:%Y-%m-%d %H:%M:%S}")


def due(row: Row) -> list[datetime]:
    """The deadlines that somebody can use who has not applied before."""
    return sorted(
        datetime.combine(date.fromisoformat(d["date"]), time.fromisoformat(d["time"]), ZoneInfo(d["tz"]))
        for d in row.get("deadlines", ())
        if d.get("invited_only") != "true" and d.get("stage", "1") == "1"
    )


def last(row: Row) -> datetime:
    return max(
        datetime.combine(date.fromisoformat(d["date"]), time.fromisoformat(d["time"]), ZoneInfo(d["tz"]))
        for d in row["deadlines"]
    )


def opens(row: Row) -> datetime:
    return datetime.combine(date.fromisoformat(row["opening"]), time(), BRUSSELS)


def ahead(row: Row, now: datetime) -> list[datetime]:
    return [at for at in due(row) if at > now]


def opened_calls(now: datetime, within: int = 100_000) -> list[str]:
    """The identifiers of the open calls, the soonest deadline first."""
    open_now = [row for row in ROWS if "opening" in row and opens(row) <= now and ahead(row, now)]
    close = [(ahead(row, now)[0], row["identifier"]) for row in open_now]
    return [identifier for at, identifier in sorted(close) if at <= now + timedelta(days=within)]


async def listed(kit: Kit, line: str, lang: str = "en") -> list[str]:
    """The identifiers on all pages."""
    reply = await kit.ask(line, lang=lang)
    found = ids(reply)
    more = kit.reading(lang).t("More")
    while more in buttons(reply):
        reply = await kit.press(button(reply, more), lang=lang)
        found += ids(reply)
    return found


def test_the_records_are_fifty_and_name_zones_that_the_rules_here_know() -> None:
    assert len(ROWS) >= 50
    assert all("deadlines" in row for row in ROWS)


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_calls_that_close_within_sixty_days_are_exactly_those(kit: Kit, lang: str) -> None:
    found = await listed(kit, "/calls within=60", lang)
    assert found == opened_calls(NOW, 60)
    assert found == [
        "HORIZON-MSCA-2026-DN-01-01",
        "HORIZON-EIC-2026-STEP",
        "HORIZON-EIC-2026-ACCELERATOR-01",
        "HORIZON-MISS-2026-07-CROSS-04",
    ]


@AT
async def test_open_calls_are_exactly_those_that_one_can_still_apply_to(now: datetime) -> None:
    async with opened(now=now) as kit:
        assert await listed(kit, "/calls") == opened_calls(now)
        for within in (1, 7, 30, 60, 365):
            kit.core._paces._buckets.clear()
            assert await listed(kit, f"/calls within={within}") == opened_calls(now, within), within


@AT
async def test_calls_not_open_yet_are_exactly_those_that_open_later(now: datetime) -> None:
    async with opened(now=now) as kit:
        later = [row for row in ROWS if "opening" in row and opens(row) > now]
        expected = sorted(later, key=lambda row: (opens(row), row["identifier"]))
        assert await listed(kit, "/calls status=forthcoming") == [row["identifier"] for row in expected]


@AT
async def test_closed_calls_are_exactly_those_whose_last_deadline_is_over(now: datetime) -> None:
    async with opened(now=now) as kit:
        over = {row["identifier"] for row in ROWS if last(row) <= now and not ("opening" in row and opens(row) > now)}
        assert set(await listed(kit, "/calls status=closed")) == over


@AT
async def test_all_calls_are_all_of_them_once_whatever_the_time(now: datetime) -> None:
    async with opened(now=now) as kit:
        found = await listed(kit, "/calls status=all")
        assert sorted(found) == sorted(row["identifier"] for row in ROWS)


async def test_a_stage_by_invitation_never_makes_a_call_open(kit: Kit) -> None:
    invited = [row["identifier"] for row in ROWS if "IHI-2026-13-two-stage" in row["identifier"]]
    assert len(invited) == 3
    assert not set(invited) & set(await listed(kit, "/calls"))
    for identifier in invited:
        reply = await kit.ask(f"/call {identifier}")
        badge = reply.cards[0].badge
        assert badge
        assert badge.text == "Only for those invited"
        assert fields(reply.cards[0])["Deadline, stage 1"].endswith("(over)")
        assert fields(reply.cards[0])["Deadline, stage 2"].endswith("(only for those invited)")


async def test_each_open_call_shows_days_left_its_deadline_in_sofia_and_whose_money_it_is(kit: Kit) -> None:
    rows = {row["identifier"]: row for row in ROWS}
    reply = await kit.ask("/calls")
    seen = 0
    while True:
        for card in reply.cards:
            assert card.record
            row = rows[card.record[1]]
            at = ahead(row, NOW)[0].astimezone(SOFIA)
            days = (at.date() - NOW.date()).days
            assert card.badge
            assert card.badge.text == f"Open, {days} day{'s' * (days != 1)} left"
            deadline = next(value for label, value in fields(card).items() if label.startswith("Deadline"))
            assert deadline == f"{at:%a} {at.day} {at:%B %Y}, {at:%H:%M} (Sofia)"
            assert at.hour == 18
            budget = fields(card)["Budget"]
            if "budget_eur" in row:
                whose = {"topic": "for this topic", "call": "for the whole call"}[row["budget_scope"]]
                assert budget == f"€{int(row['budget_eur']):,} {whose}"
            else:
                assert budget == "not recorded"
            assert card.url == row["url"]
            seen += 1
        if "More" not in buttons(reply):
            break
        reply = await kit.press(button(reply, "More"))
    assert seen == len(opened_calls(NOW))


async def test_a_call_on_its_last_day_closes_today() -> None:
    async with opened(now=datetime(2026, 11, 24, 17, 59, 59, tzinfo=SOFIA)) as kit:
        badge = (await kit.ask("/calls within=1")).cards[0].badge
        assert badge
        assert badge.text == "Open, closes today"


@pytest.mark.parametrize("word", ["cancer", "рак", "oncology", "Cancers"])
async def test_words_in_either_language_find_the_same_calls(kit: Kit, word: str) -> None:
    tagged = {row["identifier"] for row in ROWS if "cancer" in row.get("topics", ())}
    assert tagged
    assert tagged <= set(await listed(kit, f"/calls {word} status=all"))


async def test_calls_of_one_funding_programme(kit: Kit) -> None:
    found = await listed(kit, "/calls programme=Digital status=all")
    expected = {r["identifier"] for r in ROWS if any("igital" in r.get(field, "") for field in ("programme", "part"))}
    assert set(found) == expected
    assert found


async def test_an_unknown_funding_programme_is_told_with_those_that_are_known(kit: Kit) -> None:
    reply = await kit.ask("/calls programme=Moon")
    assert reply.tone is Tone.WARN
    assert "Horizon Europe" in said(reply)


async def test_when_nothing_is_open_the_way_on_is_offered_and_leads_somewhere(kit: Kit) -> None:
    reply = await kit.ask("/calls topic=startups within=1")
    assert "No call fits" in said(reply)
    for one in reply.buttons:
        assert ids(await kit.press(one)), one.label


async def test_every_page_says_where_it_stands_and_leads_back(kit: Kit) -> None:
    first = await kit.ask("/calls status=all")
    assert said(first) == f"{len(ROWS)} calls (1 to 5 of {len(ROWS)})"
    second = await kit.press(button(first, "More"))
    assert said(second) == f"{len(ROWS)} calls (6 to 10 of {len(ROWS)})"
    back = await kit.press(button(second, "Back"))
    assert ids(back) == ids(first)
    assert "Back" not in buttons(first)


async def test_a_page_that_is_no_longer_there_shows_the_last_one(kit: Kit) -> None:
    reply = await kit.press("1 calls page=99")
    total = len(opened_calls(NOW))
    assert ids(reply) == opened_calls(NOW)[(total - 1) // 5 * 5 :]
    assert "More" not in buttons(reply)


async def test_as_csv_all_calls_come_whatever_the_page(kit: Kit) -> None:
    reply = await kit.press(button(await kit.ask("/calls status=all"), "As CSV"))
    (file,) = reply.files
    assert file.name == "calls.csv"
    assert file.media_type == "text/csv"
    assert file.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(file.content.decode("utf-8-sig"), newline="")))
    assert sorted(row["identifier"] for row in rows) == sorted(row["identifier"] for row in ROWS)
    care = next(row for row in rows if row["identifier"] == "HORIZON-HLTH-2027-01-CARE-02")
    assert care["deadline"] == "2027-02-17T16:00:00+00:00"
    assert care["status"] == "open"
    assert care["budget_eur"] == "38000000"
    assert care["source"].startswith("github 123factory-de/fundingdb")
    assert care["checked_at"] == "2026-10-06"


async def test_a_number_of_days_that_is_none_is_told(kit: Kit) -> None:
    reply = await kit.say(Filled("calls", {"within": "soon"}))
    assert "must be a whole number from 0 to 3650" in said(reply)
    assert reply.form


async def test_the_list_reads_in_bulgarian(kit: Kit) -> None:
    text = shown(await kit.ask("/calls within=60", lang="bg"), "bg")
    assert "24 ноември 2026 г., 18:00 (София)" in text
