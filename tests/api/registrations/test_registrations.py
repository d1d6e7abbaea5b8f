"""Registrations by an organiser's own system."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.accounts import AccountFactory, OrganisationFactory, bearer
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory
from tests.factories.registrations import family, swimming
from tests.factories.welfare import ClientFactory, recognised_partner
from uitpas2.accounts.models import Organisation
from uitpas2.cards.models import Card
from uitpas2.cards.queries import active_card
from uitpas2.cards.rules import check_digit
from uitpas2.cards.services import qr_token
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.outbox.models import OutboxMessage
from uitpas2.registrations.models import Registration
from uitpas2.registrations.services import register, show_partner

CARD_OF_NOBODY = "099999999999" + check_digit("099999999999")
BORN = "2018-03-14"  # as all holders of the factory


@dataclass
class Club:
    """A club's system, one of another club, and swimming with two places on a day."""

    client: FlaskClient
    ours: dict[str, str]
    theirs: dict[str, str]
    activity: str
    session: str
    number: str
    code: str

    def send(self, key: str, headers: dict[str, str] | None = None, **body: Any) -> Any:
        asked = {"activity_id": self.activity, "session_id": self.session, "card": self.number, "birth_date": BORN}
        wanted = {name: value for name, value in (asked | body).items() if value is not None}
        headers = {**(headers or self.ours), "Idempotency-Key": f"club-key-{key}"}
        return self.client.post("/api/v1/registrations", json=wanted, headers=headers)

    def get(self, path: str = "", headers: dict[str, str] | None = None, **query: Any) -> Any:
        return self.client.get(f"/api/v1/registrations{path}", query_string=query, headers=headers or self.ours)

    def cancel(self, id: str, headers: dict[str, str] | None = None) -> Any:
        return self.client.post(f"/api/v1/registrations/{id}/cancel", headers=headers or self.ours)


@pytest.fixture
def club(client: FlaskClient, workplace: Workplace) -> Club:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        activity, session = swimming(places=2, session__starts=work.now + timedelta(days=9))
        noor = family(with_right=True, first_name="Noor", last_name="Maes").child
        card = active_card(work, noor.id)
        assert card is not None
        return Club(
            client=client,
            ours=bearer(work, work.session.get_one(Organisation, activity.organiser_id), "registrations"),
            theirs=bearer(work, OrganisationFactory(), "registrations"),
            activity=activity.id,
            session=session.id,
            number=card.number,
            code=qr_token(work, card),
        )


def another_card(workplace: Workplace) -> str:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        card: Card = CardFactory()
        GuardianshipFactory(account=AccountFactory(), holder=card.membership.holder)
        return card.number


def test_a_card_is_registered_once_however_often_it_is_sent(club: Club, workplace: Workplace) -> None:
    first, again = club.send("one"), club.send("one")
    other_key = club.send("two", expected_cents=200)

    assert (first.status_code, first.json) == (201, again.json)
    assert (first.json["status"], first.json["holder_pays_cents"]) == ("confirmed", 200)
    assert (other_key.status_code, other_key.json["code"]) == (409, "already-registered")
    with workplace.reading() as work:
        assert len(work.session.scalars(select(Registration)).all()) == 1
        assert [one.kind for one in work.session.scalars(select(OutboxMessage))] == ["registration-confirmed"]


def test_what_stands_in_the_way_is_a_problem_with_its_own_code(club: Club, workplace: Workplace) -> None:
    wrong_digit = club.number[:-1] + str((int(club.number[-1]) + 1) % 10)

    refused = {
        "another birth date": club.send("1", birth_date="2018-03-15"),
        "no birth date": club.send("2", birth_date=None),
        "mistyped": club.send("3", card=wrong_digit),
        "no such card": club.send("4", card=CARD_OF_NOBODY),
        "another price": club.send("5", expected_cents=1000),
        "both": club.send("6", series_id="some"),
        "no such session": club.send("7", session_id="nothing"),
        "odd field": club.send("8", status="confirmed"),
        "no key": club.client.post("/api/v1/registrations", json={}, headers=club.ours),
    }

    assert {what: (answer.status_code, answer.json["code"]) for what, answer in refused.items()} == {
        "another birth date": (404, "card-and-birth-date"),
        "no birth date": (422, "birth-date-needed"),
        "mistyped": (422, "card-number-mistyped"),
        "no such card": (404, "card-and-birth-date"),
        "another price": (409, "registration-price-changed"),
        "both": (422, "invalid-body"),
        "no such session": (404, "session-unknown"),
        "odd field": (422, "invalid-body"),
        "no key": (422, "invalid-body"),
    }
    assert refused["another birth date"].data == refused["no such card"].data
    assert club.send("9", card=club.code, birth_date=None).status_code == 201


def test_when_it_is_full_somebody_waits_only_if_that_was_asked(club: Club, workplace: Workplace) -> None:
    for number in range(2):
        club.send(f"full-{number}", card=another_card(workplace))

    refused = club.send("late", card=club.number)
    waits = club.send("late-2", card=club.number, or_wait=True)

    assert (refused.status_code, refused.json["code"]) == (409, "session-full-waiting-possible")
    assert waits.json["status"] == "waiting"
    assert club.get(status="waiting").json["items"][0]["name"] == "Noor M."
    first = club.get(status="confirmed", limit=1).json
    assert (first["total"], len(first["items"])) == (2, 1)


def test_a_place_is_given_back_and_the_family_hears_it(club: Club, workplace: Workplace) -> None:
    id = club.send("one").json["id"]

    cancelled, again = club.cancel(id), club.cancel(id)

    assert (cancelled.status_code, cancelled.json["status"], cancelled.json["name"]) == (200, "cancelled", "")
    assert again.json == cancelled.json
    with workplace.reading() as work:
        kinds = [one.kind for one in work.session.scalars(select(OutboxMessage).order_by(OutboxMessage.queued_at))]
    assert sorted(kinds) == ["registration-cancelled", "registration-confirmed"]


def test_another_organiser_finds_nothing_of_it(club: Club) -> None:
    id = club.send("one").json["id"]

    for theirs, nobodys in (
        (club.get(f"/{id}", club.theirs), club.get("/nothing", club.theirs)),
        (club.cancel(id, club.theirs), club.cancel("nothing", club.theirs)),
        (club.send("two", club.theirs), club.send("three", club.theirs, activity_id="nothing")),
    ):
        assert (theirs.status_code, theirs.json) == (404, nobodys.json)
    assert club.get(headers=club.theirs).json["total"] == 0


def test_an_organiser_reads_who_helps_only_when_the_family_wishes_it(club: Club, workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        partner = recognised_partner(name="Huis van het Kind")
        child = ClientFactory(partner=partner).holder_id
        made = register(work, session_id=club.session, holder_id=child, for_organisation_id=partner.id).id
    before = club.get(f"/{made}")
    with workplace.begin(system_actor("test")) as work:
        show_partner(work, made, shown=True)

    assert "Huis van het Kind" not in before.text
    assert club.get(f"/{made}").json["helper"] == "Huis van het Kind"
