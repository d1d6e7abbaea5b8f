"""What a family is written about a registration: it follows from its state, so nobody hears "registered" who waits.

The organiser may write introduction and closing itself (`rules.wordings`); what stands between them is ours, so that
what, when, until when and how to cancel are always there.
"""

from __future__ import annotations

from uitpas2.cards.rules.mails import MailText
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.rules.changed import MOMENT_CHANGED
from uitpas2.registrations.rules.states import RegistrationStatus
from uitpas2.registrations.rules.wordings import MessageKind, framed

_OFFERED = MailText(
    kind=MessageKind.OFFERED,
    subject=TranslatedText(
        nl="Er is een plaats vrij voor {child}: antwoord voor {until}",
        fr="Une place est libre pour {child} : répondez avant le {until}",
        en="There is a place for {child}: answer before {until}",
    ),
    body=framed(
        nl="{child} stond op de wachtlijst. Nu is er een plaats, en we houden ze een tijd voor jullie.\n\n{facts}\n\n"
        "Neem de plaats aan in je account, of vraag het aan de balie. Hoeft het niet meer? Zeg dat dan ook: dan kan "
        "een ander kind mee. Komt er geen antwoord, dan gaat de plaats naar het volgende kind.",
        fr="{child} était sur la liste d’attente. Une place s’est libérée, et nous vous la gardons un certain "
        "temps.\n\n{facts}\n\nAcceptez la place dans votre compte, ou demandez au guichet. Vous n’en avez plus "
        "besoin ? Dites-le aussi : un autre enfant pourra venir. Sans réponse, la place ira à l’enfant suivant.",
        en="{child} was on the waiting list. Now there is a place, and we keep it for you for a while.\n\n{facts}\n\n"
        "Take the place in your account, or ask the counter. No longer needed? Do say so: then another child can "
        "come. Without an answer the place goes to the next child.",
    ),
)
_CONFIRMED = MailText(
    kind=MessageKind.CONFIRMED,
    subject=TranslatedText(
        nl="{child} heeft een plaats: {activity}",
        fr="{child} a une place : {activity}",
        en="{child} has a place: {activity}",
    ),
    body=framed(
        nl="{child} is ingeschreven.\n\n{facts}\n\nBreng de kaart mee. Kan {child} toch niet komen? Geef de plaats dan "
        "terug in je account of aan de balie, zodat een ander kind mee kan.",
        fr="{child} est inscrit·e.\n\n{facts}\n\nApportez la carte. Un empêchement ? Rendez la place dans votre compte "
        "ou au guichet, pour qu’un autre enfant puisse venir.",
        en="{child} is registered.\n\n{facts}\n\nBring the card. Can {child} not come after all? Then give the place "
        "back in your account or at the counter, so that another child can come.",
    ),
)
_WAITING = MailText(
    kind=MessageKind.WAITING,
    subject=TranslatedText(
        nl="{child} staat op de wachtlijst: {activity}",
        fr="{child} est sur la liste d’attente : {activity}",
        en="{child} is on the waiting list: {activity}",
    ),
    body=framed(
        nl="Er is nu geen plaats voor {child}. {child} staat op de wachtlijst.\n\n{facts}\n\nKomt er een plaats vrij, "
        "dan hoor je dat van ons. In je account zie je hoeveel kinderen er nog voor {child} zijn. Wil je niet meer "
        "wachten? Zeg het daar of aan de balie.",
        fr="Il n’y a pas de place pour {child} pour le moment. {child} est sur la liste d’attente.\n\n{facts}\n\nDès "
        "qu’une place se libère, nous vous prévenons. Votre compte montre combien d’enfants passent avant {child}. "
        "Vous ne voulez plus attendre ? Dites-le là ou au guichet.",
        en="There is no place for {child} now. {child} is on the waiting list.\n\n{facts}\n\nWhen a place comes free, "
        "you hear it from us. In your account you see how many children go before {child}. You no longer want to "
        "wait? Say so there or at the counter.",
    ),
)
_CANCELLED = MailText(
    kind=MessageKind.CANCELLED,
    subject=TranslatedText(
        nl="{child} is niet meer ingeschreven: {activity}",
        fr="{child} n’est plus inscrit·e : {activity}",
        en="{child} is no longer registered: {activity}",
    ),
    body=framed(
        nl="{reason} {child} heeft hier nu geen plaats en staat niet op de wachtlijst.\n\n{facts}\n\nIn je account kan "
        "je kijken wat er nog past.",
        fr="{reason} {child} n’y a plus de place et n’est pas sur la liste d’attente.\n\n{facts}\n\nDans votre compte, "
        "vous voyez ce qui convient encore.",
        en="{reason} {child} has no place here now and is not on the waiting list.\n\n{facts}\n\nIn your account you "
        "can see what else fits.",
    ),
)

