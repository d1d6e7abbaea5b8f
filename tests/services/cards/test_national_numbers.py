"""National numbers: kept where a municipality wants them, found by their index, and put under new keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from tests.factories.base import use
from tests.factories.cards import HolderFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from tests.services.cards.test_holders import IN_GENT, NOOR, NOORS_NUMBER
from tests.unit.cards.test_national_number import number_for
from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries, services
from uitpas2.cards.errors import (
    AlreadyRegistered,
    HolderUnknown,
    NationalNumberMistyped,
    NationalNumberNotKept,
)
from uitpas2.cards.models import Holder, KeyRotation
from uitpas2.cards.queries.national_numbers import national_number_keys
from uitpas2.cards.rules import NationalNumber
from uitpas2.cards.services import national_numbers
from uitpas2.commands import main
from uitpas2.counter.errors import NationalNumberNotForYou, NationalNumberNotFound
from uitpas2.counter.queries import search
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.keys import Keys

PLATFORM = system_actor("test")


class Interrupted(Exception):
    pass


def register(workplace: Workplace, count: int) -> list[str]:
    """So many children born on Noor's day, each with a number."""
    numbers = [number_for(NOOR["birth_date"], order) for order in range(1, count + 1)]
    with workplace.begin(PLATFORM) as work:
        use(work)
        clerk_of_gent()
        for number in numbers:
            services.register_holder(work, **NOOR, **IN_GENT, national_number=number)
    return numbers


def found(workplace: Workplace, numbers: list[str]) -> int:
    """How many of the numbers lead to a holder."""
    with workplace.reading(PLATFORM) as work:
        return sum(bool(queries.holder_by_national_number(work, number)) for number in numbers)


def test_new_keys_leave_everybody_to_be_found_and_nothing_under_the_old_ones(workplace: Workplace) -> None:
    numbers = register(workplace, 3)
    with workplace.reading(PLATFORM) as work:
        before = dict(work.session.execute(select(Holder.id, Holder.national_number)).all())

    done = services.rotate_number_keys(workplace, PLATFORM)

    assert (done.version, done.renewed, found(workplace, numbers)) == (2, 3, 3)
    new_key, _ = national_number_keys(workplace.keys, 2)
    old_key, _ = national_number_keys(workplace.keys, 1)
    with workplace.reading(PLATFORM) as work:
        for holder in work.session.scalars(select(Holder)):
            kept = NationalNumber.decrypted(new_key, holder.national_number)
            assert kept == NationalNumber.decrypted(old_key, before[holder.id])
            assert holder.national_number_key == 2
    with workplace.begin(PLATFORM) as work, pytest.raises(AlreadyRegistered):
        services.register_holder(work, **NOOR, **IN_GENT, national_number=numbers[0])


