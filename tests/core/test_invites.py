from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.core import invites
from bot.core.roles import Role
from bot.storage.database import Database

NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with await Database.open("sqlite+aiosqlite://") as opened:
        await opened.write(lambda tx: tx.people.create("ana", "web", "1", at=NOW))
        await opened.write(lambda tx: tx.people.create("ivan", "web", "2", at=NOW))
        yield opened


async def invited(database: Database, role: Role = Role.ORGANISER) -> str:
    secret = invites.new_secret()
    await database.write(lambda tx: invites.invite(tx, secret, role, None, NOW))
    return secret


async def used(database: Database, secret: str, who: str, at: datetime = NOW) -> Role | None:
    return await database.write(lambda tx: invites.accept(tx, secret, who, at))


async def role(database: Database, who: str) -> int:
    person = await database.read(lambda tx: tx.people.get(who))
    assert person is not None
    return person.role


async def test_an_invitation_raises_whoever_uses_it_and_works_once(database: Database) -> None:
    secret = await invited(database)
    assert await used(database, secret, "ana") is Role.ORGANISER
    assert await used(database, secret, "ivan") is None
    assert (await role(database, "ana"), await role(database, "ivan")) == (Role.ORGANISER, Role.GUEST)


async def test_an_invitation_expires(database: Database) -> None:
    secret = await invited(database)
    assert await used(database, secret, "ana", NOW + invites.VALID + timedelta(seconds=1)) is None
    assert await role(database, "ana") == Role.GUEST


async def test_a_secret_that_nobody_made_does_nothing(database: Database) -> None:
    assert await used(database, "guess", "ana") is None


async def test_an_invitation_lowers_nobody(database: Database) -> None:
    await used(database, await invited(database), "ana")
    assert await used(database, await invited(database, Role.MEMBER), "ana") is Role.ORGANISER
    assert await role(database, "ana") == Role.ORGANISER


def test_secrets_differ_and_fit_an_address() -> None:
    secrets = {invites.new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert invites.link("https://club.example/", "abc") == "https://club.example/invite/abc"
