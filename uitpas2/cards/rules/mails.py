"""The mails around families: what is the matter, and what to do. None says anything about a price or a right."""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.kernel.text import TranslatedText


@dataclass(frozen=True, slots=True)
class MailText:
    """A mail with {gaps}."""

    kind: str
    subject: TranslatedText
    body: TranslatedText


FAMILY_CODE = MailText(
    kind="family-code",
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
        "Is that not right? Then go to the counter of your municipality, where it is stopped at once.",
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
