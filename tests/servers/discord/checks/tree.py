"""Errors by field, as Discord nests them: https://docs.discord.com/developers/reference#error-messages"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.discord.refusals import bad_form

if TYPE_CHECKING:
    from tests.servers.discord.world import Json

Path = tuple[str | int, ...]


class Problems:
    """All that is wrong with one body."""

    def __init__(self) -> None:
        self.tree: Json = {}

    def add(self, path: Path, code: str, message: str) -> None:
        at = self.tree
        for step in path:
            at = at.setdefault(str(step), {})
        at.setdefault("_errors", []).append({"code": code, "message": message})

    def settle(self) -> None:
        """Refuse the body if anything is wrong with it."""
        if self.tree:
            raise bad_form(self.tree)

    def required(self, path: Path) -> None:
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def text(self, path: Path, value: Any, most: int, least: int = 0, *, needed: bool = False) -> bool:  # noqa: ANN401
        """Whether it is a text of that length, or is left out and may be."""
        if value is None:
            if needed:
                self.required(path)
            return not needed
        if not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
            return False
        if needed and least and not value:
            self.required(path)
            return False
        if least and least == most and len(value) != most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be {most} in length.")
        elif least and not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        elif len(value) > most:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        else:
            return True
        return False

    def whole(self, path: Path, value: Any, least: int, most: int) -> bool:  # noqa: ANN401 - any JSON
        """Whether it is a number between these, or is left out."""
        if value is None:
            return True
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif value < least:
            self.add(path, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        elif value > most:
            self.add(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        else:
            return True
        return False

    def yes_no(self, path: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
        if value is not None and not isinstance(value, bool):
            self.add(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")

    def items(self, path: Path, value: Any, most: int, least: int = 0, *, needed: bool = False) -> list[Any]:  # noqa: ANN401
        """The items of a list of that length; none if it is no list."""
        if value is None:
            if needed:
                self.required(path)
            return []
        if not isinstance(value, list):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if least and not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        elif len(value) > most:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        return value

    def snowflake(self, path: Path, value: Any) -> None:  # noqa: ANN401 - any JSON
        """An id, as text or number."""
        if isinstance(value, bool) or not str(value).isdigit():
            self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')

    def object(self, path: Path, value: Any) -> Json | None:  # noqa: ANN401 - any JSON
        """The object, if it is one."""
        if isinstance(value, dict):
            return value
        self.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return None
