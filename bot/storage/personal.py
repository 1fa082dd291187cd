"""What is kept of people: every column that names somebody, in plain words, why, for how long, and what becomes of it.

This is the one declaration: /privacy and docs/privacy.md say it, `bot.storage.forgetting` erases by it,
`bot.storage.retention` drops by it what has had its time, and a test compares it with the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bot.domain.wording import later
from bot.storage import schema as s

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Column


class By(StrEnum):
    """How a column names somebody."""

    PERSON = "person"  # the person's id
    ACCOUNT = "account"  # an account's id; its platform stands in the column beside it
    PLACE = "place"  # slack:U1, or slack:@U1 for their direct messages
    WITHIN = "within"  # any of these somewhere in a text


class Fate(StrEnum):
    """What becomes of it when the person is forgotten."""

    ROW = "row"  # the whole row is deleted
    BLANK = "blank"  # the row stays and names nobody
    VEILED = "veiled"  # the row stays, and what names them in it is put into words that name nobody


class Ground(StrEnum):
    """Why it may be kept, by the General Data Protection Regulation (https://eur-lex.europa.eu/eli/reg/2016/679/oj)."""

    CONSENT = "consent"  # Article 6(1)(a)
    ASKED = "asked"  # Article 6(1)(b): it is what they asked the bot to do
    CLUB = "club"  # Article 6(1)(f): the club can't be run without it
    DUTY = "duty"  # Article 6(1)(c): the law demands it


@dataclass(frozen=True, slots=True)
class Trace:
    """One column that names somebody; `how` says so where it is not plain from the name."""

    column: Column[Any]
    by: By
    fate: Fate
    how: str = ""

    @property
    def name(self) -> str:
        """`table.column`."""
        return f"{self.column.table.name}.{self.column.name}"


@dataclass(frozen=True, slots=True)
class Holding:
    """Something that is kept of people, in sentences for them.

    `days`: how long after it is over, None while they are with us. `span` says from when these days are counted.
    """

    id: str
    title: str
    what: str
    why: str
    ground: Ground
    seen: str
    then: str
    traces: tuple[Trace, ...]
    days: int | None = None
    span: str = ""


def _whole(column: Column[Any]) -> Trace:
    return Trace(column, By.PERSON, Fate.ROW)


def _blank(column: Column[Any]) -> Trace:
    return Trace(column, By.PERSON, Fate.BLANK)


_GONE = later("It is deleted.")
_YOU = later("You alone.")
_WITH_US = later("For as long as you are with us.")

HOLDINGS = (
    Holding(
        "account",
        later("Who you are"),
        later(
            "The names and numbers under which Discord, Slack or the web chat know you, which of these accounts are"
            " yours, your language, time zone, quiet hours and role, and in which of the club's communities you are."
        ),
        later("The bot must know whom it answers, in which language and at what time."),
        Ground.CLUB,
        later("You, and organisers your name and role."),
        later(
            "It is deleted, and the roles on Discord that came with your fields are taken back. As long as you stay in"
            " a community, a code that names nobody keeps you from being welcomed again."
        ),
        (
            _whole(s.person.c.id),
            _whole(s.account.c.person_id),
            Trace(s.account.c.account_id, By.ACCOUNT, Fate.ROW),
            _whole(s.session.c.person_id),
            _whole(s.link_code.c.person_id),
            Trace(s.link_code.c.account_id, By.ACCOUNT, Fate.ROW),
            _blank(s.invite.c.used_by),
            Trace(s.membership.c.account_id, By.ACCOUNT, Fate.VEILED, "a hash stays while they are in the community"),
            Trace(s.newcomer.c.account_id, By.ACCOUNT, Fate.ROW),
            _whole(s.newcomer.c.person_id),
            _whole(s.enrolment.c.person_id),
            Trace(s.enrolment.c.account_id, By.ACCOUNT, Fate.ROW),
        ),
        span=later("For as long as you are with us."),
    ),
    Holding(
        "profile",
        later("Your profile"),
        later(
            "Your answers: what brings you here, organisation, city, fields, what you offer and look for, how you wish"
            " to hear from us, your introduction; and how far you came in answering."
        ),
        later("To show you what concerns you, and to members if you agree to that."),
        Ground.CONSENT,
        later("You; members only if you agreed to the directory or to introductions."),
        _GONE,
        (
            _whole(s.answer.c.person_id),
            _whole(s.onboarding.c.person_id),
            Trace(s.onboarding.c.via, By.PLACE, Fate.ROW),
        ),
        span=_WITH_US,
    ),
    Holding(
        "consent",
        later("What you agreed to"),
        later("Each yes and each no to a purpose, with its date and the version of the words."),
        later("To be able to show that you agreed, and to what."),
        Ground.DUTY,
        _YOU,
        _GONE,
        (_whole(s.consent.c.person_id),),
        span=_WITH_US,
    ),
    Holding(
        "introduction",
        later("Introductions"),
        later(
            "Whom you asked to meet or were paired with, what you wrote to them, what you had in common, and the"
            " answer."
        ),
        later("To bring two members together once both have said yes, and not to propose the same people again."),
        Ground.CONSENT,
        later("You and the other member; neither sees the other's accounts before both have said yes."),
        _GONE,
        (_whole(s.introduction.c.one), _whole(s.introduction.c.other)),
        days=730,
        span=later("{days} days after the request."),
    ),
    Holding(
        "view",
        later("Who looked at your profile"),
        later("Who was shown your profile, when and how; and whose profiles you were shown."),
        later("So that you know who sees what you told of yourself."),
        Ground.CLUB,
        later("Whose profile it is: they see your name if you are in the directory yourself or an organiser."),
        later("It is deleted; that you were shown somebody's profile stays without your name."),
        (_whole(s.profile_view.c.person_id), _blank(s.profile_view.c.by)),
        days=365,
        span=later("{days} days."),
    ),
    Holding(
        "schedule",
        later("Reminders and what you schedule"),
        later("Your reminders and digests with what you wrote in them, and, if you are an organiser, announcements."),
        later("To send it at the time you asked for, once."),
        Ground.ASKED,
        later("Reminders and digests you alone; announcements all organisers."),
        later(
            "Reminders and digests are deleted. Announcements stay without your name, and those still running are"
            " paused."
        ),
        (
            Trace(s.schedule.c.owner, By.PERSON, Fate.BLANK, "reminders and digests go as a whole"),
            Trace(s.schedule.c.via, By.PLACE, Fate.BLANK),
            _blank(s.schedule.c.approved_by),
            Trace(s.schedule_place.c.place, By.PLACE, Fate.ROW),
            _blank(s.schedule_change.c.by),
            Trace(s.schedule_change.c.before, By.WITHIN, Fate.VEILED, "the schedule's owner and places as they were"),
            Trace(s.schedule_change.c.after, By.WITHIN, Fate.VEILED, "the schedule's owner and places as they are"),
            Trace(s.content.c.author, By.PERSON, Fate.BLANK, "what no announcement uses goes as a whole"),
            Trace(s.picture.c.person_id, By.PERSON, Fate.BLANK, "a picture that no announcement shows goes as a whole"),
        ),
        days=90,
        span=later("{days} days after it is over."),
    ),
    Holding(
        "delivery",
        later("Messages sent to you"),
        later("What the bot sent you of its own accord: what it was about, when, and whether it arrived."),
        later("To send each message once, and to try again what did not arrive."),
        Ground.CLUB,
        _YOU,
        later("It is deleted; what was posted for you in a channel, such as your introduction, is deleted there."),
        (
            Trace(s.delivery.c.place, By.PLACE, Fate.ROW),
            Trace(s.delivery.c.key, By.WITHIN, Fate.ROW),
            Trace(s.delivery.c.command, By.WITHIN, Fate.ROW),
            Trace(s.delivery.c.why, By.WITHIN, Fate.ROW),
        ),
        days=90,
        span=later("{days} days, without what was in it for as long as you are with us."),
    ),
    Holding(
        "chat",
        later("The web chat, and answers to you"),
        later("What you write in the web chat and what the bot answers there, drafts, and what came of your requests."),
        later("So that you find your conversation again, and nothing that you ask is done twice."),
        Ground.ASKED,
        later("Your conversation with the bot you alone; what you write in a channel everybody there."),
        later("It is deleted, in channels too. What you wrote in Discord or Slack itself you delete there."),
        (
            _whole(s.post.c.only_for),
            Trace(s.post.c.author, By.PERSON, Fate.VEILED, "the post loses its content, its author and its key"),
            Trace(s.post.c.key, By.WITHIN, Fate.VEILED, "begins with the person's id, as the request did"),
            Trace(s.post.c.place, By.WITHIN, Fate.ROW, "the place of a conversation is named by the person"),
            _whole(s.kept.c.person_id),
            Trace(s.kept.c.text, By.WITHIN, Fate.ROW, "a button that carries somebody"),
            _whole(s.handled.c.person_id),
            Trace(s.handled.c.request_id, By.WITHIN, Fate.ROW, "begins with the person's id in the web chat"),
        ),
        days=365,
        span=later("Your conversation {days} days; what came of your requests 30 days."),
    ),
    Holding(
        "help",
        later("Questions and reports"),
        later("What you asked an organiser with /contact, what you reported as wrong, and the answers."),
        later("To answer you, and to correct the records."),
        Ground.ASKED,
        later("Organisers."),
        _GONE,
        (
            _whole(s.help_request.c.person_id),
            Trace(s.help_request.c.via, By.PLACE, Fate.ROW),
            _blank(s.help_request.c.taken_by),
            _blank(s.help_request.c.done_by),
            _whole(s.report.c.person_id),
            _blank(s.report.c.done_by),
        ),
        days=365,
        span=later("{days} days after it was answered."),
    ),
    Holding(
        "audit",
        later("What organisers change"),
        later("Which organiser changed what, when, and what was there before; under a code instead of a name."),
        later("So that mistakes can be found and put right, and nobody misuses the role unseen."),
        Ground.CLUB,
        later("Organisers."),
        later("The lines stay, and nothing leads from the code to you any more."),
        (
            Trace(s.audit.c.person_id, By.PERSON, Fate.VEILED, "a pseudonym, whose key is deleted"),
            Trace(s.audit.c.command, By.WITHIN, Fate.VEILED, "a command may name whom it concerned"),
            Trace(s.audit.c.place, By.WITHIN, Fate.VEILED, "a conversation in the web chat is named by the person"),
            Trace(s.audit.c.before, By.WITHIN, Fate.VEILED),
            Trace(s.audit.c.after, By.WITHIN, Fate.VEILED),
            _whole(s.pseudonym.c.person_id),
            _blank(s.fact_change.c.by),
            _blank(s.invite.c.made_by),
            _blank(s.role_grant.c.by),
        ),
        days=1095,
        span=later("{days} days."),
    ),
    Holding(
        "erasure",
        later("That you asked to be forgotten"),
        later(
            "When you asked and from which account; after it is done a code made from each account, which names nobody."
        ),
        later("To delete everything a day later, and again in a backup that is restored."),
        Ground.DUTY,
        _YOU,
        later("The code stays for {days} days: longer than any backup."),
        (
            _whole(s.erasure.c.person_id),
            Trace(s.erasure.c.via, By.PLACE, Fate.ROW),
            Trace(s.erased.c.farewell, By.PLACE, Fate.BLANK, "until they were told that it is done, a day at most"),
            Trace(s.erased.c.hash, By.ACCOUNT, Fate.VEILED, "SHA-256 of platform:account"),
        ),
        days=400,
        span=later("{days} days after it is done."),
    ),
)
"""In the order in which people read it."""

NOBODY: dict[str, str] = {
    "fact": "partners, programmes, projects, events and calls, as their sources publish them",
    "post_picture": "which post shows which picture; goes with the post",
    "shown_picture": "pictures by their content; go with the last post that shows them",
    "community": "servers and workspaces",
    "coffee_round": "the months whose coffees were paired, and how many people it was",
}
"""Tables that name nobody, and why not."""

PLAIN: dict[str, str] = {
    "fact_change": "kind id how before after",  # of facts
    "invite": "token_hash",
    "role_grant": "platform id name",  # of roles on Discord and user groups on Slack
    "post": "body",  # emptied with its author
    "membership": "platform community",
    "picture": "id name media_type content",  # the name is put away with the owner
    "content": "name body",  # an announcement's
    "schedule_change": "what",
    "schedule": "sort command title start zone rule anchor changes state ping",  # a packed command holds ids of records
    "delivery": "task message_ids",
    "erased": "language",
}
"""Columns of rows that stay, and that name nobody."""


def traces() -> Iterator[Trace]:
    """Every column that names somebody."""
    for holding in HOLDINGS:
        yield from holding.traces


def holding(id: str) -> Holding:
    """What is declared under this name."""
    return next(one for one in HOLDINGS if one.id == id)
