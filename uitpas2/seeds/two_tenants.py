"""Two municipalities with everything once each, and a canary text in all that belongs to one of them.

Whoever tests the platform from outside signs in as one tenant and looks for the other's canaries. Sign-ins and
secrets are fixed and printed: this is for test databases only. A second run changes nothing and prints the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.models import Account, Assignment, Organisation
from uitpas2.accounts.queries import administration_of
from uitpas2.accounts.rules import API_SCOPES, SCOPES_FOR, OrganisationKind, Role
from uitpas2.accounts.services import (
    assign,
    create_account,
    create_api_client,
    create_organisation,
    load_municipalities,
)
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import CalendarType, ProductClass
from uitpas2.activities.services import NewPlace, NewSession, add_activity
from uitpas2.cards.models import Card, CardSystemMunicipality, Guardianship, Holder, Membership, SocialRight
from uitpas2.cards.services import ensure_card_systems, issue_card, keep_picture, register_holder
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.models import ChoiceProposal, Coupon, Sale
from uitpas2.discounts.rules import Choice, Chooser, ProposalStatus, rule_book
from uitpas2.discounts.rules.coupons import CouponKind
from uitpas2.discounts.services import NewCoupon, approve, make_coupon, propose_choices, sell, start_coupon
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.ledger.services import set_budget
from uitpas2.registrations.models import Registration
from uitpas2.registrations.services import register
from uitpas2.scanning.models import CheckIn
from uitpas2.scanning.services import check_in
from uitpas2.seeds import tenant_bills, tenant_care, tenant_desk, tenant_messages, tenant_offer, tenant_partner
from uitpas2.seeds.portraits import drawn_portrait
from uitpas2.welfare.models import Client
from uitpas2.welfare.services import recognise

PASSWORD = "two-tenants-for-tests-only"  # noqa: S105
SECRET = "two-tenants-client-secret-for-tests-only"  # noqa: S105
EVERY_DAY = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

LOCAL_ROLES: tuple[tuple[str, Role], ...] = (
    ("officer", Role.MUNICIPALITY_OFFICER),
    ("second-officer", Role.MUNICIPALITY_OFFICER),
    ("clerk", Role.COUNTER_CLERK),
    ("organiser", Role.ORGANISER_ADMIN),
    ("volunteer", Role.VOLUNTEER),
    ("partner", Role.WELFARE_WORKER),
    ("responsible", Role.PARTNER_RESPONSIBLE),
    ("guardian", Role.GUARDIAN),
)


@dataclass(frozen=True, slots=True)
class Tenant:
    """One side: its letter and its municipality."""

    letter: str
    nis: str
    town: str
    postal_code: str

    @property
    def canary(self) -> str:
        return f"Kanarie{self.letter}{'7Q3F' if self.letter == 'A' else '2W9K'}"

    def email(self, who: str) -> str:
        return f"{who}@tenant-{self.letter.lower()}.test"


TENANTS = (Tenant("A", "44021", "Gent", "9000"), Tenant("B", "35013", "Oostende", "8400"))


def seed(workplace: Workplace) -> dict[str, Any]:
    """Make both tenants unless they are there; tells everything a tester needs."""
    with workplace.begin(system_actor("seed")) as work:
        load_municipalities(work)
        ensure_card_systems(work)
        is_there = _account(work, TENANTS[-1].email("guardian")) is not None
        if not is_there:
            _flanders(work)
    if not is_there:
        for tenant in TENANTS:
            _make(workplace, tenant)
    with workplace.reading(system_actor("seed")) as work:
        return {
            "password": PASSWORD,
            "shared_sign_ins": {"flanders": "flanders@shared.test", "policy": "policy@shared.test"},
            "tenants": [_described(work, tenant) for tenant in TENANTS],
        }


def _flanders(work: Work) -> None:
    flanders = work.session.scalars(
        select(Organisation).where(Organisation.kind == OrganisationKind.FLANDERS)
    ).first() or create_organisation(work, kind=OrganisationKind.FLANDERS, name="Vlaamse administratie")
    for who, role in (("flanders", Role.FLEMISH_ADMINISTRATOR), ("policy", Role.POLICY_READER)):
        account = create_account(work, email=f"{who}@shared.test", name=who.title(), password=PASSWORD)
        assign(work, account, role, flanders)


def _make(workplace: Workplace, tenant: Tenant) -> None:
    with workplace.begin(system_actor("seed")) as work:
        organisations = _organisations(work, tenant)
        people = _people(work, tenant, organisations)
        holder, card = _child(work, tenant, "Noor", age=8)
        keep_picture(work, holder.id, drawn_portrait(), agreed=True)
        _, sibling_card = _child(work, tenant, "Sam", age=6)
        workshop, drop_in = _offer(work, tenant, organisations["organiser"])
        set_budget(work, organisation_id=organisations["municipality"].id, year=work.today.year, total=Euro(500_000))
    _choose(workplace, tenant, people["officer"], people["second-officer"])
    with workplace.begin(people["officer"]) as work:
        _give_coupon(work, tenant)
    tenant_messages.make(workplace, people["organiser"], tenant.canary, activity_id=drop_in.id)
    tenant_partner.meet(workplace, people["partner"], tenant.canary, card_number=card.number, holder_id=holder.id)
    with workplace.begin(system_actor("seed")) as work:
        sell(
            work,
            activity_id=workshop.id,  # the reduced ticket of the drop-in stays unused, for whoever tests races
            holder_id=holder.id,
            card_id=card.id,
            client_reference=f"seed-{tenant.letter}",
        )
    with workplace.begin(system_actor("seed")) as work:
        tenant_desk.make(
            work,
            people["clerk"],
            nis=tenant.nis,
            town=tenant.town,
            postal_code=tenant.postal_code,
            canary=tenant.canary,
            card_number=card.number,
        )
    tenant_offer.make(
        workplace,
        people["officer"],
        people["organiser"],
        place=(tenant.postal_code, tenant.town),
        canary=tenant.canary,
    )
    with workplace.begin(people["guardian"]) as work:
        registration = register(work, session_id=_first_session(work, workshop), holder_id=holder.id)
    tenant_partner.help_along(workplace, people["partner"], tenant.canary, holder_id=holder.id, activity_id=workshop.id)
    with workplace.begin(people["volunteer"]) as work:
        check_in(work, activity_id=drop_in.id, scanned=sibling_card.number, key=f"seed-checkin-{tenant.letter}")
    tenant_care.make(
        workplace,
        organiser_id=organisations["organiser"].id,
        holder_id=holder.id,
        volunteer=people["volunteer"],
        guardian=people["guardian"],
        place=NewPlace(f"Opvang {tenant.canary}", "", tenant.postal_code, tenant.town, tenant.nis),
        canary=tenant.canary,
    )
    with workplace.begin(system_actor("seed")) as work:
        tenant_bills.make(
            work,
            people["organiser"],
            guardian_id=people["guardian"].id,
            holder_id=holder.id,
            canary=tenant.canary,
        )
        tenant_care.taken_back(work, registration.id, holder.id)


def _give_coupon(work: Work, tenant: Tenant) -> None:
    """A coupon that every child of the tenant's town has, once."""
    wanted = NewCoupon(
        kind=CouponKind.AMOUNT,
        value=300,
        name=TranslatedText(nl=f"Cultuurbon {tenant.canary}"),
        description=TranslatedText(nl=f"Van de gemeente {tenant.canary}"),
        starts=work.today,
        ends=work.today + timedelta(days=200),
    )
    start_coupon(work, make_coupon(work, wanted).id)


