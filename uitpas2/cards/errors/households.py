"""What can go wrong around families, consents and national numbers."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, Rejected
from uitpas2.kernel.text import TranslatedText


class LastGuardian(Conflict):
    code = "last-guardian"
    title = TranslatedText(
        nl="Je bent de enige die voor dit kind beslist. Stoppen kan aan de balie: daar wordt afgesproken wie het "
        "overneemt.",
        fr="Vous êtes la seule personne à décider pour cet enfant. Pour arrêter, passez au guichet : on y convient de "
        "qui prend le relais.",
        en="You are the only one who decides for this child. You can stop at the counter, where it is agreed who "
        "takes over.",
    )


class EndReasonNeeded(Rejected):
    code = "end-reason-needed"
    title = TranslatedText(
        nl="Kies waarom deze persoon niet meer beslist.",
        fr="Choisissez pourquoi cette personne ne décide plus.",
        en="Choose why this person no longer decides.",
    )


class GuardianConsentNeeded(Rejected):
    code = "guardian-consent-needed"
    title = TranslatedText(
        nl="Voor wie jonger is dan {age} jaar zegt de ouder of voogd ja of nee.",
        fr="Avant {age} ans, c’est le parent ou le tuteur qui dit oui ou non.",
        en="For somebody younger than {age} the parent or guardian says yes or no.",
    )


class PhoneNeeded(Rejected):
    code = "phone-needed"
    title = TranslatedText(
        nl="Vul je gsm-nummer in, of zet sms uit.",
        fr="Indiquez votre numéro de GSM, ou désactivez les SMS.",
        en="Fill in your mobile number, or switch off text messages.",
    )


class PhoneUnreadable(Rejected):
    code = "phone-unreadable"
    title = TranslatedText(
        nl="Dit nummer klopt niet. Schrijf het zoals 0470 12 34 56.",
        fr="Ce numéro n’est pas correct. Écrivez-le comme 0470 12 34 56.",
        en="This number is not right. Write it like 0470 12 34 56.",
    )


class FamilyCodeWrong(Rejected):
    code = "family-code-wrong"
    title = TranslatedText(
        nl="Deze code klopt niet, of ze is te oud. Na vijf keer is een nieuwe code nodig.",
        fr="Ce code n’est pas correct, ou il est trop ancien. Après cinq essais, il faut un nouveau code.",
        en="This code is not right, or it is too old. After five tries a new code is needed.",
    )


class FamilyRequestsUsedUp(Conflict):
    code = "family-requests-used-up"
    title = TranslatedText(
        nl="Je vroeg vandaag al vijf keer een code. Morgen kan het weer, of meteen aan de balie.",
        fr="Vous avez déjà demandé cinq codes aujourd’hui. Réessayez demain, ou passez au guichet.",
        en="You asked for a code five times today. You can try again tomorrow, or go to the counter now.",
    )


class NationalNumberNotKept(Rejected):
    code = "national-number-not-kept"
    title = TranslatedText(
        nl="Deze gemeente werkt zonder rijksregisternummer. Laat dit vak leeg: het kaartnummer volstaat.",
        fr="Cette commune travaille sans numéro national. Laissez ce champ vide : le numéro de carte suffit.",
        en="This municipality works without national numbers. Leave this field empty: the card number is enough.",
    )
