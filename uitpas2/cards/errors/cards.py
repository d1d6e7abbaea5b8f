"""What can go wrong with numbers, codes and cards. Each says what is the matter and what helps."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected, Unavailable
from uitpas2.kernel.text import TranslatedText


class NumberMistyped(Rejected):
    """The check digit does not fit, or there are not thirteen digits."""

    code = "card-number-mistyped"
    title = TranslatedText(
        nl="Dit nummer klopt net niet. Kijk nog eens naar de laatste cijfers.",
        fr="Ce numéro n’est pas tout à fait correct. Vérifiez les derniers chiffres.",
        en="This number is not quite right. Have another look at the last digits.",
    )


class TokenUnreadable(Rejected):
    """It starts like one of our QR codes, but is cut off, of a later kind, or not made by us."""

    code = "card-code-unreadable"
    title = TranslatedText(
        nl="Deze code kunnen we niet lezen. Scan nog eens, of typ het nummer onder de code.",
        fr="Nous ne pouvons pas lire ce code. Scannez à nouveau ou tapez le numéro sous le code.",
        en="We cannot read this code. Scan again, or type the number below the code.",
    )


class CardUnknown(NotFound):
    """No card with this number or code that is or ever was in use, or one outside the actor's scope."""

    code = "card-unknown"
    title = TranslatedText(
        nl="Deze kaart kennen we niet. Kijk het nummer na, of vraag het aan de balie.",
        fr="Nous ne connaissons pas cette carte. Vérifiez le numéro ou demandez au guichet.",
        en="We do not know this card. Check the number, or ask at the counter.",
    )


class CardBlocked(Rejected):
    """The card was blocked or replaced. `first_name` is for the person at the door, never for a log or an answer."""

    code = "card-blocked"
    title = TranslatedText(
        nl="Deze kaart is geblokkeerd. Aan de balie is er meteen een nieuwe.",
        fr="Cette carte est bloquée. Le guichet en donne tout de suite une nouvelle.",
        en="This card is blocked. The counter hands out a new one at once.",
    )
    heading = TranslatedText(nl="Deze kaart is geblokkeerd", fr="Cette carte est bloquée", en="This card is blocked")
    _ADVICE = TranslatedText(
        nl="Vraag {first_name} om naar de balie te gaan. Daar ligt meteen een nieuwe klaar.",
        fr="Demandez à {first_name} de passer au guichet. Une nouvelle carte y est tout de suite prête.",
        en="Ask {first_name} to go to the counter. A new one is ready there at once.",
    )

    def __init__(self, first_name: str = "", *, field: str | None = None) -> None:
        super().__init__(field=field)
        self.first_name = first_name

    @property
    def advice(self) -> TranslatedText:
        """What to say to the holder, by first name."""
        return self._ADVICE.fill(first_name=self.first_name)


class MembershipBarred(CardBlocked):
    """The holder's place in the card's region is barred for now. Why is between them and the counter."""

    code = "membership-barred"
    title = TranslatedText(
        nl="Deze kaart werkt voorlopig niet. De balie kan zeggen waarom, en wat er kan gebeuren.",
        fr="Cette carte ne fonctionne pas pour le moment. Le guichet peut dire pourquoi, et ce qui est possible.",
        en="This card does not work for the time being. The counter can tell why, and what can be done.",
    )
    heading = TranslatedText(
        nl="Deze kaart werkt voorlopig niet",
        fr="Cette carte ne fonctionne pas pour le moment",
        en="This card does not work for the time being",
    )
    _ADVICE = TranslatedText(
        nl="Vraag {first_name} om naar de balie te gaan. Daar bekijken ze het samen.",
        fr="Demandez à {first_name} de passer au guichet. On y regardera cela ensemble.",
        en="Ask {first_name} to go to the counter. They will look at it together there.",
    )


