"""A picture is kept as long as somebody has a card, and never without a yes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories.cards import CardFactory, HolderFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from tests.unit.cards.test_pictures import file_of, half_red
from uitpas2.cards import queries, services
from uitpas2.cards.errors import GroupHasNoPicture, HolderUnknown, PictureConsentNeeded
from uitpas2.cards.models import HolderPicture
from uitpas2.cards.rules import HolderKind, Purpose
from uitpas2.privacy.services import purging

PNG = file_of(half_red(200, 200), "PNG")


def test_a_later_picture_takes_the_place_of_an_earlier_one(work):
    clerk = acts_as(work, clerk_of_gent())
    noor = HolderFactory()
    services.keep_picture(clerk, noor.id, PNG, agreed=True)
    first = queries.picture(clerk, noor.id)

    services.keep_picture(clerk, noor.id, file_of(half_red(300, 100), "PNG"), agreed=True)

    assert queries.picture(clerk, noor.id) != first
    assert queries.has_consent(work, noor.id, Purpose.PICTURE)


def test_nobody_elsewhere_no_group_and_nobody_without_a_yes_gets_a_picture(work):
    clerk, elsewhere = acts_as(work, clerk_of_gent()), acts_as(work, clerk_of_aalst())
    noor, scouts = HolderFactory(), HolderFactory(kind=HolderKind.GROUP, birth_date=None)

    for who, holder, agreed, error in (
        (elsewhere, noor, True, HolderUnknown),
        (clerk, scouts, True, GroupHasNoPicture),
        (clerk, noor, False, PictureConsentNeeded),
    ):
        with pytest.raises(error):
            services.keep_picture(who, holder.id, PNG, agreed=agreed)

    assert work.session.scalars(select(HolderPicture)).all() == []


def test_a_year_without_a_card_is_the_end_of_a_picture(work):
    noor, daan = HolderFactory(), HolderFactory(first_name="Daan")
    CardFactory(holder=noor)
    for holder in (noor, daan):
        services.keep_picture(work, holder.id, PNG, agreed=True)
    daan.without_card_since = work.today - timedelta(days=366)
    work.session.flush()

    assert purging.forget_pictures(work) == 1

    assert work.session.scalars(select(HolderPicture.holder_id)).all() == [noor.id]
