"""What can be wrong with what an organiser enters about times and places."""

from __future__ import annotations

from uitpas2.kernel.errors import Conflict, Rejected
from uitpas2.kernel.text import TranslatedText


class SchoolYearUnknown(Rejected):
    code = "school-year-unknown"
    title = TranslatedText(
        nl="De vakanties van schooljaar {year} kennen we nog niet, wel die van {first} tot {last}. Neem een vroegere "
        "datum, of plan zonder te kijken naar schoolvakanties.",
        fr="Les vacances de l’année scolaire {year} ne sont pas encore connues ici, celles de {first} à {last} le "
        "sont. Choisissez une date plus proche, ou planifiez sans tenir compte des vacances scolaires.",
        en="The holidays of school year {year} are not known here yet; those from {first} to {last} are. Choose an "
        "earlier date, or plan without looking at school holidays.",
    )


class EndsBeforeStart(Rejected):
    code = "activity-ends-before-start"
    title = TranslatedText(
        nl="Het einde ligt voor het begin. Kijk de twee data nog eens na.",
        fr="La fin précède le début. Vérifiez les deux dates.",
        en="It ends before it starts. Look at both dates again.",
    )


class HoursTooLong(Rejected):
    code = "activity-hours-too-long"
    title = TranslatedText(
        nl="Dit duurt langer dan {most} uur. Kijk het begin- en het einduur nog eens na.",
        fr="Cela dure plus de {most} heures. Vérifiez l’heure de début et de fin.",
        en="This lasts longer than {most} hours. Look at both times again.",
    )


class HoursOverlap(Rejected):
    code = "activity-hours-overlap"
    title = TranslatedText(
        nl="Deze uren vallen samen met andere uren op dezelfde weekdag. Laat ze op elkaar volgen.",
        fr="Ces heures coïncident avec d’autres du même jour. Faites-les se suivre.",
        en="These hours overlap others on the same weekday. Let them follow each other.",
    )


class PlanTooLong(Rejected):
    code = "activity-plan-too-long"
    title = TranslatedText(
        nl="Dit loopt langer dan {most} maanden. Maak het korter, of plan het volgende deel apart.",
        fr="Cela s’étend sur plus de {most} mois. Raccourcissez, ou planifiez la suite séparément.",
        en="This runs longer than {most} months. Make it shorter, or plan what follows separately.",
    )


class CampTooLong(Rejected):
    code = "activity-camp-too-long"
    title = TranslatedText(
        nl="Een kamp duurt hier hoogstens {most} dagen. Kijk de einddatum nog eens na.",
        fr="Un camp dure ici au maximum {most} jours. Vérifiez la date de fin.",
        en="A camp lasts {most} days at most here. Look at the last day again.",
    )


class TooManySessions(Rejected):
    code = "activity-too-many-sessions"
    title = TranslatedText(
        nl="Dit zijn meer dan {most} momenten. Maak de periode korter.",
        fr="Cela fait plus de {most} moments. Raccourcissez la période.",
        en="These are more than {most} moments. Make the period shorter.",
    )


class NoDayLeft(Rejected):
    code = "activity-no-day-left"
    title = TranslatedText(
        nl="Zo blijft er geen enkele dag over. Kijk de weekdagen, de sluitingsdagen en de vakanties nog eens na.",
        fr="Il ne reste aucun jour. Vérifiez les jours de la semaine, les fermetures et les vacances.",
        en="No day is left this way. Look at the weekdays, the closed days and the holidays again.",
    )


class MoreKeptThanPlaces(Rejected):
    code = "activity-more-kept-than-places"
    title = TranslatedText(
        nl="Er zijn {capacity} plaatsen: er kunnen er niet meer voor partners bewaard worden.",
        fr="Il y a {capacity} places : on ne peut pas en garder davantage pour les partenaires.",
        en="There are {capacity} places: no more than that can be kept for partners.",
    )


class PriceChanged(Conflict):
    code = "offer-price-changed"
    title = TranslatedText(
        nl="De organisator veranderde net de prijs. Kijk nog eens wat het nu kost.",
        fr="L’organisateur vient de modifier le prix. Vérifiez ce que cela coûte maintenant.",
        en="The organiser changed the price a moment ago. Look again what it costs now.",
    )
