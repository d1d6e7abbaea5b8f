"""Giving a group its pass for a year: a right like a person's, for which nobody has to show anything."""

from __future__ import annotations

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Holder, SocialRight
from uitpas2.cards.services import end_right, record_right, register_group
from uitpas2.database.work import Work
from uitpas2.kernel.errors import NotAllowed
from uitpas2.trail.services import note
from uitpas2.welfare import queries
from uitpas2.welfare.errors import GroupHasPass, NoGroupPasses
from uitpas2.welfare.rules.groups import GROUND_OF_GROUPS, period_of_pass
from uitpas2.welfare.services.granting import locked_holder


def make_group_pass(work: Work, *, name: str, street: str = "", postal_code: str, city: str) -> Holder:
    """A new group, with a pass for this year. The card is handed out apart.

    Raises NotAllowed, what `register_group` raises, or NoGroupPasses.
    """
    group = register_group(work, name=name, street=street, postal_code=postal_code, city=city)
    renew_group_pass(work, group.id, year=work.today.year, field="postal_code")
    return group


def renew_group_pass(work: Work, holder_id: str, *, year: int, field: str | None = None) -> SocialRight:
    """The pass of a group for a year: this one, or from October on the coming one when it has this one.

    The clerk names the year they saw: of two who give it at once, the second does not give the one after.
    Raises NotAllowed, HolderUnknown, GroupHasPass, or NoGroupPasses for `field`.
    """
    if work.actor.organisation_id is None or not work.actor.may(Permission.GRANT_RIGHTS):
        raise NotAllowed
    cards.group(work, holder_id)
    holder = locked_holder(work, holder_id)
    if queries.group_pass(work, holder_id).year_to_give != year:
        raise GroupHasPass
    period = period_of_pass(work.today, year)
    if queries.tickets_of_groups(work, holder.municipality_nis, period.start) == 0:
        raise NoGroupPasses(field=field)
    assert period.end is not None
    right = record_right(
        work,
        holder_id=holder_id,
        starts=period.start,
        ends=period.end,
        ground=GROUND_OF_GROUPS,
        granted_by=work.actor.organisation_id,
    )
    note(work, "group-pass.given", "holder", holder_id, year=year)
    return right


def end_group_pass(work: Work, holder_id: str) -> None:
    """From today on the ordinary price counts for the group. Raises NotAllowed, HolderUnknown or RightNotRunning."""
    if not work.actor.may(Permission.GRANT_RIGHTS):
        raise NotAllowed
    for right_id in queries.group_pass(work, holder_id).right_ids:
        end_right(work, right_id)
