"""Registering in one step: nothing typed is lost, nobody is registered twice by mistake, the card is there at once."""

from __future__ import annotations

from sqlalchemy import select

from tests.factories.accounts import AccountFactory
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from tests.pages.counter.test_desk import NOOR, REGISTER, code_on, holders
from tests.services.cards.people import clerk_of_aalst
from uitpas2.cards.models import Card
from uitpas2.cards.rules import CardStatus


def test_the_second_click_registers_nobody_twice_and_keeps_the_code(desk, prepare):
    form = {**NOOR, "idempotency_key": "the-same-form-0001"}

    first = desk.client.post(REGISTER, data=form)
    page = desk.send(REGISTER, form)

    assert first.status_code == 303
    assert page.address == first.headers["Location"]
    assert holders(prepare) == 1
    assert code_on(page)


def test_what_was_typed_stays_when_something_is_wrong(desk, prepare):
    wrong = {**NOOR, "birth_date": "2018-02-31", "postal_code": "", "street": "Kouter 1"}

    page = desk.submit(REGISTER, wrong, status=422)

    assert page.error_beside("birth_date") == "Dit is geen bestaande datum."
    assert page.error_beside("postal_code") == "Vul dit nog in."
    assert page.link("Postcode: Vul dit nog in.") == "#postal_code"
    assert (page.value_of("first_name"), page.value_of("street")) == ("Noor", "Kouter 1")
    assert holders(prepare) == 0


REFUSALS = [
    ({"guardian_email": ""}, "guardian_email", "Voor wie jonger is dan 18"),
    ({"national_number": "18.03.14-002.50"}, "national_number", "klopt net niet"),
    ({"national_number": "83030201540"}, "national_number", "hoort niet bij deze geboortedatum"),
    ({"birth_date": "2027-01-01"}, "birth_date", "kan niet kloppen"),
    ({"postal_code": "1000"}, "postal_code", "vinden we geen Vlaamse gemeente"),
]


def test_a_refusal_stands_beside_its_field(desk):
    for changes, field, sentence in REFUSALS:
        page = desk.submit(REGISTER, {**NOOR, **changes}, status=422)

        assert sentence in page.error_beside(field)
        assert page.value_of("last_name") == "Peeters"


def test_a_child_of_another_region_is_sent_to_the_counter_there(desk, prepare):
    with prepare():
        clerk_of_aalst()

    page = desk.submit(REGISTER, {**NOOR, "postal_code": "9300", "city": "Aalst"}, status=422)

    assert page.error_beside("postal_code").startswith("Aalst hoort niet bij jouw regio.")


def test_somebody_alike_is_shown_first_and_registered_only_deliberately(desk, prepare):
    with prepare():
        known = HolderFactory(first_name="NOOR")

    page = desk.submit(REGISTER, NOOR, status=422)
    assert "Is dit dezelfde persoon?" in page.text
    assert "14 mrt 2018" in page.text
    assert page.link("NOOR Peeters") == f"/counter/holders/{known.id}"
    assert holders(prepare) == 1

    page = page.submit({"not_same": known.id, "way": "drawer", "card_number": "0900000095903"}, status=422)
    assert page.error_beside("card_number")
    page = page.submit({"way": "none", "card_number": ""})

    assert page.heading == "Noor Peeters"
    assert holders(prepare) == 2


def test_a_guardian_who_has_an_account_gets_no_code(desk, prepare):
    with prepare():
        AccountFactory(email="lotte@voorbeeld.test", name="Lotte Maes", password_hash="chosen")

    page = desk.submit(REGISTER, NOOR)

    assert "Lotte Maes heeft al een account" in page.text
    assert code_on(page) is None
    assert "Nieuwe code" not in page.text


def test_a_card_from_the_drawer_is_given_in_the_same_step(desk, prepare):
    with prepare():
        number = CardFactory(stock=True).number

    form = desk.visit(REGISTER)
    assert "Er ligt 1 kaart in de lade." in form.text
    # Whoever scanned a card wants that one, whatever is ticked; the place is filled in by the postal code.
    page = form.submit({**NOOR, "city": "", "way": "none", "card_number": f"{number[:4]} {number[4:]}"})

    assert "Noor is ingeschreven, en de kaart werkt." in page.text
    assert "Gent" in page.text
    with prepare() as work:
        assert work.session.scalars(select(Card.status).where(Card.number == number)).one() is CardStatus.ACTIVE


def test_a_brother_starts_with_what_the_family_has_in_common(desk, prepare):
    with prepare():
        noor = HolderFactory()
        GuardianshipFactory(holder=noor)
        GuardianshipFactory(holder=noor, account__name="Jan Peeters", other_household="another-household")
        of_aalst = HolderFactory(of_aalst=True)

    form = desk.visit(f"{REGISTER}?family_of={noor.id}")

    assert (form.value_of("last_name"), form.value_of("street"), form.value_of("first_name")) == (
        "Peeters",
        "Kouter 1",
        "",
    )
    assert form.value_of("guardian_name") == "Lotte Maes"
    assert desk.client.get(f"{REGISTER}?family_of={of_aalst.id}").status_code == 404


def test_the_first_thing_that_is_wrong_has_the_focus(desk):
    empty = desk.visit(REGISTER)
    wrong = empty.submit({**NOOR, "birth_date": "", "postal_code": ""}, status=422)

    assert [field.get("name") for field in empty.all("input", autofocus="")] == ["first_name"]
    assert [field.get("name") for field in wrong.all("input", autofocus="")] == ["birth_date"]
