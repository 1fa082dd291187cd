"""Every answer of a member: what it is called, how it is asked, read, kept and spoken.

Joining asks them one by one, the profile shows and changes them; both over the same rows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.commands.language import Language
from bot.commands.membership.arranging import arrange_digest
from bot.commands.membership.enrolling import arrange_places
from bot.core.errors import Wrong
from bot.core.kinds import Interests, Kind, LongText, OneOf, Organisation, Text, YesNo, Zone
from bot.core.kinds.organisation import partner_of
from bot.core.membership import AIMS, aim_label
from bot.core.words import later
from bot.domain.interests import interest
from bot.domain.member import CONSENT_VERSION, Aim, Purpose

if TYPE_CHECKING:
    from bot.core.context import Context
    from bot.core.words import Words
    from bot.storage.store import Tx

AGREE = "agree_"  # in front of a purpose


class Often(StrEnum):
    """How often the digest comes."""

    WEEKLY = "weekly"
    DAILY = "daily"
    NO = "no"


OFTEN = {Often.WEEKLY: later("Every Monday"), Often.DAILY: later("Every day"), Often.NO: later("Never")}


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer: the kind of its value, its label in a profile, the question, and what helps to answer it."""

    name: str
    kind: Kind
    label: str
    question: str
    help: str = ""

    @property
    def purpose(self) -> Purpose | None:
        """What is agreed to, where this is about an agreement."""
        return Purpose(self.name.removeprefix(AGREE)) if self.name.startswith(AGREE) else None


_EVERY = (
    Asked("language", OneOf(Language), later("Language"), later("Which language shall I speak with you?")),
    Asked(
        "zone",
        Zone(),
        later("Time zone"),
        later("Which time zone are you in?"),
        later("A large city in it will do, such as Sofia."),
    ),
    Asked("aim", OneOf(Aim, AIMS), later("What brings you here"), later("What brings you here?")),
    Asked(
        "organisation",
        Organisation(),
        later("Organisation"),
        later("Which organisation are you with?"),
        later("If it is in our directory, its name is suggested as you type; any other name is fine too."),
    ),
    Asked("city", Text(80), later("City"), later("Which city are you in?")),
    Asked(
        "interests",
        Interests(),
        later("Fields of interest"),
        later("Which fields interest you?"),
        later("By them I choose events, calls, channels and people for you."),
    ),
    Asked(
        "offers",
        LongText(1000),
        later("What I offer"),
        later("What can you offer to others?"),
        later("Such as a method, equipment, advice, data, or a seat in a consortium."),
    ),
    Asked(
        "seeks",
        LongText(1000),
        later("What I look for"),
        later("What are you looking for?"),
        later("Such as partners for a call, a job, funding, or a mentor."),
    ),
    Asked(
        "digest",
        OneOf(Often, OFTEN),
        later("Digest"),
        later("How often shall I send you what is new: calls, events and partners?"),
    ),
    Asked(
        "reminders",
        YesNo(),
        later("Reminders"),
        later("Shall I remind you of the event and of the deadline that I suggest to you at the end?"),
        later("You can cancel each of them with /reminders."),
    ),
    Asked(
        AGREE + Purpose.DIRECTORY,
        YesNo(),
        later("In the directory of members"),
        later("May other members find you in the directory?"),
    ),
    Asked(
        AGREE + Purpose.MATCHING,
        YesNo(),
        later("Introductions to other members"),
        later("May I suggest you to members with whom you have something in common?"),
    ),
    Asked(AGREE + Purpose.DIGEST, YesNo(), later("Sending the digest"), later("May I send you the digest?")),
    Asked("introduction", LongText(1500), later("Introduction"), later("How would you like to introduce yourself?")),
)
ANSWERS: Mapping[str, Asked] = MappingProxyType({asked.name: asked for asked in _EVERY})
"""Every answer by its name."""


def told(tx: Tx, person_id: str) -> dict[str, Any]:
    """All that somebody has said so far, as it is kept; what they skipped is None, what they were not asked is absent.

    Agreements are there in the words of today only, `language` and `zone` where they are known from anywhere.
    """
    found = tx.members.answers(person_id)
    who = tx.people.get(person_id)
    if who is not None:
        found |= {name: value for name, value in (("language", who.locale), ("zone", who.zone)) if value}
    for purpose, said in tx.members.consents(person_id).items():
        if said.version == CONSENT_VERSION:
            found[AGREE + purpose] = said.given
    return found


def store(tx: Tx, name: str, value: Any, ctx: Context) -> None:  # noqa: ANN401 - the value of any kind
    """Keep an answer of the one who asks; None is a question that was skipped. The same once more changes nothing."""
    person, now = ctx.who.id, ctx.now
    purpose = ANSWERS[name].purpose
    match name, value:
        case "organisation", _:
            tx.members.answer(person, name, value, now)
            arrange_partner(tx, person, ctx)
        case _, None:
            tx.members.answer(person, name, None, now)
        case "language", _:
            tx.members.answer(person, name, value, now)  # that it was asked: it stands with the person
            tx.people.set_locale(person, str(value))
        case "zone", _:
            tx.people.set_zone(person, str(value))
        case "interests", _:
            tx.members.answer(person, name, list(value), now)
        case _ if purpose is not None:
            _agree(tx, purpose, given=bool(value), ctx=ctx)
        case _:
            tx.members.answer(person, name, value, now)
    if name == "interests":
        arrange_places(tx, person, now)
    if name in ("digest", AGREE + Purpose.DIGEST):
        arrange_digest(tx, told(tx, person), ctx)


def arrange_partner(tx: Tx, person: str, ctx: Context) -> None:
    """Note which entry of the directory somebody's organisation is, if any; call it when that changes."""
    organisation = tx.members.answers(person).get("organisation")
    partner = partner_of(organisation, ctx.library) if organisation else ""
    if partner:
        tx.members.answer(person, "partner", partner, ctx.now)
    else:
        tx.members.drop(person, "partner")


def _agree(tx: Tx, purpose: Purpose, *, given: bool, ctx: Context) -> None:
    last = tx.members.consents(ctx.who.id).get(purpose)
    if last is None or (last.given, last.version) != (given, CONSENT_VERSION):
        tx.members.consent(ctx.who.id, purpose, ctx.now, given=given)


def spoken(name: str, value: Any, ctx: Context) -> str:  # noqa: ANN401 - as `told` has it
    """A kept value as people read it, in their language; what was skipped is a word too."""
    t = ctx.t
    if value is None or value in ("", [], ()):
        return t("nothing said")
    match name:
        case "language":
            return Language(value).label
        case "aim":
            return aim_label(Aim(value), t)
        case "interests":
            return fields(value, t)
        case "digest":
            return t(OFTEN[Often(value)])
        case _ if isinstance(value, bool):
            return t("Yes") if value else t("No")
        case _:
            return str(value)


def fields(ids: Any, t: Words) -> str:  # noqa: ANN401 - a list as JSON has it
    """The names of fields, in a language; those that are gone are left out."""
    found = (interest(id) for id in ids)
    return "; ".join(one.title(t.language) for one in found if one)


def seen(value: object) -> None:
    """Refuse, with Wrong, a text in which nothing can be seen."""
    if isinstance(value, str) and not any(unicodedata.category(char)[0] not in "CZ" for char in value):
        raise Wrong("This one is needed.")