def _choose(workplace: Workplace, tenant: Tenant, officer: Actor, colleague: Actor) -> None:
    """What Flanders proposes, chosen by the council: once from today on, and once more waiting for a colleague."""
    with workplace.begin(officer) as work:
        proposed = rule_book().chosen_by(Chooser.MUNICIPALITY)
        choices = [Choice(one.key, one.on(work.today).default) for one in proposed]
        chosen, _ = (
            propose_choices(
                work,
                starts=work.today + timedelta(days=days),
                council_decision=f"Besluit {number} {tenant.canary}",
                choices=choices,
            )
            for number, days in ((1, 0), (2, 400))
        )
    with workplace.begin(colleague) as work:
        approve(work, chosen.id)


def _first_session(work: Work, activity: Activity) -> str:
    return work.session.scalars(
        select(Session.id).where(Session.activity_id == activity.id).order_by(Session.starts).limit(1)
    ).one()


def _organisations(work: Work, tenant: Tenant) -> dict[str, Organisation]:
    municipality = administration_of(work, tenant.nis) or create_organisation(
        work,
        kind=OrganisationKind.MUNICIPALITY,
        name=f"Stad {tenant.town} {tenant.canary}",
        municipality_nis=tenant.nis,
    )
    organiser = create_organisation(
        work,
        kind=OrganisationKind.ORGANISER,
        name=f"Inrichter {tenant.canary}",
        municipality_nis=tenant.nis,
    )
    partner = create_organisation(
        work, kind=OrganisationKind.PARTNER, name=f"Partner {tenant.canary}", municipality_nis=tenant.nis
    )
    recognise(
        work,
        partner_id=partner.id,
        municipality_nis=tenant.nis,
        starts=work.today,
        ends=work.today + timedelta(days=365),
        agreement=tenant_partner.agreement(work, tenant.canary),
    )
    create_api_client(
        work,
        name=f"Ticketing {tenant.canary}",
        organisation_id=organiser.id,
        scopes=[scope for scope in API_SCOPES if scope not in SCOPES_FOR],
        client_id=f"tenant-{tenant.letter.lower()}",
        secret=SECRET,
    )
    return {"municipality": municipality, "organiser": organiser, "partner": partner}


