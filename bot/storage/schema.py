"""Every table, once. A change here needs a migration beside it (migrations/); a test compares the two."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint, text

from bot.storage.types import JsonText, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _person(name: str, *, gone: str, nullable: bool = True, index: bool = False, key: bool = False) -> Column[str]:
    """A column that names a person; `gone` says what becomes of the row when they are forgotten."""
    return Column(
        name, Text, ForeignKey("person.id", ondelete=gone), nullable=nullable and not key, index=index, primary_key=key
    )


fact = Table(
    "fact",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("body", JsonText, nullable=False),
    Column("position", Integer, nullable=False),  # the order of the file it came from
    Column("version", Integer, nullable=False),  # the seq of the change that made it so
    Column("changed_at", Moment, nullable=False),
)

fact_change = Table(
    "fact_change",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    _person("by", gone="SET NULL"),
    Column("how", Text, nullable=False),
    Column("before", JsonText),
    Column("after", JsonText),
    Column("undone_by", Integer, ForeignKey("fact_change.seq")),
    Index("ix_fact_change_fact", "kind", "id", "seq"),
    sqlite_autoincrement=True,  # a seq is never given twice, even after the newest rows are gone
)

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("role", Integer, nullable=False, server_default="0"),
    Column("locale", Text),
    Column("zone", Text),
    Column("seen_seq", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Column("quiet", Text),  # 21:00-08:00; NULL is the club's own, the same time twice is never
    Column("muted_at", Moment),  # NULL: the bot may write to them of its own accord
    Index("ix_person_role", "role"),
)

account = Table(
    "account",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("account_id", Text, primary_key=True),
    _person("person_id", gone="CASCADE", nullable=False, index=True),
    Column("name", Text, nullable=False),
)

role_grant = Table(
    "role_grant",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("id", Text, primary_key=True),  # of a role on Discord, of a user group on Slack
    Column("name", Text, nullable=False),
    Column("role", Integer, nullable=False),
    _person("by", gone="SET NULL"),
    Column("at", Moment, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    _person("person_id", gone="CASCADE", nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

invite = Table(
    "invite",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("role", Integer, nullable=False),
    _person("made_by", gone="SET NULL"),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    _person("used_by", gone="SET NULL"),
    Column("used_at", Moment),
)

kept = Table(
    "kept",
    metadata,
    Column("token", Text, primary_key=True),
    Column("purpose", Text, nullable=False),
    Column("text", Text, nullable=False),
    _person("person_id", gone="CASCADE"),
    Column("expires_at", Moment, index=True),  # NULL lives as long as the post it stands in
    Column("used_at", Moment),
)

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("fact_id", Text, nullable=False),
    _person("person_id", gone="SET NULL"),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("done_at", Moment, index=True),
    _person("done_by", gone="SET NULL"),
    sqlite_autoincrement=True,
)

post = Table(
    "post",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("place", Text, nullable=False),
    Column("author", Text, nullable=False),  # a person's id, or "bot"
    _person("only_for", gone="CASCADE"),
    Column("body", JsonText, nullable=False),
    Column("at", Moment, nullable=False),
    Column("key", Text, unique=True),  # the same key posts once
    Column("changed", Integer, index=True),  # the number of its last change among all posts' changes
    Index("ix_post_place_seq", "place", "seq"),
    sqlite_autoincrement=True,
)

post_picture = Table(
    "post_picture",
    metadata,
    Column("post_seq", Integer, ForeignKey("post.seq", ondelete="CASCADE"), primary_key=True),
    Column("digest", Text, primary_key=True, index=True),
)

shown_picture = Table(
    "shown_picture",
    metadata,
    Column("digest", Text, primary_key=True),  # SHA-256 of the content: what is shown every week lies here once
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

handled = Table(
    "handled",
    metadata,
    Column("request_id", Text, primary_key=True),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("result", Text, nullable=False),  # JSON; null is a result too
    Column("at", Moment, nullable=False, index=True),
    _person("person_id", gone="CASCADE"),  # whose request it was
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person_id", Text, nullable=False),  # a pseudonym: it may outlive the person
    Column("command", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("before", JsonText),
    Column("after", JsonText),
    sqlite_autoincrement=True,
)

community = Table(
    "community",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("known_since", Moment, nullable=False),  # when its members were first looked at
)

membership = Table(
    "membership",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("community", Text, primary_key=True),
    Column("account_id", Text, primary_key=True),  # no account of ours: most have never spoken to the bot
    Column("joined_at", Moment),  # NULL where the platform does not tell
    Column("seen_at", Moment, nullable=False),  # when the bot took note of this stay
    Column("left_at", Moment, index=True),  # NULL while they are there
)

picture = Table(
    "picture",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    _person("person_id", gone="SET NULL"),
    Column("expires_at", Moment, index=True),  # NULL while something shows it
)

content = Table(
    "content",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, unique=True),  # of a template; NULL for what is posted
    _person("author", gone="SET NULL"),
    Column("body", JsonText, nullable=False),  # what people wrote, by language
    Column("version", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

schedule = Table(
    "schedule",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sort", Text, nullable=False),
    _person("owner", gone="SET NULL", index=True),
    Column("via", Text, nullable=False),  # the owner's account that is told how it goes: discord:123
    Column("command", Text, nullable=False),  # packed
    Column("title", Text, nullable=False),
    Column("content_id", Integer, ForeignKey("content.id")),
    Column("start", Text, nullable=False),  # wall time, 2026-11-30T09:00
    Column("zone", Text, nullable=False),
    Column("rule", Text, nullable=False),  # an RRULE's value; empty is once
    Column("skips_holidays", Integer, nullable=False),
    Column("anchor", Text, nullable=False, index=True),  # the record whose time it follows: events:ID
    Column("before", Integer, nullable=False),  # seconds ahead of it
    Column("changes", JsonText, nullable=False),  # occurrences moved or skipped, by their wall time
    Column("state", Text, nullable=False, index=True),
    Column("grace", Integer, nullable=False),  # seconds
    Column("patient", Integer, nullable=False),
    Column("urgent", Integer, nullable=False),
    Column("silent", Integer, nullable=False),
    Column("ping", Text, nullable=False),
    _person("approved_by", gone="SET NULL"),
    Column("version", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("planned_to", Moment, nullable=False),  # occurrences up to this one have their deliveries
    Column("plan_at", Moment, index=True),  # when to plan on; NULL when nothing is to come
    sqlite_autoincrement=True,
)

schedule_place = Table(
    "schedule_place",
    metadata,
    Column("schedule_id", Integer, ForeignKey("schedule.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("position", Integer, nullable=False),
)

schedule_change = Table(
    "schedule_change",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("schedule_id", Integer, ForeignKey("schedule.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    _person("by", gone="SET NULL"),
    Column("what", Text, nullable=False),
    Column("before", JsonText),
    Column("after", JsonText),
    sqlite_autoincrement=True,
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schedule_id", Integer, ForeignKey("schedule.id", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),  # the occurrence's own wall time, unchanged by moves
    Column("place", Text, nullable=False),
    Column("task", Text, nullable=False),
    Column("stage", Integer, nullable=False),  # bot.domain.delivery.Stage
    Column("due_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("held_from", Moment),
    Column("first_at", Moment),
    Column("sent_at", Moment),
    Column("leased_to", Moment),
    Column("message_ids", JsonText),
    Column("why", JsonText),
    Column("command", Text),  # packed; NULL is the schedule's own
    Column("turned_at", Moment),  # since when what was posted is to be changed or taken back
    UniqueConstraint("schedule_id", "key", "place", name="uq_delivery_once"),
    Index("ix_delivery_due", "due_at", sqlite_where=text("stage = 0"), postgresql_where=text("stage = 0")),
    Index("ix_delivery_leased", "leased_to", sqlite_where=text("stage = 1"), postgresql_where=text("stage = 1")),
    Index("ix_delivery_over", "due_at", "id", sqlite_where=text("stage > 1"), postgresql_where=text("stage > 1")),
    sqlite_autoincrement=True,
)

answer = Table(
    "answer",
    metadata,
    _person("person_id", gone="CASCADE", nullable=False, key=True),
    Column("name", Text, primary_key=True),
    Column("value", JsonText),  # NULL was asked and skipped
    Column("at", Moment, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("seq", Integer, primary_key=True),  # the latest of a purpose holds
    _person("person_id", gone="CASCADE", nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("given", Integer, nullable=False),
    Column("version", Integer, nullable=False),  # of the words that were agreed to
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

onboarding = Table(
    "onboarding",
    metadata,
    _person("person_id", gone="CASCADE", nullable=False, key=True),
    Column("via", Text, nullable=False),  # the account they began from: discord:123
    Column("started_at", Moment, nullable=False, index=True),
    Column("changed_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("stopped_at", Moment),  # they said stop
)

newcomer = Table(
    "newcomer",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("account_id", Text, primary_key=True),
    Column("community", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("came_at", Moment, nullable=False, index=True),
    Column("batch", Text, index=True),  # who is greeted in one post
    _person("person_id", gone="SET NULL"),
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("account_id", Text, primary_key=True),
    _person("person_id", gone="CASCADE", nullable=False, index=True),
    Column("interests", JsonText, nullable=False),  # wanted
    Column("done", JsonText, nullable=False),  # given already
    Column("due_at", Moment, index=True),  # NULL when nothing is to be done
    Column("tries", Integer, nullable=False, server_default="0"),
)

introduction = Table(
    "introduction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # asked, or coffee
    Column("round", Text, nullable=False),  # of coffees: 2026-12
    _person("one", gone="CASCADE", nullable=False, index=True),  # who asked
    _person("other", gone="CASCADE", nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("reasons", JsonText, nullable=False),
    Column("state", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("reply", Text),  # a line of whoever said yes
    UniqueConstraint("kind", "round", "one", "other", name="uq_introduction_once"),
    sqlite_autoincrement=True,
)

coffee_round = Table(
    "coffee_round",
    metadata,
    Column("round", Text, primary_key=True),  # 2026-12
    Column("at", Moment, nullable=False),
    Column("met", Integer, nullable=False),  # people who were brought together
)

profile_view = Table(
    "profile_view",
    metadata,
    Column("seq", Integer, primary_key=True),
    _person("person_id", gone="CASCADE", nullable=False, index=True),
    _person("by", gone="SET NULL"),
    Column("how", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)

help_request = Table(
    "help_request",
    metadata,
    Column("id", Integer, primary_key=True),
    _person("person_id", gone="SET NULL", index=True),
    Column("via", Text, nullable=False),  # the account they asked from: slack:U1; empty once they are forgotten
    Column("topic", Text, nullable=False),  # the record it is about: partner:ID
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    _person("taken_by", gone="SET NULL"),
    Column("answer", Text),
    Column("done_at", Moment, index=True),
    _person("done_by", gone="SET NULL"),
    Column("helped_at", Moment),  # they say that the answer helped
    Column("follows", Integer, ForeignKey("help_request.id", ondelete="SET NULL")),  # what they asked before
    sqlite_autoincrement=True,
)

link_code = Table(
    "link_code",
    metadata,
    Column("code_hash", Text, primary_key=True),
    _person("person_id", gone="CASCADE", nullable=False, index=True),
    Column("platform", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

erasure = Table(
    "erasure",
    metadata,
    _person("person_id", gone="CASCADE", nullable=False, key=True),
    Column("via", Text, nullable=False),  # the account that asked for it
    Column("asked_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
)

pseudonym = Table(
    "pseudonym",
    metadata,
    _person("person_id", gone="CASCADE", nullable=False, key=True),
    Column("id", Text, nullable=False, unique=True),  # what the audit calls them
)

erased = Table(
    "erased",
    metadata,
    Column("hash", Text, primary_key=True),  # of platform:account, so that a restored backup can be cleaned again
    Column("at", Moment, nullable=False, index=True),
    Column("farewell", Text),  # the account that is told that it is done: discord:123; NULL once it was
    Column("language", Text, nullable=False),
)
