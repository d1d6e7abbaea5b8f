"""The letter about a decision that was taken: for the family, in its own words. It names no ground."""

from __future__ import annotations

from datetime import date, timedelta

from uitpas2.accounts import queries as accounts
from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Holder, SocialRight
from uitpas2.cards.rules import WHY_STOPPED_WORDS, LookedAt, RightState
from uitpas2.cards.services import decided_from, note_look
from uitpas2.database.work import Work
from uitpas2.discounts.rules import retell
from uitpas2.discounts.rules.telling import day_in_words
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.errors import NotAllowed
from uitpas2.kernel.text import TranslatedText
from uitpas2.trail.services import note
from uitpas2.welfare.queries import own_vouched_right

TITLE = TranslatedText(nl="Jouw prijs", fr="Votre prix", en="Your price")
_DECIDED = TranslatedText(
    nl="Dag {name}, op {day} is beslist over je prijs. Hij geldt vanaf {first} tot en met {last}, met je gewone pas. "
    "Niemand ziet aan de pas welke prijs je betaalt.",
    fr="Bonjour {name}, le {day}, une décision a été prise sur votre prix. Il vaut du {first} au {last} inclus, avec "
    "votre pass ordinaire. Personne ne voit au pass quel prix vous payez.",
    en="Hello {name}, on {day} it was decided what you pay. It holds from {first} up to and including {last}, with "
    "your ordinary card. Nobody sees on the card what price you pay.",
)
_SINCE: dict[RightState, TranslatedText] = {
    RightState.SUSPENDED: TranslatedText(
        nl="Sinds {since} telt deze prijs even niet: je betaalt de gewone prijs tot de balie dit opheft.",
        fr="Depuis le {since}, ce prix ne compte pas : vous payez le prix ordinaire jusqu’à ce que le guichet le "
        "rétablisse.",
        en="Since {since} this price does not count: you pay the ordinary price until the counter lifts that.",
    ),
    RightState.IN_GRACE: TranslatedText(
        nl="Die laatste dag is voorbij. Tot en met {since} betaal je nog dezelfde prijs, zodat je kunt verlengen.",
        fr="Ce dernier jour est passé. Jusqu’au {since} inclus, vous payez encore le même prix : le temps de "
        "renouveler.",
        en="That last day is over. Up to and including {since} you still pay the same price, so that you can renew.",
    ),
    RightState.ENDED: TranslatedText(
        nl="Sinds {since} geldt deze prijs niet meer: dat werd vroeger beslist dan de laatste dag. Je betaalt de "
        "gewone prijs.",
        fr="Depuis le {since}, ce prix ne vaut plus : on y a mis fin avant le dernier jour. Vous payez le prix "
        "ordinaire.",
        en="Since {since} this price no longer holds: it was ended before the last day. You pay the ordinary price.",
    ),
    RightState.LAPSED: TranslatedText(
        nl="Sinds {since} geldt deze prijs niet meer. Verlengen kan aan de balie of via je begeleider.",
        fr="Depuis le {since}, ce prix ne vaut plus. Vous pouvez le renouveler au guichet ou par la personne qui vous "
        "accompagne.",
        en="Since {since} this price no longer holds. You can renew it at the counter or through who guides you.",
    ),
}
_REASON = TranslatedText(nl="De reden: {because}.", fr="La raison : {because}.", en="The reason: {because}.")
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


def decision_letter_pdf(work: Work, right_id: str) -> bytes:
    """One page in the language of the family: from when until when, how it stands today, every step of the decision
    with its article, and what to do about it.

    For the counter, for who decides at the holder's address, and for the partner that took the decision.
    Raises RightUnknown or NotAllowed.
    """
    right, holder = _right_and_holder(work, right_id)
    language = cards.family_language(work, holder)
    if work.actor.may(Permission.VOUCH):
        note_look(work, holder.id, LookedAt.GUIDED)
    elif work.actor.municipality_nis is not None:
        note_look(work, holder.id, LookedAt.RECORD)
    elif not cards.is_guardian_of(work, holder.id) or not cards.sees_home(work, holder.id):
        raise NotAllowed
    _, receipt = decided_from(work, right.id)
    values = {
        "name": holder.first_name,
        "day": day_in_words(brussels_day(right.granted_at), language),
        "first": day_in_words(right.starts, language),
        "last": day_in_words(right.ends - timedelta(days=1), language),
        "municipality": accounts.municipality(work, right.municipality_nis).name,
        "since": day_in_words(_since(right, work.today), language),
    }

    def said(text: TranslatedText) -> str:
        return text.fill(**values).in_language(language)

    address = f"{holder.first_name} {holder.last_name}\n{holder.street}\n{holder.postal_code} {holder.city}"
    lines = [(address, False), (said(TITLE), True), (said(_DECIDED), False)]
    if how_it_stands := _SINCE.get(right.state_on(work.today)):
        because = _because(right)
        reason = _REASON.fill(because=because.in_language(language)).in_language(language) if because else ""
        lines.append((f"{said(how_it_stands)} {reason}".strip(), False))
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


def _right_and_holder(work: Work, right_id: str) -> tuple[SocialRight, Holder]:
    if work.actor.kind is ActorKind.PERSON and work.actor.may(Permission.VOUCH):
        return own_vouched_right(work, right_id)
    right = cards.right(work, right_id)
    return right, cards.holder(work, right.holder_id)


def _because(right: SocialRight) -> TranslatedText | None:
    """Why it was ended, or is suspended now, in the middle of a sentence."""
    live = [one.because for one in right.suspensions if one.ends is None]
    why = right.ended_because or (live[0] if live else None)
    if why is None:
        return None
    words = WHY_STOPPED_WORDS[why]
    return TranslatedText(*(text[:1].lower() + text[1:] for text in (words.nl, words.fr, words.en)))


def _since(right: SocialRight, today: date) -> date:
    """The day that counts for how a right stands."""
    match right.state_on(today):
        case RightState.SUSPENDED:
            return max(one.starts for one in right.suspensions if one.ends is None)
        case RightState.IN_GRACE:
            assert right.grace_until is not None
            return right.grace_until - timedelta(days=1)
        case RightState.ENDED:
            return right.ended_on or right.ends
        case _:
            return right.grace_until or right.ends
