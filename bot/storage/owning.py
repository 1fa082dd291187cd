"""Everything that is kept of one person, section by section: what /mydata gives out.

The names of sections and of their fields are stable: people's scripts read them (docs/privacy.md). What opens
something (hashes of cookies and codes) is left out, and so is what is somebody else's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, case, false, func, null, or_, select

from bot.storage import schema as s
from bot.storage.names import name_of
from bot.storage.people import ORGANISER
from bot.storage.somebody import Somebody

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Select, Table

PAGE = 1_000  # rows read in one go


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one sort, the newest first; `holding` is what the declaration calls them."""

    name: str
    holding: str
    table: Table
    rows: Callable[[Somebody], Select[Any]]


class Owning:
    """What is one person's, on one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, person_id: str, section: Section, offset: int, limit: int = PAGE) -> list[dict[str, Any]]:
        """Some rows of a section, as JSON has them: moments are UTC, `2026-11-22T07:00:00Z`."""
        who = Somebody.of(self._connection, person_id)
        rows = self._connection.execute(section.rows(who).offset(offset).limit(limit))
        return [{name: _json(value) for name, value in row.items()} for row in rows.mappings()]

    def count(self, person_id: str, section: Section) -> int:
        """How many rows a section has."""
        who = Somebody.of(self._connection, person_id)
        return self._connection.scalar(select(func.count()).select_from(section.rows(who).subquery())) or 0


def _json(value: Any) -> Any:  # noqa: ANN401 - any value of a column
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case bytes():
            return len(value)
        case _:
            return value


def _of(
    *columns: ColumnElement[Any], where: Callable[[Somebody], ColumnElement[bool]], newest: ColumnElement[Any]
) -> Callable[[Somebody], Select[Any]]:
    def rows(who: Somebody) -> Select[Any]:
        return select(*columns).where(where(who)).order_by(newest.desc())

    return rows


def _mine(
    *columns: ColumnElement[Any], by: ColumnElement[Any], newest: ColumnElement[Any]
) -> Callable[[Somebody], Select[Any]]:
    return _of(*columns, where=lambda who: by == who.id, newest=newest)


def _accounts(table: Table) -> Callable[[Somebody], ColumnElement[bool]]:
    c = table.c
    return lambda who: or_(
        false(),
        *((c.platform == platform) & (c.account_id == id) for platform, id, _ in who.accounts),
    )


def _introductions(who: Somebody) -> Select[Any]:
    i = s.introduction.c
    other = case((i.one == who.id, i.other), else_=i.one)
    # Neither learns who the other is before both have said yes.
    named = name_of(other)
    asked = case((i.one == who.id, "you"), else_="the other")
    # Nor is a no told to whoever asked; and what the other said of a coffee is theirs.
    unheard = and_(i.one == who.id, i.kind == "asked", i.state == "declined")
    state = case((unheard, "asked"), else_=i.state).label("state")
    quiet = and_(i.one == who.id, i.kind == "asked", i.state != "accepted")
    answered = case((quiet, null()), else_=i.answered_at).label("answered_at")
    mine = (i.id, i.kind, i.round, asked.label("asked_by"), i.text, i.reasons, state, i.made_at, answered, i.reply)
    met = case((or_(i.state == "accepted", i.kind == "coffee"), named), else_=null()).label("with")
    own = or_(i.one == who.id, and_(i.other == who.id, i.kind == "asked"))
    return select(*mine, met).where(own).order_by(i.id.desc())


def _views(who: Somebody) -> Select[Any]:
    v, latest = s.profile_view.c, s.consent.alias()
    last = select(func.max(latest.c.seq)).where(latest.c.person_id == v.by, latest.c.purpose == "directory")
    agreed = select(s.consent.c.given).where(s.consent.c.seq == last.scalar_subquery()).scalar_subquery()
    name = name_of(v.by)
    role = select(s.person.c.role).where(s.person.c.id == v.by).scalar_subquery()
    # Who looks is named to whom they looked at only if they can be found there themselves, or act for the club.
    shown = case((or_(agreed == 1, role >= ORGANISER), name), else_=null()).label("by")
    return select(v.at, v.how, shown, role.label("role")).where(v.person_id == who.id).order_by(v.seq.desc())


def _audit(who: Somebody) -> Select[Any]:
    a, known = s.audit.c, select(s.pseudonym.c.id).where(s.pseudonym.c.person_id == who.id)
    columns = (a.at, a.person_id.label("pseudonym"), a.command, a.place, a.before, a.after)
    return select(*columns).where(or_(a.person_id.in_(known), a.person_id == who.id)).order_by(a.seq.desc())


def _deliveries(who: Somebody) -> Select[Any]:
    d, own = s.delivery.c, select(s.schedule.c.id).where(s.schedule.c.owner == who.id)
    columns = (d.id, d.place, d.task, d.stage, d.due_at, d.sent_at, d.command, d.why)
    mine = or_(d.place.in_(who.places), d.schedule_id.in_(own))
    return select(*columns).where(mine).order_by(d.id.desc())


def _posts(who: Somebody) -> Select[Any]:
    p = s.post.c
    by = case((p.author == who.id, "you"), else_="bot").label("by")
    mine = or_(p.author == who.id, p.only_for == who.id)
    return select(p.seq, p.at, p.place, by, p.body).where(mine).order_by(p.seq.desc())


def _invitations(who: Somebody) -> Select[Any]:
    i = s.invite.c
    what = case((i.made_by == who.id, "made"), else_="used").label("what")
    columns = (what, i.role, i.made_at, i.expires_at, i.used_at)
    return select(*columns).where(or_(i.made_by == who.id, i.used_by == who.id)).order_by(i.made_at.desc())


_P, _SCHEDULE, _SESSION, _KEPT = s.person.c, s.schedule.c, s.session.c, s.kept.c
_NEWCOMER, _MEMBERSHIP, _HELP = s.newcomer.c, s.membership.c, s.help_request.c

SECTIONS: tuple[Section, ...] = (
    Section(
        "person",
        "account",
        s.person,
        _mine(
            *(_P.id, _P.role, _P.locale.label("language"), _P.zone, _P.quiet.label("quiet_hours"), _P.muted_at),
            _P.created_at.label("met_at"),
            _P.seen_seq.label("news_seen"),
            by=_P.id,
            newest=_P.id,
        ),
    ),
    Section(
        "accounts",
        "account",
        s.account,
        _mine(
            *(s.account.c.platform, s.account.c.account_id.label("id"), s.account.c.name),
            by=s.account.c.person_id,
            newest=s.account.c.platform,
        ),
    ),
    Section(
        "browsers",
        "account",
        s.session,
        _mine(_SESSION.made_at, _SESSION.seen_at, by=_SESSION.person_id, newest=_SESSION.made_at),
    ),
    Section(
        "communities",
        "account",
        s.membership,
        _of(
            *(_MEMBERSHIP.platform, _MEMBERSHIP.community, _MEMBERSHIP.joined_at),
            *(_MEMBERSHIP.seen_at.label("noted_at"), _MEMBERSHIP.left_at),
            where=_accounts(s.membership),
            newest=_MEMBERSHIP.seen_at,
        ),
    ),
    Section(
        "arrivals",
        "account",
        s.newcomer,
        _of(
            *(_NEWCOMER.platform, _NEWCOMER.community, _NEWCOMER.name, _NEWCOMER.language, _NEWCOMER.came_at),
            where=lambda who: _accounts(s.newcomer)(who) | (_NEWCOMER.person_id == who.id),
            newest=_NEWCOMER.came_at,
        ),
    ),
    Section(
        "roles_and_channels",
        "account",
        s.enrolment,
        _mine(
            s.enrolment.c.platform,
            s.enrolment.c.interests.label("wanted"),
            s.enrolment.c.done.label("given"),
            by=s.enrolment.c.person_id,
            newest=s.enrolment.c.platform,
        ),
    ),
    Section(
        "codes",
        "account",
        s.link_code,
        _mine(
            *(s.link_code.c.platform, s.link_code.c.expires_at, s.link_code.c.used_at),
            by=s.link_code.c.person_id,
            newest=s.link_code.c.expires_at,
        ),
    ),
    Section(
        "answers",
        "profile",
        s.answer,
        _mine(s.answer.c.name, s.answer.c.value, s.answer.c.at, by=s.answer.c.person_id, newest=s.answer.c.at),
    ),
    Section(
        "joining",
        "profile",
        s.onboarding,
        _mine(
            *(c for c in s.onboarding.c if c.name != "person_id"),
            by=s.onboarding.c.person_id,
            newest=s.onboarding.c.started_at,
        ),
    ),
    Section(
        "consents",
        "consent",
        s.consent,
        _mine(
            *(s.consent.c.purpose, s.consent.c.given, s.consent.c.version, s.consent.c.at),
            by=s.consent.c.person_id,
            newest=s.consent.c.seq,
        ),
    ),
    Section("introductions", "introduction", s.introduction, _introductions),
    Section("profile_views", "view", s.profile_view, _views),
    Section(
        "profiles_seen",
        "view",
        s.profile_view,
        _mine(s.profile_view.c.at, s.profile_view.c.how, by=s.profile_view.c.by, newest=s.profile_view.c.seq),
    ),
    Section(
        "schedules",
        "schedule",
        s.schedule,
        _mine(
            *(_SCHEDULE.id, _SCHEDULE.sort, _SCHEDULE.title, _SCHEDULE.state, _SCHEDULE.start, _SCHEDULE.zone),
            *(_SCHEDULE.rule, _SCHEDULE.anchor, _SCHEDULE.command, _SCHEDULE.content_id, _SCHEDULE.via),
            *(_SCHEDULE.made_at, _SCHEDULE.changed_at),
            by=_SCHEDULE.owner,
            newest=_SCHEDULE.id,
        ),
    ),
    Section(
        "approvals",
        "schedule",
        s.schedule,
        _mine(_SCHEDULE.id, _SCHEDULE.title, _SCHEDULE.changed_at, by=_SCHEDULE.approved_by, newest=_SCHEDULE.id),
    ),
    Section(
        "schedule_changes",
        "schedule",
        s.schedule_change,
        _mine(
            *(s.schedule_change.c.schedule_id, s.schedule_change.c.at, s.schedule_change.c.what),
            by=s.schedule_change.c.by,
            newest=s.schedule_change.c.seq,
        ),
    ),
    Section(
        "texts",
        "schedule",
        s.content,
        _mine(
            *(s.content.c.id, s.content.c.name.label("template"), s.content.c.body, s.content.c.changed_at),
            by=s.content.c.author,
            newest=s.content.c.id,
        ),
    ),
    Section(
        "pictures",
        "schedule",
        s.picture,
        _mine(
            *(s.picture.c.id, s.picture.c.name, s.picture.c.media_type),
            func.length(s.picture.c.content).label("bytes"),
            by=s.picture.c.person_id,
            newest=s.picture.c.id,
        ),
    ),
    Section("messages", "delivery", s.delivery, _deliveries),
    Section("web_chat", "chat", s.post, _posts),
    Section(
        "drafts",
        "chat",
        s.kept,
        _mine(_KEPT.purpose, _KEPT.text, _KEPT.expires_at, _KEPT.used_at, by=_KEPT.person_id, newest=_KEPT.token),
    ),
    Section(
        "requests",
        "chat",
        s.handled,
        _mine(s.handled.c.at, s.handled.c.result, by=s.handled.c.person_id, newest=s.handled.c.at),
    ),
    Section(
        "questions",
        "help",
        s.help_request,
        _mine(
            *(_HELP.id, _HELP.via, _HELP.topic, _HELP.text, _HELP.at, _HELP.answer, _HELP.done_at),
            by=_HELP.person_id,
            newest=_HELP.id,
        ),
    ),
    Section(
        "questions_answered",
        "help",
        s.help_request,
        _of(
            *(_HELP.id, _HELP.topic, _HELP.answer, _HELP.done_at),
            where=lambda who: or_(_HELP.taken_by == who.id, _HELP.done_by == who.id),
            newest=_HELP.id,
        ),
    ),
    Section(
        "reports",
        "help",
        s.report,
        _mine(
            *(s.report.c.id, s.report.c.kind, s.report.c.fact_id, s.report.c.text, s.report.c.at, s.report.c.done_at),
            by=s.report.c.person_id,
            newest=s.report.c.id,
        ),
    ),
    Section(
        "reports_closed",
        "help",
        s.report,
        _mine(
            *(s.report.c.id, s.report.c.kind, s.report.c.fact_id, s.report.c.done_at),
            by=s.report.c.done_by,
            newest=s.report.c.id,
        ),
    ),
    Section("audit", "audit", s.audit, _audit),
    Section(
        "facts_changed",
        "audit",
        s.fact_change,
        _mine(
            *(c for c in s.fact_change.c if c.name not in ("by", "undone_by")),
            by=s.fact_change.c.by,
            newest=s.fact_change.c.seq,
        ),
    ),
    Section(
        "invitations",
        "audit",
        s.invite,
        _invitations,
    ),
    Section(
        "roles_named",
        "audit",
        s.role_grant,
        _mine(
            *(s.role_grant.c.platform, s.role_grant.c.name, s.role_grant.c.at),
            by=s.role_grant.c.by,
            newest=s.role_grant.c.at,
        ),
    ),
    Section(
        "erasure",
        "erasure",
        s.erasure,
        _mine(
            *(s.erasure.c.via, s.erasure.c.asked_at, s.erasure.c.due_at),
            by=s.erasure.c.person_id,
            newest=s.erasure.c.asked_at,
        ),
    ),
)
"""Every section, in the order of the declaration."""
