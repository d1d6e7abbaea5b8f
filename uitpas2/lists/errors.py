"""What can go wrong with a list: as a whole, and then nothing of it was read, or in one cell."""

from __future__ import annotations

from uitpas2.kernel.errors import Rejected
from uitpas2.kernel.text import LANGUAGES, TranslatedText


class FileMissing(Rejected):
    code = "import-list-missing"
    title = TranslatedText(nl="Kies een bestand.", fr="Choisissez un fichier.", en="Choose a file.")


class FileEmpty(Rejected):
    code = "import-file-empty"
    title = TranslatedText(
        nl="In dit bestand staat geen lijst. Zet de namen van de kolommen op de eerste regel, en daaronder de "
        "gegevens.",
        fr="Ce fichier ne contient pas de liste. Mettez les noms des colonnes sur la première ligne, et les données "
        "en dessous.",
        en="There is no list in this file. Put the names of the columns on the first line, and the data below.",
    )


class FileTooLarge(Rejected):
    code = "import-file-too-large"
    title = TranslatedText(
        nl="Dit bestand is te groot: hoogstens {most} MB. Verdeel de lijst over meer bestanden.",
        fr="Ce fichier est trop lourd : {most} Mo au maximum. Répartissez la liste sur plusieurs fichiers.",
        en="This file is too large: at most {most} MB. Spread the list over more files.",
    )


class TooManyRows(Rejected):
    code = "import-too-many-rows"
    title = TranslatedText(
        nl="Er kunnen hoogstens {most} regels in één bestand. Verdeel de lijst over meer bestanden.",
        fr="Un fichier contient au maximum {most} lignes. Répartissez la liste sur plusieurs fichiers.",
        en="A file holds at most {most} lines. Spread the list over more files.",
    )


class TooManyColumns(Rejected):
    code = "import-too-many-columns"
    title = TranslatedText(
        nl="Dit bestand heeft meer dan {most} kolommen. Houd enkel de kolommen van het voorbeeld over.",
        fr="Ce fichier a plus de {most} colonnes. Ne gardez que les colonnes du modèle.",
        en="This file has more than {most} columns. Keep only the columns of the example.",
    )


class FileUnreadable(Rejected):
    code = "import-file-unreadable"
    title = TranslatedText(
        nl="Dit is geen lijst die we kunnen lezen. Bewaar ze als XLSX of CSV en kies dat bestand.",
        fr="Ce n’est pas une liste que nous pouvons lire. Enregistrez-la en XLSX ou CSV et choisissez ce fichier.",
        en="This is not a list that we can read. Save it as XLSX or CSV and choose that file.",
    )


class OtherWorkbook(Rejected):
    code = "import-other-workbook"
    title = TranslatedText(
        nl="Dit soort rekenblad lezen we niet. Open het, kies “Opslaan als” en daar “Excel-werkmap (.xlsx)” of CSV.",
        fr="Nous ne lisons pas ce type de classeur. Ouvrez-le, choisissez « Enregistrer sous », puis « Classeur Excel "
        "(.xlsx) » ou CSV.",
        en="We do not read this kind of spreadsheet. Open it, choose “Save as” and then “Excel workbook (.xlsx)” "
        "or CSV.",
    )


class FileLocked(Rejected):
    code = "import-file-locked"
    title = TranslatedText(
        nl="Op dit bestand staat een wachtwoord. Bewaar het zonder wachtwoord en kies het opnieuw.",
        fr="Ce fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe et choisissez-le à nouveau.",
        en="This file has a password. Save it without one and choose it again.",
    )


class FileWithMacros(Rejected):
    code = "import-file-with-macros"
    title = TranslatedText(
        nl="In dit bestand zitten macro’s. Die openen we niet: bewaar de lijst als gewone “Excel-werkmap (.xlsx)”.",
        fr="Ce fichier contient des macros. Nous ne les ouvrons pas : enregistrez la liste comme simple « Classeur "
        "Excel (.xlsx) ».",
        en="This file holds macros. We do not open those: save the list as a plain “Excel workbook (.xlsx)”.",
    )


class FileSuspicious(Rejected):
    code = "import-file-suspicious"
    title = TranslatedText(
        nl="Dit rekenblad is beschadigd, of er zit veel meer in dan een lijst. Kopieer de lijst naar een nieuw "
        "rekenblad en kies dat.",
        fr="Ce classeur est endommagé, ou contient bien plus qu’une liste. Copiez la liste dans un nouveau classeur "
        "et choisissez celui-là.",
        en="This spreadsheet is damaged, or holds much more than a list. Copy the list to a new spreadsheet and choose "
        "that one.",
    )


