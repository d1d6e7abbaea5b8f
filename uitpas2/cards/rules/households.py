"""Who decides for whom, until when, and what is only done with somebody's yes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from uitpas2.kernel.period import age_on
from uitpas2.kernel.text import TranslatedText

OF_AGE = 18
CONSENT_OWN_AGE = 13  # the age of consent for services of this kind in Belgium (law of 30 July 2018, article 7)


class EndReason(StrEnum):
    """Why somebody no longer decides for a holder."""

    BY_GUARDIAN = "by-guardian"
    OF_AGE = "of-age"
    MISTAKE = "mistake"
    NO_LONGER_IN_CHARGE = "no-longer-in-charge"
    COURT = "court"
    DECEASED = "deceased"


CLERK_REASONS = (EndReason.MISTAKE, EndReason.NO_LONGER_IN_CHARGE, EndReason.COURT, EndReason.DECEASED)
END_REASON_LABELS: dict[EndReason, TranslatedText] = {
    EndReason.BY_GUARDIAN: TranslatedText(nl="Stopte zelf", fr="A arrêté de soi-même", en="Stopped themselves"),
    EndReason.OF_AGE: TranslatedText(nl="18 geworden", fr="Devenu majeur", en="Turned 18"),
    EndReason.MISTAKE: TranslatedText(nl="Was een vergissing", fr="C’était une erreur", en="It was a mistake"),
    EndReason.NO_LONGER_IN_CHARGE: TranslatedText(
        nl="Zorgt niet meer voor deze persoon",
        fr="Ne s’occupe plus de cette personne",
        en="No longer takes care of this person",
    ),
    EndReason.COURT: TranslatedText(nl="Beslissing van een rechter", fr="Décision d’un juge", en="Decision of a judge"),
    EndReason.DECEASED: TranslatedText(nl="Overleden", fr="Décès", en="Deceased"),
}


class Purpose(StrEnum):
    """What is only done with a yes. Having a card, a place or a price needs none."""

    NEWS = "news"
    PICTURE = "picture"
    CARE_NEEDS = "care-needs"


PURPOSE_LABELS: dict[Purpose, TranslatedText] = {
    Purpose.NEWS: TranslatedText(nl="Tips over activiteiten", fr="Idées d’activités", en="Tips about activities"),
    Purpose.PICTURE: TranslatedText(
        nl="Een foto bij de kaart", fr="Une photo avec la carte", en="A picture with the card"
    ),
    Purpose.CARE_NEEDS: TranslatedText(
        nl="Allergieën en zorg tonen",
        fr="Montrer allergies et soins",
        en="Show allergies and care",
    ),
}
PURPOSE_TEXTS: dict[Purpose, TranslatedText] = {
    Purpose.NEWS: TranslatedText(
        nl="Hoogstens vier mails per jaar: wat er in je gemeente te doen is, bij deze leeftijd.",
        fr="Quatre e-mails par an au plus : ce qu’il y a à faire dans votre commune, pour cet âge.",
        en="At most four mails a year: what there is to do in your municipality, for this age.",
    ),
    Purpose.PICTURE: TranslatedText(
        nl="Dan ziet de balie dat de kaart bij deze persoon hoort. Zeg je later nee, dan is de foto meteen weg.",
        fr="Le guichet voit ainsi à qui est la carte. Si vous dites non plus tard, la photo disparaît aussitôt.",
        en="The counter then sees that the card belongs to this person. Say no later, and the picture is gone at once.",
    ),
    Purpose.CARE_NEEDS: TranslatedText(
        nl="Wat je opschreef over allergieën en zorg, leest alleen wie die dag bij je kind is. Zeg je later nee, dan "
        "leest niemand het nog en is het de volgende nacht weg.",
        fr="Ce que vous avez écrit sur les allergies et les soins n’est lu que par qui s’occupe de votre enfant ce "
        "jour-là. Si vous dites non plus tard, plus personne ne le lit et c’est effacé la nuit suivante.",
        en="What you wrote about allergies and care is read only by whoever is with your child that day. Say no later, "
        "and nobody reads it any more; the next night it is gone.",
    ),
}


class ConsentGiver(StrEnum):
    """Who said yes."""

    GUARDIAN = "guardian"
    HOLDER = "holder"


class LookedAt(StrEnum):
    """What somebody at work saw: a right, on the way to which screen; or the ground on which it was given."""

    RECORD = "record"
    RENEWALS = "renewals"
    GUIDED = "guided"
    GROUND = "ground"
    CARE_NEEDS = "care-needs"


LOOKED_AT_LABELS: dict[LookedAt, TranslatedText] = {
    LookedAt.RECORD: TranslatedText(
        nl="Keek naar de kaart en de prijs", fr="A consulté la carte et le prix", en="Looked at the card and the price"
    ),
    LookedAt.RENEWALS: TranslatedText(
        nl="Zag je op de lijst van wie iets kan verlengen",
        fr="Vous a vu dans la liste de ce qui peut être renouvelé",
        en="Saw you on the list of what can be renewed",
    ),
    LookedAt.GUIDED: TranslatedText(
        nl="Begeleidt je, en zag tot wanneer je prijs geldt",
        fr="Vous accompagne, et a vu jusqu’à quand votre prix vaut",
        en="Guides you, and saw until when your price holds",
    ),
    LookedAt.GROUND: TranslatedText(
        nl="Las waarop je prijs steunt", fr="A lu sur quoi repose votre prix", en="Read what your price rests on"
    ),
    LookedAt.CARE_NEEDS: TranslatedText(
        nl="Had die dag dienst, en las wat je over zorg en ophalen schreef",
        fr="Était de service ce jour-là, et a lu vos indications sur les soins et la remise",
        en="Was on duty that day, and read what you wrote about care and picking up",
    ),
}


def giver_is_enough(giver: ConsentGiver, birth_date: date | None, day: date) -> bool:
    """Whether this person's yes counts: a child younger than 13 needs the guardian's, an adult gives the own one.

    Whoever decides for an adult in their place was added as such, and speaks for them.
    """
    if giver is ConsentGiver.GUARDIAN or birth_date is None:
        return True
    return age_on(birth_date, day) >= CONSENT_OWN_AGE


def day_of_age(birth_date: date) -> date:
    """The day on which somebody comes of age; who was born on 29 February does so on 1 March of other years."""
    try:
        return birth_date.replace(year=birth_date.year + OF_AGE)
    except ValueError:
        return date(birth_date.year + OF_AGE, 3, 1)
