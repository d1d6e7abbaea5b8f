"""One scan, one answer; one tap, one sale and one check-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories.accounts import OrganisationFactory
from tests.factories.activities import PriceFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.scanning import THIS_AFTERNOON, AtDoor, at_door, volunteer_of
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.errors import ActivityUnknown
from uitpas2.activities.rules import PriceCategory
from uitpas2.cards.models import Card
from uitpas2.cards.rules import HolderKind, check_digit
from uitpas2.cards.services import block_card, qr_token
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.models import Sale
from uitpas2.discounts.services import cancel_sale, sell
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText
from uitpas2.loyalty.queries import balance
from uitpas2.scanning.errors import PriceChanged, ScanKeyReused
from uitpas2.scanning.models import CheckIn
from uitpas2.scanning.rules import Action, Situation, VerdictKind
from uitpas2.scanning.services import admit, look

Prepare = Callable[..., AtDoor]


@pytest.fixture
def prepare(workplace: Workplace) -> Prepare:
    """`door = prepare(price__amount=Euro(0))`: committed, ready for the volunteer."""

    def _prepare(**options: object) -> AtDoor:
        with workplace.begin(system_actor("test")) as work:
            use(work)
            return at_door(work, **options)

    return _prepare


def recorded(workplace: Workplace) -> tuple[int, int]:
    """How many sales and check-ins there are."""
    with workplace.reading() as work:
        count = [work.session.scalar(select(func.count()).select_from(model)) for model in (Sale, CheckIn)]
    return count[0], count[1]


def test_a_look_tells_name_and_price_and_records_nothing(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare()

    with workplace.begin(door.actor) as work:
        verdict = look(work, **door.scan)

    assert (verdict.kind, verdict.action) == (VerdictKind.YES, Action.PAY)
    assert verdict.headline.nl == "Welkom, Noor P."
    assert verdict.person.age_band == "6–8"
    assert (verdict.to_pay, verdict.full_price) == (Euro(200), Euro(1000))
    assert verdict.text.nl == ""
    assert recorded(workplace) == (0, 0)


def test_the_qr_code_of_a_card_answers_like_its_number(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare()

    with workplace.begin(door.actor) as work:
        token = qr_token(work, work.session.get_one(Card, door.scene.card.id))
        by_code = look(work, activity_id=door.scene.activity.id, scanned=token)
        by_number = look(work, **door.scan)

    assert token.startswith("UP1:")
    assert by_code == by_number


def test_one_tap_records_the_sale_the_checkin_and_the_points(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare(checkin_points=2)

    with workplace.begin(door.actor) as work:
        verdict = admit(work, **door.scan, key="scan-0001", shown=Euro(200))

    assert (verdict.situation, verdict.to_pay) == (Situation.ADMITTED, Euro(200))
    assert verdict.text.nl == "Betaald. 2 punten erbij."
    with workplace.reading() as work:
        sale = work.session.scalars(select(Sale)).one()
        checkin = work.session.scalars(select(CheckIn)).one()
        assert (sale.holder_pays, sale.full_price) == (Euro(200), Euro(1000))
        assert (checkin.sale_id, checkin.points, checkin.by) == (sale.id, 2, door.actor.id)
        assert balance(work, door.scene.holder.id) == 2


def test_the_same_scan_sent_again_gets_the_same_answer_and_counts_once(
    workplace: Workplace, prepare: Prepare, clock: FrozenClock
) -> None:
    door = prepare()
    with workplace.begin(door.actor) as work:
        first = admit(work, **door.scan, key="scan-0001", shown=Euro(200))
    clock.move(timedelta(minutes=3))
    with workplace.begin(system_actor("counter")) as work:
        block_card(work, door.scene.card.id)

    with workplace.begin(door.actor) as work:
        again = admit(work, **door.scan, key="scan-0001", shown=Euro(200))

    assert again == first
    assert recorded(workplace) == (1, 1)
    with workplace.reading() as work:
        assert balance(work, door.scene.holder.id) == 1


def test_a_second_scan_says_when_the_first_was_and_records_nothing(
    workplace: Workplace, prepare: Prepare, clock: FrozenClock
) -> None:
    door = prepare()
    clock.move(timedelta(hours=2, minutes=2))
    with workplace.begin(door.actor) as work:
        admit(work, **door.scan, key="scan-0001")
    clock.move(timedelta(minutes=20))

    with workplace.begin(door.actor) as work:
        looked = look(work, **door.scan)
        tapped = admit(work, **door.scan, key="scan-0002")

    assert looked == tapped
    assert (looked.kind, looked.action) == (VerdictKind.ATTENTION, Action.NONE)
    assert looked.headline.nl == "Al gescand om 14:02"
    assert looked.headline.fr == "Déjà scanné à 14:02"
    assert recorded(workplace) == (1, 1)


def test_within_a_week_that_counts_once_the_next_day_says_from_when_it_can_be_again(
    workplace: Workplace, prepare: Prepare, clock: FrozenClock
) -> None:
    door = prepare(permanent=True, checkin_period=PeriodKind.WEEK)
    with workplace.begin(door.actor) as work:
        admit(work, **door.scan, key="scan-0001")
    clock.move(timedelta(days=1))

    with workplace.begin(door.actor) as work:
        verdict = look(work, **door.scan)
    clock.move(timedelta(days=4))
    with workplace.begin(door.actor) as work:
        on_monday = look(work, **door.scan)

    assert verdict.headline.nl == "Al gescand op woensdag 25 november"
    assert verdict.text.nl.startswith("Vanaf maandag 30 november kan Noor P.")
    assert on_monday.kind is VerdictKind.YES


def test_a_blocked_card_is_refused_with_what_to_say(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare()
    with workplace.begin(system_actor("counter")) as work:
        block_card(work, door.scene.card.id)

    with workplace.begin(door.actor) as work:
        verdict = admit(work, **door.scan, key="scan-0001")

    assert (verdict.kind, verdict.action) == (VerdictKind.NO, Action.NONE)
    assert verdict.headline.nl == "Deze kaart is geblokkeerd"
    assert verdict.text.nl.startswith("Vraag Noor om naar de balie te gaan.")
    assert recorded(workplace) == (0, 0)


def test_a_typing_error_is_caught_and_an_unknown_card_is_refused(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare()
    number = door.scene.card.number
    mistyped = number[:-1] + str((int(number[-1]) + 1) % 10)
    with workplace.begin(system_actor("test")) as work:
        use(work)
        in_stock = CardFactory(stock=True).number

    with workplace.begin(door.actor) as work:
        typed = look(work, activity_id=door.scene.activity.id, scanned=mistyped)
        unknown = look(work, activity_id=door.scene.activity.id, scanned="098765432109" + check_digit("098765432109"))
        not_handed_out = look(work, activity_id=door.scene.activity.id, scanned=in_stock)

    assert (typed.kind, typed.situation) == (VerdictKind.ATTENTION, Situation.MISTYPED)
    assert typed.headline.nl == "Dit nummer klopt net niet"
    assert unknown.kind is VerdictKind.NO
    assert not_handed_out == unknown


def test_what_is_free_is_a_checkin_without_a_sale(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare(price__amount=Euro(0))

    with workplace.begin(door.actor) as work:
        looked = look(work, **door.scan)
        admit(work, **door.scan, key="scan-0001", shown=Euro(0))

    assert (looked.action, looked.to_pay) == (Action.LET_IN, None)
    assert looked.text.nl == "Niets te betalen."
    assert recorded(workplace) == (0, 1)


def test_a_ticket_that_was_sold_before_is_used_and_not_sold_again(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare(checkin_limit=2)
    with workplace.begin(door.actor) as work:
        cancel_sale(work, sell(work, **door.scene.ticket).id)
        sold = sell(work, **door.scene.ticket).id

    with workplace.begin(door.actor) as work:
        looked = look(work, **door.scan)
        admit(work, **door.scan, key="scan-0001", shown=Euro(0))
    with workplace.begin(door.actor) as work:
        second = look(work, **door.scan)

    assert (looked.action, looked.text.nl) == (Action.LET_IN, "Is al betaald.")
    assert second.action is Action.PAY
    assert second.to_pay == Euro(1000)  # the one reduced ticket is used: simply the ordinary price, without a word
    assert second.text.nl == ""
    with workplace.reading() as work:
        assert work.session.scalars(select(CheckIn.sale_id)).one() == sold
    assert recorded(workplace) == (2, 1)


def test_somebody_whose_reduced_tickets_are_used_up_can_still_come_in(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare(checkin_limit=2)
    with workplace.begin(door.actor) as work:
        admit(work, **door.scan, key="scan-0001", shown=Euro(200))

    with workplace.begin(door.actor) as work:
        verdict = admit(work, **door.scan, key="scan-0002", shown=Euro(1000))

    assert verdict.to_pay == Euro(1000)
    assert recorded(workplace) == (2, 2)


def test_when_the_price_is_no_longer_what_was_shown_nothing_is_recorded(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare()

    with pytest.raises(PriceChanged), workplace.begin(door.actor) as work:
        admit(work, **door.scan, key="scan-0001", shown=Euro(1000))

    assert recorded(workplace) == (0, 0)


def test_with_several_prices_the_chosen_one_is_sold(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare()
    with workplace.begin(system_actor("test")) as work:
        use(work)
        child = PriceFactory(
            activity_id=door.scene.activity.id,
            position=1,
            category=PriceCategory.TARIFF,
            name=TranslatedText(nl="Kind"),
            amount=Euro(500),
        ).id
        PriceFactory(activity_id=door.scene.activity.id, position=2, for_group=True, amount=Euro(100))

    with workplace.begin(door.actor) as work:
        looked = look(work, **door.scan)
        tapped = admit(work, **door.scan, key="scan-0001", price_id=child, shown=Euro(100))

    assert [(option.name.nl, option.to_pay) for option in looked.price_options] == [
        ("Basistarief", Euro(200)),
        ("Kind", Euro(100)),
    ]
    assert tapped.to_pay == Euro(100)


def test_a_group_card_brings_no_checkin(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare()
    with workplace.begin(system_actor("test")) as work:
        use(work)
        group = HolderFactory(kind=HolderKind.GROUP, first_name="Chiro Gent", last_name="", birth_date=None)
        number = CardFactory(holder=group).number

    with workplace.begin(door.actor) as work:
        verdict = admit(work, activity_id=door.scene.activity.id, scanned=number, key="scan-0001")

    assert (verdict.kind, verdict.situation) == (VerdictKind.ATTENTION, Situation.GROUP)
    assert recorded(workplace) == (0, 0)


def test_the_door_opens_five_hours_before_and_closes_five_hours_after(
    workplace: Workplace, prepare: Prepare, clock: FrozenClock
) -> None:
    door = prepare()
    found = {}

    for hours in (-5.01, -5, 6.99, 7):  # it lasts two hours
        clock.set(THIS_AFTERNOON + timedelta(hours=hours))
        with workplace.begin(door.actor) as work:
            found[hours] = look(work, **door.scan)

    assert [found[hours].kind for hours in found] == [
        VerdictKind.ATTENTION,
        VerdictKind.YES,
        VerdictKind.YES,
        VerdictKind.ATTENTION,
    ]
    assert found[-5.01].text.nl == "Scannen kan vanaf woensdag 25 november om 09:00."
    assert "voorbij" in found[7].text.nl


def test_an_activity_of_somebody_else_does_not_exist(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare()
    with workplace.begin(system_actor("test")) as work:
        use(work)
        stranger = actor_of(volunteer_of(OrganisationFactory()))

    for act in (look, lambda work, **scan: admit(work, **scan, key="scan-0001")):
        with pytest.raises(ActivityUnknown), workplace.begin(stranger) as work:
            act(work, **door.scan)


def test_a_key_never_turns_two_scans_into_one(workplace: Workplace, prepare: Prepare) -> None:
    door = prepare()
    with workplace.begin(system_actor("test")) as work:
        use(work)
        other = CardFactory().number
    with workplace.begin(door.actor) as work:
        admit(work, **door.scan, key="scan-0001")

    with pytest.raises(ScanKeyReused), workplace.begin(door.actor) as work:
        admit(work, activity_id=door.scene.activity.id, scanned=other, key="scan-0001")


def test_a_second_organiser_may_use_the_same_key(workplace: Workplace, prepare: Prepare) -> None:
    first = prepare()
    with workplace.begin(first.actor) as work:
        admit(work, **first.scan, key="scan-0001")
    with workplace.begin(system_actor("test")) as work:
        use(work)
        second = at_door(work)

    with workplace.begin(second.actor) as work:
        verdict = admit(work, **second.scan, key="scan-0001")

    assert verdict.situation is Situation.ADMITTED
    assert recorded(workplace) == (2, 2)


def test_the_verdict_says_nothing_about_a_right(work: Work) -> None:
    with_right, without = at_door(work), at_door(work, with_right=False)
    work.actor = with_right.actor
    reduced = look(work, **with_right.scan)
    work.actor = without.actor

    ordinary = look(work, **without.scan)

    assert ordinary.to_pay == Euro(1000)
    assert (reduced.headline, reduced.text, reduced.kind) == (ordinary.headline, ordinary.text, ordinary.kind)
