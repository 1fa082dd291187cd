"""Errors as Discord words them: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.servers.discord.world import Json


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body: Json = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


def unauthorized() -> Refused:
    return Refused(401, 0, "401: Unauthorized")


def not_found() -> Refused:
    return Refused(404, 0, "404: Not Found")


def unknown(code: int, what: str) -> Refused:
    return Refused(404, code, f"Unknown {what}")


def unknown_channel() -> Refused:
    return unknown(10003, "Channel")


def unknown_guild() -> Refused:
    return unknown(10004, "Guild")


def unknown_member() -> Refused:
    return unknown(10007, "Member")


def unknown_message() -> Refused:
    return unknown(10008, "Message")


def unknown_role() -> Refused:
    return unknown(10011, "Role")


def unknown_user() -> Refused:
    return unknown(10013, "User")


def unknown_webhook() -> Refused:
    return unknown(10015, "Webhook")


def unknown_interaction() -> Refused:
    return unknown(10062, "interaction")


def unknown_command() -> Refused:
    return unknown(10063, "application command")


def no_access() -> Refused:
    return Refused(403, 50001, "Missing Access")


def no_permission() -> Refused:
    return Refused(403, 50013, "Missing Permissions")


def dms_closed() -> Refused:
    return Refused(403, 50007, "Cannot send messages to this user")


def answered_already() -> Refused:
    return Refused(400, 40060, "Interaction has already been acknowledged.")


def empty() -> Refused:
    return Refused(400, 50006, "Cannot send an empty message")


def bad_form(errors: Json) -> Refused:
    return Refused(400, 50035, "Invalid Form Body", errors)
