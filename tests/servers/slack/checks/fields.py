"""Fields of forms, dates and times: https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.slack.checks.problems import Path, Problems
    from tests.servers.slack.ids import Json

LONGEST = 3000
_TYPED = ("initial_value", "placeholder", "focus_on_load", "dispatch_action_config")
_PICKED = ("confirm", "focus_on_load")
FIELD_KNOWN: dict[str, tuple[str, ...]] = {
    "plain_text_input": (*_TYPED, "multiline", "min_length", "max_length"),
    "number_input": (*_TYPED, "is_decimal_allowed", "min_value", "max_value"),
    "email_text_input": _TYPED,
    "url_text_input": _TYPED,
    "rich_text_input": _TYPED,
    "datepicker": ("initial_date", "placeholder", *_PICKED),
    "timepicker": ("initial_time", "placeholder", "timezone", *_PICKED),
    "datetimepicker": ("initial_date_time", *_PICKED),
    "file_input": ("filetypes", "max_files"),
}
FIELD_NEEDED: dict[str, tuple[str, ...]] = {"number_input": ("is_decimal_allowed",)}
_DATE, _TIME = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d\d:\d\d")


def check_field(problems: Problems, at: Path, field: Json, kind: str) -> None:
    """Find what is wrong with a field of that kind."""
    for name in ("multiline", "is_decimal_allowed"):
        if name in field:
            problems.flag((*at, name), field[name])
    if kind == "file_input":
        _files(problems, at, field)
    if kind == "plain_text_input":
        _lengths(problems, at, field)
    elif "initial_value" in field and kind != "rich_text_input":
        problems.text((*at, "initial_value"), field["initial_value"], LONGEST)
    if "initial_date" in field and not _DATE.fullmatch(str(field["initial_date"])):
        problems.add((*at, "initial_date"), "must match format: YYYY-MM-DD")
    if "initial_time" in field and not _TIME.fullmatch(str(field["initial_time"])):
        problems.add((*at, "initial_time"), "must match format: HH:mm")
    if "initial_date_time" in field:
        problems.whole((*at, "initial_date_time"), field["initial_date_time"], 1_000_000_000, 9_999_999_999)


def _files(problems: Problems, at: Path, field: Json) -> None:
    """https://docs.slack.dev/reference/block-kit/block-elements/file-input-element"""
    if "max_files" in field:
        problems.whole((*at, "max_files"), field["max_files"], 1, 10)
    for n, each in enumerate(problems.items((*at, "filetypes"), field.get("filetypes", [""]), 100)):
        if "filetypes" in field and problems.text((*at, "filetypes", n), each, 20) and not each.isalnum():
            problems.add((*at, "filetypes", n), "must be a file extension")


def _lengths(problems: Problems, at: Path, field: Json) -> None:
    low, high = field.get("min_length", 0), field.get("max_length", LONGEST)
    fits = problems.whole((*at, "min_length"), low, 0, LONGEST)
    fits = problems.whole((*at, "max_length"), high, 1, LONGEST) and fits
    if fits and low > high:
        problems.add((*at, "min_length"), "must be at most max_length")
    if "initial_value" in field and fits:
        problems.text((*at, "initial_value"), field["initial_value"], high, 0)
