"""Every door where somebody shows a card, scans its code or types its number, and how to knock there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.factories.accounts import AccountFactory, AssignmentFactory, bearer
from tests.factories.base import use
from tests.factories.cards import CardFactory, CardSystemFactory, GuardianshipFactory
from tests.factories.scanning import AtDoor, at_door
from tests.factories.welfare import WHY, worker
from tests.services.cards.people import clerk_of_aalst, clerk_of_gent, guardian
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import session_id
from uitpas2.cards.models import Card, FamilyRequest
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

BORN = "2018-03-14"  # as all holders of the factory
KEYS = count(1)


@dataclass
class Street:
    """An organiser's door with its volunteer and its machine, and the desks of a partner, two regions and a family."""

    app: Flask
    workplace: Workplace
    door: AtDoor
    machine: dict[str, str]
    volunteer: Assignment
    office: Assignment
    partner: Assignment
    gent: Assignment
    aalst: Assignment
    parent: Assignment
    _browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def browser(self, who: Assignment) -> FlaskClient:
        """Somebody's browser, signed in."""
        if who.id not in self._browsers:
            client = self._browsers[who.id] = self.app.test_client()
            with client.session_transaction() as session:
                session["_user_id"] = session_id(who)
        return self._browsers[who.id]

    def post(self, who: Assignment, address: str, **form: str) -> TestResponse:
        key = {"idempotency_key": f"knocking-{next(KEYS):06d}"}
        return self.browser(who).post(address, data={**key, **form})

    def call(self, address: str, **body: str) -> TestResponse:
        headers = {**self.machine, "Idempotency-Key": f"knocking-{next(KEYS):06d}"}
        activity = {"activity_id": self.door.scene.activity.id}
        return self.app.test_client().post(f"/api/v1/{address}", json={**activity, **body}, headers=headers)

    def at_entrance(self, what: str, **form: str) -> TestResponse:
        """As the script of the scan page asks."""
        address = f"/scan/{self.door.scene.activity.id}/{what}"
        key = {"idempotency_key": f"knocking-{next(KEYS):06d}"}
        json = {"Accept": "application/json"}
        return self.browser(self.volunteer).post(address, data={**key, **form}, headers=json)

    def another_parent(self) -> None:
        """Somebody else asks: one family may ask a few times a day."""
        with self.workplace.begin(system_actor("test")) as work:
            use(work)
            self.parent = guardian(AccountFactory())
            _ = self.parent.account

    @property
    def moment(self) -> dict[str, str]:
        """The session of this afternoon, and the birth date of everybody."""
        return {"birth_date": BORN, "session_id": self.door.scene.activity.sessions[0].id}

    def card(self, **values: Any) -> Card:
        """A card of a new holder, who pays the full price and whose parent reads mail."""
        with self.workplace.begin(system_actor("test")) as work:
            use(work)
            made: Card = CardFactory(**values)
            if made.membership is not None:
                GuardianshipFactory(holder=made.membership.holder)
            _ = made.membership and made.membership.holder
            return made

    def code_mailed(self) -> bool:
        """Whether the latest question for a code found a family."""
        with self.workplace.reading() as work:
            latest = work.session.scalars(
                select(FamilyRequest).where(FamilyRequest.account_id == self.parent.account_id)
            )
            return any(request.holder_id for request in latest)


def build(app: Flask, workplace: Workplace) -> Street:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        gent, aalst, parent = clerk_of_gent(), clerk_of_aalst(), guardian(AccountFactory())
        CardSystemFactory()
        door = at_door(work, with_right=False, checkin_limit=1)
        organiser = work.session.get_one(Organisation, door.scene.organiser_id)
        machine = bearer(work, organiser, "cards", "quotes", "sales", "checkins", "registrations")
        partner = worker()
        _ = door.scene.activity.sessions
        office = AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=organiser)
        _ = door.scene.activity.sessions
        for who in (office, gent, aalst, parent, partner, door.volunteer):
            _ = who.account, who.organisation
        return Street(app, workplace, door, machine, door.volunteer, office, partner, gent, aalst, parent)


