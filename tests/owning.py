"""Two people who left something of themselves in every table.

await database.write(lambda tx: fill(tx, ana, boris, now))     # all of Ana's, some of it shared with Boris
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from bot.domain.delivery import Stage, Task
from bot.domain.member import Purpose
from bot.domain.recurrence import Series
from bot.domain.schedule import Schedule, Sort, State
from bot.storage import schema as s
from bot.storage.deliveries import Row
from bot.storage.pictures import Picture
from bot.storage.roles import Grant
from bot.storage.values import FactChange

if TYPE_CHECKING:
    from sqlalchemy import Table

    from bot.storage.store import Tx

WALL = datetime(2026, 12, 7, 10)  # noqa: DTZ001 - a wall time


@dataclass(frozen=True)
class One:
    """Somebody: `id` is the person, the accounts are by platform, `secret` stands in every text they wrote."""

    id: str
    name: str
    secret: str
    accounts: dict[str, str]

    @property
    def marks(self) -> tuple[str, ...]:
        """What must be nowhere once they are forgotten."""
        return self.id, self.name, self.secret, *self.accounts.values()

    def via(self, platform: str = "discord") -> str:
        return f"{platform}:{self.accounts[platform]}"

    def direct(self, platform: str = "discord") -> str:
        return f"{platform}:@{self.accounts[platform]}"


def one(id: str, name: str, secret: str, web: str, discord: str, slack: str) -> One:
    return One(id, name, secret, {"discord": discord, "slack": slack, "web": web})


def fill(tx: Tx, who: One, other: One, now: datetime) -> None:
    """Put something of somebody into every table; the person and their web account are there already."""
    _who_they_are(tx, who, now)
    _what_they_told(tx, who, other, now)
    _what_they_scheduled(tx, who, now)
    _what_was_sent(tx, who, now)
    _what_was_said(tx, who, now)
    _what_they_did(tx, who, other, now)


def _put(tx: Tx, table: Table, **values: Any) -> None:  # noqa: ANN401 - any column
    tx._connection.execute(insert(table), values)


def _who_they_are(tx: Tx, who: One, now: datetime) -> None:
    for platform, id in who.accounts.items():
        if platform == "web":
            tx.people.rename(platform, id, who.name)
            continue
        tx.people.link(who.id, platform, id, name=who.name)
        tx.memberships.arrive(platform, "1", id, None, now)
        _put(
            tx,
            s.newcomer,
            platform=platform,
            account_id=id,
            community="1",
            name=who.name,
            language="bg",
            came_at=now,
            batch="1",
            person_id=who.id,
        )
    tx.memberships.arrive("discord", "2", who.accounts["discord"], None, now)
    tx.memberships.leave("discord", "2", who.accounts["discord"], now)
    tx.sessions.add(f"cookie of {who.secret}", who.id, now)
    _put(tx, s.pseudonym, person_id=who.id, id=f"p-{len(who.name)}{who.id[:3]}")
    _put(
        tx,
        s.link_code,
        code_hash=f"code of {who.secret}",
        person_id=who.id,
        platform="discord",
        account_id=who.accounts["discord"],
        expires_at=now + timedelta(minutes=10),
    )
    _put(
        tx,
        s.enrolment,
        platform="discord",
        account_id=who.accounts["discord"],
        person_id=who.id,
        interests=["cancer"],
        done=[],
    )


def _what_they_told(tx: Tx, who: One, other: One, now: datetime) -> None:
    for name in ("organisation", "city", "offers", "seeks", "introduction"):
        tx.members.answer(who.id, name, f"{name}: {who.secret}", now)
    for purpose in Purpose:
        tx.members.consent(who.id, purpose, now, given=True)
    tx.members.begin(who.id, who.via(), now)
    shared = {"kind": "asked", "round": "", "reasons": [], "state": "accepted", "made_at": now}
    _put(tx, s.introduction, one=who.id, other=other.id, text=f"Let us meet, says {who.secret}.", **shared)
    _put(tx, s.profile_view, person_id=who.id, by=other.id, how="find", at=now)
    _put(tx, s.help_request, person_id=who.id, via=who.via(), topic="", text=f"Help {who.secret}!", at=now)
    tx.reports.add("partner", "krib", who.id, f"Wrong, says {who.secret}.", now)


def _what_they_scheduled(tx: Tx, who: One, now: datetime) -> None:
    text = tx.contents.add({"text": f"Remember {who.secret}"}, who.id, now)
    order = Schedule(
        id=0,
        sort=Sort.REMINDER,
        owner=who.id,
        via=who.via(),
        command="1 reminder",
        title=f"Remind {who.secret}",
        series=Series(WALL, "Europe/Sofia", ""),
        places=(who.direct(),),
        state=State.ACTIVE,
        content=text,
    )
    kept = tx.schedules.add(order, now)
    tx.schedules.note(kept.id, now, who.id, "add", None, kept)
    tx.contents.add({"text": f"A draft of {who.secret}"}, who.id, now)
    for picture in (f"shown-{who.id[:8]}", f"free-{who.id[:8]}"):
        tx.pictures.add(Picture(picture, f"{who.secret}.png", "image/png", b"PNG", who.id, None))


def announce(tx: Tx, who: One, now: datetime, title: str, state: State = State.ACTIVE) -> Schedule:
    """An announcement to #general of somebody who organises, approved by themselves; what it says is the club's."""
    body = {"text": {"en": title}, "picture": f"shown-{who.id[:8]}"}
    order = Schedule(
        id=0,
        sort=Sort.POST,
        owner=who.id,
        via=who.via(),
        command="1 post content=1",
        title=title,
        series=Series(WALL, "Europe/Sofia", "FREQ=WEEKLY"),
        places=("web:general", who.direct()),
        state=state,
        content=tx.contents.add(body, who.id, now),
        approved_by=who.id,
    )
    kept = tx.schedules.add(order, now)
    tx.schedules.note(kept.id, now, who.id, "edit", kept, kept)
    return kept