class CardExpired(Rejected):
    """The plastic or the printed code is past its last day; the holder keeps everything else."""

    code = "card-expired"
    title = TranslatedText(
        nl="Deze kaart is te oud om nog te gebruiken. Aan de balie is er meteen een nieuwe.",
        fr="Cette carte est trop ancienne. Le guichet en donne tout de suite une nouvelle.",
        en="This card is too old to be used. The counter hands out a new one at once.",
    )


class CardAlreadyActive(Conflict):
    code = "card-already-active"
    title = TranslatedText(
        nl="Deze persoon heeft al een kaart die werkt. Is ze kwijt of stuk? Vervang ze dan.",
        fr="Cette personne a déjà une carte valable. Perdue ou abîmée ? Remplacez-la.",
        en="This holder already has a card that works. Lost or broken? Then replace it.",
    )


class CardNumberNeeded(Rejected):
    code = "card-number-needed"
    title = TranslatedText(
        nl="Scan de kaart die je in je hand hebt, of typ haar nummer.",
        fr="Scannez la carte que vous tenez en main, ou tapez son numéro.",
        en="Scan the card in your hand, or type its number.",
    )


class CardReasonNeeded(Rejected):
    code = "card-reason-needed"
    title = TranslatedText(
        nl="Kies wat er met de kaart is.", fr="Choisissez ce qu’il en est.", en="Choose what is the matter with it."
    )


class CardNotActive(Conflict):
    code = "card-not-active"
    title = TranslatedText(
        nl="Deze kaart werkte al niet meer. Er is niets veranderd.",
        fr="Cette carte n’était déjà plus active. Rien n’a changé.",
        en="This card no longer worked already. Nothing has changed.",
    )


class ReasonDoesNotFit(Rejected):
    code = "card-reason-does-not-fit"
    title = TranslatedText(
        nl="Deze reden past hier niet. Kies een andere reden.",
        fr="Cette raison ne convient pas ici. Choisissez-en une autre.",
        en="This reason does not fit here. Choose another one.",
    )


class CodeTooOld(Rejected):
    """A code from a screen that is past its minute: a picture of it, or a page that stood still."""

    code = "card-code-too-old"
    title = TranslatedText(
        nl="Deze code is ouder dan een minuut. Vraag om het scherm te vernieuwen en scan opnieuw.",
        fr="Ce code a plus d’une minute. Demandez de rafraîchir l’écran et scannez à nouveau.",
        en="This code is older than a minute. Ask to refresh the screen and scan again.",
    )


class CodeDistrusted(Rejected):
    """Signed with a key that somebody else may have: the code proves nothing any more."""

    code = "card-code-distrusted"
    title = TranslatedText(
        nl="Deze code is niet meer geldig. Typ het nummer onder de code. De balie geeft een kaart met een nieuwe code.",
        fr="Ce code n’est plus valable. Tapez le numéro sous le code. Le guichet donne une carte avec un nouveau code.",
        en="This code is no longer valid. Type the number below the code. The counter has a card with a new code.",
    )


class NoSigningKey(Unavailable):
    """The key of this period was not made yet: the worker makes it, or `uitpas2 cards keys`."""

    code = "card-key-missing"
    title = TranslatedText(
        nl="Er kan nu even geen code gemaakt worden. Probeer het over een minuut opnieuw.",
        fr="Impossible de créer un code pour le moment. Réessayez dans une minute.",
        en="No code can be made right now. Try again in a minute.",
    )


class KeysUsedUp(Conflict):
    code = "card-keys-used-up"
    title = TranslatedText(
        nl="Dit jaar zijn er al tien sleutels gemaakt. Meer kan niet.",
        fr="Dix clés ont déjà été créées cette année. C’est le maximum.",
        en="Ten keys were made this year already. There can be no more.",
    )


class KeyUnknown(NotFound):
    code = "card-key-unknown"
    title = TranslatedText(nl="Deze sleutel bestaat niet.", fr="Cette clé n’existe pas.", en="There is no such key.")
