"""What has had its time is dropped, a bounded number of rows at a time; the numbers are those of the declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import and_, delete, exists, or_, select, tuple_, update

from bot.domain.schedule import Sort, State
from bot.storage import schema as s
from bot.storage.personal import holding

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Table

BATCH = 500  # rows dropped in one transaction

Condition: TypeAlias = Callable[[datetime], "ColumnElement[bool]"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of a table that are over since `days`: deleted, or emptied of these columns."""

    table: Table
    days: int
    over: Condition
    empties: tuple[str, ...] = ()

    def run(self, connection: Connection, now: datetime) -> int:
        """Drop some; returns how many, fewer than `BATCH` when none is left."""
        keys = tuple(self.table.primary_key.columns)
        some = select(*keys).where(self.over(now - timedelta(days=self.days))).limit(BATCH)
        found = [tuple(row) for row in connection.execute(some)]
        if found:
            these = keys[0].in_([key for (key,) in found]) if len(keys) == 1 else tuple_(*keys).in_(found)
            statement: Any = delete(self.table)
            if self.empties:
                statement = update(self.table).values(dict.fromkeys(self.empties))
            connection.execute(statement.where(these))
        return len(found)


class Retention:
    """What has had its time, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def drop(self, rule: Rule, now: datetime) -> int:
        """Drop some of what a rule names; returns how many."""
        return rule.run(self._connection, now)


def _days(id: str) -> int:
    return holding(id).days or 0


def _finished_reminder(before: datetime) -> ColumnElement[bool]:
    alive = exists().where(
        s.delivery.c.schedule_id == s.schedule.c.id,
        or_(s.delivery.c.stage < 2, s.delivery.c.due_at > before),  # noqa: PLR2004 - due or leased
    )
    return and_(
        s.schedule.c.sort.in_([Sort.REMINDER.value, Sort.DIGEST.value]),
        s.schedule.c.state.in_([State.DONE.value, State.CANCELLED.value]),
        s.schedule.c.changed_at < before,
        ~alive,
    )


def _told_long_ago(before: datetime) -> ColumnElement[bool]:
    d = s.delivery.c
    something = or_(d.command.is_not(None), d.why.is_not(None), d.message_ids.is_not(None))
    return and_(d.stage > 1, d.due_at < before, d.place.like("%:@%"), something)


def _left_unmet(before: datetime) -> ColumnElement[bool]:
    m, a = s.membership.c, s.account.c
    met = exists().where(a.platform == m.platform, a.account_id == m.account_id)
    return and_(m.left_at < before, ~met)


def rules(keep_after_leaving: timedelta) -> tuple[Rule, ...]:
    """Every rule, by how long those are kept who have left."""
    left = keep_after_leaving.days
    return (
        Rule(s.introduction, _days("introduction"), lambda before: s.introduction.c.made_at < before),
        Rule(s.profile_view, _days("view"), lambda before: s.profile_view.c.at < before),
        Rule(s.schedule, _days("schedule"), _finished_reminder),
        Rule(s.delivery, _days("delivery"), _told_long_ago, empties=("command", "why", "message_ids")),
        Rule(s.post, _days("chat"), lambda before: and_(s.post.c.only_for.is_not(None), s.post.c.at < before)),
        Rule(s.help_request, _days("help"), lambda before: s.help_request.c.done_at < before),
        Rule(s.report, _days("help"), lambda before: s.report.c.done_at < before),
        Rule(s.audit, _days("audit"), lambda before: s.audit.c.at < before),
        Rule(s.erased, _days("erasure"), lambda before: s.erased.c.at < before),
        Rule(s.link_code, 1, lambda before: s.link_code.c.expires_at < before),
        Rule(s.invite, 90, lambda before: s.invite.c.used_at < before),
        Rule(s.session, 365, lambda before: s.session.c.seen_at < before),
        Rule(s.newcomer, left, lambda before: and_(s.newcomer.c.person_id.is_(None), s.newcomer.c.came_at < before)),
        Rule(s.membership, left, _left_unmet),
    )