def _people(work: Work, tenant: Tenant, organisations: dict[str, Organisation]) -> dict[str, Actor]:
    """One account for each role, and who each of them is when signed in."""
    works_for = {
        Role.MUNICIPALITY_OFFICER: organisations["municipality"],
        Role.COUNTER_CLERK: organisations["municipality"],
        Role.ORGANISER_ADMIN: organisations["organiser"],
        Role.VOLUNTEER: organisations["organiser"],
        Role.WELFARE_WORKER: organisations["partner"],
        Role.PARTNER_RESPONSIBLE: organisations["partner"],
    }
    assignments: dict[str, Assignment] = {}
    for who, role in LOCAL_ROLES:
        name = f"{who.title()} {tenant.canary}"
        account = create_account(work, email=tenant.email(who), name=name, password=PASSWORD)
        assignments[who] = assign(work, account, role, works_for.get(role))
    return {who: actor_of(assignment) for who, assignment in assignments.items()}


def _child(work: Work, tenant: Tenant, name: str, *, age: int) -> tuple[Holder, Card]:
    """A child of the tenant's guardian, with a card."""
    holder = register_holder(
        work,
        first_name=f"{name}{tenant.canary}",
        last_name=f"Maes{tenant.canary}",
        birth_date=work.today.replace(day=1) - timedelta(days=age * 366),
        street=f"{tenant.canary}straat 1",
        postal_code=tenant.postal_code,
        city=tenant.town,
        municipality_nis=tenant.nis,
    )
    guardian = _account(work, tenant.email("guardian"))
    assert guardian is not None
    work.session.add(Guardianship(id=work.new_id(), account_id=guardian.id, holder_id=holder.id, since=work.now))
    return holder, issue_card(work, holder.id)


def _offer(work: Work, tenant: Tenant, organiser: Organisation) -> tuple[Activity, Activity]:
    """One with sessions ahead for registering, and one that is always open for scanning."""
    workshop = add_activity(
        work,
        organiser_id=organiser.id,
        name=f"Atelier {tenant.canary}",
        product_class=ProductClass.LEISURE,
        price=Euro(1000),
        place=NewPlace(f"Zaal {tenant.canary}", "", tenant.postal_code, tenant.town, tenant.nis),
        sessions=[
            NewSession(brussels_moment(day, 14), brussels_moment(day, 16), capacity=12)
            for day in (work.today + timedelta(days=7 * week) for week in range(1, 9))
        ],
        age_from=4,
        age_to=14,
    )
    drop_in = add_activity(
        work,
        organiser_id=organiser.id,
        name=f"Vrije inloop {tenant.canary}",
        product_class=ProductClass.LEISURE,
        price=Euro(1000),
        place=NewPlace(f"Hal {tenant.canary}", "", tenant.postal_code, tenant.town, tenant.nis),
        calendar_type=CalendarType.PERMANENT,
        opening_hours=[{"opens": "00:00", "closes": "23:59", "dayOfWeek": EVERY_DAY}],
    )
    return workshop, drop_in


