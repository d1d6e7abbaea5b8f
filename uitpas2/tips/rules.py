"""When tips are sent, and what stands in them: no price, and nothing about the child but the first name."""

from __future__ import annotations

from datetime import date

from uitpas2.cards.rules.mails import MailText, Weight
from uitpas2.kernel.text import TranslatedText

MOST_TIPS = 5
SEASONS = (3, 6, 9, 12)  # the months in which one begins

TIPS = MailText(
    kind="tips",
    weight=Weight.WITH_CONSENT,
    subject=TranslatedText(nl="Binnenkort te doen in {place}", fr="Bientôt à {place}", en="Soon in {place}"),
    body=TranslatedText(
        nl="Dag {guardian},\n\nvoor {child} is er binnenkort dit te doen in {place}:\n\n{activities}\n\nMeer vind je "
        "in je account, bij {child}. Je krijgt deze mail hoogstens vier keer per jaar, omdat je er ja op zei. Liever "
        "niet meer? Dat zet je af waar staat wat we over {child} bewaren.",
        fr="Bonjour {guardian},\n\nvoici ce qu’il y aura bientôt à faire à {place} pour {child} "
        ":\n\n{activities}\n\nVous en trouverez plus dans votre compte, chez {child}. Vous recevez cet e-mail au "
        "plus quatre fois par an, parce que vous avez dit oui. Plus envie ? Changez-le là où se "
        "trouve ce que nous conservons sur {child}.",
        en="Hello {guardian},\n\nsoon there is this to do in {place} for {child}:\n\n{activities}\n\nYou find more "
        "in your account, with {child}. You get this mail at most four times a year, because you said yes to it. "
        "Rather not? Switch it off where it says what we keep about {child}.",
    ),
)


def season_start(day: date) -> date:
    """The first day of the season of a day."""
    month = max((start for start in SEASONS if start <= day.month), default=0)
    return date(day.year, month, 1) if month else date(day.year - 1, SEASONS[-1], 1)
