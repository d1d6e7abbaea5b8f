"""Accounts, codes and roles."""

import pytest

from tests.factories.accounts import AccountFactory, OrganisationFactory
from uitpas2.accounts import passwords, queries, services
from uitpas2.accounts.errors import EmailTaken, EmailUnreadable, PasswordTooShort, RoleDoesNotFit
from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import Role
from uitpas2.kernel.actor import system_actor
from uitpas2.trail.models import TrailEntry


def test_an_account_keeps_its_address_in_lower_case_and_its_password_as_a_hash(work) -> None:
    account = services.create_account(
        work, email=" Lotte.Maes@Voorbeeld.test ", name="Lotte Maes", password="kraan fiets zolder peer"
    )

    assert account.email == "lotte.maes@voorbeeld.test"
    assert account.password_hash is not None
    assert "kraan" not in account.password_hash
    assert passwords.fits(account.password_hash, "kraan fiets zolder peer")


def test_a_second_account_for_an_address_is_refused(work) -> None:
    AccountFactory(email="lotte@voorbeeld.test")

    with pytest.raises(EmailTaken):
        services.create_account(work, email="LOTTE@voorbeeld.test", name="Lotte Maes")


@pytest.mark.parametrize(
    ("email", "password", "error"),
    [("lotte", None, EmailUnreadable), ("lotte@voorbeeld.test", "kort", PasswordTooShort)],
)
def test_an_account_needs_a_readable_address_and_a_decent_password(work, email, password, error) -> None:
    with pytest.raises(error):
        services.create_account(work, email=email, name="Lotte Maes", password=password)


def test_a_code_is_given_for_a_new_account_only_and_kept_as_a_hash(work) -> None:
    account, code = services.create_with_activation(work, email="lotte@voorbeeld.test", name="Lotte Maes")
    same, none = services.create_with_activation(work, email="Lotte@voorbeeld.test", name="L. Maes")

    assert code is not None
    assert len(code) == 14
    assert (same.id, none) == (account.id, None)
    assert code.replace("-", "") not in (account.activation_hash or "")


def test_giving_a_role_twice_changes_nothing_also_without_an_organisation(work) -> None:
    account, club = AccountFactory(), OrganisationFactory()

    volunteer = services.assign(work, account, Role.VOLUNTEER, club)
    guardian = services.assign(work, account, Role.GUARDIAN)
    again = [services.assign(work, account, Role.VOLUNTEER, club), services.assign(work, account, Role.GUARDIAN)]

    assert again == [volunteer, guardian]
    assert {role.id for role in queries.assignments_of(work, account.id)} == {volunteer.id, guardian.id}
    assert work.session.query(Assignment).count() == 2


@pytest.mark.parametrize(
    ("role", "has_organisation"), [(Role.COUNTER_CLERK, True), (Role.VOLUNTEER, False), (Role.GUARDIAN, True)]
)
def test_a_role_that_does_not_fit_the_organisation_is_refused(work, role, has_organisation) -> None:
    organiser = OrganisationFactory() if has_organisation else None

    with pytest.raises(RoleDoesNotFit):
        services.assign(work, AccountFactory(), role, organiser)


def test_the_trail_tells_of_accounts_and_roles_without_names_or_addresses(workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        account = services.create_account(work, email="lotte@voorbeeld.test", name="Lotte Maes")
        services.assign(work, account, Role.GUARDIAN)

    with workplace.reading() as work:
        lines = work.session.query(TrailEntry).order_by(TrailEntry.number).all()
        assert [(line.action, line.subject_id) for line in lines] == [
            ("account.created", account.id),
            ("role.assigned", account.id),
        ]
        assert not any("lotte" in str(line.details).lower() for line in lines)
        assert work.session.get(Account, account.id) is not None
