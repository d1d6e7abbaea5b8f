"""What surrounds the demo's own family: a co-parent in another household, choices, a look, and a question to answer."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import Role
from uitpas2.accounts.services import assign, create_account
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards.models import Guardianship, Holder
from uitpas2.cards.rules import LookedAt, Purpose
from uitpas2.cards.services import add_guardian, choose_consents, note_look
from uitpas2.database.work import Work
from uitpas2.privacy.rules import RequestKind
from uitpas2.privacy.services import ask
from uitpas2.seeds import people


def make(work: Work) -> None:
    """Fien has two homes; her father asks to correct a name, and sees that the counter looked."""
    father = as_somebody(work, people.PARENT)
    fien = work.session.scalars(
        select(Holder.id)
        .join(Guardianship, Guardianship.holder_id == Holder.id)
        .where(Guardianship.account_id == father.actor.id, Holder.first_name == "Fien")
    ).one()
    mother = create_account(work, email=people.CO_PARENT, name="Nele Maertens", password=people.PASSWORD)
    assign(work, mother, Role.GUARDIAN)
    add_guardian(work, fien, name=mother.name, email=mother.email, lives_elsewhere=True)
    choose_consents(father, fien, {Purpose.NEWS})
    note_look(as_somebody(work, people.CLERK), fien, LookedAt.RECORD)
    ask(father, fien, RequestKind.CORRECTION, wish="De straat is Meersstraat 12 bus 3.")


def as_somebody(work: Work, email: str) -> Work:
    """The same Work in the hands of one of the people who sign in to the demo."""
    found = select(Assignment).join(Account, Account.id == Assignment.account_id).where(Account.email == email)
    return replace(work, actor=actor_of(work.session.scalars(found).one()))
