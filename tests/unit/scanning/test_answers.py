"""What is said at the door."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import NOON
from uitpas2.cards.errors import CardBlocked, CardExpired, CardUnknown, NumberMistyped, TokenUnreadable
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import Period
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.scanning import rules
from uitpas2.scanning.errors import AlreadyCheckedIn, GroupsDoNotCheckIn, NotOpenNow
from uitpas2.scanning.rules import Action, Person, PriceOption, Situation, Verdict, VerdictKind

NOOR = Person("Noor", "B", "6–8")
TODAY = date(2026, 11, 25)


def option(full: int, pays: int, name: str = "Basis") -> PriceOption:
    return PriceOption(f"price-{name}", TranslatedText(nl=name), Euro(full), Euro(pays))


def test_a_single_price_is_shown_with_what_it_stands_for() -> None:
    verdict = rules.welcome(NOOR, [option(1000, 200)], is_paid=False, is_expected=True)

    assert (verdict.action, verdict.to_pay, verdict.full_price) == (Action.PAY, Euro(200), Euro(1000))
    assert verdict.price_options == ()
    assert verdict.text.nl == "Staat op de lijst."


def test_several_prices_ask_for_a_choice() -> None:
    verdict = rules.welcome(NOOR, [option(1000, 200), option(500, 100, "Kind")], is_paid=False, is_expected=False)

    assert [one.to_pay for one in verdict.price_options] == [Euro(200), Euro(100)]
    assert verdict.text.nl == "Kies welke prijs past."


@pytest.mark.parametrize(
    ("prices", "is_paid", "said"),
    [
        ([option(1000, 0)], False, "Niets te betalen."),
        ([option(0, 0)], False, "Niets te betalen."),
        ([], True, "Is al betaald."),
        ([], False, ""),
    ],
)
def test_without_anything_to_pay_one_only_lets_in(prices: list[PriceOption], is_paid: bool, said: str) -> None:
    verdict = rules.welcome(NOOR, prices, is_paid=is_paid, is_expected=False)

    assert (verdict.action, verdict.to_pay, verdict.text.nl) == (Action.LET_IN, None, said)


@pytest.mark.parametrize(
    ("error", "kind", "situation", "headline"),
    [
        (NumberMistyped(), VerdictKind.ATTENTION, Situation.MISTYPED, "Dit nummer klopt net niet"),
        (TokenUnreadable(), VerdictKind.ATTENTION, Situation.TRY_AGAIN, "Deze code kunnen we niet lezen"),
        (CardUnknown(), VerdictKind.NO, Situation.REFUSED, "Deze kaart kennen we niet"),
        (CardExpired(), VerdictKind.NO, Situation.REFUSED, "Deze kaart is te oud om nog te gebruiken"),
        (CardBlocked("Noor"), VerdictKind.NO, Situation.REFUSED, "Deze kaart is geblokkeerd"),
    ],
)
def test_a_card_that_cannot_be_used_is_answered_by_what_can_be_done(
    error: DomainError, kind: VerdictKind, situation: Situation, headline: str
) -> None:
    verdict = rules.refused(error)

    assert (verdict.kind, verdict.situation, verdict.headline.nl) == (kind, situation, headline)
    assert verdict.text.nl
    assert verdict.action is Action.NONE


def test_after_a_period_without_end_no_day_is_promised() -> None:
    error = AlreadyCheckedIn(NOON, Period(date.min))

    verdict = rules.not_now(error, NOOR, date(2026, 11, 27))

    assert verdict.headline.nl == "Al gescand op woensdag 25 november"
    assert verdict.text.nl == "Hier telt één keer per persoon. Er is niets extra geteld of verkocht."


def every_verdict() -> list[Verdict]:
    week = Period(date(2026, 11, 23), date(2026, 11, 30))
    return [
        rules.welcome(NOOR, [option(1000, 200)], is_paid=False, is_expected=True),
        rules.welcome(NOOR, [option(1000, 200), option(500, 100)], is_paid=False, is_expected=False),
        rules.welcome(NOOR, [], is_paid=True, is_expected=False),
        rules.admitted(NOOR, paid=Euro(200), points=1),
        rules.admitted(NOOR, paid=None, points=3),
        rules.not_now(AlreadyCheckedIn(NOON, week), NOOR, TODAY),
        rules.not_now(AlreadyCheckedIn(NOON, week), NOOR, date(2026, 11, 26)),
        rules.not_now(NotOpenNow(NOON), NOOR, TODAY),
        rules.not_now(NotOpenNow(), NOOR, TODAY),
        rules.not_now(GroupsDoNotCheckIn(), NOOR, TODAY),
        rules.refused(CardBlocked("Noor")),
        rules.refused(CardUnknown()),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_is_whole_in_every_language_and_never_says_why(language: str) -> None:
    for verdict in every_verdict():
        texts = [rules.word(verdict), verdict.headline, verdict.text]
        said = " ".join(getattr(text, language) for text in texts)

        assert getattr(verdict.headline, language), verdict
        assert bool(verdict.text.nl) == bool(getattr(verdict.text, language)), verdict
        assert "{" not in said, said
        for unspoken in ("kans", "arm", "sociaal", "social", "MIA", "korting", "réduct", "recht", "discount"):
            assert unspoken not in said, said
