"""What the local Discord refuses in messages, forms and choices, and how it says so."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from tests.servers.bare import House
from tests.servers.discord.checks.choices import check_choices
from tests.servers.discord.refusals import Refused

BUTTON = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}


def row(*components: object) -> dict[str, object]:
    return {"type": 1, "components": list(components)}


async def test_what_is_wrong_is_told_field_by_field(house: House) -> None:
    body = {
        "content": "x" * 2001,
        "nonce": "n" * 26,
        "embeds": [{"title": "t", "fields": [{"name": "", "value": "v" * 1025}]}],
        "components": [row(BUTTON, BUTTON, {**BUTTON, "label": "l" * 81, "custom_id": "x" * 101})],
    }
    with pytest.raises(discord.HTTPException) as error:
        await house.post(**body)
    assert (error.value.status, error.value.code) == (400, 50035)
    assert error.value.text.splitlines() == [
        "Invalid Form Body",
        "In content: Must be 2000 or fewer in length.",
        "In embeds.0.fields.0.name: This field is required",
        "In embeds.0.fields.0.value: Must be 1024 or fewer in length.",
        "In nonce: Must be 25 or fewer in length.",
        "In components.0.components.1.custom_id: Component custom id cannot be duplicated",
        "In components.0.components.2.label: Must be 80 or fewer in length.",
        "In components.0.components.2.custom_id: Must be between 1 and 100 in length.",
    ]


MENU: dict[str, Any] = {"type": 3, "custom_id": "m", "options": [{"label": "a", "value": "a"}]}


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"content": 5}, "content"),
        ({"embeds": [{"title": "t"}] * 11}, "embeds"),
        ({"embeds": [{"description": "d" * 3001}] * 2}, "embeds"),
        ({"embeds": [{"title": "t" * 257}]}, "embeds.0.title"),
        ({"embeds": [{"title": "t", "url": "javascript://x"}]}, "embeds.0.url"),
        ({"embeds": [{"image": {"url": "attachment://none.png"}}]}, "embeds.0.image.url"),
        ({"embeds": [{}]}, "embeds.0.description"),
        ({"components": [row(BUTTON)] * 6}, "components"),
        ({"components": [row()]}, "components.0.components"),
        ({"components": [row(*({**BUTTON, "custom_id": str(n)} for n in range(6)))]}, "components.0.components"),
        ({"components": [row(MENU, BUTTON)]}, "components.0.components"),
        ({"components": [row({**BUTTON, "label": ""})]}, "components.0.components.0"),
        ({"components": [row({**BUTTON, "style": 5, "url": "https://x.eu"})]}, "components.0.components.0.custom_id"),
        ({"components": [row({"type": 2, "style": 5, "label": "x", "url": "x"})]}, "components.0.components.0.url"),
        ({"components": [row({**MENU, "options": MENU["options"] * 2})]}, "components.0.components.0.options.1.value"),
        ({"components": [row({**MENU, "options": []})]}, "components.0.components.0.options"),
        ({"components": [row({**MENU, "max_values": 2})]}, "components.0.components.0.options"),
        ({"components": [row({**MENU, "placeholder": "p" * 151})]}, "components.0.components.0.placeholder"),
        ({"content": "x", "attachments": [{"id": 0}]}, "attachments.0.id"),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
        ({"flags": 1 << 15, "content": "x", "components": [{"type": 10, "content": "y"}]}, "content"),
    ],
)
async def test_a_body_is_refused(house: House, body: dict[str, object], where: str) -> None:
    with pytest.raises(discord.HTTPException, match=rf"In {where}: "):
        await house.post(**body)


FIELD: dict[str, Any] = {"type": 4, "custom_id": "a", "style": 1}


def labelled(**field: object) -> dict[str, object]:
    return {"type": 18, "label": "A", "component": {**FIELD, **field}}


@pytest.mark.parametrize(
    ("form", "where"),
    [
        ({"title": "t" * 46}, "title"),
        ({"custom_id": ""}, "custom_id"),
        ({"components": []}, "components"),
        ({"components": [labelled(custom_id=str(n)) for n in range(6)]}, "components"),
        ({"components": [labelled(), labelled()]}, "components.1.component.custom_id"),
        ({"components": [{**labelled(), "label": "l" * 46}]}, "components.0.label"),
        ({"components": [{**labelled(), "description": "d" * 101}]}, "components.0.description"),
        ({"components": [labelled(value="v" * 11, max_length=10)]}, "components.0.component.value"),
        ({"components": [labelled(max_length=4001)]}, "components.0.component.max_length"),
        ({"components": [labelled(placeholder="p" * 101)]}, "components.0.component.placeholder"),
        ({"components": [labelled(style=3)]}, "components.0.component.style"),
        ({"components": [labelled(**{**MENU, "disabled": True})]}, "components.0.component.disabled"),
        ({"components": [labelled(type=19, max_values=11)]}, "components.0.component.max_values"),
        ({"components": [labelled(type=19, required=True, min_values=0)]}, "components.0.component.min_values"),
        ({"components": [BUTTON]}, "components.0.type"),
        ({"components": [{**FIELD, "type": 19}]}, "components.0.type"),
    ],
)
async def test_a_form_is_refused(house: House, form: dict[str, object], where: str) -> None:
    await house.server.slash(house.ana, house.general, "anything")
    data = {"title": "T", "custom_id": "f", "components": [labelled()], **form}
    status, told = await house.callback(type=9, data=data)
    found = told["errors"]["data"]
    for step in where.split("."):
        found = found[step]
    assert (status, told["code"], [*found]) == (400, 50035, ["_errors"])


@pytest.mark.parametrize(
    "choices",
    [
        [{"name": "n", "value": "v"}] * 26,
        [{"name": "", "value": "v"}],
        [{"name": "n" * 101, "value": "v"}],
        [{"name": "n", "value": "v" * 101}],
        [{"name": "n", "value": 1}],
        None,
    ],
)
def test_choices_are_refused(choices: object) -> None:
    with pytest.raises(Refused, match="Invalid Form Body"):
        check_choices({"choices": choices}, 3)
