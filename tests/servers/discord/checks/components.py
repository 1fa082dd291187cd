"""Rows of buttons and menus: https://docs.discord.com/developers/components/reference"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.servers.discord.checks.tree import Path, Problems
    from tests.servers.discord.world import Json

ROW, BUTTON, STRINGS, INPUT, USERS, ROLES, MENTIONABLES, CHANNELS = 1, 2, 3, 4, 5, 6, 7, 8
MENUS = (STRINGS, USERS, ROLES, MENTIONABLES, CHANNELS)
LINK, PREMIUM = 5, 6
_ADDRESS = re.compile(r"(https?|discord)://\S+")


def check_rows(problems: Problems, at: Path, value: object) -> None:
    """Find what is wrong with a message's components."""
    used: set[str] = set()
    for n, each in enumerate(problems.items(at, value, 5)):
        row = problems.object((*at, n), each)
        if row is None:
            continue
        if row.get("type") != ROW:
            one_of(problems, (*at, n), (ROW,))
        else:
            check_row(problems, (*at, n), row, used)


def check_row(problems: Problems, at: Path, row: Json, used: set[str]) -> None:
    """Find what is wrong with one row; `used` are the ids that the message has already."""
    at = (*at, "components")
    inside = problems.items(at, row.get("components"), 5, 1, needed=True)
    if any(isinstance(each, dict) and each.get("type") in MENUS for each in inside) and len(inside) > 1:
        problems.add(at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
    for n, each in enumerate(inside):
        component = problems.object((*at, n), each)
        if component is None:
            continue
        if component.get("type") == BUTTON:
            check_button(problems, (*at, n), component, used)
        elif component.get("type") in MENUS:
            check_menu(problems, (*at, n), component, used)
        else:
            one_of(problems, (*at, n), (BUTTON, *MENUS))


def one_of(problems: Problems, at: Path, types: tuple[int, ...]) -> None:
    said = f'Value of field "type" must be one of {types}.'
    problems.add((*at, "type"), "UNION_TYPE_CHOICES", said)


def check_id(problems: Problems, at: Path, component: Json, used: set[str]) -> None:
    """Find what is wrong with a custom_id: 1 to 100 characters, once in a message."""
    at = (*at, "custom_id")
    value = component.get("custom_id")
    if problems.text(at, value, 100, 1, needed=True):
        if value in used:
            problems.add(at, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        used.add(str(value))


def check_button(problems: Problems, at: Path, button: Json, used: set[str]) -> None:
    style = button.get("style")
    if style is None:
        problems.required((*at, "style"))
    elif not problems.whole((*at, "style"), style, 1, 6):
        return
    problems.text((*at, "label"), button.get("label"), 80)
    problems.yes_no((*at, "disabled"), button.get("disabled"))
    if style == PREMIUM:
        problems.snowflake((*at, "sku_id"), button.get("sku_id"))
        return
    label = button.get("label")
    if not button.get("emoji") and not (isinstance(label, str) and label.strip()):
        problems.add(at, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or an emoji")
    if button.get("emoji") is not None:
        problems.object((*at, "emoji"), button["emoji"])
    if style == LINK:
        if "custom_id" in button:
            said = "A custom id and url cannot both be specified"
            problems.add((*at, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", said)
        url = button.get("url")
        if problems.text((*at, "url"), url, 512, 1, needed=True) and not _ADDRESS.fullmatch(str(url)):
            said = f'Scheme of "{url}" must be one of ("http", "https", "discord").'
            problems.add((*at, "url"), "URL_TYPE_INVALID_SCHEME", said)
    else:
        if button.get("url") is not None:
            problems.add((*at, "url"), "BUTTON_COMPONENT_URL_INVALID", "Only link buttons can have a url")
        check_id(problems, at, button, used)


def check_menu(problems: Problems, at: Path, menu: Json, used: set[str]) -> None:
    check_id(problems, at, menu, used)
    problems.text((*at, "placeholder"), menu.get("placeholder"), 150)
    problems.yes_no((*at, "disabled"), menu.get("disabled"))
    low, high = menu.get("min_values"), menu.get("max_values")
    fits = problems.whole((*at, "min_values"), low, 0, 25) and problems.whole((*at, "max_values"), high, 1, 25)
    most = int(high) if fits and high is not None else 1
    if fits and (1 if low is None else low) > most:
        problems.add((*at, "min_values"), "SELECT_COMPONENT_MIN_VALUES", "min_values must be max_values or less")
    if menu.get("type") == STRINGS:
        check_options(problems, (*at, "options"), menu.get("options"), max(1, most), 25, most)
    elif menu.get("default_values") is not None:
        for n, each in enumerate(problems.items((*at, "default_values"), menu["default_values"], most)):
            one = problems.object((*at, "default_values", n), each)
            if one is not None:
                problems.snowflake((*at, "default_values", n, "id"), one.get("id"))


def check_options(problems: Problems, at: Path, value: Any, least: int, most: int, picked: int) -> None:  # noqa: ANN401
    """Find what is wrong with the options of a menu, of which up to `picked` can be picked."""
    values: set[str] = set()
    preset = 0
    for n, each in enumerate(problems.items(at, value, most, least, needed=True)):
        option = problems.object((*at, n), each)
        if option is None:
            continue
        problems.text((*at, n, "label"), option.get("label"), 100, 1, needed=True)
        problems.text((*at, n, "description"), option.get("description"), 100)
        problems.yes_no((*at, n, "default"), option.get("default"))
        preset += option.get("default") is True
        if problems.text((*at, n, "value"), option.get("value"), 100, 1, needed=True):
            if option["value"] in values:
                said = "The specified option value is already used"
                problems.add((*at, n, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", said)
            values.add(option["value"])
    if preset > picked:
        problems.add(at, "SELECT_COMPONENT_TOO_MANY_DEFAULTS", f"At most {picked} options can be chosen by default")
