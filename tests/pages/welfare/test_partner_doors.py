"""What a partner's people can open, and that all of it closes in the moment in which the agreement ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from tests.databases import empty
from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.registrations import family, swimming
from tests.factories.welfare import ClientFactory, recognised_partner, worker
from tests.pages.html import Visitor
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.registrations.services import refer, register
from uitpas2.web.guard import routes
from uitpas2.welfare.models import Client, Recognition
from uitpas2.welfare.services import add_task, vouch

SignIn = Callable[[Assignment], FlaskClient]


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """Whose door it is does not depend on the database: one will do."""
    empty(_sqlite)
    return _sqlite


@dataclass
class Scene:
    guide: Assignment
    boss: Assignment
    officer: Assignment
    mother: Assignment
    recognition: str
    ids: dict[str, str]


@pytest.fixture
def scene(workplace: Workplace) -> Scene:
    """A partner that did something of each kind for one child."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        gent = OrganisationFactory(of_municipality=True)
        partner = recognised_partner(name="OCMW Gent")
        home = family()
        ClientFactory(partner=partner, holder=home.child, attendance_since=work.now)
        guide = worker(partner)
        boss = AssignmentFactory(role=Role.PARTNER_RESPONSIBLE, organisation=partner)
        officer = AssignmentFactory(role=Role.MUNICIPALITY_OFFICER, organisation=gent)
        activity, session = swimming(places=4, session__starts=work.now + timedelta(days=9))
        other, _ = swimming(places=4, session__starts=work.now + timedelta(days=9))
        actor = actor_of(guide)
        for one in (guide, boss, officer, home.guardian):
            _ = one.account, one.organisation
        recognition = work.session.scalars(select(Recognition.id)).one()
    with workplace.begin(actor) as work:
        made = register(work, session_id=session.id, holder_id=home.child.id)
        ids = {
            "holder_id": home.child.id,
            "activity_id": activity.id,
            "registration_id": made.id,
            "right_id": vouch(work, holder_id=home.child.id, ground="living_wage", months=6).id,
            "referral_id": refer(
                work, holder_id=home.child.id, activity_id=other.id, until=work.today + timedelta(days=5)
            ).id,
            "task_id": add_task(work, home.child.id, what="Fiets zoeken", due_on=work.today).id,
        }
    return Scene(guide, boss, officer, home.guardian, recognition, ids)


def doors(app: Flask, ids: dict[str, str]) -> list[tuple[str, str]]:
    """Every address of a partner that has a family in it."""
    found = []
    for route in routes(app):
        if route.path.startswith("/partner/") and "<" in route.path and "account_id" not in route.path:
            path = route.path
            for name, id in ids.items():
                path = path.replace(f"<{name}>", id)
            found.append((route.method, path))
    assert not [path for _, path in found if "<" in path]
    return found


