"""What a family is written about a registration: it follows from its state, so nobody hears "registered" who waits."""

from __future__ import annotations

from uitpas2.cards.rules.mails import MailText
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.rules.states import RegistrationStatus

_OFFERED = MailText(
    kind="registration-offered",
    subject=TranslatedText(
        nl="Er is een plaats vrij voor {child}: antwoord voor {until}",
        fr="Une place est libre pour {child} : répondez avant le {until}",
        en="There is a place for {child}: answer before {until}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\n{child} stond op de wachtlijst voor {activity}, {day}. Nu is er een plaats. We houden "
        "ze voor jullie tot {until}. Neem ze aan in je account, of vraag het aan de balie. Hoeft het niet meer? Zeg "
        "dat dan ook: dan kan een ander kind mee.\n\nKomt er geen antwoord, dan gaat de plaats naar het volgende kind.",
        fr="Bonjour {guardian},\n\n{child} était sur la liste d’attente pour {activity}, {day}. Une place s’est "
        "libérée. Nous la gardons pour vous jusqu’au {until}. Acceptez-la dans votre compte, ou demandez au guichet. "
        "Vous n’en avez plus besoin ? Dites-le aussi : un autre enfant pourra venir.\n\nSans réponse, la place ira à "
        "l’enfant suivant.",
        en="Hello {guardian},\n\n{child} was on the waiting list for {activity}, {day}. Now there is a place. We keep "
        "it for you until {until}. Take it in your account, or ask the counter. No longer needed? Do say so: then "
        "another child can come.\n\nWithout an answer the place goes to the next child.",
    ),
)
_CONFIRMED = MailText(
    kind="registration-confirmed",
    subject=TranslatedText(
        nl="{child} heeft een plaats: {activity}",
        fr="{child} a une place : {activity}",
        en="{child} has a place: {activity}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\n{child} is ingeschreven voor {activity}, {day}. Breng de kaart mee. Kan {child} toch "
        "niet komen? Geef de plaats dan terug in je account, zodat een ander kind mee kan.",
        fr="Bonjour {guardian},\n\n{child} est inscrit·e à {activity}, {day}. Apportez la carte. Un empêchement ? "
        "Rendez la place dans votre compte, pour qu’un autre enfant puisse venir.",
        en="Hello {guardian},\n\n{child} is registered for {activity}, {day}. Bring the card. Can {child} not come "
        "after all? Then give the place back in your account, so that another child can come.",
    ),
)
_WAITING = MailText(
    kind="registration-waiting",
    subject=TranslatedText(
        nl="{child} staat op de wachtlijst: {activity}",
        fr="{child} est sur la liste d’attente : {activity}",
        en="{child} is on the waiting list: {activity}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\nVoor {activity}, {day}, is er nu geen plaats voor {child}. {child} staat op de "
        "wachtlijst. Komt er een plaats vrij, dan hoor je dat van ons. In je account zie je hoeveel kinderen er nog "
        "voor {child} zijn.",
        fr="Bonjour {guardian},\n\nIl n’y a pas de place pour {child} à {activity}, {day}, pour le moment. {child} est "
        "sur la liste d’attente. Dès qu’une place se libère, nous vous prévenons. Votre compte montre combien "
        "d’enfants passent avant {child}.",
        en="Hello {guardian},\n\nThere is no place for {child} now at {activity}, {day}. {child} is on the waiting "
        "list. When a place comes free, you hear it from us. In your account you see how many children go before "
        "{child}.",
    ),
)
_CANCELLED = MailText(
    kind="registration-cancelled",
    subject=TranslatedText(
        nl="{child} is niet meer ingeschreven: {activity}",
        fr="{child} n’est plus inscrit·e : {activity}",
        en="{child} is no longer registered: {activity}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\nHet gaat om {activity}, {day}, voor {child}. {reason} {child} heeft daar nu geen plaats "
        "en staat er niet op een wachtlijst. In je account kan je kijken wat er nog past.",
        fr="Bonjour {guardian},\n\nIl s’agit de {activity}, {day}, pour {child}. {reason} {child} n’y a plus de place "
        "et n’est sur aucune liste d’attente. Dans votre compte, vous voyez ce qui convient encore.",
        en="Hello {guardian},\n\nThis is about {activity}, {day}, for {child}. {reason} {child} has no place there now "
        "and is on no waiting list. In your account you can see what else fits.",
    ),
)

REGISTRATION_MAILS: dict[RegistrationStatus, MailText] = {
    RegistrationStatus.OFFERED: _OFFERED,
    RegistrationStatus.CONFIRMED: _CONFIRMED,
    RegistrationStatus.WAITING: _WAITING,
    RegistrationStatus.CANCELLED: _CANCELLED,
}
