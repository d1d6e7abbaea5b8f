"""`uitpas2 user create` and `uitpas2 user code`"""

from __future__ import annotations

import json

import click

from uitpas2.accounts import queries, services
from uitpas2.accounts.models import Account, Assignment, Organisation
from uitpas2.accounts.rules import ROLE_NAMES, WORKS_FOR, OrganisationKind, Role
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor

ROLES = [role.value for role in Role]


@click.group()
def user() -> None:
    """People who sign in."""


@user.command()
@click.option("--email", required=True, help="Mail address to sign in with.")
@click.option("--name", required=True, help="First name and surname.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What this person may do.")
@click.option(
    "--organisation", default="", help="Its id, or the NIS code of a municipality; none for a guardian or for Flanders."
)
@click.option("--password", help="Asked for when it is not given here.")
@click.option("--language", type=click.Choice(["nl", "fr", "en"]), default="nl", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def create(
    workplace: Workplace,
    email: str,
    name: str,
    role: str,
    organisation: str,
    password: str | None,
    language: str,
    as_json: bool,
) -> None:
    """Make an account with a role, for the first administrator of a platform and for tests."""
    if password is None:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    with workplace.begin(system_actor("command")) as work:
        works_for = _organisation(work, organisation, Role(role))
        account = services.create_account(work, email=email, name=name, password=password.strip(), language=language)
        assignment = services.assign(work, account, Role(role), works_for)
    click.echo(_as_json(account, assignment) if as_json else _in_words(account, assignment, works_for))


@user.command()
@click.option("--email", required=True, help="Mail address of the account.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def code(workplace: Workplace, email: str, as_json: bool) -> None:
    """Give somebody who forgot the password a new one-time code, for /activate."""
    with workplace.begin(system_actor("command")) as work:
        account = queries.account_by_email(work, email)
        given = services.renew_activation(work, account)
    click.echo(json.dumps({"email": account.email, "code": given}) if as_json else f"{account.email}: {given}")


def _organisation(work: Work, given: str, role: Role) -> Organisation | None:
    """Whom the role is for. What a new platform lacks, a municipality's or the Flemish administration, is made."""
    kind = WORKS_FOR[role]
    if kind is OrganisationKind.FLANDERS and not given:
        return queries.flemish_administration(work) or services.create_organisation(
            work, kind=kind, name="Vlaamse administratie"
        )
    if len(given) == 5 and given.isdigit():
        return _administration(work, given)
    return queries.organisation(work, given) if given else None


def _administration(work: Work, nis: str) -> Organisation:
    if not queries.municipalities(work):
        services.load_municipalities(work)
    name = queries.municipality(work, nis).name
    return queries.administration_of(work, nis) or services.create_organisation(
        work, kind=OrganisationKind.MUNICIPALITY, name=name, municipality_nis=nis
    )


def _in_words(account: Account, assignment: Assignment, organisation: Organisation | None) -> str:
    place = f" for {organisation.name}" if organisation else ""
    return f"{account.email} can sign in as {ROLE_NAMES[assignment.role].en}{place}"


def _as_json(account: Account, assignment: Assignment) -> str:
    return json.dumps(
        {
            "account": account.id,
            "email": account.email,
            "role": assignment.role.value,
            "organisation": assignment.organisation_id,
            "assignment": assignment.id,
        }
    )
