"""A partner decides that a family has the right to the reduced price."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.factories.base import use
from tests.factories.cards import SocialRightFactory
from tests.factories.welfare import ClientFactory, recognised_partner, worker
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards.errors import GroundUnknown, RightUnknown
from uitpas2.cards.models import RightGround, SocialRight
from uitpas2.cards.queries import has_right_on
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.trail.models import TrailEntry
from uitpas2.welfare import errors, services
from uitpas2.welfare.models import Client, Recognition, Vouching

GROUND = "debt_settlement"


@pytest.fixture
def client(work: Work) -> Client:
    """A client of the partner for which the open Work now acts."""
    partner = recognised_partner()
    made: Client = ClientFactory(partner=partner)
    work.actor = actor_of(worker(partner))
    return made


def vouch(work: Work, client: Client, months: int = 12, ground: str = GROUND) -> SocialRight:
    return services.vouch(work, holder_id=client.holder_id, ground=ground, months=months)


def test_a_right_holds_from_the_first_of_this_month_until_its_last_day_and_thirty_days_of_grace(
    work: Work, client: Client
) -> None:
    right = vouch(work, client, months=6)

    assert (right.starts, right.ends, right.granted_by) == (date(2026, 11, 1), date(2027, 5, 1), client.partner_id)
    assert has_right_on(work, client.holder_id, work.today)
    assert has_right_on(work, client.holder_id, date(2027, 4, 30))
    assert has_right_on(work, client.holder_id, date(2027, 5, 30))
    assert not has_right_on(work, client.holder_id, date(2027, 5, 31))


def test_who_vouched_is_kept_and_the_ground_stands_apart(work: Work, client: Client) -> None:
    right = vouch(work, client)

    vouching = work.session.scalars(select(Vouching)).one()
    assert (vouching.right_id, vouching.partner_id, vouching.by) == (right.id, client.partner_id, work.actor.id)
    assert work.session.get_one(RightGround, right.id).ground == GROUND


def test_the_trail_knows_of_the_decision_and_not_of_its_ground(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        partner = recognised_partner()
        client = ClientFactory(partner=partner)
        actor = actor_of(worker(partner))

    with workplace.begin(actor) as work:
        vouch(work, client)

    with workplace.reading() as work:
        entries = work.session.scalars(select(TrailEntry)).all()
        assert "right.vouched" in {entry.action for entry in entries}
        assert GROUND not in str([entry.details for entry in entries])


def test_a_partner_vouches_for_its_own_live_clients_only(work: Work, client: Client) -> None:
    foreign = ClientFactory(partner=recognised_partner())
    former = ClientFactory(partner_id=client.partner_id, ended=True)

    for other in (foreign, former):
        with pytest.raises(errors.ClientUnknown):
            vouch(work, other)


def test_a_partner_vouches_only_while_it_is_recognised(work: Work, client: Client) -> None:
    recognition = work.session.scalars(select(Recognition)).one()
    recognition.ends = work.today

    with pytest.raises(errors.ClientUnknown):
        vouch(work, client)


def test_without_a_paper_the_decision_rests_on_words_that_are_kept_sealed(work: Work, client: Client) -> None:
    words = "Pas aangekomen, de aanvraag bij het ziekenfonds loopt nog."
    with pytest.raises(errors.ReasonNeeded):
        vouch(work, client, ground="partner_decision")

    right = services.vouch(
        work, holder_id=client.holder_id, ground="partner_decision", months=3, reason=f" {words} 17.05.09-003.81"
    )

    kept = work.session.scalars(select(Vouching.reason)).one()
    assert kept is not None
    assert b"ziekenfonds" not in kept
    assert services.vouched_because(work, right.id).startswith(words)


def test_the_partner_prints_the_letter_of_its_own_decision_and_of_no_other(work: Work, client: Client) -> None:
    right = vouch(work, client)

    assert services.decision_letter_pdf(work, right.id).startswith(b"%PDF")
    work.actor = actor_of(worker())
    with pytest.raises(RightUnknown):
        services.decision_letter_pdf(work, right.id)


@pytest.mark.parametrize("months", [0, 13])
def test_longer_than_a_year_or_no_time_at_all_is_refused(work: Work, client: Client, months: int) -> None:
    with pytest.raises(errors.MonthsOutOfBounds) as refused:
        vouch(work, client, months=months)

    assert "1 tot 12" in refused.value.message.nl


def test_a_ground_we_do_not_know_is_refused(work: Work, client: Client) -> None:
    with pytest.raises(GroundUnknown):
        vouch(work, client, ground="because")


def test_a_right_that_runs_on_is_not_given_twice_and_says_until_when(work: Work, client: Client) -> None:
    SocialRightFactory(holder_id=client.holder_id, ends=date(2027, 2, 1))

    with pytest.raises(errors.RightStillRuns) as refused:
        vouch(work, client)

    assert "31/01/2027" in refused.value.message.nl
    assert "03/12/2026" in refused.value.message.nl


def test_a_right_near_its_end_is_continued_without_gap_or_overlap(work: Work, client: Client) -> None:
    SocialRightFactory(holder_id=client.holder_id, ends=date(2027, 1, 16))

    right = vouch(work, client)

    assert (right.starts, right.ends) == (date(2027, 1, 16), date(2027, 11, 1))


def test_a_renewal_that_adds_nothing_asks_for_more_months(work: Work, client: Client) -> None:
    SocialRightFactory(holder_id=client.holder_id, ends=date(2027, 1, 16))

    with pytest.raises(errors.VouchingAddsNothing):
        vouch(work, client, months=2)


def test_a_right_that_ended_this_month_is_taken_up_where_it_stopped(work: Work, client: Client) -> None:
    SocialRightFactory(holder_id=client.holder_id, ends=date(2026, 11, 11))

    right = vouch(work, client)

    assert (right.starts, right.ends) == (date(2026, 11, 11), date(2027, 11, 1))


def test_of_workers_who_vouch_at_once_one_gives_the_right(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        partner = recognised_partner()
        client = ClientFactory(partner=partner)
        actor = actor_of(worker(partner))
    together = Barrier(4)

    def act(_: int) -> str:
        together.wait(timeout=20)
        try:
            with workplace.begin(actor) as work:
                vouch(work, client)
        except errors.RightStillRuns:
            return "runs already"
        return "given"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(act, range(4)))

    assert outcomes == ["given"] + ["runs already"] * 3
