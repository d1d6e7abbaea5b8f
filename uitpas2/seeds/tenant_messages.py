"""What the organiser of one side of the two tenants writes itself, and a draw it announced."""

from __future__ import annotations

from datetime import timedelta

from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import Actor
from uitpas2.registrations.rules.wordings import MessageKind
from uitpas2.registrations.services import announce_draw, write_contact, write_wording


def make(workplace: Workplace, office: Actor, canary: str, *, activity_id: str) -> None:
    """Two versions for one kind of message, where to ask, and a draw that is still to come."""
    with workplace.begin(office) as work:
        for seen, words in enumerate(("Welkom", "Dag {voornaam}")):
            introduction, closing = {"nl": f"{words}, {canary}"}, {"nl": f"Groeten van {canary}"}
            write_wording(work, MessageKind.CONFIRMED, introduction=introduction, closing=closing, seen=seen)
        write_contact(work, email=f"{canary.lower()}@organiser.test", phone="", seen=0)
        announce_draw(work, activity_id, at=work.now + timedelta(days=30))
