"""What can be wrong with a file of the bank: with the line where it is, so that somebody can look."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class BankFileUnreadable(Rejected):
    code = "bank-file-unreadable"
    title = TranslatedText(
        nl="Dit bestand is geen CODA en geen CSV van een bank. Er is niets bewaard.",
        fr="Ce fichier n’est ni un CODA ni un CSV d’une banque. Rien n’a été conservé.",
        en="This file is no CODA and no CSV of a bank. Nothing was kept.",
    )


class BankFileBroken(Rejected):
    """`line` is where; `why` a finished phrase in the three languages."""

    code = "bank-file-broken"
    title = TranslatedText(
        nl="Regel {line}: {why}. Er is niets bewaard.",
        fr="Ligne {line} : {why}. Rien n’a été conservé.",
        en="Line {line}: {why}. Nothing was kept.",
    )

    def __init__(self, line: int, why: TranslatedText) -> None:
        super().__init__(field="file", line=line)
        self.why = why

    @property
    def message(self) -> TranslatedText:
        why = self.why.as_dict()
        texts = {
            language: text.format(line=self.details["line"], why=why[language])
            for language, text in self.title.as_dict().items()
        }
        return TranslatedText.from_dict(texts)


class BankFileEmpty(Rejected):
    code = "bank-file-empty"
    title = TranslatedText(
        nl="In dit bestand staat geen enkele betaling die binnenkwam.",
        fr="Ce fichier ne contient aucun paiement reçu.",
        en="There is no incoming payment in this file.",
    )


class BankFileTooLong(Rejected):
    code = "bank-file-too-long"
    title = TranslatedText(
        nl="Dit bestand heeft meer dan {most} regels. Haal bij je bank een kortere periode op.",
        fr="Ce fichier compte plus de {most} lignes. Demandez une période plus courte à votre banque.",
        en="This file has more than {most} lines. Ask your bank for a shorter period.",
    )


class BankFileForOtherAccount(Rejected):
    code = "bank-file-for-other-account"
    title = TranslatedText(
        nl="Dit uittreksel is van rekening {account}, en families betalen op {own}. Er is niets bewaard.",
        fr="Cet extrait concerne le compte {account}, or les familles paient sur {own}. Rien n’a été conservé.",
        en="This statement is of account {account}, and families pay on {own}. Nothing was kept.",
    )


class ColumnsUnknown(Rejected):
    code = "bank-columns-unknown"
    title = TranslatedText(
        nl="We herkennen de kolommen niet. Er staat: {columns}. Vul hieronder in hoe de kolommen van dag, bedrag en "
        "mededeling heten, en kies het bestand opnieuw.",
        fr="Nous ne reconnaissons pas les colonnes. Il y a : {columns}. Indiquez ci-dessous le nom des colonnes du "
        "jour, du montant et de la communication, puis choisissez à nouveau le fichier.",
        en="We do not recognise the columns. There are: {columns}. Fill in below what the columns of day, amount and "
        "communication are called, and choose the file again.",
    )


class ImportUnknown(NotFound):
    code = "bank-import-unknown"
    title = TranslatedText(
        nl="Dit uittreksel bestaat niet, of je hebt er geen toegang toe.",
        fr="Cet extrait n’existe pas, ou vous n’y avez pas accès.",
        en="This statement does not exist, or you have no access to it.",
    )


class BankFileAlreadyBooked(Conflict):
    code = "bank-import-already-booked"
    title = TranslatedText(
        nl="Dit uittreksel is al genoteerd, of weggegooid.",
        fr="Cet extrait a déjà été noté, ou écarté.",
        en="This statement was noted before, or thrown away.",
    )


class LineNotWaiting(Conflict):
    code = "bank-line-not-waiting"
    title = TranslatedText(
        nl="Deze betaling heeft intussen haar plaats gekregen.",
        fr="Ce paiement a entre-temps trouvé sa place.",
        en="This payment has got its place in the meantime.",
    )
