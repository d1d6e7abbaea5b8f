"""What can go wrong with accounts, organisations and signing in."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class MunicipalityNotFound(NotFound):
    code = "municipality-not-found"
    title = TranslatedText(
        nl="We kennen geen Vlaamse gemeente met NIS-code {nis}.",
        fr="Nous ne connaissons pas de commune flamande avec le code NIS {nis}.",
        en="We know no Flemish municipality with NIS code {nis}.",
    )


class OrganisationNotFound(NotFound):
    code = "organisation-not-found"
    title = TranslatedText(
        nl="Deze organisatie kennen we niet.",
        fr="Nous ne connaissons pas cette organisation.",
        en="We do not know this organisation.",
    )


class AccountNotFound(NotFound):
    code = "account-not-found"
    title = TranslatedText(
        nl="Er is geen account met dit e-mailadres.",
        fr="Il n’y a pas de compte avec cette adresse e-mail.",
        en="There is no account with this mail address.",
    )


class EmailTaken(Conflict):
    code = "email-taken"
    title = TranslatedText(
        nl="Er is al een account met dit e-mailadres.",
        fr="Il y a déjà un compte avec cette adresse e-mail.",
        en="There is already an account with this mail address.",
    )


class OrganisationExists(Conflict):
    """A municipality has one administration, and an organiser of UiTdatabank exists once."""

    code = "organisation-exists"
    title = TranslatedText(
        nl="Deze organisatie bestaat al.",
        fr="Cette organisation existe déjà.",
        en="This organisation exists already.",
    )


class ClientExists(Conflict):
    code = "api-client-exists"
    title = TranslatedText(
        nl="Er is al een koppeling met deze naam. Kies een andere client_id.",
        fr="Il y a déjà une connexion portant ce nom. Choisissez un autre client_id.",
        en="There is already a client with this name. Choose another client_id.",
    )


class UnknownScope(Rejected):
    code = "unknown-scope"
    title = TranslatedText(
        nl="Deze toegang bestaat niet: {scope}. Kies uit: {known}.",
        fr="Cet accès n’existe pas : {scope}. Choisissez parmi : {known}.",
        en="There is no such scope: {scope}. Choose from: {known}.",
    )


class ScopeDoesNotFit(Rejected):
    code = "scope-does-not-fit"
    title = TranslatedText(
        nl="Deze organisatie kan deze toegang niet krijgen: {scope}.",
        fr="Cette organisation ne peut pas recevoir cet accès : {scope}.",
        en="This organisation cannot be given this scope: {scope}.",
    )


class RoleDoesNotFit(Rejected):
    code = "role-does-not-fit"
    title = TranslatedText(
        nl="De rol {role} past niet bij deze soort organisatie.",
        fr="Le rôle {role} ne convient pas à ce type d’organisation.",
        en="The role {role} does not fit this kind of organisation.",
    )


class EmailUnreadable(Rejected):
    code = "email-unreadable"
    title = TranslatedText(
        nl="Dit lijkt geen e-mailadres. Kijk nog eens na.",
        fr="Ceci ne ressemble pas à une adresse e-mail. Vérifiez.",
        en="This does not look like a mail address. Have another look.",
    )


class SignInFailed(Rejected):
    """One answer for an unknown address, a wrong password, a closed account and one that has to wait."""

    code = "sign-in-failed"
    title = TranslatedText(
        nl="Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk ze nog eens na. "
        "Lukte het al een paar keer niet? Wacht dan een kwartier en probeer opnieuw.",
        fr="Cette adresse e-mail et ce mot de passe ne vont pas ensemble. Vérifiez-les. "
        "Plusieurs essais sans succès ? Attendez un quart d’heure et réessayez.",
        en="This mail address and this password do not belong together. Have another look at both. "
        "Did it fail a few times already? Wait a quarter of an hour and try again.",
    )


class NoRole(Rejected):
    code = "no-role"
    title = TranslatedText(
        nl="Je account heeft nog geen rol. Vraag je organisatie om je er een te geven.",
        fr="Votre compte n’a pas encore de rôle. Demandez à votre organisation de vous en donner un.",
        en="Your account has no role yet. Ask your organisation to give you one.",
    )


class ActivationFailed(Rejected):
    """One answer for an unknown address, a wrong code, a used one and one that has expired."""

    code = "activation-failed"
    title = TranslatedText(
        nl="Deze code hoort niet bij dit e-mailadres, of is niet meer geldig. Kijk ze nog eens na, "
        "of vraag een nieuwe code aan wie ze je gaf.",
        fr="Ce code ne va pas avec cette adresse e-mail, ou n’est plus valable. Vérifiez-le, "
        "ou demandez un nouveau code à la personne qui vous l’a donné.",
        en="This code does not belong to this mail address, or is no longer valid. Have another look, "
        "or ask for a new code where you got this one.",
    )


class PasswordTooShort(Rejected):
    code = "password-too-short"
    title = TranslatedText(
        nl="Neem een wachtwoord van minstens {least} tekens. Vier gewone woorden na elkaar onthoud je makkelijk.",
        fr="Prenez un mot de passe d’au moins {least} caractères. Quatre mots simples se retiennent facilement.",
        en="Take a password of at least {least} characters. Four plain words in a row are easy to remember.",
    )


class PasswordTooLong(Rejected):
    code = "password-too-long"
    title = TranslatedText(
        nl="Dit wachtwoord is te lang: neem hoogstens {most} tekens.",
        fr="Ce mot de passe est trop long : prenez au maximum {most} caractères.",
        en="This password is too long: take {most} characters at most.",
    )


class PasswordTooEasy(Rejected):
    code = "password-too-easy"
    title = TranslatedText(
        nl="Dit wachtwoord is te makkelijk te raden. Gebruik je naam of e-mailadres niet en wissel meer af.",
        fr="Ce mot de passe est trop facile à deviner. Évitez votre nom ou adresse e-mail et variez davantage.",
        en="This password is too easy to guess. Leave out your name and mail address, and vary more.",
    )


class PasswordWrong(Rejected):
    code = "password-wrong"
    title = TranslatedText(
        nl="Dit is niet je huidige wachtwoord.",
        fr="Ce n’est pas votre mot de passe actuel.",
        en="This is not your present password.",
    )
