"""What can be wrong in an organiser's list of activities."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, NotFound, Rejected
from uitpas2.kernel.text import TranslatedText


class ListUnknown(NotFound):
    code = "offer-list-unknown"
    title = TranslatedText(
        nl="Deze lijst bestaat niet, of is al gewist.",
        fr="Cette liste n’existe pas, ou est déjà effacée.",
        en="This list does not exist, or was erased already.",
    )


class ListStarted(Conflict):
    code = "offer-list-started"
    title = TranslatedText(
        nl="Deze lijst is al bewaard of gewist. Lees ze opnieuw in om nog iets te veranderen.",
        fr="Cette liste est déjà enregistrée ou effacée. Relisez-la pour changer autre chose.",
        en="This list was saved or erased already. Read it again to change something else.",
    )


class NothingInList(Conflict):
    code = "offer-list-nothing"
    title = TranslatedText(
        nl="In deze lijst staat niets nieuws: er valt niets te bewaren.",
        fr="Cette liste n’apporte rien de nouveau : il n’y a rien à enregistrer.",
        en="There is nothing new in this list: nothing to save.",
    )


class WrongLinesLeft(Rejected):
    code = "offer-list-wrong-lines"
    title = TranslatedText(
        nl="Er zijn nog activiteiten met een fout ({count}). Verbeter ze in je bestand, of vink aan dat je ze "
        "overslaat.",
        fr="Il reste des activités avec une erreur ({count}). Corrigez-les dans votre fichier, ou cochez pour les "
        "ignorer.",
        en="There are activities with an error left ({count}). Correct them in your file, or tick that you skip them.",
    )


class TooManyOffered(Rejected):
    code = "offer-list-too-many"
    title = TranslatedText(
        nl="Er kunnen hoogstens {most} regels in één lijst. Verdeel ze over meer bestanden.",
        fr="Une liste contient au maximum {most} lignes. Répartissez-les sur plusieurs fichiers.",
        en="A list holds at most {most} lines. Spread them over more files.",
    )


class TimeUnreadable(Rejected):
    code = "offer-time-unreadable"
    title = TranslatedText(
        nl="Dit is geen uur. Schrijf het zoals 14:00.",
        fr="Ce n’est pas une heure. Écrivez-la comme 14:00.",
        en="This is no time of day. Write it like 14:00.",
    )


class AmountUnreadable(Rejected):
    code = "offer-amount-unreadable"
    title = TranslatedText(
        nl="Dit is geen bedrag. Schrijf het zoals 12,50; gratis is 0.",
        fr="Ce n’est pas un montant. Écrivez-le comme 12,50 ; gratuit, c’est 0.",
        en="This is no amount. Write it like 12.50; free is 0.",
    )


class CountUnreadable(Rejected):
    code = "offer-count-unreadable"
    title = TranslatedText(
        nl="Hier hoort een geheel getal te staan, van {least} tot {most}.",
        fr="On attend ici un nombre entier, de {least} à {most}.",
        en="A whole number belongs here, from {least} to {most}.",
    )


class WordUnknown(Rejected):
    code = "offer-word-unknown"
    title = TranslatedText(
        nl="Dit woord kennen we hier niet. Het kan zijn: {known}.",
        fr="Ce mot n’est pas connu ici. Valeurs possibles : {known}.",
        en="This word is not known here. It can be: {known}.",
    )


class PostalCodeUnreadable(Rejected):
    code = "offer-postal-code-unreadable"
    title = TranslatedText(
        nl="Een postcode heeft vier cijfers.",
        fr="Un code postal a quatre chiffres.",
        en="A postal code has four digits.",
    )


class LinesDiffer(Rejected):
    code = "offer-lines-differ"
    title = TranslatedText(
        nl="Op regel {line} staat voor dezelfde activiteit iets anders. Maak ze gelijk, of laat het hier leeg.",
        fr="À la ligne {line}, il y a autre chose pour la même activité. Mettez la même chose, ou laissez vide ici.",
        en="On line {line} something else stands for the same activity. Make them alike, or leave it empty here.",
    )


class LastDayNeeded(Rejected):
    code = "offer-last-day-needed"
    title = TranslatedText(
        nl="Bij weekdagen hoort een laatste dag: tot wanneer gaat het elke week door?",
        fr="Avec des jours de la semaine, il faut un dernier jour : jusqu’à quand cela a-t-il lieu chaque semaine ?",
        en="Weekdays need a last day: until when does it take place every week?",
    )


class RhythmsMixed(Rejected):
    code = "offer-rhythms-mixed"
    title = TranslatedText(
        nl="De regels van deze activiteit spreken elkaar tegen: losse dagen, een kamp, een lessenreeks en elke week "
        "kun je niet mengen. Geef ze een ander eigen nummer.",
        fr="Les lignes de cette activité se contredisent : on ne mélange pas jours isolés, stage, série de leçons et "
        "chaque semaine. Donnez-leur une autre référence.",
        en="The lines of this activity contradict each other: single days, a camp, a course and every week cannot be "
        "mixed. Give them another own reference.",
    )


class NotDoneHere(Rejected):
    code = "offer-not-done"
    title = TranslatedText(
        nl="Deze activiteit kon niet bewaard worden. Kijk ze na bij “Onze activiteiten”.",
        fr="Cette activité n’a pas pu être enregistrée. Vérifiez-la sous « Nos activités ».",
        en="This activity could not be saved. Look at it under “Our activities”.",
    )
