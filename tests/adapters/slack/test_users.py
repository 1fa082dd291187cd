"""What is made of Slack's user objects."""

from __future__ import annotations

from typing import Any

import pytest

from bot.adapters.slack.users import read

HOME = "T0HOME"
ANA: dict[str, Any] = {
    "id": "U0ANA",
    "team_id": HOME,
    "name": "ana",
    "real_name": "Ana Petrova",
    "tz": "Europe/Sofia",
    "profile": {"display_name": "Ana", "real_name": "Ana Petrova"},
}


@pytest.mark.parametrize(
    ("locale", "zone", "language"),
    [
        ("bg-BG", "Europe/Sofia", "bg"),
        ("bg", "Europe/London", "bg"),
        ("en-US", "Europe/London", "en"),
        ("de-DE", "Europe/Berlin", "en"),
        ("en-US", "Europe/Sofia", ""),
        ("", "Europe/London", ""),
        (None, "", ""),
    ],
)
def test_a_locale_tells_a_language_unless_it_is_english_in_sofia(locale: str | None, zone: str, language: str) -> None:
    assert read(ANA | {"locale": locale, "tz": zone}).language == language


def test_people_are_called_what_they_call_themselves() -> None:
    assert read(ANA).name == "Ana"
    assert read(ANA | {"profile": {"display_name": "", "real_name": "Ana Petrova"}}).name == "Ana Petrova"
    assert read({"id": "U0ANA", "name": "ana"}).name == "ana"


def test_a_person_who_belongs_to_the_workspace_is_a_member() -> None:
    assert read(ANA).is_member(HOME)


@pytest.mark.parametrize(
    "sign",
    ["is_restricted", "is_ultra_restricted", "is_stranger", "is_invited_user", "is_bot", "is_workflow_bot", "deleted"],
)
def test_guests_strangers_bots_the_invited_and_the_deactivated_are_no_members(sign: str) -> None:
    assert not read(ANA | {sign: True}).is_member(HOME)


def test_slackbot_is_a_bot_though_slack_does_not_say_so() -> None:
    assert read(ANA | {"id": "USLACKBOT"}).bot


def test_people_of_other_workspaces_are_no_members_and_nobody_is_one_of_an_unknown_one() -> None:
    assert not read(ANA | {"team_id": "T0ELSEWHERE"}).is_member(HOME)
    assert not read({"id": "U0ANA"}).is_member(HOME)
    assert not read({"id": "U0ANA"}).is_member("")


def test_people_of_several_workspaces_of_one_company_are_members_of_each() -> None:
    ana = read(ANA | {"team_id": "T0ELSEWHERE", "enterprise_user": {"teams": ["T0ELSEWHERE", HOME]}})
    assert ana.is_member(HOME)
