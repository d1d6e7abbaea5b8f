"""What can go wrong around activities, in words."""

from __future__ import annotations

from uitpas2.kernel.errors import NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class ActivityUnknown(NotFound):
    code = "activity-unknown"
    title = TranslatedText(
        nl="Deze activiteit bestaat niet of staat niet meer online. Zoek verder in het aanbod.",
        fr="Cette activité n’existe pas ou n’est plus en ligne. Continuez votre recherche dans l’offre.",
        en="This activity does not exist or is no longer online. Look further in what there is to do.",
    )


class SessionUnknown(NotFound):
    code = "session-unknown"
    title = TranslatedText(
        nl="Dit moment bestaat niet of valt weg. Kies een ander moment van de activiteit.",
        fr="Ce moment n’existe pas ou n’est plus prévu. Choisissez un autre moment de l’activité.",
        en="This moment does not exist or was dropped. Choose another moment of the activity.",
    )


class SessionsNeeded(Rejected):
    code = "activity-sessions-needed"
    title = TranslatedText(
        nl="Zeg wanneer het doorgaat: geef minstens één moment met een begin en een later einde.",
        fr="Indiquez quand cela a lieu : au moins un moment avec un début et une fin ultérieure.",
        en="Say when it takes place: give at least one moment with a start and a later end.",
    )


class ImportUnreadable(Rejected):
    """The file as a whole cannot be read; nothing was imported."""

    code = "import-unreadable"
    title = TranslatedText(
        nl="Dit bestand kunnen we niet lezen: {reason}. Er is niets ingevoerd.",
        fr="Nous ne pouvons pas lire ce fichier : {reason}. Rien n’a été importé.",
        en="We cannot read this file: {reason}. Nothing was imported.",
    )
