"""What is printed at the counter: a card, a letter with the activation code, sheets of cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from babel.dates import format_date

from uitpas2.cards import queries
from uitpas2.cards.errors import CardNotActive
from uitpas2.cards.models import Card, CardSystem, Holder
from uitpas2.cards.rules import CardFace, CardStatus
from uitpas2.cards.services.cards import qr_token
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.text import TranslatedText

CARD_TITLE = TranslatedText(nl="Kaart om uit te knippen", fr="Carte à découper", en="Card to cut out")
CARD_EXPLANATION = (
    TranslatedText(
        nl="Knip de kaart uit langs de streepjes. Ze werkt meteen: aan de deur volstaat de code of het nummer.",
        fr="Découpez la carte le long des traits. Elle fonctionne aussitôt : à l’entrée, le code ou le numéro suffit.",
        en="Cut out the card along the marks. It works at once: at the door, the code or the number is enough.",
    ),
    TranslatedText(
        nl="Kwijt of stuk? Aan de balie is er meteen een nieuwe. De oude werkt dan niet meer.",
        fr="Perdue ou abîmée ? Le guichet en donne tout de suite une nouvelle. L’ancienne ne fonctionne alors plus.",
        en="Lost or broken? The counter hands out a new one at once. The old one then stops working.",
    ),
)
LETTER_TITLE = TranslatedText(nl="Je eigen account", fr="Votre propre compte", en="Your own account")
LETTER_LINES: tuple[tuple[TranslatedText, bool], ...] = (
    (TranslatedText(nl="Dag {guardian},", fr="Bonjour {guardian},", en="Hello {guardian},"), False),
    (
        TranslatedText(
            nl="{child} is ingeschreven. Met je eigen account zie je de kaart en de inschrijvingen, "
            "en wat er betaald is.",
            fr="L’inscription de {child} est faite. Avec votre propre compte, vous voyez la carte et les inscriptions, "
            "et ce qui a été payé.",
            en="{child} is registered. With an account of your own you see the card and the registrations, "
            "and what was paid.",
        ),
        False,
    ),
    (TranslatedText(nl="1. Ga naar {address}", fr="1. Allez sur {address}", en="1. Go to {address}"), False),
    (
        TranslatedText(
            nl="2. Vul je e-mailadres in: {email}",
            fr="2. Indiquez votre adresse e-mail : {email}",
            en="2. Fill in your mail address: {email}",
        ),
        False,
    ),
    (TranslatedText(nl="3. Vul deze code in:", fr="3. Indiquez ce code :", en="3. Fill in this code:"), False),
    (TranslatedText(nl="{code}", fr="{code}", en="{code}"), True),
    (
        TranslatedText(
            nl="4. Kies zelf een wachtwoord.",
            fr="4. Choisissez vous-même un mot de passe.",
            en="4. Choose a password of your own.",
        ),
        False,
    ),
    (
        TranslatedText(
            nl="De code werkt één keer, tot en met {last_day}. Lukt het niet? Vraag aan de balie een nieuwe code.",
            fr="Le code fonctionne une fois, jusqu’au {last_day} inclus. Un souci ? Le guichet donne un nouveau code.",
            en="The code works once, up to and including {last_day}. Trouble? Ask the counter for a new code.",
        ),
        False,
    ),
)
CARDS_PER_SHEET = 10
SHEET_TITLE = TranslatedText(nl="Kaarten om te snijden", fr="Cartes à couper", en="Cards to cut")


def card_pdf(work: Work, card_id: str) -> bytes:
    """A page with the card to cut out, in the language of the family.

    Raises CardUnknown, or CardNotActive for one that no longer works.
    """
    card = queries.card(work, card_id)
    if card.status is not CardStatus.ACTIVE or card.membership is None:
        raise CardNotActive
    language = queries.family_language(work, card.membership.holder)
    from uitpas2.cards.services import paper

    return paper.single_card(
        _face(work, card, card.membership.holder),
        [text.in_language(language) for text in CARD_EXPLANATION],
        title=CARD_TITLE.in_language(language),
        language=language,
        made_at=work.now,
    )


def letter_pdf(work: Work, holder_id: str, *, account_id: str, code: str, address: str) -> bytes:
    """The letter with which a guardian starts an account, in its language.

    The code was just made, and is kept nowhere else.

    Raises HolderUnknown, also for an account that does not decide for the holder.
    """
    holder = queries.holder(work, holder_id)
    account = queries.guardian_of(work, holder_id, account_id)
    language = account.language
    last_day = brussels_day(account.activation_until) if account.activation_until else work.today
    values = {
        "guardian": account.name,
        "child": holder.first_name,
        "address": address,
        "email": account.email,
        "code": code,
        "last_day": format_date(last_day, "EEEE d MMMM y", locale=language),
    }
    from uitpas2.cards.services import paper

    return paper.letter(
        [(text.fill(**values).in_language(language), stands_out) for text, stands_out in LETTER_LINES],
        title=LETTER_TITLE.in_language(language),
        language=language,
        made_at=work.now,
    )


def sheet_pdf(work: Work, cards: Sequence[tuple[Card, Holder]], *, language: str = "nl") -> bytes:
    """Ten cards a page, for `queries.cards_to_print`."""
    return draw_sheet(faces_of(work, cards), language=language, made_at=work.now)


def faces_of(work: Work, cards: Sequence[tuple[Card, Holder]]) -> list[CardFace]:
    """What is to be printed on these cards."""
    return [_face(work, card, holder) for card, holder in cards]


def draw_sheet(
    faces: Sequence[CardFace], *, language: str, made_at: datetime, tell: Callable[[int], None] = lambda printed: None
) -> bytes:
    """Ten cards a page; `tell` hears after each page how many cards are done. Needs no database while it draws."""
    from uitpas2.cards.services import paper

    return paper.sheets(faces, title=SHEET_TITLE.in_language(language), language=language, made_at=made_at, tell=tell)


def code_side_mm(faces: Sequence[CardFace]) -> float:
    """How wide the smallest of these codes is on paper, without its white border."""
    from uitpas2.cards.services import paper

    return min(paper.code_side(face) for face in faces)


def _face(work: Work, card: Card, holder: Holder) -> CardFace:
    return CardFace(
        name=f"{holder.first_name} {holder.last_name}",
        number=card.number,
        region=work.session.get_one(CardSystem, card.card_system_id).name,
        code=qr_token(work, card),
    )
