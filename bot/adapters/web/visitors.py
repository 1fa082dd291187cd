"""Who sits at a window: a browser's cookie, and in the demo the persona that was picked there."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.adapters.web.places import PLATFORM
from bot.core.context import Account, Person
from bot.core.roles import Role
from bot.storage.names import GUEST
from bot.storage.newcomers import Newcomer

if TYPE_CHECKING:
    from bot.core.core import Core
    from bot.storage.store import Tx

VISIT = timedelta(minutes=30)  # how long a first visit is one, whatever is loaded again
COOKIE = "club"
MEMBERS = ("Ana", "Boris", "Elena", "Ivan", "Mila", "Petar", "Vera", "Yavor")
ORGANISERS = ("Dimitar", "Gergana", "Kalina", "Maria", "Nikola", "Rada", "Stefan", "Teodora")


@dataclass(frozen=True, slots=True)
class Visitor:
    """One account at a window. A guest has no name, only a `tag` that tells guests apart."""

    account: Account
    tag: str
    name: str = ""
    language: str = ""

    @property
    def stand_in(self) -> str:
        """What they are called for as long as nobody knows their name."""
        return f"{GUEST}{self.tag}"


def new_cookie() -> str:
    """A secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def hashed(cookie: str) -> str:
    """What is stored of a cookie."""
    return sha256(cookie.encode("utf-8", "replace")).hexdigest()


def visitor(cookie_hash: str, language: str = "") -> Visitor:
    """The visitor that a cookie stands for."""
    return Visitor(Account(PLATFORM, cookie_hash[:32]), cookie_hash[:2], language=language)


def persona(cookie_hash: str, role: Role, language: str = "") -> Visitor:
    """One of the demo's three people of this browser."""
    whose = f"{cookie_hash[:32]}-{role.name.casefold()}"
    names = {Role.MEMBER: MEMBERS, Role.ORGANISER: ORGANISERS}.get(role, ("",))
    name = names[int(cookie_hash[2:10], 16) % len(names)]
    return Visitor(Account(PLATFORM, whose), cookie_hash[:2], name, language)


def role_of(name: str) -> Role:
    """The role of the persona that the page calls so; a guest when it calls nobody we know."""
    return next((role for role in Role if role.name.casefold() == name), Role.GUEST)


async def known(core: Core, cookie: str) -> str | None:
    """The hash of a cookie that was given out here; None for any other."""
    token = hashed(cookie)
    now = core.clock.now()
    person = await core.database.read(lambda tx: tx.sessions.person(token)) if cookie else None
    if person is None:
        return None
    await core.database.write(lambda tx: tx.sessions.seen(token, now))
    return token


async def welcome(core: Core, language: str) -> str:
    """Meet a browser for the first time and give it a cookie."""
    cookie = new_cookie()
    token, now = hashed(cookie), core.clock.now()
    person = await meet(core, visitor(token, language))
    await core.database.write(lambda tx: tx.sessions.add(token, person.id, now))
    return cookie


async def is_new(core: Core, visitor: Visitor, person: Person) -> bool:
    """Whether this is somebody's first visit, which is noted; who has begun to join needs no greeting."""
    now, here = core.clock.now(), visitor.account

    def look(tx: Tx) -> tuple[Newcomer | None, bool]:
        return tx.newcomers.get(PLATFORM, here.id), tx.members.onboarding(person.id) is not None

    came, joins = await core.database.read(look)
    if joins or came:
        return not joins and came is not None and now - came.came_at < VISIT
    one = Newcomer(PLATFORM, here.id, PLATFORM, visitor.name, person.language, now, None, person.id)
    await core.database.write(lambda tx: tx.newcomers.put(one))
    return True


async def meet(core: Core, visitor: Visitor, role: Role | None = None) -> Person:
    """The person behind a visitor; a persona of the demo is given its role."""
    person = await core.people.of(visitor.account, visitor.name, visitor.language, stand_in=visitor.stand_in)
    if role is None or person.role is role:
        return person
    await core.database.write(lambda tx: tx.people.set_role(person.id, int(role)))
    core.people.forget(person.id)
    return await core.people.of(visitor.account, visitor.name, visitor.language)