def _what_was_sent(tx: Tx, who: One, now: datetime) -> None:
    notices = tx.schedules.notices(now)
    rows = [
        Row(notices, "hello", who.direct(), now, now, task=Task.TELL, command="1 greet"),
        Row(
            notices,
            f"intro:{who.id}:1",
            "web:general",
            now,
            now,
            task=Task.TELL,
            command=f"1 introduced person={who.id}",
        ),
        Row(notices, f"gone:{who.id}:2", "slack:C1", now, now, task=Task.TELL, command=f"1 introduced person={who.id}"),
    ]
    tx.deliveries.add(rows)
    found = tx._connection.execute(select(s.delivery).where(s.delivery.c.schedule_id == notices)).all()
    for row in found:
        over = {"stage": int(Stage.DEAD), "why": {"text": "{who} is away", "names": {"who": who.direct()}}}
        arrived = {"stage": int(Stage.SENT), "sent_at": now, "message_ids": ["1"]}
        if who.id in row.key or row.place == who.direct():
            values = over if row.key.startswith("gone") else arrived
            tx._connection.execute(s.delivery.update().where(s.delivery.c.id == row.id).values(values))


def _what_was_said(tx: Tx, who: One, now: datetime) -> None:
    said = {"id": "1", "text": f"I am {who.secret}", "author": {"name": who.name}}
    answer = {"id": "1", "reply": {"text": [f"Hello {who.name}"]}, "asked": {"by": {"name": who.name}}}
    for place, only_for in ((f"dm-{who.id}", who.id), ("general", None)):
        tx.posts.add(place, who.id, said, now, only_for=only_for, key=f"web:{who.id}:{place}/0")
        tx.posts.add(place, "bot", answer, now, only_for=only_for, key=f"web:{who.id}:{place}/1")
    tx.kept.put(f"draft-{who.id[:5]}", "draft", f"1 wrong text={who.secret}", who.id, now + timedelta(days=1))
    tx.kept.put(f"for-all-{who.id[:5]}", "button", f"1 member who={who.id}", None, None)
    tx.requests.record(f"web:{who.id}:1", 0, {"title": f"Remind {who.secret}"}, now, who.id)
    tx.requests.record(f"discord-{who.id[:5]}", 0, who.secret, now, who.id)


def _what_they_did(tx: Tx, who: One, other: One, now: datetime) -> None:
    code = tx._connection.scalar(select(s.pseudonym.c.id).where(s.pseudonym.c.person_id == who.id))
    role = {"who": who.id, "account": who.accounts["slack"]}
    values = {"command": f"role who={who.id} role=member", "place": f"web:dm-{who.id}"}
    _put(
        tx, s.audit, at=now, person_id=code, before=role | {"role": "guest"}, after=role | {"role": "member"}, **values
    )
    change = FactChange(
        "partner", f"of-{who.id[:4]}", None, {"name": "A partner", "checked_at": str(date(2026, 11, 1))}
    )
    tx.facts.apply([change], by=who.id, how="chat", at=now)
    tx.invites.add(f"made-{who.id[:5]}", 1, who.id, now, now + timedelta(days=3))
    tx.invites.add(f"used-{who.id[:5]}", 1, None, now, now + timedelta(days=3))
    tx.invites.use(f"used-{who.id[:5]}", who.id, now)
    tx.roles.grant(Grant("discord", who.accounts["discord"][-6:], "Keepers", 2), who.id, now)
    # What they did for the other.
    _put(tx, s.profile_view, person_id=other.id, by=who.id, how="find", at=now)
    done = {"taken_by": who.id, "done_by": who.id, "done_at": now, "answer": "Ask the partner."}
    _put(tx, s.help_request, person_id=other.id, via=other.via(), topic="", text=f"Help {other.secret}", at=now, **done)
    number = tx.reports.add("partner", "krib", other.id, f"Wrong, says {other.secret}.", now)
    tx.reports.close(number, who.id, now)
    theirs = Schedule(
        id=0,
        sort=Sort.POST,
        owner=other.id,
        via=other.via(),
        command="1 calls",
        title="Calls",
        series=Series(WALL, "Europe/Sofia", "FREQ=WEEKLY"),
        places=("web:funding",),
        state=State.ACTIVE,
        approved_by=who.id,
    )
    tx.schedules.add(theirs, now)


def everything(tx: Tx) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    return {
        table.name: [str(tuple(row)) for row in tx._connection.execute(table.select().order_by(*table.primary_key))]
        for table in s.metadata.sorted_tables
    }


def naming(who: One, rows: dict[str, list[str]]) -> list[str]:
    """The rows that name somebody in whichever column."""
    marks = re.compile("|".join(rf"(?<!\w){re.escape(mark)}(?!\w)" for mark in who.marks))
    return [f"{table}: {row}" for table, every in rows.items() for row in every if marks.search(row)]