def test_a_change_of_keys_that_stops_half_way_loses_nobody_and_goes_on(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = register(workplace, 5)
    monkeypatch.setattr(national_numbers, "BATCH", 2)

    def stop(renewed: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        services.rotate_number_keys(workplace, PLATFORM, say=stop)

    with workplace.begin(PLATFORM) as work:
        assert work.session.scalar(select(func.count()).where(Holder.national_number_key == 2)) == 2
        for number in (numbers[0], numbers[-1]):
            with pytest.raises(AlreadyRegistered):
                services.register_holder(work, **NOOR, **IN_GENT, national_number=number)
        late = number_for(NOOR["birth_date"], 500)
        services.register_holder(work, **NOOR, **IN_GENT, national_number=late)
    assert found(workplace, [*numbers, late]) == 6
    again = services.rotate_number_keys(workplace, PLATFORM)
    assert (again.version, again.renewed, found(workplace, [*numbers, late])) == (2, 3, 6)
    with workplace.reading(PLATFORM) as work:
        assert work.session.get_one(KeyRotation, 2).finished_at is not None


def test_the_command_takes_over_from_a_secret_that_was_replaced(workplace: Workplace, tmp_path) -> None:
    numbers = register(workplace, 2)
    secret = tmp_path / "earlier"
    secret.write_text("a-secret-for-tests-that-is-long-enough-0123456789\n")
    after = Workplace(workplace.engine, keys=Keys("another" * 7), clock=workplace.clock)

    without = CliRunner().invoke(main, ["cards", "rotate-number-keys"], obj=after)
    given = CliRunner().invoke(main, ["cards", "rotate-number-keys", "--earlier-secret-file", str(secret)], obj=after)

    assert (without.exit_code, "another secret" in without.output) == (1, True)
    assert given.exit_code == 0, given.output
    assert found(after, numbers) == 2


def test_a_municipality_without_national_numbers_keeps_none_and_works_on_card_numbers(work) -> None:
    clerk = acts_as(work, clerk_of_gent())
    noor = services.register_holder(clerk, **NOOR, **IN_GENT, national_number=NOORS_NUMBER)
    of_aalst = HolderFactory(of_aalst=True, national_number=b"x", national_number_index="y")

    gone = services.keep_national_numbers(work, "44021", False)

    work.session.expire_all()
    assert (gone, noor.national_number, noor.national_number_index) == (1, None, None)
    assert of_aalst.national_number == b"x"
    with pytest.raises(NationalNumberNotKept):
        services.register_holder(clerk, **NOOR, **IN_GENT, national_number=NOORS_NUMBER)
    sam = services.register_holder(clerk, **{**NOOR, "first_name": "Sam"}, **IN_GENT)
    card = services.issue_card(clerk, sam.id)
    assert queries.holder_of_card(clerk, card.number) is sam
    services.keep_national_numbers(work, "44021", True)
    assert services.register_holder(clerk, **NOOR, **IN_GENT, national_number=NOORS_NUMBER)


def test_a_number_leads_to_nobody_of_another_region(work) -> None:
    services.register_holder(acts_as(work, clerk_of_gent()), **NOOR, **IN_GENT, national_number=NOORS_NUMBER)

    with pytest.raises(HolderUnknown):
        queries.holder_by_national_number(acts_as(work, clerk_of_aalst()), NOORS_NUMBER)


def test_registering_tells_nothing_of_another_region(workplace: Workplace) -> None:
    with workplace.begin(PLATFORM) as work:
        use(work)
        gent, aalst = clerk_of_gent(), clerk_of_aalst()
        noor = services.register_holder(acts_as(work, gent), **NOOR, **IN_GENT, national_number=NOORS_NUMBER)
        here = acts_as(work, aalst)
        in_aalst = {"postal_code": "9300", "city": "Aalst", "municipality_nis": "41002"}

        again = services.register_holder(here, **NOOR, **in_aalst, national_number=NOORS_NUMBER)

        assert queries.holder_by_national_number(here, NOORS_NUMBER) is again
        assert queries.holder_by_national_number(acts_as(work, gent), NOORS_NUMBER) is noor
        with pytest.raises(AlreadyRegistered):
            services.register_holder(here, **NOOR, **in_aalst, national_number=NOORS_NUMBER)
    services.rotate_number_keys(workplace, PLATFORM)
    with workplace.begin(PLATFORM) as work:
        here = acts_as(work, work.session.merge(aalst))
        assert queries.holder_by_national_number(here, NOORS_NUMBER).id == again.id


@pytest.mark.parametrize("typed", [NOORS_NUMBER, "18.03.14-002.06"])
def test_a_clerk_with_the_permission_finds_somebody_by_national_number(work, typed) -> None:
    clerk = acts_as(work, clerk_of_gent())
    noor = services.register_holder(clerk, **NOOR, **IN_GENT, national_number=NOORS_NUMBER)
    without = replace(
        clerk, actor=replace(clerk.actor, permissions=clerk.actor.permissions - {Permission.FIND_BY_NATIONAL_NUMBER})
    )

    found = search(clerk, typed).the_one
    assert found is not None
    assert found.holder_id == noor.id
    for number in (typed, "18031400207"):  # known or not, right or not: the answer is one
        with pytest.raises(NationalNumberNotForYou):
            search(without, number)
    with pytest.raises(NationalNumberNotFound):
        search(acts_as(work, clerk_of_aalst()), typed)
    with pytest.raises(NationalNumberMistyped) as refused:
        search(clerk, "18031400207")
    assert refused.value.field == "text"
