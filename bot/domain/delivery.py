"""One message to one place: what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple


class Task(StrEnum):
    """What is to be done."""

    POST = "post"
    EDIT = "edit"  # put what the schedule says now in the place of what was posted
    DELETE = "delete"
    TELL = "tell"  # the owner is told how it went
    TEST = "test"  # the author sees it as it will stand there


ASIDE = (Task.TELL, Task.TEST)  # what is between the bot and a schedule's owner


class Stage(IntEnum):
    """How far it is. The numbers are stored."""

    DUE = 0
    LEASED = 1  # somebody is at it
    SENT = 2
    UNCLEAR = 3  # it may have arrived and nobody can look: a person is asked
    DEAD = 4  # given up
    MISSED = 5  # nobody was there while it was worth sending
    IDLE = 6  # there was nothing to tell
    RETRACTED = 7


class Delivery(NamedTuple):
    """A row; a tuple, since thousands are made in one go.

    `key` names the occurrence, `held_from` is when it would have been sent but for quiet hours.

    `first_at` is when the first attempt began, `why` what went wrong last: a sentence and what fills its blanks.
    `command` is what is run for it, packed; None is the schedule's own. `turned_at` is since when its message is to be
    changed or taken back, by the first such change that has not come to its end.
    """

    id: int
    schedule: int
    key: str
    place: str
    task: Task
    stage: Stage
    due_at: datetime
    ends_at: datetime
    attempts: int = 0
    held_from: datetime | None = None
    first_at: datetime | None = None
    sent_at: datetime | None = None
    message_ids: tuple[str, ...] = ()
    why: Mapping[str, Any] | None = None
    command: str | None = None
    turned_at: datetime | None = None
