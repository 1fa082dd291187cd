"""Modals and home tabs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.slack.ids import Json, make_id
from tests.servers.slack.reading import Readable

if TYPE_CHECKING:
    from tests.servers.slack.answers import Answer
    from tests.servers.slack.world import User

COPIED = ("type", "callback_id", "private_metadata", "external_id", "title", "submit", "close")
FIELDS = {  # what a field's value is called, by the kind of its element, and what holds it at first
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "initial_files"),
}


@dataclass(eq=False)
class View(Readable):
    """A view before somebody, as the bot sent it; ids that it left out are filled in."""

    user: User
    data: Json
    source: Answer | None = None  # what it was opened from
    closed: bool = False
    suggested: dict[str, list[Json]] = field(default_factory=dict)  # by block_id, what was offered while typing
    previous: View | None = None
    hash: str = ""
    id: str = field(default_factory=lambda: make_id("V"))

    def __post_init__(self) -> None:
        self.fill(self.data)

    def fill(self, data: Json) -> None:
        """Take what a view consists of."""
        self.data = data
        self.blocks = named(data["blocks"])
        self.content = ""
        self.hash = f"{make_id('')}.{secrets.token_hex(4)}"

    @property
    def title(self) -> str:
        return str((self.data.get("title") or {}).get("text", ""))

    @property
    def fields(self) -> dict[str, str]:
        """What the fields are called, by block_id."""
        return {block["block_id"]: block["label"]["text"] for block in self.blocks if block["type"] == "input"}

    @property
    def private_metadata(self) -> str:
        return str(self.data.get("private_metadata") or "")

    @property
    def values(self) -> dict[str, Any]:
        """What stands in the fields at first, by block_id: texts, or values of options."""
        return {block_id: _bare(value) for block_id, value in self._first()}

    def _first(self) -> list[tuple[str, Any]]:
        fields = [(block_id, leaf) for block_id, leaf in self.leaves if leaf["type"] in FIELDS]
        return [(block_id, leaf.get(FIELDS[leaf["type"]][1])) for block_id, leaf in fields]

    def state(self, given: dict[str, Any] | None = None) -> Json:
        """What stands in the fields, as Slack tells it; `given` are raw values by block_id."""
        values: Json = {}
        for block_id, leaf in self.leaves:
            if leaf["type"] in FIELDS:
                name, first = FIELDS[leaf["type"]]
                value = (given or {}).get(block_id, leaf.get(first))
                value = [] if value is None and name.endswith("s") else value
                values.setdefault(block_id, {})[leaf["action_id"]] = {"type": leaf["type"], name: value}
        return {"values": values}


def named(blocks: list[Json]) -> list[Json]:
    """The blocks with ids where they were left out."""
    filled = []
    for block in blocks:
        full = {"block_id": secrets.token_urlsafe(4), **block}
        for place in ("element", "accessory"):
            if place in block and block[place].get("type") != "image":
                full[place] = {"action_id": secrets.token_urlsafe(4), **block[place]}
        if block["type"] == "actions":
            full["elements"] = [{"action_id": secrets.token_urlsafe(4), **each} for each in block["elements"]]
        filled.append(full)
    return filled


def _bare(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return value.get("value", value)
    return [_bare(each) for each in value] if isinstance(value, list) else value
