"""How a family says yes to guidance, what stands in a child's way, and when a partner should call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText

CODE_LENGTH = 8
CODE_VALID = timedelta(minutes=30)
REQUESTS_A_DAY = 20  # a worker on a day out with families; more is somebody who tries numbers
MOST_ATTEMPTS_AT_CODE = 5
LEAST_NOTE = 20  # letters: less is no reason
AWAY_IN_A_ROW = 2


class Consent(StrEnum):
    """How the family agreed to be guided by the partner."""

    IN_PERSON = "in-person"  # until November 2026: a tick by the worker
    CODE = "code"
    PAPER = "paper"
    ACCOUNT = "account"  # the family chose the partner itself
    REFERRED = "referred"  # the family asked at a counter, which referred it


CONSENT_WORDS: Mapping[Consent, TranslatedText] = {
    Consent.IN_PERSON: TranslatedText(nl="in een gesprek", fr="lors d’un entretien", en="in a conversation"),
    Consent.CODE: TranslatedText(nl="met een code", fr="avec un code", en="with a code"),
    Consent.PAPER: TranslatedText(nl="op papier", fr="sur papier", en="on paper"),
    Consent.ACCOUNT: TranslatedText(nl="online", fr="en ligne", en="online"),
    Consent.REFERRED: TranslatedText(nl="aan de balie", fr="au guichet", en="at the counter"),
}


class BarrierKind(StrEnum):
    """What stands in the way. A closed list: nobody writes a file about a family."""

    TRANSPORT = "transport"
    CLOTHING = "clothing"
    LANGUAGE = "language"
    TRIP_MONEY = "trip-money"
    GOING_ALONE = "going-alone"
    CHILD_CARE = "child-care"
    SUPPORT = "support"
    FORMS = "forms"


BARRIER_WORDS: Mapping[BarrierKind, TranslatedText] = {
    BarrierKind.TRANSPORT: TranslatedText(nl="Er geraken", fr="S’y rendre", en="Getting there"),
    BarrierKind.CLOTHING: TranslatedText(
        nl="Kledij of materiaal", fr="Vêtements ou matériel", en="Clothing or equipment"
    ),
    BarrierKind.LANGUAGE: TranslatedText(nl="Taal", fr="Langue", en="Language"),
    BarrierKind.TRIP_MONEY: TranslatedText(
        nl="Geld voor een uitstap", fr="Argent pour une excursion", en="Money for a trip"
    ),
    BarrierKind.GOING_ALONE: TranslatedText(
        nl="De eerste keer niet alleen", fr="Pas seul la première fois", en="Not alone the first time"
    ),
    BarrierKind.CHILD_CARE: TranslatedText(
        nl="Opvang voor een broer of zus", fr="Garde d’un frère ou d’une sœur", en="Care for a brother or sister"
    ),
    BarrierKind.SUPPORT: TranslatedText(
        nl="Extra begeleiding ter plaatse", fr="Encadrement supplémentaire sur place", en="Extra support on the spot"
    ),
    BarrierKind.FORMS: TranslatedText(
        nl="Formulieren en inschrijven", fr="Formulaires et inscription", en="Forms and registering"
    ),
}


def stayed_away(came: Iterable[bool]) -> int:
    """How many times in a row a child has not come, up to the latest time; oldest first."""
    away = 0
    for one in came:
        away = 0 if one else away + 1
    return away


def should_call(came: Iterable[bool]) -> bool:
    """Whether it is time for the partner to ask how things are: absent twice in a row. One time says nothing."""
    return stayed_away(came) >= AWAY_IN_A_ROW