def _account(work: Work, email: str) -> Account | None:
    return work.session.scalars(select(Account).where(Account.email == email)).one_or_none()


def _described(work: Work, tenant: Tenant) -> dict[str, Any]:
    guardian = _account(work, tenant.email("guardian"))
    assert guardian is not None
    holder, sibling = work.session.scalars(
        select(Holder)
        .join(Guardianship, Guardianship.holder_id == Holder.id)
        .where(Guardianship.account_id == guardian.id)
        .order_by(Holder.birth_date)
    ).all()
    card = work.session.scalars(select(Card).join(Membership).where(Membership.holder_id == holder.id)).one()
    sale = work.session.scalars(select(Sale).where(Sale.client_reference == f"seed-{tenant.letter}")).one()
    activities = work.session.scalars(select(Activity).where(Activity.organiser_id == sale.organiser_id)).all()
    by_kind = {
        organisation.kind.value: organisation.id
        for organisation in work.session.scalars(
            select(Organisation).where(
                Organisation.municipality_nis == tenant.nis, Organisation.name.contains(tenant.canary)
            )
        )
    }
    administration = administration_of(work, tenant.nis)
    assert administration is not None
    return {
        **tenant_care.described(work, sale.organiser_id),
        "letter": tenant.letter,
        "nis": tenant.nis,
        "card_system_id": work.session.get_one(CardSystemMunicipality, tenant.nis).card_system_id,
        "municipality_id": administration.id,
        "organiser_id": by_kind["organiser"],
        "partner_id": by_kind["partner"],
        "sign_ins": {who: tenant.email(who) for who, _ in LOCAL_ROLES},
        "api_client": {"client_id": f"tenant-{tenant.letter.lower()}", "client_secret": SECRET},
        "holder_id": holder.id,
        "guardian_id": guardian.id,
        "card_id": card.id,
        "card_number": card.number,
        "activity_id": next(one.id for one in activities if one.calendar_type is CalendarType.PERMANENT),
        "sold_activity_id": sale.activity_id,
        "activity_ids": sorted(activity.id for activity in activities),
        "sale_id": sale.id,
        "sale_client_reference": sale.client_reference,
        "sibling_id": sibling.id,
        **_traces(work, tenant, holder, administration.id, sale.organiser_id),
        "canaries": [tenant.canary],
    }


def _traces(work: Work, tenant: Tenant, holder: Holder, administration_id: str, organiser_id: str) -> dict[str, str]:
    """The ids of what this tenant's people did: what another tenant must not be able to open with them."""
    proposals = select(ChoiceProposal.id).where(ChoiceProposal.municipality_nis == tenant.nis)
    wanted = {
        "registration_id": select(Registration.id).where(Registration.holder_id == holder.id),
        "right_id": select(SocialRight.id).where(SocialRight.holder_id == holder.id),
        "client_id": select(Client.id).where(Client.holder_id == holder.id),
        "coupon_id": select(Coupon.id).where(Coupon.municipality_nis == tenant.nis),
        "proposal_id": proposals.where(ChoiceProposal.status == ProposalStatus.PROPOSED),
        "approved_proposal_id": proposals.where(ChoiceProposal.status == ProposalStatus.APPROVED),
        "checkin_id": select(CheckIn.id).where(CheckIn.key == f"seed-checkin-{tenant.letter}"),
        **tenant_bills.wanted(organiser_id),
        **tenant_desk.wanted(tenant.nis),
        **tenant_offer.wanted(administration_id, organiser_id),
        **tenant_partner.wanted(tenant.nis, holder.id),
    }
    return {name: work.session.scalars(question).one() for name, question in wanted.items()}
