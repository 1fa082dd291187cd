"""Two people turn out to be one: every row that names the one comes to name the other, in one transaction.

Which columns name people is declared in `bot.storage.personal`. Their accounts stay what they are, so only the
person's own id has to change, wherever it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Text, and_, delete, exists, func, or_, select, tuple_, type_coerce, update

from bot.storage import schema as s
from bot.storage.personal import By, traces

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy import Column, Connection, Table

UNIQUE = {  # what must stay so when an id in it changes: the columns beside it
    s.handled.c.request_id: (s.handled.c.step,),
    s.delivery.c.key: (s.delivery.c.schedule_id, s.delivery.c.place),
    s.post.c.key: (),
}


def merge(connection: Connection, gone: str, kept: str) -> None:
    """Make everything of `gone` the property of `kept`, and `gone` nobody.

    Where both have something that there is once, the newer answer holds, the later word to each purpose, and the
    joining that came further; language, zone and quiet hours are those of `kept` where they chose any; the role is the
    higher one; who was muted stays so.
    """
    _person(connection, gone, kept)
    _answers(connection, gone, kept)
    _onboarding(connection, gone, kept)
    _introductions(connection, gone, kept)
    _pseudonyms(connection, gone, kept)
    connection.execute(delete(s.link_code).where(s.link_code.c.person_id == gone))
    for trace in traces():
        if trace.column in (s.person.c.id, s.audit.c.person_id):
            continue
        if trace.by is By.PERSON:
            connection.execute(update(trace.column.table).where(trace.column == gone).values({trace.column: kept}))
        elif trace.by is By.WITHIN:
            _within(connection, trace.column, gone, kept)
    for column in (s.post.c.body, s.handled.c.result):  # buttons of cards that show them, and what came of requests
        _within(connection, column, gone, kept)
    connection.execute(delete(s.profile_view).where(s.profile_view.c.person_id == s.profile_view.c.by))
    connection.execute(delete(s.person).where(s.person.c.id == gone))


def _person(connection: Connection, gone: str, kept: str) -> None:
    rows = {row.id: row for row in connection.execute(select(s.person).where(s.person.c.id.in_((gone, kept))))}
    this, that = rows[kept], rows[gone]
    muted = [at for at in (this.muted_at, that.muted_at) if at]
    values = {
        "role": max(this.role, that.role),
        "locale": this.locale or that.locale,
        "zone": this.zone or that.zone,
        "quiet": this.quiet or that.quiet,
        "muted_at": min(muted, default=None),
        "seen_seq": max(this.seen_seq, that.seen_seq),
        # The later one: an account that was forgotten and came anew would else be forgotten again after a restore.
        "created_at": max(this.created_at, that.created_at),
    }
    connection.execute(update(s.person).where(s.person.c.id == kept).values(**values))


def _answers(connection: Connection, gone: str, kept: str) -> None:
    """The newer answer to each question stays; a question that was skipped takes no answer away."""
    a = s.answer.c
    given = a.value.is_not(None)
    found = select(a.person_id, a.name).where(a.person_id.in_((gone, kept))).order_by(given, a.at)
    rows = connection.execute(found).all()
    newest = {name: person for person, name in rows}
    older = [(person, name) for person, name in rows if newest[name] != person]
    if older:
        connection.execute(delete(s.answer).where(tuple_(a.person_id, a.name).in_(older)))


def _onboarding(connection: Connection, gone: str, kept: str) -> None:
    """The one that came further stays: finished before begun, then the one touched last. A stop is for both."""
    o = s.onboarding.c
    rows = connection.execute(select(s.onboarding).where(o.person_id.in_((gone, kept)))).all()
    if len(rows) > 1:
        least = min(rows, key=lambda row: (row.finished_at is not None, row.changed_at, row.person_id == kept))
        connection.execute(delete(s.onboarding).where(o.person_id == least.person_id))
        stays = o.person_id.in_((gone, kept)) & o.stopped_at.is_(None) & o.finished_at.is_(None)
        connection.execute(update(s.onboarding).where(stays).values(stopped_at=least.stopped_at))


def _introductions(connection: Connection, gone: str, kept: str) -> None:
    """Nobody meets themselves; whom both of them met in one round they met once."""
    i, both = s.introduction.c, (gone, kept)
    connection.execute(delete(s.introduction).where(i.one.in_(both), i.other.in_(both)))
    twin = s.introduction.alias().c
    same = and_(twin.kind == i.kind, twin.round == i.round)
    asked = and_(i.one == gone, exists().where(same, twin.one == kept, twin.other == i.other))
    was_asked = and_(i.other == gone, exists().where(same, twin.other == kept, twin.one == i.one))
    connection.execute(delete(s.introduction).where(or_(asked, was_asked)))


def _pseudonyms(connection: Connection, gone: str, kept: str) -> None:
    """The audit calls both by one pseudonym: that of `kept` if they have one."""
    p = s.pseudonym.c
    codes = {row.person_id: row.id for row in connection.execute(select(p.person_id, p.id))}
    if gone in codes and kept in codes:
        audit = s.audit.c.person_id
        connection.execute(update(s.audit).where(audit == codes[gone]).values(person_id=codes[kept]))
        connection.execute(delete(s.pseudonym).where(p.person_id == gone))


def _within(connection: Connection, column: Column[Any], gone: str, kept: str) -> None:
    table: Table = column.table
    keys = tuple(table.primary_key.columns)
    plain = type_coerce(column, Text)
    found = select(plain, *keys).where(plain.contains(gone, autoescape=True))
    for text, *values in connection.execute(found).all():
        this = [key == value for key, value in zip(keys, values, strict=True)]
        after = text.replace(gone, kept)
        if column in UNIQUE:
            after = _free(connection, column, after, this)
        connection.execute(update(table).where(*this).values({column: type_coerce(after, Text)}))


def _free(connection: Connection, column: Column[Any], text: str, this: list[Any]) -> str:
    """The text, with a number behind it if the same stands in a row of `kept` already."""
    table = column.table
    beside = [other == select(other).where(*this).scalar_subquery() for other in UNIQUE[column]]
    twin, number = text, 1
    while connection.scalar(select(func.count()).select_from(table).where(column == twin, *beside)):
        number += 1
        twin = f"{text}~{number}"
    return twin
