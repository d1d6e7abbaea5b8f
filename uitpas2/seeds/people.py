"""The people who sign in to the demo, the organisations they work for, and what municipalities chose."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from uitpas2.accounts.models import Account, Municipality, Organisation
from uitpas2.accounts.queries import administration_of, municipalities
from uitpas2.accounts.rules import OrganisationKind, Role
from uitpas2.accounts.services import assign, create_account, create_organisation
from uitpas2.accounts.sessions import actor_of
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.rules import Choice
from uitpas2.discounts.services import approve, propose_choices
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock, brussels_day
from uitpas2.kernel.money import Euro
from uitpas2.ledger.services import set_budget
from uitpas2.welfare.services import Agreement, recognise

GENT = "44021"
PASSWORD = "samen-op-stap-2026"  # noqa: S105  printed on the screen; the demo's data are invented
POLICY_READER = "beleid@vlaanderen.demo"
OFFICER = "gemeente@gent.demo"
CLERK, PARENT, CO_PARENT = "balie@gent.demo", "ouder@gezin.demo", "andere.ouder@gezin.demo"

USERS = [
    {
        "email": "gemeente@gent.demo",
        "who": "Ambtenaar van Gent: stelt regels voor en zet het budget",
        "password": PASSWORD,
    },
    {"email": "schepen@gent.demo", "who": "Tweede ambtenaar van Gent: keurt goed", "password": PASSWORD},
    {"email": "balie@gent.demo", "who": "Baliemedewerker van Gent: gezinnen en kaarten", "password": PASSWORD},
    {"email": "partner@gent.demo", "who": "Maatschappelijk werker van OCMW Gent", "password": PASSWORD},
    {"email": "team@gent.demo", "who": "Verantwoordelijke van OCMW Gent: nodigt collega’s uit", "password": PASSWORD},
    {"email": "kantoor@dolfijn.demo", "who": "Kantoor van Zwemclub De Dolfijn in Gent", "password": PASSWORD},
    {
        "email": "vrijwilliger@dolfijn.demo",
        "who": "Vrijwilliger aan de deur van Zwemclub De Dolfijn",
        "password": PASSWORD,
    },
    {"email": PARENT, "who": "Ouder van Fien en Kobe in Gent", "password": PASSWORD},
    {"email": CO_PARENT, "who": "Andere ouder van Fien, in een ander gezin", "password": PASSWORD},
    {"email": POLICY_READER, "who": "Beleidsmedewerker: cijfers van heel Vlaanderen", "password": PASSWORD},
    {"email": "regels@vlaanderen.demo", "who": "Vlaamse beheerder van het regelboek", "password": PASSWORD},
]

# Municipalities that chose something else than the Flemish default: (NIS, discount in %, organiser's share in %).
CHOICES = (
    ("41002", 85, 20),  # Aalst
    ("35013", 80, 20),  # Oostende
    ("34022", 80, 40),  # Kortrijk
    ("24062", 90, 30),  # Leuven
    ("12025", 75, 25),  # Mechelen
    ("13040", 80, 30),  # Turnhout
    ("71072", 100, 40),  # Hasselt
    ("11002", 80, 10),  # Antwerpen
    ("31005", 75, 40),  # Brugge
    ("46021", 85, 15),  # Sint-Niklaas
)


def make(work: Work) -> None:
    """Administrations of all municipalities, the partner, and everybody who signs in but the policy reader."""
    flanders = create_organisation(work, kind=OrganisationKind.FLANDERS, name="Vlaamse administratie")
    for place in municipalities(work):
        name = name_of_administration(place)
        create_organisation(work, kind=OrganisationKind.MUNICIPALITY, name=name, municipality_nis=place.nis)
    gent = administration_of(work, GENT)
    assert gent is not None
    partner = create_organisation(work, kind=OrganisationKind.PARTNER, name="OCMW Gent", municipality_nis=GENT)
    recognise(
        work,
        partner_id=partner.id,
        municipality_nis=GENT,
        starts=work.today,
        ends=work.today + timedelta(days=3 * 365),
        agreement=Agreement(
            reference="Gemeenteraad Gent, besluit 2025/118",
            version="1",
            agreement="De partner begeleidt gezinnen die dat willen, en niemand anders.\n"
            "De gemeente geeft toegang zolang deze overeenkomst loopt.",
            signed_by_municipality="Karim Benali, schepen",
            signed_by_partner="An Claes, verantwoordelijke",
            signed_on=work.today,
        ),
    )
    person(work, OFFICER, "Katrien De Wilde", Role.MUNICIPALITY_OFFICER, gent)
    person(work, "schepen@gent.demo", "Karim Benali", Role.MUNICIPALITY_OFFICER, gent)
    person(work, "balie@gent.demo", "Peter Coppens", Role.COUNTER_CLERK, gent)
    person(work, "partner@gent.demo", "Sofie Raes", Role.WELFARE_WORKER, partner)
    person(work, "team@gent.demo", "An Claes", Role.PARTNER_RESPONSIBLE, partner)
    person(work, "regels@vlaanderen.demo", "Greet Moens", Role.FLEMISH_ADMINISTRATOR, flanders)


def name_of_administration(place: Municipality) -> str:
    """Stad Gent, Gemeente Melle."""
    return f"{'Stad' if place.population > 60_000 else 'Gemeente'} {place.name}"


def make_policy_reader(work: Work) -> None:
    """The last account: its presence shows that the demo is complete."""
    flanders = work.session.scalars(select(Organisation).where(Organisation.kind == OrganisationKind.FLANDERS)).one()
    person(work, POLICY_READER, "Tom Lievens", Role.POLICY_READER, flanders)


def person(work: Work, email: str, name: str, role: Role, organisation: Organisation | None) -> Account:
    account = create_account(work, email=email, name=name, password=PASSWORD)
    assign(work, account, role, organisation)
    return account


def choose_and_budget(past: Workplace, clock: FrozenClock, now: datetime) -> None:
    """Budgets of both calendar years, and some municipalities' own choices, by two people each.

    Gent has chosen nothing yet and has no budget for this year: a visitor does that.
    """
    system = system_actor("demo")
    years = {brussels_day(clock.now()).year, brussels_day(now).year}
    with past.begin(system) as work:
        for place in municipalities(work):
            administration = administration_of(work, place.nis)
            assert administration is not None
            for year in years:
                if (place.nis, year) != (GENT, brussels_day(now).year):
                    total = Euro(max(200_000, place.population // 10 * 100))
                    set_budget(work, organisation_id=administration.id, year=year, total=total)
    for nis, discount, share in CHOICES:
        with past.begin(system) as work:
            administration = administration_of(work, nis)
            assert administration is not None
            officers = [
                assign(
                    work,
                    create_account(work, email=f"{which}@{nis}.demo", name=f"Ambtenaar {which}", password=PASSWORD),
                    Role.MUNICIPALITY_OFFICER,
                    administration,
                )
                for which in ("een", "twee")
            ]
            first, second = (actor_of(assignment) for assignment in officers)
        with past.begin(first) as work:
            proposal = propose_choices(
                work,
                starts=brussels_day(clock.now()),
                council_decision=f"https://besluiten.demo/{nis}/2025/vrijetijd",
                choices=[Choice("discount_leisure_pct", discount), Choice("organiser_share_pct", share)],
            )
        with past.begin(second) as work:
            approve(work, proposal.id)


def first_of_month(day: date) -> date:
    return day.replace(day=1)
