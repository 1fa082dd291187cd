"""What was added, changed and removed since somebody last asked."""

from datetime import timedelta

import pytest

from bot.core.intake import compare, take
from bot.core.roles import Role
from bot.sources.table import load
from tests.asker import Asker
from tests.kit import CHANNEL, Kit, button, buttons, ids, said, shown

CALL = "EU4H-2026-SANTE-PJ-08"


@pytest.fixture
async def guest(kit: Kit) -> Asker:
    """Somebody who came before anything of a test changed."""
    await kit.person(Role.GUEST, called="Guest")
    return Asker(kit, "Guest", Role.GUEST)


async def grown(kit: Kit, number: int) -> None:
    """So many more series, imported at once."""
    rows = "".join(f"- id: s{n}\n  name: Series {n}\n" for n in range(number))
    table = load(f"series:\n{rows}".encode(), "events.yaml")
    await kit.database.write(lambda tx: take(tx, compare(tx, [table]), how="import", at=kit.clock.now()))
    await kit.core.shelf.refresh()


async def test_where_nothing_is_new_it_says_when_the_last_change_was(guest: Asker) -> None:
    reply = await guest.ask("/whatsnew")
    assert (
        said(reply)
        == "Nothing is new since you last asked. The last change was on Sun 22 November 2026, 09:00 (Sofia)."
    )
    assert ids(await guest.press(button(reply, "What was recorded last")))


async def test_a_change_is_told_field_by_field_in_human_words(guest: Asker, ana: Asker) -> None:
    await ana.edit("partner:krib", "country", "RO")
    await ana.edit("partner:krib", "city", "Iași")
    reply = await guest.ask("/whatsnew")
    assert ids(reply) == ["krib"]
    (card,) = reply.cards
    assert card.badge
    assert card.badge.text == "Changed"
    assert "Country: Bulgaria → Romania" in shown(reply)
    assert "City: nothing → Iași" in shown(reply)
    assert "checked on 22 November 2026" in shown(reply)
    assert ids(await guest.press(button(reply, "Details"))) == ["krib"]


async def test_what_is_new_and_what_is_gone_are_told(guest: Asker, ana: Asker) -> None:
    await ana.ask('/fact add event name="Evening of ears" when="15.12.2026"')
    gone = (await ana.body("call", CALL))["title"]
    await ana.press((await ana.ask(f"/fact remove {CALL}")).buttons[0])
    text = shown(await guest.ask("/whatsnew"))
    assert "2 records" in text
    assert "New · Event" in text
    assert "[Removed]" in text
    assert gone in text


async def test_the_news_are_told_once(guest: Asker, ana: Asker) -> None:
    await ana.edit("partner:krib", "city", "Sofia")
    assert ids(await guest.ask("/whatsnew")) == ["krib"]
    assert "Nothing is new" in said(await guest.ask("/whatsnew"))
    await ana.edit("partner:gate", "city", "Varna")
    assert ids(await guest.ask("/whatsnew")) == ["gate"]


async def test_the_same_request_again_tells_the_same_news(guest: Asker, ana: Asker) -> None:
    await ana.edit("partner:krib", "city", "Sofia")
    first = await guest.ask("/whatsnew", once="x")
    assert ids(await guest.ask("/whatsnew", once="x")) == ids(first) == ["krib"]


async def test_what_was_changed_back_is_no_news(guest: Asker, ana: Asker) -> None:
    await ana.press(button(await ana.edit("partner:krib", "city", "Sofia"), "Undo"))
    added = await ana.ask('/fact add series name="Club nights"')
    await ana.press(button(added, "Undo"))
    assert "Nothing is new" in said(await guest.ask("/whatsnew"))


async def test_everybody_has_their_own_mark(guest: Asker, ana: Asker, kit: Kit) -> None:
    other = Asker(kit, "Other", Role.MEMBER)
    await kit.person(Role.MEMBER, called="Other")
    await ana.edit("partner:krib", "city", "Sofia")
    await guest.ask("/whatsnew")
    assert ids(await other.ask("/whatsnew")) == ["krib"]


async def test_who_came_after_it_is_told_nothing_is_new(ana: Asker, kit: Kit) -> None:
    await ana.edit("partner:krib", "city", "Sofia")
    newcomer = Asker(kit, "Newcomer", Role.GUEST)
    reply = await newcomer.ask("/whatsnew")
    assert "Nothing is new" in said(reply)
    assert ids(await newcomer.press(button(reply, "What was recorded last")))[0] == "krib"


async def test_kinds_stand_together_and_the_latest_first(guest: Asker, ana: Asker) -> None:
    for record in ("event:aacr-2027", "partner:krib", "event:asco-2027", "partner:gate"):
        await ana.edit(record, "notes", "Read this.")
    assert ids(await guest.ask("/whatsnew")) == ["gate", "krib", "asco-2027", "aacr-2027"]


async def test_long_news_have_pages_that_stay_as_they_were(guest: Asker, kit: Kit, ana: Asker) -> None:
    await grown(kit, 23)
    reply = await guest.ask("/whatsnew")
    assert "(1 to 10 of 23)" in said(reply)
    found = ids(reply)
    await ana.edit("partner:krib", "city", "Sofia")
    while "More" in buttons(reply):
        reply = await guest.press(button(reply, "More"))
        found += ids(reply)
    assert found == [f"s{n}" for n in reversed(range(23))]
    assert ids(await guest.ask("/whatsnew")) == ["krib"]


async def test_a_page_that_is_not_there_shows_the_last_one(guest: Asker, kit: Kit) -> None:
    since = await guest.version()
    await grown(kit, 23)
    until = await guest.version()
    reply = await guest.press(f"1 whatsnew since={since} until={until} page=99")
    assert len(ids(reply)) == 3


@pytest.mark.parametrize("marks", ["since=0 until=0", "since=999999 until=5", "since=5 until=999999999"])
async def test_marks_that_nobody_gave_out_do_no_harm(guest: Asker, marks: str) -> None:
    assert shown(await guest.press(f"1 whatsnew {marks}"))


async def test_words_for_keepers_are_no_news(guest: Asker, ana: Asker) -> None:
    await ana.edit("partner:krib", "notes", "The seed calls it otherwise; do not guess.")
    await ana.edit("partner:krib", "source.seed_line", "6")
    text = shown(await guest.ask("/whatsnew"))
    assert "do not guess" not in text
    assert "Line of" not in text


async def test_a_long_text_is_not_told_twice_over(guest: Asker, ana: Asker) -> None:
    await ana.edit("programme:hackathons", "summary", "word " * 100)
    text = shown(await guest.ask("/whatsnew"))
    assert "Summary: written anew" in text


async def test_what_was_only_checked_again_says_so(guest: Asker, ana: Asker) -> None:
    await ana.press(button(await ana.ask("/fact edit КРИБ"), "All right, checked today"))
    assert "Checked again; nothing else has changed." in shown(await guest.ask("/whatsnew"))


async def test_it_is_for_ones_own_eyes(kit: Kit, ana: Asker) -> None:
    await kit.person(Role.GUEST, called="Guest")
    await ana.edit("partner:krib", "city", "Sofia")
    reply = await kit.ask("/whatsnew", called="Guest", place=CHANNEL, aloud=True)
    assert reply.private
    assert "Show here" not in buttons(reply)


async def test_an_import_long_ago_is_told_like_any_other_change(guest: Asker, kit: Kit) -> None:
    await grown(kit, 1)
    kit.clock.forward(timedelta(days=400))
    assert ids(await guest.ask("/whatsnew")) == ["s0"]
