"""The order of a waiting list, and why somebody is passed over. Both stand on the page, word for word.

Priority group first, then the order of the draw where there was one, then who asked first. Who cancels leaves the
list; who waits together waits for all their places.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText


class Priority(StrEnum):
    """Whom an organiser may let go first. Nothing here depends on money, on a right, or on who brings the child."""

    SIBLING = "sibling"  # a brother or sister has a place in this activity
    RESIDENT = "resident"  # lives in the municipality of the activity


PRIORITY_WORDS: dict[Priority, TranslatedText] = {
    Priority.SIBLING: TranslatedText(
        nl="broers en zussen van wie al een plaats heeft",
        fr="les frères et sœurs de qui a déjà une place",
        en="brothers and sisters of who already has a place",
    ),
    Priority.RESIDENT: TranslatedText(
        nl="kinderen die in de gemeente wonen",
        fr="les enfants qui habitent la commune",
        en="children who live in the municipality",
    ),
}


class Outcome(StrEnum):
    """What happened to somebody's turn, as the page of a waiting list tells it."""

    OFFERED = "offered"
    NEEDS_MORE_PLACES = "needs-more-places"
    OTHER_SESSION_FULL = "other-session-full"
    PRICE_NOT_KNOWN = "price-not-known"
    BUDGET_USED_UP = "budget-used-up"
    NO_LONGER_FITS = "no-longer-fits"
    AFTER_CUT_OFF = "after-cut-off"
    NOBODY_WAITS = "nobody-waits"


OUTCOME_WORDS: dict[Outcome, TranslatedText] = {
    Outcome.OFFERED: TranslatedText(nl="kreeg een plaats aangeboden", fr="a reçu une offre", en="was offered a place"),
    Outcome.NEEDS_MORE_PLACES: TranslatedText(
        nl="wacht samen met broer of zus, en er zijn niet genoeg plaatsen vrij",
        fr="attend avec son frère ou sa sœur, et il n’y a pas assez de places",
        en="waits together with a brother or sister, and not enough places are free",
    ),
    Outcome.OTHER_SESSION_FULL: TranslatedText(
        nl="wil de hele reeks, en een ander moment van de reeks is vol",
        fr="souhaite toute la série, et un autre moment de la série est complet",
        en="wants the whole series, and another session of it is full",
    ),
    Outcome.PRICE_NOT_KNOWN: TranslatedText(
        nl="er staat nu geen prijs bij", fr="il n’y a pas de prix pour le moment", en="there is no price at the moment"
    ),
    Outcome.BUDGET_USED_UP: TranslatedText(
        nl="het budget voor dit jaar is op", fr="le budget de l’année est épuisé", en="this year’s budget is used up"
    ),
    Outcome.NO_LONGER_FITS: TranslatedText(
        nl="past niet meer bij de leeftijd", fr="n’a plus l’âge requis", en="no longer fits the age"
    ),
    Outcome.AFTER_CUT_OFF: TranslatedText(
        nl="zo kort voor de start biedt niemand nog plaatsen aan: wie eerst komt, krijgt ze",
        fr="si près du début, plus aucune place n’est proposée : premier arrivé, premier servi",
        en="so shortly before the start no places are offered any more: first come, first served",
    ),
    Outcome.NOBODY_WAITS: TranslatedText(nl="niemand wacht", fr="personne n’attend", en="nobody waits"),
}

# What the organiser reads about a turn. Why a place could not be given to one child can tell of its family's money or
# of what is kept for it: whatever lies with the child itself is said in one and the same way.
_NOT_NOW = TranslatedText(
    nl="kon de plaats toen niet krijgen",
    fr="ne pouvait pas recevoir la place à ce moment",
    en="could not have the place then",
)
ORGANISER_WORDS: dict[Outcome, TranslatedText] = {
    **OUTCOME_WORDS,
    Outcome.PRICE_NOT_KNOWN: _NOT_NOW,
    Outcome.BUDGET_USED_UP: _NOT_NOW,
    Outcome.NO_LONGER_FITS: _NOT_NOW,
}

CUT_OFF_HOURS = (0, 336)  # the bounds of what an organiser may choose, in hours
ANSWER_HOURS = (1, 336)


@dataclass(frozen=True, slots=True)
class Terms:
    """How an activity takes registrations: what an organiser chose, or what holds when nothing was chosen.

    `cut_off` is how long before the start the last offer is made; `answer_within` how long an offer stands.
    """

    opens_at: datetime | None = None
    cut_off: timedelta = timedelta(hours=2)
    answer_within: timedelta = timedelta(hours=48)
    needs_approval: bool = False
    priorities: tuple[Priority, ...] = ()
    draw_at: datetime | None = None
    drawn_at: datetime | None = None

    def is_open_at(self, now: datetime) -> bool:
        return self.opens_at is None or self.opens_at <= now

    @property
    def awaits_draw(self) -> bool:
        """Whether everybody who registers takes part in a draw that is still to be done.

        Also when its moment has come and the job has not: who is a minute late must not go before all of them.
        """
        return self.draw_at is not None and self.drawn_at is None


def offer_ends(terms: Terms, now: datetime, starts: datetime) -> datetime | None:
    """Until when an offer made now stands; None when it is too late to make one."""
    last = starts - terms.cut_off
    return min(now + terms.answer_within, last) if now < last else None


def rank_of(terms: Terms, groups: frozenset[Priority]) -> int:
    """The place of somebody's priority group in the order of this activity; who is in none comes last."""
    return next((place for place, group in enumerate(terms.priorities) if group in groups), len(terms.priorities))