_REQUESTED = MailText(
    kind=MessageKind.REQUESTED,
    subject=TranslatedText(
        nl="Je vraag is aangekomen: {activity}, voor {child}",
        fr="Votre demande est arrivée : {activity}, pour {child}",
        en="Your request has arrived: {activity}, for {child}",
    ),
    body=framed(
        nl="{child} is nog niet ingeschreven. Eerst beslist de organisator of de loting. Zodra het bekend is, hoor je "
        "het van ons.\n\n{facts}\n\nHoeft het niet meer? Zeg het in je account of aan de balie.",
        fr="{child} n’est pas encore inscrit·e. L’organisateur ou le tirage décide d’abord. Dès que c’est connu, nous "
        "vous prévenons.\n\n{facts}\n\nCe n’est plus nécessaire ? Dites-le dans votre compte ou au guichet.",
        en="{child} is not registered yet. First the organiser or the draw decides. You hear from us as soon as it is "
        "known.\n\n{facts}\n\nNo longer needed? Say so in your account or at the counter.",
    ),
)

REGISTRATION_MAILS: dict[RegistrationStatus, MailText] = {
    RegistrationStatus.REQUESTED: _REQUESTED,
    RegistrationStatus.OFFERED: _OFFERED,
    RegistrationStatus.CONFIRMED: _CONFIRMED,
    RegistrationStatus.WAITING: _WAITING,
    RegistrationStatus.CANCELLED: _CANCELLED,
}
MAIL_OF: dict[MessageKind, MailText] = {
    MessageKind(mail.kind): mail for mail in (*REGISTRATION_MAILS.values(), MOMENT_CHANGED)
}

# What stands where an organiser wrote nothing; its gaps are those of an organiser's own words.
OUR_INTRODUCTION: dict[MessageKind, TranslatedText] = {
    MessageKind.CONFIRMED: TranslatedText(
        nl="Goed nieuws: {voornaam} kan mee.",
        fr="Bonne nouvelle : {prénom} peut venir.",
        en="Good news: {child} can come along.",
    ),
    MessageKind.REQUESTED: TranslatedText(
        nl="Bedankt voor je vraag.", fr="Merci pour votre demande.", en="Thank you for your request."
    ),
    MessageKind.WAITING: TranslatedText(
        nl="Fijn dat {voornaam} mee wil doen.",
        fr="{prénom} a envie de participer, et cela nous fait plaisir.",
        en="We are glad that {child} wants to join in.",
    ),
    MessageKind.OFFERED: TranslatedText(
        nl="Goed nieuws voor {voornaam}!", fr="Bonne nouvelle pour {prénom} !", en="Good news for {child}!"
    ),
    MessageKind.CANCELLED: TranslatedText(
        nl="Dit gaat over de inschrijving van {voornaam}.",
        fr="Il s’agit de l’inscription de {prénom}.",
        en="This is about the registration of {child}.",
    ),
}
OUR_INTRODUCTION[MessageKind.CHANGED] = TranslatedText(
    nl="We hebben nieuws voor jullie.", fr="Nous avons une nouvelle pour vous.", en="We have news for you."
)
OUR_CLOSING = TranslatedText(nl="Vriendelijke groeten", fr="Bien à vous", en="Kind regards")
