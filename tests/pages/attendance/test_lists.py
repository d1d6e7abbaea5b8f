"""The list on a telephone, what stands on it and what never does, and what a family writes down."""

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.attendance import Afternoon, afternoon, care, child_with_card
from tests.factories.base import use
from tests.factories.cards import GuardianshipFactory
from tests.factories.discounts import ChoiceProposalFactory
from tests.factories.registrations import RegistrationFactory
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.sessions import actor_of
from uitpas2.attendance.models import CareNeed, CareStay
from uitpas2.attendance.rules import Needs
from uitpas2.attendance.services import add_collector, write_needs
from uitpas2.cards.models import Card, Holder, Look
from uitpas2.database.work import Workplace
from uitpas2.discounts.services.paying import payer_of
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.registrations.models import RegisteredSession

SignIn = Callable[[Assignment], FlaskClient]
JSON = {"Accept": "application/json"}
NEVER = ("kansen", "armoede", "korting", "tarief", "prijs", "€", "Canary", "noten")


class Scene:
    """Noor is expected today; her mother wrote down what to watch for, and who may pick her up."""

    def __init__(self, workplace: Workplace, make: Callable[..., Afternoon] = afternoon) -> None:
        self.workplace = workplace
        with workplace.begin(system_actor("test")) as work:
            use(work)
            self.at = make(work)
            self.noor: Holder = child_with_card(with_right=True, last_name="Canary")
            self.card = work.session.scalars(select(Card.number)).one()
            self.mother = AssignmentFactory(guardian=True, account=AccountFactory(name="Lotte Maes"))
            self.other_parent = AssignmentFactory(guardian=True, account=AccountFactory(name="Els Dhondt"))
            GuardianshipFactory(account=self.mother.account, holder=self.noor)
            RegistrationFactory(session=self.at.session, holder=self.noor)
            payer_of(work, "44021")
            ChoiceProposalFactory()
            self.other = afternoon(work)
            for who in (self.at.volunteer, self.at.office, self.other.volunteer, self.mother, self.other_parent):
                _ = who.account, who.organisation
        with workplace.begin(actor_of(self.mother)) as work:
            write_needs(work, self.noor.id, Needs(allergies="Geen noten"), agreed=True)
            self.oma = add_collector(work, self.noor.id, name="Oma Jeanne", phone="0470 12 34 56").id
        self.list = f"/attendance/{self.at.session.id}"
        self.notes = f"{self.list}/children/{self.noor.id}"
        self.safety = f"/family/children/{self.noor.id}/safety"

    def tap(self, client: FlaskClient, what: str, key: str, **more: str):
        form = {"child": self.noor.id, "what": what, "idempotency_key": key, **more}
        return client.post(f"{self.list}/marks", data=form, headers=more.pop("headers", {}))


def test_a_list_names_children_as_at_the_door_and_takes_a_tap_without_script(
    workplace: Workplace, sign_in: SignIn
) -> None:
    here = Scene(workplace)
    client = sign_in(here.at.volunteer)

    page = client.get(here.list).text
    tapped = here.tap(client, "attended", "tap-one-0001")
    after = client.get(here.list).text

    assert "Noor C." in page
    assert [word for word in NEVER if word in page] == []
    assert (tapped.status_code, tapped.location) == (303, f"{here.list}#child-{here.noor.id}")
    assert 'data-standing="attended"' in after


def test_the_script_hears_how_a_child_stands_and_why_something_was_not_taken(
    workplace: Workplace, sign_in: SignIn, clock: FrozenClock
) -> None:
    here = Scene(workplace)
    client = sign_in(here.at.volunteer)
    form = {"child": here.noor.id, "what": "absent", "at": (clock.now() - timedelta(hours=1)).isoformat()}

    sent = [client.post(f"{here.list}/marks", data=form, headers={**JSON, "Idempotency-Key": "k" * 20}) for _ in "12"]
    overtaken = client.post(
        f"{here.list}/marks",
        data={**form, "what": "attended", "at": (clock.now() - timedelta(hours=2)).isoformat()},
        headers={**JSON, "Idempotency-Key": "later" * 4},
    )
    clock.move(timedelta(days=1))
    late = client.post(f"{here.list}/marks", data=form, headers={**JSON, "Idempotency-Key": "m" * 20})

    assert [answer.json["attendance"] for answer in sent] == ["absent", "absent"]
    assert (overtaken.json["heard"], overtaken.json["attendance"]) == ("overtaken", "absent")
    assert (late.status_code, late.json["code"]) == (422, "attendance-not-today")


