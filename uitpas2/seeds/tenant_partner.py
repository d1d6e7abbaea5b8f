"""What a tenant's partner did: something of each kind, with the tenant's canary in all that it wrote."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Select, select

from uitpas2.cards.models import Holder
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor
from uitpas2.registrations.models import Referral
from uitpas2.registrations.services import refer
from uitpas2.welfare.models import Client, Recognition, Task
from uitpas2.welfare.rules import BarrierKind
from uitpas2.welfare.services import Agreement, accept_on_paper, add_task, choose_barriers, set_contact, vouch


def agreement(work: Work, canary: str) -> Agreement:
    """Signed on the day on which it starts."""
    return Agreement(
        reference=f"Besluit partners {canary}",
        version="1",
        agreement=f"De partner begeleidt gezinnen die dat willen. {canary}",
        signed_by_municipality=f"Schepen {canary}",
        signed_by_partner=f"Verantwoordelijke {canary}",
        signed_on=work.today,
    )


def meet(workplace: Workplace, partner: Actor, canary: str, *, card_number: str, holder_id: str) -> None:
    """A family signs on paper, and the partner confirms its right."""
    with workplace.begin(partner) as work:
        birth_date = work.session.get_one(Holder, holder_id).birth_date
        assert birth_date is not None
        why = f"Geen mail, getekend papier {canary}"
        accept_on_paper(work, card_number=card_number, birth_date=birth_date, why=why, with_attendance=True)
        vouch(work, holder_id=holder_id, ground="living_wage", months=12)


def help_along(workplace: Workplace, partner: Actor, canary: str, *, holder_id: str, activity_id: str) -> None:
    """Barriers, a task, a contact card and a letter with a code."""
    with workplace.begin(partner) as work:
        choose_barriers(work, holder_id, [BarrierKind.TRANSPORT])
        add_task(work, holder_id, what=f"Fiets zoeken {canary}", due_on=work.today, for_account=partner.id)
        set_contact(work, shown_name=f"Team {canary}", phone="09 123 45 67", email="", hours="", names_partner=False)
        refer(work, holder_id=holder_id, activity_id=activity_id, until=work.today + timedelta(days=20))


def wanted(nis: str, holder_id: str) -> dict[str, Select[str]]:
    """Where the ids of all that are found."""
    client = select(Client.id).where(Client.holder_id == holder_id)
    return {
        "recognition_id": select(Recognition.id).where(Recognition.municipality_nis == nis),
        "referral_id": select(Referral.id).where(Referral.holder_id == holder_id),
        "task_id": select(Task.id).where(Task.client_id.in_(client)),
    }
