"""Who is asking: a signed-in person by session cookie on pages, an API client by bearer token on machine routes."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, request
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import select

from uitpas2.accounts.models import AccessToken, Account, ApiClient, Assignment, Organisation
from uitpas2.accounts.rules import API_SCOPES, PERMISSIONS, token_hash
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ANONYMOUS, Actor, ActorKind
from uitpas2.web.context import platform
from uitpas2.web.guard import is_machine_request


class SignedIn(UserMixin):  # type: ignore[misc]
    """Flask-Login's view of a signed-in assignment. Its id holds the account's epoch: a new epoch ends all sessions."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment

    def get_id(self) -> str:
        return session_id(self.assignment)


def session_id(assignment: Assignment) -> str:
    return f"{assignment.id}:{assignment.account.session_epoch}"


def actor_of(assignment: Assignment) -> Actor:
    """The actor a person is while signed in with this assignment."""
    organisation = assignment.organisation
    return Actor(
        id=assignment.account_id,
        kind=ActorKind.PERSON,
        name=assignment.account.name,
        role=assignment.role.value,
        organisation_id=assignment.organisation_id,
        municipality_nis=organisation.municipality_nis if organisation else None,
        permissions=frozenset(PERMISSIONS[assignment.role]),
    )


def find_actor() -> Actor:
    """The actor of the present request. Cookies count for nothing on machine routes, tokens nothing on pages."""
    if is_machine_request():
        return _client_actor()
    if not current_user.is_authenticated:
        return ANONYMOUS
    assignment: Assignment = current_user.assignment
    g.account_language = assignment.account.language
    g.assignment = assignment
    return actor_of(assignment)


def _client_actor() -> Actor:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return ANONYMOUS
    with platform().workplace.reading() as work:
        return actor_of_token(work, token)


def actor_of_token(work: Work, token: str) -> Actor:
    """The API client that shows this token, with what both token and client allow; nobody when it is not valid."""
    row = work.session.execute(
        select(ApiClient, Organisation, AccessToken.scopes)
        .join(AccessToken, AccessToken.client_id == ApiClient.id)
        .join(Organisation, Organisation.id == ApiClient.organisation_id)
        .where(
            AccessToken.token_hash == token_hash(token), AccessToken.expires_at > work.now, ApiClient.active.is_(True)
        )
    ).one_or_none()
    if row is None:
        return ANONYMOUS
    client, organisation, asked = row
    scopes = set(client.scopes) if asked is None else set(client.scopes) & set(asked)
    return Actor(
        id=f"client:{client.id}",
        kind=ActorKind.CLIENT,
        name=client.name,
        role="api-client",
        organisation_id=organisation.id,
        municipality_nis=organisation.municipality_nis,
        permissions=frozenset(API_SCOPES[scope] for scope in scopes if scope in API_SCOPES),
    )


def install(app: Flask) -> None:
    manager = LoginManager(app)
    # Not tied to the network address: a volunteer's phone moves from wifi to mobile between two scans.
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]
    def _load(kept: str) -> Any:
        assignment_id, _, epoch = kept.partition(":")
        with platform().workplace.reading() as work:
            assignment = work.session.scalars(
                select(Assignment).join(Account).where(Assignment.id == assignment_id, Account.active.is_(True))
            ).one_or_none()
            if assignment is None or str(assignment.account.session_epoch) != epoch:
                return None
            _ = assignment.organisation  # loaded now: the session closes before the page is made
            return SignedIn(assignment)
