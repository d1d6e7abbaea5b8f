"""What can go wrong with cards before they are handed out, their chips, and sheets. Each says what helps."""

from __future__ import annotations

from uitpas2.cards.errors.cards import CardUnknown
from uitpas2.kernel.errors import Conflict, NotFound, Rejected, Unavailable
from uitpas2.kernel.text import TranslatedText


class CardNotInStock(Conflict):
    """Not received at this counter: unknown, of another region, still on its way, or in another counter's drawer."""

    code = "card-not-in-stock"
    title = TranslatedText(
        nl="Deze kaart zit niet in de voorraad van jouw balie. Neem een andere, of meld eerst dat het pakje er is.",
        fr="Cette carte n’est pas dans le stock de votre guichet. Prenez-en une autre, ou signalez d’abord le colis.",
        en="This card is not in the stock of your counter. Take another one, or tell first that the parcel is there.",
    )


class CardNotReceived(Conflict):
    """The card is in a parcel for this counter that nobody has told to be there."""

    code = "card-not-received"
    title = TranslatedText(
        nl="Deze kaart zit in een pakje dat nog onderweg is naar jouw balie. Is het er? Meld het eerst bij Voorraad.",
        fr="Cette carte est dans un colis en route vers votre guichet. Est-il là ? Signalez-le d’abord sous Stock.",
        en="This card is in a parcel still on its way to your counter. Is it there? Then tell so first under Stock.",
    )


class CardTakenOut(Conflict):
    """It was told to be lost, stolen or broken before anybody had it."""

    code = "card-taken-out"
    title = TranslatedText(
        nl="Deze kaart is uit de voorraad gehaald, en kan niet meer gebruikt worden. Neem een andere kaart.",
        fr="Cette carte a été retirée du stock et ne peut plus être utilisée. Prenez une autre carte.",
        en="This card was taken out of the stock and can no longer be used. Take another card.",
    )


class NotEnoughCards(Conflict):
    code = "cards-not-enough"
    title = TranslatedText(
        nl="Er liggen geen {wanted} kaarten klaar om te versturen. Laat er eerst nieuwe maken.",
        fr="Il n’y a pas {wanted} cartes prêtes à être envoyées. Faites-en d’abord créer de nouvelles.",
        en="There are no {wanted} cards ready to be sent. Have new ones made first.",
    )


class CounterOutsideRegion(Rejected):
    code = "counter-outside-region"
    title = TranslatedText(
        nl="Deze balie hoort niet bij deze regio. Kies een balie van een gemeente uit de regio.",
        fr="Ce guichet n’appartient pas à cette région. Choisissez un guichet d’une commune de la région.",
        en="This counter is not part of this region. Choose a counter of a municipality in the region.",
    )


class ParcelUnknown(NotFound):
    code = "parcel-unknown"
    title = TranslatedText(
        nl="Dit pakje vinden we niet.", fr="Nous ne trouvons pas ce colis.", en="We cannot find this parcel."
    )


class ParcelReceived(Conflict):
    code = "parcel-received"
    title = TranslatedText(
        nl="Dit pakje was al gemeld. Er is niets veranderd.",
        fr="Ce colis avait déjà été signalé. Rien n’a changé.",
        en="This parcel was received already. Nothing has changed.",
    )


class NotInParcel(Rejected):
    """`number` is one number, or several with commas."""

    code = "not-in-parcel"
    title = TranslatedText(
        nl="Dit hoort niet in dit pakje: {number}. Kijk de nummers na. Er is nog niets bewaard.",
        fr="Ceci n’est pas dans ce colis : {number}. Vérifiez les numéros. Rien n’a encore été enregistré.",
        en="This does not belong in this parcel: {number}. Check the numbers. Nothing has been saved yet.",
    )


class ChipNumberWrong(Rejected):
    code = "chip-number-wrong"
    title = TranslatedText(
        nl="Een chipnummer heeft 14 tekens, cijfers en de letters a tot f.",
        fr="Un numéro de puce compte 14 caractères, des chiffres et les lettres a à f.",
        en="A chip number has 14 characters, digits and the letters a to f.",
    )


class ChipNumberTaken(Conflict):
    code = "chip-number-taken"
    title = TranslatedText(
        nl="Dit chipnummer hoort al bij een andere kaart, of deze kaart heeft al een chip.",
        fr="Ce numéro de puce appartient déjà à une autre carte, ou cette carte a déjà une puce.",
        en="This chip number belongs to another card already, or this card has a chip already.",
    )


class SheetUnknown(NotFound):
    code = "sheet-unknown"
    title = TranslatedText(
        nl="Deze bladen vinden we niet.", fr="Nous ne trouvons pas ces feuilles.", en="We cannot find these sheets."
    )


class SheetNotReady(Conflict):
    code = "sheet-not-ready"
    title = TranslatedText(
        nl="Deze bladen zijn er niet: ze worden nog gemaakt, of ze zijn na een dag gewist. Bestel ze dan opnieuw.",
        fr="Ces feuilles ne sont pas là : en cours, ou effacées après un jour. Commandez-les alors à nouveau.",
        en="These sheets are not there: they are being made, or were erased after a day. Then order them again.",
    )


class NothingToPrint(Rejected):
    code = "nothing-to-print"
    title = TranslatedText(
        nl="Er zijn geen kaarten om te drukken.",
        fr="Il n’y a pas de cartes à imprimer.",
        en="There are no cards to print.",
    )


class CannotBePrinted(CardUnknown):
    """Of a list of numbers these are mistyped, not there, of another region or no longer working."""

    code = "cards-cannot-be-printed"
    title = TranslatedText(
        nl="Dit zijn geen kaarten van jouw regio die werken: {numbers}. Haal ze weg of kijk ze na.",
        fr="Ce ne sont pas des cartes valables de votre région : {numbers}. Retirez-les ou vérifiez-les.",
        en="These are no working cards of your region: {numbers}. Take them out or check them.",
    )


class TooManyAtOnce(Rejected):
    code = "too-many-cards-at-once"
    title = TranslatedText(
        nl="Dit kan met hoogstens {most} kaarten tegelijk.",
        fr="C’est possible avec {most} cartes au maximum à la fois.",
        en="This can be done with at most {most} cards at once.",
    )


class NumbersUsedUp(Unavailable):
    code = "card-numbers-used-up"
    title = TranslatedText(
        nl="Er zijn geen vrije kaartnummers gevonden. Laat het de beheerder weten.",
        fr="Aucun numéro de carte libre n’a été trouvé. Prévenez l’administrateur.",
        en="No free card numbers were found. Tell the administrator.",
    )


class NumberTaken(Conflict):
    code = "card-number-taken"
    title = TranslatedText(
        nl="Dit kaartnummer is al in gebruik. Neem een andere kaart.",
        fr="Ce numéro de carte est déjà utilisé. Prenez une autre carte.",
        en="This card number is already in use. Take another card.",
    )
