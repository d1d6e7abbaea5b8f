"""What can go wrong with barring somebody from a card system."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, Rejected
from uitpas2.kernel.text import TranslatedText


class BarReasonNeeded(Rejected):
    code = "bar-reason-needed"
    title = TranslatedText(
        nl="Kies waarom. Zo weet een collega later waar het over ging.",
        fr="Choisissez pourquoi. Un collègue saura ainsi plus tard de quoi il s’agissait.",
        en="Choose why. A colleague then knows later what it was about.",
    )


class AlreadyBarred(Conflict):
    code = "membership-already-barred"
    title = TranslatedText(
        nl="Dit was al gebeurd. Er is niets veranderd.",
        fr="C’était déjà fait. Rien n’a changé.",
        en="This was done already. Nothing has changed.",
    )


class NotBarred(Conflict):
    code = "membership-not-barred"
    title = TranslatedText(
        nl="Deze persoon kan de kaart al gewoon gebruiken. Er is niets veranderd.",
        fr="Cette personne peut déjà utiliser sa carte normalement. Rien n’a changé.",
        en="This person can use the card as usual already. Nothing has changed.",
    )


class BarredFromRegion(Conflict):
    """A card for somebody who is barred would be refused at the first door."""

    code = "membership-is-barred"
    title = TranslatedText(
        nl="Deze persoon kan voorlopig geen kaart gebruiken in jouw regio. Maak dat eerst ongedaan.",
        fr="Cette personne ne peut pas utiliser de carte dans votre région pour le moment. Annulez d’abord cela.",
        en="This person cannot use a card in your region for the time being. Undo that first.",
    )