class EncodingUnknown(Rejected):
    code = "import-encoding-unknown"
    title = TranslatedText(
        nl="De letters in dit bestand kunnen we niet lezen. Bewaar het als “CSV UTF-8” of als XLSX.",
        fr="Nous ne pouvons pas lire les caractères de ce fichier. Enregistrez-le en « CSV UTF-8 » ou en XLSX.",
        en="We cannot read the letters in this file. Save it as “CSV UTF-8” or as XLSX.",
    )


class QuoteLeftOpen(Rejected):
    code = "import-quote-left-open"
    title = TranslatedText(
        nl="Rond regel {line} staat een aanhalingsteken dat niet gesloten wordt. Haal het weg, of bewaar als XLSX.",
        fr="Vers la ligne {line}, un guillemet n’est pas fermé. Retirez-le, ou enregistrez en XLSX.",
        en="Around line {line} there is a quotation mark that is not closed. Take it away, or save as XLSX.",
    )


class CellTooLarge(Rejected):
    code = "import-cell-too-large"
    title = TranslatedText(
        nl="Op regel {line} staat een vak met veel te veel tekst. Kijk na of er een aanhalingsteken te veel staat.",
        fr="À la ligne {line}, une case contient beaucoup trop de texte. Vérifiez s’il y a un guillemet de trop.",
        en="On line {line} there is a cell with far too much text. Check for a quotation mark too many.",
    )


class ColumnsMissing(Rejected):
    """`columns` are the names of the columns, as each language has them."""

    code = "import-columns-missing"
    title = TranslatedText(
        nl="Deze kolommen vinden we niet: {columns}. Kijk na of hun namen op de eerste regel staan.",
        fr="Nous ne trouvons pas ces colonnes : {columns}. Vérifiez que leurs noms sont sur la première ligne.",
        en="We do not find these columns: {columns}. Check that their names stand on the first line.",
    )

    def __init__(self, *, columns: TranslatedText) -> None:
        super().__init__(field="file", columns=columns.en)
        self.columns = columns

    @property
    def message(self) -> TranslatedText:
        return _with_columns(self.title, self.columns)


class ColumnTwice(Rejected):
    """`columns` are the names of the columns, as each language has them."""

    code = "import-column-twice"
    title = TranslatedText(
        nl="Deze kolommen staan er twee keer: {columns}. Haal er telkens één weg of geef ze een andere naam.",
        fr="Ces colonnes figurent deux fois : {columns}. Supprimez-en une, ou donnez-lui un autre nom.",
        en="These columns are there twice: {columns}. Take one away or give it another name.",
    )

    def __init__(self, *, columns: TranslatedText) -> None:
        super().__init__(field="file", columns=columns.en)
        self.columns = columns

    @property
    def message(self) -> TranslatedText:
        return _with_columns(self.title, self.columns)


class CellMissing(Rejected):
    code = "import-cell-missing"
    title = TranslatedText(nl="Vul dit nog in.", fr="À compléter.", en="Fill this in.")


class CellTooLong(Rejected):
    code = "import-cell-too-long"
    title = TranslatedText(
        nl="Dit is te lang: hoogstens {most} tekens.",
        fr="C’est trop long : {most} caractères au maximum.",
        en="This is too long: at most {most} characters.",
    )


class CellUnreadable(Rejected):
    code = "import-cell-unreadable"
    title = TranslatedText(
        nl="Hier staan tekens die we niet kunnen bewaren. Typ het opnieuw.",
        fr="Il y a ici des caractères que nous ne pouvons pas enregistrer. Retapez le texte.",
        en="There are signs here that we cannot keep. Type it again.",
    )


class CellFormula(Rejected):
    code = "import-cell-formula"
    title = TranslatedText(
        nl="Hier staat een formule. Plak in het rekenblad de waarde zelf (“Plakken speciaal: waarden”).",
        fr="Il y a ici une formule. Collez la valeur elle-même dans le classeur (« Collage spécial : valeurs »).",
        en="This is a formula. Paste the value itself into the spreadsheet (“Paste special: values”).",
    )


class DateUnreadable(Rejected):
    code = "import-date-unreadable"
    title = TranslatedText(
        nl="Dit is geen bestaande datum. Schrijf dag, maand en jaar zoals 14/03/2018.",
        fr="Cette date n’existe pas. Écrivez jour, mois et année comme 14/03/2018.",
        en="There is no such date. Write day, month and year like 14/03/2018.",
    )


def _with_columns(title: TranslatedText, columns: TranslatedText) -> TranslatedText:
    texts = {
        language: title.in_language(language).format(columns=columns.in_language(language)) for language in LANGUAGES
    }
    return TranslatedText.from_dict(texts)
