"""What people see on Discord: real answers, written down line by line."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.words import words
from bot.render.discord.message import messages
from bot.render.discord.modals import modal, own_id
from tests.kit import opened


def seen(body: dict[str, Any]) -> list[str]:
    """A message from top to bottom; facts that stand beside others are indented by one sign, other ones by two."""
    made = [body["content"]] if "content" in body else []
    for embed in body.get("embeds", ()):
        made += [f"# {embed['title']} <{embed.get('url', '')}>"] if "title" in embed else []
        made += embed.get("description", "").split("\n")
        made += [f"{'-' if f['inline'] else '--'} {f['name']}: {f['value']}" for f in embed.get("fields", ())]
        made += [f"~ {embed['footer']['text']}"] if "footer" in embed else []
    for row in body.get("components", ()):
        for leaf in row["components"]:
            made.append(f"[{leaf.get('label') or leaf['placeholder']}] {leaf['custom_id']}")
            made += [f"  [{o['label']}] {o.get('description', '')} {o['value']}" for o in leaf.get("options", ())]
    return made


PORTAL = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/topic-details"
CARE = f"{PORTAL}/HORIZON-HLTH-2027-01-CARE-02"
CLUSTERS = "https://clustercollaboration.eu/cluster-organisations/rohealth-health-cluster"

PARTNERS = [
    "1 партньор",
    "# ROHEALTH <https://rohealth.ro/>",
    "**Клъстер**",
    "Сътрудничество в Югоизточна Европа.",
    "- Къде: Румъния",
    "- Теми: здраве, биоикономика",
    (
        "-- \u200b: -# Източник: текст на клъстера, ред 19; потвърдено от "
        f"[clustercollaboration.eu](<{CLUSTERS}>) · денят на проверката не е записан"
    ),
    "[Подробности] 0|1 partner name=partner:rohealth",
    "[Грешка? Кажете ни] 1|1 wrong record=partner:rohealth",
]
CALL = [
    f"[On the EU portal](<{CARE}>)",
    (
        "# Personalised approaches to reduce risks from Adverse Drug Reactions due to administration of multiple "
        f"medications <{CARE}>"
    ),
    "**Open, 87 days left**",
    "HORIZON-HLTH-2027-01-CARE-02",
    "Older pages still show another deadline: 13 April 2027",
    "- Opened: 29 October 2026",
    "- Deadline: <t:1802880000:f> (<t:1802880000:R>)",
    "- Budget: €38,000,000 for this topic",
    "- For one project: €8,000,000 to €10,000,000",
    "- Funding programme: Horizon Europe · Cluster 1 Health",
    "- Type of action: RIA",
    "- Grants expected: 4",
    "-- Topics: personalised medicine, medicines safety, health care",
    (
        "~ Source: github 123factory-de/fundingdb docs/collections/2026-10-06-funding-candidates.json · checked on "
        "6 October 2026"
    ),
    "[Wrong? Tell us] 0|1 wrong record=call:HORIZON-HLTH-2027-01-CARE-02",
]


@pytest.mark.parametrize(
    ("line", "lang", "shown"),
    [("/partners country=Romania", "bg", PARTNERS), ("/call HORIZON-HLTH-2027-01-CARE-02", "en", CALL)],
)
async def test_one_record_is_seen_with_its_buttons(line: str, lang: str, shown: list[str]) -> None:
    async with opened() as kit:
        (message,) = messages(await kit.ask(line, lang=lang), words(lang))
        assert seen(message.body) == shown


@pytest.mark.parametrize(
    ("lang", "details", "wrong", "more"),
    [("en", "Details", "Wrong? Tell us", "More"), ("bg", "Подробности", "Грешка? Кажете ни", "Още")],
)
async def test_a_page_of_calls_has_one_list_for_each_thing_to_do(
    lang: str, details: str, wrong: str, more: str
) -> None:
    async with opened() as kit:
        (message,) = messages(await kit.ask("/calls", lang=lang), words(lang))
        titles = [embed["title"] for embed in message.body["embeds"]]
        assert len(titles) == 5
        first, second, last = (row["components"] for row in message.body["components"])
        for (leaf,), label in ((first, details), (second, wrong)):
            assert leaf["placeholder"] == label
            picked = [option["label"].rstrip("…") for option in leaf["options"]]
            assert all(title.startswith(label) for title, label in zip(titles, picked, strict=True))
        assert last[0]["label"] == more


async def test_help_lists_a_command_in_each_row() -> None:
    async with opened() as kit:
        (message,) = messages(await kit.ask("/help", lang="en"), words("en"))
        made = seen(message.body)
        assert made[0] == "Ask in your own words, or type / and choose. These are my commands:"
        assert "-- /calls: EU funding calls, the soonest deadline first." in made
        assert "  [/calls] EU funding calls, the soonest deadline first. 5|1 help command=calls" in made


async def test_a_report_is_asked_for_in_one_modal() -> None:
    async with opened() as kit:
        form = (await kit.ask("/wrong", lang="bg")).form
        assert form
        made = modal(form, own_id(form) or "")
        assert made["custom_id"] == "0|1 wrong"
        assert [part["component"]["custom_id"] for part in made["components"]] == ["record", "text"]
        assert [part["component"]["style"] for part in made["components"]] == [1, 2]
