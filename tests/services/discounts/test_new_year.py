"""Care in January that is bought in December: the rules of the day of the care, the ceilings and budget of the sale."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.factories.base import use
from tests.factories.discounts import ChoiceProposalFactory, scene
from uitpas2.accounts.models import Organisation
from uitpas2.activities.rules import ProductClass
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.queries import reduced_this_year
from uitpas2.discounts.services import cancel_sale, sell
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import BRUSSELS, FrozenClock
from uitpas2.kernel.money import Euro
from uitpas2.ledger import queries as ledger
from uitpas2.ledger.services import set_budget

IN_DECEMBER = datetime(2026, 12, 28, 10, tzinfo=BRUSSELS)
IN_JANUARY = datetime(2027, 1, 4, 10, tzinfo=BRUSSELS)
CARE = datetime(2027, 1, 5, 15, tzinfo=UTC)


def spent(work: Work, municipality: str, year: int) -> Euro:
    budget = ledger.budget(work, municipality, year)
    assert budget is not None
    return budget.spent


def test_care_over_new_year_counts_in_the_year_in_which_it_is_sold(workplace: Workplace, clock: FrozenClock) -> None:
    clock.set(IN_DECEMBER)
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene(product_class=ProductClass.CARE, session__starts=CARE, session__ends=CARE + timedelta(hours=2))
        session = made.activity.sessions[0]
        ChoiceProposalFactory(choices={"intervention_cap": 20_000, "discount_care_pct": 50})
        ChoiceProposalFactory(starts=date(2027, 1, 1), choices={"discount_care_pct": 60})
        gent, holder_id = made.gent.id, made.holder.id
        _ = work.session.get_one(Organisation, gent)
        for year in (2026, 2027):
            set_budget(work, organisation_id=gent, year=year, total=Euro(100_000))
        sale = sell(work, **made.ticket, session_id=session.id)
        sale_id = sale.id

        assert (sale.day, sale.holder_pays) == (date(2026, 12, 28), Euro(400)), "the rules of 5 January"
        assert reduced_this_year(work, holder_id).intervention == Euro(600)
        before = spent(work, gent, 2026)
        assert before > Euro(0)
        assert spent(work, gent, 2027) == Euro(0)

    clock.set(IN_JANUARY)
    with workplace.begin(system_actor("test")) as work:
        assert reduced_this_year(work, holder_id).intervention == Euro(0)
        cancel_sale(work, sale_id)

        assert spent(work, gent, 2026) == Euro(0)
        assert spent(work, gent, 2027) == Euro(0)
