"""Activating an account, and looking after one's own."""

import pytest

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.base import use
from uitpas2.accounts import queries, services
from uitpas2.accounts.passwords import hash_password
from uitpas2.accounts.rules import Role

RIGHT = "kraan fiets zolder peer"
MAIL = "lotte@voorbeeld.test"


@pytest.fixture
def code(workplace) -> str:
    """The code that Lotte, a guardian, got at the counter."""
    with workplace.begin() as work:
        account, given = services.create_with_activation(work, email=MAIL, name="Lotte Maes")
        services.assign(work, account, Role.GUARDIAN)
    return given or ""


@pytest.fixture
def clerk(workplace):
    with workplace.begin() as work:
        use(work)
        account = AccountFactory(email="an@voorbeeld.test", name="An", password_hash=hash_password(RIGHT))
        return AssignmentFactory(role=Role.COUNTER_CLERK, account=account)


def test_a_parent_chooses_a_password_with_the_code_and_is_in(client, code) -> None:
    answer = client.post("/activate", data={"email": MAIL, "code": code.lower(), "new_password": RIGHT})
    again = client.post("/activate", data={"email": MAIL, "code": code, "new_password": RIGHT})

    assert answer.status_code == 303
    assert client.get("/account").status_code == 200
    assert again.status_code == 422


@pytest.mark.parametrize("typed", [{"code": "AAAA-BBBB-CCCC"}, {"email": "niemand@voorbeeld.test"}])
def test_a_wrong_code_and_an_unknown_address_get_the_same_answer_and_what_was_typed_stays(client, code, typed) -> None:
    form = {"email": MAIL, "code": code, "new_password": RIGHT, **typed}
    answer = client.post("/activate", data=form)

    assert answer.status_code == 422
    assert "hoort niet bij dit e-mailadres" in answer.text
    assert f'value="{form["email"]}"' in answer.text
    assert f'value="{form["code"]}"' in answer.text


def test_a_short_password_is_explained_beside_its_field_and_the_code_stays_good(client, code) -> None:
    short = client.post("/activate", data={"email": MAIL, "code": code, "new_password": "kort"})
    better = client.post("/activate", data={"email": MAIL, "code": code, "new_password": RIGHT})

    assert short.status_code == 422
    assert 'href="#new_password"' in short.text
    assert "minstens 12 tekens" in short.text
    assert better.status_code == 303


def test_name_and_language_are_ones_own_to_change(workplace, sign_in, clerk) -> None:
    client = sign_in(clerk)
    client.set_cookie("language", "nl")

    refused = client.post("/account", data={"name": "", "language": "de"})
    client.post("/account", data={"name": "An Peeters", "language": "fr"})
    page = client.get("/account")

    assert refused.status_code == 422
    assert '<html lang="fr">' in page.text
    assert "An Peeters" in page.text
    with workplace.reading() as work:
        assert queries.account_by_email(work, "an@voorbeeld.test").language == "fr"


def test_another_password_signs_out_other_devices_and_not_this_one(app, sign_in, clerk) -> None:
    here = sign_in(clerk)
    elsewhere = app.test_client()
    elsewhere.post("/sign-in", data={"email": "an@voorbeeld.test", "password": RIGHT})
    before = elsewhere.get("/account").status_code

    wrong = here.post("/account/password", data={"password": "iets anders", "new_password": "vier nieuwe woorden"})
    answer = here.post("/account/password", data={"password": RIGHT, "new_password": "vier nieuwe woorden"})

    assert (before, wrong.status_code, answer.status_code) == (200, 422, 303)
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


def test_fields_nobody_asked_for_change_nothing(workplace, sign_in, clerk) -> None:
    sign_in(clerk).post(
        "/account",
        data={"name": "An", "language": "nl", "role": "flemish-administrator", "active": "0", "organisation_id": "x"},
    )

    with workplace.reading() as work:
        (role,) = queries.assignments_of(work, clerk.account_id)
        assert (role.role, role.organisation_id) == (Role.COUNTER_CLERK, clerk.organisation_id)
        assert role.account.active


def test_every_page_of_an_account_is_whole_and_can_be_read(visitor, sign_in, clerk) -> None:
    visitor.visit("/sign-in").submit({"email": "an@voorbeeld.test", "password": "fout"}, status=422)
    visitor.visit("/activate?email=an@voorbeeld.test").submit({"code": "", "new_password": "kort"}, status=422)
    sign_in(clerk)

    account = visitor.visit("/account")
    account.submit({"password": "fout", "new_password": "kort"}, status=422)
    choice = visitor.visit("/choose-role").submit({"assignment": clerk.id, "next": "/account"})

    assert account.heading == "Mijn account"
    assert account.value_of("name") == "An"
    assert choice.address == "/account"