@dataclass(frozen=True)
class Door:
    """`knock` comes with a number or a code; `opens` tells whether the answer is that of a card that works."""

    name: str
    knock: Callable[[Street, str], TestResponse]
    opens: Callable[[Street, TestResponse], bool]
    is_for_machines: bool = False

    def __str__(self) -> str:
        return self.name


def _look_up(street: Street, text: str) -> TestResponse:
    return street.app.test_client().get(f"/api/v1/cards/{text}", headers=street.machine)


def _arrive(street: Street, text: str) -> TestResponse:
    address = {"street": "Markt 1", "postal_code": "9300", "city": "Aalst"}
    return street.post(street.aalst, "/counter/arrivals", card_number=text, birth_date=BORN, **address)


def _meet(street: Street, text: str) -> TestResponse:
    return street.post(street.partner, "/partner/clients/new", card_number=text, birth_date=BORN, way="paper", why=WHY)


def _join(street: Street, text: str) -> TestResponse:
    return street.post(street.parent, "/family/add", card_number=text, birth_date=BORN)


def _show_at_list(street: Street, text: str) -> TestResponse:
    """At the list of who is there, as its script sends it."""
    address = f"/attendance/{street.door.scene.activity.sessions[0].id}/cards"
    key = {"idempotency_key": f"knocking-{next(KEYS):06d}"}
    json = {"Accept": "application/json"}
    return street.browser(street.volunteer).post(address, data={**key, "scanned": text}, headers=json)


def _answered_with(status: int) -> Callable[[Street, TestResponse], bool]:
    return lambda _, answer: answer.status_code == status


def _shows(situation: str) -> Callable[[Street, TestResponse], bool]:
    return lambda _, answer: answer.status_code == 200 and answer.json["situation"] == situation


def _by_card(street: Street, text: str) -> TestResponse:
    moment = street.moment
    wanted = {"birth_date": moment["birth_date"], "what": f"session:{moment['session_id']}"}
    address = f"/organiser/activities/{street.door.scene.activity.id}/register/check"
    return street.post(street.office, address, card=text, **wanted)


LOOK_UP = Door("look-up", _look_up, _answered_with(200), is_for_machines=True)
QUOTE = Door("quote", lambda at, text: at.call("quotes", card=text), _answered_with(200), is_for_machines=True)
SALE = Door("sale", lambda at, text: at.call("sales", card=text), _answered_with(201), is_for_machines=True)
CHECK_IN = Door("check-in", lambda at, text: at.call("checkins", card=text), _answered_with(201), is_for_machines=True)
REGISTRATION = Door(
    "registration",
    lambda at, text: at.call("registrations", card=text, **at.moment),
    _answered_with(201),
    is_for_machines=True,
)
BY_CARD = Door("by card", _by_card, _answered_with(200))
LOOK = Door("look", lambda at, text: at.at_entrance("look", scanned=text), _shows("welcome"))
ADMIT = Door("admit", lambda at, text: at.at_entrance("admit", scanned=text, choice=":1000"), _shows("admitted"))
LIST = Door("list", _show_at_list, lambda _, answer: answer.json.get("code") == "not-expected")
PARTNER = Door("partner", _meet, _answered_with(303))
ARRIVAL = Door("arrival", _arrive, _answered_with(303))
FAMILY = Door("family", _join, lambda street, _: street.code_mailed())
DOORS = (LOOK_UP, QUOTE, SALE, CHECK_IN, REGISTRATION, BY_CARD, LOOK, ADMIT, LIST, PARTNER, ARRIVAL, FAMILY)
MACHINE_DOORS = tuple(door for door in DOORS if door.is_for_machines)

# The fields in which a card is shown at these doors, and the forms that take a card without asking whether it works:
# a clerk's desk has to find a blocked card, and takes cards out of its own drawer.
CARD_FIELDS = {"card", "scanned", "card_number"}
SHOWN_AT_DOORS = {
    "QuoteQuestion",
    "PriceQuestion",
    "SaleOrder",
    "CheckInBody",
    "LookBody",
    "RegistrationBody",
    "CardOrderForm",
    "AdmitBody",
    "CardForm",
    "NewClientForm",
    "ArrivalForm",
    "FamilyMemberForm",
}
OUT_OF_THE_DRAWER = {"RegistrationForm"}
