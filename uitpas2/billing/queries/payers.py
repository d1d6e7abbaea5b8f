"""Who pays for a child: whoever registered it, and else the household at the child's own address."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import CompoundSelect, select

from uitpas2.accounts.models import Account
from uitpas2.activities.models import Activity
from uitpas2.billing.rules.collecting import Family
from uitpas2.cards.models import Guardianship
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.registrations.models import Registration


class Payers:
    """Asks the database twice, whatever the number of children."""

    def __init__(self, work: Work, organiser_id: str) -> None:
        self._work = work
        self._organiser_id = organiser_id

    def of(self, holder_id: str, registration_id: str | None = None) -> Family:
        """A parent who registered the child for this; who last did so at this organiser; who lives with it."""
        registered = self._by_registration.get(registration_id or "") or self._latest.get(holder_id)
        return Family(registered or self._at_home.get(holder_id), holder_id)

    @cached_property
    def _guardians(self) -> list[tuple[str, str, bool]]:
        """Child, account, and whether they live together; of accounts that work, the longest first."""
        rows = self._work.session.execute(
            select(Guardianship.holder_id, Guardianship.account_id, Guardianship.other_household)
            .join(Account, Account.id == Guardianship.account_id)
            .where(Guardianship.ended_at.is_(None), Account.active, Guardianship.holder_id.in_(self._children()))
            .order_by(Guardianship.since, Guardianship.id)
        )
        return [(row.holder_id, row.account_id, row.other_household is None) for row in rows]

    def _children(self) -> CompoundSelect[str]:
        registered = select(Registration.holder_id).join(Activity, Activity.id == Registration.activity_id)
        sold = select(Sale.holder_id).where(Sale.organiser_id == self._organiser_id)
        return registered.where(Activity.organiser_id == self._organiser_id).union(sold)

    @cached_property
    def _at_home(self) -> dict[str, str]:
        """The first account of the child's own household. A parent who lives elsewhere pays for what they asked for."""
        found: dict[str, str] = {}
        for holder_id, account_id, at_home in self._guardians:
            if at_home:
                found.setdefault(holder_id, account_id)
        return found

    @cached_property
    def _registrations(self) -> list[tuple[str, str, str]]:
        """Registration, child and account, of those that a parent made; the latest last."""
        decides = {(holder_id, account_id) for holder_id, account_id, _ in self._guardians}
        rows = self._work.session.execute(
            select(Registration.id, Registration.holder_id, Registration.entered_by)
            .join(Activity, Activity.id == Registration.activity_id)
            .where(Activity.organiser_id == self._organiser_id)
            .order_by(Registration.at, Registration.id)
        )
        return [(row.id, row.holder_id, row.entered_by) for row in rows if (row.holder_id, row.entered_by) in decides]

    @cached_property
    def _by_registration(self) -> dict[str, str]:
        return {registration_id: account_id for registration_id, _, account_id in self._registrations}

    @cached_property
    def _latest(self) -> dict[str, str]:
        return {holder_id: account_id for _, holder_id, account_id in self._registrations}
