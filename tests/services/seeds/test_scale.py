"""The many invented holders obey the rules although no service made them, and filling goes on where it stopped."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories.accounts import MunicipalityFactory
from tests.factories.activities import ActivityFactory
from tests.factories.base import use
from tests.factories.cards import HolderFactory
from uitpas2.accounts.models import Account
from uitpas2.activities.models import Activity
from uitpas2.activities.queries import find_offer
from uitpas2.cards import queries
from uitpas2.cards.models import Card, Guardianship, Holder, RightGround, SocialRight
from uitpas2.cards.queries.national_numbers import national_number_keys
from uitpas2.cards.rules import REVOKED, CardStatus, NationalNumber, is_card_number
from uitpas2.cards.services import qr_token, status_list
from uitpas2.checks import check_all
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.seeds import scale
from uitpas2.seeds.scale import households

ACTOR, DAY = system_actor("test"), date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three chunks instead of one; a part of an account's holders in each."""
    for module in (households, scale.chunk, scale.filling):
        monkeypatch.setattr(module, "CHUNK", 20)


def rows(work: Work) -> dict[str, int]:
    models = (Holder, Card, Account, Guardianship, SocialRight, RightGround)
    return {model.__tablename__: work.session.scalar(select(func.count()).select_from(model)) or 0 for model in models}


def test_many_holders_are_made_once_and_a_larger_number_adds_the_rest(workplace: Workplace):
    stopped = scale.fill(workplace, 33)
    more = scale.fill(workplace, 60)

    assert (stopped.made, more.made, more.there_already) == (33, 27, 33)
    with workplace.reading(ACTOR) as work:
        assert rows(work)["holders"] == 60
        assert rows(work) == {table: stopped.rows[table] + more.rows[table] for table in rows(work)}
        assert {name: found for name, found in check_all(work).items() if found} == {}
        _numbers_are_found(work)
        _cards_are_judged_at_a_door(work)


def _numbers_are_found(work: Work) -> None:
    numbers = work.session.scalars(select(Holder.national_number).where(Holder.national_number.is_not(None))).all()
    encryption, _ = national_number_keys(work.keys, 1)
    for kept in numbers:
        number = NationalNumber.decrypted(encryption, kept)
        found = queries.holder_by_national_number(work, number.for_government())
        assert found.birth_date is not None
        assert number.may_belong_to(found.birth_date)
    assert len(numbers) > 20


def _cards_are_judged_at_a_door(work: Work) -> None:
    revoked = status_list(work)
    for card in work.session.scalars(select(Card)):
        assert is_card_number(card.number)
        assert revoked.is_revoked(card.serial) == (card.status in REVOKED)
        if card.status is CardStatus.ACTIVE:
            assert queries.card_at_door(work, qr_token(work, card)).card_id == card.id


def test_the_same_number_invents_the_same_people_place_by_place():
    towns = [MunicipalityFactory.build(), MunicipalityFactory.build(nis="41002", name="Aalst", population=80_000)]

    planned = households.plan(7, 3, towns, DAY)

    assert planned == households.plan(7, 3, towns, DAY)
    assert planned != households.plan(8, 3, towns, DAY)
    assert [person.place for home in planned for person in home.people] == list(range(60, 80))


def test_beside_people_whom_nobody_invented_nothing_is_filled_in(workplace: Workplace):
    with workplace.begin(ACTOR) as work:
        use(work)
        HolderFactory()

    with pytest.raises(scale.RealPeople):
        scale.fill(workplace, 10)

    with workplace.reading(ACTOR) as work:
        assert rows(work)["holders"] == 1


def test_a_large_offer_is_made_once_with_great_and_small_organisers(workplace: Workplace, monkeypatch):
    monkeypatch.setattr(scale.offer, "CHUNK", 20)
    first = scale.fill_offer(workplace, 50, 300, number=7)
    again = scale.fill_offer(workplace, 60, 360, number=7)

    with workplace.reading(ACTOR) as work:
        found = find_offer(work, limit=100)
        of_each = Counter(work.session.scalars(select(Activity.organiser_id)))
        check = {name: faults for name, faults in check_all(work).items() if faults}
    assert (first.made, again.made, again.there_already) == (50, 10, 50)
    assert first.rows["sessions"] == 300
    assert found.total == 60  # each has something still to come
    assert min(of_each.values()) == 1
    assert max(of_each.values()) >= 20
    assert check == {}


def test_no_invented_offer_comes_beside_a_real_one(workplace: Workplace):
    with workplace.begin(ACTOR) as work:
        use(work)
        ActivityFactory()

    with pytest.raises(scale.RealPeople):
        scale.fill_offer(workplace, 5, 10, number=7)
