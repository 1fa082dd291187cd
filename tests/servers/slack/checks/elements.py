"""Buttons, menus and fields: https://docs.slack.dev/reference/block-kit/block-elements"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack.checks.fields import FIELD_KNOWN, FIELD_NEEDED, check_field
from tests.servers.slack.checks.menus import MENU_KNOWN, check_menu
from tests.servers.slack.checks.objects import STYLES, check_confirm, check_options, check_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.servers.slack.checks.problems import Path, Problems
    from tests.servers.slack.ids import Json

CHOICES = ("checkboxes", "radio_buttons")
PICKERS = ("datepicker", "timepicker", "datetimepicker")
USUAL = ("type", "action_id")
KNOWN: dict[str, tuple[str, ...]] = {
    "button": ("text", "url", "value", "style", "confirm", "accessibility_label"),
    "overflow": ("options", "confirm"),
    "checkboxes": ("options", "initial_options", "confirm", "focus_on_load"),
    "radio_buttons": ("options", "initial_option", "confirm", "focus_on_load"),
    **MENU_KNOWN,
    **FIELD_KNOWN,
}
NEEDED: dict[str, tuple[str, ...]] = {
    "button": ("text",),
    "overflow": ("options",),
    "checkboxes": ("options",),
    "radio_buttons": ("options",),
    "static_select": (),
    "number_input": ("is_decimal_allowed",),
    **FIELD_NEEDED,
}
IN_SECTION = ("button", "overflow", *CHOICES, "datepicker", "timepicker", *MENU_KNOWN)
IN_ACTIONS = ("button", "overflow", *CHOICES, *PICKERS, *MENU_KNOWN)
IN_INPUT = (*CHOICES, *MENU_KNOWN, *FIELD_KNOWN)


def check_element(problems: Problems, at: Path, value: Any, allowed: Collection[str], used: set[str]) -> None:  # noqa: ANN401
    """An element of a block; `used` are the action_ids of the block so far."""
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in allowed:
        problems.add((*at, "type"), f"unsupported type: {kind}")
        return
    element = problems.object(at, value, (*USUAL, *KNOWN[kind]), NEEDED.get(kind, ()))
    if element is None:
        return
    if element.get("action_id") is not None and problems.text((*at, "action_id"), element["action_id"], 255):
        if element["action_id"] in used:
            problems.add((*at, "action_id"), f"`action_id` {element['action_id']} already exists")
        used.add(element["action_id"])
    _common(problems, at, element)
    if kind == "button":
        _button(problems, at, element)
    elif kind in ("overflow", *CHOICES):
        _choices(problems, at, element, kind)
    elif kind in MENU_KNOWN:
        check_menu(problems, at, element, kind)
    else:
        check_field(problems, at, element, kind)


def _common(problems: Problems, at: Path, element: Json) -> None:
    if element.get("placeholder") is not None:
        check_text(problems, (*at, "placeholder"), element["placeholder"], 150, plain=True)
    if element.get("confirm") is not None:
        check_confirm(problems, (*at, "confirm"), element["confirm"])
    if "focus_on_load" in element:
        problems.flag((*at, "focus_on_load"), element["focus_on_load"])
        problems.focused += element["focus_on_load"] is True
        if problems.focused > 1:
            problems.add((*at, "focus_on_load"), "only one element can have `focus_on_load` set to true")


def _button(problems: Problems, at: Path, button: Json) -> None:
    if button.get("text") is not None:
        check_text(problems, (*at, "text"), button["text"], 75, plain=True)
    if "url" in button:
        problems.address((*at, "url"), button["url"])
    if "value" in button:
        problems.text((*at, "value"), button["value"], 2000)
    if "style" in button:
        problems.one_of((*at, "style"), button["style"], STYLES)
    if "accessibility_label" in button:
        problems.text((*at, "accessibility_label"), button["accessibility_label"], 75)


def _choices(problems: Problems, at: Path, element: Json, kind: str) -> None:
    if element.get("options") is not None:
        check_options(problems, (*at, "options"), element["options"], 5 if kind == "overflow" else 10, kind)
    offered = element.get("options") if isinstance(element.get("options"), list) else []
    first = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
    name = "initial_options" if "initial_options" in element else "initial_option"
    for each in problems.items((*at, name), first, 10, 1 if name in element else 0):
        if each not in (offered or []):
            problems.add((*at, name), f"`{name}` must be among the options")
