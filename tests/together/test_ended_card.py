"""A card that ended is refused by every door, with the very next request: each was open to it a moment before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories.accounts import AccountFactory, AssignmentFactory, bearer
from tests.factories.base import use
from tests.factories.scanning import at_door
from tests.factories.welfare import WHY, recognised_partner, worker
from tests.services.cards.people import clerk_of_aalst, guardian
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import queries, services
from uitpas2.cards.rules import BarReason, CardEndReason, CardWay
from uitpas2.cards.services import NewCard
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.errors import DomainError
from uitpas2.scanning.rules import VerdictKind
from uitpas2.scanning.services import admit, check_in
from uitpas2.welfare.services import accept_on_paper

CHIP = "04a1b2c3d4e5f6"
ENDINGS: dict[str, Callable[..., Any]] = {
    "blocked": lambda work, card: services.end_card(work, card.id, reason=CardEndReason.LOSS, new=None),
    "replaced": lambda work, card: services.end_card(
        work, card.id, reason=CardEndReason.THEFT, new=NewCard(CardWay.PRINT)
    ),
    "taken away": lambda work, card: services.end_card(work, card.id, reason=CardEndReason.MISTAKE, new=None),
    "barred": lambda work, card: services.bar(work, card.membership.holder_id, reason=BarReason.MISUSE),
}


@pytest.fixture
def street(workplace, client, sign_in):
    """Noor's card in four spellings, and everybody to whom she can show it; each door tells whether it is open."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        door = at_door(work)
        card, holder, activity = door.scene.card, door.scene.holder, door.scene.activity
        card.chip_number = CHIP
        live = services.live_code(work, card).text
        shown = {"number": card.number, "chip": CHIP.upper(), "code": services.qr_token(work, card), "live code": live}
        organiser = work.session.get_one(Organisation, door.scene.organiser_id)
        token = bearer(work, organiser, "quotes", "sales", "checkins", "cards")
        clerk = actor_of(AssignmentFactory(role=Role.COUNTER_CLERK, organisation=door.scene.gent))
        elsewhere = actor_of(clerk_of_aalst())
        partner, parent = actor_of(worker(recognised_partner())), actor_of(guardian(AccountFactory()))
        born, card_id = holder.birth_date, card.id
    sign_in(door.volunteer)
    keys = iter(range(1000))

    def api(path: str, **body: Any) -> bool:
        headers = {**token, "Idempotency-Key": f"an-ended-card-{next(keys)}"}
        answer = client.post(f"/api/v1{path}", json={"activity_id": activity.id, **body}, headers=headers)
        return answer.status_code < 300

    def scan(scanned: str) -> bool:
        headers = {"Accept": "application/json"}
        return client.post(f"/scan/{activity.id}/look", data={"scanned": scanned}, headers=headers).json["kind"] != "no"

    def told(actor: Any, act: Callable[..., Any]) -> bool:
        """Whether the act goes through; what it did is taken back."""
        try:
            with workplace.begin(actor) as work:
                done = act(work)
                work.session.rollback()
                return done is not False
        except DomainError:
            return False

    doors: dict[str, Callable[[], bool]] = {}
    for spelling, scanned in shown.items():
        doors |= {
            f"look, {spelling}": lambda scanned=scanned: scan(scanned),
            f"quote, {spelling}": lambda scanned=scanned: api("/quotes", card=scanned),
        }
    number, code = shown["number"], shown["code"]
    doors |= {
        "sale": lambda: api("/sales", card=code, at_full_price=True),
        "letting in": lambda: told(
            door.actor,
            lambda work: admit(work, activity_id=activity.id, scanned=code, key="a-tap").kind is VerdictKind.YES,
        ),
        "check-in": lambda: told(
            door.actor, lambda work: check_in(work, activity_id=activity.id, scanned=code, key="a-turnstile")
        ),
        "looking up": lambda: client.get(f"/api/v1/cards/{number}", headers=token).status_code == 200,
        "partner": lambda: told(
            partner, lambda work: accept_on_paper(work, card_number=number, birth_date=born, why=WHY)
        ),
        "family": lambda: told(
            parent,
            lambda work: services.ask_to_join(work, card_number=number, birth_date=born).holder_id is not None,
        ),
        "moving here": lambda: told(
            elsewhere,
            lambda work: services.receive_holder(
                work, card_number=number, birth_date=born, street="", postal_code="9300", city="Aalst"
            ),
        ),
    }
    return workplace, clerk, card_id, doors


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_door_refuses_an_ended_card_with_the_next_request(street, ending):
    workplace, clerk, card_id, doors = street
    before = {name for name, is_open in doors.items() if is_open()}

    with workplace.begin(clerk) as work:
        ENDINGS[ending](work, queries.card(work, card_id))
    after = {name for name, is_open in doors.items() if is_open()}

    assert before == set(doors)
    # Somebody who is barred is not a stranger: a family, a partner and another region may still know them.
    assert after == ({"partner", "family", "moving here"} if ending == "barred" else set())
