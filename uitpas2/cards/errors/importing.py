"""What can go wrong in one cell of a file of holders, and between reading it and importing it."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class NationalNumberMisplaced(Rejected):
    """Only the column for it is kept encrypted."""

    code = "import-national-number-misplaced"
    title = TranslatedText(
        nl="Hier staat een rijksregisternummer. Dat mag alleen in de kolom ‘Rijksregisternummer’: daar bewaren we het "
        "onleesbaar.",
        fr="Il y a ici un numéro national. Il n’est permis que dans la colonne « Numéro national », où nous le gardons "
        "illisible.",
        en="There is a national number here. It may only stand in the column “National number”, where we keep it "
        "unreadable.",
    )


class NameUnreadable(Rejected):
    code = "import-name-unreadable"
    title = TranslatedText(
        nl="Dit is geen naam. Schrijf hem voluit, in letters.",
        fr="Ce n’est pas un nom. Écrivez-le en toutes lettres.",
        en="This is not a name. Write it in full, in letters.",
    )


class NumberShortened(Rejected):
    code = "import-number-shortened"
    title = TranslatedText(
        nl="Het rekenblad heeft dit nummer ingekort, er zijn cijfers weg. Maak van de kolom tekst en plak het opnieuw.",
        fr="Le classeur a raccourci ce numéro, des chiffres ont disparu. Mettez la colonne en texte et recollez-le.",
        en="The spreadsheet has shortened this number, and digits are gone. Make the column text and paste it again.",
    )


class KindUnknown(Rejected):
    code = "import-kind-unknown"
    title = TranslatedText(
        nl="Schrijf “persoon” of “groep”, of laat het leeg.",
        fr="Écrivez « personne » ou « groupe », ou laissez vide.",
        en="Write “person” or “group”, or leave it empty.",
    )


class CardWishUnknown(Rejected):
    code = "import-card-wish-unknown"
    title = TranslatedText(
        nl="Schrijf “digitaal” of “geen”, of laat het leeg.",
        fr="Écrivez « numérique » ou « aucune », ou laissez vide.",
        en="Write “digital” or “none”, or leave it empty.",
    )


class LanguageUnknown(Rejected):
    code = "import-language-unknown"
    title = TranslatedText(
        nl="Schrijf “nl”, “fr” of “en”, of laat het leeg.",
        fr="Écrivez « nl », « fr » ou « en », ou laissez vide.",
        en="Write “nl”, “fr” or “en”, or leave it empty.",
    )


class TwoCardsWished(Rejected):
    code = "import-two-cards-wished"
    title = TranslatedText(
        nl="Hier staat ook een kaartnummer. Kies één van de twee: dat nummer, of een nieuwe digitale kaart.",
        fr="Il y a aussi un numéro de carte. Choisissez : ce numéro, ou une nouvelle carte numérique.",
        en="There is a card number as well. Choose one: that number, or a new digital card.",
    )


class GuardianMailNeeded(Rejected):
    code = "import-guardian-mail-needed"
    title = TranslatedText(
        nl="Hier hoort een e-mailadres bij de naam van de ouder. Weet je het niet? Laat dan ook de naam leeg.",
        fr="Le nom du parent demande aussi son adresse e-mail. Inconnue ? Laissez alors aussi le nom vide.",
        en="The parent’s name needs a mail address beside it. You do not know it? Then leave the name empty too.",
    )


class GuardianNameNeeded(Rejected):
    code = "import-guardian-name-needed"
    title = TranslatedText(
        nl="Bij dit e-mailadres hoort de naam van de ouder.",
        fr="Cette adresse e-mail demande aussi le nom du parent.",
        en="This mail address needs the parent’s name beside it.",
    )


class TwiceInFile(Rejected):
    code = "import-twice-in-file"
    title = TranslatedText(
        nl="Dit staat ook op regel {line}. Het hoort bij één persoon: kijk na bij wie.",
        fr="Ceci figure aussi à la ligne {line}. Cela appartient à une seule personne : vérifiez à qui.",
        en="This stands on line {line} as well. It belongs to one person: check to whom.",
    )


class CardNotFree(Rejected):
    """The same for a card that is in use, blocked, under way, at another counter or of another region."""

    code = "import-card-not-free"
    title = TranslatedText(
        nl="Deze kaart ligt niet aan jouw balie, of is al van iemand. Kijk het nummer na, of laat het leeg.",
        fr="Cette carte n’est pas à votre guichet, ou appartient déjà à quelqu’un. Vérifiez le numéro, ou laissez-le "
        "vide.",
        en="This card does not lie at your counter, or is somebody’s already. Check the number, or leave it empty.",
    )


class OtherNationalNumber(Rejected):
    code = "import-other-national-number"
    title = TranslatedText(
        nl="Voor deze persoon is een ander rijksregisternummer bewaard. Kijk het na aan de balie.",
        fr="Un autre numéro national est enregistré pour cette personne. Vérifiez-le au guichet.",
        en="Another national number is kept for this person. Check it at the counter.",
    )


class BelongsToOther(Rejected):
    code = "import-belongs-to-other"
    title = TranslatedText(
        nl="Dit is bewaard bij iemand met een andere naam en geboortedatum. Kijk na van wie het is.",
        fr="Ceci est enregistré chez une personne d’un autre nom et d’une autre date de naissance. Vérifiez à qui "
        "c’est.",
        en="This is kept with somebody of another name and birth date. Check whose it is.",
    )


class NotDoneHere(Rejected):
    """Something was refused at the last moment that no check foresaw."""

    code = "import-not-done"
    title = TranslatedText(
        nl="Dit lukte niet bij het inschrijven. Probeer deze persoon aan de balie.",
        fr="Cela n’a pas fonctionné lors de l’inscription. Essayez cette personne au guichet.",
        en="This did not work while registering. Try this person at the counter.",
    )


class ImportUnknown(NotFound):
    code = "import-unknown"
    title = TranslatedText(
        nl="Deze lijst vinden we niet. Na een dag wordt ze gewist: lees het bestand opnieuw in.",
        fr="Nous ne trouvons pas cette liste. Elle est effacée après un jour : relisez le fichier.",
        en="We cannot find this list. It is erased after a day: read the file again.",
    )


class ImportStarted(Conflict):
    code = "import-started"
    title = TranslatedText(
        nl="Deze lijst is al bevestigd of weggegooid. Er is niets veranderd.",
        fr="Cette liste a déjà été confirmée ou supprimée. Rien n’a changé.",
        en="This list was confirmed or thrown away already. Nothing has changed.",
    )


class NothingToImport(Conflict):
    code = "import-nothing-to-do"
    title = TranslatedText(
        nl="Er is niets te doen: iedereen is al ingeschreven, of staat bij de fouten.",
        fr="Il n’y a rien à faire : toutes les personnes sont déjà inscrites, ou figurent parmi les erreurs.",
        en="There is nothing to do: everybody is registered already, or stands among the errors.",
    )


class LeavingOutNeeded(Rejected):
    code = "import-leaving-out-needed"
    title = TranslatedText(
        nl="Er zijn nog regels met een fout ({rows}). Kruis aan dat je ze nu overslaat, of verbeter ze eerst.",
        fr="Il reste des lignes avec une erreur ({rows}). Cochez que vous les ignorez pour l’instant, ou corrigez-les.",
        en="There are still lines with an error ({rows}). Tick that you skip them now, or correct them first.",
    )
