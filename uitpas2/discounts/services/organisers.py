"""A municipality says what an organiser is."""

from __future__ import annotations

from collections.abc import Collection

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.discounts.errors.organisers import ShareUnreadable
from uitpas2.discounts.models import OrganiserTraits
from uitpas2.discounts.queries.organisers import organiser_here
from uitpas2.discounts.rules import rule_book
from uitpas2.discounts.values.kinds import Kind, ValueFault, from_people
from uitpas2.kernel.errors import NotAllowed
from uitpas2.trail.services import note

WHOLE = 1000  # tenths of a per cent


def describe_organiser(
    work: Work, organiser_id: str, *, traits: Collection[str], entitled_members: str = ""
) -> OrganiserTraits:
    """What the actor's municipality says an organiser is, from now on; sales made before stay as they were.

    `entitled_members` is a percentage as people write it; empty for not known.
    Raises OrganiserUnknown, ShareUnreadable, or NotAllowed for who decides for no municipality.
    """
    if work.actor.municipality_nis is None or not work.actor.may(Permission.PROPOSE_CHOICES):
        raise NotAllowed
    organiser = organiser_here(work, organiser_id)
    known = rule_book().vocabulary.facts["organiser_is"].codes
    said = [code for code in known if code in set(traits)]
    share = _tenths(entitled_members)
    key = {"organiser_id": organiser.id, "municipality_nis": work.actor.municipality_nis}
    values = {"traits": said, "entitled_members": share, "set_at": work.now, "set_by": work.actor.id}
    if not insert_unless_there(work.session, OrganiserTraits, **key, **values):
        row = work.session.get_one(OrganiserTraits, (key["organiser_id"], key["municipality_nis"]))
        for name, value in values.items():
            setattr(row, name, value)
    work.session.flush()
    work.session.info.pop("organisers of this work", None)
    note(
        work,
        "organiser.described",
        "organisation",
        organiser.id,
        municipality=work.actor.municipality_nis,
        traits=said,
        entitled_members=share,
    )
    return work.session.get_one(OrganiserTraits, (key["organiser_id"], key["municipality_nis"]))


def _tenths(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        share = from_people(Kind.TENTHS_PCT, text.strip().removesuffix("%").strip())
    except ValueFault:
        raise ShareUnreadable(field="entitled_members") from None
    if share > WHOLE:
        raise ShareUnreadable(field="entitled_members")
    return share
