"""What can be wrong with an organiser's own words in a message."""

from uitpas2.kernel.errors import Conflict, Rejected
from uitpas2.kernel.text import TranslatedText


class GapUnknown(Rejected):
    code = "message-gap-unknown"
    title = TranslatedText(
        nl="Regel {line}, teken {sign}: {what} kunnen we niet invullen. Dit kan wel: {known}.",
        fr="Ligne {line}, caractère {sign} : nous ne pouvons pas remplir {what}. Ceci est possible : {known}.",
        en="Line {line}, character {sign}: we cannot fill in {what}. These are possible: {known}.",
    )


class SignRefused(Rejected):
    code = "message-sign-refused"
    title = TranslatedText(
        nl="Regel {line}, teken {sign}: hier staat een teken dat niet kan, zoals een losse accolade of een onzichtbaar "
        "teken. Haal het weg.",
        fr="Ligne {line}, caractère {sign} : il y a ici un signe impossible, comme une accolade isolée ou un caractère "
        "invisible. Enlevez-le.",
        en="Line {line}, character {sign}: there is a sign here that cannot be used, such as a loose brace or an "
        "invisible one. Take it away.",
    )


class TextTooLong(Rejected):
    code = "message-text-too-long"
    title = TranslatedText(
        nl="Hou het bij {longest} tekens: nu zijn het er {length}.",
        fr="Limitez-vous à {longest} caractères : il y en a {length}.",
        en="Keep it to {longest} characters: there are {length} now.",
    )


class TextMarkedUp(Rejected):
    code = "message-text-marked-up"
    title = TranslatedText(
        nl="Regel {line}, teken {sign}: {what} is opmaak. Schrijf gewone tekst: die komt overal goed aan, ook op "
        "papier.",
        fr="Ligne {line}, caractère {sign} : {what} est de la mise en forme. Écrivez un texte simple : il passe "
        "partout, aussi sur papier.",
        en="Line {line}, character {sign}: {what} is markup. Write plain text: that arrives well everywhere, on paper "
        "too.",
    )


class TextTells(Rejected):
    code = "message-text-tells"
    title = TranslatedText(
        nl="Laat ‘{word}’ weg: deze tekst staat naast de naam van een kind, en wat een gezin betaalt is van het gezin.",
        fr="Enlevez « {word} » : ce texte se trouve à côté du nom d’un enfant, et ce que paie une famille ne regarde "
        "qu’elle.",
        en="Leave out “{word}”: this text stands next to a child’s name, and what a family pays is the family’s own.",
    )


class AddressUnreadable(Rejected):
    code = "message-address-unreadable"
    title = TranslatedText(
        nl="Schrijf een mailadres zoals kantoor@club.be.",
        fr="Écrivez une adresse comme bureau@club.be.",
        en="Write a mail address like office@club.be.",
    )


class NumberUnreadable(Rejected):
    code = "message-number-unreadable"
    title = TranslatedText(
        nl="Schrijf een telefoonnummer zoals 09 123 45 67.",
        fr="Écrivez un numéro comme 09 123 45 67.",
        en="Write a telephone number like 09 123 45 67.",
    )


class WrittenMeanwhile(Conflict):
    code = "message-written-meanwhile"
    title = TranslatedText(
        nl="Iemand van je organisatie bewaarde intussen een andere tekst. Wat jij schreef, staat hier nog: bekijk "
        "eerst de versies.",
        fr="Entre-temps, quelqu’un de votre organisation a enregistré un autre texte. Ce que vous avez écrit est "
        "encore là : regardez d’abord les versions.",
        en="Meanwhile somebody of your organisation kept another text. What you wrote is still here: look at the "
        "versions first.",
    )
