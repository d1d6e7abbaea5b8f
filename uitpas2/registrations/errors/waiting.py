"""What can be wrong around waiting lists, series, opening days and offers."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_datetime

from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.errors import Conflict, Rejected
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.registrations.errors.registering import Full


class AlreadyWaiting(Conflict):
    code = "already-waiting"
    title = TranslatedText(
        nl="Dit kind staat hier al op de wachtlijst of heeft al een aanvraag lopen. Er is niets dubbel gevraagd.",
        fr="Cet enfant est déjà sur la liste d’attente ou a déjà une demande en cours. Rien n’a été demandé deux fois.",
        en="This child is already on the waiting list here or has asked already. Nothing was asked twice.",
    )


class FullButWaitingPossible(Full):
    """No place is free, and the caller did not say whether the child wants to wait."""

    code = "session-full-waiting-possible"
    title = TranslatedText(
        nl="Er zijn geen plaatsen meer vrij. Je kan het kind wel op de wachtlijst zetten.",
        fr="Il n’y a plus de place libre. Vous pouvez mettre l’enfant sur la liste d’attente.",
        en="No places are free any more. You can put the child on the waiting list.",
    )


_AT = {"nl": "EEEE d MMMM y 'om' HH:mm", "fr": "EEEE d MMMM y 'à' HH:mm", "en": "EEEE d MMMM y 'at' HH:mm"}


class NotOpenYet(Rejected):
    """Says the day and the hour at which registering opens, as the clocks in Flanders show it."""

    code = "registration-not-open-yet"
    title = TranslatedText(
        nl="Inschrijven kan vanaf {opens}.",
        fr="Les inscriptions ouvrent le {opens}.",
        en="Registering is possible from {opens}.",
    )

    def __init__(self, opens_at: datetime) -> None:
        super().__init__(opens_at=opens_at.isoformat())
        self.opens_at = opens_at

    @property
    def message(self) -> TranslatedText:
        local = self.opens_at.astimezone(BRUSSELS)
        return TranslatedText.from_dict(
            {
                language: self.title.in_language(language).format(
                    opens=format_datetime(local, _AT[language], locale=language)
                )
                for language in LANGUAGES
            }
        )


class TakenTogether(Rejected):
    code = "session-of-series"
    title = TranslatedText(
        nl="Dit moment hoort bij een reeks. Schrijf in voor de hele reeks.",
        fr="Ce moment fait partie d’une série. Inscrivez l’enfant à toute la série.",
        en="This session belongs to a series. Register for the whole series.",
    )


class OfferOver(Conflict):
    code = "offer-over"
    title = TranslatedText(
        nl="Deze plaats werd aangeboden tot {until}. Ze is intussen voor een ander kind.",
        fr="Cette place était proposée jusqu’au {until}. Elle est maintenant pour un autre enfant.",
        en="This place was offered until {until}. It is now for another child.",
    )


class NothingOffered(Conflict):
    code = "nothing-offered"
    title = TranslatedText(
        nl="Er staat geen aangeboden plaats open voor dit kind.",
        fr="Aucune place n’est proposée à cet enfant.",
        en="No place is being offered to this child.",
    )


class NotRequested(Conflict):
    code = "registration-not-requested"
    title = TranslatedText(
        nl="Over deze inschrijving is al beslist.",
        fr="Une décision a déjà été prise pour cette inscription.",
        en="This registration has been decided already.",
    )


class PriceIsAnother(Conflict):
    """Between looking and confirming the price became another one; nothing is recorded."""

    code = "registration-price-changed"
    title = TranslatedText(
        nl="De prijs is intussen {price}. Kijk of je dan nog wil inschrijven.",
        fr="Le prix est maintenant de {price}. Voyez si vous souhaitez toujours inscrire l’enfant.",
        en="The price is now {price}. See whether you still want to register.",
    )


class NoBudgetLeft(Conflict):
    """Two registered for the last euro of a budget that stops when it is empty, and this one was second."""

    code = "registration-budget-used-up"
    title = TranslatedText(
        nl="De prijs is net veranderd. Vraag de prijs opnieuw en kijk of je dan nog wil inschrijven.",
        fr="Le prix vient de changer. Redemandez le prix et voyez si vous souhaitez toujours inscrire l’enfant.",
        en="The price has just changed. Ask for the price again and see whether you still want to register.",
    )


class DrawNotPossible(Conflict):
    code = "draw-not-possible"
    title = TranslatedText(
        nl="Een loting kan je enkel aankondigen voor een dag die nog komt, en zolang niemand is ingeschreven.",
        fr="Un tirage ne peut être annoncé que pour un jour à venir, et tant que personne n’est inscrit.",
        en="A draw can only be announced for a day to come, and while nobody is registered.",
    )


class DrawOutOfPlace(Rejected):
    """A draw before anybody can ask, or after it begins."""

    code = "draw-out-of-place"
    title = TranslatedText(
        nl="De loting moet komen nadat inschrijven kan, en voor het eerste moment begint.",
        fr="Le tirage doit avoir lieu après l’ouverture des inscriptions et avant le premier moment.",
        en="The draw must come after registering opens, and before the first session begins.",
    )


class DrawDecides(Conflict):
    """A request cannot be granted or refused while a draw that was announced is still to come."""

    code = "draw-decides"
    title = TranslatedText(
        nl="Eerst komt de loting. Tot dan kan je over geen enkele aanvraag beslissen.",
        fr="Le tirage passe d’abord. D’ici là, vous ne pouvez décider d’aucune demande.",
        en="The draw comes first. Until then no request can be decided.",
    )


class OrderIsKept(Conflict):
    """Who goes first does not change for those who already stand in that order."""

    code = "waiting-order-kept"
    title = TranslatedText(
        nl="Er wachten al kinderen. Wie eerst gaat, verandert dan niet meer.",
        fr="Des enfants attendent déjà. L’ordre de priorité ne change plus.",
        en="Children wait already. Who goes first does not change any more.",
    )


class TermsOutOfBounds(Rejected):
    code = "intake-out-of-bounds"
    title = TranslatedText(
        nl="Kies een tijd tussen {least} en {most} uur.",
        fr="Choisissez une durée entre {least} et {most} heures.",
        en="Choose a time between {least} and {most} hours.",
    )