def answers(client: FlaskClient, found: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    form = {
        "ground": "living_wage", "months": "6", "until": "2026-12-01", "what": "x", "due_on": "2026-12-01",
        "idempotency_key": "knocking-again",
    }  # fmt: skip
    heard = {}
    for number, (method, path) in enumerate(found):
        body = {**form, "idempotency_key": f"knocking-{number:04}"} if method == "POST" else None
        answer = client.open(path, method=method, data=body)
        heard[method, path] = answer.status_code
        answer.close()
    return heard


def test_every_partner_door_closes_when_the_agreement_ends(
    app: Flask, visitor: Visitor, sign_in: SignIn, workplace: Workplace, scene: Scene
) -> None:
    found = doors(app, scene.ids)
    client = sign_in(scene.guide)
    reading = [door for door in found if door[0] == "GET"]
    assert {door: code for door, code in answers(client, reading).items() if code not in {200, 422}} == {}
    assert "Fiets zoeken" in visitor.visit("/partner").text

    sign_in(scene.officer)
    page = visitor.visit(visitor.visit("/municipality/partners").link("OCMW Gent"))
    page.submit(action=f"/municipality/partners/{scene.recognition}/end")

    client = sign_in(scene.guide)
    heard = answers(client, found)
    home = visitor.visit("/partner")
    assert len(found) >= 20
    assert set(heard.values()) <= {404, 422}, {door: code for door, code in heard.items() if code not in {404, 422}}
    assert {code for (method, _), code in heard.items() if method == "GET"} == {404}
    assert "Noor" not in home.text
    assert "Fiets" not in home.text
    with workplace.reading() as work:
        assert work.session.scalars(select(Client.ended_at)).one() is None


def test_the_family_reads_who_guides_it_and_decides_what_they_see(
    visitor: Visitor, sign_in: SignIn, workplace: Workplace, scene: Scene
) -> None:
    sign_in(scene.mother)
    with workplace.reading() as work:
        client_id = work.session.scalars(select(Client.id)).one()

    page = visitor.visit(f"/family/children/{scene.ids['holder_id']}/guides")
    narrowed = page.submit(action=f"/family/guides/{client_id}/attendance")

    assert "Ze zien ook of Noor daar kwam" in page.text
    assert "Ze zien niet of Noor kwam" in narrowed.text
    sign_in(scene.guide)
    assert (
        "Het gezin vroeg je niet om dit op te volgen"
        in visitor.visit(f"/partner/clients/{scene.ids['holder_id']}").text
    )


def test_who_is_in_charge_invites_a_colleague_with_a_code_shown_once_and_ends_the_sign_in(
    visitor: Visitor, sign_in: SignIn, scene: Scene
) -> None:
    sign_in(scene.boss)

    invited = visitor.submit("/partner/team", {"name": "Bo Claes", "email": "bo@ocmw.test"})

    assert "Geef deze code nu aan Bo Claes" in invited.text
    assert "Geef deze code" not in visitor.visit("/partner/team").text
    ended = visitor.send(f"/partner/team/{scene.guide.account_id}/end")
    assert "ziet niets meer van jullie gezinnen" in ended.text
    sign_in(scene.guide)
    assert visitor.visit("/partner").address == "/sign-in"


def test_a_letter_is_used_on_the_website_without_an_account(
    visitor: Visitor, sign_in: SignIn, client: FlaskClient, scene: Scene
) -> None:
    sign_in(scene.guide)
    page = visitor.visit(f"/partner/referrals/{scene.ids['referral_id']}")
    code = _code_in(page.text)
    letter = client.get(f"/partner/referrals/{scene.ids['referral_id']}/letter.pdf")
    assert letter.data.startswith(b"%PDF")
    client.post("/sign-out")

    wrong = visitor.send("/invitation", {"code": "AAAA-BBBB-CC"}, status=422)
    opened = visitor.visit(f"/invitation?code={code}").submit({"code": code})

    assert "Deze code kennen we niet" in wrong.error_beside("code")
    assert "Een plaats voor Noor" in opened.heading
    for word in ("OCMW", "partner", "begeleid"):
        assert word not in opened.text
    refused = opened.submit({"code": code}, status=422)
    assert "Kies eerst een moment" in refused.text
    taken = refused.submit({"session_id": refused.one("input", type="radio").get("value")})
    assert "Noor heeft een plaats" in taken.text


def _code_in(text: str) -> str:
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b", text)
    assert found, text
    return found.group()


def test_a_municipality_recognises_a_new_partner_and_hands_over_the_code(
    visitor: Visitor, sign_in: SignIn, scene: Scene
) -> None:
    sign_in(scene.officer)
    signed = {
        "partner_id": "new",
        "name": "Huis van het Kind",
        "starts": "2026-12-01",
        "last_day": "2027-11-30",
        "reference": "GR 2026/200",
        "signed_by_municipality": "De schepen",
        "signed_by_partner": "An Claes",
        "signed_on": "2026-11-25",
    }

    refused = visitor.submit("/municipality/partners/new", signed, status=422)
    kept = refused.submit({"responsible": "An Claes", "email": "an@huis.test"})

    assert "wie er verantwoordelijk is" in refused.error_beside("name")
    assert refused.value_of("reference") == "GR 2026/200"
    assert "Geef deze code nu aan An Claes" in kept.text
    assert "Moet nog beginnen" in kept.text
    assert "an@huis.test" not in visitor.visit("/municipality/partners").text
