"""Waiting lists: who is next, until when, and why not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.activities import SessionFactory
from tests.factories.cards import GuardianshipFactory, HolderFactory, SocialRightFactory
from tests.factories.registrations import family, swimming
from uitpas2.accounts.queries import administration_of
from uitpas2.activities.models import Activity, Series, Session
from uitpas2.activities.rules import SeriesKind
from uitpas2.database.work import Work
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.ledger.queries import budget
from uitpas2.registrations import errors, services
from uitpas2.registrations.jobs import end_all_offers
from uitpas2.registrations.models import Intake, QueueEvent, Registration
from uitpas2.registrations.queries.intake import own_place
from uitpas2.registrations.rules import EndReason, Outcome, Priority, RegistrationStatus


def next_week(work: Work, *, places: int) -> tuple[Activity, Session]:
    """Swimming in nine days, with so many places."""
    return swimming(places=places, session__starts=work.now + timedelta(days=9))


def placed(work: Work, session: Session, **holder) -> Registration:
    return services.register(work, session_id=session.id, holder_id=HolderFactory(**holder).id, or_wait=True)


def course(work: Work, *places: int) -> tuple[Series, list[Session]]:
    """A course of so many lessons, each with its number of places."""
    activity, first = next_week(work, places=places[0])
    later = [
        SessionFactory(
            activity=activity,
            starts=first.starts + timedelta(weeks=n),
            ends=first.ends + timedelta(weeks=n),
            capacity=m,
        )
        for n, m in enumerate(places[1:], start=1)
    ]
    series = Series(
        id="course", activity_id=activity.id, position=0, name=TranslatedText(nl="Reeks"), kind=SeriesKind.COURSE
    )
    work.session.add(series)
    work.session.flush()
    for session in (first, *later):
        session.series_id = series.id
    work.session.flush()
    return series, [first, *later]


def tidy(work: Work, *registrations: Registration) -> list[RegistrationStatus]:
    for one in registrations:
        work.session.refresh(one)
    return [one.status for one in registrations]


C, W, OFFERED, X = (
    RegistrationStatus.CONFIRMED,
    RegistrationStatus.WAITING,
    RegistrationStatus.OFFERED,
    RegistrationStatus.CANCELLED,
)


def test_a_place_that_comes_free_is_offered_to_who_asked_first(work: Work, clock) -> None:
    _, session = next_week(work, places=1)
    has_it = placed(work, session)
    first, second = placed(work, session), placed(work, session)

    services.cancel(work, has_it.id)

    assert tidy(work, has_it, first, second) == [X, OFFERED, W]
    assert first.offered_until == work.now + timedelta(hours=48)
    work.session.refresh(session)
    assert session.taken == 1


def test_who_accepts_has_the_place_and_who_declines_leaves_the_list(work: Work) -> None:
    _, session = next_week(work, places=1)
    has_it, first, second = placed(work, session), placed(work, session), placed(work, session)
    services.cancel(work, has_it.id)

    services.cancel(work, first.id)
    services.accept(work, second.id)
    services.accept(work, second.id)

    assert tidy(work, first, second) == [X, C]
    assert first.end_reason is EndReason.DECLINED
    with pytest.raises(errors.NothingOffered):
        services.accept(work, first.id)


def test_an_offer_that_nobody_answers_goes_to_the_next(workplace, clock) -> None:
    from tests.factories.base import use
    from uitpas2.kernel.actor import system_actor

    with workplace.begin(system_actor("test")) as work:
        use(work)
        _, session = next_week(work, places=1)
        has_it, first, second = placed(work, session), placed(work, session), placed(work, session)
        services.cancel(work, has_it.id)
        ids = first.id, second.id

    clock.move(timedelta(hours=48))
    with workplace.begin(system_actor("test")) as work, pytest.raises(errors.OfferOver):
        services.accept(work, ids[0])
    assert [end_all_offers(workplace), end_all_offers(workplace)] == [1, 0]
    with workplace.begin(system_actor("test")) as work:
        late, next_one = (work.session.get_one(Registration, id) for id in ids)

        assert (late.status, late.end_reason, next_one.status) == (X, EndReason.NOT_ANSWERED, OFFERED)


def test_nothing_is_offered_after_the_cut_off_and_the_list_says_so(work: Work) -> None:
    _, session = swimming(places=1, session__starts=work.now + timedelta(hours=1))
    has_it = placed(work, session)
    waits = placed(work, session)

    services.cancel(work, has_it.id)

    assert tidy(work, waits) == [W]
    assert [event.outcome for event in work.session.scalars(select(QueueEvent))] == [Outcome.AFTER_CUT_OFF]
    assert placed(work, session).status is C


def test_a_priority_group_goes_first_and_then_who_asked_first(work: Work) -> None:
    activity, session = next_week(work, places=1)
    work.session.add(
        Intake(activity_id=activity.id, priorities=[Priority.SIBLING, Priority.RESIDENT], changed_at=work.now)
    )
    MunicipalityFactory(nis="11002", name="Antwerpen", postal_codes=["2000"])
    home = family()
    has_it = services.register(work, session_id=session.id, holder_id=home.child.id)
    other = SessionFactory(activity=activity, starts=session.starts + timedelta(days=1), capacity=1)
    keeps = placed(work, other)
    stranger = placed(work, other, municipality_nis="11002")
    resident = placed(work, other)
    brother = HolderFactory(municipality_nis="11002")
    GuardianshipFactory(account=home.guardian.account, holder=brother)
    sibling = services.register(work, session_id=other.id, holder_id=brother.id, or_wait=True)

    services.cancel(work, keeps.id)

    assert tidy(work, sibling, resident, stranger, has_it) == [OFFERED, W, W, C]
    assert (own_place(work, resident.id).before, own_place(work, stranger.id).before) == (0, 1)


def test_a_series_is_taken_whole_or_not_at_all(work: Work) -> None:
    series, lessons = course(work, 2, 1, 2)
    whole = services.register(work, series_id=series.id, holder_id=HolderFactory().id)

    with pytest.raises(errors.Full):
        services.register(work, series_id=series.id, holder_id=HolderFactory().id)
    with pytest.raises(errors.TakenTogether):
        placed(work, lessons[0])

    for lesson in lessons:
        work.session.refresh(lesson)
    assert [lesson.taken for lesson in lessons] == [1, 1, 1]
    services.cancel(work, whole.id)
    for lesson in lessons:
        work.session.refresh(lesson)
    assert [lesson.taken for lesson in lessons] == [0, 0, 0]


def test_brothers_and_sisters_who_only_come_together_wait_for_all_their_places(work: Work) -> None:
    _, session = next_week(work, places=2)
    one, two = placed(work, session), placed(work, session)
    pair = services.register_several(
        work, holder_ids=[HolderFactory().id, HolderFactory().id], session_id=session.id, together=True, or_wait=True
    )
    alone = placed(work, session)

    services.cancel(work, one.id)
    after_one = tidy(work, *pair, alone)
    services.cancel(work, two.id)

    assert after_one == [W, W, OFFERED]
    assert tidy(work, *pair) == [W, W]
    services.cancel(work, alone.id)
    assert tidy(work, *pair) == [OFFERED, OFFERED]
    assert {
        event.outcome for event in work.session.scalars(select(QueueEvent).filter_by(registration_id=pair[0].id))
    } == {
        Outcome.NEEDS_MORE_PLACES,
        Outcome.OFFERED,
    }


def test_places_that_are_kept_for_partners_are_theirs_until_they_are_released(work: Work, workplace, clock) -> None:
    _, session = next_week(work, places=2)
    session.kept_for_partners, session.kept_until = 1, work.now + timedelta(days=1)
    partner = OrganisationFactory(partner=True)
    work.session.flush()
    first, waits = placed(work, session), placed(work, session)

    brought = services.register(
        work, session_id=session.id, holder_id=HolderFactory().id, for_organisation_id=partner.id
    )

    assert tidy(work, first, waits, brought) == [C, W, C]
    services.cancel(work, brought.id)
    assert tidy(work, waits) == [W]
    work.session.refresh(session)
    assert (session.taken, session.taken_by_partners) == (1, 0)


def test_what_a_municipality_will_pay_is_kept_until_the_place_is_given_back(work: Work) -> None:
    holder = HolderFactory()
    SocialRightFactory(holder_id=holder.id)
    _, session = next_week(work, places=1)
    made = services.register(work, session_id=session.id, holder_id=holder.id)
    payer = administration_of(work, holder.municipality_nis)
    kept = budget(work, payer.id, 2026).reserved

    services.cancel(work, made.id)

    assert kept == Euro(400)
    assert budget(work, payer.id, 2026).reserved == Euro(0)
