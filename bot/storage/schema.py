"""Every table, once. A change here needs a migration beside it (migrations/); a test compares the two."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

from bot.storage.types import JsonText, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _person(name: str, *, gone: str, nullable: bool = True, index: bool = False) -> Column[str]:
    """A column that names a person; `gone` says what becomes of the row when they are forgotten."""
    return Column(name, Text, ForeignKey("person.id", ondelete=gone), nullable=nullable, index=index)


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
    Index("ix_post_place_seq", "place", "seq"),
    sqlite_autoincrement=True,
)

handled = Table(
    "handled",
    metadata,
    Column("request_id", Text, primary_key=True),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("result", Text, nullable=False),  # JSON; null is a result too
    Column("at", Moment, nullable=False, index=True),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person_id", Text, nullable=False),  # a pseudonym: it may outlive the person
    Column("command", Text, nullable=False),
    Column("place", Text, nullable=False),
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
