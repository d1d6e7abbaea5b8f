"""Taking a place for a child."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories.accounts import OrganisationFactory
from tests.factories.activities import SessionFactory
from tests.factories.cards import HolderFactory, SocialRightFactory
from tests.factories.registrations import family, swimming
from tests.factories.welfare import ClientFactory, recognised_partner, worker
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.errors import ActivityUnknown, SessionUnknown
from uitpas2.activities.models import Session
from uitpas2.activities.rules import Availability
from uitpas2.database.work import Work
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro
from uitpas2.registrations import errors, queries, services
from uitpas2.registrations.models import Registration


def taken(work: Work, session: Session) -> int:
    return work.session.scalars(select(Session.taken).where(Session.id == session.id)).one()


def acting_as(work: Work, somebody: Assignment) -> Work:
    work.actor = actor_of(somebody)
    return work


def test_a_partner_registers_a_client_at_the_price_this_child_pays(work: Work) -> None:
    partner = recognised_partner()
    noor = family(with_right=True).child
    ClientFactory(partner=partner, holder=noor)
    _, session = swimming()
    acting_as(work, worker(partner))

    made = services.register(work, session_id=session.id, holder_id=noor.id, for_organisation_id=partner.id)

    assert (made.price_shown, made.entered_for, made.entered_by) == (Euro(200), partner.id, work.actor.id)
    assert taken(work, session) == 1


def test_a_guardian_registers_a_child_and_no_partner_is_named(work: Work) -> None:
    home = family()
    _, session = swimming()
    acting_as(work, home.guardian)

    made = services.register(work, session_id=session.id, holder_id=home.child.id)

    assert (made.price_shown, made.entered_for) == (Euro(1000), None)


def test_nobody_registers_a_child_of_others(work: Work) -> None:
    noor = family().child
    _, session = swimming()

    for stranger in (family(first_name="Sam").guardian, worker()):
        acting_as(work, stranger)
        for holder_id in (noor.id, "nobody"):
            with pytest.raises(errors.ChildUnknown):
                services.register(work, session_id=session.id, holder_id=holder_id)
    assert taken(work, session) == 0


def test_a_former_client_is_no_longer_registered(work: Work) -> None:
    partner = recognised_partner()
    former = ClientFactory(partner=partner, ended=True)
    _, session = swimming()
    acting_as(work, worker(partner))

    with pytest.raises(errors.ChildUnknown):
        services.register(work, session_id=session.id, holder_id=former.holder_id)


def test_nobody_registers_in_the_name_of_another_partner(work: Work) -> None:
    home = family()
    _, session = swimming()
    acting_as(work, home.guardian)

    with pytest.raises(errors.ChildUnknown):
        services.register(
            work,
            session_id=session.id,
            holder_id=home.child.id,
            for_organisation_id=OrganisationFactory(partner=True).id,
        )


def test_a_child_has_one_place_per_moment_and_the_second_click_says_so(work: Work) -> None:
    home = family()
    _, session = swimming(places=1)
    acting_as(work, home.guardian)
    services.register(work, session_id=session.id, holder_id=home.child.id)

    with pytest.raises(errors.AlreadyRegistered):
        services.register(work, session_id=session.id, holder_id=home.child.id)

    assert taken(work, session) == 1


def test_when_it_is_full_nothing_is_kept_and_the_answer_promises_nothing(work: Work) -> None:
    _, session = swimming(places=1)
    services.register(work, session_id=session.id, holder_id=HolderFactory().id)

    with pytest.raises(errors.Full) as refused:
        services.register(work, session_id=session.id, holder_id=HolderFactory().id)

    assert len(work.session.scalars(select(Registration)).all()) == 1
    assert "wachtlijst" in refused.value.message.nl


def test_an_activity_without_a_limit_always_has_a_place(work: Work) -> None:
    _, session = swimming(places=None)

    for _ in range(3):
        services.register(work, session_id=session.id, holder_id=HolderFactory().id)

    assert taken(work, session) == 3


def test_a_child_that_turns_six_before_the_day_fits(work: Work) -> None:
    _, session = swimming()
    day = session.starts.date()

    services.register(work, session_id=session.id, holder_id=HolderFactory(birth_date=day.replace(year=2020)).id)

    with pytest.raises(errors.TooYoung):
        younger = HolderFactory(birth_date=day.replace(year=2020) + timedelta(days=1))
        services.register(work, session_id=session.id, holder_id=younger.id)


def _started(work: Work) -> Session:
    return swimming(starts=work.now)[1]


def _called_off(work: Work) -> Session:
    return swimming(called_off=True)[1]


def _session_called_off(work: Work) -> Session:
    session = swimming()[1]
    session.availability = Availability.UNAVAILABLE
    return session


def _draft(work: Work) -> Session:
    return swimming(draft=True)[1]


def _for_schools(work: Work) -> Session:
    return swimming(schools_only=True)[1]


def _without_price(work: Work) -> Session:
    return swimming(price=None)[1]


def _nowhere(work: Work) -> Session:
    return SessionFactory.build(id="nowhere")


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (_started, errors.AlreadyStarted),
        (_called_off, errors.NotTakingPlace),
        (_session_called_off, errors.NotTakingPlace),
        (_draft, ActivityUnknown),
        (_for_schools, errors.NotForFamilies),
        (_without_price, errors.PriceNotKnown),
        (_nowhere, SessionUnknown),
    ],
)
def test_what_cannot_be_joined_says_why(work: Work, make, refusal) -> None:
    session = make(work)

    with pytest.raises(refusal):
        services.register(work, session_id=session.id, holder_id=HolderFactory().id)


def test_giving_a_place_back_frees_it_once(work: Work) -> None:
    home = family()
    _, session = swimming(places=1)
    acting_as(work, home.guardian)
    made = services.register(work, session_id=session.id, holder_id=home.child.id)

    services.cancel(work, made.id)
    services.cancel(work, made.id)

    assert taken(work, session) == 0
    assert queries.registrations_of_holder(work, home.child.id) == []
    again = services.register(work, session_id=session.id, holder_id=home.child.id)
    assert again.id != made.id


def test_only_the_family_or_the_partner_that_made_it_gives_a_place_back(work: Work) -> None:
    home = family()
    partner = recognised_partner()
    ClientFactory(partner=partner, holder=home.child)
    _, session = swimming()
    acting_as(work, home.guardian)
    made = services.register(work, session_id=session.id, holder_id=home.child.id)

    for stranger in (family(first_name="Sam").guardian, worker(partner), worker()):
        acting_as(work, stranger)
        with pytest.raises(errors.RegistrationUnknown):
            services.cancel(work, made.id)

    assert taken(work, session) == 1


def test_a_parent_may_give_back_what_the_partner_arranged(work: Work) -> None:
    home = family()
    partner = recognised_partner()
    ClientFactory(partner=partner, holder=home.child)
    _, session = swimming()
    acting_as(work, worker(partner))
    made = services.register(work, session_id=session.id, holder_id=home.child.id)

    acting_as(work, home.guardian)
    services.cancel(work, made.id)

    assert taken(work, session) == 0


def test_what_has_started_is_not_given_back(work: Work) -> None:
    home = family()
    _, session = swimming()
    made = services.register(work, session_id=session.id, holder_id=home.child.id)
    session.starts = work.now
    work.session.flush()

    with pytest.raises(errors.TooLateToCancel):
        services.cancel(work, made.id)


def test_a_partner_sees_the_places_it_arranged_and_not_the_family_s_own(work: Work) -> None:
    home = family()
    partner = recognised_partner()
    ClientFactory(partner=partner, holder=home.child)
    _, arranged = swimming()
    _, private = swimming()
    acting_as(work, worker(partner))
    services.register(work, session_id=arranged.id, holder_id=home.child.id)
    acting_as(work, home.guardian)
    services.register(work, session_id=private.id, holder_id=home.child.id)
    seen_by_family = {line.activity_id for line in queries.registrations_of_holder(work, home.child.id)}

    acting_as(work, worker(partner))
    seen_by_partner = {line.activity_id for line in queries.registrations_of_holder(work, home.child.id)}
    acting_as(work, worker(recognised_partner()))

    assert seen_by_family == {arranged.activity_id, private.activity_id}
    assert seen_by_partner == {arranged.activity_id}
    with pytest.raises(errors.ChildUnknown):
        queries.registrations_of_holder(work, home.child.id)


def test_the_finder_shows_what_fits_with_the_price_of_this_child(work: Work) -> None:
    noor = HolderFactory()
    SocialRightFactory(holder_id=noor.id)
    fits, _ = swimming()
    swimming(age_from=12, age_to=18)
    full, session = swimming(places=1)
    services.register(work, session_id=session.id, holder_id=HolderFactory().id)

    found = queries.places_for(work, noor, municipality_nis="44021")

    assert [(one.offer.activity.id, one.quote and one.quote.holder_pays) for one in found.items] == [
        (fits.id, Euro(200))
    ]
    assert [one.free for one in queries.choice(work, noor, full.id).options] == [0]


def test_a_partner_finds_the_places_that_are_kept_for_partners_and_a_family_does_not(work: Work) -> None:
    home = family()
    _, session = swimming(places=1)
    session.kept_for_partners, session.kept_until = 1, work.now + timedelta(days=1)
    work.session.flush()

    acting_as(work, home.guardian)
    seen_by_family = queries.places_for(work, home.child, municipality_nis="44021", km=5).total
    acting_as(work, worker(recognised_partner()))
    seen_by_partner = queries.places_for(work, home.child, municipality_nis="44021", km=5, weekday=2).total

    assert (seen_by_family, seen_by_partner) == (0, 1)


def test_a_moment_the_child_already_has_is_not_offered_again(work: Work) -> None:
    noor = HolderFactory()
    activity, session = swimming()
    later = SessionFactory(activity=activity, starts=session.starts + timedelta(days=7), capacity=5)
    services.register(work, session_id=session.id, holder_id=noor.id)
    work.actor = system_actor("test")

    assert [one.first.id for one in queries.choice(work, noor, activity.id).options] == [later.id]
