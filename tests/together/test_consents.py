"""What somebody says yes to really happens, and without the yes it does not: every purpose, one by one."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from PIL import Image

from tests.factories.attendance import afternoon
from tests.factories.base import use
from tests.factories.registrations import RegistrationFactory, family, swimming
from tests.mails import Postman
from uitpas2.attendance.models import CareNeed
from uitpas2.attendance.queries.safety import notes_for_duty
from uitpas2.attendance.rules import KEY_PURPOSE, Needs, sealed
from uitpas2.attendance.services.noting import place_of
from uitpas2.cards.errors.pictures import PictureConsentNeeded
from uitpas2.cards.models import ContactPreference, Holder
from uitpas2.cards.queries import has_consent, picture_taken_at
from uitpas2.cards.rules import Purpose
from uitpas2.cards.services import give_consent, keep_picture, withdraw_consent
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.tips.jobs import send_all_tips

SESSION_OF_TODAY = "session-of-today"


def gets_tips(workplace: Workplace, holder_id: str) -> bool:
    """Whether the family gets a mail with the swimming that there is for this age."""
    send_all_tips(workplace)
    return any("Zwemmen" in mail.body for mail in Postman(workplace).brings())


def gets_a_picture(workplace: Workplace, holder_id: str) -> bool:
    """Whether the counter keeps a picture that it takes, when it says what the family said."""
    with workplace.begin(system_actor("test")) as work:
        with suppress(PictureConsentNeeded):
            keep_picture(work, holder_id, a_picture(), agreed=has_consent(work, holder_id, Purpose.PICTURE))
        return picture_taken_at(work, holder_id) is not None


def a_picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (100, 100), "orange").save(file, "PNG")
    return file.getvalue()


def gets_care_needs_read(workplace: Workplace, holder_id: str) -> bool:
    """Whether those on duty read what a family wrote down about allergies and care."""
    with workplace.begin(system_actor("test")) as work:
        kept = sealed(Needs(allergies="Noten"), work.keys.derive(KEY_PURPOSE), holder_id)
        work.session.merge(CareNeed(holder_id=holder_id, sealed=kept, written_at=work.now, written_by="mother"))
        if place_of(work, SESSION_OF_TODAY, holder_id) is None:
            use(work)
            today = afternoon(work, session__id=SESSION_OF_TODAY)
            RegistrationFactory(session=today.session, holder=work.session.get_one(Holder, holder_id))
            work.session.flush()
        return bool(notes_for_duty(work, SESSION_OF_TODAY, holder_id).needs)


# What each yes opens. A purpose that is not here is a promise that nothing keeps: drop it, or let it do something.
EFFECTS: dict[Purpose, Callable[[Workplace, str], bool]] = {
    Purpose.NEWS: gets_tips,
    Purpose.PICTURE: gets_a_picture,
    Purpose.CARE_NEEDS: gets_care_needs_read,
}


@pytest.fixture
def child(workplace: Workplace) -> str:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        swimming()
        return family().child.id


def test_every_purpose_has_an_effect() -> None:
    assert set(EFFECTS) == set(Purpose)


@pytest.mark.parametrize("purpose", EFFECTS)
def test_without_a_yes_it_does_not_happen_and_with_it_it_does(
    workplace: Workplace, child: str, purpose: Purpose
) -> None:
    happens = EFFECTS[purpose]

    never_asked = happens(workplace, child)
    with workplace.begin(system_actor("test")) as work:
        for other in set(Purpose) - {purpose}:
            give_consent(work, child, other)
    said_yes_to_the_others = happens(workplace, child)
    with workplace.begin(system_actor("test")) as work:
        give_consent(work, child, purpose)
        withdraw_consent(work, child, purpose)
    took_it_back = happens(workplace, child)
    with workplace.begin(system_actor("test")) as work:
        give_consent(work, child, purpose)

    assert (never_asked, said_yes_to_the_others, took_it_back) == (False, False, False)
    assert happens(workplace, child)


def test_a_yes_that_is_taken_back_takes_the_picture_along(workplace: Workplace, child: str) -> None:
    with workplace.begin(system_actor("test")) as work:
        give_consent(work, child, Purpose.PICTURE)
    assert gets_a_picture(workplace, child)

    with workplace.begin(system_actor("test")) as work:
        withdraw_consent(work, child, Purpose.PICTURE)
        assert picture_taken_at(work, child) is None


def test_tips_come_once_a_season_and_only_to_who_wants_mail(workplace: Workplace, child: str, clock) -> None:
    with workplace.begin(system_actor("test")) as work:
        give_consent(work, child, Purpose.NEWS)

    told = [send_all_tips(workplace), send_all_tips(workplace)]
    clock.move(timedelta(days=6))
    told.append(send_all_tips(workplace))

    assert told == [1, 0, 1]


def test_who_wants_letters_only_gets_no_tips(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        swimming()
        made = family()
        give_consent(work, made.child.id, Purpose.NEWS)
        work.session.add(
            ContactPreference(
                account_id=made.guardian.account_id, by_mail=False, by_sms=True, by_post=True, changed_at=work.now
            )
        )

    assert send_all_tips(workplace) == 0
    assert Postman(workplace).brings() == []
