"""When a family is told that something on a card runs out, and in which words: never what it is."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from uitpas2.cards.rules.mails import MailText
from uitpas2.kernel.text import TranslatedText

# Days before the end on which a family hears of it.
MILESTONES = (60, 30, 7)


class NoticeChannel(StrEnum):
    """How a family hears of it: by mail or text message, or by a letter that the counter prints.

    SOURCE: nobody is told yet, because the government is asked first whether the right goes on by itself.
    """

    MAIL = "mail"
    LETTER = "letter"
    SOURCE = "source"


def milestone_on(today: date, *, ends: date, granted_on: date) -> int | None:
    """The milestone that has been reached and not overtaken by the next; none before the first one, or at the end.

    One that had passed before the right was given is not made up for: that family was at the counter just now.
    """
    days_left = (ends - today).days
    if days_left <= 0:
        return None
    reached = [days for days in MILESTONES if days_left <= days]
    if not reached:
        return None
    nearest = min(reached)
    return nearest if ends - timedelta(days=nearest) > granted_on else None


RENEWAL = MailText(
    kind="renewal",
    subject=TranslatedText(
        nl="Er is iets te verlengen op een pas van je gezin",
        fr="Quelque chose est à renouveler sur un pass de votre famille",
        en="Something on a card of your family can be renewed",
    ),
    body=TranslatedText(
        nl="Dag,\n\nop de pas {card} loopt iets af: de laatste dag is {last_day}.\n\n"
        "Wil je dat alles blijft zoals het is? Kom voor die dag naar de balie van {municipality} of vraag het aan je "
        "begeleider. Breng de pas mee, en het papier dat je de vorige keer toonde. Het duurt maar even.\n\n"
        "Heb je het al geregeld? Dan hoef je niets te doen.\n\nVriendelijke groeten\n{municipality}",
        fr="Bonjour,\n\nquelque chose arrive à son terme sur le pass {card} : le dernier jour est le {last_day}.\n\n"
        "Vous voulez que rien ne change ? Passez avant ce jour au guichet de {municipality}, ou demandez-le à la "
        "personne qui vous accompagne. Prenez le pass, et le document que vous aviez montré la dernière fois. C’est "
        "vite fait.\n\nC’est déjà réglé ? Alors vous ne devez rien faire.\n\nBien à vous\n{municipality}",
        en="Hello,\n\nsomething on the card {card} runs out: the last day is {last_day}.\n\n"
        "Would you like everything to stay as it is? Come to the desk of {municipality} before that day, or ask the "
        "person who guides you. Bring the card, and the paper you showed last time. It does not take long.\n\n"
        "Have you arranged it already? Then there is nothing to do.\n\nKind regards\n{municipality}",
    ),
)
