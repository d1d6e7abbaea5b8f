"""Who is registered hears once of a moment that moved or fell away, whoever changed it."""

from __future__ import annotations

from datetime import timedelta

from tests.factories.activities import SessionFactory
from tests.factories.base import use
from tests.factories.registrations import family, swimming
from tests.mails import Postman
from tests.services.registrations.test_waiting import course
from uitpas2.activities.models import Session
from uitpas2.activities.rules import Availability
from uitpas2.activities.services.noting import changing
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations import services
from uitpas2.registrations.jobs import tell_all_changes
from uitpas2.registrations.models import Registration
from uitpas2.registrations.rules import EndReason, RegistrationStatus

STORM = TranslatedText(nl="Er komt storm.")


def test_who_is_registered_reads_once_what_was_and_what_is_now(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        home, other = family(), family(first_name="Sam")
        activity, session = swimming(session__starts=work.now + timedelta(days=9))
        elsewhere = SessionFactory(activity=activity, starts=session.starts + timedelta(days=7))
        made = services.register(work, session_id=session.id, holder_id=home.child.id)
        services.register(work, session_id=elsewhere.id, holder_id=other.child.id)
        with changing(work, session):
            session.starts += timedelta(hours=2)
            session.ends += timedelta(hours=2)
        registration_id, session_id = made.id, session.id
    postman = Postman(workplace)
    postman.brings()

    told = [tell_all_changes(workplace) for _ in range(2)]
    mails = postman.brings()

    assert told == [1, 0]
    (mail,) = mails
    assert home.child.first_name in mail.body
    assert "Was: " in mail.body
    assert "Nu: " in mail.body
    with workplace.begin(system_actor("test")) as work:
        assert work.session.get_one(Registration, registration_id).status is RegistrationStatus.CONFIRMED
        assert work.session.get_one(Session, session_id).to_tell_since is None


def test_what_does_not_take_place_ends_with_the_organisers_reason(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        home = family()
        _, session = swimming(places=1, session__starts=work.now + timedelta(days=9))
        made = services.register(work, session_id=session.id, holder_id=home.child.id)
        with changing(work, session):
            session.availability, session.unavailable_because = Availability.UNAVAILABLE, STORM
        registration_id, session_id = made.id, session.id
    postman = Postman(workplace)
    postman.brings()

    tell_all_changes(workplace)

    (mail,) = postman.brings()
    assert "Dit gaat niet door. Er komt storm." in mail.body
    with workplace.begin(system_actor("test")) as work:
        registration = work.session.get_one(Registration, registration_id)
        assert (registration.status, registration.end_reason) == (
            RegistrationStatus.CANCELLED,
            EndReason.NOT_TAKING_PLACE,
        )
        assert work.session.get_one(Session, session_id).taken == 0


def test_one_lesson_that_falls_away_does_not_end_the_course(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        home = family()
        series, (_, second, _) = course(work, 5, 5, 5)
        made = services.register(work, series_id=series.id, holder_id=home.child.id)
        with changing(work, second):
            second.availability, second.unavailable_because = Availability.UNAVAILABLE, STORM
        registration_id = made.id
    postman = Postman(workplace)
    postman.brings()

    tell_all_changes(workplace)

    (mail,) = postman.brings()
    assert "Valt weg: " in mail.body
    assert "Er komt storm." in mail.body
    with workplace.begin(system_actor("test")) as work:
        assert work.session.get_one(Registration, registration_id).status is RegistrationStatus.CONFIRMED
