"""What can go wrong when bills are made and shown."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class BillUnknown(NotFound):
    code = "bill-unknown"
    title = TranslatedText(
        nl="Deze rekening bestaat niet, of je hebt er geen toegang toe.",
        fr="Cette facture n’existe pas, ou vous n’y avez pas accès.",
        en="This bill does not exist, or you have no access to it.",
    )


class NoBillingTerms(Rejected):
    code = "no-billing-terms"
    title = TranslatedText(
        nl="Vul eerst in hoe je rekeningen stuurt: op welk rekeningnummer, en waarvoor.",
        fr="Indiquez d’abord comment vous envoyez vos factures : sur quel compte, et pour quoi.",
        en="First say how you send bills: on which account number, and for what.",
    )


class NothingToBill(Rejected):
    code = "nothing-to-bill"
    title = TranslatedText(
        nl="Er is niets (meer) om op een rekening te zetten.",
        fr="Il n’y a (plus) rien à facturer.",
        en="There is nothing (left) to put on a bill.",
    )


class MonthNotOver(Rejected):
    code = "month-not-over"
    title = TranslatedText(
        nl="Deze maand is nog niet voorbij. Vanaf {day} kan je er de rekeningen van maken.",
        fr="Ce mois n’est pas terminé. Vous pourrez en établir les factures à partir du {day}.",
        en="This month is not over yet. From {day} you can make its bills.",
    )


class AccountMistyped(Rejected):
    code = "account-mistyped"
    title = TranslatedText(
        nl="Dit rekeningnummer klopt net niet. Kijk nog eens na: BE en dan 14 cijfers.",
        fr="Ce numéro de compte n’est pas tout à fait exact. Vérifiez : BE puis 14 chiffres.",
        en="This account number is not quite right. Look again: BE and then 14 digits.",
    )


class BankCodeMistyped(Rejected):
    code = "bank-code-mistyped"
    title = TranslatedText(
        nl="Deze BIC klopt niet. Laat het veld leeg, of neem over wat op je uittreksel staat.",
        fr="Ce BIC n’est pas correct. Laissez le champ vide, ou recopiez ce qui figure sur votre extrait.",
        en="This BIC is not right. Leave the field empty, or copy what is on your bank statement.",
    )


class TermsNotPossible(Rejected):
    """Two choices that do not go together; `field` says where."""

    code = "billing-terms-not-possible"
    title = TranslatedText(
        nl="Zo kan het niet: {why}.",
        fr="Ce n’est pas possible ainsi : {why}.",
        en="This is not possible: {why}.",
    )

    def __init__(self, why: TranslatedText, *, field: str) -> None:
        super().__init__(field=field)
        self.why = why

    @property
    def message(self) -> TranslatedText:
        texts = {
            language: text.format(why=self.why.as_dict()[language]) for language, text in self.title.as_dict().items()
        }
        return TranslatedText.from_dict(texts)


class PlanAlreadyThere(Conflict):
    code = "payment-plan-already-there"
    title = TranslatedText(
        nl="Voor dit gezin staat er al een afspraak om in delen te betalen.",
        fr="Un accord de paiement échelonné existe déjà pour cette famille.",
        en="This family already has an agreement to pay in parts.",
    )
