"""Every answer is kept, read back and spoken; agreements keep their history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.commands.membership.answers import ANSWERS, Often, seen, spoken, store, told
from bot.core.errors import Wrong
from bot.core.words import LANGUAGES
from bot.domain.member import Aim, Purpose
from bot.storage.schema import consent

if TYPE_CHECKING:
    from bot.storage.store import Tx
    from tests.kit import Kit

VALUES: dict[str, Any] = {
    "language": "bg",
    "zone": "Europe/London",
    "aim": Aim.FOUNDER,
    "organisation": "Acme",
    "city": "Plovdiv",
    "interests": ("cancer", "investment"),
    "offers": "Advice",
    "seeks": "Partners",
    "digest": Often.DAILY,
    "reminders": True,
    "agree_directory": True,
    "agree_matching": False,
    "agree_digest": True,
    "introduction": "Hello.",
}


async def kept(kit: Kit, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - values of any kind
    """What is told after these values were kept one after the other."""
    ctx = await kit.context()

    def unit(tx: Tx) -> dict[str, Any]:
        for name, value in values.items():
            store(tx, name, value, ctx)
        return told(tx, ctx.who.id)

    return await kit.database.write(unit)


def test_a_value_is_tried_of_every_answer() -> None:
    assert VALUES.keys() == ANSWERS.keys()


@pytest.mark.parametrize("name", ANSWERS)
async def test_what_is_kept_is_told(kit: Kit, name: str) -> None:
    value = VALUES[name]
    assert (await kept(kit, **{name: value}))[name] == (list(value) if isinstance(value, tuple) else value)


@pytest.mark.parametrize("name", ANSWERS)
async def test_what_is_skipped_is_told_as_nothing(kit: Kit, name: str) -> None:
    if name != "language":  # which is known already
        assert (await kept(kit, **{name: None}))[name] is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ANSWERS)
async def test_every_kept_value_is_spoken(kit: Kit, name: str, lang: str) -> None:
    ctx = await kit.context(lang=lang)
    said = spoken(name, (await kept(kit, **{name: VALUES[name]}))[name], ctx)
    assert said
    assert said not in ("bg", "founder", "daily", "True")
    assert spoken(name, None, ctx)


async def test_a_partner_s_name_is_kept_with_its_record(kit: Kit) -> None:
    assert (await kept(kit, organisation="КРИБ"))["partner"] == "krib"
    assert "partner" not in await kept(kit, organisation="Acme")
    assert "partner" not in await kept(kit, organisation=None)


async def test_each_change_of_mind_is_noted_and_the_same_word_twice_is_not(kit: Kit) -> None:
    await kept(kit, agree_matching=True)
    await kept(kit, agree_matching=True)
    await kept(kit, agree_matching=False)
    rows = await kit.database.read(
        lambda tx: tx.members._connection.execute(select(consent.c.given).order_by(consent.c.seq)).all()
    )
    assert [row.given for row in rows] == [1, 0]


async def test_an_agreement_to_other_words_has_to_be_asked_for_again(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    await kept(kit, agree_matching=True)
    monkeypatch.setattr("bot.commands.membership.answers.CONSENT_VERSION", 2)
    assert "agree_matching" not in await kept(kit)


def test_what_is_agreed_to_is_known_by_its_purpose() -> None:
    assert [asked.purpose for asked in ANSWERS.values() if asked.purpose] == list(Purpose)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u202e\u00a0"])
def test_a_text_with_nothing_to_see_is_refused(text: str) -> None:
    with pytest.raises(Wrong):
        seen(text)


@pytest.mark.parametrize("value", ["a", "\u202eа", "🧬", True, ("cancer",)])
def test_what_can_be_seen_is_not(value: object) -> None:
    seen(value)
