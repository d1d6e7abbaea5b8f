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


class FileMissing(Rejected):
    code = "import-file-missing"
    title = TranslatedText(
        nl="Het bestand {file} kan niet gelezen worden ({why}). Er is niets ingevoerd.",
        fr="Le fichier {file} ne peut pas être lu ({why}). Rien n’a été importé.",
        en="The file {file} cannot be read ({why}). Nothing was imported.",
    )


class FileNoJson(Rejected):
    code = "import-file-no-json"
    title = TranslatedText(
        nl="Dit bestand is geen JSON: kijk op regel {line}, kolom {column}. Er is niets ingevoerd.",
        fr="Ce fichier n’est pas du JSON : voyez ligne {line}, colonne {column}. Rien n’a été importé.",
        en="This file is no JSON: look at line {line}, column {column}. Nothing was imported.",
    )


class FileNoList(Rejected):
    code = "import-file-no-list"
    title = TranslatedText(
        nl="In dit bestand staat geen lijst van activiteiten. Er is niets ingevoerd.",
        fr="Ce fichier ne contient pas de liste d’activités. Rien n’a été importé.",
        en="There is no list of activities in this file. Nothing was imported.",
    )


class FileTooDeep(Rejected):
    code = "import-file-too-deep"
    title = TranslatedText(
        nl="Dit bestand zit veel te diep in elkaar om een lijst van activiteiten te zijn. Er is niets ingevoerd.",
        fr="L’imbrication de ce fichier est bien trop profonde pour une liste d’activités. Rien n’a été importé.",
        en="This file is nested far too deeply to be a list of activities. Nothing was imported.",
    )