def test_a_card_notes_its_holder_and_a_strange_card_nobody(workplace: Workplace, sign_in: SignIn) -> None:
    here = Scene(workplace)
    client = sign_in(here.at.volunteer)
    post = {"scanned": here.card, "idempotency_key": "card-0000001"}

    good = client.post(f"{here.list}/cards", data=post)
    again = client.post(f"{here.list}/cards", data=post)
    strange = client.post(f"{here.list}/cards", data={**post, "scanned": "0900000000099"})

    assert (good.status_code, again.status_code, strange.status_code) == (303, 303, 422)
    with workplace.reading(system_actor("test")) as work:
        assert work.session.scalars(select(RegisteredSession.attendance)).one().value == "attended"


def test_care_takes_in_and_gives_along_with_somebody_of_the_familys_list(workplace: Workplace, sign_in: SignIn) -> None:
    here = Scene(workplace, care)
    client = sign_in(here.at.volunteer)

    came = here.tap(client, "in", "care-in-0001")
    nobody = here.tap(client, "out", "care-out-001")
    notes = client.get(here.notes).text
    went = here.tap(client, "out", "care-out-002", collector=here.oma)

    assert (came.status_code, nobody.status_code, went.status_code) == (303, 422, 303)
    assert "Oma Jeanne" in notes
    assert "Lotte Maes" in notes
    with workplace.reading(system_actor("test")) as work:
        assert work.session.scalars(select(CareStay.handed_to)).one() == "Oma Jeanne"


def test_what_to_watch_for_is_for_those_on_duty_today_and_the_family_sees_who_read_it(
    workplace: Workplace, sign_in: SignIn, clock: FrozenClock
) -> None:
    here = Scene(workplace)

    read = sign_in(here.at.volunteer).get(here.notes)
    elsewhere = sign_in(here.other.volunteer).get(here.notes)
    missing = sign_in(here.other.volunteer).get(here.notes.replace(here.at.session.id, "nothing"))
    told = sign_in(here.mother).get(here.safety).text
    clock.move(timedelta(days=1))
    next_day = [sign_in(who).get(here.notes) for who in (here.at.volunteer, here.at.office)]
    lists = [sign_in(who).get(here.list).status_code for who in (here.at.volunteer, here.at.office)]

    assert "Geen noten" in read.text
    assert (elsewhere.status_code, missing.status_code) == (404, 404)
    assert [answer.status_code for answer in next_day] == [422, 422]
    assert lists == [422, 200]
    assert all("noten" not in answer.text for answer in (elsewhere, missing, *next_day))
    assert "Had die dag dienst" in told
    with workplace.reading(system_actor("test")) as work:
        assert len(work.session.scalars(select(Look.id)).all()) == 1
        assert b"noten" not in work.session.scalars(select(CareNeed.sealed)).one()


def test_only_a_childs_own_family_writes_and_reads_its_safety(workplace: Workplace, sign_in: SignIn) -> None:
    here = Scene(workplace)
    off = f"{here.safety}/collectors/{here.oma}/removed"

    strange = sign_in(here.other_parent)
    refused = [
        strange.get(here.safety),
        strange.post(f"{here.safety}/needs", data={"allergies": "x", "agreed": "true"}),
        strange.post(f"{here.safety}/collectors", data={"name": "Piet", "idempotency_key": "strange-0001"}),
        strange.post(off),
    ]
    own = sign_in(here.mother)
    without_yes = own.post(f"{here.safety}/needs", data={"allergies": "Bijen"})
    kept = own.post(f"{here.safety}/needs", data={"allergies": "Bijen", "agreed": "true"})
    taken_off = own.post(off)
    empty = own.post(f"{here.safety}/needs", data={})

    assert all(answer.status_code in {404, 422} and "noten" not in answer.text for answer in refused)
    assert (without_yes.status_code, "Bijen" in without_yes.text) == (422, True)
    assert (kept.status_code, taken_off.status_code, empty.status_code) == (303, 303, 303)
    with workplace.reading(system_actor("test")) as work:
        assert work.session.scalars(select(CareNeed)).all() == []
