"""What a guardian gets by mail after an import: the code to start the account. It names no child and no price."""

from __future__ import annotations

from uitpas2.cards.rules.mails import MailText, Weight
from uitpas2.kernel.text import TranslatedText

ACCOUNT_CODE = MailText(
    kind="account-code",
    weight=Weight.ASKED_FOR,
    subject=TranslatedText(
        nl="Je code voor de kaart, van {municipality}",
        fr="Votre code pour la carte, de {municipality}",
        en="Your code for the card, from {municipality}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\n{municipality} maakte voor jouw gezin een kaart klaar. Met een eigen account "
        "zie je die op je telefoon.\n\n1. Ga naar {address}\n2. Vul dit e-mailadres in: {email}\n3. Vul "
        "deze code in:\n\n{code}\n\n4. Kies zelf een wachtwoord.\n\nDe code werkt één keer, twee weken "
        "lang. Was dit niet voor jou? Doe dan niets, of laat het weten aan de balie van {municipality}.",
        fr="Bonjour {guardian},\n\n{municipality} a préparé une carte pour votre famille. Avec votre propre "
        "compte, vous la voyez sur votre téléphone.\n\n1. Allez sur {address}\n2. Indiquez cette adresse "
        "e-mail : {email}\n3. Indiquez ce code :\n\n{code}\n\n4. Choisissez vous-même un mot de "
        "passe.\n\nLe code fonctionne une fois, pendant deux semaines. Ce n’était pas pour vous ? Ne "
        "faites rien, ou dites-le au guichet de {municipality}.",
        en="Hello {guardian},\n\n{municipality} prepared a card for your family. With an account of your own "
        "you see it on your phone.\n\n1. Go to {address}\n2. Fill in this mail address: {email}\n3. Fill "
        "in this code:\n\n{code}\n\n4. Choose a password of your own.\n\nThe code works once, for two "
        "weeks. Was this not meant for you? Then do nothing, or tell the counter of {municipality}.",
    ),
)
