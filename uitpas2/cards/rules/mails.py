"""What families are written, and along which way. None of it says anything about a price or a right.

The subject alone is what a text message says, so it fits in one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText
from uitpas2.outbox.rules import Channel


class Weight(StrEnum):
    """Why something is written, which decides along which way."""

    ASKED_FOR = "asked-for"  # somebody waits for it now: always a mail
    CODE = "code"  # a code to read out now, which the subject holds: by text message for who chose that, else a mail
    MUST_ARRIVE = "must-arrive"  # about their own card: the ways they chose; a letter or a mail when they chose none
    WITH_CONSENT = "with-consent"  # only after a yes for it, by mail to who wants mail


def ways(weight: Weight, chosen: frozenset[Channel], *, has_address: bool) -> frozenset[Channel]:
    """Along which ways something goes to somebody who chose these. `has_address`: we know where they live."""
    match weight:
        case Weight.ASKED_FOR:
            return frozenset({Channel.MAIL})
        case Weight.CODE:
            return chosen & {Channel.MAIL, Channel.SMS} or frozenset({Channel.MAIL})
        case Weight.WITH_CONSENT:
            return chosen & {Channel.MAIL}
    possible = chosen if has_address else chosen - {Channel.POST}
    return possible or frozenset({Channel.POST if has_address else Channel.MAIL})


@dataclass(frozen=True, slots=True)
class MailText:
    """What is written, with {gaps}; {guardian} and {child} are always known."""

    kind: str
    subject: TranslatedText
    body: TranslatedText
    weight: Weight = Weight.MUST_ARRIVE


TEXT_MESSAGE = TranslatedText(
    nl="{subject}. Meer lees je in je account, of vraag het aan de balie.",
    fr="{subject}. Vous en lirez plus dans votre compte, ou demandez au guichet.",
    en="{subject}. Read more in your account, or ask the counter.",
)
FAMILY_CODE = MailText(
    kind="family-code",
    weight=Weight.ASKED_FOR,
    subject=TranslatedText(
        nl="Een code voor de kaart van {child}",
        fr="Un code pour la carte de {child}",
        en="A code for the card of {child}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\n{asker} wil de kaart van {child} ook zien, in een eigen account. Ga je akkoord? Geef "
        "dan deze code door:\n\n{code}\n\nDe code werkt een half uur. Ga je niet akkoord of ken je {asker} niet? Doe "
        "dan niets: zonder de code verandert er niets. Je adres en je mailadres geven we niet door.",
        fr="Bonjour {guardian},\n\n{asker} souhaite voir aussi la carte de {child}, dans son propre compte. Vous êtes "
        "d’accord ? Transmettez alors ce code :\n\n{code}\n\nLe code fonctionne une demi-heure. Pas d’accord, ou vous "
        "ne connaissez pas {asker} ? Ne faites rien : sans le code, rien ne change. Nous ne donnons ni votre adresse "
        "ni votre e-mail.",
        en="Hello {guardian},\n\n{asker} would like to see the card of {child} too, in an account of their own. Do you "
        "agree? Then give them this code:\n\n{code}\n\nThe code works for half an hour. You do not agree, or do not "
        "know {asker}? Then do nothing: without the code nothing changes. We do not pass on your address or your mail "
        "address.",
    ),
)
FAMILY_JOINED = MailText(
    kind="family-joined",
    subject=TranslatedText(
        nl="{asker} ziet nu ook de kaart van {child}",
        fr="{asker} voit maintenant aussi la carte de {child}",
        en="{asker} now sees the card of {child} too",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\n{asker} vulde de code in die je kreeg, en ziet nu ook de kaart van {child}. Klopt dat "
        "niet? Ga dan naar de balie van je gemeente: daar wordt het meteen gestopt.",
        fr="Bonjour {guardian},\n\n{asker} a saisi le code que vous avez reçu et voit maintenant aussi la carte de "
        "{child}. Ce n’est pas normal ? Passez au guichet de votre commune : on y met fin tout de suite.",
        en="Hello {guardian},\n\n{asker} filled in the code that you received, and now sees the card of {child} too. "
        "Is that a mistake? Then go to the counter of your municipality, where it is stopped at once.",
    ),
)
OF_AGE_NOW = MailText(
    kind="of-age",
    subject=TranslatedText(
        nl="{child} beslist nu zelf", fr="{child} décide maintenant pour soi", en="{child} now decides themselves"
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\n{child} is 18 en beslist vanaf nu zelf over de eigen kaart. In je account zie je die "
        "kaart niet meer; punten en inschrijvingen blijven. Aan de balie krijgt {child} een eigen account.",
        fr="Bonjour {guardian},\n\n{child} a 18 ans et décide désormais de sa propre carte. Vous ne la voyez plus dans "
        "votre compte ; les points et les inscriptions restent. Au guichet, {child} reçoit un compte personnel.",
        en="Hello {guardian},\n\n{child} is 18 and decides about their own card from now on. You no longer see that "
        "card in your account; points and registrations stay. At the counter {child} gets an account of their own.",
    ),
)
HOUSE_MOVED = MailText(
    kind="moved",
    subject=TranslatedText(
        nl="De kaart van {child} verhuist mee naar {municipality}",
        fr="La carte de {child} vous suit : {municipality}",
        en="The card of {child} moves along to {municipality}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\n{child} woont vanaf vandaag in {municipality}. Kaart, punten en inschrijvingen gaan "
        "mee: je hoeft niets te doen.\n\nKlopt dat niet? Ga dan naar de balie van {municipality}: daar wordt het "
        "meteen rechtgezet.",
        fr="Bonjour {guardian},\n\n{child} habite à partir d’aujourd’hui à {municipality}. La carte, les points et les "
        "inscriptions suivent : vous ne devez rien faire.\n\nCe n’est pas exact ? Passez au guichet de "
        "{municipality} : on le corrige aussitôt.",
        en="Hello {guardian},\n\n{child} lives in {municipality} from today on. Card, points and registrations move "
        "along: there is nothing to do.\n\nIs that a mistake? Go to the counter of {municipality}, where it is "
        "corrected at once.",
    ),
)
HOUSE_MOVED_COME_BY = MailText(
    kind="moved",
    subject=TranslatedText(
        nl="{child} is verhuisd: kom even langs in {municipality}",
        fr="{child} a déménagé : passez au guichet de {municipality}",
        en="{child} has moved: please drop by in {municipality}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\n{child} woont vanaf vandaag in {municipality}. Kaart, punten en inschrijvingen gaan "
        "mee, maar niet alles kon vanzelf mee verhuizen.\n\nKom daarom even langs aan de balie van {municipality}, "
        "met de kaart en met het papier dat je de vorige keer toonde. Dan bekijken we het samen. Kan je begeleider het "
        "regelen? Dat mag ook.\n\nKlopt de verhuizing niet? Zeg het dan aan dezelfde balie.",
        fr="Bonjour {guardian},\n\n{child} habite à partir d’aujourd’hui à {municipality}. La carte, les points et les "
        "inscriptions suivent, mais tout n’a pas pu suivre de soi-même.\n\nPassez donc au guichet de {municipality}, "
        "avec la carte et le document que vous aviez montré la dernière fois. Nous regarderons ensemble. La personne "
        "qui vous accompagne peut aussi s’en occuper.\n\nPas de déménagement ? Dites-le au même guichet.",
        en="Hello {guardian},\n\n{child} lives in {municipality} from today on. Card, points and registrations move "
        "along, but not everything could follow by itself.\n\nSo please drop by at the counter of {municipality}, with "
        "the card and the paper that you showed last time. We look at it together. The person who guides you can "
        "arrange it too.\n\nYou did not move? Tell the same counter.",
    ),
)
DECIDED = MailText(
    kind="decided",
    subject=TranslatedText(
        nl="Er is iets beslist over de kaart van {child}",
        fr="Une décision a été prise sur la carte de {child}",
        en="Something was decided about the card of {child}",
    ),
    body=TranslatedText(
        nl="Dag {guardian},\n\ner is iets beslist over de kaart van {child}. In je account lees je wat, vanaf "
        "wanneer en waarom: bij wat we over {child} bewaren. Op papier krijg je het aan de balie van "
        "{municipality}.\n\nBen je het er niet mee eens? Kom dan langs: we bekijken het samen opnieuw.",
        fr="Bonjour {guardian},\n\nune décision a été prise sur la carte de {child}. Dans votre compte, vous lisez "
        "laquelle, à partir de quand et pourquoi : là où se trouve ce que nous conservons sur {child}. Sur papier, "
        "vous la recevez au guichet de {municipality}.\n\nVous n’êtes pas d’accord ? Passez nous voir : nous la "
        "réexaminerons ensemble.",
        en="Hello {guardian},\n\nsomething was decided about the card of {child}. In your account you read what, from "
        "when and why: with what we keep about {child}. On paper you get it at the counter of {municipality}.\n\nYou "
        "do not agree? Drop by: we look at it together once more.",
    ),
)
