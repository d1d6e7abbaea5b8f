"""The sentences of the door, in three languages. {name}, {day} and {time} are filled in by the answers."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date, format_time

from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.scanning.rules.verdict import Situation, Verdict, VerdictKind

# One word beside the icon, for who cannot tell the colours apart.
_KINDS: dict[VerdictKind, TranslatedText] = {
    VerdictKind.YES: TranslatedText(nl="In orde", fr="En ordre", en="OK"),
    VerdictKind.ATTENTION: TranslatedText(nl="Let op", fr="Attention", en="Please check"),
    VerdictKind.NO: TranslatedText(nl="Niet in orde", fr="Pas en ordre", en="Not OK"),
}
# A shut case looks and reads otherwise than a question that waits for a tap.
_DONE = TranslatedText(nl="Genoteerd", fr="C’est noté", en="Noted")

WELCOME = TranslatedText(nl="Welkom, {name}", fr="Bienvenue, {name}", en="Welcome, {name}")
EXPECTED = TranslatedText(nl="Staat op de lijst.", fr="Sur la liste.", en="On the list.")
PAID = TranslatedText(nl="Is al betaald.", fr="Déjà payé.", en="Already paid.")
FREE = TranslatedText(nl="Niets te betalen.", fr="Rien à payer.", en="Nothing to pay.")
CHOOSE = TranslatedText(
    nl="Kies welke prijs past.", fr="Choisissez le prix qui convient.", en="Choose which price fits."
)

ADMITTED = TranslatedText(nl="{name} is binnen", fr="{name} peut entrer", en="{name} is in")
RECEIVED = TranslatedText(nl="Betaald.", fr="Payé.", en="Paid.")

ALREADY_TODAY = TranslatedText(nl="Al gescand om {time}", fr="Déjà scanné à {time}", en="Already scanned at {time}")
NOTHING_EXTRA = TranslatedText(
    nl="{name} is al binnen. Er is niets extra geteld of verkocht.",
    fr="{name} est déjà à l’intérieur. Rien n’a été compté ni vendu en plus.",
    en="{name} is in already. Nothing more was counted or sold.",
)
ALREADY_BEFORE = TranslatedText(nl="Al gescand op {day}", fr="Déjà scanné le {day}", en="Already scanned on {day}")
AGAIN_FROM = TranslatedText(
    nl="Vanaf {day} kan {name} hier opnieuw scannen. Er is niets extra geteld of verkocht.",
    fr="{name} pourra scanner ici à nouveau à partir du {day}. Rien n’a été compté ni vendu en plus.",
    en="{name} can scan here again from {day}. Nothing more was counted or sold.",
)
ONCE_ONLY = TranslatedText(
    nl="Hier telt één keer per persoon. Er is niets extra geteld of verkocht.",
    fr="Ici, on compte une fois par personne. Rien n’a été compté ni vendu en plus.",
    en="Once per person counts here. Nothing more was counted or sold.",
)

TOO_EARLY = TranslatedText(nl="Nog niet open", fr="Pas encore ouvert", en="Not open yet")
OPENS = TranslatedText(
    nl="Scannen kan vanaf {day} om {time}.",
    fr="On peut scanner à partir du {day} à {time}.",
    en="Scanning can start on {day} at {time}.",
)
CLOSED = TranslatedText(nl="Nu niet open", fr="Pas ouvert maintenant", en="Not open now")
RIGHT_ACTIVITY = TranslatedText(
    nl="Deze activiteit is voorbij of vandaag gesloten. Koos je de juiste activiteit?",
    fr="Cette activité est terminée ou fermée aujourd’hui. Avez-vous choisi la bonne activité ?",
    en="This activity is over or closed today. Did you choose the right activity?",
)

GROUP = TranslatedText(nl="Dit is een groepskaart", fr="C’est une carte de groupe", en="This is a group card")
GROUP_ADVICE = TranslatedText(
    nl="Een groep hoeft niet te scannen en spaart geen punten. Zijn de tickets betaald, dan mag de groep binnen.",
    fr="Un groupe ne doit pas scanner et n’épargne pas de points. Laissez entrer le groupe si les tickets sont payés.",
    en="A group need not scan and earns no points. Let the group in if the tickets have been paid for.",
)

_ONE_POINT = TranslatedText(nl="1 punt erbij.", fr="1 point en plus.", en="1 point more.")
_POINTS = TranslatedText(nl="{points} punten erbij.", fr="{points} points en plus.", en="{points} points more.")


def word(verdict: Verdict) -> TranslatedText:
    """The one word on top of a verdict."""
    return _DONE if verdict.situation is Situation.ADMITTED else _KINDS[verdict.kind]


def points(number: int) -> TranslatedText | None:
    """What somebody earned; nothing for no points."""
    if number == 0:
        return None
    return _ONE_POINT if number == 1 else _POINTS.fill(points=number)


def joined(*sentences: TranslatedText | None) -> TranslatedText:
    """The sentences that apply, one after the other."""
    there = [sentence for sentence in sentences if sentence and sentence.nl]
    return TranslatedText(*(" ".join(sentence.in_language(language) for sentence in there) for language in LANGUAGES))


def first_sentence_and_rest(text: TranslatedText) -> tuple[TranslatedText, TranslatedText]:
    """A headline out of the first sentence, without its full stop, and the rest as text."""
    parts = [text.in_language(language).partition(". ") for language in LANGUAGES]
    return TranslatedText(*(first.removesuffix(".") for first, _, _ in parts)), TranslatedText(
        *(rest for _, _, rest in parts)
    )


def at_time(text: TranslatedText, moment: datetime) -> TranslatedText:
    """Fill {time} in: 14:02, on the clocks of Flanders."""
    shown = {language: format_time(moment.astimezone(BRUSSELS), "HH:mm", locale=language) for language in LANGUAGES}
    return _filled(text, "time", shown)


def on_day(text: TranslatedText, day: date) -> TranslatedText:
    """Fill {day} in: dinsdag 24 november, as each language writes it."""
    return _filled(text, "day", {language: format_date(day, "EEEE d MMMM", locale=language) for language in LANGUAGES})


def _filled(text: TranslatedText, gap: str, by_language: dict[str, str]) -> TranslatedText:
    return TranslatedText(
        *(text.in_language(language).replace(f"{{{gap}}}", by_language[language]) for language in LANGUAGES)
    )
