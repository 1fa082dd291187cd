"""Select menus: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.slack.checks.objects import check_groups, check_option, check_options

if TYPE_CHECKING:
    from tests.servers.slack.checks.problems import Path, Problems
    from tests.servers.slack.ids import Json

_USUAL = ("placeholder", "confirm", "focus_on_load")
_ONE: dict[str, tuple[str, ...]] = {
    "static_select": ("options", "option_groups", "initial_option"),
    "external_select": ("min_query_length", "initial_option"),
    "users_select": ("initial_user",),
    "conversations_select": (
        *("initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter"),
    ),
    "channels_select": ("initial_channel", "response_url_enabled"),
}
_SEVERAL: dict[str, tuple[str, ...]] = {
    "multi_static_select": ("options", "option_groups", "initial_options"),
    "multi_external_select": ("min_query_length", "initial_options"),
    "multi_users_select": ("initial_users",),
    "multi_conversations_select": ("initial_conversations", "default_to_current_conversation", "filter"),
    "multi_channels_select": ("initial_channels",),
}
MENU_KNOWN: dict[str, tuple[str, ...]] = {
    **{kind: (*_USUAL, *own) for kind, own in _ONE.items()},
    **{kind: (*_USUAL, "max_selected_items", *own) for kind, own in _SEVERAL.items()},
}


def check_menu(problems: Problems, at: Path, menu: Json, kind: str) -> None:
    """Find what is wrong with a menu of that kind."""
    if "max_selected_items" in menu:
        problems.whole((*at, "max_selected_items"), menu["max_selected_items"], 1, 1_000_000)
    if "min_query_length" in menu:
        problems.whole((*at, "min_query_length"), menu["min_query_length"], 0, 1_000_000)
    if kind.endswith("static_select"):
        _static(problems, at, menu, kind)
    elif kind.endswith("external_select"):
        for n, each in enumerate(_first(menu)):
            check_option(problems, (*at, "initial_option", n), each, kind)
    for name in ("default_to_current_conversation", "response_url_enabled"):
        if name in menu:
            problems.flag((*at, name), menu[name])
    for name in menu:
        if name.startswith("initial_") and "option" not in name:
            _ids(problems, (*at, name), menu[name])


def _ids(problems: Problems, at: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
    for each in value if isinstance(value, list) else [value]:
        problems.text(at, each, 50)


def _static(problems: Problems, at: Path, menu: Json, kind: str) -> None:
    options, groups = menu.get("options"), menu.get("option_groups")
    if (options is None) == (groups is None):
        problems.add(at, "must have either `options` or `option_groups`")
    if options is not None:
        check_options(problems, (*at, "options"), options, 100, kind)
    if groups is not None:
        check_groups(problems, (*at, "option_groups"), groups, kind)
    grouped = [each.get("options") for each in groups if isinstance(each, dict)] if isinstance(groups, list) else []
    all = [each for each in [options, *grouped] if isinstance(each, list)]
    for each in _first(menu):
        if not any(each in some for some in all):
            problems.add((*at, "initial_option"), "`initial_option` must be among the options")


def _first(menu: Json) -> list[Any]:
    several = menu.get("initial_options")
    one = menu.get("initial_option")
    return [*(several if isinstance(several, list) else []), *([one] if one is not None else [])]
