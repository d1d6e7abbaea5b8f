"""The card for the fridge door, on A6: whom to call, and nothing about why."""

from __future__ import annotations

from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.welfare.errors import ContactNeeded
from uitpas2.welfare.queries import own_contact

_TITLE = TranslatedText(nl="Vrije tijd", fr="Temps libre", en="Free time")
_ASK = TranslatedText(
    nl="Iets leuks zoeken na school? Of een vraag over een plaats of de kaart? Bel of mail:",
    fr="Une activité après l’école ? Une question sur une place ou sur la carte ? Appelez ou écrivez :",
    en="Something nice after school? Or a question about a place or the card? Call or mail:",
)


def contact_card_pdf(work: Work, language: str) -> bytes:
    """One page of A6. Raises ContactNeeded as long as nobody filled the card in."""
    card = own_contact(work)
    if card is None:
        raise ContactNeeded(field="phone")
    from uitpas2.cards.services import paper

    lines = [(_ASK.in_language(language), False), (card.shown_name, True)]
    lines += [(text, False) for text in (card.phone, card.email, card.hours) if text]
    return paper.note(lines, title=_TITLE.in_language(language), language=language, made_at=work.now)
