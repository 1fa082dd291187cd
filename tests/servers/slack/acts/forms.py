"""Filling in a form: what Slack's client lets one send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.servers.slack.reading import offered
from tests.servers.slack.views import FIELDS
from tests.servers.slack.world import File

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.slack.ids import Json
    from tests.servers.slack.views import View

LONGEST = 3000
LARGEST = 10 * 1024 * 1024  # bytes of a file
_EMAIL, _URL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), re.compile(r"https?://\S+")
_DATE, _TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d\d:\d\d")


def filled(view: View, values: Mapping[str, object]) -> Json:
    """The state of a submit; fields that are not named, by block_id or by label, keep what stands in them."""
    blocks = {block["block_id"]: block for block in view.blocks}
    ids = {block["label"]["text"]: id for id, block in blocks.items() if block["type"] == "input"} | {
        i: i for i in blocks
    }
    for name in values:
        assert name in ids, f"“{view.title}” has no field {name!r}, only {[*ids]}"
    given = {ids[name]: value for name, value in values.items()}
    raw: dict[str, Any] = {}
    for block_id, leaf in view.leaves:
        block = blocks[block_id]
        if leaf["type"] not in FIELDS:
            continue
        label = block["label"]["text"] if block["type"] == "input" else block_id
        said, needed = f"“{view.title}”, {label}", block["type"] == "input" and not block.get("optional")
        if block_id in given:
            raw[block_id] = _value(view, block_id, leaf, given[block_id], said)
        now = raw.get(block_id, leaf.get(FIELDS[leaf["type"]][1]))
        assert not needed or now not in (None, "", []), f"{said} is required"
    return view.state(raw)


def _value(view: View, block_id: str, leaf: Json, value: Any, said: str) -> Any:  # noqa: ANN401 - any JSON
    kind = leaf["type"]
    if kind == "file_input":
        return _files(leaf, value, said)
    if kind.endswith("_input"):
        return _text(leaf, value, said)
    if kind == "datepicker":
        assert _DATE.fullmatch(str(value)), f"{said} takes a date such as 2026-03-31"
        return str(value)
    if kind == "timepicker":
        assert _TIME.fullmatch(str(value)), f"{said} takes a time such as 09:30"
        return str(value)
    if kind == "datetimepicker":
        return int(value)
    if FIELDS[kind][0].startswith("selected_option"):
        shown = view.suggested.get(block_id, []) if "external" in kind else offered(leaf)
        several = FIELDS[kind][0].endswith("s")
        wanted = [*value] if several and not isinstance(value, str) else [] if value in (None, "") else [value]
        picked = [option_of(shown, each, said) for each in wanted]
        most = leaf.get("max_selected_items", len(picked)) if several else 1
        assert len(picked) <= most, f"{said} takes {most} options at most"
        return picked if several else next(iter(picked), None)
    ids = [each.id if hasattr(each, "id") else each for each in (value if isinstance(value, list) else [value])]
    return ids if kind.startswith("multi_") else ids[0]


def option_of(options: list[Json], label: object, said: str) -> Json:
    """The option that says this, or else has this value."""
    for each in options:
        if each["text"]["text"] == label:
            return each
    found = next((each for each in options if each["value"] == label), None)
    assert found, f"{said} offers {[each['text']['text'] for each in options]}, not {label!r}"
    return found


def _files(leaf: Json, value: Any, said: str) -> list[File]:  # noqa: ANN401 - any JSON
    files = value if isinstance(value, list) else [value] if value else []
    assert len(files) <= leaf.get("max_files", 10), f"{said} takes {leaf.get('max_files', 10)} files at most"
    kinds = leaf.get("filetypes")
    for file in files:
        assert isinstance(file, File), f"{said} takes files, not {file!r}"
        ending = file.name.rpartition(".")[2].casefold()
        assert kinds is None or ending in kinds, f"{said} takes {kinds}, not {file.name}"
        assert file.length <= LARGEST, f"{said} takes files of 10 MB at most"
    return files


def _text(leaf: Json, value: object, said: str) -> str | None:
    assert isinstance(value, str), f"{said} takes a text, not {value!r}"
    if not value:
        return None
    kind = leaf["type"]
    assert leaf.get("multiline") or "\n" not in value, f"{said} takes one line"
    low, high = leaf.get("min_length") or 0, leaf.get("max_length") or LONGEST
    assert low <= len(value) <= high, f"{said} takes {low} to {high} characters, not {len(value)}"
    if kind == "number_input":
        number = r"-?\d+(\.\d+)?" if leaf.get("is_decimal_allowed") else r"-?\d+"
        assert re.fullmatch(number, value), f"{said} takes a number, not {value!r}"
        least, most = leaf.get("min_value"), leaf.get("max_value")
        assert least is None or float(value) >= float(least), f"{said} takes {least} at least"
        assert most is None or float(value) <= float(most), f"{said} takes {most} at most"
    assert kind != "email_text_input" or _EMAIL.fullmatch(value), f"{said} takes an email address"
    assert kind != "url_text_input" or _URL.fullmatch(value), f"{said} takes a link"
    return value
