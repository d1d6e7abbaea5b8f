"""The letter of a referral, on A6: a child, an activity, a code. It says nothing about who made it, or why."""

from __future__ import annotations

from uitpas2.database.work import Work
from uitpas2.discounts.rules.telling import day_in_words
from uitpas2.kernel.clock import BRUSSELS, brussels_day
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.errors import ReferralOver
from uitpas2.registrations.queries.referrals import referral_line
from uitpas2.registrations.rules.referring import ReferralState
from uitpas2.registrations.services.referring import code_of

_TITLE = TranslatedText(nl="Uitnodiging", fr="Invitation", en="Invitation")
_KEPT = TranslatedText(
    nl="Er is een plaats voor {name}:", fr="Une place attend {name} :", en="There is a place for {name}:"
)
_FREE = TranslatedText(
    nl="{name} kan hier meedoen, zolang er plaats is:",
    fr="{name} peut participer ici, tant qu’il y a de la place :",
    en="{name} can take part here, as long as there are places:",
)
_WHEN = TranslatedText(nl="{day} om {time} uur", fr="{day} à {time}", en="{day} at {time}")
_HOW = TranslatedText(
    nl="Neem de plaats aan tot en met {until}. Scan de code, typ ze op {address}, of toon dit briefje daar. "
    "Ze werkt één keer, en alleen voor {name}. Breng de kaart mee.",
    fr="Acceptez la place jusqu’au {until}. Scannez le code, tapez-le sur {address}, ou montrez ce billet sur place. "
    "Il fonctionne une fois, et seulement pour {name}. Apportez la carte.",
    en="Take the place up to {until}. Scan the code, type it at {address}, or show this note there. It works once, and "
    "only for {name}. Bring the card.",
)


def referral_letter_pdf(work: Work, referral_id: str, *, address: str, language: str) -> bytes:
    """`address` leads to the page where the code is used. Raises ReferralUnknown, or ReferralOver once it is used."""
    line = referral_line(work, referral_id)
    if line.state is not ReferralState.OPEN:
        raise ReferralOver
    said = {
        "name": line.first_name,
        "until": day_in_words(brussels_day(line.ends_at), language),
        "address": address.partition("?")[0].partition("//")[2],
    }
    lines = [
        ((_KEPT if line.keeps_place else _FREE).fill(**said).in_language(language), False),
        (line.activity_name.in_language(language), True),
    ]
    if line.session is not None:
        starts = line.session.starts
        when = _WHEN.fill(day=day_in_words(brussels_day(starts), language), time=f"{starts.astimezone(BRUSSELS):%H:%M}")
        lines.append((when.in_language(language), False))
    if line.organiser_name:
        lines.append((line.organiser_name, False))
    lines += [(_HOW.fill(**said).in_language(language), False), (code_of(work, referral_id), True)]
    from uitpas2.cards.services import paper

    return paper.note(lines, title=_TITLE.in_language(language), language=language, made_at=work.now, code=address)
