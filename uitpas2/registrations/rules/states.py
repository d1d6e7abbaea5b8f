"""The life of a registration: the one table of what can become of it. Whatever is not in the table does not happen.

requested (the organiser decides, or the draw) → confirmed, or waiting → offered (a place is kept for a while) →
confirmed. Cancelled is final, and always has its reason: who wants the place again registers again.

A registration holds its places while it is offered or confirmed, and no longer. Coming or staying away is noted per
session, and changes nothing about the registration.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText


class RegistrationStatus(StrEnum):
    REQUESTED = "requested"
    WAITING = "waiting"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class Change(StrEnum):
    """What somebody can do with a registration that is there."""

    GRANT = "grant"  # the organiser, or the draw, says yes
    QUEUE = "queue"  # and there is no place (any more)
    OFFER = "offer"
    KEEP = "keep"  # a partner keeps the place until the family has said yes
    ACCEPT = "accept"
    EXPIRE = "expire"
    CANCEL = "cancel"


class EndReason(StrEnum):
    """Why a registration ended."""

    BY_FAMILY = "by-family"
    BY_PARTNER = "by-partner"
    BY_COUNTER = "by-counter"
    BY_ORGANISER = "by-organiser"
    DECLINED = "declined"
    NOT_ANSWERED = "not-answered"
    REFUSED = "refused"
    NOT_TAKING_PLACE = "not-taking-place"
    LIST_CLOSED = "list-closed"


class Attendance(StrEnum):
    """Whether a child came to a session. `excused`: somebody told beforehand."""

    EXPECTED = "expected"
    ATTENDED = "attended"
    ABSENT = "absent"
    EXCUSED = "excused"


_S, _R = RegistrationStatus, EndReason

LIVE = frozenset({_S.REQUESTED, _S.WAITING, _S.OFFERED, _S.CONFIRMED})
HOLDS_PLACES = frozenset({_S.OFFERED, _S.CONFIRMED})


@dataclass(frozen=True, slots=True)
class Step:
    """From which states a change is possible, what the registration is afterwards, and for which reasons."""

    before: frozenset[RegistrationStatus]
    after: RegistrationStatus
    reasons: frozenset[EndReason] = frozenset()


BY_SOMEBODY = frozenset({_R.BY_FAMILY, _R.BY_PARTNER, _R.BY_COUNTER, _R.BY_ORGANISER})

LIFE: dict[Change, Step] = {
    Change.GRANT: Step(frozenset({_S.REQUESTED}), _S.CONFIRMED),
    Change.QUEUE: Step(frozenset({_S.REQUESTED}), _S.WAITING),
    Change.OFFER: Step(frozenset({_S.WAITING}), _S.OFFERED),
    Change.KEEP: Step(frozenset({_S.CONFIRMED}), _S.OFFERED),
    Change.ACCEPT: Step(frozenset({_S.OFFERED}), _S.CONFIRMED),
    Change.EXPIRE: Step(frozenset({_S.OFFERED}), _S.CANCELLED, frozenset({_R.NOT_ANSWERED})),
    Change.CANCEL: Step(
        LIVE,
        _S.CANCELLED,
        BY_SOMEBODY | {_R.DECLINED, _R.REFUSED, _R.NOT_TAKING_PLACE, _R.LIST_CLOSED},
    ),
}

FIRST = frozenset({_S.REQUESTED, _S.WAITING, _S.CONFIRMED})  # how a registration can begin


def after(status: RegistrationStatus, change: Change) -> RegistrationStatus | None:
    """What a registration in this state becomes by the change; None when the change does not exist for it."""
    step = LIFE[change]
    return step.after if status in step.before else None


STATUS_WORDS: dict[RegistrationStatus, TranslatedText] = {
    _S.REQUESTED: TranslatedText(nl="Aangevraagd", fr="Demandée", en="Requested"),
    _S.WAITING: TranslatedText(nl="Op de wachtlijst", fr="Sur la liste d’attente", en="On the waiting list"),
    _S.OFFERED: TranslatedText(nl="Plaats aangeboden", fr="Place proposée", en="Place offered"),
    _S.CONFIRMED: TranslatedText(nl="Ingeschreven", fr="Inscrit", en="Registered"),
    _S.CANCELLED: TranslatedText(nl="Niet meer ingeschreven", fr="Plus inscrit", en="No longer registered"),
}

END_WORDS: dict[EndReason, TranslatedText] = {
    _R.BY_FAMILY: TranslatedText(
        nl="Door het gezin afgezegd.", fr="Annulée par la famille.", en="Cancelled by the family."
    ),
    _R.BY_PARTNER: TranslatedText(
        nl="Afgezegd door wie het gezin helpt.",
        fr="Annulée par la personne qui aide la famille.",
        en="Cancelled by who helps the family.",
    ),
    _R.BY_COUNTER: TranslatedText(
        nl="Afgezegd aan de balie.", fr="Annulée au guichet.", en="Cancelled at the counter."
    ),
    _R.BY_ORGANISER: TranslatedText(
        nl="Door de organisator afgezegd.", fr="Annulée par l’organisateur.", en="Cancelled by the organiser."
    ),
    _R.DECLINED: TranslatedText(
        nl="De aangeboden plaats is niet aangenomen.",
        fr="La place proposée a été refusée.",
        en="The place that was offered was declined.",
    ),
    _R.NOT_ANSWERED: TranslatedText(
        nl="Er kwam geen antwoord voor de laatste dag van het aanbod.",
        fr="Pas de réponse avant la fin de l’offre.",
        en="There was no answer before the offer ended.",
    ),
    _R.REFUSED: TranslatedText(
        nl="De organisator kon de aanvraag niet aannemen.",
        fr="L’organisateur n’a pas pu accepter la demande.",
        en="The organiser could not accept the request.",
    ),
    _R.NOT_TAKING_PLACE: TranslatedText(
        nl="Dit gaat niet door.", fr="L’activité n’a pas lieu.", en="This does not take place."
    ),
    _R.LIST_CLOSED: TranslatedText(
        nl="Er kwam geen plaats meer vrij.", fr="Aucune place ne s’est libérée.", en="No place came free any more."
    ),
}
