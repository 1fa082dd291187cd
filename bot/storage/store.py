"""All repositories on one transaction."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.storage.audit import Audit
from bot.storage.contents import Contents
from bot.storage.deliveries import Deliveries
from bot.storage.enrolments import Enrolments
from bot.storage.erasures import Erasures
from bot.storage.facts import Facts
from bot.storage.funnel import Funnel
from bot.storage.help_requests import HelpRequests
from bot.storage.introductions import Introductions
from bot.storage.invites import Invites
from bot.storage.kept import Kept
from bot.storage.link_codes import LinkCodes
from bot.storage.members import Members
from bot.storage.memberships import Memberships
from bot.storage.merging import merge
from bot.storage.newcomers import Newcomers
from bot.storage.owning import Owning
from bot.storage.parting import part
from bot.storage.people import People
from bot.storage.pictures import Pictures
from bot.storage.posts import Posts
from bot.storage.profile_views import ProfileViews
from bot.storage.pseudonyms import Pseudonyms
from bot.storage.reports import Reports
from bot.storage.requests import Requests
from bot.storage.retention import Retention
from bot.storage.roles import Roles
from bot.storage.schedules import Schedules
from bot.storage.sessions import Sessions

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


class Tx:
    """What a unit of work is given. It knows no driver and must not be kept after the unit returns."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def changes(self) -> int | None:
        """How many rows this connection has ever changed; None where the database does not count."""
        raw = self._connection.connection.dbapi_connection
        return getattr(raw, "total_changes", None)

    def merge(self, gone: str, kept: str) -> None:
        """Make two people one, who is `kept` from then on."""
        merge(self._connection, gone, kept)
        self.requests.became(gone, kept)

    def part(self, person_id: str, parted: str, to: str, at: datetime) -> None:
        """Make one of somebody's accounts, `slack:U1`, that of a guest with the id `to`."""
        part(self._connection, person_id, parted, to, at)

    @cached_property
    def facts(self) -> Facts:
        """Partners, programmes, projects, events and calls, with their history."""
        return Facts(self._connection)

    @cached_property
    def people(self) -> People:
        """People and their accounts."""
        return People(self._connection)

    @cached_property
    def members(self) -> Members:
        """What members told of themselves and agreed to."""
        return Members(self._connection)

    @cached_property
    def introductions(self) -> Introductions:
        """Who asked to meet whom, and who had coffee with whom."""
        return Introductions(self._connection)

    @cached_property
    def views(self) -> ProfileViews:
        """Who looked at whose profile."""
        return ProfileViews(self._connection)

    @cached_property
    def memberships(self) -> Memberships:
        """Who is in which community."""
        return Memberships(self._connection)

    @cached_property
    def enrolments(self) -> Enrolments:
        """Roles and channels by fields of interest."""
        return Enrolments(self._connection)

    @cached_property
    def newcomers(self) -> Newcomers:
        """Who is to be greeted, or was."""
        return Newcomers(self._connection)

    @cached_property
    def sessions(self) -> Sessions:
        """Web sessions."""
        return Sessions(self._connection)

    @cached_property
    def invites(self) -> Invites:
        """One-time links that give a role."""
        return Invites(self._connection)

    @cached_property
    def kept(self) -> Kept:
        """Text under a short token."""
        return Kept(self._connection)

    @cached_property
    def link_codes(self) -> LinkCodes:
        """Codes that link accounts."""
        return LinkCodes(self._connection)

    @cached_property
    def reports(self) -> Reports:
        """What people say is wrong."""
        return Reports(self._connection)

    @cached_property
    def posts(self) -> Posts:
        """The web chat's history."""
        return Posts(self._connection)

    @cached_property
    def requests(self) -> Requests:
        """Requests already handled."""
        return Requests(self._connection)

    @cached_property
    def audit(self) -> Audit:
        """Who ran which command that writes."""
        return Audit(self._connection)

    @cached_property
    def help(self) -> HelpRequests:
        """Questions that people brought to an organiser."""
        return HelpRequests(self._connection)

    @cached_property
    def funnel(self) -> Funnel:
        """How far those came who joined."""
        return Funnel(self._connection)

    @cached_property
    def pseudonyms(self) -> Pseudonyms:
        """What the audit calls people."""
        return Pseudonyms(self._connection)

    @cached_property
    def schedules(self) -> Schedules:
        """What is to be sent."""
        return Schedules(self._connection)

    @cached_property
    def deliveries(self) -> Deliveries:
        """Each message to each place."""
        return Deliveries(self._connection)

    @cached_property
    def contents(self) -> Contents:
        """What people wrote to be posted."""
        return Contents(self._connection)

    @cached_property
    def pictures(self) -> Pictures:
        """Pictures to be posted."""
        return Pictures(self._connection)

    @cached_property
    def roles(self) -> Roles:
        """Who has which role by name, and what gives one."""
        return Roles(self._connection)

    @cached_property
    def erasures(self) -> Erasures:
        """Who is to be forgotten, and who was."""
        return Erasures(self._connection)

    @cached_property
    def retention(self) -> Retention:
        """What has had its time."""
        return Retention(self._connection)

    @cached_property
    def owning(self) -> Owning:
        """What is one person's."""
        return Owning(self._connection)
