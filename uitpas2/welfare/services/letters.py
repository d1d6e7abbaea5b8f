"""The letter about a decision that was taken: for the family, in its own words. It names no ground."""

from __future__ import annotations

from uitpas2.accounts import queries as accounts
from uitpas2.cards import queries as cards
from uitpas2.cards.services import decided_from
from uitpas2.database.work import Work
from uitpas2.discounts.rules import retell
from uitpas2.discounts.rules.telling import day_in_words
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.errors import NotAllowed
from uitpas2.kernel.text import TranslatedText
from uitpas2.trail.services import note
from uitpas2.welfare.rules import last_day

TITLE = TranslatedText(nl="Jouw prijs", fr="Votre prix", en="Your price")
_DECIDED = TranslatedText(
    nl="Dag {name}, op {day} is beslist over je prijs. Ze geldt vanaf {first} tot en met {last}, met je gewone pas. "
    "Niemand ziet aan de pas welke prijs je betaalt.",
    fr="Bonjour {name}, le {day}, une décision a été prise sur votre prix. Il vaut du {first} au {last} inclus, avec "
    "votre pass ordinaire. Personne ne voit au pass quel prix vous payez.",
    en="Hello {name}, on {day} it was decided what you pay. It holds from {first} up to and including {last}, with "
    "your ordinary card. Nobody sees on the card what price you pay.",
)
_WHY = TranslatedText(nl="Waarom?", fr="Pourquoi ?", en="Why?")
_ARTICLE = TranslatedText(
    nl="{sentence} (artikel {article} van het regelboek)",
    fr="{sentence} (article {article} du livre de règles)",
    en="{sentence} (article {article} of the rule book)",
)
_DISAGREE = TranslatedText(
    nl="Klopt er iets niet? Kom ermee naar de balie van {municipality}: we bekijken het samen opnieuw.",
    fr="Quelque chose n’est pas correct ? Venez au guichet de {municipality} : nous le réexaminerons ensemble.",
    en="Is something wrong? Bring it to the desk of {municipality}: we look at it together once more.",
)


def decision_letter_pdf(work: Work, right_id: str, *, language: str) -> bytes:
    """One page: from when until when, every step of the decision with its article, and what to do about it.

    Raises RightUnknown, or NotAllowed for who records no rights.
    """
    right = cards.right(work, right_id)
    if work.actor.municipality_nis is None:
        raise NotAllowed
    holder = cards.holder(work, right.holder_id)
    municipality = accounts.municipality(work, right.municipality_nis).name
    _, receipt = decided_from(work, right.id)
    values = {
        "name": holder.first_name,
        "day": day_in_words(brussels_day(right.granted_at), language),
        "first": day_in_words(right.starts, language),
        "last": day_in_words(last_day(right.period), language),
        "municipality": municipality,
    }

    def said(text: TranslatedText) -> str:
        return text.fill(**values).in_language(language)

    address = f"{holder.first_name} {holder.last_name}\n{holder.street}\n{holder.postal_code} {holder.city}"
    lines = [(address, False), (said(TITLE), True), (said(_DECIDED), False)]
    if receipt is not None:
        lines.append((_WHY.in_language(language), True))
        lines += [
            (_ARTICLE.fill(sentence=step.sentence, article=step.article).in_language(language), False)
            for step in retell(receipt, language)
        ]
    lines.append((said(_DISAGREE), False))
    note(work, "right.letter-printed", "holder", holder.id, right=right.id)
    from uitpas2.cards.services import paper

    return paper.letter(lines, title=said(TITLE), language=language, made_at=work.now)
